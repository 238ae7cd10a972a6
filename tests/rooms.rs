//! The rooms of the runtime: folders of which each uses itself and those before it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use tests::project;

/// In order.
const ROOMS: [&str; 9] = ["value", "json", "uri", "answer", "service", "request", "exchange", "transport", "test"];

/// The most lines of a file.
const LINES: usize = 400;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn source() -> PathBuf {
    project::root().join("runtime/src")
}

/// The first names of all paths from the root of the crate, those by `super` included; `depth` is how far below the root the
/// module of the tokens is.
fn names_of_root(tokens: TokenStream, depth: usize, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |index: usize| match tokens.get(index) {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    };
    let mut index = 0;
    while index < tokens.len() {
        let is_module = index >= 2 && word(index - 2).is_some_and(|word| word == "mod");
        if let TokenTree::Group(group) = &tokens[index] {
            names_of_root(group.stream(), depth + usize::from(is_module), found);
        }
        // `crate::`, or as many `super::` as lead there.
        let mut end = index;
        if word(end).as_deref() == Some("crate") {
            end += 3;
        } else {
            while word(end).as_deref() == Some("super") {
                end += 3;
            }
            if (end - index) / 3 < depth {
                index = end.max(index + 1);
                continue;
            }
        }
        match tokens.get(end) {
            _ if end == index => {}
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let mut is_first = true;
                for token in group.stream() {
                    match token {
                        TokenTree::Ident(name) if is_first => found.push(name.to_string()),
                        TokenTree::Punct(punct) if punct.as_char() == ',' => {
                            is_first = true;
                            continue;
                        }
                        _ => {}
                    }
                    is_first = false;
                }
            }
            Some(TokenTree::Ident(name)) => found.push(name.to_string()),
            _ => {}
        }
        index = end.max(index + 1);
    }
}

#[test]
fn no_file_names_a_room_after_its_own() {
    let mut problems = Vec::new();
    for (place, room) in ROOMS.iter().enumerate() {
        let folder = source().join(room);
        let mut found = Vec::new();
        files(&folder, &mut found);
        assert!(!found.is_empty(), "{room} is no room");
        for file in found {
            let below = file.strip_prefix(source()).unwrap().with_extension("");
            let parts = below.iter().filter(|part| *part != "mod").count();
            let mut names = Vec::new();
            names_of_root(fs::read_to_string(&file).unwrap().parse().unwrap(), parts, &mut names);
            for name in names {
                if !ROOMS[..=place].contains(&name.as_str()) {
                    problems.push(format!("{}: crate::{name}", below.display()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "a room uses itself and those before it, {ROOMS:?}:\n{}", problems.join("\n"));
}

#[test]
fn the_reader_of_paths_finds_them() {
    let text =
        "use crate::{a::{x, y}, b}; use super::super::c::z; use super::near; fn f() { crate::d::g(super::near2) }
        mod inner { use super::super::super::e; use super::super::near3; }";
    let mut names = Vec::new();
    names_of_root(text.parse().unwrap(), 2, &mut names);
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
}

#[test]
fn no_file_is_long() {
    let mut found = Vec::new();
    files(&source(), &mut found);
    let long: Vec<_> = found
        .into_iter()
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > LINES)
        .collect();
    assert!(long.is_empty(), "more than {LINES} lines: {long:?}");
}
