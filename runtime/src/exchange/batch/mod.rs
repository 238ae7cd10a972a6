//! Several requests in one: `$batch` in JSON (OData JSON Format 4.01, section 19; OData 4.01 Protocol, section 11.7).

mod again;
mod answers;
mod part;
mod plan;
mod responses;
mod rounds;
mod wire;

use std::{
    fmt,
    marker::PhantomData,
    sync::atomic::{AtomicU64, Ordering},
};

use crate::answer::{Error, ReadBody};
use crate::request::Request;
use crate::service::Service;
use part::Part;

pub use answers::Answers;
pub use rounds::Rounds;

const RETRIES: u32 = 3;

/// Requests that are sent together and answered one by one.
///
/// They go into as few `$batch` requests as the [`limit`](Self::limit) allows, which are sent one after the other. The
/// service may work on the requests of one in any order, or at a time; [`add_after`](Self::add_after) and
/// [`group`](Self::group) say what it must not.
///
/// ```
/// use odata_runtime::{Json, requests::{Batch, Error, Key, Service}};
///
/// # #[cfg(feature = "client")]
/// # async fn example(service: &Service) -> Result<(), Error> {
/// let users = service.resource("users");
/// let mut batch = Batch::new(service);
/// let ann = batch.add(users.key(&Key::text("ann")).get::<Json>().into_request()?)?;
/// let bob = batch.add(users.key(&Key::text("bob")).delete().into_request()?)?;
///
/// let mut answers = batch.send().await?;
/// println!("{:?}", answers.take(ann)?.value());
/// if let Err(error) = answers.take(bob) {
///     eprintln!("bob is still there: {error}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    service: Service,
    number: u64,
    parts: Vec<Part>,
    groups: usize,
    limit: usize,
    retries: u32,
}

impl Batch {
    /// A batch without requests.
    pub fn new(service: &Service) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Self {
            service: service.clone(),
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            parts: Vec::new(),
            groups: 0,
            limit: service.options().batch_limit,
            retries: RETRIES,
        }
    }

    /// How many requests the service takes in one; the default is that of the service's [`ServiceOptions`](crate::requests::ServiceOptions).
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// How often requests of the batch are tried again that the service puts off, 3 by default: those answered 429, or 503
    /// with `Retry-After`, and those answered 424 because they depend on one of these. They are sent again by themselves,
    /// after the longest `Retry-After` of them.
    pub fn retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// Adds a request. What it is answered has the handle that this returns.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the request is one of another service, which may have another service root or sign in
    /// as somebody else.
    pub fn add<T: ReadBody>(&mut self, request: Request<T>) -> Result<Handle<T>, Error> {
        self.add_after(request, &[])
    }

    /// Adds a request that the service must not begin before it has done others, and does not begin at all if one of them
    /// fails: it answers 424 then (`dependsOn`).
    ///
    /// # Errors
    ///
    /// As of [`add`](Self::add), and if the others are not of this batch.
    pub fn add_after<T: ReadBody>(&mut self, request: Request<T>, others: &[PartId]) -> Result<Handle<T>, Error> {
        self.push(request, others, None)
    }

    /// Begins a group: of the requests that are added to it, the service does all or none (`atomicityGroup`). Not every
    /// service has groups; Microsoft Graph has none.
    pub fn group(&mut self) -> Group<'_> {
        self.groups += 1;
        Group { number: self.groups, batch: self }
    }

    /// The requests that send the batch, as a value that says what to send next and takes what came.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if a group or a chain of dependencies is longer than the limit.
    pub fn into_rounds(self) -> Result<Rounds, Error> {
        Rounds::new(self)
    }

    /// Sends the requests, and waits for what the service puts off.
    ///
    /// `Ok` says that there are answers, not that they are good: [`Answers::take`] has each. If a `$batch` request fails
    /// after others were answered, those answers are kept, and the rest have errors that say so. Dropping the future
    /// cancels: what was sent may have been applied, and its answers are gone.
    ///
    /// # Errors
    ///
    /// Where nothing was answered: the error of the first `$batch` request, or [`Error::InvalidRequest`] if a group or a
    /// chain of dependencies is longer than the limit, in which case nothing is sent.
    #[cfg(feature = "client")]
    pub async fn send(self) -> Result<Answers, Error> {
        self.into_rounds()?.run().await
    }

    fn push<T>(&mut self, request: Request<T>, others: &[PartId], group: Option<usize>) -> Result<Handle<T>, Error> {
        let (service, outgoing) = request.into_outgoing();
        if !outgoing.is_signed {
            let message = "a request to a link that needs no token does not belong into a batch";
            return Err(Error::InvalidRequest(message.to_owned()));
        }
        let request = outgoing.http;
        if !service.is(&self.service) {
            return Err(Error::InvalidRequest(format!(
                "{} {} is a request of another service than the batch, whose service root is {:?}; make both of one Service or \
                 its clones",
                request.method(),
                request.uri(),
                self.service.service_root()
            )));
        }
        if others.iter().any(|id| id.batch != self.number) {
            return Err(Error::InvalidRequest(String::from("a request can only depend on others of its own batch")));
        }
        let after = others.iter().map(|id| id.index).collect();
        let id = PartId { batch: self.number, index: self.parts.len() };
        self.parts.push(Part::new(id.to_string(), &service, &request, after, group)?);
        Ok(Handle { id, result: PhantomData })
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("service", &self.service).field("parts", &self.parts).finish_non_exhaustive()
    }
}

/// Requests of a [`Batch`] of which the service does all or none.
///
/// It borrows the batch, so that nothing else is added between them: the standard wants them side by side.
#[derive(Debug)]
#[must_use = "a group is nothing without requests"]
pub struct Group<'a> {
    batch: &'a mut Batch,
    number: usize,
}

impl Group<'_> {
    /// Adds a request to the group.
    ///
    /// # Errors
    ///
    /// As of [`Batch::add`].
    pub fn add<T: ReadBody>(&mut self, request: Request<T>) -> Result<Handle<T>, Error> {
        self.add_after(request, &[])
    }

    /// Adds a request to the group that must come after others, of the group or added before it.
    ///
    /// # Errors
    ///
    /// As of [`Batch::add_after`].
    pub fn add_after<T: ReadBody>(&mut self, request: Request<T>, others: &[PartId]) -> Result<Handle<T>, Error> {
        self.batch.push(request, others, Some(self.number))
    }
}

/// Which request of a batch: what another one names that must come after it. It shows as the id on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartId {
    batch: u64,
    index: usize,
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.index + 1)
    }
}

/// What takes the answer of a request out of [`Answers`], once, as a `T`.
pub struct Handle<T> {
    id: PartId,
    result: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    /// Which request it is.
    #[must_use]
    pub fn id(&self) -> PartId {
        self.id
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Handle").field(&self.id).finish()
    }
}
