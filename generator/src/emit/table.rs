//! Tables: calls of the runtime's macros, a line for each property, member or method.
//!
//! They are printed as lines, not parsed and formatted as code. How a line is broken depends on the line alone, so that no other
//! line changes with it.

use proc_macro2::Literal;

use crate::markdown;
use crate::plan::{Condition, FieldType, KeyKind, KeyParameter, Kind, Setter};

/// The width of a line.
const WIDTH: usize = 120;

/// A call of a macro.
pub(super) struct Table(String);

impl Table {
    /// The macro and its first line.
    pub(super) fn new(name: &str, first: &Line) -> Self {
        let mut table = Self(format!("odata_runtime::{name}! {{\n"));
        table.line(first);
        table.0.push('\n');
        table
    }

    /// Files of a module that are there on the same condition.
    pub(super) fn of_modules(condition: &Condition) -> Self {
        let condition = cfg(condition).map(|attribute| attribute + "\n").unwrap_or_default();
        // A namespace may be called as the runtime.
        Self(format!("{condition}::odata_runtime::modules! {{\n"))
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &Line) {
        for row in line.attributes.iter().chain(&line.rows()) {
            self.0.extend(["    ", row, "\n"]);
        }
    }

    /// The last line: what stands for all that is not known.
    pub(super) fn rest(&mut self, text: &str) {
        self.0.extend(["    .. ", text, "\n"]);
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

/// A line of a table: what stands above it, and the pieces between which it may be broken.
pub(super) struct Line {
    attributes: Vec<String>,
    pieces: Vec<Piece>,
}

enum Piece {
    Words(String),
    /// What needs a row for itself: an attribute within the line.
    Row(String),
}

impl Line {
    /// A line that begins with a piece.
    pub(super) fn new(piece: impl Into<String>) -> Self {
        Self { attributes: Vec::new(), pieces: vec![Piece::Words(piece.into())] }
    }

    /// The rows of the line, all but the first indented.
    fn rows(&self) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        let mut may_go_on = false;
        for piece in &self.pieces {
            let (text, is_words) = match piece {
                Piece::Words(text) => (text, true),
                Piece::Row(text) => (text, false),
            };
            match rows.last_mut() {
                // The indent of the table, a blank, and a comma or semicolon behind it.
                Some(row) if may_go_on && is_words && 4 + row.len() + 1 + text.len() < WIDTH => row.extend([" ", text]),
                Some(_) => rows.push(format!("    {text}")),
                None => rows.push(text.clone()),
            }
            may_go_on = is_words;
        }
        if let Some(last) = rows.last_mut() {
            last.push(';');
        }
        rows
    }

    /// The documentation, a blank line between its parts.
    pub(super) fn docs(mut self, parts: &[String]) -> Self {
        if !parts.is_empty() {
            self.attributes.extend(parts.join("\n\n").split('\n').map(doc));
        }
        self
    }

    /// The reason of a deprecation.
    pub(super) fn deprecated(mut self, reason: Option<&String>) -> Self {
        self.attributes.extend(reason.map(|reason| format!("#[deprecated = {}]", literal(&markdown::words(reason)))));
        self
    }

    /// The name by which the documentation's search finds the item.
    pub(super) fn alias(mut self, alias: Option<&String>) -> Self {
        self.attributes.extend(alias.map(|alias| format!("#[doc(alias = {})]", literal(alias))));
        self
    }

    /// The condition of an item that is not always there.
    pub(super) fn condition(mut self, condition: &Condition) -> Self {
        self.attributes.extend(cfg(condition));
        self
    }

    /// A further piece.
    pub(super) fn piece(mut self, piece: String) -> Self {
        self.pieces.push(Piece::Words(piece));
        self
    }

    /// An attribute within the line.
    pub(super) fn row(mut self, attribute: String) -> Self {
        self.pieces.push(Piece::Row(attribute));
        self
    }
}

fn cfg(condition: &Condition) -> Option<String> {
    let features: Vec<_> = condition.iter().map(|feature| format!("feature = {}", literal(feature))).collect();
    match &*features {
        [] => None,
        [feature] => Some(format!("#[cfg({feature})]")),
        features => Some(format!("#[cfg(any({}))]", features.join(", "))),
    }
}

/// A line of documentation. What no comment can hold stands in a literal.
pub(super) fn doc(line: &str) -> String {
    if line.contains('\r') {
        format!("#[doc = {}]", literal(&format!(" {line}")))
    } else if line.is_empty() {
        String::from("///")
    } else {
        format!("/// {line}")
    }
}

/// A string as Rust spells it.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A name on the wire. Where Markdown would not show it as it is, what it shows stands before it.
pub(super) fn wire(name: &str) -> String {
    let code = markdown::code(name);
    let shown = code.trim_matches('`');
    if shown == name { literal(name) } else { format!("{{ _ = {}; {} }}", literal(shown), literal(name)) }
}

/// The form in which a program gives a value.
pub(super) fn form(ty: &FieldType) -> String {
    let name = match (ty.kind, ty.list) {
        (Kind::Json, _) => return String::from("Json"),
        (Kind::Text, false) => return String::from("Text"),
        (Kind::Text, true) => return String::from("Texts"),
        (Kind::Enum | Kind::Scalar, false) => "Scalar",
        (Kind::Enum | Kind::Scalar, true) => "Scalars",
        (Kind::Model, false) if ty.union => "Union",
        (Kind::Model, false) if ty.boxed => "Boxed",
        (Kind::Model, false) => "Model",
        (Kind::Model, true) if ty.union => "Unions",
        (Kind::Model, true) => "Models",
    };
    format!("{name}({})", ty.value)
}

/// The form in which a body takes a property.
pub(super) fn body_form(setter: &Setter) -> String {
    match &setter.patch {
        Some(patch) => format!("Patch({patch})"),
        None => form(&setter.ty),
    }
}

/// A parameter for a part of a key, by its name where there are several parts.
pub(super) fn key_parameter(part: &KeyParameter, is_named: bool) -> String {
    let ty = match part.kind {
        KeyKind::Text => String::from("&str"),
        KeyKind::Member => format!("&{}", part.ty),
        KeyKind::Bare => part.ty.to_string(),
    };
    let name = if is_named { format!(" {}", literal(&part.wire_name)) } else { String::new() };
    format!("{}{name}: {ty}", part.ident)
}
