//! The digits of a decimal number and where its point is.

/// The longest run of zeros that stands for an exponent.
const MAX_ZEROS: i64 = 1_000;

/// Whether a text is a number of JSON that has no exponent.
pub(super) fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let has_leading_zero = digits.len() > 1 && digits[0] == b'0' && digits[1].is_ascii_digit();
    !has_leading_zero && digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

pub(super) fn expanded(text: &str) -> String {
    let Some(Parts { is_negative, digits, exponent }) = Parts::of(text) else { return text.to_owned() };
    let sign = if is_negative { "-" } else { "" };
    let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    if digits.is_empty() {
        return String::from("0");
    }
    if exponent > length + MAX_ZEROS || exponent < -MAX_ZEROS {
        // Nobody would read as many zeros.
        return format!("{sign}{digits}e{}", exponent - length);
    }
    let zeros = |number: i64| "0".repeat(usize::try_from(number).unwrap_or_default());
    let Ok(whole) = usize::try_from(exponent) else {
        return format!("{sign}0.{}{digits}", zeros(-exponent));
    };
    match digits.split_at_checked(whole) {
        Some(("", fraction)) => format!("{sign}0.{fraction}"),
        Some((whole, "")) => format!("{sign}{whole}"),
        Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{digits}{}", zeros(exponent - length)),
    }
}

/// A number as `0.digits` times a power of ten. The digits begin and end with none that is zero; zero has none.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Parts {
    pub is_negative: bool,
    pub digits: String,
    pub exponent: i64,
}

impl Parts {
    /// The parts of a text by the grammar: `decimalValue` of the ABNF of OData 4.01.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (is_negative, number) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, power) = match number.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, exponent(power)?),
            None => (number, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        if !is_digits(whole) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let leading = i64::try_from(all.len() - digits.len()).ok()?;
        let exponent = i64::try_from(whole.len()).ok()? + power - leading;
        let digits = digits.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        Some(Self { is_negative, digits, exponent })
    }
}

/// An exponent of at most nine digits: no other was ever meant.
fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    (is_digits(digits) && digits.len() <= 9).then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
