//! The cases of what the client offers: who may set what, which requests there are, and where.

use odata_codegen::diff::Kind::*;

use super::{
    ACT, Case, GET, SET, SET_P, STRING, annotation, both, bound, case, complex, entity, parameter, property, related,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = requests();
    cases.extend(properties());
    cases.extend(values());
    cases.extend(paths());
    cases.extend(operations());
    cases
}

/// An entity set with an annotation, and another one of the same type without.
fn two_sets(annotation: &str) -> String {
    set(annotation) + "<EntitySet Name=\"SelfOthers\" EntityType=\"Self.E\"/>"
}

fn set(annotation: &str) -> String {
    format!("<EntitySet Name=\"SelfEs\" EntityType=\"Self.E\">{annotation}</EntitySet>")
}

fn restriction(term: &str, property: &str) -> String {
    annotation(&format!("Capabilities.V1.{term}"), &format!("><Record>{property}</Record></Annotation>"))
}

fn list(property: &str) -> String {
    format!(
        "<PropertyValue Property=\"{property}\"><Collection><PropertyPath>P</PropertyPath></Collection></PropertyValue>"
    )
}

const NO_INSERT: &str = "<PropertyValue Property=\"Insertable\" Bool=\"false\"/>";

fn requests() -> Vec<Case> {
    let types = entity("", STRING);
    let same = |kind, user| case(kind, "E", types.clone(), types.clone(), user);
    let forbids = restriction("InsertRestrictions", NO_INSERT);
    let depends = restriction("InsertRestrictions", "<PropertyValue Property=\"Insertable\" Path=\"P\"/>");
    let requires = restriction("InsertRestrictions", &list("RequiredProperties"));
    let permissions = restriction(
        "InsertRestrictions",
        "<PropertyValue Property=\"Permissions\"><Collection><Record><PropertyValue Property=\"SchemeName\" \
         String=\"Application\"/></Record></Collection></PropertyValue>",
    );
    vec![
        same(RequestAdded, GET).resources(&set(&forbids), SET),
        same(RequestRemoved, "let _ = client.kind_es_collection().create();").resources(SET, &set(&forbids)),
        same(RequestPathsChanged, GET).resources(&two_sets(""), &two_sets(&forbids)),
        same(RequestConditionChanged, GET).resources(SET, &set(&depends)),
        same(RequiredPropertiesChanged, GET).resources(SET, &set(&requires)),
        same(PermissionsChanged, GET).resources(SET, &set(&permissions)),
    ]
}

fn properties() -> Vec<Case> {
    let types = entity("", STRING);
    let refuses = restriction("UpdateRestrictions", &list("NonUpdatableProperties"));
    let filters = restriction("FilterRestrictions", &list("NonFilterableProperties"));
    let same = |kind| case(kind, "E/P", types.clone(), types.clone(), SET_P);
    let mut cases = vec![
        same(PropertyWritesChanged).resources(&two_sets(""), &two_sets(&refuses)),
        same(QueryRestrictionChanged).resources(SET, &set(&filters)),
    ];
    // A complex value has no requests, so that a stream in it cannot be read.
    let c = |more: &str| entity("", "") + &complex("C", &format!("><Property Name=\"X\" Type=\"Edm.Byte\"/>{more}"));
    let stream = "<Property Name=\"P\" Type=\"Edm.Stream\"/>";
    let (without, with, left_out) = (c(""), c(STRING), c(stream));
    let field = "let _: Option<String> = it::C::default().p;";
    let kinds = [PropertyNoLongerLeftOut, PropertyLeftOut];
    cases.extend(both(kinds, "C/P", &left_out, &with, ["let _ = it::C::default();", field]));
    cases.extend(both([LeftOutAdded, LeftOutRemoved], "C/P", &without, &left_out, [GET; 2]));
    cases
}

