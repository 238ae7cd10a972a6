//! What the front end says of metadata, overlays and manifests: an input, and the facts or the message it must give.

use crate::{
    Code, Limits,
    codes::Severity,
    csdl,
    error::{Diagnostic, Error},
    manifest::Manifest,
    model::{self, Facts, Model, Permission, Primitive, TypeKind, ValueType},
    source::{Source, Sources},
};

/// Runs the front end over a schema's children (lines 4 on of `in.xml`) and those of an overlay.
fn build_all(schema: &str, overlay: Option<&str>, manifest: Option<&str>) -> Result<Model<'static>, String> {
    let wrap = |name: &str, schema: &str| Source {
        name: name.to_owned(),
        text: format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="shop.v1" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{schema}
</Schema>
</edmx:DataServices>
</edmx:Edmx>
"#
        ),
    };
    let mut sources = Sources::default();
    let main = sources.add(wrap("in.xml", schema));
    let overlay = overlay.map(|overlay| sources.add(wrap("overlay.xml", overlay)));
    let manifest = manifest.map(|text| Source { name: "codegen.toml".to_owned(), text: text.to_owned() });
    let manifest = manifest.unwrap_or_else(|| Source { name: String::new(), text: self::manifest("") });
    let parsed = Manifest::parse(&manifest).map_err(|error| error.to_string())?;
    let manifest = sources.add(manifest);
    // A model borrows from its trees, and those from the text: a test keeps them all.
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let parse = |number| csdl::parse(sources.get(number).expect("added above"), number, Limits::default());
    let result = parse(main).and_then(|tree| {
        let overlays = overlay.map(parse).transpose()?.into_iter().collect();
        let mut faults = tree.warnings.clone();
        let trees = model::Trees { csdl: Vec::leak(vec![tree]), references: &[], overlays: Vec::leak(overlays) };
        let model = model::build(trees, &parsed, manifest)?;
        faults.extend(model.faults.iter().cloned());
        let is_sound = faults.iter().all(|fault| fault.severity == Severity::Warning);
        if is_sound { Ok(model) } else { Err(faults) }
    });
    result.map_err(|diagnostics| Error { diagnostics, sources: sources.clone() }.to_string())
}

fn build(schema: &str) -> Model<'static> {
    build_all(schema, None, None).expect("the schema is sound")
}

fn refuse(schema: &str) -> String {
    build_all(schema, None, None).expect_err("the schema is at fault")
}

fn refuse_file(text: &str) -> String {
    let source = Source::from_bytes("in.xml", text.as_bytes()).expect("text is UTF-8");
    let mut sources = Sources::default();
    sources.add(source.clone());
    let diagnostics: Vec<Diagnostic> = csdl::parse(&source, 0, Limits::default()).expect_err("the file is at fault");
    Error { diagnostics, sources }.to_string()
}

fn manifest(rest: &str) -> String {
    format!("roots = []\n[crate]\nname = \"shop\"\npath = \"shop\"\n[source]\ncsdl = \"in.xml\"\n{rest}")
}

fn property<'m>(model: &'m Model, ty: &str, name: &str) -> &'m model::Property<'m> {
    let id = model.find_type(ty).expect("the type exists");
    model.properties(id).find(|property| property.name == name).expect("the property exists")
}

#[test]
fn aliases_full_names_and_collections_mean_the_same_type() {
    let model = build(
        r#"<ComplexType Name="item">
<Property Name="a" Type="s.item"/>
<Property Name="b" Type="Collection(shop.v1.item)" Nullable="false"/>
<Property Name="c" Type="other.thing"/>
<Property Name="d" Type="Edm.GeographyPoint"/>
</ComplexType>"#,
    );
    let item = ValueType::Declared(model.find_type("shop.v1.item").expect("declared"));
    let of = |name| property(&model, "shop.v1.item", name);
    assert_eq!((of("a").ty.collection, &of("a").ty.value, of("a").nullable), (false, &item, true));
    assert_eq!((of("b").ty.collection, &of("b").ty.value, of("b").nullable), (true, &item, false));
    assert_eq!(of("c").ty.value, ValueType::Unresolved("other.thing".to_owned()));
    assert_eq!(of("d").ty.value, ValueType::Primitive(Primitive::Geo));
}

