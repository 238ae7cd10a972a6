//! The generator holds on made-up and damaged metadata. `cargo xtask fuzz --minutes N` goes on with other seeds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

#[test]
fn nothing_panics_runs_away_or_emits_what_does_not_parse() {
    let keep = tempfile::tempdir().unwrap();
    let keep = keep.path().to_str().unwrap();
    let said = support::xtask(&["fuzz", "--built", "--count", "700", "--seed", "41", "--keep", keep]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    let sum = said.out.lines().last().unwrap();
    assert!(sum.starts_with("700 inputs: ") && sum.contains(", 0 failed; "), "{}", said.out);
    for kind in [
        "made up | accepted",
        "made up and broken | refused",
        "damaged tokens | accepted",
        "damaged manifest | manifest refused",
    ] {
        assert!(said.out.contains(&format!("| {kind} | ")), "{kind} is missing\n{}", said.out);
    }
}
