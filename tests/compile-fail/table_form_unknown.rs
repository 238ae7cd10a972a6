//! A table with a form of a value that does not exist.

odata_runtime::body!();

/// A thing.
pub struct Thing;

odata_runtime::setters! {
    impl crate::Body<Thing, O> where O;

    name "name": Txt, clear_name;
    size "size": Scalar(i32), clear_size;
}

fn main() {}
