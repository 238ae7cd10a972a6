//! Typed queries (OData 4.01 URL Conventions, section 5.1).
//!
//! A generated crate has a constant for each property of a type: `User::DISPLAY_NAME`. Expressions are built from them, and
//! an expression over one type is no expression over another:
//!
//! ```
//! # use odata_runtime::{Property, property};
//! # struct User;
//! # impl User { const DISPLAY_NAME: Property<User, String> = property("displayName"); }
//! let filter = User::DISPLAY_NAME.starts_with("A").and(User::DISPLAY_NAME.ne("Anne"));
//! assert_eq!(filter.to_string(), "startswith(displayName,'A') and displayName ne 'Anne'");
//! ```

mod arithmetic;
mod collection;
mod comparison;
mod date;
mod expand;
mod expression;
mod fragment;
mod operand;
mod order;
mod search;
mod select;
mod text;

pub use arithmetic::Number;
pub use collection::item;
#[cfg(feature = "time")]
pub use date::now;
pub use date::{HasDate, HasTime};
pub use expand::{Expand, Expansion, Target};
pub use expression::{
    Computed, Declared, Expression, Filter, Named, Navigation, NotNull, Property, Related, Required, property,
};
pub use fragment::EnumLiterals;
pub use operand::Operand;
pub use order::{Order, Ordered};
pub use select::Selection;

pub(crate) use fragment::Fragment;
pub(crate) use select::selected;
