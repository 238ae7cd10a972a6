//! A small damage of the metadata is refused where it is, harmless, or named by `diff`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

#[test]
fn no_damage_goes_unseen() {
    let said = support::xtask(&["damage", "--count", "130"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.starts_with("| service | line | damage | outcome | what it says |\n"), "{}", said.out);
    assert!(said.out.ends_with("; 0 fall short\n"), "{}", said.out);
    for outcome in ["refused there", "the same crate", "named by diff"] {
        assert!(said.out.contains(&format!("| {outcome} |")), "no damage is {outcome}\n{}", said.out);
    }
}
