//! Code that must not compile, and what the compiler says to whoever writes it.

#[test]
fn mistakes_are_found_by_the_compiler() {
    trybuild::TestCases::new().compile_fail("compile-fail/*.rs");
}
