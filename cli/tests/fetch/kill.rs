//! Runs that are killed: the tree is what it was or what it should be, at the latest after the next run has begun.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cargo_odata::output::WriteLock;

use crate::server::{Reply, Server};
use crate::update::Copy;

const KILLS: u32 = 100;

type Files = BTreeMap<String, String>;

/// Moments that have nothing to do with what a run does, the same in each test run.
fn moments(run: Duration) -> impl Iterator<Item = Duration> {
    // The golden ratio spreads them evenly, whatever their number.
    (1..=KILLS).map(move |index| run.mul_f64((f64::from(index) * 0.618_033_988_749_894_9).fract() * 1.1))
}

/// Starts a command and kills it; whether it was killed before its end.
fn kill(command: &mut Command, after: Duration) -> bool {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(after.saturating_sub(start.elapsed()));
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Kills a run on a fresh copy at each moment. After each, the tree must be one of two.
fn kill_at_all_moments(command: impl Fn(&Copy) -> Command, prepare: impl Fn(&Copy)) -> String {
    let whole = Copy::new();
    prepare(&whole);
    let old = whole.files();
    let start = Instant::now();
    let done = command(&whole).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (new, run) = (whole.files(), start.elapsed());
    assert_ne!(old, new);

    let (mut killed, mut pending, mut states) = (0, 0, [0, 0]);
    for moment in moments(run) {
        let copy = Copy::new();
        prepare(&copy);
        killed += usize::from(kill(&mut command(&copy), moment));
        let anchor = copy.path("metadata/codegen.toml");
        let is_pending = WriteLock::is_pending(&anchor);
        if is_pending {
            pending += 1;
            assert_no_file_is_lost(&copy.files(), &old, &new);
        }
        drop(WriteLock::acquire(&anchor).unwrap());
        let now = copy.files();
        let is_new = now == new;
        assert!(is_new || now == old, "killed after {moment:?}: {:?}", differing(&now, &old, &new));
        states[usize::from(is_new)] += 1;
    }
    format!(
        "{killed} of {KILLS} killed in {run:?}: {} old, {} new, {pending} finished by the next run",
        states[0], states[1]
    )
}

fn assert_no_file_is_lost(now: &Files, old: &Files, new: &Files) {
    for (path, text) in old.iter().filter(|(path, _)| new.contains_key(*path)) {
        let is_whole = now.get(path).is_some_and(|now| now == text || Some(now) == new.get(path));
        assert!(is_whole, "{path} is cut off or missing");
    }
}

fn differing(now: &Files, old: &Files, new: &Files) -> Vec<String> {
    let is_odd = |path: &&String| now.get(*path) != old.get(*path) || now.get(*path) != new.get(*path);
    now.keys().chain(old.keys()).filter(is_odd).cloned().collect()
}

#[test]
fn codegen_is_killed() {
    let said = kill_at_all_moments(
        |copy| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
            command.arg("codegen").arg("--manifest").arg(copy.path("metadata/codegen.toml"));
            command.args(["--service", "generated"]);
            command
        },
        |copy| {
            // All files are other ones, some are gone, and one is written by hand.
            let folder = copy.path("generated/src/models");
            for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
                let text = fs::read_to_string(entry.path()).unwrap();
                fs::write(entry.path(), text + "// Another state.\n").unwrap();
            }
            let stale = fs::read_to_string(copy.path("generated/src/lib.rs")).unwrap();
            fs::write(folder.join("stale.rs"), stale).unwrap();
            fs::remove_file(copy.path("generated/src/client.rs")).unwrap();
            fs::write(copy.path("generated/notes.md"), "By hand.\n").unwrap();
        },
    );
    println!("codegen: {said}");
    // Where folders can be exchanged there is nothing to finish: the tree is whole at any moment.
    assert!(!cfg!(target_os = "linux") || said.ends_with(" 0 finished by the next run"), "{said}");
}

#[test]
fn update_is_killed() {
    let changed = Copy::new().slice().replace(
        "<Property Name=\"osVersion\" Type=\"Edm.String\" />",
        "<Property Name=\"osBuild\" Type=\"Edm.Int32\" /><Property Name=\"osVersion\" Type=\"Edm.String\" />",
    );
    let server = Server::start((0..=KILLS).map(|_| Reply::xml(&changed)));
    let said = kill_at_all_moments(|copy| copy.updating(&server, &[]), |_| {});
    println!("update: {said}");
}

#[test]
fn a_link_is_not_written_through() {
    let copy = Copy::new();
    let outside = copy.path("outside");
    fs::create_dir(&outside).unwrap();
    let models = copy.path("generated/src/models");
    fs::remove_dir_all(&models).unwrap();
    link(&outside, &models);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
    command.arg("codegen").arg("--manifest").arg(copy.path("metadata/codegen.toml"));
    let said = command.args(["--service", "generated"]).output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    let err = String::from_utf8_lossy(&said.stderr);
    assert!(err.contains("generated/src/models is a link, which may lead anywhere; nothing was changed"), "{err}");
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    std::os::windows::fs::symlink_dir(to, at).unwrap();
}
