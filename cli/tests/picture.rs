//! Pictures of slices, by their geometry: nothing lies over anything.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_odata::inputs::{Job, StandAlone};
use cargo_odata::show::picture::{self, Card, Picture};
use cargo_odata::show::selection;
use odata_codegen::Outline;

/// The least room between two cards.
const APART: i64 = 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn outline(job: Job) -> Option<Outline> {
    odata_codegen::outline(&job.inputs, &job.manifest, job.manifest_source).ok()
}

/// Everything in some files.
fn everything(csdl: Vec<PathBuf>) -> Option<Outline> {
    let described = StandAlone { csdl, out: PathBuf::from("all"), ..StandAlone::default() };
    outline(Job::stand_alone(&described).unwrap())
}

/// The workspace's slice and those of all cases.
fn outlines() -> Vec<(String, Outline)> {
    let mut outlines = vec![(
        String::from("workspace"),
        outline(Job::by_manifest(&root().join("metadata/codegen.toml")).unwrap()).unwrap(),
    )];
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("tests/cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "csdl"));
        files.sort();
        outlines.push((folder.display().to_string(), everything(files).unwrap()));
    }
    outlines
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
        assert!(assert_all_clear(&name, &outline, outline.types.len()) > outline.types.len(), "{name}");
    }
}

/// The whole picture and those around some types; those of too many types are none. How many there are.
fn assert_all_clear(name: &str, outline: &Outline, types: usize) -> usize {
    let step = outline.types.len().div_ceil(types.max(1)).max(1);
    let mut pictures = 0;
    for centre in [None].into_iter().chain(outline.types.iter().step_by(step).map(Some)) {
        let around = centre.map(|ty| vec![ty]);
        let Ok(chosen) = selection::types(outline, around.as_deref()) else { continue };
        let name = format!("{name} around {:?}", centre.map(|ty| &ty.name));
        assert_clear(&name, &picture::picture(outline, &chosen));
        pictures += 1;
    }
    pictures
}

#[test]
fn nor_does_it_in_pictures_of_real_services() {
    let Some(corpus) = env::var_os("ODATA_CORPUS").map(PathBuf::from) else {
        println!("ODATA_CORPUS is not set: nothing to try");
        return;
    };
    let mut pictures = 0;
    for folder in ["graph", "oasis", "services"] {
        for entry in fs::read_dir(corpus.join(folder)).unwrap().map(Result::unwrap) {
            let name = entry.path().display().to_string();
            let Some(outline) = everything(vec![entry.path()]) else { continue };
            pictures += assert_all_clear(&name, &outline, 100);
        }
    }
    assert!(pictures > 500, "{pictures}");
}
