//! The code of docs/guide/any-http.md is that of the examples.

use std::{fs, path::Path};

/// The lines without what they are set in by, and without empty ones.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn each_piece_of_rust_is_a_part_of_an_example_and_each_example_is_linked() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(package.join("../../docs/guide/any-http.md")).unwrap();
    let examples: Vec<_> = fs::read_dir(package.join("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let programs: Vec<String> = examples.iter().map(|path| fs::read_to_string(path).unwrap()).collect();

    let pieces: Vec<&str> = guide.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(pieces.len() > 5, "{pieces:?}");
    for piece in pieces {
        let wanted = lines(piece);
        let is_part = |program: &String| lines(program).windows(wanted.len()).any(|part| part == wanted);
        assert!(programs.iter().any(is_part), "in no example: {piece}");
    }
    for path in examples {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        assert!(guide.contains(&format!("](../../tests/any-http/examples/{name})")), "no link to {name}");
    }
}
