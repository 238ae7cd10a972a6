//! Faults of the metadata: those outside of what the roots need are counted, those within are warnings or errors.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faulty;

use odata_codegen::Code;

use faulty::{generated, refused, run, warnings};

/// A depot that is sound, and a yard that is not.
const YARD: &str = r#"
<EntityType Name="depot"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <NavigationProperty Name="yard" Type="rail.yard"/>
</EntityType>
<EntityType Name="yard"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="length" Type="Double"/>
  <Property Name="tracks"/>
  <Property Name="gauge" Type="Edm.Doubel"/>
</EntityType>
<EntityContainer Name="C">
  <EntitySet Name="depots" EntityType="rail.depot"/>
  <EntitySet Name="yards" EntityType="rail.yard"/>
</EntityContainer>"#;

#[test]
fn faults_that_no_root_needs_are_one_warning() {
    let report = generated(YARD, "roots = ['depots']");
    let told: Vec<&str> = report.warnings.iter().map(|warning| &*warning.message).collect();
    assert_eq!(told, ["the metadata has 3 faults outside of what the roots need"]);
    let outside: Vec<&str> = report.outside.iter().map(|fault| fault.code.name()).collect();
    assert_eq!(outside, ["CSDL104", "CSDL203", "CSDL204"]);
}

#[test]
fn the_same_faults_stop_a_run_that_needs_them() {
    for roots in ["roots = ['*']", "roots = ['yards']", "roots = ['depots/yard']", "roots = ['rail.yard']"] {
        let codes: Vec<&str> = refused(YARD, roots).diagnostics.iter().map(|fault| fault.code.name()).collect();
        assert_eq!(codes, ["CSDL203", "CSDL104", "CSDL204"], "{roots}");
    }
}

#[test]
fn what_has_a_type_that_nobody_declares_is_named_and_counted() {
    let schema = r#"
<EntityType Name="depot"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="keeper" Type="rail.person"/>
  <NavigationProperty Name="yards" Type="Collection(rail.yard)"/>
</EntityType>
<Action Name="close" IsBound="true">
  <Parameter Name="it" Type="rail.depot"/><Parameter Name="until" Type="rail.day"/>
</Action>
<Function Name="nearest"><ReturnType Type="rail.yard"/></Function>
<EntityContainer Name="C">
  <EntitySet Name="depots" EntityType="rail.depot"/>
  <FunctionImport Name="nearest" Function="rail.nearest"/>
</EntityContainer>"#;
    let report = generated(schema, "roots = ['*']");
    let mut told: Vec<&str> = report.warnings.iter().map(|warning| &*warning.message).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "the type `rail.day` is declared in no input: rail.close is left out",
            "the type `rail.person` is declared in no input: rail.depot/keeper is left out",
            "the type `rail.yard` is declared in no input: rail.depot/yards is left out",
            "the type `rail.yard` is declared in no input: rail.nearest is left out",
        ]
    );
    let left = report.elements.iter().flat_map(|count| count.left.keys().map(|why| (count.element, *why)));
    let of_operation = "no file that is here declares the type of a parameter or of its result";
    assert_eq!(
        left.collect::<Vec<_>>(),
        [
            ("Property", "no file that is here declares its type"),
            ("NavigationProperty", "no file that is here declares its type"),
            ("Action", of_operation),
            ("Function", of_operation),
            ("FunctionImport", of_operation),
        ]
    );
}

