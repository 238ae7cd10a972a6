//! What the command line says about itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

#[test]
fn the_tasks_of_both_packages_have_examples_that_work_here() {
    let help = support::xtask(&["--help"]).out;
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    let tasks: Vec<&str> =
        lines.filter_map(|line| line.split_whitespace().next()).filter(|task| *task != "help").collect();
    for task in ["codegen", "fetch", "bench", "corpus", "conformance", "fuzz", "damage", "grammar"] {
        assert!(tasks.contains(&task), "{task} is not listed: {help}");
    }
    for task in tasks {
        let said = support::xtask(&[task, "--help"]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{task}");
        let (_, examples) = said.out.split_once("\nExamples:\n").unwrap_or_else(|| unreachable!("{task} has none"));
        assert!(examples.contains(&format!("cargo xtask {task}")), "{examples}");
        assert!(!said.out.contains("cargo odata"), "{}", said.out);
    }
}
