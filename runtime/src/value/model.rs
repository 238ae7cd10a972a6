//! How the runtime sees an emitted struct: a table of properties and a slot for each.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::value::{Additional, Peek, Slot, enumeration};

/// A struct for an entity type or complex type.
///
/// Serde's traits, comparison, copies and the diff of two values are written once for all implementors, over this trait:
/// whole services have tens of thousands of fields, and code for each of them is what makes large crates slow to compile.
///
/// `Deserialize` is strict: a value that does not fit its property is an error. A client is tolerant by default, as is
/// [`from_slice_tolerant`](crate::from_slice_tolerant).
pub trait Model: 'static {
    /// Shows the fields, in the order of [`Shape::properties`], to write to.
    fn slots(&mut self, visit: &mut dyn VisitSlots);

    /// Shows the fields, in the order of [`Shape::properties`], to read from.
    fn peeks(&self, visit: &mut dyn VisitPeeks);
}

/// What is done with fields to write to.
pub trait VisitSlots {
    /// The qualified name of the type to be of, for which a [`Union`](crate::Union) asks before it shows its fields.
    fn union_type(&mut self) -> Option<&str>;

    /// Takes the fields.
    fn fields(&mut self, shape: &'static Shape, slots: &mut [Slot<'_>], additional: &mut Additional);
}

/// What is done with fields to read from.
pub trait VisitPeeks {
    /// Is told by a [`Union`](crate::Union) that the fields which follow are its own.
    fn union(&mut self) {}

    /// Takes the fields.
    fn fields(&mut self, shape: &'static Shape, peeks: &[Peek<'_>], additional: &Additional);
}

impl<F: FnMut(&'static Shape, &[Peek<'_>], &Additional)> VisitPeeks for F {
    fn fields(&mut self, shape: &'static Shape, peeks: &[Peek<'_>], additional: &Additional) {
        self(shape, peeks, additional);
    }
}

/// Shows the fields to a closure.
pub(crate) fn look(model: &dyn Model, mut visit: impl FnMut(&'static Shape, &[Peek<'_>], &Additional)) {
    model.peeks(&mut visit);
}

/// A [`Model`] of one type.
pub trait Structured: Model + Default + DeserializeOwned {
    /// The type's names and properties.
    const SHAPE: &'static Shape;
}

/// The names and properties of a value's type.
pub(crate) fn shape(model: &dyn Model) -> &'static Shape {
    let mut found = None;
    look(model, |shape, _, _| found = Some(shape));
    found.unwrap_or(&Shape { name: "", odata_type: &[], is_open: false, properties: &[], rules: &[] })
}

/// Whether the type depends on the value: see [`Union`](crate::Union).
pub(crate) fn is_union(model: &dyn Model) -> bool {
    struct Told(bool);

    impl VisitPeeks for Told {
        fn union(&mut self) {
            self.0 = true;
        }

        fn fields(&mut self, _: &'static Shape, _: &[Peek<'_>], _: &Additional) {}
    }

    let mut told = Told(false);
    model.peeks(&mut told);
    told.0
}

/// A recursive type's values are boxed.
impl<T: Model> Model for Box<T> {
    fn slots(&mut self, visit: &mut dyn VisitSlots) {
        (**self).slots(visit);
    }

    fn peeks(&self, visit: &mut dyn VisitPeeks) {
        (**self).peeks(visit);
    }
}

/// The names of a type and its properties.
#[derive(Debug)]
pub struct Shape {
    /// The qualified name, `microsoft.graph.user`.
    pub name: &'static str,
    /// `@odata.type` as the service wants it in requests; none if it is not sent.
    pub odata_type: &'static [&'static str],
    /// Whether the type is open: its values may have properties that no schema declares (CSDL 4.01, section 6.3).
    pub is_open: bool,
    /// The names of all properties, in the order of the struct's fields.
    pub properties: &'static [&'static str],
    /// What each of them may be, in the same order: one of the [`rules`].
    pub rules: &'static [u8],
}

impl Shape {
    /// `@odata.type` as the service wants it in requests, if it is sent.
    pub(crate) fn odata_type(&self) -> Option<&'static str> {
        self.odata_type.first().copied()
    }

    /// The properties with what they may be.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (&'static str, Rules)> {
        self.properties.iter().copied().zip(self.rules.iter().copied().map(Rules))
    }
}

