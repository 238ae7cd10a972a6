//! What the checks find in a crate that says what is not so.

use std::fmt::Write as _;

use odata_codegen::{File, Source};
use tests::project;

use crate::{emitted::Emitted, forbidden, offered};

const CLIENT: &str = r#"
odata_runtime::methods! {
    impl Client;
    entity_set "Rooms": rooms(id: &str) -> crate::requests::RoomRequestBuilder,
        rooms_collection -> crate::requests::RoomCollectionRequestBuilder;
}
"#;

const ROOM: &str = r#"
/// # `get`
///
/// `GET /Rooms({Id})`<br>
/// `GET /Rooms({Floor},{Id})`<br>
/// `GET /Rooms({Id})/Next`<br>
/// `GET /Rooms({Id})/Previous`<br>
/// `GET /Rooms({Id})/Guests({Id})`
///
/// # `patch`
///
/// `PATCH /Rooms({Id})/Next`<br>
/// `POST /Rooms({Id})`
///
/// # `delete`
///
/// `DELETE /Rooms({Id})`
pub type RoomRequestBuilder<A = crate::Owned> = crate::Entity<crate::models::Room, A>;

impl crate::Readable for crate::models::Room { type Output = crate::models::Room; }
impl crate::Updatable for crate::models::Room {}
impl crate::Replaceable for crate::models::Room {}

odata_runtime::methods! {
    impl crate::Entity<crate::models::Room, A> where A;

    navigation "Next": next() -> crate::requests::RoomRequestBuilder<crate::Referenced>;
    navigation "Guests": guests(id: &str) -> crate::requests::GuestRequestBuilder,
        guests_collection -> crate::requests::GuestCollectionRequestBuilder;

    /// `GET /Rooms({Id})/ns.Rate(Nights={Nights},Guests={Guests})`
    function "ns.Rate": rate(nights "Nights": Scalar(i32)) -> odata_runtime::requests::Single<f64>;

    /// `GET /Rooms({Id})/ns.Clean`
    action "ns.Clean": clean() -> ();

    /// `POST /Rooms/ns.Lock`
    action "ns.Lock": lock() -> ();
}

/// # `list`
///
/// `GET /Rooms`
pub type RoomCollectionRequestBuilder<A = crate::Owned> = crate::Collection<crate::models::Room, A>;

impl crate::Listable for crate::models::Room { type Item = crate::models::Room; }
"#;

/// Guests are reached by nothing but their room, and no builder of their collection is there.
const GUEST: &str = "
pub type GuestRequestBuilder<A = crate::Owned> = crate::Entity<crate::models::Guest, A>;
impl crate::Readable for crate::models::Guest { type Output = crate::models::Guest; }
";

/// Nothing leads to bills but the results of functions.
const BILL: &str = "
pub type BillRequestBuilder<A = crate::Owned> = crate::Entity<crate::models::Bill, A>;
impl crate::Readable for crate::models::Bill { type Output = crate::models::Bill; }
";

fn emitted(files: &[(&str, &str)]) -> Emitted {
    let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
    Emitted::read(&files.iter().map(file).collect::<Vec<_>>())
}

