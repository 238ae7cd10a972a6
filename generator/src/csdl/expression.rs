//! Annotations and the expressions that are their values.

use super::{
    reader::{Reader, Result},
    tag::Tag,
    tree::{Annotation, Annotations, Expression},
};
use crate::{codes::Code, error::Diagnostic};

/// Records in records; the vocabularies go about six deep.
const DEPTH: usize = 64;

const CONSTANTS: [&str; 12] = [
    "String",
    "Bool",
    "EnumMember",
    "Int",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "Float",
    "Guid",
    "TimeOfDay",
    "Binary",
];

const PATHS: [&str; 6] =
    ["Path", "PropertyPath", "NavigationPropertyPath", "AnnotationPath", "ModelElementPath", "UrlRef"];

impl<'a> Reader<'a> {
    pub(super) fn annotations(&mut self, tag: &Tag<'a>) -> Result<Annotations<'a>> {
        let target = self.require(tag, "Target");
        let qualifier = self.take("Qualifier").map(Box::new);
        // Some services write one group for each description, thousands of them.
        let mut annotations = Vec::with_capacity(1);
        while let Some(tag) = self.child()? {
            match tag.name {
                "Annotation" => annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(Annotations { target, qualifier, annotations })
    }

    pub(super) fn annotation(&mut self, tag: &Tag<'a>) -> Result<Annotation<'a>> {
        let term = self.require(tag, "Term");
        let qualifier = self.take("Qualifier").map(Box::new);
        Ok(Annotation { term, qualifier, value: self.value(0)? })
    }

    /// The value that an `Annotation` or `PropertyValue` holds as attribute or as child; reads up to its end.
    fn value(&mut self, depth: usize) -> Result<Option<Expression<'a>>> {
        let mut value = CONSTANTS
            .into_iter()
            .find_map(|kind| Some(Expression::Constant(self.take(kind)?)))
            .or_else(|| PATHS.into_iter().find_map(|kind| self.take(kind)).map(Expression::Path));
        while let Some(tag) = self.child()? {
            if tag.name == "Annotation" {
                self.skip()?;
            } else {
                value = Some(self.expression(&tag, depth + 1)?);
            }
        }
        Ok(value)
    }

    fn expression(&mut self, tag: &Tag<'a>, depth: usize) -> Result<Expression<'a>> {
        if depth > DEPTH {
            let message = format!("expressions are nested more than {DEPTH} deep");
            return Err(Diagnostic::at(Code::TooDeep, tag.span, message).into());
        }
        match tag.name {
            "Record" => self.record(depth),
            "Collection" => {
                let mut items = Vec::new();
                while let Some(tag) = self.child()? {
                    items.push(self.expression(&tag, depth + 1)?);
                }
                Ok(Expression::Collection(items))
            }
            name if CONSTANTS.contains(&name) => Ok(Expression::Constant(self.text()?)),
            name if PATHS.contains(&name) => Ok(Expression::Path(self.text()?)),
            name => {
                self.pass_over(tag)?;
                Ok(if name == "Null" { Expression::Null } else { Expression::Other })
            }
        }
    }

    fn record(&mut self, depth: usize) -> Result<Expression<'a>> {
        let mut properties = Vec::new();
        while let Some(tag) = self.child()? {
            if tag.name == "PropertyValue" {
                let name = self.require(&tag, "Property");
                properties.push((name, self.value(depth)?));
            } else {
                self.pass_over(&tag)?;
            }
        }
        Ok(Expression::Record(properties))
    }
}