#[test]
fn an_operation_that_is_a_root_needs_the_types_of_its_parameters_and_its_result() {
    let schema = r#"
<EntityType Name="depot"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
</EntityType>
<Action Name="close" IsBound="true">
  <Parameter Name="it" Type="rail.depot"/><Parameter Name="until" Type="rail.day"/>
</Action>
<Function Name="yard" IsBound="true" IsComposable="true">
  <Parameter Name="it" Type="rail.depot"/><Parameter Name="on" Type="rail.day"/><ReturnType Type="rail.depot"/>
</Function>
<Function Name="nearest"><ReturnType Type="rail.day"/></Function>
<EntityContainer Name="C">
  <EntitySet Name="depots" EntityType="rail.depot"/>
  <FunctionImport Name="nearest" Function="rail.nearest"/>
</EntityContainer>"#;
    for root in ["depots/close", "depots/rail.close", "depots/yard/close", "nearest"] {
        let error = refused(schema, &format!("roots = ['{root}']"));
        assert!(error.diagnostics.iter().all(|fault| fault.code == Code::NeededType), "{root}: {error}");
        assert!(error.to_string().contains("the type `rail.day` is declared in no input"), "{root}: {error}");
    }
    let left_out = ["the type `rail.day` is declared in no input: rail.close is left out"];
    assert_eq!(warnings(schema, "roots = ['depots/c*']"), left_out);
    let of_many =
        r#"<Action Name="close" IsBound="true"><Parameter Name="all" Type="Collection(rail.depot)"/></Action>"#;
    let overload = schema.replace("<EntityContainer", &format!("{of_many}<EntityContainer"));
    assert_eq!(warnings(&overload, "roots = ['depots/close']"), left_out);
}

#[test]
fn a_path_that_only_leads_through_a_type_needs_none_of_its_properties() {
    let schema = YARD
        .replace("rail.yard\"/>\n</EntityType>", "rail.yard\"/><Property Name=\"age\" Type=\"Int\"/>\n</EntityType>");
    assert!(refused(&schema, "roots = ['depots/yard']").diagnostics.iter().all(|fault| !fault.message.contains("Int")));
    let sound = schema.replace("\"Double\"", "\"Edm.Double\"").replace("Edm.Doubel", "Edm.Double");
    let sound = sound.replace("\"tracks\"", "\"tracks\" Type=\"Edm.Int32\"");
    assert_eq!(
        warnings(&sound, "roots = ['depots/yard']"),
        ["the metadata has 1 fault outside of what the roots need"]
    );
}

#[test]
fn a_fault_of_the_document_stops_every_run() {
    let error =
        refused(YARD, "roots = ['depots']\n[[fix]]\ntarget = 'rail.depot/gone'\nnullable = true\nreason = 'a test'");
    assert_eq!(error.diagnostics[0].code.name(), "CSDL906");
}

#[test]
fn the_count_is_allowed_and_denied_like_any_warning() {
    assert!(warnings(YARD, "roots = ['depots']\n[warnings]\nallow = ['CSDL112']").is_empty());
    let error = refused(YARD, "roots = ['depots']\n[warnings]\ndeny = ['CSDL112']");
    assert_eq!(error.diagnostics.len(), 1);
}

const TWICE: &str = r#"
<EntityType Name="wagon"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="load" Type="Edm.Int32"/>
  <Property Name="load" Type="Edm.Int64"/>
  <NavigationProperty Name="next" Type="rail.wagon"/>
  <NavigationProperty Name="next" Type="rail.wagon" Nullable="true"/>
</EntityType>
<EntityType Name="wagon"><Key><PropertyRef Name="id"/></Key></EntityType>
<EnumType Name="brake"><Member Name="air" Value="1"/><Member Name="air" Value="2"/><Member Name="hand" Value="3"/></EnumType>
<Action Name="couple"><Parameter Name="to" Type="Edm.String"/><Parameter Name="to" Type="Edm.String"/></Action>
<Action Name="couple"><Parameter Name="to" Type="Edm.String"/><Parameter Name="to" Type="Edm.String"/></Action>
<EntityContainer Name="C">
  <EntitySet Name="wagons" EntityType="rail.wagon"/>
  <EntitySet Name="wagons" EntityType="rail.wagon"/>
  <ActionImport Name="couple" Action="rail.couple"/>
</EntityContainer>"#;

