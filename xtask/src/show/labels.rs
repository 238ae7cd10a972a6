//! Short names of types, where they are clear.

use std::collections::BTreeMap;

use generator::outline::{Outline, Value, short};

/// How often each short name stands for a type.
#[derive(Debug)]
pub struct Labels<'a>(BTreeMap<&'a str, usize>);

impl<'a> Labels<'a> {
    /// Reads the names of the types.
    #[must_use]
    pub fn new(outline: &'a Outline) -> Self {
        let mut counts = BTreeMap::new();
        for ty in &outline.types {
            *counts.entry(ty.short_name()).or_default() += 1;
        }
        Self(counts)
    }

    /// The name without its namespace, or with it if two types of the outline share it.
    #[must_use]
    pub fn of<'n>(&self, name: &'n str) -> &'n str {
        let short = short(name);
        if self.0.get(short) == Some(&1) { short } else { name }
    }

    /// A value's type.
    #[must_use]
    pub fn value(&self, value: &Value) -> String {
        let name = self.of(&value.ty);
        let name =
            value.stands_for.as_ref().map_or_else(|| name.to_owned(), |primitive| format!("{name} = {primitive}"));
        if value.is_collection { format!("Collection({name})") } else { name }
    }
}