/// What a property may be: null, and set by a change.
#[derive(Clone, Copy)]
pub(crate) struct Rules(u8);

impl Rules {
    /// Whether the property cannot be null.
    pub(crate) fn is_required(self) -> bool {
        self.0 & rules::Required != 0
    }

    /// Whether a change cannot set the property: a key, a computed, immutable or navigation property.
    pub(crate) fn is_read_only(self) -> bool {
        self.0 & rules::Navigation != 0
    }
}

/// The rules by the words of emitted tables: the type of a property's constant, and what stands behind it.
#[expect(non_snake_case, non_upper_case_globals, reason = "they are spelled as in the tables")]
pub mod rules {
    const REQUIRED: u8 = 1;
    const READ_ONLY: u8 = 2;

    /// Of a type: values may have properties that no schema declares.
    pub const open: bool = true;
    /// May be null.
    pub const Property: u8 = 0;
    /// Never null.
    pub const Required: u8 = REQUIRED;
    /// Set by no change.
    pub const Navigation: u8 = READ_ONLY;

    pub mod Property {
        //! May be null.

        /// Set by no change.
        pub const read_only: u8 = super::READ_ONLY;
    }

    pub mod Required {
        //! Never null.

        /// Set by no change.
        pub const read_only: u8 = super::REQUIRED | super::READ_ONLY;
    }

    pub mod Navigation {
        //! Set by no change.

        /// Never null.
        pub const required: u8 = super::REQUIRED | super::READ_ONLY;
    }
}

/// Copies all fields from a model to another of the same type.
pub(crate) fn assign(from: &dyn Model, to: &mut dyn Model) {
    look(from, |shape, peeks, additional| to.slots(&mut Copied { shape, peeks, additional }));
}

/// A copy of a model.
pub fn copy<M: Model + Default>(from: &M) -> M {
    let mut copy = M::default();
    assign(from, &mut copy);
    copy
}

/// The fields of the model that is copied.
struct Copied<'a> {
    shape: &'static Shape,
    peeks: &'a [Peek<'a>],
    additional: &'a Additional,
}

impl VisitSlots for Copied<'_> {
    fn union_type(&mut self) -> Option<&str> {
        Some(self.additional.odata_type().unwrap_or(self.shape.name))
    }

    fn fields(&mut self, _: &'static Shape, slots: &mut [Slot<'_>], additional: &mut Additional) {
        for (slot, peek) in slots.iter_mut().zip(self.peeks) {
            slot.assign(peek);
        }
        additional.clone_from(self.additional);
    }
}

/// Whether all fields are equal.
pub fn equal(one: &dyn Model, other: &dyn Model) -> bool {
    let mut equal = false;
    look(one, |shape, ones, additional| {
        look(other, |others_shape, others, others_additional| {
            equal = std::ptr::eq(shape.name, others_shape.name)
                && additional == others_additional
                && ones.iter().zip(others).all(|(a, b)| a.equals(b));
        });
    });
    equal
}

/// Shows the type and the fields that have a value, by their names on the wire.
///
/// # Errors
///
/// The formatter's.
pub fn debug(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    look(model, |shape, peeks, additional| {
        let mut output = f.debug_struct(shape.name);
        for (name, peek) in shape.properties.iter().zip(peeks).filter(|(_, peek)| peek.is_some()) {
            output.field(name, peek);
        }
        for (name, kept) in additional.entries() {
            match kept.text() {
                Some(text) => output.field(name, &Bare(text.get())),
                None => output.field(name, &kept.value),
            };
        }
        result = output.finish();
    });
    result
}

struct Shown<'a>(&'a dyn Model);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

/// A name without quotes.
struct Bare<'a>(&'a str);

impl fmt::Debug for Bare<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Peek<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(value) => value.fmt(f),
            Self::Enum(value) => {
                let name = |place| Bare(enumeration::name(value.names(), place));
                value.get().map(name).fmt(f)
            }
            Self::Scalar(value) => value.debug(f),
            Self::Scalars(values) => values.debug(f),
            Self::Model(value) => value.get().map(Shown).fmt(f),
            Self::Models(values) => {
                let items = (0..values.count().unwrap_or_default()).filter_map(|index| values.get(index));
                f.debug_list().entries(items.map(Shown)).finish()
            }
            Self::Json(value) => value.fmt(f),
        }
    }
}
