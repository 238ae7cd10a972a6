//! The root of a CSDL file, and how we tell what else a file may be.

use super::{
    reader::{Reader, Result},
    tag::{Item, Namespace, Tag},
    tree::{Edmx, Include, Reference, Version},
};
use crate::{
    codes::{Code, Severity},
    error::Diagnostic,
    invisible,
    limits::{self, Limits},
    source::{Source, Span},
};

const OLD: &str = "the metadata of OData V1 to V3 is another language; ask the service for its V4 metadata";

/// Reads a file, no further than the limits go; `number` is the file's number in the run's sources.
///
/// # Errors
///
/// All problems that can be found without understanding the schema; malformed XML ends the search.
pub fn parse(source: &Source, number: u16, limits: Limits) -> std::result::Result<Edmx<'_>, Vec<Diagnostic>> {
    let bytes = source.text.len();
    if bytes > limits.file_bytes as usize {
        let start = Span::new(number, 0..0);
        return Err(vec![limits::too_large(Some(start), &source.name, Some(bytes), limits.file_bytes)]);
    }
    let mut reader = Reader::new(source, number, limits);
    let mut unseen = Vec::new();
    let document = rayon::in_place_scope(|scope| {
        scope.spawn(|_| unseen.extend(invisible(source, number)));
        reader.document()
    });
    match document {
        Ok(edmx) if !reader.problems.iter().any(is_fatal) => {
            reader.problems.extend(unseen);
            Ok(Edmx { warnings: reader.problems, ..edmx })
        }
        Ok(_) => Err(reader.problems),
        Err(last) => {
            reader.problems.push(*last);
            Err(reader.problems)
        }
    }
}

/// Whether a fault is of the whole file. An attribute that is missing is one of a declaration, which may be of no use to
/// the run.
fn is_fatal(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error && problem.code != Code::MissingAttribute
}

/// Some of the characters that nobody sees.
fn invisible(source: &Source, number: u16) -> impl Iterator<Item = Diagnostic> {
    invisible::find(&source.text).take(limits::PROBLEMS).map(move |(at, length, c)| {
        let message = format!("an invisible character, U+{:04X}", u32::from(c));
        Diagnostic::at(Code::InvisibleCharacter, Span::new(number, at..at + length), message)
            .help("look whether the text means what it shows; it is spelled in what is generated")
    })
}

/// The references of a file, which stand before its schemas. Faults are left to [`parse`].
#[must_use]
pub fn references(source: &Source) -> Vec<Reference<'_>> {
    let mut reader = Reader::new(source, 0, Limits::HIGHEST);
    let mut references = Vec::new();
    // What was read before a fault is what there is.
    let _ = reader.references(&mut references);
    references
}

impl<'a> Reader<'a> {
    fn references(&mut self, references: &mut Vec<Reference<'a>>) -> Result<()> {
        while !matches!(self.next()?, Item::Start(_) | Item::Eof) {}
        while let Some(tag) = self.child()?.filter(|tag| tag.name != "DataServices") {
            if tag.name == "Reference" {
                references.push(self.reference(&tag)?);
            } else {
                self.skip()?;
            }
        }
        Ok(())
    }

    fn document(&mut self) -> Result<Edmx<'a>> {
        let root = loop {
            match self.next()? {
                Item::Start(tag) => break tag,
                Item::Text(text) if text.trim().is_empty() => {}
                Item::Eof => {
                    return Err(Diagnostic::at(Code::NotXml, self.span(0, 0), "the file is empty").help(ROOT).into());
                }
                Item::Text(_) | Item::End => {
                    return Err(Diagnostic::at(Code::NotXml, self.span(0, 1), "this is not XML").help(ROOT).into());
                }
            }
        };
        self.enter(&root)?;
        let version = self.check_root(&root)?;
        let mut edmx = Edmx { version, references: Vec::new(), schemas: Vec::new(), warnings: Vec::new() };
        let mut services = root.span;
        while let Some(tag) = self.child()? {
            match tag.name {
                "Reference" => edmx.references.push(self.reference(&tag)?),
                "DataServices" => {
                    services = tag.span;
                    self.data_services(&mut edmx)?;
                }
                _ => self.pass_over(&tag)?,
            }
        }
        loop {
            match self.next()? {
                Item::Eof => {
                    self.leave();
                    self.check_aliases(&edmx);
                    let is_at_fault = self.problems.iter().any(|problem| problem.severity == Severity::Error);
                    if edmx.schemas.is_empty() && !is_at_fault {
                        let problem = Diagnostic::at(Code::NoSchema, services, "there is no `Schema`");
                        self.problems.push(problem.expected("`DataServices` with a `Schema` in it"));
                    }
                    return Ok(edmx);
                }
                Item::Start(tag) => {
                    let message = format!("`{}` stands after the end of the document", tag.name);
                    return Err(Diagnostic::at(Code::Malformed, tag.span, message).into());
                }
                Item::Text(_) | Item::End => {}
            }
        }
    }

    fn check_root(&mut self, root: &Tag<'a>) -> Result<Version> {
        let version = self.take("Version");
        let number = version.as_ref().map_or("", |text| text.value());
        let refusal = match (root.namespace, root.name) {
            (Namespace::Edmx, "Edmx") if number == "4.0" => return Ok(Version::V4_0),
            (Namespace::Edmx, "Edmx") if number.starts_with("4.") => return Ok(Version::V4_01),
            (Namespace::Edmx, "Edmx") => match &version {
                Some(text) => Diagnostic::at(Code::Version, text.span(), format!("CSDL of version `{number}`"))
                    .expected("4.0 or 4.01"),
                None => Diagnostic::at(Code::Version, root.span, "`Edmx` has no `Version`")
                    .expected("`Version=\"4.0\"` is required"),
            },
            (Namespace::Ado, "Edmx") if number.starts_with("4.") => {
                let message = format!("the version says `{number}`, but the namespace is that of OData V1 to V3");
                Diagnostic::at(Code::OldNamespace, root.span, message).help(OLD)
            }
            (Namespace::Ado, _) => {
                Diagnostic::at(Code::OldNamespace, root.span, "this is metadata of OData V1 to V3").help(OLD)
            }
            (_, name) => {
                Diagnostic::at(Code::WrongRoot, root.span, format!("the root is `{name}`, not `Edmx`")).expected(ROOT)
            }
        };
        Err(refusal.into())
    }

    fn reference(&mut self, tag: &Tag<'a>) -> Result<Reference<'a>> {
        let uri = self.take("Uri");
        let mut includes = Vec::new();
        while let Some(tag) = self.child()? {
            if tag.name == "Include" {
                includes.push(Include { namespace: self.require(&tag, "Namespace"), alias: self.take("Alias") });
            }
            self.pass_over(&tag)?;
        }
        Ok(Reference { uri, includes, span: tag.span })
    }

    fn data_services(&mut self, edmx: &mut Edmx<'a>) -> Result<()> {
        while let Some(tag) = self.child()? {
            match (tag.namespace, tag.name) {
                (Namespace::Edm, "Schema") => {
                    let schema = self.schema(&tag, edmx.schemas.is_empty())?;
                    edmx.schemas.push(schema);
                }
                (Namespace::Ado, "Schema") => {
                    let message = "this `Schema` is in the namespace of OData V1 to V3";
                    self.problems.push(Diagnostic::at(Code::OldNamespace, tag.span, message).help(OLD));
                    self.skip()?;
                }
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(())
    }
}

const ROOT: &str =
    "CSDL begins with `<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">`";
