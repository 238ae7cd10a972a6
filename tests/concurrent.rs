//! Many requests at a time, and not too many.

use std::sync::atomic::{AtomicUsize, Ordering};

use generated::runtime::client::{StreamExt, send_all};
use tokio::task::yield_now;

/// Counts what there is of it at a time, and the most of it.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    fn enter(&self) -> Inside<'_> {
        self.most.fetch_max(self.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Inside(self)
    }
}

struct Inside<'a>(&'a Gauge);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A request that takes that many turns, and is counted from when it is made.
fn request(gauge: &Gauge, turns: usize) -> impl Future<Output = usize> {
    let inside = gauge.enter();
    async move {
        for _ in 0..turns {
            yield_now().await;
        }
        drop(inside);
        turns
    }
}

#[tokio::test]
async fn results_come_as_they_are_there_with_their_places() {
    let gauge = Gauge::default();
    let results: Vec<_> = send_all([9, 1, 5].map(|turns| request(&gauge, turns)), 3).collect().await;
    assert_eq!(results, [(1, 1), (2, 5), (0, 9)]);
}

#[tokio::test]
async fn only_as_many_requests_exist_as_are_in_flight() {
    for (in_flight, most) in [(4, 4), (1, 1), (0, 1)] {
        let gauge = Gauge::default();
        let results = send_all((0..100).map(|number| request(&gauge, number % 7)), in_flight);
        assert_eq!(results.count().await, 100);
        assert_eq!(gauge.most.into_inner(), most);
    }
}

#[tokio::test]
async fn dropping_the_results_cancels_the_requests_in_flight() {
    let gauge = Gauge::default();
    let mut results = send_all((0..100).map(|number| request(&gauge, number)), 4);
    assert_eq!(gauge.now.load(Ordering::SeqCst), 0, "nothing is sent before a result is asked for");
    results.next().await;
    assert!(gauge.now.load(Ordering::SeqCst) > 0);
    drop(results);
    assert_eq!(gauge.now.load(Ordering::SeqCst), 0);
}
