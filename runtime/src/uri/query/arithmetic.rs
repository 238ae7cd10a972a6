//! Arithmetic (OData 4.01 URL Conventions, sections 5.1.1.2 and 5.1.1.9).

use super::{
    Expression, Operand,
    expression::Strength::{Additive, Multiplicative, Unary},
    fragment::Fragment,
    operand::binary,
};

/// Types that can be computed with.
#[diagnostic::on_unimplemented(message = "`{Self}` is no number")]
pub trait Number {}

macro_rules! numbers {
    ($($number:ty),*) => { $(impl Number for $number {})* };
}

numbers!(u8, i8, i16, i32, i64, f32, f64, crate::value::Decimal);

#[expect(clippy::should_implement_trait, reason = "operators are for values that are there")]
impl<M, T: Number, K> Expression<M, T, K> {
    /// The sum.
    pub fn add(self, other: impl Operand<M, T>) -> Expression<M, T> {
        binary(&self, " add ", other, Additive)
    }

    /// The difference.
    pub fn sub(self, other: impl Operand<M, T>) -> Expression<M, T> {
        binary(&self, " sub ", other, Additive)
    }

    /// The product.
    pub fn mul(self, other: impl Operand<M, T>) -> Expression<M, T> {
        binary(&self, " mul ", other, Multiplicative)
    }

    /// The quotient; of whole numbers it is whole.
    pub fn div(self, other: impl Operand<M, T>) -> Expression<M, T> {
        binary(&self, " div ", other, Multiplicative)
    }

    /// The remainder of the division.
    pub fn modulo(self, other: impl Operand<M, T>) -> Expression<M, T> {
        binary(&self, " mod ", other, Multiplicative)
    }

    /// The number with the other sign.
    pub fn neg(self) -> Expression<M, T> {
        let fragment = Fragment::default().text("-").then(self.fragment().in_parentheses());
        Expression::of(fragment, Unary, self.depth)
    }

    /// The nearest whole number.
    pub fn round(self) -> Expression<M, T> {
        self.apply("round")
    }

    /// The whole number below.
    pub fn floor(self) -> Expression<M, T> {
        self.apply("floor")
    }

    /// The whole number above.
    pub fn ceiling(self) -> Expression<M, T> {
        self.apply("ceiling")
    }
}
