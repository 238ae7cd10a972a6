//! A table with a form that lacks the type of its value.

odata_runtime::body!();

/// A thing.
pub struct Thing;

odata_runtime::setters! {
    impl crate::Body<Thing, O> where O;

    name "name": Scalar, clear_name;
    size "size": Scalar(i32), clear_size;
}

fn main() {}
