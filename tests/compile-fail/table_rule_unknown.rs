//! A table with a word that means nothing.

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

    name "name": Text, NAME: Property(String);
    size "size": Scalar, SIZE: Property(i32), readonly;
    .. additional
}

fn main() {}
