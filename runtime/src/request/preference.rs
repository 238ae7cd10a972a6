//! The preferences in a header `Prefer` (RFC 7240, section 2).

/// The preferences as they are written. A comma within quotes does not end one.
pub(super) fn split(header: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let parts = header.split(move |c| {
        let is_end = c == ',' && !is_quoted;
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_quoted && !is_escaped;
        is_end
    });
    parts.map(str::trim).filter(|preference| !preference.is_empty())
}

/// Whether a preference says how a change is made or answered, so that it means nothing for reading the entity afterwards.
pub(super) fn is_of_a_change(preference: &str) -> bool {
    let of_a_change = ["return", "respond-async", "wait", "handling", "continue-on-error", "odata.continue-on-error"];
    of_a_change.iter().any(|known| name(preference).eq_ignore_ascii_case(known))
}

/// Whether a preference takes the place of another one: of two answers, with the entity or without it, and of two page sizes the
/// last one counts. Of two, a service would take the first (RFC 7240, section 2).
pub(super) fn replaces(preference: &str, known: &str) -> bool {
    let is_both = |wanted: &str| [preference, known].iter().all(|one| name(one).eq_ignore_ascii_case(wanted));
    ["return", "odata.maxpagesize"].into_iter().any(is_both)
}

fn name(preference: &str) -> &str {
    preference.split(['=', ';']).next().unwrap_or_default().trim()
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;

    #[test]
    fn a_comma_within_quotes_ends_no_preference() {
        let header = r#"a="x, \"y, return=z", respond-async,, Return = minimal;b=1 , c"#;
        let all: Vec<_> = split(header).collect();
        assert_eq!(all, [r#"a="x, \"y, return=z""#, "respond-async", "Return = minimal;b=1", "c"]);
        let kept: Vec<_> = all.into_iter().filter(|preference| !is_of_a_change(preference)).collect();
        assert_eq!(kept, [r#"a="x, \"y, return=z""#, "c"]);
    }
}