#[test]
fn what_no_method_sends_is_found() {
    let files = [
        ("src/client.rs", CLIENT),
        ("src/requests/room.rs", ROOM),
        ("src/requests/guest.rs", GUEST),
        ("src/requests/bill.rs", BILL),
    ];
    let faults: Vec<String> = offered::faults(&emitted(&files));
    insta::assert_snapshot!(faults.join("\n").replace("crate::requests::", ""), @r#"
    GuestRequestBuilder: no path is listed for `get`
    RoomRequestBuilder: GET /Rooms({Floor},{Id}): no method of the client leads to Segment { name: "Rooms", key: Some(["Floor", "Id"]) }
    RoomRequestBuilder: GET /Rooms({Id})/Previous: RoomRequestBuilder has no way to Previous
    RoomRequestBuilder: GET /Rooms({Id})/Guests({Id}): the path leads to GuestRequestBuilder
    RoomRequestBuilder: PATCH /Rooms({Id})/Next: the path leads to what is changed elsewhere
    RoomRequestBuilder: POST /Rooms({Id}): `patch` does not send it
    RoomRequestBuilder: DELETE /Rooms({Id}): there is no method `delete`
    RoomRequestBuilder: GET /Rooms({Id})/ns.Rate(Nights={Nights},Guests={Guests}): the method takes {"Nights"}
    RoomRequestBuilder: GET /Rooms({Id})/ns.Clean: the method does not send GET
    RoomRequestBuilder: POST /Rooms/ns.Lock: the path leads to RoomCollectionRequestBuilder
    RoomRequestBuilder: no path is listed for `put`
    "#);
}

/// A crate that lists requests for the methods `get`, `patch`, `put`, `delete`, and of a collection `list`, `create`.
fn listing(requests: &[&str]) -> Emitted {
    let mut text = String::new();
    for (number, request) in requests.iter().enumerate() {
        let (method, request) = request.split_once(": ").unwrap();
        let _ = write!(
            text,
            "/// # `{method}`\n///\n/// `{request}`\npub type B{number:02}<A> = crate::Entity<Unmodeled, A>;\n"
        );
    }
    emitted(&[("src/requests/all.rs", &text)])
}

/// The metadata of a hotel with annotations.
fn hotel(of_rooms: &str, out_of_line: &str) -> Source {
    let text = format!(
        r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="c.xml"><edmx:Include Namespace="Org.OData.Capabilities.V1" Alias="Cap" /></edmx:Reference>
  <edmx:DataServices><Schema Namespace="Hotel" Alias="H" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="Room">
      <Key><PropertyRef Name="Id" /></Key>
      <Property Name="Id" Type="Edm.String" Nullable="false" />
      <NavigationProperty Name="Next" Type="H.Room" />
      <NavigationProperty Name="Guests" Type="Collection(H.Guest)" ContainsTarget="true" />
    </EntityType>
    <EntityType Name="Suite" BaseType="H.Room" />
    <EntityType Name="Guest">
      <Key><PropertyRef Name="Id" /></Key>
      <Property Name="Id" Type="Edm.String" Nullable="false" />
      <NavigationProperty Name="Bill" Type="H.Bill" ContainsTarget="true" />
    </EntityType>
    <EntityType Name="Bill" />
    <EntityContainer Name="All">
      <EntitySet Name="Rooms" EntityType="H.Room">{of_rooms}</EntitySet>
      <EntitySet Name="Attics" EntityType="H.Room" />
    </EntityContainer>
    {out_of_line}
  </Schema></edmx:DataServices>
</edmx:Edmx>"#
    );
    Source { name: String::from("hotel.csdl"), text }
}

/// What the hotel's metadata forbids of these requests.
fn refused(of_rooms: &str, out_of_line: &str, requests: &[&str]) -> String {
    forbidden(&[hotel(of_rooms, out_of_line)], &[], &listing(requests)).join("\n")
}

/// The paths of the hotel's crate that documentation lists for reading an entity or a collection.
fn reads(of_rooms: &str, out_of_line: &str) -> String {
    let output = project::everything("hotel", vec![hotel(of_rooms, out_of_line)], Vec::new(), None).unwrap();
    let emitted = Emitted::read(&output.files);
    let reads = emitted.requests().filter(|listed| listed.verb == "GET").map(|listed| &*listed.path);
    reads.collect::<Vec<_>>().join("\n")
}

fn says(term: &str, property: &str, value: &str) -> String {
    format!(
        r#"<Annotation Term="Cap.{term}"><Record><PropertyValue Property="{property}" {value} /></Record></Annotation>"#
    )
}

#[test]
fn what_a_set_refuses_is_found() {
    let of_rooms = [
        says("ReadRestrictions", "Readable", r#"Bool="false""#),
        says("InsertRestrictions", "Insertable", r#"Bool="false""#),
        says("DeleteRestrictions", "Deletable", r#"Path="IsFree""#),
        says("UpdateRestrictions", "UpdateMethod", r#"EnumMember="Cap.HttpMethod/PUT""#),
    ];
    let requests = [
        "get: GET /Rooms({Id})",
        "list: GET /Rooms",
        "list: GET /Rooms/Hotel.Suite",
        "list: GET /Attics",
        "create: POST /Rooms",
        "create: POST /Attics",
        "delete: DELETE /Rooms({Id})",
        "patch: PATCH /Rooms({Id})",
        "put: PUT /Rooms({Id})",
        "patch: PATCH /Attics({Id})",
        "put: PUT /Attics({Id})",
        "get: GET /Attics",
        "get: GET /Cellars",
    ];
    insta::assert_snapshot!(refused(&of_rooms.concat(), "", &requests), @r#"
    GET /Rooms({Id}): Readable is false
    GET /Rooms: Readable is false
    GET /Rooms/Hotel.Suite: Readable is false
    POST /Rooms: Insertable is false
    PATCH /Rooms({Id}): UpdateMethod is not PATCH
    PUT /Attics({Id}): UpdateMethod is not PUT
    GET /Attics: the path is of several
    GET /Cellars: the metadata has no Cellars there
    "#);
}

#[test]
fn the_most_special_statement_counts() {
    let no = says("DeleteRestrictions", "Deletable", r#"Bool="false""#);
    let yes = says("DeleteRestrictions", "Deletable", r#"Bool="true""#);
    let out_of_line = format!(
        r#"<Annotations Target="H.Room/Guests">{no}</Annotations>
        <Annotations Target="H.All/Attics/Guests">{yes}</Annotations>
        <Annotations Target="H.Suite">{no}</Annotations>
        <Annotations Target="H.All/Attics/H.Suite/Next">{no}</Annotations>"#
    );
    let requests = [
        "delete: DELETE /Rooms({Id})",
        "delete: DELETE /Rooms({Id})/Hotel.Suite",
        "delete: DELETE /Rooms({Id})/Guests({Id})",
        "delete: DELETE /Attics({Id})/Guests({Id})",
        "delete: DELETE /Attics({Id})/Hotel.Suite/Guests({Id})",
        "delete: DELETE /Attics({Id})/Next",
        "delete: DELETE /Attics({Id})/Hotel.Suite/Next",
    ];
    insta::assert_snapshot!(refused("", &out_of_line, &requests), @r#"
    DELETE /Rooms({Id})/Hotel.Suite: Deletable is false
    DELETE /Rooms({Id})/Guests({Id}): Deletable is false
    DELETE /Attics({Id})/Hotel.Suite/Next: Deletable is false
    "#);
}

#[test]
fn restricted_properties_and_navigability_are_found() {
    let of_rooms = r#"<Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions"><Record>
      <PropertyValue Property="Navigability" EnumMember="Cap.NavigationType/None" />
      <PropertyValue Property="RestrictedProperties"><Collection>
        <Record>
          <PropertyValue Property="NavigationProperty" NavigationPropertyPath="Guests" />
          <PropertyValue Property="Navigability"><EnumMember>Cap.NavigationType/Recursive</EnumMember></PropertyValue>
          <PropertyValue Property="IndexableByKey" Bool="false" />
          <PropertyValue Property="InsertRestrictions">
            <Record><PropertyValue Property="Insertable"><Bool>false</Bool></PropertyValue></Record>
          </PropertyValue>
        </Record>
      </Collection></PropertyValue>
    </Record></Annotation>"#;
    let single = says("NavigationRestrictions", "Navigability", r#"EnumMember="Cap.NavigationType/Single""#);
    let out_of_line = format!(
        r#"<Annotations Target="H.All/Attics/Next">{single}</Annotations>
        <Annotations Target="H.All/Attics"><Annotation Term="Cap.IndexableByKey" Bool="false" /></Annotations>"#
    );
    let requests = [
        "get: GET /Rooms({Id})/Next",
        "list: GET /Rooms({Id})/Guests",
        "create: POST /Rooms({Id})/Guests",
        "get: GET /Rooms({Id})/Guests({Id})",
        "get: GET /Attics({Id})",
        "list: GET /Attics",
    ];
    let mut found = refused(of_rooms, &out_of_line, &requests);
    // Without the restriction of its key.
    let out_of_line = format!(r#"<Annotations Target="H.All/Attics/Next">{single}</Annotations>"#);
    let requests =
        ["get: GET /Attics({Id})/Next", "get: GET /Attics({Id})/Next/Next", "get: GET /Attics({Id})/Next/Hotel.Suite"];
    found = format!("{found}\n{}", refused("", &out_of_line, &requests));
    insta::assert_snapshot!(found, @r#"
    GET /Rooms({Id})/Next: Next cannot be navigated to
    POST /Rooms({Id})/Guests: Insertable is false
    GET /Rooms({Id})/Guests({Id}): Guests has no key
    GET /Attics({Id}): Attics has no key
    GET /Attics({Id})/Next/Next: a path ends with Next
    "#);
}

#[test]
fn paths_end_where_a_set_allows_navigation_of_one_level() {
    let single = says("NavigationRestrictions", "Navigability", r#"EnumMember="Cap.NavigationType/Single""#);
    insta::assert_snapshot!(reads(&single, ""), @"
    /Attics({Id})/Guests({Id})/Bill
    /Attics({Id})/Guests
    /Rooms({Id})/Guests
    /Attics({Id})/Guests({Id})
    /Rooms({Id})/Guests({Id})
    /Attics
    /Rooms
    /Attics({Id})
    /Rooms({Id})
    /Attics({Id})/Next
    /Rooms({Id})/Next
    /Attics/Hotel.Suite
    /Rooms/Hotel.Suite
    /Attics({Id})/Hotel.Suite
    /Rooms({Id})/Hotel.Suite
    /Attics({Id})/Next/Hotel.Suite
    /Rooms({Id})/Next/Hotel.Suite
    ");
}

#[test]
fn what_holds_for_reading_by_key_does_not_hold_without_one() {
    let by_key = r#"<Annotation Term="Cap.ReadRestrictions"><Record>
      <PropertyValue Property="Readable" Bool="false" />
      <PropertyValue Property="ReadByKeyRestrictions">
        <Record><PropertyValue Property="Readable" Bool="true" /></Record>
      </PropertyValue>
    </Record></Annotation>"#;
    let of_next = format!(r#"<Annotations Target="H.Room/Next">{by_key}</Annotations>"#);
    insta::assert_snapshot!(reads(by_key, &of_next), @"
    /Attics({Id})/Guests({Id})/Bill
    /Rooms({Id})/Guests({Id})/Bill
    /Attics({Id})/Guests
    /Rooms({Id})/Guests
    /Attics({Id})/Guests({Id})
    /Rooms({Id})/Guests({Id})
    /Attics
    /Attics({Id})
    /Rooms({Id})
    /Attics/Hotel.Suite
    /Attics({Id})/Hotel.Suite
    /Rooms({Id})/Hotel.Suite
    ");
}

#[test]
fn no_cast_gives_a_key_where_entities_have_none() {
    let of_things = r#"<Annotation Term="Cap.IndexableByKey" Bool="false" />"#;
    let text = hotel("", "").text.replace(
        "<EntityContainer Name=\"All\">",
        &format!(
            r#"<EntityType Name="Thing" Abstract="true" />
            <EntityType Name="Lamp" BaseType="H.Thing">
              <Key><PropertyRef Name="No" /></Key>
              <Property Name="No" Type="Edm.String" Nullable="false" />
            </EntityType>
            <EntityContainer Name="All">
              <EntitySet Name="Things" EntityType="H.Thing" />
              <EntitySet Name="Losses" EntityType="H.Thing">{of_things}</EntitySet>"#
        ),
    );
    let source = Source { name: String::from("hotel.csdl"), text };
    let output = project::everything("hotel", vec![source], Vec::new(), None).unwrap();
    let lamps = output.files.iter().find(|file| file.path == "src/requests/lamp.rs").unwrap();
    let listed: Vec<&str> = lamps.text.lines().filter(|line| line.contains("GET /")).collect();
    insta::assert_snapshot!(listed.join("\n"), @r"
    /// `GET /Things/Hotel.Lamp({No})`
    /// `GET /Losses/Hotel.Lamp`<br>
    /// `GET /Things/Hotel.Lamp`
    ");
}
