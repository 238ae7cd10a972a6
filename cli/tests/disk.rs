//! `codegen` of a larger crate: killed while it writes, twice at once, and on a disk that is full or read-only.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

const KILLS: u32 = 100;

type Files = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

/// Two states of a service, and a crate with a file of somebody's own.
struct Shop {
    folder: TempDir,
    /// Whether the two differ in the crate's name, too.
    are_named: bool,
}

impl Shop {
    fn new(types: usize) -> Self {
        Self::named(types, false)
    }

    fn named(types: usize, are_named: bool) -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap(), are_named };
        fs::write(shop.path("old.csdl"), csdl(0..types, "Edm.String")).unwrap();
        // Some types go, some come, most change, and one file of them all.
        fs::write(shop.path("new.csdl"), csdl(types / 4..types + types / 4, "Edm.Int32")).unwrap();
        assert!(shop.codegen("old").status().unwrap().success());
        fs::write(shop.path("crate/src/mine.rs"), "// Mine.\n").unwrap();
        fs::write(shop.path("crate/Cargo.lock"), "mine").unwrap();
        shop
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn codegen(&self, state: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
        command.arg("codegen").arg("--csdl").arg(self.path(&format!("{state}.csdl"))).arg("--all");
        if self.are_named {
            command.args(["--name", state]);
        }
        command.arg("--out").arg(self.path("crate")).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        times(&self.path("crate")).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
    }

    /// Whether a run prepares new files now.
    fn is_staging(&self) -> bool {
        self.temporary().any(|entry| entry.is_dir())
    }

    /// Whether a run has left something.
    fn has_remains(&self) -> bool {
        self.temporary().next().is_some()
    }

    fn temporary(&self) -> impl Iterator<Item = PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".codegen-"))
    }
}

fn csdl(types: std::ops::Range<usize>, kind: &str) -> String {
    let mut text = String::from(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">",
    );
    for index in types {
        let _ = write!(text, "<ComplexType Name=\"Type{index}\"><Property Name=\"A\" Type=\"{kind}\"/></ComplexType>");
    }
    text + "</Schema></edmx:DataServices></edmx:Edmx>"
}

fn times(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            files.extend(times(&entry.path()));
        } else {
            let time = entry.metadata().unwrap().modified().unwrap();
            files.insert(entry.path(), (fs::read(entry.path()).unwrap(), time));
        }
    }
    files
}

fn wait(child: &mut Child) -> Duration {
    let start = Instant::now();
    child.wait().unwrap();
    start.elapsed()
}

/// Half of the moments are anywhere in a run, the other half while it writes.
fn kill_at(index: u32, whole: Duration, shop: &Shop, child: &mut Child) {
    let mut fraction = f64::from(index.wrapping_mul(2_654_435_769)) / f64::from(u32::MAX);
    if index % 2 == 1 {
        while !shop.is_staging() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(50));
        }
        fraction /= 4.0;
    }
    thread::sleep(whole.mul_f64(fraction * 1.4));
    let _ = child.kill();
    child.wait().unwrap();
}

/// Right after a kill the tree may be neither only where a folder cannot be exchanged; then the next run finishes it.
fn killed(shop: &Shop, kills: u32, whole_at_once: bool) {
    let old = shop.files();
    let whole = wait(&mut shop.codegen("new").spawn().unwrap());
    let new = shop.files();
    assert_ne!(old, new);
    let (mut none, mut all, mut finished) = (0, 0, 0);
    for index in 0..kills {
        let before = shop.files();
        let (from, to) = if before == new { ("new", "old") } else { ("old", "new") };
        kill_at(index, whole, shop, &mut shop.codegen(to).spawn().unwrap());
        if ![&old, &new].contains(&&shop.files()) {
            assert!(!whole_at_once, "the tree is neither the old one nor the new one after kill {index}");
            finished += 1;
        }
        // It takes its turn, and with it what is to be finished, and then is refused.
        assert!(!shop.codegen("none").status().unwrap().success());
        let files = shop.files();
        assert!([&old, &new].contains(&&files), "kill {index} of {from} to {to}");
        assert!(!shop.has_remains(), "nothing is left");
        if files == before { none += 1 } else { all += 1 }
    }
    println!(
        "codegen: {kills} kills in {whole:?}: {none} without a change, {all} with all of it, {finished} of them by the next run"
    );
}

