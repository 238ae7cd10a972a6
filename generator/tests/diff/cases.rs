//! A case for each kind of change: two states of a small schema, and a program that shows what the change means.

mod surface;

use odata_codegen::{
    Inputs, Source,
    diff::Kind::{self, *},
};

/// A case. `Self` in the states stands for the kind's name, which is the namespace.
#[allow(dead_code, reason = "two tests share the table, and each needs a part of it")]
pub struct Case {
    pub kind: Kind,
    /// The changed element, without namespace.
    pub path: &'static str,
    /// What the change cannot be without.
    pub also: &'static [Kind],
    /// The types of both states.
    pub types: [String; 2],
    /// What the container of both states has.
    pub resources: [String; 2],
    /// Lines that use the crate: `it` are the case's models, `client` is the client, and `kind` stands for its name.
    pub user: &'static str,
}

/// The whole metadata of some cases, in the old or the new state.
pub fn metadata(cases: &[Case], state: usize) -> String {
    let mut schemas = String::new();
    let mut resources = String::new();
    for case in cases {
        let namespace = format!("{:?}", case.kind);
        let types = case.types[state].replace("Self", &namespace);
        schemas += &format!(
            "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}</Schema>\n"
        );
        resources += &case.resources[state].replace("Self", &namespace);
    }
    let name = if matches!(cases, [Case { kind: ContainerRenamed, .. }]) && state == 1 { "Other" } else { "All" };
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"Main\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EntityContainer Name=\"{name}\">{resources}</EntityContainer></Schema>\n{schemas}</edmx:DataServices></edmx:Edmx>\n"
    )
}

const SET: &str = "<EntitySet Name=\"SelfEs\" EntityType=\"Self.E\"/>";
const F: &str = "<EntityType Name=\"F\"><Key><PropertyRef Name=\"Id\"/></Key>\
                 <Property Name=\"Id\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>";
const STRING: &str = "<Property Name=\"P\" Type=\"Edm.String\"/>";

fn entity(attributes: &str, more: &str) -> String {
    format!(
        "<EntityType Name=\"E\"{attributes}><Key><PropertyRef Name=\"Id\"/></Key>\
         <Property Name=\"Id\" Type=\"Edm.Int32\" Nullable=\"false\"/>{more}</EntityType>"
    )
}

fn complex(name: &str, more: &str) -> String {
    format!("<ComplexType Name=\"{name}\"{more}</ComplexType>")
}

fn enumeration(attributes: &str, members: &str) -> String {
    format!("<EnumType Name=\"T\"{attributes}>{members}</EnumType>")
}

/// An action or function bound to an entity.
fn bound(start: &str, more: &str) -> String {
    let tag = start.split(' ').next().unwrap_or_default();
    let this = "<Parameter Name=\"this\" Type=\"Self.E\"/>";
    format!("{}{F}<{start} Name=\"Act\" IsBound=\"true\">{this}{more}</{tag}>", entity("", ""))
}

fn parameter(name: &str, ty: &str) -> String {
    format!("<Parameter Name=\"{name}\" Type=\"Edm.{ty}\" Nullable=\"false\"/>")
}

fn annotation(term: &str, value: &str) -> String {
    format!("<Annotation Term=\"Org.OData.{term}\"{value}")
}

fn deprecated(reason: &str) -> String {
    let member = "<PropertyValue Property=\"Kind\" EnumMember=\"Org.OData.Core.V1.RevisionKind/Deprecated\"/>";
    let reason = format!("<PropertyValue Property=\"Description\" String=\"{reason}\"/>");
    annotation(
        "Core.V1.Revisions",
        &format!("><Collection><Record>{member}{reason}</Record></Collection></Annotation>"),
    )
}

fn property(attributes: &str, more: &str) -> String {
    entity("", &format!("<Property Name=\"P\"{attributes}>{more}</Property>"))
}

fn related(name: &str, ty: &str, attributes: &str) -> String {
    entity("", &format!("<NavigationProperty Name=\"{name}\" Type=\"{ty}\"{attributes}/>")) + F
}

fn case(kind: Kind, path: &'static str, old: String, new: String, user: &'static str) -> Case {
    Case { kind, path, also: &[], types: [old, new], resources: [SET.to_owned(), SET.to_owned()], user }
}