#[test]
fn members_without_value_are_counted() {
    let model = build(
        r#"<EnumType Name="e"><Member Name="a"/><Member Name="b" Value="7"/><Member Name="c"/><Member Name="d" Value="-1"/></EnumType>"#,
    );
    let TypeKind::Enum(e) = &model.types[super::TypeId::MIN].kind else { panic!("an enumeration") };
    assert_eq!(e.members.iter().map(|member| member.value).collect::<Vec<_>>(), [0, 7, 8, -1]);
}

#[test]
fn annotations_become_facts_wherever_they_stand() {
    let model = build(
        r#"<ComplexType Name="item">
<Property Name="a" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>
</ComplexType>
<Annotations Target="shop.v1.item/a">
<Annotation Term="Org.OData.Core.V1.Description" String="first &amp; foremost"/>
<Annotation Term="Org.OData.Core.V1.Description" String="second"/>
<Annotation Term="Org.OData.Core.V1.Immutable" Bool="false"/>
<Annotation Term="Org.OData.Core.V1.Permissions"><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation>
<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record>
<PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/>
<PropertyValue Property="Description" String="use b"/>
</Record></Collection></Annotation>
</Annotations>
<Annotations Target="s.gone"><Annotation Term="Org.OData.Core.V1.Computed"/></Annotations>"#,
    );
    let expected = Facts {
        description: Some("first & foremost"),
        computed: true,
        read_only: true,
        deprecated: Some("use b"),
        ..Facts::default()
    };
    assert_eq!(*property(&model, "shop.v1.item", "a").facts, expected);
    let warnings: Vec<_> = model.faults.iter().map(|warning| (warning.code, &*warning.message)).collect();
    let expected = [
        (Code::UnknownTarget, "there is no `s.gone` to annotate"),
        (Code::AnnotatedTwice, "`Org.OData.Core.V1.Description` is given twice"),
    ];
    assert_eq!(warnings, expected);
}

#[test]
fn an_overlay_goes_before_the_metadata() {
    let schema = r#"<EntityType Name="item"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="c"><EntitySet Name="items" EntityType="s.item"/></EntityContainer>
<Annotations Target="s.c/items"><Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record>
<PropertyValue Property="Updatable" Bool="false"/></Record></Annotation></Annotations>"#;
    let overlay = r#"<Annotations Target="shop.v1.c/items"><Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record>
<PropertyValue Property="Permissions"><Collection><Record>
<PropertyValue Property="SchemeName" String="Application"/>
<PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="Items.Write"/></Record></Collection></PropertyValue>
</Record></Collection></PropertyValue></Record></Annotation></Annotations>"#;
    let model = build_all(schema, Some(overlay), None).expect("both are sound");
    let update = &model.resources.first().expect("declared").facts.update;
    assert_eq!(update.allowed, None);
    assert_eq!(
        update.permissions,
        [Permission { scheme: "Application".to_owned(), scopes: vec!["Items.Write".to_owned()] }]
    );
}

