//! What metadata means, however it is written.

use super::{build, build_all, property};
use crate::{
    Code,
    model::{Facts, Permission, Primitive, TypeId, TypeKind, ValueType},
};

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
fn a_primitive_type_is_told_by_its_name_in_csdl() {
    let model = build(
        r#"<ComplexType Name="item">
<Property Name="a" Type="Edm.DateTimeOffset"/>
<Property Name="b" Type="Edm.GeometryPolygon"/>
</ComplexType>"#,
    );
    let name = |property_name| match &property(&model, "shop.v1.item", property_name).ty.value {
        ValueType::Primitive(primitive) => primitive.to_string(),
        other => format!("{other:?}"),
    };
    // The types of geography and geometry are one to the generator: any GeoJSON.
    assert_eq!([name("a"), name("b")], ["Edm.DateTimeOffset", "Edm.Geo*"]);
}

#[test]
fn members_without_value_are_counted() {
    let model = build(
        r#"<EnumType Name="e"><Member Name="a"/><Member Name="b" Value="7"/><Member Name="c"/><Member Name="d" Value="-1"/></EnumType>"#,
    );
    let TypeKind::Enum(e) = &model.types[TypeId::MIN].kind else { panic!("an enumeration") };
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