impl Case {
    fn also(self, also: &'static [Kind]) -> Self {
        Self { also, ..self }
    }

    fn resources(self, old: &str, new: &str) -> Self {
        Self { resources: [old.to_owned(), new.to_owned()], ..self }
    }
}

/// Two kinds that are each other's reverse.
fn both(kinds: [Kind; 2], path: &'static str, one: &str, other: &str, users: [&'static str; 2]) -> [Case; 2] {
    let [there, back] = kinds;
    [
        case(there, path, one.to_owned(), other.to_owned(), users[0]),
        case(back, path, other.to_owned(), one.to_owned(), users[1]),
    ]
}

const GET: &str = "let _ = client.kind_es(1).get();";
const FIELD: &str = "let _: Option<String> = it::E::default().p;";
const SET_P: &str = "let _ = client.kind_es(1).patch().p(\"x\");";
const ACT: &str = "let _ = client.kind_es(1).act();";
const ACT_1: &str = "let _ = client.kind_es(1).act(1);";

/// All cases.
pub fn cases() -> Vec<Case> {
    let mut cases = types();
    cases.extend(properties());
    cases.extend(navigation());
    cases.extend(members());
    cases.extend(operations());
    cases.extend(containers());
    cases.extend(annotations());
    cases.extend(surface::cases());
    cases
}

fn types() -> Vec<Case> {
    let e = entity("", "");
    let with_c = e.clone() + &complex("C", &format!(">{STRING}"));
    let c = |base: &str| {
        e.clone()
            + &complex("B", "><Property Name=\"X\" Type=\"Edm.String\"/>")
            + &complex("C", &format!("{base}>{STRING}"))
    };
    let holder = property(" Type=\"Self.B\"", "") + &complex("B", &format!(">{STRING}"));
    let derived = holder.clone() + &complex("D", " BaseType=\"Self.B\">");
    let two_keys = |key: &str| {
        let part = "<Property Name=\"Part\" Type=\"Edm.Int32\" Nullable=\"false\"/>";
        entity("", part).replace("</Key>", &format!("{key}</Key>"))
    };
    let name = "<Record Type=\"Org.OData.Core.V1.PropertyRef\"><PropertyValue Property=\"Alias\" String=\"P\"/>\
                <PropertyValue Property=\"Name\" PropertyPath=\"P\"/></Record>";
    let keys = annotation(
        "Core.V1.AlternateKeys",
        &format!(
            "><Collection><Record><PropertyValue Property=\"Key\"><Collection>{name}</Collection></PropertyValue>\
             </Record></Collection></Annotation>"
        ),
    );
    let definition = |ty: &str| {
        property(" Type=\"Self.T\"", "") + &format!("<TypeDefinition Name=\"T\" UnderlyingType=\"Edm.{ty}\"/>")
    };
    let mut cases = vec![
        case(
            TypeKindChanged,
            "C",
            with_c.clone(),
            e.clone() + &enumeration("", "<Member Name=\"P\"/>").replace("\"T\"", "\"C\""),
            "let _: Option<String> = it::C::default().p;",
        ),
        case(KeyChanged, "E", two_keys(""), two_keys("<PropertyRef Name=\"Part\"/>"), GET)
            .also(&[PropertyWritesRestricted]),
        case(UnderlyingTypeChanged, "T", definition("String"), definition("Int32"), FIELD),
    ];
    let reverse = [
        both([TypeAdded, TypeRemoved], "C", &e, &with_c, [GET, "let _ = it::C::default();"]),
        both(
            [BaseTypeExtended, BaseTypeChanged],
            "C",
            &c(""),
            &c(" BaseType=\"Self.B\""),
            ["let _ = it::C::default().p;", "let _ = it::C::default().x;"],
        ),
        both(
            [TypeOpened, TypeClosed],
            "E",
            &e,
            &entity(" OpenType=\"true\"", ""),
            [GET, "let _ = client.kind_es(1).patch().dynamic_property(\"a\", 1);"],
        ),
        both(
            [MediaAdded, MediaRemoved],
            "E",
            &e,
            &entity(" HasStream=\"true\"", ""),
            [GET, "let _ = client.kind_es(1).content();"],
        ),
        both(
            [AlternateKeyAdded, AlternateKeyRemoved],
            "E",
            &entity("", STRING),
            &entity("", &format!("{STRING}{keys}")),
            [GET, "let _ = client.kind_es_collection().by_p(\"x\");"],
        ),
    ];
    cases.extend(reverse.into_iter().flatten());
    let [concrete, not_concrete] = both(
        [TypeBecameConcrete, TypeBecameAbstract],
        "E",
        &entity(" Abstract=\"true\"", ""),
        &e,
        [GET, "let _ = client.kind_es_collection().create();"],
    );
    cases.extend([concrete.also(&[RequestAdded; 2]), not_concrete.also(&[RequestRemoved; 2])]);
    let [added, removed] = both(
        [UnionAdded, UnionRemoved],
        "B",
        &holder,
        &derived,
        ["let _: Option<it::B> = it::E::default().p;", "let _: Option<it::AnyB> = it::E::default().p;"],
    );
    cases.extend([added.also(&[TypeAdded]), removed.also(&[TypeRemoved])]);
    cases
}

