//! What the command line says about itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

/// The exit code, and what went to the two streams.
fn odata(args: &[&str]) -> (u8, String, String) {
    let said = support::odata(args);
    (said.code, said.out, said.err)
}

/// The tasks, as `--help` lists them.
fn tasks() -> Vec<String> {
    let (_, help, _) = odata(&["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    let names = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let tasks: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(["codegen", "completions", "fetch", "man"].iter().all(|task| tasks.iter().any(|name| name == task)));
    tasks
}

#[test]
fn each_task_has_examples_of_itself() {
    for task in tasks() {
        let (code, help, err) = odata(&[&task, "--help"]);
        assert_eq!((code, err.as_str()), (0, ""), "{task}");
        let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_else(|| unreachable!("{task} has no examples"));
        assert!(examples.contains(&format!("cargo odata {task}")), "{examples}");
    }
}

#[test]
fn a_task_that_is_none_gets_the_nearest() {
    let (code, _, err) = odata(&["codegn"]);
    assert_eq!(code, 2);
    assert!(err.contains("'codegn'") && err.contains("tip: a similar subcommand exists: 'codegen'"), "{err}");
    let (code, _, err) = odata(&["fetch", "--forse"]);
    assert_eq!(code, 2);
    assert!(err.contains("tip: a similar argument exists: '--force'"), "{err}");
}

#[test]
fn each_shell_completes_each_task() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, err) = odata(&["completions", shell]);
        assert_eq!((code, err.as_str()), (0, ""), "{shell}");
        for word in tasks().iter().map(String::as_str).chain(["manifest", "token-env"]) {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    assert_eq!(odata(&["completions", "csh"]).0, 2);
}

#[test]
fn the_manual_has_a_page_for_each_task() {
    let (code, page, err) = odata(&["man"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(page.contains(".TH cargo-odata 1"), "{page}");
    for task in tasks() {
        assert!(page.contains(&format!("cargo\\-odata\\-{task}(1)")), "{task}: {page}");
    }

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man/man1");
    for _ in 0..2 {
        let (code, said, err) = odata(&["man", "--out", out.to_str().unwrap()]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(said.starts_with(&format!("man: {} pages in ", tasks().len() + 1)), "{said}");
    }
    assert_eq!(fs::read_dir(&out).unwrap().count(), tasks().len() + 1);
    for task in tasks() {
        let page = fs::read_to_string(out.join(format!("cargo-odata-{task}.1"))).unwrap();
        assert!(page.contains(&format!(".TH cargo-odata-{task} 1")), "{page}");
        assert!(page.contains("cargo odata"), "{page}");
        assert!(page.contains("Examples"), "{page}");
    }
}

#[test]
fn each_code_is_explained_and_the_page_has_all() {
    for code in odata_codegen::Code::ALL {
        let (exit, text, err) = odata(&["explain", code.name()]);
        assert_eq!((exit, err.as_str()), (0, ""));
        assert!(text.starts_with(code.name()) && text.contains(code.explanation()), "{text}");
    }
    let (exit, _, err) = odata(&["explain", "CSDL20l"]);
    assert_eq!(exit, 1);
    assert!(err.starts_with("error: there is no code `CSDL20l`\nhelp: did you mean `CSDL20"), "{err}");

    assert_page("docs/diagnostics.md", &["explain", "--page"]);
}

#[test]
fn the_page_of_commands_has_each_task_and_option() {
    assert_page("docs/commands.md", &["man", "--page"]);
    let page = odata(&["man", "--page"]).1;
    for task in tasks() {
        let help = odata(&[&task, "--help"]).1;
        let help = help.split("\nExamples:").next().unwrap();
        let (_, section) = page.split_once(&format!("\n## {task}\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let words = help
            .lines()
            .filter_map(|line| line.trim_start().split([' ', ',', '[', '=']).find(|word| word.starts_with("--")));
        for option in words.filter(|option| !matches!(*option, "--help" | "--message-format")) {
            let is_there = [" ", "`"].iter().any(|end| section.contains(&format!("| `{option}{end}")));
            assert!(is_there, "{option} of {task} is not on the page");
        }
    }
}

/// A page of docs/ is what a command prints.
fn assert_page(path: &str, args: &[&str]) {
    let page = odata(args).1;
    let file = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    let command = format!("cargo run -p cargo-odata -- odata {} > {path}", args.join(" "));
    assert!(fs::read_to_string(file).unwrap() == page, "{path} is not what the command prints: run `{command}`");
}
