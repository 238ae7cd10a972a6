//! `$expand` (OData 4.01 URL Conventions, section 5.1.3).

use std::marker::PhantomData;

use super::{Filter, Navigation, Order, Selection, fragment::Fragment, search, select::selected};
use crate::value::Structured;

/// What a navigation property leads to: an entity, or a collection of those.
pub trait Target {
    /// The entity type.
    type Item;
}

impl<T: Structured> Target for T {
    type Item = T;
}

impl<T: Structured> Target for Vec<T> {
    type Item = T;
}

/// A navigation property of an `M` that is to be read too, with its options.
#[derive(Clone, Debug)]
#[must_use = "an expansion does nothing until it is in a query"]
pub struct Expansion<M> {
    pub(crate) fragment: Fragment,
    of: PhantomData<fn() -> M>,
}

impl<M, T> From<Navigation<M, T>> for Expansion<M> {
    fn from(property: Navigation<M, T>) -> Self {
        Self { fragment: property.fragment(), of: PhantomData }
    }
}

impl<M, T: Target> Navigation<M, T> {
    /// The property to expand, with options for the entities that it leads to:
    /// `User::MANAGER.with(|manager| manager.select(User::DISPLAY_NAME))`.
    pub fn with(self, options: impl FnOnce(Expand<T::Item>) -> Expand<T::Item>) -> Expansion<M> {
        let Expand { options, .. } = options(Expand { options: Vec::new(), of: PhantomData });
        let mut fragment = self.fragment();
        if !options.is_empty() {
            let options = options.into_iter().map(|(name, value)| Fragment::default().text(name).text("=").then(value));
            fragment = fragment.then(Fragment::join(options, ";").in_parentheses());
        }
        Expansion { fragment, of: PhantomData }
    }
}

/// Options for the entities that a navigation property leads to.
#[derive(Clone, Debug)]
#[must_use = "options do nothing until they are in a query"]
pub struct Expand<T> {
    options: Vec<(&'static str, Fragment)>,
    of: PhantomData<fn() -> T>,
}

impl<T> Expand<T> {
    /// These properties, and no others.
    pub fn select(self, properties: impl Selection<T>) -> Self {
        self.append("$select", selected(properties), ",")
    }

    /// What a navigation property leads to.
    pub fn expand(self, property: impl Into<Expansion<T>>) -> Self {
        self.append("$expand", property.into().fragment, ",")
    }

    /// Those for which a condition holds; all conditions, if there are several.
    pub fn filter(self, condition: impl Into<Filter<T>>) -> Self {
        let condition = condition.into().one_of_all();
        self.append("$filter", condition, " and ")
    }

    /// Sorted; by the first order, if there are several, and by the next where that is equal.
    pub fn order_by(self, order: impl Into<Order<T>>) -> Self {
        self.append("$orderby", order.into().fragment, ",")
    }

    /// So many at most.
    pub fn top(self, number: u64) -> Self {
        self.append("$top", Fragment::default().text(number.to_string()), "")
    }

    /// Without the first ones.
    pub fn skip(self, number: u64) -> Self {
        self.append("$skip", Fragment::default().text(number.to_string()), "")
    }

    /// With their number.
    pub fn count(self) -> Self {
        self.append("$count", Fragment::default().text("true"), "")
    }

    /// Those that a free text finds. What would end the option in a service that reads it becomes part of a phrase: a word with
    /// a semicolon or a quote, or the whole text if a parenthesis or a double quote has no other half.
    pub fn search(self, text: &str) -> Self {
        self.append("$search", Fragment::default().text(search::nested(text)), " AND ")
    }

    /// So many levels of a navigation property that leads to entities of its own type.
    pub fn levels(self, number: u64) -> Self {
        self.append("$levels", Fragment::default().text(number.to_string()), "")
    }

    /// Adds to an option, or replaces it, if it has one value only.
    fn append(mut self, name: &'static str, value: Fragment, separator: &'static str) -> Self {
        match self.options.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if separator.is_empty() => *known = value,
            Some((_, known)) => *known = Fragment::join([std::mem::take(known), value], separator),
            None => self.options.push((name, value)),
        }
        self
    }
}
