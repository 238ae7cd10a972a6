//! What a step of the journey asserts.

use std::fmt::Debug;

use conformance_client::{Error, runtime::client::ServiceError};

/// What was wrong with a step.
#[derive(Debug)]
pub struct Fault(pub String);

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

/// The value must be the other one.
#[expect(clippy::needless_pass_by_value, reason = "a step reads better without `&`")]
pub fn same<A: Debug + PartialEq<B>, B: Debug>(what: &str, value: A, expected: B) -> Result<(), Fault> {
    if value == expected { Ok(()) } else { Err(Fault(format!("{what} is {value:?} and should be {expected:?}"))) }
}

/// It must hold.
pub fn holds(what: &str, condition: bool) -> Result<(), Fault> {
    if condition { Ok(()) } else { Err(Fault(format!("it does not hold that {what}"))) }
}

/// There must be a value.
pub fn some<T>(what: &str, value: Option<T>) -> Result<T, Fault> {
    value.ok_or_else(|| Fault(format!("{what} is absent")))
}

/// The server must have refused.
pub fn refused<T>(result: Result<T, Error>) -> Result<Box<ServiceError>, Fault> {
    match result {
        Err(Error::Service(error)) => Ok(error),
        Err(error) => Err(error.into()),
        Ok(_) => Err(Fault(String::from("the server accepted what it should refuse"))),
    }
}
