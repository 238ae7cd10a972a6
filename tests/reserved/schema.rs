//! Schemas made of names.

use std::fmt::Write as _;

use odata_codegen::{Output, Source};
use tests::project;

/// Every kind of item once, with names that no one else gives.
pub const NEUTRAL: &str = r#"<Schema Namespace="Zz" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="zzEntity" OpenType="true">
      <Key><PropertyRef Name="zzKey"/></Key><Property Name="zzKey" Type="Edm.String" Nullable="false"/>
      <Property Name="zzText" Type="Edm.String"/><Property Name="zzComplex" Type="Zz.zzComplex"/>
      <Property Name="zzEnum" Type="Zz.zzEnum"/><Property Name="zzFlags" Type="Zz.zzFlags"/>
      <Property Name="zzStream" Type="Edm.Stream"/>
      <NavigationProperty Name="zzMany" Type="Collection(Zz.zzEntity)"/>
    </EntityType>
    <EntityType Name="zzDerived" BaseType="Zz.zzEntity"><Property Name="zzMore" Type="Edm.String"/></EntityType>
    <ComplexType Name="zzComplex" OpenType="true"><Property Name="zzPart" Type="Edm.String"/></ComplexType>
    <EnumType Name="zzEnum"><Member Name="zzOne"/></EnumType>
    <EnumType Name="zzFlags" IsFlags="true"><Member Name="zzOne" Value="1"/></EnumType>
    <Action Name="zzAction" IsBound="true">
      <Parameter Name="zzIt" Type="Zz.zzEntity"/>
      <Parameter Name="zzRequired" Type="Edm.String" Nullable="false"/>
      <Parameter Name="zzOptional" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter>
    </Action>
    <Function Name="zzFunction" IsBound="true"><Parameter Name="zzIt" Type="Collection(Zz.zzEntity)"/>
      <Parameter Name="zzRequired" Type="Edm.String" Nullable="false"/><ReturnType Type="Edm.Int32"/></Function>
    <EntityContainer Name="ZzContainer"><EntitySet Name="zzSet" EntityType="Zz.zzEntity"/></EntityContainer>
  </Schema>"#;

/// One entity, for crates of which only the client matters.
pub fn small() -> String {
    String::from(
        r#"<Schema Namespace="Small" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="Thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityContainer Name="Container"><EntitySet Name="things" EntityType="Small.Thing"/></EntityContainer></Schema>"#,
    )
}

/// The crate of schemas, with a feature for each resource and a cloud.
pub fn generate(name: &str, client: &str, schemas: &str) -> Output {
    let manifest = format!(
        "roots = [\"*\"]\n[crate]\nname = \"{name}\"\npath = \".\"\nclient = \"{client}\"\nfeatures = true\ninherit = true\n\
         [source]\ncsdl = \"metadata.csdl\"\n\
         [[service.cloud]]\nname = \"Global\"\ntitle = \"Global\"\nroot = \"https://example.org\"\nscope = \"scope\"\n"
    );
    let text = format!(
        "<edmx:Edmx Version=\"4.01\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{schemas}\
         </edmx:DataServices></edmx:Edmx>"
    );
    let source = |name: &str, text| Source { name: name.to_owned(), text };
    let manifest = source("codegen.toml", manifest);
    let output = project::everything(name, vec![source("metadata.csdl", text)], Vec::new(), Some(manifest));
    output.map_err(|error| error.to_string()).unwrap()
}

/// Clippy wants short functions, and some of a type have a line for each of its members.
const MEMBERS: usize = 45;

/// Clippy wants few parameters.
const PARAMETERS: usize = 5;

/// Names in groups, neighbours apart: clippy wants the parameters of a method not to be similar.
fn groups<'n>(names: &'n [&'n str], size: usize) -> impl Iterator<Item = (usize, Vec<&'n str>)> {
    let count = names.len().div_ceil(size);
    (0..count).map(move |group| (group, names.iter().skip(group).step_by(count).copied().collect()))
}