fn properties() -> Vec<Case> {
    let moved = |base: &str, derived: &str| {
        entity("", "") + &complex("B", &format!(">{base}")) + &complex("C", &format!(" BaseType=\"Self.B\">{derived}"))
    };
    let computed = annotation("Core.V1.Computed", "/>");
    let string = property(" Type=\"Edm.String\"", "");
    let not_null = property(" Type=\"Edm.String\" Nullable=\"false\"", "");
    let read_only = |attributes: &str| property(&format!(" Type=\"Edm.String\"{attributes}"), &computed);
    let definition = "<TypeDefinition Name=\"T\" UnderlyingType=\"Edm.String\"/>";
    let mut cases = vec![
        case(PropertyMoved, "C/P", moved("", STRING), moved(STRING, ""), "let _ = it::C::default().p;")
            .also(&[PropertyAdded]),
        case(PropertyTypeChanged, "E/P", string.clone(), property(" Type=\"Edm.Int32\"", ""), FIELD),
        case(PropertyCollectionChanged, "E/P", string.clone(), property(" Type=\"Collection(Edm.String)\"", ""), FIELD),
        case(ReadOnlyPropertyNullabilityChanged, "E/P", read_only(""), read_only(" Nullable=\"false\""), FIELD),
        case(
            FacetChanged,
            "E/P",
            property(" Type=\"Edm.String\" MaxLength=\"10\"", ""),
            property(" Type=\"Edm.String\" MaxLength=\"20\"", ""),
            FIELD,
        ),
        case(TypeRespelled, "E/P", string.clone() + definition, property(" Type=\"Self.T\"", "") + definition, FIELD),
        case(
            RustNameChanged,
            "E/fooBar",
            entity("", "<Property Name=\"fooBar\" Type=\"Edm.String\"/>"),
            entity(
                "",
                "<Property Name=\"fooBar\" Type=\"Edm.String\"/><Property Name=\"foo_bar\" Type=\"Edm.Int32\"/>",
            ),
            "let _: Option<String> = it::E::default().foo_bar;",
        )
        .also(&[PropertyAdded]),
    ];
    let reverse = [
        both([PropertyAdded, PropertyRemoved], "E/P", &entity("", ""), &string, [GET, FIELD]),
        both(
            [PropertyNullable, PropertyNotNullable],
            "E/P",
            &not_null,
            &string,
            [SET_P, "let _ = client.kind_es(1).patch().clear_p();"],
        ),
        both([PropertyWritesAllowed, PropertyWritesRestricted], "E/P", &read_only(""), &string, [FIELD, SET_P]),
    ];
    cases.extend(reverse.into_iter().flatten());
    cases
}