fn values() -> Vec<Case> {
    let b = complex("B", &format!(">{STRING}")) + &complex("D", " BaseType=\"Self.B\">");
    let holder = property(" Type=\"Self.B\"", "") + &b;
    let c = |base: &str| holder.clone() + &complex("C", &format!("{base}><Property Name=\"X\" Type=\"Edm.Byte\"/>"));
    let [variant, no_variant] = both(
        [VariantAdded, VariantRemoved],
        "B",
        &c(""),
        &c(" BaseType=\"Self.B\""),
        [GET, "let _ = |any: it::AnyB| matches!(any, it::AnyB::C(_));"],
    );
    // A list, since a single value would have a change of its own.
    let returns = bound("Function", "<ReturnType Type=\"Self.B\"/>") + &b;
    let list = "<Property Name=\"P\" Type=\"Collection(Self.B)\"/></EntityType>";
    let [given, not_given] = both(
        [UnionGiven, UnionNoLongerGiven],
        "B",
        &returns,
        &returns.replacen("</EntityType>", list, 1),
        [GET, "let _: it::AnyB = it::B::default().into();"],
    );
    let held = |more: &str| {
        entity("", &format!("<Property Name=\"P\" Type=\"Collection(Self.C)\"/>{more}"))
            + &complex("C", &format!(">{STRING}"))
    };
    let [body, no_body] = both(
        [BodyAdded, BodyRemoved],
        "C",
        &held(""),
        &held("<Property Name=\"Q\" Type=\"Self.C\"/>"),
        [GET, "let _: Option<it::CPatch> = None;"],
    );
    let cycle = |more: &str| {
        property(" Type=\"Self.A\"", "")
            + &complex("A", "><Property Name=\"B\" Type=\"Self.B\"/>")
            + &complex("B", &format!(">{STRING}{more}"))
    };
    let back = cycle("<Property Name=\"A\" Type=\"Self.A\"/>");
    vec![
        variant.also(&[BaseTypeExtended]),
        no_variant.also(&[BaseTypeChanged]),
        given.also(&[PropertyAdded]),
        not_given.also(&[PropertyRemoved]),
        body.also(&[PropertyAdded]),
        no_body.also(&[PropertyRemoved]),
        case(CycleChanged, "A/B", cycle(""), back, "let _: Option<it::B> = it::A::default().b;").also(&[PropertyAdded]),
    ]
}

fn paths() -> Vec<Case> {
    let resources = format!("{SET}<EntitySet Name=\"SelfFs\" EntityType=\"Self.F\"/>");
    let annotated = |name: &str, ty: &str, annotation: &str| {
        related(name, ty, "").replacen(
            "/></EntityType>",
            &format!(">{annotation}</NavigationProperty></EntityType>"),
            1,
        )
    };
    let navigability = restriction(
        "NavigationRestrictions",
        "<PropertyValue Property=\"Navigability\" EnumMember=\"Org.OData.Capabilities.V1.NavigationType/None\"/>",
    );
    let indexable = annotation("Capabilities.V1.IndexableByKey", " Bool=\"false\"/>");
    let many = "Collection(Self.F)";
    let paths = both(
        [PathAdded, PathRemoved],
        "E/Other",
        &annotated("Other", "Self.F", &navigability),
        &annotated("Other", "Self.F", ""),
        [GET, "let _ = client.kind_es(1).other();"],
    );
    let keys = both(
        [KeyStepAdded, KeyStepRemoved],
        "E/Others",
        &annotated("Others", many, &indexable),
        &annotated("Others", many, ""),
        ["let _ = client.kind_es(1).others_collection();", "let _ = client.kind_es(1).others(1);"],
    );
    let keys = keys.map(|case| case.also(&[RequestPathsChanged]));
    let allowed = restriction("DeleteRestrictions", "<PropertyValue Property=\"Deletable\" Bool=\"true\"/>")
        + &restriction("UpdateRestrictions", "<PropertyValue Property=\"Updatable\" Bool=\"true\"/>");
    let owned = both(
        [PathOwned, PathReferenced],
        "E/Others",
        &annotated("Others", many, ""),
        &annotated("Others", many, &allowed),
        ["let _ = client.kind_es(1).others(1).get();", "let _ = client.kind_es(1).others(1).delete();"],
    );
    let owned = owned.map(|case| case.also(&[RequestPathsChanged, RequestPathsChanged]));
    paths.into_iter().chain(keys).chain(owned).map(|case| case.resources(&resources, &resources)).collect()
}

fn operations() -> Vec<Case> {
    let explicit = annotation("Core.V1.RequiresExplicitBinding", "/>");
    let action = bound("Action", &(parameter("A", "Int32").replace(" Nullable=\"false\"", "") + &explicit));
    let names = "><Collection><String>Self.Act</String></Collection></Annotation>";
    let binds = annotation("Core.V1.ExplicitOperationBindings", names);
    let [offered, not_offered] =
        both([OperationOffered, OperationNoLongerOffered], "E/Self.Act", &action, &action, [GET, ACT]);
    let without = set("");
    let everywhere = set(&binds) + "<EntitySet Name=\"SelfOthers\" EntityType=\"Self.E\"/>";
    let other = set("") + &set(&binds).replace("SelfEs", "SelfOthers");
    vec![
        offered.resources(&without, &set(&binds)),
        not_offered.resources(&set(&binds), &without),
        case(OperationPathsChanged, "E/Self.Act", action.clone(), action, ACT).resources(&everywhere, &other),
    ]
}
