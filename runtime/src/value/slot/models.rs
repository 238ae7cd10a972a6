//! Fields of complex types and entity types, and collections of them.

use crate::value::Model;

/// An optional model to write to, whatever its type, boxed or not.
pub trait ModelSlot {
    /// Makes the value null (`false`) or a new one to read into (`true`).
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model>;
}

impl<T: Model + Default> ModelSlot for &mut Option<T> {
    #[inline(never)]
    fn reset(&mut self, present: bool) -> Option<&mut dyn Model> {
        **self = if present { Some(T::default()) } else { None };
        match &mut **self {
            Some(model) => Some(model),
            None => None,
        }
    }
}

/// An optional model to read from, whatever its type, boxed or not.
pub trait ModelPeek {
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

impl<T: Model> ModelPeek for &Option<T> {
    #[inline(never)]
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }
}

/// An optional list of models to write to, whatever their type.
pub trait ModelsSlot {
    /// Makes the list null (`false`) or empty (`true`).
    fn reset(&mut self, present: bool);
    /// Adds a new item to read into, unless the list is null.
    fn push(&mut self) -> Option<&mut dyn Model>;
}

impl<T: Model + Default> ModelsSlot for &mut Option<Vec<T>> {
    fn reset(&mut self, present: bool) {
        **self = if present { Some(const { Vec::new() }) } else { None };
    }

    #[inline(never)]
    fn push(&mut self) -> Option<&mut dyn Model> {
        match &mut **self {
            Some(list) => {
                list.push(T::default());
                match list.as_mut_slice() {
                    [.., item] => Some(item),
                    [] => None,
                }
            }
            None => None,
        }
    }
}

/// An optional list of models to read from, whatever their type.
pub trait ModelsPeek {
    /// The number of items; `None` for null.
    fn count(&self) -> Option<usize>;
    /// An item.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

#[expect(clippy::manual_map, reason = "`map` is one function more for each type")]
impl<T: Model> ModelsPeek for &Option<Vec<T>> {
    fn count(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    #[inline(never)]
    fn get(&self, index: usize) -> Option<&dyn Model> {
        match self {
            Some(list) => {
                let list = list.as_slice();
                if index < list.len() { Some(&list[index]) } else { None }
            }
            None => None,
        }
    }
}
