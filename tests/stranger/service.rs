//! A service with people, their trips and airlines, much like the well-known sample service, whose metadata loses a property.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tests::server::{Received, Server};

const MIDDLE_NAME: &str = r#"<Property Name="MiddleName" Type="Edm.String"/>"#;

pub const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="Trippin" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EnumType Name="PersonGender">
      <Member Name="Male" Value="0"/><Member Name="Female" Value="1"/><Member Name="Unknown" Value="2"/>
    </EnumType>
    <ComplexType Name="City">
      <Property Name="Name" Type="Edm.String"/><Property Name="CountryRegion" Type="Edm.String"/>
    </ComplexType>
    <EntityType Name="Person">
      <Key><PropertyRef Name="UserName"/></Key>
      <Property Name="UserName" Type="Edm.String" Nullable="false"/>
      <Property Name="FirstName" Type="Edm.String" Nullable="false"/>
      <Property Name="LastName" Type="Edm.String"/>
      <Property Name="MiddleName" Type="Edm.String"/>
      <Property Name="Gender" Type="Trippin.PersonGender" Nullable="false"/>
      <Property Name="Home" Type="Trippin.City"/>
      <NavigationProperty Name="Trips" Type="Collection(Trippin.Trip)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="Trip">
      <Key><PropertyRef Name="TripId"/></Key>
      <Property Name="TripId" Type="Edm.Int32" Nullable="false"/>
      <Property Name="Name" Type="Edm.String"/>
      <Property Name="StartsAt" Type="Edm.DateTimeOffset"/>
    </EntityType>
    <EntityType Name="Airline">
      <Key><PropertyRef Name="AirlineCode"/></Key>
      <Property Name="AirlineCode" Type="Edm.String" Nullable="false"/>
    </EntityType>
    <EntityContainer Name="Container">
      <EntitySet Name="People" EntityType="Trippin.Person"/>
      <EntitySet Name="Airlines" EntityType="Trippin.Airline"/>
    </EntityContainer>
  </Schema>
</edmx:DataServices></edmx:Edmx>
"#;

const PEOPLE: &str =
    r#"{"value": [{"UserName": "scott", "FirstName": "Scott", "LastName": "Ketchum", "Gender": "Male"}]}"#;

pub struct Service {
    server: Server,
    has_middle_name: Arc<AtomicBool>,
}

impl Service {
    pub fn start() -> Self {
        let has_middle_name = Arc::new(AtomicBool::new(true));
        let has = Arc::clone(&has_middle_name);
        let server = Server::start_with(move |_, request, stream| answer(request, has.load(Ordering::SeqCst), stream));
        Self { server: server.unwrap(), has_middle_name }
    }

    pub fn root(&self) -> String {
        format!("http://{}/svc", self.server.address())
    }

    pub fn metadata_url(&self) -> String {
        format!("{}/$metadata", self.root())
    }

    /// The next metadata has one property less.
    pub fn remove_property(&self) {
        self.has_middle_name.store(false, Ordering::SeqCst);
    }
}

fn answer(request: &Received, has_middle_name: bool, stream: &mut impl Write) -> io::Result<()> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let (status, media_type, body) = match path {
        "/svc/$metadata" if has_middle_name => (200, "application/xml", METADATA.to_owned()),
        "/svc/$metadata" => (200, "application/xml", METADATA.replace(MIDDLE_NAME, "")),
        "/svc/People" if query.replace("%27", "'").contains("startswith(FirstName,'S')") => {
            (200, "application/json", PEOPLE.to_owned())
        }
        _ => (404, "text/plain", format!("there is no {}", request.target)),
    };
    write!(
        stream,
        "HTTP/1.1 {status} Test\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}