fn navigation() -> Vec<Case> {
    let derived = |own: &str, derived: &str| {
        entity("", own) + &format!("<EntityType Name=\"D\" BaseType=\"Self.E\">{derived}</EntityType>") + F
    };
    let other = "<NavigationProperty Name=\"Other\" Type=\"Self.F\"/>";
    let one = |attributes: &str| related("Other", "Self.F", attributes);
    let many = |attributes: &str| related("Other", "Collection(Self.F)", attributes);
    let step = "let _ = client.kind_es(1).other();";
    let mut cases = vec![
        case(
            NavigationPropertyMoved,
            "D/Other",
            derived("", other),
            derived(other, ""),
            "let _ = it::D::default().other;",
        )
        .also(&[NavigationPropertyAdded]),
        case(
            NavigationPropertyTypeChanged,
            "E/Other",
            one(""),
            related("Other", "Self.E", ""),
            "let _: case::requests::kind::FRequestBuilder = client.kind_es(1).other();",
        ),
        case(NavigationPropertyCollectionChanged, "E/Other", one(""), many(""), step).also(&[RequestAdded]),
        case(NavigationPropertyNullabilityChanged, "E/Other", one(""), one(" Nullable=\"false\""), step),
        case(
            ContainmentChanged,
            "E/Other",
            many(" ContainsTarget=\"true\""),
            many(""),
            "let _ = client.kind_es(1).other(1).delete();",
        ),
    ];
    let without = entity("", "") + F;
    let kinds = [NavigationPropertyAdded, NavigationPropertyRemoved];
    cases.extend(both(kinds, "E/Other", &without, &one(""), [GET, step]));
    cases
}

fn members() -> Vec<Case> {
    let two = "<Member Name=\"Alpha\" Value=\"1\"/><Member Name=\"Beta\" Value=\"2\"/>";
    let state = |attributes: &str, members: &str| entity("", "") + &enumeration(attributes, members);
    let one = state("", "<Member Name=\"Alpha\" Value=\"1\"/>");
    let alpha = "let _ = it::T::Alpha;";
    let mut cases = vec![
        case(MemberValueChanged, "T/Alpha", one.clone(), state("", "<Member Name=\"Alpha\" Value=\"3\"/>"), alpha),
        case(FlagsChanged, "T", state("", two), state(" IsFlags=\"true\"", two), alpha),
    ];
    let kinds = [MemberAdded, MemberRemoved];
    cases.extend(both(kinds, "T/Beta", &one, &state("", two), [alpha, "let _ = it::T::Beta;"]));
    cases
}

fn operations() -> Vec<Case> {
    let path = "Act(Self.E)";
    let returns = |ty: &str| format!("<ReturnType Type=\"{ty}\" Nullable=\"false\"/>");
    let action = |more: &str| bound("Action", more);
    let (one, flag) = (parameter("A", "Int32"), parameter("B", "Boolean"));
    let optional = one.replace(" Nullable=\"false\"", "");
    let plain = action("");
    let to_entity = returns("Self.E");
    let mut cases = vec![
        case(OperationKindChanged, path, action(&returns("Edm.Int32")), bound("Function", &returns("Edm.Int32")), ACT),
        case(
            OperationBindingChanged,
            path,
            plain.clone(),
            plain.replace("Type=\"Self.E\"", "Type=\"Collection(Self.E)\""),
            ACT,
        ),
        case(ParameterAdded, "Act(Self.E)/A", plain.clone(), action(&one), ACT),
        case(OptionalParameterAdded, "Act(Self.E)/A", plain.clone(), action(&optional), ACT),
        case(ParameterRemoved, "Act(Self.E)/A", action(&one), plain.clone(), ACT_1),
        case(ParameterTypeChanged, "Act(Self.E)/A", action(&one), action(&parameter("A", "Boolean")), ACT_1),
        case(
            ParametersReordered,
            path,
            action(&format!("{one}{flag}")),
            action(&format!("{flag}{one}")),
            "let _ = client.kind_es(1).act(1, true);",
        ),
        case(
            ResultTypeChanged,
            path,
            action(&to_entity),
            action(&returns("Self.F")),
            "let _ = async move { let _: it::E = client.kind_es(1).act().send().await.unwrap(); };",
        ),
        case(
            ResultNullabilityChanged,
            path,
            action(&to_entity),
            action("<ReturnType Type=\"Self.E\"/>"),
            "let _ = async move { let _: it::E = client.kind_es(1).act().send().await.unwrap(); };",
        ),
    ];
    let reverse = [
        both([OperationAdded, OperationRemoved], path, &(entity("", "") + F), &plain, [GET, ACT]),
        both(
            [ComposableAdded, ComposableRemoved],
            path,
            &bound("Function", &to_entity),
            &bound("Function IsComposable=\"true\"", &to_entity),
            [ACT, "let _ = client.kind_es(1).act().then();"],
        ),
        both([ParameterOptional, ParameterRequired], "Act(Self.E)/A", &action(&one), &action(&optional), [ACT_1, ACT]),
        both(
            [ResultAdded, ResultRemoved],
            path,
            &plain,
            &action(&to_entity),
            [
                "let _ = async move { let (): () = client.kind_es(1).act().send().await.unwrap(); };",
                "let _ = async move { let _: it::E = client.kind_es(1).act().send().await.unwrap(); };",
            ],
        ),
    ];
    cases.extend(reverse.into_iter().flatten());
    cases
}

