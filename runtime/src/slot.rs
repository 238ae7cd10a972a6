//! A field of a model, seen without its type.

use crate::{Json, Model, Scalar, Token};

/// A field to write to. The set of kinds is closed, so that one visitor serves every model.
pub enum Slot<'a> {
    /// A primitive or enumeration value.
    Scalar(&'a mut dyn ScalarOption),
    /// A collection of those.
    Scalars(&'a mut dyn ScalarList),
    /// A complex value or an entity.
    Model(&'a mut dyn ModelOption),
    /// A collection of those.
    Models(&'a mut dyn ModelList),
    /// Any JSON, collections included.
    Json(&'a mut Option<Json>),
    /// There is no such field.
    Absent,
}

/// A field to read from: [`Slot`]'s shared twin.
pub enum Peek<'a> {
    /// A primitive or enumeration value.
    Scalar(&'a dyn ScalarOption),
    /// A collection of those.
    Scalars(&'a dyn ScalarList),
    /// A complex value or an entity.
    Model(&'a dyn ModelOption),
    /// A collection of those.
    Models(&'a dyn ModelList),
    /// Any JSON, collections included.
    Json(&'a Option<Json>),
    /// There is no such field.
    Absent,
}

/// An optional scalar, whatever its type.
pub trait ScalarOption {
    /// What a value looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Takes a value in, `None` being null; returns `false` if the token is no such value.
    fn read(&mut self, token: Option<Token<'_>>) -> bool;
    /// The value to write.
    fn token(&self) -> Option<Token<'_>>;
}

impl<T: Scalar> ScalarOption for Option<T> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn read(&mut self, token: Option<Token<'_>>) -> bool {
        let is_null = token.is_none();
        *self = token.and_then(T::from_token);
        is_null || self.is_some()
    }

    fn token(&self) -> Option<Token<'_>> {
        self.as_ref().map(Scalar::to_token)
    }
}

/// An optional list of scalars, whatever their type.
pub trait ScalarList {
    /// What an item looks like in JSON, for error messages.
    fn expected(&self) -> &'static str;
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds an item; returns `false` if the token is no such value.
    fn push(&mut self, token: Token<'_>) -> bool;
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item to write.
    fn token(&self, index: usize) -> Option<Token<'_>>;
}

impl<T: Scalar> ScalarList for Option<Vec<T>> {
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn reset(&mut self, present: bool) {
        *self = present.then(Vec::new);
    }

    fn push(&mut self, token: Token<'_>) -> bool {
        let Some(item) = T::from_token(token) else { return false };
        self.get_or_insert_default().push(item);
        true
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn token(&self, index: usize) -> Option<Token<'_>> {
        self.as_ref()?.get(index).map(Scalar::to_token)
    }
}

/// An optional model, whatever its type, boxed or not.
pub trait ModelOption {
    /// Makes the value null.
    fn clear(&mut self);
    /// Makes a new value to read into.
    fn make(&mut self) -> &mut dyn Model;
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

impl<T: Model + Default> ModelOption for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn make(&mut self) -> &mut dyn Model {
        self.insert(T::default())
    }

    fn get(&self) -> Option<&dyn Model> {
        self.as_ref().map(|model| model as &dyn Model)
    }
}

/// An optional list of models, whatever their type.
pub trait ModelList {
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds a new item to read into.
    fn push(&mut self) -> &mut dyn Model;
    /// Takes the last item back: it turned out to be null.
    fn pop(&mut self);
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

impl<T: Model + Default> ModelList for Option<Vec<T>> {
    fn reset(&mut self, present: bool) {
        *self = present.then(Vec::new);
    }

    fn push(&mut self) -> &mut dyn Model {
        self.get_or_insert_default().push_mut(T::default())
    }

    fn pop(&mut self) {
        if let Some(list) = self {
            list.pop();
        }
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        self.as_ref()?.get(index).map(|model| model as &dyn Model)
    }
}