#[test]
fn codegen_killed_at_any_moment_leaves_the_old_tree_or_the_new_one() {
    killed(&Shop::new(100), KILLS, cfg!(target_os = "linux"));
}

#[test]
fn codegen_killed_where_a_folder_cannot_be_exchanged_is_finished_by_the_next_run() {
    let shop = Shop::named(60, true);
    // It cannot have a second name, and the manifest's change makes its folder the one that holds all changes.
    fs::create_dir(shop.path("crate/target")).unwrap();
    killed(&shop, KILLS / 4, false);
}

#[test]
fn two_runs_at_once_write_one_after_the_other() {
    let shop = Shop::new(60);
    let old = shop.files();
    assert!(shop.codegen("new").status().unwrap().success());
    let new = shop.files();
    for _ in 0..5 {
        let mut runs = ["old", "new", "old"].map(|state| shop.codegen(state).spawn().unwrap());
        assert!(runs.iter_mut().all(|run| run.wait().unwrap().success()));
        assert!([&old, &new].contains(&&shop.files()));
        assert!(!shop.has_remains());
    }
}

#[test]
fn what_does_not_change_keeps_its_time() {
    let shop = Shop::new(20);
    let before = times(&shop.path("crate"));
    assert!(shop.codegen("new").status().unwrap().success());
    let after = times(&shop.path("crate"));
    let kept: Vec<_> = before.iter().filter(|(path, there)| after.get(*path) == Some(there)).collect();
    assert!(kept.iter().any(|(path, _)| path.ends_with("src/mine.rs")));
    assert!(kept.iter().any(|(path, _)| path.ends_with("Cargo.toml")));
}

/// Runs a script with a file system of its own on `$1`; `None` where that is not allowed.
fn on_tmpfs(shop: &Shop, options: &str, script: &str) -> Option<i32> {
    let script = format!("mount -t tmpfs -o {options} none \"$1\" || exit 77\n{script}");
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"]).arg(shop.path("disk"));
    command.arg(shop.path("crate")).arg(shop.path("new.csdl")).arg(env!("CARGO_BIN_EXE_cargo-odata"));
    let code = command.output().ok()?.status.code();
    code.filter(|code| ![1, 77].contains(code))
}

#[test]
fn a_disk_that_is_full_or_read_only_changes_nothing() {
    let shop = Shop::new(150);
    fs::create_dir(shop.path("disk")).unwrap();
    let run = "\"$4\" codegen --csdl \"$3\" --all --out \"$1/crate\" >\"$2.said\" 2>&1; code=$?\n\
               diff -r \"$1/crate\" \"$2\" || exit 3; ls -A \"$1\" | grep codegen && exit 4; exit $((code + 10))";
    // Space for the crate, and for some of what is new.
    let full = format!(
        "cp -a \"$2\" \"$1/crate\" && dd if=/dev/zero of=\"$1/fill\" bs=1k 2>/dev/null\n\
                        truncate -s -100k \"$1/fill\"\n{run}"
    );
    let read_only = format!("cp -a \"$2\" \"$1/crate\" && mount -o remount,ro \"$1\" || exit 77\n{run}");
    for (script, message) in [(full, "No space left"), (read_only, "Read-only file system")] {
        match on_tmpfs(&shop, "size=4m", &script) {
            Some(code) => {
                let said = fs::read_to_string(shop.path("crate.said")).unwrap();
                assert_eq!(code, 11, "{said}");
                assert!(said.contains("nothing was changed") && said.contains(message), "{said}");
            }
            None => println!("skipped: no file system of one's own is allowed here"),
        }
    }
}
