//! Things that a child process does once, while its memory is watched.

use std::hint::black_box;
use std::path::Path;

use super::args::Once;
use super::{copies, input, json, patches};
use crate::error::Error;

/// Does it.
///
/// # Errors
///
/// The metadata is refused, or the server cannot be started.
pub(super) fn run(once: Once, csdl: Option<&Path>) -> Result<(), Error> {
    let csdl = csdl.unwrap_or(Path::new(""));
    let generate = |number: u8| {
        let job = copies::of(input::whole(csdl)?, number);
        input::generate(&job).map(|output| drop(black_box(output)))
    };
    match once {
        Once::Generate => generate(1),
        Once::Generate2 => generate(2),
        Once::Generate4 => generate(4),
        Once::Generate8 => generate(8),
        Once::Slice => input::generate(&input::slice(csdl)?).map(|output| drop(black_box(output))),
        Once::Models | Once::Derived | Once::Pages => {
            json::hold(once);
            Ok(())
        }
        Once::Patches1000 => patches::run(1_000).map(drop),
        Once::Patches10000 => patches::run(10_000).map(drop),
    }
}
