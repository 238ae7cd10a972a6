//! How deep JSON may be.

use serde::de::Error;

/// The levels of objects and arrays that `serde_json` reads; more could exhaust the stack. What is read from its text is read by a
/// deserializer of its own, which does not know how deep that text is.
pub(super) const MAX_DEPTH: usize = 127;

/// # Errors
///
/// The text, which stands below so many levels, has too many.
pub(super) fn check_depth<E: Error>(json: &str, above: usize) -> Result<(), E> {
    if is_deeper(json, MAX_DEPTH - above) { Err(E::custom("recursion limit exceeded")) } else { Ok(()) }
}

fn is_deeper(json: &str, max: usize) -> bool {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    json.bytes().any(|byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_string,
            b'"' => is_string = !is_string,
            b'{' | b'[' if !is_string => depth += 1,
            b'}' | b']' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > max
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_outside_of_strings() {
        for (text, levels) in [("1", 0), ("[[{}],[]]", 3), (r#"{"[{\\":"]\"[["}"#, 1)] {
            assert!(!is_deeper(text, levels) && (levels == 0 || is_deeper(text, levels - 1)), "{text}");
        }
    }
}
