//! What an expression is compared or computed with.

use super::{Expression, expression::Strength, fragment::Fragment};
use crate::value::Scalar;

/// A value of type `T`, or an expression over the properties of an `M` that has one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `{T}`, and no expression over a `{M}` whose value is one",
    label = "expected a `{T}`"
)]
pub trait Operand<M, T> {
    /// The operand as an expression.
    fn into_expression(self) -> Expression<M, T>;
}

impl<M, T: Scalar> Operand<M, T> for T {
    fn into_expression(self) -> Expression<M, T> {
        Expression::of(Fragment::literal(&self), Strength::Primary, 0)
    }
}

impl<M> Operand<M, String> for &str {
    fn into_expression(self) -> Expression<M, String> {
        self.to_owned().into_expression()
    }
}

impl<M> Operand<M, String> for &String {
    fn into_expression(self) -> Expression<M, String> {
        self.as_str().into_expression()
    }
}

impl<M, T, K> Operand<M, T> for Expression<M, T, K> {
    fn into_expression(self) -> Expression<M, T> {
        self.cast()
    }
}

/// `left word right`.
pub(super) fn binary<M, T, U, K, V>(
    left: &Expression<M, T, K>,
    word: &'static str,
    right: impl Operand<M, U>,
    strength: Strength,
) -> Expression<M, V> {
    let right = right.into_expression();
    let fragment = left.above(strength).text(word).then(right.above(strength));
    Expression::of(fragment, strength, left.depth.max(right.depth))
}

impl<M, T, K> Expression<M, T, K> {
    /// A function of this expression alone.
    pub(super) fn apply<U>(&self, name: &'static str) -> Expression<M, U> {
        call(name, [self.argument()])
    }

    /// As an argument of [`call`].
    pub(super) fn argument(&self) -> (Fragment, usize) {
        (self.fragment(), self.depth)
    }
}

/// `name(first,rest,...)`.
pub(super) fn call<M, T>(
    name: &'static str,
    arguments: impl IntoIterator<Item = (Fragment, usize)>,
) -> Expression<M, T> {
    let (fragments, depths): (Vec<_>, Vec<_>) = arguments.into_iter().unzip();
    let fragment = Fragment::default().text(name).then(Fragment::join(fragments, ",").in_parentheses());
    Expression::of(fragment, Strength::Primary, depths.into_iter().max().unwrap_or_default())
}
