//! A failing input, made smaller as long as it fails alike.

use super::input::Input;

/// Enough to come from hundreds of lines to a few.
const TRIES: usize = 600;

/// Takes lines and tags away from the metadata while `fails` says that the rest fails in the same way.
pub(super) fn of(input: &Input, mut fails: impl FnMut(&Input) -> bool) -> Input {
    let mut best = input.clone();
    let mut tries = 0;
    let mut size = parts(&best.files.csdl).len().div_ceil(2);
    while size > 0 && tries < TRIES {
        let mut at = 0;
        let mut smaller = false;
        while tries < TRIES {
            let all = parts(&best.files.csdl);
            if at >= all.len() {
                break;
            }
            let end = (at + size).min(all.len());
            let rest = [&all[..at], &all[end..]].concat().concat();
            let mut next = best.clone();
            next.files.csdl = rest;
            tries += 1;
            if fails(&next) {
                best = next;
                smaller = true;
            } else {
                at = end;
            }
        }
        // Once more with the least parts, as long as that helps.
        if size > 1 || !smaller {
            size /= 2;
        }
    }
    best
}

/// The file, cut before each tag.
fn parts(text: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    for byte in text {
        if *byte == b'<' {
            parts.push(Vec::new());
        }
        parts.last_mut().into_iter().for_each(|part| part.push(*byte));
    }
    parts
}
