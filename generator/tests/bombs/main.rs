//! Small or simple files that ask for more time or memory than they should get: each is refused, or costs what its size does.
//!
//! `cargo test --release -p odata-codegen --test bombs -- --ignored --nocapture` prints what they cost at full size.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a test fails by panicking, and prints its figures")]

mod bombs;

use std::{
    env, fs,
    process::{Command, Stdio},
    time::Instant,
};

use odata_codegen::{Code, Error, Inputs, Limits, Manifest, Source, codes::Severity};

use self::bombs::BOMBS;

/// What comes out: the bytes of the crate, or the error. `limits` stand in the manifest.
fn generate(text: String, limits: &str) -> Result<usize, Error> {
    let manifest_source = Source {
        name: String::from("codegen.toml"),
        text: format!(
            "roots = [\"*\"]\n[crate]\nname = \"bomb\"\npath = \".\"\n[source]\ncsdl = \"bomb.csdl\"\n[limits]\n{limits}"
        ),
    };
    let manifest = Manifest::parse(&manifest_source).expect("a manifest");
    let csdl = vec![Source { name: String::from("bomb.csdl"), text }];
    let output = odata_codegen::generate(&Inputs { csdl, ..Inputs::default() }, &manifest, manifest_source)?;
    Ok(output.files.iter().map(|file| file.path.len() + file.text.len()).sum())
}

/// The same at a fiftieth of the size, with limits that are as much lower: what is generated is no larger than a multiple of
/// the input, whatever the input is.
#[test]
fn each_is_refused_or_gives_what_its_size_does() {
    const PART: usize = 50;
    let Limits { file_bytes, types, members, all_members, .. } = Limits::default();
    let [file_bytes, types, members, all_members] = [file_bytes, types, members, all_members].map(|all| all / 50);
    let limits =
        format!("file-bytes = {file_bytes}\ntypes = {types}\nmembers = {members}\nall-members = {all_members}\n");
    for (name, make, number, expected) in BOMBS {
        let text = make((number / PART).max(10));
        let input = text.len();
        match generate(text, &limits) {
            Ok(output) => {
                assert_eq!(*expected, None, "{name}");
                assert!(output <= 60 * input + 100_000, "{name}: {input} bytes gave {output}");
            }
            Err(error) => {
                let mut errors = error.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
                assert_eq!(errors.next().map(|problem| problem.code), *expected, "{name}: {error}");
                assert!(error.diagnostics.len() <= 10_010 && error.to_string().len() < 100_000, "{name}");
            }
        }
    }
}

/// Says what became of one bomb, in a process of its own, whose memory is looked at.
#[test]
#[ignore = "started by `figures`"]
fn one() {
    let (Ok(name), Ok(part)) = (env::var("BOMB"), env::var("PART")) else { return };
    let part: usize = part.parse().expect("a number");
    let (_, make, number, expected) = BOMBS.iter().find(|bomb| bomb.0 == name).expect("a bomb");
    let text = make((number / part).max(1));
    let bytes = text.len();
    let before = peak();
    let start = Instant::now();
    let (outcome, said) = match generate(text, "") {
        Ok(bytes) => (None, format!("{} KB", bytes / 1000)),
        Err(error) => {
            let mut errors = error.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
            let code = errors.next().map(|problem| problem.code);
            (code, format!("{}, {} bytes", code.map_or("", Code::name), error.to_string().len()))
        }
    };
    let is_as_said = if outcome == *expected { "" } else { " (!)" };
    let (time, memory) = (start.elapsed().as_millis(), peak().saturating_sub(before));
    println!(
        "| {name} | {} | {} KB | {said}{is_as_said} | {time} ms | {} MB |",
        number / part,
        bytes / 1000,
        memory / 1000
    );
}

/// The largest resident set of this process so far, in KB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

#[test]
#[ignore = "takes a minute in a release build, and far longer in another"]
fn figures() {
    println!("| what | number | input | outcome | time | memory |\n|---|---|---|---|---|---|");
    let parts = env::var("PARTS").unwrap_or_else(|_| String::from("2,1"));
    let only = env::var("ONLY").unwrap_or_default();
    for (name, ..) in BOMBS.iter().filter(|bomb| bomb.0.contains(&only)) {
        for part in parts.split(',') {
            let mut command = Command::new(env::current_exe().expect("this test"));
            command.args(["--ignored", "--exact", "one", "--nocapture"]).env("BOMB", name).env("PART", part);
            let output = command.stderr(Stdio::inherit()).output().expect("a process");
            let text = String::from_utf8_lossy(&output.stdout);
            match text.lines().find(|line| line.starts_with("| ")) {
                Some(row) => println!("{row}"),
                None => println!("| {name} | {part} | fell: {} |", output.status),
            }
        }
    }
}
