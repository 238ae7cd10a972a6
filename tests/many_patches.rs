//! A thousand changes at a time at a service that does not always answer: none is lost, and none fails silently.

use tests::{
    flaky::Fate,
    patches::{Told, run},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_caller_is_told_the_truth() {
    let count = 1_000;
    let report = run(count).await.unwrap();
    assert_eq!(report.lost, 0, "{report:?}");
    assert_eq!(report.lies, 0, "{report:?}");
    assert_eq!(report.told.values().sum::<u64>(), u64::from(count));
    assert!(report.told[&Told::Made] > 900, "what is put off or cut off is tried again: {report:?}");
    for fate in [Fate::PutOff, Fate::CutBefore, Fate::CutAfter] {
        assert!(report.repeated.contains_key(&fate), "{fate:?} is tried again: {report:?}");
    }
    assert!(!report.repeated.contains_key(&Fate::Applied), "what was answered is not: {report:?}");
}
