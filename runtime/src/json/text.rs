//! JSON text to values, with errors that name the path.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{
    Deviation, ReadError,
    depth::check_depth,
    located::Located,
    scope::{self, Tolerated, locates, tolerantly},
};

/// Reads a value from JSON, strictly: everything has to be what the schema says. A byte order mark in front is passed over.
///
/// # Errors
///
/// A [`ReadError`] that names the path to the first value at fault.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> Result<T, ReadError> {
    let json = without_mark(json);
    if scope::is_tolerant() {
        return read_located(json).map_err(|error| ReadError { path: String::new(), error });
    }
    serde_json::from_slice(json).map_err(|error| {
        let path = if locates() { path(&tolerantly(|| read_located::<T>(json))) } else { String::new() };
        ReadError { path, error }
    })
}

/// Reads a value from JSON, strictly.
///
/// # Errors
///
/// As of [`from_slice`].
pub fn from_str<T: DeserializeOwned>(json: &str) -> Result<T, ReadError> {
    from_slice(json.as_bytes())
}

/// Reads a value from JSON, and sets aside what is not what the schema says: see [`Deviation`].
///
/// ```
/// use odata_runtime::{Json, from_slice_tolerant};
///
/// let (value, deviations) = from_slice_tolerant::<Json>(b"{}")?;
/// assert!(value.is_object() && deviations.is_empty());
/// # Ok::<(), odata_runtime::ReadError>(())
/// ```
///
/// # Errors
///
/// A [`ReadError`] if that is no JSON, or the value as a whole is another one, an array where an object is expected, say.
pub fn from_slice_tolerant<T: DeserializeOwned>(json: &[u8]) -> Result<(T, Vec<Deviation>), ReadError> {
    read_tolerantly(|| from_slice(json))
}

/// Calls a function that reads by [`from_slice`]: strictly, and then once more, setting aside what does not fit.
pub(crate) fn read_tolerantly<T>(read: impl Fn() -> Result<T, ReadError>) -> Result<(T, Vec<Deviation>), ReadError> {
    let strict = match scope::without_locating(&read) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let tolerated = tolerantly(&read);
    let path = path(&tolerated);
    match tolerated.value {
        // Without a deviation it is not the value that is at fault, but what follows it, say.
        Ok(value) if !tolerated.deviations.is_empty() => Ok((value, tolerated.deviations)),
        _ => Err(ReadError { path, error: strict.error }),
    }
}

/// Where the first value at fault is; `.` if it is the whole.
fn path<T>(tolerated: &Tolerated<T>) -> String {
    let first = tolerated.deviations.first().map(|deviation| deviation.path.clone());
    first.or_else(|| tolerated.failed.clone()).unwrap_or_else(|| String::from("."))
}

fn read_located<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, serde_json::Error> {
    let text: &RawValue = serde_json::from_slice(json)?;
    // To look into each level of what has very many would take long.
    check_depth(text.get(), 0)?;
    T::deserialize(Located(text.get()))
}

/// Reads a value from the text of a part of what is being read.
///
/// # Errors
///
/// As of [`from_slice`].
#[cfg(feature = "requests")]
pub(crate) fn from_part<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    if scope::is_tolerant() { T::deserialize(Located(text)) } else { serde_json::from_slice(text.as_bytes()) }
}

/// Some services put a byte order mark in front of what they send.
pub(crate) fn without_mark(json: &[u8]) -> &[u8] {
    json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json)
}
