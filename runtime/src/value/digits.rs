//! Digits in dates, times and durations.

/// The text, if it is one ASCII digit or more; numbers of Rust may have a sign.
pub(super) fn whole(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// The number that any count of digits is.
pub(super) fn number(text: &str) -> Option<u64> {
    whole(text)?.parse().ok()
}

/// The number that two digits are.
pub(super) fn two(text: &str) -> Option<u8> {
    if text.len() == 2 { whole(text)?.parse().ok() } else { None }
}

/// What the digits behind a decimal point are in nanoseconds; further ones are left out.
pub(super) fn nanoseconds<T: std::str::FromStr>(fraction: &str) -> Option<T> {
    let digits = whole(fraction)?;
    format!("{:0<9}", digits.get(..9).unwrap_or(digits)).parse().ok()
}

/// Nanoseconds as digits behind a decimal point, or nothing: a fraction that is not there, as `.0`, is refused where the
/// property has no room for one, which is the default.
pub(super) fn fraction(nanoseconds: u32) -> String {
    let digits = format!(".{nanoseconds:09}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}
