//! Pictures of slices, by their geometry: nothing lies over anything.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use generator::Outline;
use xtask::args::Args;
use xtask::inputs::Job;
use xtask::show::picture::{self, Card, Picture};
use xtask::show::selection;

/// The least room between two cards.
const APART: i64 = 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn outline(args: &Args) -> Outline {
    let job = Job::read(args).unwrap();
    generator::outline(&job.inputs, &job.manifest, job.manifest_source).unwrap()
}

/// The workspace's slice and those of all cases.
fn outlines() -> Vec<(String, Outline)> {
    let mut outlines = vec![(String::from("workspace"), outline(&Args::default()))];
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "csdl"));
        files.sort();
        let args = Args { csdl: files, all: true, out: Some(folder.clone()), ..Args::default() };
        outlines.push((folder.display().to_string(), outline(&args)));
    }
    outlines
}

fn picture(outline: &Outline) -> Picture {
    picture::picture(outline, &selection::types(outline, None).unwrap())
}

/// Left, top, right, bottom.
type Hull = (i64, i64, i64, i64);

fn hull(card: &Card) -> Hull {
    (card.x, card.y, card.x + card.width, card.y + card.height)
}

/// Whether the insides meet.
fn meet(a: Hull, b: Hull) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn assert_clear(name: &str, picture: &Picture) {
    for (index, card) in picture.cards.iter().enumerate() {
        let own = hull(card);
        assert!(
            own.0 > 0 && own.1 > 0 && own.2 < picture.width && own.3 < picture.height,
            "{name}: {card:?} sticks out"
        );
        let (left, top, right, bottom) = own;
        for other in &picture.cards[index + 1..] {
            let around = (left - APART, top - APART, right + APART, bottom + APART);
            assert!(!meet(around, hull(other)), "{name}: {} is too near to {}", card.name, other.name);
        }
        for piece in picture.lines.iter().flat_map(|line| &line.pieces) {
            // What is level has no height; it may not even touch the upper or lower side.
            let (left, top, right, bottom) = piece.hull();
            assert!(!meet((left, top - 1, right, bottom + 1), own), "{name}: {piece:?} runs through {}", card.name);
            assert!(left > 0 && right < picture.width && top > 0 && bottom < picture.height, "{name}: {piece:?}");
        }
    }
}

#[test]
fn nothing_lies_over_anything() {
    for (name, outline) in outlines() {
        assert_clear(&name, &picture(&outline));
        for ty in &outline.types {
            let types = selection::types(&outline, Some(&[ty])).unwrap();
            assert_clear(&format!("{name} around {}", ty.name), &picture::picture(&outline, &types));
        }
    }
}