fn containers() -> Vec<Case> {
    let types = entity("", "")
        + F
        + "<Action Name=\"Act\"/><Action Name=\"Other\"><Parameter Name=\"A\" Type=\"Edm.Int32\" Nullable=\"false\"/></Action>";
    let same = |kind, path, user| case(kind, path, types.clone(), types.clone(), user);
    let with = |more: &str| format!("{SET}{more}");
    let fs = with("<EntitySet Name=\"SelfFs\" EntityType=\"Self.F\"/>");
    let single = with("<Singleton Name=\"SelfOne\" Type=\"Self.F\"/>");
    let import = with("<ActionImport Name=\"SelfAct\" Action=\"Self.Act\"/>");
    let (set_path, one_path, act_path) = ("All/SelfFs", "All/SelfOne", "All/SelfAct");
    let act = "let _ = client.kind_act();";
    vec![
        same(EntitySetAdded, set_path, GET).resources(SET, &fs),
        same(EntitySetRemoved, set_path, "let _ = client.kind_fs_collection();").resources(&fs, SET),
        same(SingletonAdded, one_path, GET).resources(SET, &single),
        same(SingletonRemoved, one_path, "let _ = client.kind_one();").resources(&single, SET),
        same(ResourceKindChanged, "All/SelfEs", "let _ = client.kind_es(1);")
            .resources(SET, "<Singleton Name=\"SelfEs\" Type=\"Self.E\"/>")
            .also(&[RequestRemoved]),
        same(ResourceTypeChanged, "All/SelfEs", "let _: case::requests::kind::ERequestBuilder = client.kind_es(1);")
            .resources(SET, "<EntitySet Name=\"SelfEs\" EntityType=\"Self.F\"/>"),
        same(ImportAdded, act_path, GET).resources(SET, &import),
        same(ImportRemoved, act_path, act).resources(&import, SET),
        same(ImportRetargeted, act_path, act).resources(&import, &import.replace("Self.Act", "Self.Other")),
        same(ContainerRenamed, "Other", GET),
    ]
}

fn annotations() -> Vec<Case> {
    let types = entity("", STRING);
    let described = property(" Type=\"Edm.String\"", &annotation("Core.V1.Description", " String=\"A name.\"/>"));
    let old = property(" Type=\"Edm.String\"", &deprecated("Old."));
    let mut cases = vec![
        case(DescriptionChanged, "E/P", types.clone(), described, FIELD),
        case(DeprecationChanged, "E/P", old.clone(), property(" Type=\"Edm.String\"", &deprecated("Very old.")), FIELD),
    ];
    cases.extend(both([DeprecationAdded, DeprecationRemoved], "E/P", &types, &old, [FIELD; 2]));
    cases
}

/// The manifest of the cases.
pub const MANIFEST: &str = "roots = [\"*\"]\n[crate]\nname = \"case\"\npath = \".\"\ninherit = true\n[source]\n\
                            csdl = \"metadata.csdl\"\n[service]\nnamespace = \"Main\"\n";

/// A state as the generator takes it.
pub fn inputs(text: String) -> Inputs {
    let csdl = vec![Source { name: String::from("metadata.csdl"), text }];
    Inputs { csdl, ..Inputs::default() }
}
