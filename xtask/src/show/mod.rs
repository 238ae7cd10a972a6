//! `cargo xtask show`: what is in the slice.

pub mod args;
pub mod escape;
pub mod explain;
pub mod find;
pub mod labels;
pub mod mermaid;
pub mod picture;
pub mod selection;
pub mod table;
pub mod tree;

use std::io::Write;

use generator::Outline;
use serde_json::json;

use self::args::{Args, Format};
use self::find::Thing;
use crate::error::Error;
use crate::inputs::Job;

/// Runs the task.
///
/// # Errors
///
/// The input is refused, a name means nothing, or a picture would be of too many types.
pub fn run(args: &Args, stdout: &mut dyn Write) -> Result<bool, Error> {
    let job = Job::read(&args.input())?;
    let outline = generator::outline(&job.inputs, &job.manifest, job.manifest_source)
        .map_err(|refused| Error::Refused(Box::new(refused)))?;
    let text = text(&outline, args)?;
    // Nobody is left to tell when a pipe is closed.
    let _ = stdout.write_all(text.as_bytes());
    Ok(true)
}

/// What the command prints.
///
/// # Errors
///
/// A name means nothing, or a picture would be of too many types.
pub fn text(outline: &Outline, args: &Args) -> Result<String, Error> {
    let things = args
        .name
        .as_deref()
        .map(|name| find::find(outline, name).map_err(|nearest| Error::Unknown { name: escape::plain(name), nearest }));
    let things = things.transpose()?;
    let around = things.as_deref().map(|things| selection::centre(outline, things));
    let chosen = || selection::types(outline, around.as_deref());
    Ok(match (args.format, &things) {
        (Format::Text, None) => tree::text(outline),
        (Format::Text, Some(things)) => {
            let texts: Vec<String> = things.iter().map(|thing| explain::text(outline, *thing)).collect();
            texts.join("\n")
        }
        (Format::Json, None) => json(&json!(outline)),
        (Format::Json, Some(things)) => json(&things.iter().map(|thing| described(*thing)).collect()),
        (Format::Mermaid, _) => mermaid::text(outline, &chosen()?),
        (Format::Svg, _) => picture::text(&picture::picture(outline, &chosen()?), args.theme),
    })
}

fn described(thing: Thing<'_>) -> serde_json::Value {
    match thing {
        Thing::Type(ty) => json!({ "type": ty }),
        Thing::Property(ty, property) => json!({ "property": property, "of": ty.name, "because": ty.because }),
        Thing::Member(ty, member) => json!({ "member": member, "of": ty.name, "because": ty.because }),
        Thing::Resource(resource) => json!({ "resource": resource }),
        Thing::Operation(operation) => json!({ "operation": operation }),
    }
}

fn json(value: &serde_json::Value) -> String {
    escape::json(&format!("{value:#}\n"))
}
