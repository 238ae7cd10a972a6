//! What the client offers, where statements of the metadata meet.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faulty;

const KEY: &str = r#"<Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>"#;

/// The builders of what stands in a schema `rail`, whole.
fn builders(schema: &str) -> String {
    let output = faulty::run(schema, "roots = ['*']").unwrap();
    let files = output.files.into_iter().filter(|file| file.path.starts_with("src/requests/"));
    files.map(|file| file.text).collect()
}

fn entity(name: &str, more: &str) -> String {
    format!("<EntityType Name=\"{name}\">{KEY}{more}</EntityType>")
}

fn container(children: &str) -> String {
    format!("<EntityContainer Name=\"C\">{children}</EntityContainer>")
}

fn forbids(term: &str, property: &str) -> String {
    format!(
        "<Annotation Term=\"Org.OData.Capabilities.V1.{term}\"><Record><PropertyValue Property=\"{property}\" \
         Bool=\"false\"/></Record></Annotation>"
    )
}

const RIDES: &str = "<NavigationProperty Name=\"rides\" Type=\"Collection(rail.train)\"/>";
const LINES: &str = "<EntitySet Name=\"lines\" EntityType=\"rail.line\"/>";

/// What may not be deleted where it lives may not be deleted by a relationship.
#[test]
fn a_home_where_nothing_is_allowed_is_one() {
    let refused = forbids("DeleteRestrictions", "Deletable") + &forbids("UpdateRestrictions", "Updatable");
    let trains = format!("<EntitySet Name=\"trains\" EntityType=\"rail.train\">{refused}</EntitySet>");
    let schema = entity("train", "") + &entity("line", RIDES) + &container(&(trains + LINES));
    let text = builders(&schema);
    assert!(text.contains("TrainRequestBuilder<crate::Referenced>"), "{text}");
    assert!(!text.contains("impl crate::Deletable for crate::models::Train"), "{text}");
}

/// What the roots need of the service changes nothing of where an entity lives, and the slice keeps its entity set.
#[test]
fn a_home_that_the_roots_do_not_need_is_one() {
    let trains = "<EntitySet Name=\"trains\" EntityType=\"rail.train\"/>";
    let schema = entity("train", "") + &entity("line", RIDES) + &container(&(trains.to_owned() + LINES));
    let output = faulty::run(&schema, "roots = ['lines/rides']").unwrap();
    let files = output.files.iter().filter(|file| file.path.starts_with("src/requests/"));
    let text: String = files.map(|file| file.text.as_str()).collect();
    assert!(text.contains("TrainRequestBuilder<crate::Referenced>"), "{text}");
    assert!(!text.contains("`DELETE"), "{text}");
    assert!(faulty::slice(&schema, "roots = ['lines/rides']").contains("Name=\"trains\""));
}

/// A singleton is one of many: the others are reached by the relationship alone.
#[test]
fn a_singleton_is_no_home_of_all() {
    let first = "<Singleton Name=\"first\" Type=\"rail.train\"/>";
    let schema = entity("train", "") + &entity("line", RIDES) + &container(&(first.to_owned() + LINES));
    let text = builders(&schema);
    assert!(text.contains("`DELETE /lines({id})/rides({id})`"), "{text}");
    assert!(!text.contains("Referenced"), "{text}");
}

/// What lives behind the relationship itself has no other way to it.
#[test]
fn a_home_behind_the_relationship_is_none() {
    let kids = "<NavigationProperty Name=\"wagons\" Type=\"Collection(rail.train)\" ContainsTarget=\"true\"/>";
    let schema = entity("train", kids) + &entity("line", RIDES) + &container(LINES);
    let text = builders(&schema);
    assert!(text.contains("`DELETE /lines({id})/rides({id})`"), "{text}");
}

/// A composable function returns what is elsewhere, where it is said what may be done with it.
#[test]
fn what_a_function_returns_is_what_its_entity_set_allows() {
    let refused = forbids("DeleteRestrictions", "Deletable");
    let function = "<Function Name=\"late\" IsComposable=\"true\" IsBound=\"true\"><Parameter Name=\"of\" \
                    Type=\"Collection(rail.train)\"/><ReturnType Type=\"Collection(rail.train)\"/></Function>";
    let trains = format!("<EntitySet Name=\"trains\" EntityType=\"rail.train\">{refused}</EntitySet>");
    let text = builders(&(entity("train", "") + function + &container(&trains)));
    assert!(!text.contains("impl crate::Deletable"), "{text}");
    assert!(text.contains("impl crate::Updatable"), "{text}");
}

#[test]
fn an_operation_of_a_value_requires_the_binding_too() {
    let bound = "<Property Name=\"speed\" Type=\"Edm.Double\"><Annotation Term=\"Org.OData.Core.V1.ExplicitOperationBindings\">\
                 <Collection><String>rail.limit</String></Collection></Annotation></Property>\
                 <Property Name=\"weight\" Type=\"Edm.Double\"/>";
    let action = "<Action Name=\"limit\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Edm.Double\"/>\
                  <Annotation Term=\"Org.OData.Core.V1.RequiresExplicitBinding\"/></Action>";
    let trains = "<EntitySet Name=\"trains\" EntityType=\"rail.train\"/>";
    let text = builders(&(entity("train", bound) + action + &container(trains)));
    assert!(text.contains("speed_limit()") && !text.contains("weight_limit"), "{text}");
}

/// `True` is a truth value as people write it, null says nothing, and a path depends on the instance.
#[test]
fn what_is_no_plain_truth_value_forbids_nothing() {
    for value in [" Bool=\"True\"/>", " Path=\"open\"/>", "><Null/></Annotation>"] {
        let indexable = format!("<Annotation Term=\"Org.OData.Capabilities.V1.IndexableByKey\"{value}");
        let trains = format!("<EntitySet Name=\"trains\" EntityType=\"rail.train\">{indexable}</EntitySet>");
        let text = builders(&(entity("train", "") + &container(&trains)));
        assert!(text.contains("`GET /trains({id})`"), "{value}: {text}");
    }
    let deletable = forbids("DeleteRestrictions", "Deletable").replace("false", "True");
    let trains = format!("<EntitySet Name=\"trains\" EntityType=\"rail.train\">{deletable}</EntitySet>");
    assert!(builders(&(entity("train", "") + &container(&trains))).contains("impl crate::Deletable"));
}

/// Many derived types of a type to which much leads took minutes.
#[test]
fn as_many_casts_as_derived_types() {
    let to_base = |name: &str| {
        let ways =
            (0..3).map(|way| format!("<NavigationProperty Name=\"{name}{way}\" Type=\"Collection(rail.base)\"/>"));
        ways.collect::<String>()
    };
    let derived = (0..400).map(|number| {
        let name = format!("d{number}");
        format!("<EntityType Name=\"{name}\" BaseType=\"rail.base\">{}</EntityType>", to_base(&name))
    });
    let schema = entity("base", "") + &derived.collect::<String>();
    let text = builders(&(schema + &container("<EntitySet Name=\"bases\" EntityType=\"rail.base\"/>")));
    assert!(text.contains("`GET /bases({id})/rail.d7`"), "a path with a cast");
}
