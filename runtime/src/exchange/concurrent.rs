//! Many requests at a time, and not too many.

use futures_util::stream::{self, Stream, StreamExt};

/// Runs the futures of many requests, `in_flight` at a time, and gives each result with the place of its future, as they
/// come.
///
/// A future is taken from the iterator when there is room for it, so a lazy iterator (`ids.iter().map(...)`) holds
/// `in_flight` requests in memory, however many there are in all. Nothing is sent before the stream is asked for a result;
/// dropping it cancels the requests in flight, each of which may have been applied, and sends no others. An error is a
/// result like others and stops nothing. `in_flight` of 0 counts as 1.
///
/// ```
/// use odata_runtime::client::{StreamExt, send_all};
/// # async fn change(name: &str) -> Result<(), odata_runtime::client::Error> { Ok(()) }
///
/// # async fn example() {
/// let names = ["a", "b", "c"];
/// let mut results = send_all(names.iter().map(|name| change(name)), 64);
/// while let Some((index, result)) = results.next().await {
///     if let Err(error) = result {
///         eprintln!("{}: {error}", names[index]);
///     }
/// }
/// # }
/// ```
pub fn send_all<F: Future>(
    requests: impl IntoIterator<Item = F>,
    in_flight: usize,
) -> impl Stream<Item = (usize, F::Output)> + Unpin {
    stream::iter(requests.into_iter().enumerate())
        .map(|(index, request)| async move { (index, request.await) })
        .buffer_unordered(in_flight.max(1))
}
