//! The constructs of `docs/coverage.md` and the positions that a name can have, as fragments of CSDL.
//!
//! A construct is one line. `{name}` is the name that it declares; `{first}` and `{second}` are further names, of parameters or
//! parts of a key. The other placeholders stand for a type of the document, another one each time.

/// The element that a fragment is written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// An attribute of an entity type or complex type.
    Attribute,
    /// An attribute of an entity type.
    EntityAttribute,
    /// A property of an entity type or complex type.
    Property,
    /// A property of an entity type.
    EntityProperty,
    /// A member of an enumeration.
    Member,
    /// A member of a flags type.
    Flag,
    /// A child of the schema that declares a type.
    Type,
    /// A child of the schema that declares an operation.
    Operation,
    /// A child of the container.
    Resource,
    /// A child of an entity set.
    Set,
    /// A whole schema.
    Schema,
}

/// A construct: where it stands, and its text.
#[derive(Debug)]
pub(super) struct Construct {
    pub(super) slot: Slot,
    pub(super) text: &'static str,
}

const fn of(slot: Slot, text: &'static str) -> Construct {
    Construct { slot, text }
}

use Slot::{
    Attribute, EntityAttribute, EntityProperty, Flag, Member, Operation, Property, Resource, Schema, Set, Type,
};

