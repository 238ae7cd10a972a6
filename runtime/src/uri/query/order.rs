//! `$orderby` (OData 4.01 URL Conventions, section 5.1.5).

use super::{Expression, fragment::Fragment};

/// Types whose values have an order.
#[diagnostic::on_unimplemented(message = "the values of `{Self}` have no order")]
pub trait Ordered {}

macro_rules! ordered {
    ($($ty:ty),*) => { $(impl Ordered for $ty {})* };
}

ordered!(String, bool, u8, i8, i16, i32, i64, f32, f64, crate::value::Decimal);

#[cfg(feature = "time")]
ordered!(crate::value::Date, crate::value::Duration, crate::value::OffsetDateTime, crate::value::Time);

/// What the items of a collection of `M` are sorted by.
#[derive(Clone, Debug)]
#[must_use = "an order does nothing until it is in a query"]
pub struct Order<M> {
    pub(crate) fragment: Fragment,
    of: std::marker::PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    fn of(fragment: Fragment) -> Self {
        Self { fragment, of: std::marker::PhantomData }
    }
}

impl<M, T, K> Expression<M, T, K> {
    /// From the least to the greatest.
    pub fn asc(self) -> Order<M> {
        Order::of(self.fragment().text(" asc"))
    }

    /// From the greatest to the least.
    pub fn desc(self) -> Order<M> {
        Order::of(self.fragment().text(" desc"))
    }
}

impl<M, T, K> From<Expression<M, T, K>> for Order<M> {
    fn from(expression: Expression<M, T, K>) -> Self {
        Self::of(expression.fragment())
    }
}
