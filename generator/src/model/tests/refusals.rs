//! What is wrong with metadata, and where.

use super::{refuse, refuse_file};
use crate::source::Source;

#[test]
fn several_problems_are_told_in_one_run() {
    assert_eq!(
        refuse(
            r#"<EntityType Name="t" BaseType="s.u">
<Key><PropertyRef Name="nmae"/></Key>
<Property Name="name" Type="Edm.Strin"/>
<Property Name="name" Type="Edm.String"/>
<NavigationProperty Name="n" Type="Edm.String"/>
</EntityType>
<EntityType Name="u" BaseType="s.t"/>"#
        ),
        r#"warning[CSDL202]: `name` is declared twice in `t`, with another `Type`: the first declaration counts
 --> in.xml:7:17
  |
7 | <Property Name="name" Type="Edm.String"/>
  |                 ^^^^
  |
 ::: in.xml:6:17
  |
6 | <Property Name="name" Type="Edm.Strin"/>
  |                 ---- first declared here
  |
  = note: see CSDL XML 4.01, section 3.2

error[CSDL204]: there is no type `Edm.Strin`
 --> in.xml:6:29
  |
6 | <Property Name="name" Type="Edm.Strin"/>
  |                             ^^^^^^^^^
  |
  = note: see CSDL XML 4.01, section 3.3
  = help: did you mean `Edm.String`?

error[CSDL303]: `Edm.String` is no entity type
 --> in.xml:8:36
  |
8 | <NavigationProperty Name="n" Type="Edm.String"/>
  |                                    ^^^^^^^^^^ a navigation property leads to an entity type
  |
  = note: see CSDL XML 4.01, section 8.1
  = help: a `Property` holds any other type

error[CSDL302]: `shop.v1.t` is its own base type
 --> in.xml:4:32
  |
4 | <EntityType Name="t" BaseType="s.u">
  |                                ^^^ base types may not form a cycle
  |
  = note: see CSDL XML 4.01, sections 6.1 and 9.1

error[CSDL402]: the key names no property `nmae`
 --> in.xml:5:25
  |
5 | <Key><PropertyRef Name="nmae"/></Key>
  |                         ^^^^ a property of `shop.v1.t`
  |
  = note: see CSDL XML 4.01, section 6.5
  = help: did you mean `name`?"#
    );
}

#[test]
fn missing_attributes_are_collected() {
    assert_eq!(
        refuse("<EnumType>\n<Member Value=\"1\"/>\n</EnumType>"),
        r#"error[CSDL104]: `EnumType` has no `Name`
 --> in.xml:4:1
  |
4 | <EnumType>
  | ^^^^^^^^^^ `Name="..."` is required
  |
  = note: see CSDL XML 4.01, its XML Schema

error[CSDL104]: `Member` has no `Name`
 --> in.xml:5:1
  |
5 | <Member Value="1"/>
  | ^^^^^^^^^^^^^^^^^^^ `Name="..."` is required
  |
  = note: see CSDL XML 4.01, its XML Schema"#
    );
}

#[test]
fn values_out_of_range_are_refused() {
    assert_eq!(
        refuse(r#"<EnumType Name="e"><Member Name="a" Value="99999999999999999999"/></EnumType>"#),
        r#"error[CSDL502]: `99999999999999999999` is no value of an enumeration
 --> in.xml:4:44
  |
4 | <EnumType Name="e"><Member Name="a" Value="99999999999999999999"/></EnumType>
  |                                            ^^^^^^^^^^^^^^^^^^^^ an integer of 64 bits
  |
  = note: see CSDL XML 4.01, section 10.3"#
    );
}

#[test]
fn malformed_xml_is_located() {
    assert_eq!(
        refuse("<EntityType Name=\"t\">\n</ComplexType>"),
        r"error[CSDL002]: malformed XML: expected `</EntityType>`, but `</ComplexType>` was found
 --> in.xml:5:1
  |
5 | </ComplexType>
  | ^^^^^^^^^^^^^^
  |
  = note: see XML 1.0, section 2.1"
    );
}

#[test]
fn other_files_are_told_by_what_they_are() {
    assert_eq!(
        refuse_file(r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"/>"#),
        r#"error[CSDL103]: the version says `4.0`, but the namespace is that of OData V1 to V3
 --> in.xml:1:1
  |
1 | <edmx:Edmx Version="4.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"/>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: see CSDL XML 4.01, section 2.2
  = help: the metadata of OData V1 to V3 is another language; ask the service for its V4 metadata"#
    );
    let first_line = |text| refuse_file(text).lines().next().map(str::to_owned).unwrap_or_default();
    assert_eq!(first_line(""), "error[CSDL001]: the file is empty");
    assert_eq!(first_line("{}"), "error[CSDL001]: this is not XML");
    assert_eq!(first_line("<!DOCTYPE html><html/>"), "error[CSDL004]: a document type declaration is refused");
    assert_eq!(first_line("<Annotations/>"), "error[CSDL101]: the root is `Annotations`, not `Edmx`");
    let bytes = Source::from_bytes("in.xml", b"<\xff>").expect_err("not UTF-8");
    assert!(bytes.to_string().starts_with("error[CSDL006]: in.xml is not UTF-8: byte 1 begins no character"));
}

#[test]
fn expressions_have_a_depth() {
    let deep = format!("<Annotations Target=\"s.t\"><Annotation Term=\"x.y\">{}", "<Collection>\n".repeat(70));
    assert!(refuse(&deep).starts_with("error[CSDL005]: expressions are nested more than 64 deep\n  --> in.xml:68:1\n"));
}
