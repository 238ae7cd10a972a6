//! The smallest change that turns one model into another.

use serde_json::{Map, Value};

use crate::value::{
    Model, Peek,
    model::{Rules, is_union, look, shape},
};

/// What differs, by property. Names in `refused` changed to null, which the schema forbids.
#[derive(Default)]
pub(crate) struct Difference {
    pub values: Map<String, Value>,
    pub refused: Option<&'static str>,
}

/// Compares the properties that a change may set. Complex values are compared in depth, since a service merges them;
/// collections as a whole, since it replaces them.
pub(crate) fn difference(before: &dyn Model, after: &dyn Model) -> Difference {
    let mut difference = Difference::default();
    look(before, |_, olds, _| {
        look(after, |shape, news, _| {
            for ((name, rules), (old, new)) in shape.rules().zip(olds.iter().zip(news)) {
                if !rules.is_read_only() {
                    difference.compare(rules, name, old, new);
                }
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
                self.values.insert(name.to_owned(), Value::Null);
            }
        } else if let (Peek::Model(old), Peek::Model(new)) = (old, new)
            && let (Some(old), Some(new)) = (old.get(), new.get())
            && !is_union(new)
        {
            self.nest(name, new, difference(old, new));
        } else {
            let value = new.request_value();
            if value != old.request_value() {
                self.values.insert(name.to_owned(), value);
            }
        }
    }

    fn nest(&mut self, name: &'static str, model: &dyn Model, inner: Self) {
        self.refused = self.refused.or(inner.refused);
        if !inner.values.is_empty() {
            self.values.insert(name.to_owned(), with_type(shape(model).odata_type(), inner.values));
        }
    }
}

/// An object with `@odata.type` in front, where the service wants it.
pub(crate) fn with_type(odata_type: Option<&'static str>, values: Map<String, Value>) -> Value {
    let control = odata_type.map(|name| (String::from("@odata.type"), Value::from(name)));
    Value::Object(control.into_iter().chain(values).collect())
}