/// Schemas that give every name in every position.
pub fn every(names: &[&str]) -> String {
    let mut text = String::from("<Schema Namespace=\"Case\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
    let mut entities = Vec::new();
    for (group, names) in groups(names, MEMBERS) {
        types(&mut text, &mut entities, group, &names);
    }
    keys(&mut text, &mut entities, names);
    operations(&mut text, names);
    entities.push(String::from("Caller"));
    text.push_str("<EntityContainer Name=\"Container\">");
    for name in names {
        let _ = write!(text, "<EntitySet Name=\"{name}\" EntityType=\"Case.Caller\"/>");
    }
    for name in entities {
        let _ = write!(text, "<EntitySet Name=\"Set{name}\" EntityType=\"Case.{name}\"/>");
    }
    text.push_str("</EntityContainer></Schema>");
    // A namespace of each name, with a type of that name.
    for (index, name) in names.iter().enumerate() {
        let item = match index % 3 {
            0 => format!("<ComplexType Name=\"{name}\">{}</ComplexType>", property("text", "Edm.String")),
            1 => format!("<EnumType Name=\"{name}\"><Member Name=\"one\"/></EnumType>"),
            _ => format!("<EnumType Name=\"{name}\" IsFlags=\"true\"><Member Name=\"one\" Value=\"1\"/></EnumType>"),
        };
        let _ = write!(
            text,
            "<Schema Namespace=\"Case.{name}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{item}</Schema>"
        );
    }
    text
}

fn property(name: &str, ty: &str) -> String {
    format!("<Property Name=\"{name}\" Type=\"{ty}\"/>")
}

fn entity(name: &str, attributes: &str, members: &str) -> String {
    format!(
        "<EntityType Name=\"{name}\" {attributes}><Key><PropertyRef Name=\"keyOfIt\"/></Key>\
         <Property Name=\"keyOfIt\" Type=\"Edm.String\" Nullable=\"false\"/>{members}</EntityType>"
    )
}

/// Types with members of these names, and types of these names.
fn types(text: &mut String, entities: &mut Vec<String>, group: usize, names: &[&str]) {
    let all = |member: &dyn Fn(&str) -> String| names.iter().map(|name| member(name)).collect::<String>();
    let properties = |ty: &str| all(&|name| property(name, ty));
    let navigation = |ty: &str| all(&|name| format!("<NavigationProperty Name=\"{name}\" Type=\"{ty}\"/>"));
    let holder = format!("Case.Holder{group}");
    let place = format!("Case.Place{group}");
    let types = [
        ("Holder", "OpenType=\"true\"", properties("Edm.String")),
        ("Outer", "", properties(&format!("Case.Inner{group}"))),
        ("Located", "", properties(&place)),
        ("Streams", "HasStream=\"true\"", properties("Edm.Stream")),
        ("Ways", "", navigation(&holder)),
        ("ManyWays", "", navigation(&format!("Collection({holder})"))),
        ("Base", "", String::new()),
    ];
    for (name, attributes, members) in types {
        let name = format!("{name}{group}");
        text.push_str(&entity(&name, attributes, &members));
        entities.push(name);
    }
    let complex = [
        ("Inner", properties("Edm.String")),
        ("Middle", properties(&format!("Case.Inner{group}"))),
        (
            "Place",
            property("middle", &format!("Case.Middle{group}"))
                + &format!("<NavigationProperty Name=\"holder\" Type=\"{holder}\"/>"),
        ),
    ];
    for (name, members) in complex {
        let _ = write!(text, "<ComplexType Name=\"{name}{group}\">{members}</ComplexType>");
    }
    // Each is a variant of the union, and a cast leads to it.
    text.push_str(&all(&|name| {
        format!(
            "<EntityType Name=\"{name}\" BaseType=\"Case.Base{group}\">{}</EntityType>",
            property("more", "Edm.Int32")
        )
    }));
    let members = all(&|name| format!("<Member Name=\"{name}\"/>"));
    let _ = write!(text, "<EnumType Name=\"Kind{group}\">{members}</EnumType>");
    let members = names.iter().enumerate();
    let members = members.map(|(bit, name)| format!("<Member Name=\"{name}\" Value=\"{}\"/>", 1_u64 << bit));
    let members: String = members.collect();
    let _ = write!(
        text,
        "<EnumType Name=\"Marks{group}\" IsFlags=\"true\" UnderlyingType=\"Edm.Int64\">{members}</EnumType>"
    );
}

/// Keys of these names, and alternate keys.
fn keys(text: &mut String, entities: &mut Vec<String>, names: &[&str]) {
    for (group, names) in groups(names, PARAMETERS) {
        let part = |name: &&str| format!("<Property Name=\"{name}\" Type=\"Edm.String\" Nullable=\"false\"/>");
        let parts: String = names.iter().map(part).collect();
        let reference = |name: &&str| format!("<PropertyRef Name=\"{name}\"/>");
        let references: String = names.iter().map(reference).collect();
        let _ = write!(text, "<EntityType Name=\"Key{group}\"><Key>{references}</Key>{parts}</EntityType>");
        let mut annotation = String::from("<Annotation Term=\"Org.OData.Core.V1.AlternateKeys\"><Collection>");
        for name in &names {
            let _ = write!(
                annotation,
                "<Record><PropertyValue Property=\"Key\"><Collection><Record>\
                 <PropertyValue Property=\"Name\" PropertyPath=\"{name}\"/></Record></Collection></PropertyValue></Record>"
            );
        }
        annotation.push_str("</Collection></Annotation>");
        text.push_str(&entity(&format!("Alternate{group}"), "", &(parts + &annotation)));
        entities.extend([format!("Key{group}"), format!("Alternate{group}")]);
    }
}

/// Operations of these names on an entity and on a collection, and operations with parameters of these names.
fn operations(text: &mut String, names: &[&str]) {
    const OPTIONAL: &str = "<Annotation Term=\"Org.OData.Core.V1.OptionalParameter\"/>";
    text.push_str(&entity("Caller", "", ""));
    let parameter = |name: &str, more: &str| {
        format!("<Parameter Name=\"{name}\" Type=\"Edm.String\" Nullable=\"false\">{more}</Parameter>")
    };
    let bound = |element: &str, name: &str, to: &str, parameters: &str| {
        let result = if element == "Function" { "<ReturnType Type=\"Edm.Int32\"/>" } else { "" };
        format!(
            "<{element} Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"bindingOfIt\" Type=\"{to}\"/>\
             {parameters}{result}</{element}>"
        )
    };
    for name in names {
        text.push_str(&bound("Action", name, "Case.Caller", ""));
        text.push_str(&bound("Function", name, "Collection(Case.Caller)", &parameter(name, "")));
    }
    for (element, prefix) in [("Action", "every"), ("Function", "ask")] {
        for (group, names) in groups(names, PARAMETERS) {
            let required: String = names.iter().map(|name| parameter(name, "")).collect();
            text.push_str(&bound(element, &format!("{prefix}Required{group}"), "Case.Caller", &required));
        }
        let optional: String = names.iter().map(|name| parameter(name, OPTIONAL)).collect();
        text.push_str(&bound(element, &format!("{prefix}Optional"), "Case.Caller", &optional));
    }
}