#[test]
fn containers_are_merged_with_what_they_extend() {
    let model = build(
        r#"<EntityType Name="t"/>
<EntityContainer Name="base"><Singleton Name="a" Type="s.t"/></EntityContainer>
<EntityContainer Name="more" Extends="s.base"><Singleton Name="b" Type="s.t"/><ActionImport Name="do" Action="s.do"/></EntityContainer>"#,
    );
    let container = model.container.expect("declared");
    assert_eq!(container.name, "more");
    assert_eq!(model.resources.iter().map(|resource| resource.name).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn keys_lead_through_complex_properties() {
    let model = build(
        r#"<ComplexType Name="info"><Property Name="ID" Type="Edm.Guid"/></ComplexType>
<EntityType Name="base" Abstract="true"><Property Name="Info" Type="s.info"/></EntityType>
<EntityType Name="t" BaseType="s.base"><Key><PropertyRef Name="Info/ID" Alias="id"/></Key></EntityType>"#,
    );
    let key = &model.key(model.find_type("shop.v1.t").expect("declared"))[0];
    assert_eq!(key.path, ["Info", "ID"]);
    assert_eq!((key.alias.as_deref(), &key.ty), (Some("id"), &ValueType::Primitive(Primitive::Guid)));
}

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

#[test]
fn an_overlay_that_misses_is_refused() {
    let overlay = r#"<Annotations Target="s.item/displayNme"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Annotations>
<Annotations Target="s.item"><Annotation Term="Org.OData.Core.V1.Descripton" String="x"/></Annotations>
<ComplexType Name="mine"/>"#;
    let schema = r#"<ComplexType Name="item"><Property Name="displayName" Type="Edm.String"/></ComplexType>"#;
    assert_eq!(
        build_all(schema, Some(overlay), None).expect_err("the overlay is at fault"),
        r#"error[CSDL852]: there is no `s.item/displayNme` to annotate
 --> overlay.xml:4:22
  |
4 | <Annotations Target="s.item/displayNme"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Annotations>
  |                      ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `displayName`?

error[CSDL853]: `Org.OData.Core.V1.Descripton` has no effect
 --> overlay.xml:5:48
  |
5 | <Annotations Target="s.item"><Annotation Term="Org.OData.Core.V1.Descripton" String="x"/></Annotations>
  |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a term that the generator uses, without qualifier
  |
  = help: did you mean `Org.OData.Core.V1.Description`?

error[CSDL851]: a declaration in an overlay
 --> overlay.xml:6:1
  |
6 | <ComplexType Name="mine"/>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^ an overlay holds `Annotations` only"#
    );
}

#[test]
fn fixes_correct_a_property() {
    let schema = r#"<ComplexType Name="item"><Property Name="a" Type="Edm.String"/></ComplexType>"#;
    let fix = manifest("[[fix]]\ntarget = \"s.item/a\"\nnullable = false\ntype = \"Edm.Int32\"\nreason = \"seen\"\n");
    let model = build_all(schema, None, Some(&fix)).expect("all are sound");
    let a = property(&model, "shop.v1.item", "a");
    assert_eq!((a.nullable, &a.ty.value), (false, &ValueType::Primitive(Primitive::Int32)));
}

#[test]
fn fixes_that_do_nothing_are_refused() {
    let schema = r#"<ComplexType Name="item"><Property Name="a" Type="Edm.String"/></ComplexType>"#;
    let fixes = manifest(
        "[[fix]]\ntarget = \"shop.v1.item/a\"\nnullable = true\nreason = \"seen\"\n\
         [[fix]]\ntarget = \"shop.v1.itme/a\"\nnullable = true\nreason = \"seen\"\n\
         [[fix]]\ntarget = \"shop.v1.item/a\"\nreason = \"seen\"\n",
    );
    assert_eq!(
        build_all(schema, None, Some(&fixes)).expect_err("the fixes are at fault"),
        r#"error[CSDL907]: this fix changes nothing
 --> codegen.toml:8:10
  |
8 | target = "shop.v1.item/a"
  |          ^^^^^^^^^^^^^^^^ the metadata says so already
  |
  = help: the metadata was mended: remove the fix

error[CSDL906]: there is no property `shop.v1.itme/a`
  --> codegen.toml:12:10
   |
12 | target = "shop.v1.itme/a"
   |          ^^^^^^^^^^^^^^^^ `namespace.type/property`
   |
   = help: did you mean `shop.v1.item`?

error[CSDL905]: this fix says nothing
  --> codegen.toml:16:10
   |
16 | target = "shop.v1.item/a"
   |          ^^^^^^^^^^^^^^^^ `nullable`, `type`, `absent`, `base-type`, `key`, or `capability` with `allowed`"#
    );
}

#[test]
fn a_manifest_is_checked() {
    let text = "[[service.cloud]]\nname = \"Global\"\ntitle = \"t\"\nroot = \"https://x.y/\"\nscope = \"s\"\n";
    let source = Source { name: "codegen.toml".to_owned(), text: manifest(text) };
    assert_eq!(
        Manifest::parse(&source).expect_err("a slash").to_string(),
        r#"error[CSDL903]: the root ends with a slash
  --> codegen.toml:10:8
   |
10 | root = "https://x.y/"
   |        ^^^^^^^^^^^^^^
   |
   = help: take the last `/` off"#
    );
    let source = Source { name: "codegen.toml".to_owned(), text: manifest("[serivce]\n") };
    assert_eq!(
        Manifest::parse(&source).expect_err("an unknown key").to_string(),
        r"error[CSDL901]: unknown field `serivce`, expected one of `crate`, `source`, `service`, `roots`, `slice`, `warnings`, `limits`, `fix`, `members`
 --> codegen.toml:7:2
  |
7 | [serivce]
  |  ^^^^^^^"
    );
}
