//! Comparisons (OData 4.01 URL Conventions, section 5.1.1.1).

use super::{
    Expression, Filter, Operand, Ordered,
    expression::Strength::{Equality, Relational},
    fragment::Fragment,
    operand::binary,
};
use crate::value::{Flags, Scalar};

impl<M, T, K> Expression<M, T, K> {
    /// Equal.
    pub fn eq(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " eq ", other, Equality)
    }

    /// Not equal.
    pub fn ne(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " ne ", other, Equality)
    }

    /// Null.
    pub fn is_null(self) -> Filter<M> {
        Expression::of(self.above(Equality).text(" eq null"), Equality, self.depth)
    }

    /// Not null.
    pub fn is_not_null(self) -> Filter<M> {
        Expression::of(self.above(Equality).text(" ne null"), Equality, self.depth)
    }

    /// Equal to one of these.
    pub fn is_in(self, items: impl IntoIterator<Item = impl Operand<M, T>>) -> Filter<M> {
        let items: Vec<_> = items.into_iter().map(|item| item.into_expression().fragment()).collect();
        if items.is_empty() {
            // A list without items is not legal, and no value is in it.
            return Filter::of(Fragment::default().text("false"), super::expression::Strength::Primary, 0);
        }
        let list = Fragment::join(items, ",").in_parentheses();
        Expression::of(self.above(Relational).text(" in ").then(list), Relational, self.depth)
    }
}

impl<M, T: Ordered, K> Expression<M, T, K> {
    /// Greater, or later.
    pub fn gt(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " gt ", other, Relational)
    }

    /// Greater or equal.
    pub fn ge(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " ge ", other, Relational)
    }

    /// Less, or earlier.
    pub fn lt(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " lt ", other, Relational)
    }

    /// Less or equal.
    pub fn le(self, other: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " le ", other, Relational)
    }
}

impl<M, T: Flags + Scalar, K> Expression<M, T, K> {
    /// All of these flags are set.
    pub fn has(self, flags: impl Operand<M, T>) -> Filter<M> {
        binary(&self, " has ", flags, Relational)
    }
}
