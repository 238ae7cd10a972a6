//! Conditions on the items of a collection (OData 4.01 URL Conventions, section 5.1.1.13).

use super::{
    Expression, Filter, Property,
    expression::Strength::{Or, Primary},
    property,
};

/// The item itself, in a condition on the items of a collection of primitive values:
/// `User::BUSINESS_PHONES.any(item().starts_with("+49"))`.
pub const fn item<T>() -> Property<T, T> {
    property("")
}

impl<M, T, K> Expression<M, Vec<T>, K> {
    /// A condition holds for one item at least; it is an expression over the item's own properties.
    pub fn any(self, condition: impl Into<Filter<T>>) -> Filter<M> {
        self.lambda("any", &condition.into())
    }

    /// A condition holds for all items; it is an expression over the item's own properties.
    pub fn all(self, condition: impl Into<Filter<T>>) -> Filter<M> {
        self.lambda("all", &condition.into())
    }

    /// There are items.
    pub fn is_not_empty(self) -> Filter<M> {
        Expression::of(self.fragment().text("/any()"), Primary, self.depth)
    }

    /// The number of items.
    pub fn count(self) -> Expression<M, i64> {
        Expression::of(self.fragment().text("/$count"), Primary, self.depth)
    }

    fn lambda(self, operator: &str, condition: &Filter<T>) -> Filter<M> {
        let depth = condition.depth.max(self.depth) + 1;
        let variable = format!("x{depth}");
        let fragment = self.fragment().text(format!("/{operator}({variable}:"));
        let fragment = fragment.then(condition.at_least(Or).of_variable(&variable)).text(")");
        Expression::of(fragment, Primary, depth)
    }
}