/// All constructs.
pub(super) const CONSTRUCTS: &[Construct] = &[
    // Types.
    of(Attribute, r#"OpenType="true""#),
    of(Attribute, r#"Abstract="true""#),
    of(EntityAttribute, r#"HasStream="true""#),
    of(Type, r#"<EntityType Name="{name}"><Property Name="{first}" Type="{value}"/></EntityType>"#),
    of(Type, r#"<EntityType Name="{name}" BaseType="{entity}"><Property Name="{free}" Type="{value}"/></EntityType>"#),
    of(Type, r#"<EntityType Name="{name}" BaseType="{entity}" OpenType="true" HasStream="true"/>"#),
    of(
        Type,
        r#"<EntityType Name="{name}"><Key><PropertyRef Name="{first}"/><PropertyRef Name="{second}"/></Key><Property Name="{first}" Type="Edm.String" Nullable="false"/><Property Name="{second}" Type="Edm.Guid" Nullable="false"/></EntityType>"#,
    ),
    of(
        Type,
        r#"<EntityType Name="{name}"><Key><PropertyRef Name="{first}"/></Key><Property Name="{first}" Type="Case.Mood" Nullable="false"/></EntityType>"#,
    ),
    of(
        Type,
        r#"<EntityType Name="{name}"><Key><PropertyRef Name="{first}/part" Alias="{second}"/></Key><Property Name="{first}" Type="Case.Part" Nullable="false"/></EntityType>"#,
    ),
    of(
        Type,
        r#"<EntityType Name="{name}"><Key><PropertyRef Name="{first}"/></Key><Property Name="{first}" Type="Edm.Int64" Nullable="false"/><Property Name="{second}" Type="Edm.String" Nullable="false"/><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="{second}"/></Record></Collection></PropertyValue></Record></Collection></Annotation></EntityType>"#,
    ),
    of(Type, r#"<ComplexType Name="{name}"><Property Name="{first}" Type="{value}"/></ComplexType>"#),
    of(
        Type,
        r#"<ComplexType Name="{name}" BaseType="{complex}"><Property Name="{free}" Type="{value}"/></ComplexType>"#,
    ),
    of(Type, r#"<ComplexType Name="{name}"/>"#),
    of(
        Type,
        r#"<EnumType Name="{name}" UnderlyingType="Edm.SByte"><Member Name="{first}" Value="-1"/><Member Name="{second}" Value="3"/></EnumType>"#,
    ),
    of(Type, r#"<EnumType Name="{name}"/>"#),
    of(
        Type,
        r#"<EnumType Name="{name}" IsFlags="true"><Member Name="{first}" Value="1"/><Member Name="{second}" Value="7"/></EnumType>"#,
    ),
    of(Type, r#"<TypeDefinition Name="{name}" UnderlyingType="Edm.String" MaxLength="9"/>"#),
    of(Member, r#"<Member Name="{name}"/>"#),
    of(Flag, r#"<Member Name="{name}" Value="{bit}"/>"#),
    // Properties.
    of(Property, r#"<Property Name="{name}" Type="Edm.String"/>"#),
    of(Property, r#"<Property Name="{name}" Type="{value}"/>"#),
    of(Property, r#"<Property Name="{name}" Type="{value}" Nullable="false"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Collection({value})"/>"#),
    of(Property, r#"<Property Name="{name}" Type="{complex}"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Collection({complex})" Nullable="false"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Edm.Stream"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Collection(Edm.Untyped)"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Edm.GeographyPoint" SRID="4326"/>"#),
    of(Property, r#"<Property Name="{name}" Type="Edm.Decimal" Precision="9" Scale="variable" DefaultValue="1.5"/>"#),
    of(
        Property,
        r#"<Property Name="{name}" Type="{value}"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>"#,
    ),
    of(
        Property,
        r#"<Property Name="{name}" Type="{value}"><Annotation Term="Org.OData.Core.V1.Immutable"/></Property>"#,
    ),
    of(
        Property,
        r#"<Property Name="{name}" Type="{value}"><Annotation Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read"/></Property>"#,
    ),
    of(
        Property,
        r#"<Property Name="{name}" Type="{value}"><Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/><PropertyValue Property="Description" String="Gone."/></Record></Collection></Annotation></Property>"#,
    ),
    of(
        Property,
        r#"<Property Name="{name}" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="A `text` with [a] *mark*."/></Property>"#,
    ),
    of(Property, r#"<NavigationProperty Name="{name}" Type="{entity}"/>"#),
    of(Property, r#"<NavigationProperty Name="{name}" Type="{entity}" Nullable="false"/>"#),
    of(Property, r#"<NavigationProperty Name="{name}" Type="Collection({entity})"/>"#),
    of(Property, r#"<NavigationProperty Name="{name}" Type="{entity}" ContainsTarget="true"/>"#),
    of(Property, r#"<NavigationProperty Name="{name}" Type="Collection({entity})" ContainsTarget="true"/>"#),
    of(EntityProperty, r#"<NavigationProperty Name="{name}" Type="Case.Bare"/>"#),
    of(EntityProperty, r#"<NavigationProperty Name="{name}" Type="Collection(Case.Bare)"/>"#),
    // Operations.
    of(Operation, r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/></Action>"#),
    of(
        Operation,
        r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="Collection({entity})"/><Parameter Name="{first}" Type="{any}" Nullable="false"/><ReturnType Type="Collection({entity})"/></Action>"#,
    ),
    of(
        Operation,
        r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/><Parameter Name="{first}" Type="{any}"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter><Parameter Name="{second}" Type="{any}"/></Action>"#,
    ),
    of(
        Operation,
        r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/><Parameter Name="{first}" Type="Edm.Stream" Nullable="false"/><ReturnType Type="Edm.Stream"/></Action>"#,
    ),
    of(
        Operation,
        r#"<Function Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/><ReturnType Type="{any}"/></Function>"#,
    ),
    of(
        Operation,
        r#"<Function Name="{name}" IsBound="true" IsComposable="true" EntitySetPath="it"><Parameter Name="it" Type="Collection({entity})"/><Parameter Name="{first}" Type="{value}" Nullable="false"/><ReturnType Type="Collection({entity})"/></Function>"#,
    ),
    of(
        Operation,
        r#"<Function Name="{name}" IsBound="true"><Parameter Name="it" Type="{complex}"/><Parameter Name="{first}" Type="Collection({value})"/><Parameter Name="{second}" Type="{value}"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter><ReturnType Type="{any}" Nullable="false"/></Function>"#,
    ),
    of(
        Operation,
        r#"<Function Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/><ReturnType Type="Edm.Int32"/></Function><Function Name="{name}" IsBound="true"><Parameter Name="it" Type="{entity}"/><Parameter Name="{first}" Type="{value}"/><ReturnType Type="Edm.Int32"/></Function>"#,
    ),
    of(
        Operation,
        r#"<Action Name="{name}"><Parameter Name="{first}" Type="{any}" Nullable="false"/><ReturnType Type="{any}"/></Action>"#,
    ),
    of(
        Operation,
        r#"<Function Name="{name}" IsComposable="true"><Parameter Name="{first}" Type="{value}" Nullable="false"/><ReturnType Type="{entity}"/></Function>"#,
    ),
    // Resources.
    of(Resource, r#"<EntitySet Name="{name}" EntityType="{entity}"/>"#),
    of(Resource, r#"<Singleton Name="{name}" Type="{entity}"/>"#),
    of(Resource, r#"<Singleton Name="{name}" Type="Case.Bare"/>"#),
    of(Resource, r#"<EntitySet Name="{name}" EntityType="Case.Bare"/>"#),
    of(Resource, r#"<ActionImport Name="{name}" Action="Case.unboundAction"/>"#),
    of(Resource, r#"<FunctionImport Name="{name}" Function="Case.unboundFunction" EntitySet="Bases"/>"#),
    of(
        Resource,
        r#"<EntitySet Name="{name}" EntityType="{entity}"><Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation></EntitySet>"#,
    ),
    of(Set, r#"<NavigationPropertyBinding Path="next" Target="Bases"/>"#),
    of(
        Set,
        r#"<Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record><PropertyValue Property="Updatable" Bool="false"/></Record></Annotation>"#,
    ),
    of(
        Set,
        r#"<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="NonInsertableProperties"><Collection><PropertyPath>note</PropertyPath></Collection></PropertyValue></Record></Annotation>"#,
    ),
    of(
        Set,
        r#"<Annotation Term="Org.OData.Capabilities.V1.ReadRestrictions"><Record><PropertyValue Property="Readable" Bool="false"/></Record></Annotation>"#,
    ),
    of(
        Set,
        r#"<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions"><Record><PropertyValue Property="Deletable" Bool="false"/></Record></Annotation>"#,
    ),
    // Schemas.
    of(
        Schema,
        r#"<Schema Namespace="Case.{name}" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="{first}"><Property Name="note" Type="{value}"/></ComplexType><EntityType Name="Base" BaseType="Case.Base"/></Schema>"#,
    ),
    of(
        Schema,
        r#"<Schema Namespace="{name}.Case" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EnumType Name="{first}"><Member Name="{second}"/></EnumType></Schema>"#,
    ),
];
