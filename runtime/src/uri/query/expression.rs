//! Expressions over the properties of a type.

use std::{fmt, marker::PhantomData};

use super::fragment::{EnumLiterals, Fragment};
use crate::value::Structured;

/// An expression over the properties of an `M` whose value is a `T` (OData 4.01 URL Conventions, section 5.1.1).
///
/// `K` says where it comes from: [`Declared`], [`NotNull`], [`Related`] or [`Computed`].
#[must_use = "an expression does nothing until it is in a query"]
pub struct Expression<M, T, K = Computed> {
    source: Source,
    strength: Strength,
    /// How many lambda expressions are inside each other, for each to have a variable of its own.
    pub(super) depth: usize,
    over: PhantomData<fn() -> M>,
    value: PhantomData<fn() -> T>,
    kind: PhantomData<fn() -> K>,
}

/// A condition on an `M`.
pub type Filter<M> = Expression<M, bool>;

/// A property of an `M`, of type `T`, which may be null; a collection's is `Vec<T>`.
pub type Property<M, T> = Expression<M, T, Declared>;

/// A property of an `M`, of type `T`, which is never null.
pub type Required<M, T> = Expression<M, T, NotNull>;

/// A navigation property of an `M`, which leads to a `T`, or for a `Vec<T>` to a collection.
pub type Navigation<M, T> = Expression<M, T, Related>;

/// An expression that is a property.
#[derive(Debug)]
pub enum Declared {}

/// An expression that is a property which is never null.
#[derive(Debug)]
pub enum NotNull {}

/// An expression that is a navigation property.
#[derive(Debug)]
pub enum Related {}

/// An expression that is neither.
#[derive(Debug)]
pub enum Computed {}

/// Expressions that are properties or navigation properties, and so have a name.
#[diagnostic::on_unimplemented(message = "this is computed, and no property that the service can be asked for")]
pub trait Named {}

impl Named for Declared {}

impl Named for NotNull {}

impl Named for Related {}

/// A constant has no place for text on the heap.
#[derive(Clone)]
enum Source {
    Name(&'static str),
    Fragment(Fragment),
}

/// How firmly an expression holds together: what is weaker than its neighbour needs parentheses
/// (OData 4.01 URL Conventions, section 5.1.1.17).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Or,
    And,
    Equality,
    Relational,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// The property of that name; generated crates have a constant for each. A function of its own takes the compiler less memory
/// than `Property::new`, whose path names a type.
pub const fn property<M, T, K>(name: &'static str) -> Expression<M, T, K> {
    Expression::of_source(Source::Name(name), Strength::Primary, 0)
}

impl<M, T, K> Expression<M, T, K> {
    const fn of_source(source: Source, strength: Strength, depth: usize) -> Self {
        Self { source, strength, depth, over: PhantomData, value: PhantomData, kind: PhantomData }
    }

    pub(super) fn of(fragment: Fragment, strength: Strength, depth: usize) -> Self {
        Self::of_source(Source::Fragment(fragment), strength, depth)
    }

    pub(crate) fn fragment(&self) -> Fragment {
        match &self.source {
            Source::Name(name) => Fragment::path(name),
            Source::Fragment(fragment) => fragment.clone(),
        }
    }

    /// The same, as another kind of expression, or over another type.
    pub(super) fn cast<N, U, L>(self) -> Expression<N, U, L> {
        Expression::of_source(self.source, self.strength, self.depth)
    }

    /// In parentheses, if it is weaker than that.
    pub(super) fn at_least(&self, strength: Strength) -> Fragment {
        let fragment = self.fragment();
        if self.strength < strength { fragment.in_parentheses() } else { fragment }
    }

    /// In parentheses, unless it is stronger than that: not every service reads a row of operators from the left.
    pub(super) fn above(&self, strength: Strength) -> Fragment {
        let fragment = self.fragment();
        if self.strength <= strength { fragment.in_parentheses() } else { fragment }
    }
}

impl<M, T: Structured, K> Expression<M, T, K> {
    /// A property of the value that this property leads to, or an expression over it:
    /// `User::MANAGER.then(User::DISPLAY_NAME)`.
    #[expect(clippy::needless_pass_by_value, reason = "a call reads better without `&`")]
    pub fn then<U, L>(self, expression: Expression<T, U, L>) -> Expression<M, U, L> {
        let fragment = expression.fragment().below(&self.fragment());
        Expression::of(fragment, expression.strength, self.depth.max(expression.depth))
    }
}

impl<M, T> Expression<M, T> {
    /// An expression in the service's own words, for what has no method here; it is sent as it is.
    ///
    /// Names and values in it are not checked: a value from outside needs its quotes doubled.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::of(Fragment::default().text(text.into()), Strength::Or, 0)
    }
}

impl<M, K> Expression<M, bool, K> {
    /// Both conditions.
    pub fn and(self, other: impl Into<Filter<M>>) -> Filter<M> {
        joined(self.cast(), " and ", &other.into(), Strength::And)
    }

    /// Either condition, or both.
    pub fn or(self, other: impl Into<Filter<M>>) -> Filter<M> {
        joined(self.cast(), " or ", &other.into(), Strength::Or)
    }

    /// The contrary.
    #[expect(
        clippy::should_implement_trait,
        reason = "`!User::ENABLED` would need a trait for each kind of expression"
    )]
    pub fn not(self) -> Filter<M> {
        let fragment = Fragment::default().text("not ").then(self.at_least(Strength::Primary));
        Expression::of(fragment, Strength::Unary, self.depth)
    }
}

impl<M> Filter<M> {
    /// As one of several conditions that must all hold.
    pub(crate) fn one_of_all(&self) -> Fragment {
        self.at_least(Strength::And)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as its callers")]
fn joined<M>(left: Filter<M>, word: &'static str, right: &Filter<M>, strength: Strength) -> Filter<M> {
    let fragment = left.at_least(strength).text(word).then(right.at_least(strength));
    Expression::of(fragment, strength, left.depth.max(right.depth))
}

impl<M, T> From<Property<M, T>> for Expression<M, T> {
    fn from(property: Property<M, T>) -> Self {
        property.cast()
    }
}

impl<M, T> From<Required<M, T>> for Expression<M, T> {
    fn from(property: Required<M, T>) -> Self {
        property.cast()
    }
}

impl<M, T, K> Clone for Expression<M, T, K> {
    fn clone(&self) -> Self {
        Self::of_source(self.source.clone(), self.strength, self.depth)
    }
}

/// As it is sent to a service that wants qualified enumeration members.
impl<M, T, K> fmt::Display for Expression<M, T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fragment().render(EnumLiterals::Qualified))
    }
}

impl<M, T, K> fmt::Debug for Expression<M, T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expression({self})")
    }
}
