//! JSON text to values, with errors that name the path.

use serde::de::DeserializeOwned;

use super::ReadError;

/// Reads a value from JSON.
///
/// # Errors
///
/// A [`ReadError`] that names the path to the value at fault.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> Result<T, ReadError> {
    serde_json::from_slice(json).map_err(|error| locate::<T>(json, error))
}

/// Reads a value from JSON.
///
/// # Errors
///
/// A [`ReadError`] that names the path to the value at fault.
pub fn from_str<T: DeserializeOwned>(json: &str) -> Result<T, ReadError> {
    from_slice(json.as_bytes())
}

/// Reads once more to find the path, so that reading what is right pays nothing for it.
fn locate<T: DeserializeOwned>(json: &[u8], error: serde_json::Error) -> ReadError {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(located) => {
            let path = located.path().to_string();
            ReadError { path, error: located.into_inner() }
        }
        // Right so far: what is wrong follows the value.
        Ok(_) => ReadError { path: String::from("."), error },
    }
}
