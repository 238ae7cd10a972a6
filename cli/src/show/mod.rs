//! `show`: what is in the slice.

pub mod args;
mod error;
pub mod explain;
pub mod find;
pub mod labels;
pub mod mermaid;
pub mod picture;
pub mod selection;
pub mod table;
pub mod tree;

use odata_codegen::Outline;
use serde_json::json;

use self::args::{Args, Format};
pub use self::error::Error;
use self::find::Thing;
use crate::inputs::Job;
use crate::terminal::{Terminal, escape};

/// Runs the task.
///
/// # Errors
///
/// The input is refused, a name means nothing, or a picture would be of too many types.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let outlines = args.jobs()?.into_iter().map(outline).collect::<Result<Vec<_>, _>>()?;
    let text = match &args.name {
        Some(name) => named(&outlines, name, args)?,
        None if args.format == Format::Text => outlines.iter().map(tree::text).collect::<Vec<_>>().join("\n"),
        None => outlines.first().map(|outline| text(outline, None, args)).transpose()?.unwrap_or_default(),
    };
    terminal.print(&text);
    Ok(true)
}

fn outline(job: Job) -> Result<Outline, Error> {
    Ok(odata_codegen::outline(&job.inputs, &job.manifest, job.manifest_source)?)
}

/// What a name means in the first service that has it.
fn named(outlines: &[Outline], name: &str, args: &Args) -> Result<String, Error> {
    let mut nearest = None;
    for outline in outlines {
        match find::find(outline, name) {
            Ok(things) => return text(outline, Some(&things), args),
            Err(near) => nearest = nearest.or(near),
        }
    }
    Err(Error::Unknown { name: escape::plain(name), nearest: nearest.map(|near| escape::plain(&near)) })
}

/// All of a service, or some things of it.
fn text(outline: &Outline, things: Option<&[Thing<'_>]>, args: &Args) -> Result<String, Error> {
    let centre = things.map(|things| selection::centre(outline, things));
    let types = || selection::types(outline, centre.as_deref());
    Ok(match (args.format, things) {
        (Format::Text, None) => tree::text(outline),
        (Format::Text, Some(things)) => {
            let texts: Vec<String> = things.iter().map(|thing| explain::text(outline, *thing)).collect();
            texts.join("\n")
        }
        (Format::Json, None) => json(&json!(outline)),
        (Format::Json, Some(things)) => json(&things.iter().map(|thing| described(*thing)).collect()),
        (Format::Mermaid, _) => mermaid::text(outline, &types()?),
        (Format::Svg, _) => picture::text(&picture::picture(outline, &types()?), args.theme),
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
