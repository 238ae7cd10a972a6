//! The headers of a request as they go along with one that follows from it.

use http::Method;

use super::preference;

/// The headers of a request as they are sent with the `GET` of what its answer leads to: all of a `GET`, and of another request
/// those that are not about its body or the change. What the service wants with each request, `own`, stays.
pub(super) fn for_reading(
    method: &Method,
    headers: impl IntoIterator<Item = (String, String)>,
    own: &[(String, String)],
) -> Vec<(String, String)> {
    let headers = headers.into_iter();
    if method == Method::GET {
        return headers.collect();
    }
    headers.filter_map(|header| one_for_reading(header, own)).collect()
}

fn one_for_reading((name, value): (String, String), own: &[(String, String)]) -> Option<(String, String)> {
    let own: Vec<_> = own.iter().filter(|(known, _)| known.eq_ignore_ascii_case(&name)).map(|(_, own)| own).collect();
    if !name.eq_ignore_ascii_case("prefer") {
        return (own.contains(&&value) || !is_of_a_change(&name)).then_some((name, value));
    }
    let is_own = |wanted: &str| own.iter().any(|own| preference::split(own).any(|own| own == wanted));
    let is_kept = |wanted: &&str| is_own(wanted) || !preference::is_of_a_change(wanted);
    let kept: Vec<_> = preference::split(&value).filter(is_kept).collect();
    (!kept.is_empty()).then(|| (name, kept.join(", ")))
}

/// Whether a header is about a change alone: its condition, its body, or what makes it safe to send again.
fn is_of_a_change(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let starts = ["if-", "content-", "repeatability-"];
    matches!(header.as_str(), "idempotency-key" | "odata-version")
        || starts.iter().any(|start| header.starts_with(start))
}
