//! Entities that a path reaches by a relationship: all but deleting and changing them, for which they have paths of their own. That the
//! compiler refuses those is in `compile-fail/delete_related.rs`.

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

impl Readable for Person {
    type Output = Self;
}

impl Listable for Person {
    type Item = Self;
}

impl Insertable for Person {}

impl Updatable for Person {}

impl Replaceable for Person {}

impl Deletable for Person {}

odata_runtime::methods! {
    impl Entity<Person, A> where A;

    navigation "friends": friends(id: &str) -> Entity<Person, Referenced>,
        friends_collection -> Collection<Person, Referenced>;
    navigation "notes": notes(id: &str) -> Entity<Person>, notes_collection -> Collection<Person>;
    cast "ns.guide": as_guide() -> Entity<Person, A>;
    action "ns.greet": greet() -> ();
    action "mood/ns.lift": mood_lift(by "by": Scalar(i32)) -> ();
    function "nicknames/ns.join": nicknames_join(by "by": Text) -> odata_runtime::requests::Single<String>;
    content "$value": content();
}

odata_runtime::methods! {
    impl Collection<Person, A> where A;

    key "(mail={mail})": by_mail(mail "mail": &str) -> Entity<Person, A>;
    collection_cast "ns.guide": as_guide() -> Collection<Person, A>;
}

/// The paths of a builder's entity that are checked by their types: that it is reached by a relationship.
fn related(person: &Entity<Person, Referenced>) -> String {
    person.0.path().to_owned()
}

#[test]
fn a_related_entity_has_all_but_what_changes_it() {
    let service = Service::new("https://example.com").unwrap();
    let ann: Entity<Person> = service.resource("people").property("ann").into();
    let friend = ann.friends("bo");

    assert_eq!(friend.get().into_http().unwrap().0.uri().path(), "/people/ann/friends('bo')");
    assert_eq!(friend.greet().into_http().unwrap().0.uri().path(), "/people/ann/friends('bo')/ns.greet");
    assert_eq!(friend.content().into_http().unwrap().0.uri().path(), "/people/ann/friends('bo')/$value");
    assert_eq!(friend.remove_ref().into_http().unwrap().0.uri().path(), "/people/ann/friends('bo')/$ref");
    let added = ann.friends_collection().add_ref(&friend).into_http().unwrap().0;
    assert_eq!(added.uri().path(), "/people/ann/friends/$ref");
    assert_eq!(ann.friends_collection().list().into_http().unwrap().0.uri().path(), "/people/ann/friends");
    assert_eq!(ann.friends_collection().create().into_http().unwrap().0.method(), "POST");
}

#[test]
fn a_cast_and_an_alternate_key_lead_to_what_is_related_as_before() {
    let service = Service::new("https://example.com").unwrap();
    let ann: Entity<Person> = service.resource("people").property("ann").into();

    assert_eq!(related(&ann.friends("bo").as_guide()), "/people/ann/friends('bo')/ns.guide");
    assert_eq!(related(&ann.friends_collection().by_mail("b@c")), "/people/ann/friends(mail='b@c')");
    let guides = ann.friends_collection().as_guide();
    assert_eq!(related(&guides.by_mail("b@c")), "/people/ann/friends/ns.guide(mail='b@c')");
}

/// A value of a primitive or enumeration type has no builder: what it offers is called from what has the property.
#[test]
fn an_operation_of_a_value_is_called_at_the_path_of_its_property() {
    let service = Service::new("https://example.com").unwrap();
    let ann: Entity<Person> = service.resource("people").property("ann").into();

    let lift = ann.mood_lift(2).into_http().unwrap().0;
    assert_eq!((lift.method().as_str(), lift.uri().path()), ("POST", "/people/ann/mood/ns.lift"));
    assert_eq!(lift.body().as_ref(), br#"{"by":2}"#);
    let join = ann.friends("bo").nicknames_join("or").into_http().unwrap().0;
    assert_eq!(join.method(), "GET");
    assert_eq!(join.uri().path(), "/people/ann/friends('bo')/nicknames/ns.join(by='or')");
}

/// What is contained belongs to the entity, however that was reached.
#[test]
fn what_a_related_entity_contains_is_deleted() {
    let service = Service::new("https://example.com").unwrap();
    let ann: Entity<Person> = service.resource("people").property("ann").into();

    let note = ann.friends("bo").notes("n");
    let replaced = note.put().into_http().unwrap().0;
    assert_eq!((replaced.method().as_str(), replaced.uri().path()), ("PUT", "/people/ann/friends('bo')/notes('n')"));
    let note_itself = Person { additional: Additional::NONE };
    assert_eq!(note.put_with(&note_itself).into_http().unwrap().0.method(), "PUT");
    assert_eq!(note.delete().into_http().unwrap().0.method(), "DELETE");
    assert_eq!(ann.as_guide().delete().into_http().unwrap().0.uri().path(), "/people/ann/ns.guide");
}
