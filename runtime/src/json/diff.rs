//! The smallest change that turns one model into another.

use super::{
    write::dynamic_values,
    written::{Object, Written},
};
use crate::value::{
    Additional, Model, Peek, TYPE,
    model::{Rules, is_union, look, shape},
};

/// What differs, by property. Names in `refused` changed to null, which the schema forbids.
#[derive(Default)]
pub(crate) struct Difference {
    pub values: Object,
    pub refused: Option<&'static str>,
}

/// Compares the properties that a change may set. Complex values are compared in depth, since a service merges them;
/// collections as a whole, since it replaces them.
pub(crate) fn difference(before: &dyn Model, after: &dyn Model) -> Difference {
    let mut difference = Difference::default();
    look(before, |_, olds, before| {
        look(after, |shape, news, after| {
            for ((name, rules), (old, new)) in shape.rules().zip(olds.iter().zip(news)) {
                if !rules.is_read_only() {
                    difference.compare(rules, name, old, new);
                }
            }
            if shape.is_open {
                difference.compare_dynamic(before, after);
            }
        });
    });
    difference
}

impl Difference {
    fn compare(&mut self, rules: Rules, name: &'static str, old: &Peek<'_>, new: &Peek<'_>) {
        if !new.is_some() {
            if old.is_some() && rules.is_required() {
                self.refused = Some(name);
            } else if old.is_some() {
                self.values.insert(name.into(), Written::Null);
            }
        } else if let (Peek::Model(old), Peek::Model(new)) = (old, new)
            && let (Some(old), Some(new)) = (old.get(), new.get())
            && !is_union(new)
        {
            self.nest(name, new, difference(old, new));
        } else {
            let value = new.request_value();
            // Members of an enumeration may be equal by several names.
            if value != old.request_value() && !new.equals(old) {
                self.values.insert(name.into(), value);
            }
        }
    }

    /// Compares the properties that no schema declares.
    fn compare_dynamic(&mut self, before: &Additional, after: &Additional) {
        let (olds, news): (Object, Object) = (dynamic_values(before).collect(), dynamic_values(after).collect());
        let gone = olds.keys().filter(|name| !news.contains_key(*name)).map(|name| (name.clone(), Written::Null));
        self.values.extend(gone);
        self.values.extend(news.into_iter().filter(|(name, value)| olds.get(name) != Some(value)));
    }

    fn nest(&mut self, name: &'static str, model: &dyn Model, inner: Self) {
        self.refused = self.refused.or(inner.refused);
        if !inner.values.is_empty() {
            self.values.insert(name.into(), with_type(shape(model).odata_type(), inner.values));
        }
    }
}

/// An object with `@odata.type`, where the service wants it, and unless a program has set it.
pub(crate) fn with_type(odata_type: Option<impl Into<String>>, mut values: Object) -> Written {
    if let Some(name) = odata_type {
        values.entry(TYPE.into()).or_insert_with(|| Written::text(name));
    }
    Written::Object(values)
}
