//! Reading a collection.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::{
    Draft, Prepared, Request,
    options::{http_request, request_options, selection_options},
};
use crate::answer::{Error, Page};
use crate::uri::query::{Expansion, Filter, Order, Selection, selected};

/// Reads a collection of entities of type `M`, a page of `T`s a request.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct List<T, M = T>(Draft, PhantomData<fn() -> (T, M)>);

impl<T, M> List<T, M> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self(draft, PhantomData)
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self(change(self.0), PhantomData)
    }

    request_options!();

    selection_options!();

    /// Asks for the entities for which a condition holds (OData 4.01 Protocol, section 11.2.6.1). Several conditions must
    /// all hold.
    pub fn filter(self, condition: impl Into<Filter<M>>) -> Self {
        let condition = condition.into().one_of_all();
        self.map_draft(|draft| draft.with_option("$filter", &condition, " and "))
    }

    /// Asks for an order (OData 4.01 Protocol, section 11.2.6.2); a second one counts where the first finds no difference.
    pub fn order_by(self, order: impl Into<Order<M>>) -> Self {
        self.map_draft(|draft| draft.with_option("$orderby", &order.into().fragment, ","))
    }

    /// Asks for so many entities at most (OData 4.01 Protocol, section 11.2.6.3).
    pub fn top(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_value("$top", &number.to_string()))
    }

    /// Leaves the first entities out (OData 4.01 Protocol, section 11.2.6.4).
    pub fn skip(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_value("$skip", &number.to_string()))
    }

    /// Asks for the number of all entities that the conditions hold for, [`Page::count`] (OData 4.01 Protocol, section
    /// 11.2.6.5).
    pub fn count(self) -> Self {
        self.map_draft(|draft| draft.with_value("$count", "true").with_count_headers())
    }

    /// Asks for the entities that a free text finds (OData 4.01 Protocol, section 11.2.6.6): words and phrases in double
    /// quotes, with `AND`, `OR` and `NOT`. The text is sent as it is.
    pub fn search(self, text: &str) -> Self {
        self.map_draft(|draft| draft.with_value("$search", text).with_count_headers())
    }

    /// Asks for pages of so many entities at most (OData 4.01 Protocol, section 8.2.8.5).
    pub fn max_page_size(self, number: u64) -> Self {
        self.prefer(&format!("odata.maxpagesize={number}"))
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.0
    }

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Page<T>>, Error> {
        self.0.build(None)
    }
}

impl<T: DeserializeOwned, M> List<T, M> {
    http_request!(Page<T>);
}
