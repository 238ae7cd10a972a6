//! A table with a method of a field that has a form which does not exist.

/// A thing.
pub struct Thing {
    /// Its name.
    pub name: Option<String>,
    /// Its size.
    pub size: Option<i32>,
    /// What is not known.
    pub additional: odata_runtime::Additional,
}

odata_runtime::complex_type! {
    Thing "ns.thing";

    name "name": Text, NAME: Property(String) => name: Txt;
    size "size": Scalar, SIZE: Property(i32) => size: Scalar(i32);
    .. additional
}

fn main() {}
