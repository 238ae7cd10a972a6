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

    /// Asks for so many entities at most (OData 4.01 Protocol, section 11.2.6.3): what reads page after page ends behind them,
    /// whatever link the service has on the last page.
    ///
    /// A service may take the option for the size of a page, as Microsoft Graph does, and a page then has a link to the next
    /// one: for that, ask for a [`page_size`](Self::page_size).
    pub fn top(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_top(number))
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

    /// Asks for pages of so many entities at most, in the way that the service wants
    /// ([`ServiceOptions::page_size`](crate::requests::ServiceOptions::page_size)): by the preference `odata.maxpagesize`
    /// (OData 4.01 Protocol, section 8.2.8.5), or by the query option `$top`, which then is the smaller one of this and
    /// [`top`](Self::top). Of several page sizes the last one counts.
    pub fn page_size(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_page_size(number))
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
