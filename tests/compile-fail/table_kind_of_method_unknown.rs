//! A table with a kind of method that does not exist.

odata_runtime::body!();
odata_runtime::requests!();

/// A thing.
pub struct Thing;

odata_runtime::methods! {
    impl crate::Entity<Thing>;

    navigation "parent": parent() -> crate::Entity<Thing>;
    navigaton "other": other() -> crate::Entity<Thing>;
    actoin "ns.start": start(at "at": Text) -> ();
}

fn main() {}
