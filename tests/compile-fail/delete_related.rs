//! An entity that a path reaches by a relationship is neither deleted nor changed by that path.

use odata_runtime::{Additional, requests::Service};

odata_runtime::body!();
odata_runtime::requests!();

/// A person.
pub struct Person {
    /// What the schema does not declare.
    pub additional: Additional,
}

odata_runtime::entity_type! {
    Person "ns.person";
    .. additional
}

impl Updatable for Person {}

impl Replaceable for Person {}

impl Deletable for Person {}

odata_runtime::methods! {
    impl crate::Entity<Person, A> where A;

    navigation "manager": manager() -> crate::Entity<Person, crate::Referenced>;
    cast "ns.boss": as_boss() -> crate::Entity<Person, A>;
}

fn main() {
    let service = Service::new("https://example.com").unwrap();
    let person: Entity<Person> = service.resource("people").into();
    let _ = person.as_boss().delete();
    let _ = person.manager().delete();
    let _ = person.manager().as_boss().patch();
    let _ = person.manager().patch_with(Body::new());
    let _ = person.manager().put();
    let _ = person.manager().put_with(&Person::default());
}