#[test]
fn of_two_declarations_the_first_counts() {
    let output = run(TWICE, "roots = ['*']").unwrap();
    let told: Vec<&str> = output.report.warnings.iter().map(|warning| &*warning.message).collect();
    let same = "with the same meaning";
    let other = "the first declaration counts";
    let expected = [
        format!("`rail.wagon` is declared twice, with another `Property`: {other}"),
        format!("`air` is declared twice in `brake`, with another `Value`: {other}"),
        format!("`load` is declared twice in `wagon`, with another `Type`: {other}"),
        format!("`next` is declared twice in `wagon`, {same}"),
        format!("`couple` is declared twice, {same}"),
        format!("`to` is declared twice in `couple`, {same}"),
        format!("`wagons` is declared twice in `C`, {same}"),
    ];
    assert_eq!(told, expected);
    let summary = &output.report.summary;
    assert!(summary.contains("load: i32 = load") && !summary.contains("load_"), "{summary}");
    assert_eq!(summary.matches("next").count(), 3, "a field and two methods:\n{summary}");
    for count in &output.report.elements {
        assert_eq!(count.read, count.emitted + count.left.values().sum::<usize>(), "{count:?}");
    }
}

#[test]
fn a_key_goes_through_a_navigation_property() {
    let schema = r#"
<EntityType Name="line"><Key><PropertyRef Name="code"/></Key><Property Name="code" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="stop">
  <Key><PropertyRef Name="line/code" Alias="lineCode"/><PropertyRef Name="number"/></Key>
  <Property Name="number" Type="Edm.Int32" Nullable="false"/>
  <NavigationProperty Name="line" Type="rail.line" Nullable="false"/>
</EntityType>
<EntityContainer Name="C"><EntitySet Name="stops" EntityType="rail.stop"/></EntityContainer>"#;
    let report = generated(schema, "roots = ['stops']");
    assert!(report.summary.contains("stops(line_code, number)"), "{}", report.summary);
    assert_eq!(report.warnings[0].message, "`line/code` is in the key by way of a navigation property");
    let collection = schema.replace("Type=\"rail.line\" Nullable=\"false\"", "Type=\"Collection(rail.line)\"");
    assert_eq!(refused(&collection, "roots = ['stops']").diagnostics[0].code.name(), "CSDL402");
}

#[test]
fn names_values_and_bindings_that_the_standard_does_not_allow_are_told() {
    let schema = r#"
<EnumType Name="light"><Member Name="stop sign"/><Member Name="go" Value="1"/></EnumType>
<EnumType Name="doors" IsFlags="true"><Member Name="left"/></EnumType>
<EnumType Name="rails" IsFlags="true"><Member Name="left" Value="-1"/></EnumType>
<EnumType Name="Größe_1"><Member Name="_a" Value="1"/></EnumType>
<EntityType Name="stop"><Key><PropertyRef Name="Stop No"/></Key>
  <Property Name="Stop No" Type="Edm.Int32" Nullable="false"/>
  <NavigationProperty Name="next" Type="rail.stop"/>
</EntityType>
<EntityContainer Name="C">
  <EntitySet Name="stops" EntityType="rail.stop">
    <NavigationPropertyBinding Path="next" Target="stosp"/>
    <NavigationPropertyBinding Path="next" Target="stops/next"/>
    <NavigationPropertyBinding Path="next" Target="other.C/stops"/>
  </EntitySet>
</EntityContainer>"#;
    let mut told = warnings(schema, "roots = ['*']");
    told.sort();
    assert_eq!(
        told,
        [
            "`Stop No` is not a simple identifier",
            "`stop sign` is not a simple identifier",
            "a member of `doors` has no value, and is one of flags",
            "a member of `light` has no value, and other members have one",
            "a member of `rails` has a negative value, and is one of flags",
            "there is no entity set or singleton `stosp`",
        ]
    );
}

#[test]
fn a_container_that_extends_nothing_is_the_reason_for_roots_that_match_nothing() {
    let schema = r#"<EntityContainer Name="C" Extends="rail.Gone"/>"#;
    let codes: Vec<&str> =
        refused(schema, "roots = ['stops']").diagnostics.iter().map(|fault| fault.code.name()).collect();
    assert_eq!(codes, ["CSDL908", "CSDL703"]);
    let error = faulty::roots(schema, "*").unwrap_err();
    assert!(error.to_string().contains("no input declares `rail.Gone`"), "{error}");
    assert!(faulty::roots("<ComplexType Name=\"a\"/>", "*").unwrap().is_empty());
}
