//! Crates of which every text is an attack, and their twins, in which each is a word.

use std::fmt::Write as _;

use odata_codegen::{Error, Output, Source, manifest::toml_string};
use tests::project;

/// A text for an attribute: what XML would take as its own is a reference.
fn xml(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '&' | '<' | '>' | '"') || c.is_control() {
            let _ = write!(escaped, "&#{};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// All texts that annotations and facets hold.
fn said(text: &str) -> String {
    let text = xml(text);
    format!(
        "<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/>\
         <Annotation Term=\"Org.OData.Core.V1.LongDescription\" String=\"{text}\"/>\
         <Annotation Term=\"Org.OData.Core.V1.Revisions\"><Collection><Record>\
         <PropertyValue Property=\"Kind\" EnumMember=\"Org.OData.Core.V1.RevisionKind/Deprecated\"/>\
         <PropertyValue Property=\"Description\" String=\"{text}\"/></Record></Collection></Annotation>"
    )
}

fn restricted(text: &str) -> String {
    let text = xml(text);
    let restriction = |term: &str| {
        format!(
            "<Annotation Term=\"Org.OData.Capabilities.V1.{term}Restrictions\"><Record>\
             <PropertyValue Property=\"Description\" String=\"{text}\"/>\
             <PropertyValue Property=\"Permissions\"><Collection><Record>\
             <PropertyValue Property=\"SchemeName\" String=\"{text}\"/>\
             <PropertyValue Property=\"Scopes\"><Collection><Record>\
             <PropertyValue Property=\"Scope\" String=\"{text}\"/></Record></Collection></PropertyValue>\
             </Record></Collection></PropertyValue></Record></Annotation>"
        )
    };
    ["Read", "Insert", "Update", "Delete"].map(restriction).concat()
}

/// Everything that has a name, with that name and a text.
fn declared(index: usize, name: &str, text: &str) -> String {
    let (name, said, restricted, facet) = (xml(name), said(text), restricted(text), xml(text));
    format!(
        "<EntityType Name=\"{name}\" OpenType=\"true\">\
         <Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\
         <Property Name=\"{name}\" Type=\"Edm.Decimal\" DefaultValue=\"{facet}\" MaxLength=\"{facet}\" Precision=\"{facet}\" \
         Scale=\"{facet}\" SRID=\"{facet}\" Unicode=\"{facet}\">{said}</Property>\
         <NavigationProperty Name=\"n {name}\" Type=\"Collection(Case.{name})\">{said}</NavigationProperty>{said}</EntityType>\
         <EntityType Name=\"D {name}\" BaseType=\"Case.{name}\"/>\
         <EnumType Name=\"E {name}\"><Member Name=\"{name}\">{said}</Member>{said}</EnumType>\
         <EnumType Name=\"F {name}\" IsFlags=\"true\"><Member Name=\"{name}\" Value=\"1\">{said}</Member></EnumType>\
         <ComplexType Name=\"C {name}\"><Property Name=\"{name}\" Type=\"Edm.String\">{said}</Property>\
         <Property Name=\"e\" Type=\"Case.E {name}\"/></ComplexType>\
         <Action Name=\"A {name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Case.{name}\"/>\
         <Parameter Name=\"{name}\" Type=\"Edm.String\">{said}</Parameter>{said}</Action>\
         <EntityContainer Name=\"unused{index}\"/>\
         <Annotations Target=\"Case.Container/{name}\">{said}{restricted}</Annotations>"
    )
}

/// A crate in which the names and texts stand everywhere.
///
/// # Errors
///
/// The generator refuses.
pub fn generate(package: &str, namespace: &str, names: &[String], texts: &[String]) -> Result<Output, Error> {
    let pairs = names.iter().zip(texts).enumerate();
    let types: String = pairs.map(|(index, (name, text))| declared(index, name, text)).collect();
    let set = |name: String| format!("<EntitySet Name=\"{name}\" EntityType=\"Case.{name}\"/>");
    let sets = names.iter().map(|name| set(xml(name))).collect::<Vec<_>>().concat();
    let (first, namespace) = (xml(&texts[0]), xml(namespace));
    let csdl = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\
         <edmx:Reference Uri=\"{first}\"><edmx:Include Namespace=\"{first}\"/></edmx:Reference><edmx:DataServices>\
         <Schema Namespace=\"Case\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}\
         <EntityContainer Name=\"Container\">{sets}</EntityContainer></Schema>\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"T\"/></Schema>\
         </edmx:DataServices></edmx:Edmx>"
    );
    let cloud = |(index, text): (usize, &String)| {
        let text = toml_string(text);
        format!(
            "[[service.cloud]]\nname = \"Cloud{index}\"\ntitle = {text}\nroot = \"https://a{index}.example\"\nscope = {text}\n"
        )
    };
    let clouds = texts.iter().enumerate().map(cloud).collect::<Vec<_>>().concat();
    let title = toml_string(&texts.concat());
    let manifest = Source {
        name: String::from("codegen.toml"),
        text: format!(
            "roots = [\"*\"]\n[crate]\nname = \"{package}\"\npath = \".\"\ninherit = true\n[source]\ncsdl = \"a.csdl\"\nurl = {title}\n\
             [service]\ntitle = {title}\nnamespace = \"Case\"\n{clouds}"
        ),
    };
    project::everything(package, vec![Source { name: String::from("a.csdl"), text: csdl }], Vec::new(), Some(manifest))
}
