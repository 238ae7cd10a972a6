//! Names with wildcards: `*` stands for any characters but `/`.

/// Whether a name, or a path segment by segment, is what the pattern says. A name with a dot is that of a type or namespace:
/// only a pattern with a dot means it.
#[must_use]
pub fn matches(pattern: &str, name: &str) -> bool {
    let (patterns, names) = (pattern.split('/'), name.split('/'));
    patterns.clone().count() == names.clone().count()
        && patterns.zip(names).all(|(pattern, name)| is_like(pattern, name))
}

/// The same of one segment.
pub(crate) fn is_like(pattern: &str, name: &str) -> bool {
    if name.contains('.') && !pattern.contains('.') {
        return false;
    }
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_what_is_within_a_segment() {
        for (pattern, name) in [
            ("users/*", "users/messages"),
            ("*s/get*ById", "users/getThingById"),
            ("a.b.*", "a.b.c"),
            ("a.*", "a.b.c"),
            ("a.b.device*State", "a.b.deviceState"),
            ("plain", "plain"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("users/*", "users"),
            ("users/*", "users/messages/attachments"),
            ("*", "a.b.c"),
            ("users/*", "users/a.b.c"),
            ("ab*ba", "aba"),
            ("plain", "plainer"),
            ("x*y*z", "xz"),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
