//! What the manifest can do about faults: exclusions and fixes, and the lines that errors offer.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faulty;

use faulty::{generated, refused, run, warnings};
use odata_codegen::error::Diagnostic;

const CRANE: &str = r#"
<EnumType Name="hook"><Member Name="single" Value="0"/><Member Name="double" Value="1"/></EnumType>
<EntityType Name="crane"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="tonnes" Type="Edm.Int32"/>
  <Property Name="hook" Type="rail.hook"/>
</EntityType>
<Action Name="lift" IsBound="true">
  <Parameter Name="crane" Type="rail.crane"/><Parameter Name="height" Type="Edm.Int32"/><Parameter Name="colour" Type="Edm.String"/>
</Action>
<Function Name="reach" IsBound="true">
  <Parameter Name="crane" Type="rail.crane"/><Parameter Name="load" Type="Edm.Int32" Nullable="false"/>
  <Parameter Name="wind" Type="Edm.Int32"/><ReturnType Type="Edm.Int32"/>
</Function>
<EntityContainer Name="C"><EntitySet Name="cranes" EntityType="rail.crane"/></EntityContainer>"#;

fn summary(manifest: &str) -> String {
    generated(CRANE, &format!("roots = ['*']\n{manifest}")).summary
}

#[test]
fn properties_members_and_parameters_are_excluded() {
    let all = summary("");
    let less =
        summary("[slice]\nexclude = ['rail.crane/ton*', 'rail.hook/double', 'rail.lift/colour', 'rail.reach/wind']");
    for name in ["tonnes", "Double", "colour", "wind"] {
        assert!(all.contains(name) && !less.contains(name), "{name}:\n{less}");
    }
    for name in ["hook", "Single", "height", "load"] {
        assert!(less.contains(name), "{name}:\n{less}");
    }
}

#[test]
fn what_requests_need_is_not_excluded() {
    for (exclusion, why) in [
        ("rail.crane/id", "`rail.crane/id` is in a key"),
        ("rail.reach/load", "`rail.reach/load` must be given to a function"),
        ("rail.lift/crane", "`rail.lift/crane` is what the operation is bound to"),
    ] {
        let error = refused(CRANE, &format!("roots = ['*']\n[slice]\nexclude = ['{exclusion}']"));
        let told: Vec<_> =
            error.diagnostics.iter().map(|fault| (fault.code.name(), fault.expected.as_deref())).collect();
        assert_eq!(told, [("CSDL917", Some(why))]);
    }
}

fn fix(lines: &str) -> String {
    format!("[[fix]]\n{lines}\nreason = 'the service is otherwise'")
}

#[test]
fn a_fix_says_that_a_property_is_absent() {
    assert!(!summary(&fix("target = 'rail.crane/tonnes'\nabsent = true")).contains("tonnes"));
}

#[test]
fn a_fix_gives_a_type_another_base_type_and_another_key() {
    let keyed = summary(&fix("target = 'rail.crane'\nkey = ['id', 'tonnes']"));
    assert!(keyed.contains("cranes(id, tonnes)"), "{keyed}");
    let error = refused(CRANE, &format!("roots = ['*']\n{}", fix("target = 'rail.crane'\nkey = ['id']")));
    assert_eq!(error.diagnostics[0].code.name(), "CSDL907");
}

#[test]
fn a_fix_says_what_the_service_allows() {
    assert!(summary("").contains("  delete()"));
    for target in ["rail.C/cranes", "rail.crane"] {
        let fixed = summary(&fix(&format!("target = '{target}'\ncapability = 'delete'\nallowed = false")));
        assert!(!fixed.contains("  delete()") && fixed.contains("  patch()"), "{target}:\n{fixed}");
    }
    let half = run(CRANE, &format!("roots = ['*']\n{}", fix("target = 'rail.crane'\ncapability = 'delete'")));
    assert_eq!(half.map(|_| ()).unwrap_err().diagnostics[0].code.name(), "CSDL905");
}

/// Faulty declarations that stop a run, each in what `*` keeps.
const ERRORS: [&str; 14] = [
    r#"<ComplexType Name="a"><Property Name="p" Type="String"/></ComplexType>"#,
    r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Strin"/></ComplexType>"#,
    r#"<ComplexType Name="a"><Property Name="p"/><Property Name="q" Type="Edm.Int32"/></ComplexType>"#,
    r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Int32" Nullable="maybe"/></ComplexType>"#,
    r#"<ComplexType Name="a"><Property Name="say &quot;p&quot;" Type="Edm.Int"/></ComplexType>"#,
    r#"<EntityType Name="a" BaseType="rail.b"/><ComplexType Name="b"/>"#,
    r#"<ComplexType Name="a" BaseType="rail.b"/><ComplexType Name="b" BaseType="rail.a"/>"#,
    r#"<EntityType Name="a"><NavigationProperty Name="n" Type="rail.b"/></EntityType><ComplexType Name="b"/>"#,
    r#"<TypeDefinition Name="a" UnderlyingType="rail.b"/><ComplexType Name="b"/>"#,
    r#"<EntityType Name="a"><Key><PropertyRef Name="x"/><PropertyRef Name="y"/></Key><Property Name="y" Type="Edm.Int32" Nullable="false"/></EntityType>"#,
    r#"<EnumType Name="a" UnderlyingType="Edm.Byte"><Member Name="m" Value="many"/></EnumType>"#,
    r#"<Function Name="a"><Parameter Name="p" Type="Int"/></Function>"#,
    r#"<ComplexType Name="b"/><EntityContainer Name="C"><EntitySet Name="a" EntityType="rail.b"/></EntityContainer>"#,
    r#"<EntityType Name="a"><Key><PropertyRef Name="p"/></Key><Property Name="p" Type="Edm.Strin" Nullable="false"/></EntityType>
       <EntityContainer Name="C"><EntitySet Name="as" EntityType="rail.a"/></EntityContainer>"#,
];

#[test]
fn the_lines_that_an_error_offers_get_past_it() {
    for schema in ERRORS {
        let error = refused(schema, "roots = ['*']");
        let mut stops =
            error.diagnostics.iter().filter(|fault| fault.severity == odata_codegen::codes::Severity::Error);
        // Of several faults of one declaration, one exclusion is enough.
        let lines = stops.find_map(Diagnostic::manifest).unwrap_or_default();
        assert!(error.to_string().contains("these lines of the manifest get past it:"), "{error}");
        let mended = run(schema, &format!("roots = ['*']\n{lines}"));
        assert!(mended.is_ok(), "{lines}\n{}", mended.map(|_| ()).unwrap_err());
    }
}

#[test]
fn an_offered_correction_is_what_was_meant() {
    let schema = r#"<ComplexType Name="a"><Property Name="p" Type="String"/></ComplexType>"#;
    let error = refused(schema, "roots = ['*']");
    let lines = error.diagnostics[0].manifest().unwrap();
    assert!(lines.starts_with("[[fix]]\ntarget = \"rail.a/p\"\ntype = \"Edm.String\"\nreason = "), "{lines}");
    let report = generated(schema, &format!("roots = ['*']\n{lines}"));
    assert!(report.summary.contains("p: String") && report.warnings.is_empty(), "{}", report.summary);
}

#[test]
fn an_excluded_fault_is_one_outside_of_what_is_kept() {
    let told = warnings(ERRORS[2], "roots = ['*']\n[slice]\nexclude = ['rail.a/p']");
    assert_eq!(told, ["the metadata has 1 fault outside of what the roots need"]);
}
