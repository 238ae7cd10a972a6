//! Short names of types, where they are clear.

use std::collections::BTreeMap;

use odata_codegen::outline::{Outline, Value, short};

/// The type that each short name stands for; `None` where there are several.
#[derive(Debug)]
pub struct Labels<'a>(BTreeMap<&'a str, Option<&'a str>>);

impl<'a> Labels<'a> {
    /// Reads the names of the types.
    #[must_use]
    pub fn new(outline: &'a Outline) -> Self {
        let mut types = BTreeMap::new();
        for ty in &outline.types {
            types.entry(ty.short_name()).and_modify(|name| *name = None).or_insert(Some(ty.name.as_str()));
        }
        Self(types)
    }

    /// The name without its namespace, or with it where the short one is another's too. Primitive types keep theirs.
    #[must_use]
    pub fn of<'n>(&self, name: &'n str) -> &'n str {
        let short = short(name);
        let is_clear = self.0.get(short).is_none_or(|ty| *ty == Some(name));
        if is_clear && !name.starts_with("Edm.") { short } else { name }
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
