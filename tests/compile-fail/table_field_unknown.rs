//! A table with a field that the struct does not have.

/// A thing.
pub struct Thing {
    /// Its name.
    pub name: Option<String>,
    /// Its size.
    pub size: Option<i32>,
    /// What is not known.
    pub additional: odata_runtime::Additional,
}

odata_runtime::entity_type! {
    Thing "ns.thing";

    title "name": Text, NAME: Property(String);
    size "size": Scalar, SIZE: Property(i32), read_only;
    .. additional
}

fn main() {}
