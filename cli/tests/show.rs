//! What `show` prints.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use support::Said;

fn show(args: &[&str]) -> Said {
    // As a person runs it, so that places are paths from the workspace.
    std::env::set_current_dir(root()).unwrap();
    support::odata(&[&["show"], args].concat())
}

fn shown(args: &[&str]) -> String {
    let said = show(args);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}");
    said.out
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

macro_rules! assert_shown {
    ($name:literal, $args:expr) => {
        insta::with_settings!({
            snapshot_path => "snapshots/show",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!($name, shown($args)); });
    };
}

#[test]
fn the_slice_as_text_and_as_data() {
    assert_shown!("tree", &[]);
    assert_shown!("mermaid", &["--format", "mermaid"]);
    assert_shown!("json", &["--format", "json"]);
}

#[test]
fn one_thing() {
    assert_shown!("property", &["managedDeviceEncryptionState.policyDetails"]);
    assert_shown!("type", &["managedDeviceEncryptionState"]);
    assert_shown!("base_type", &["entity"]);
    assert_shown!("enumeration", &["encryptionState"]);
    assert_shown!("member", &["deviceTypes.windowsRT"]);
    assert_shown!("navigation_property", &["deviceManagement/managedDeviceEncryptionStates"]);
    assert_shown!("resource_and_type", &["deviceManagement"]);
    assert_shown!("property_as_json", &["managedDeviceEncryptionState.policyDetails", "--format", "json"]);
    assert_shown!("around_a_type", &["encryptionReportPolicyDetails", "--format", "mermaid"]);
}

#[test]
fn all_that_a_schema_can_say() {
    let case = |name: &str| root().join("tests/cases").join(name).join("metadata.csdl").display().to_string();
    let tree = |name: &str| shown(&["--csdl", &case(name), "--all"]);
    insta::with_settings!({
        snapshot_path => "snapshots/show",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for name in ["containers", "derived-types", "operations", "open-types"] {
            insta::assert_snapshot!(format!("case_{name}"), tree(name));
        }
    });
}

#[test]
fn a_thing_has_many_names() {
    let wanted = shown(&["managedDeviceEncryptionState.policyDetails"]);
    for name in [
        "managedDeviceEncryptionState/policyDetails",
        "microsoft.graph.managedDeviceEncryptionState/policyDetails",
        "microsoft.graph.managedDeviceEncryptionState.policyDetails",
        "ManagedDeviceEncryptionState::policy_details",
        "models::ManagedDeviceEncryptionState::clear_policy_details",
        "ManagedDeviceEncryptionState.POLICY_DETAILS",
        "ManagedDeviceEncryptionStatePatch.policyDetails",
        "deviceManagement/managedDeviceEncryptionStates/policyDetails",
        "device_management.managed_device_encryption_states.policy_details",
        "policyDetails",
    ] {
        assert_eq!(shown(&[name]), wanted, "{name}");
    }
    // What is inherited is found too.
    assert_eq!(shown(&["managedDeviceEncryptionState.id"]), shown(&["entity.id"]));
    assert_eq!(shown(&["policyDetails.policyId"]), shown(&["encryptionReportPolicyDetails.policyId"]));
}

#[test]
fn a_name_that_means_nothing_has_a_suggestion() {
    for (name, nearest) in [
        ("managedDeviceEncryptionStat", "managedDeviceEncryptionState"),
        ("managedDeviceEncryptionState.policyDetail", "managedDeviceEncryptionState.policyDetails"),
        ("managedDeviceEncryptionSate.policyDetails", "managedDeviceEncryptionState.policyDetails"),
        ("devicetypes", "deviceTypes"),
    ] {
        let said = show(&[name]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{name}");
        assert!(said.err.contains(&format!("`{name}`")), "{}", said.err);
        assert!(said.err.ends_with(&format!("help: did you mean `{nearest}`?\n")), "{}", said.err);
    }
    for name in ["", ".", "/", "::", "zzzzzzzzzzzz", "entity.", ".id", "entity.id.x", "\u{1b}[31m"] {
        let said = show(&[name]);
        assert_eq!(said.code, 1, "{name}");
        assert!(said.err.starts_with("error: nothing in the slice is named"), "{}", said.err);
        assert!(!said.err.contains('\u{1b}'), "{}", said.err);
    }
}

#[test]
fn a_service_of_several() {
    let (first, second) = (shown(&["--service", "generated"]), shown(&["--service", "voyages"]));
    assert_eq!(shown(&[]), format!("{first}\n{second}"));
    assert!(first.starts_with("Microsoft Graph beta: ") && !second.contains("Microsoft Graph"));
    let svg = |args: &[&str]| shown(&[args, &["--format", "svg"]].concat());
    assert_eq!(svg(&[]), svg(&["--service", "generated"]));
    assert_ne!(svg(&[]), svg(&["--service", "voyages"]));
    // A name is found wherever it is.
    let voyages: serde_json::Value =
        serde_json::from_str(&shown(&["--service", "voyages", "--format", "json"])).unwrap();
    let name = voyages["types"][0]["name"].as_str().unwrap();
    assert_eq!(shown(&[name]), shown(&[name, "--service", "voyages"]));
    assert_eq!(show(&["--service", "voyage"]).code, 1);
}

#[test]
fn the_picture_in_the_readme_is_what_the_command_prints() {
    let committed = fs::read_to_string(root().join("docs/slice.svg")).unwrap();
    assert!(committed == shown(&["--format", "svg"]), "run `cargo xtask show --format svg > docs/slice.svg`");
}

#[test]
fn a_picture_has_the_theme_that_is_asked_for() {
    let picture = |theme| shown(&["--format", "svg", "--theme", theme]);
    let (auto, light, dark) = (picture("auto"), picture("light"), picture("dark"));
    assert!(auto.contains("prefers-color-scheme"));
    assert!(light != dark && ![light, dark].iter().any(|svg| svg.contains("prefers-color-scheme")));
}

/// A schema with names and texts that would be syntax elsewhere, and many types.
fn hostile(types: usize) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices><Schema Namespace=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         <ComplexType Name=\"T&lt;script&gt;\"><Property Name=\"a&quot;]&#x202e;{\" Type=\"Edm.String\">\n\
         <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"&#x9b;31m&#10;red &lt;/text&gt;\"/>\n\
         </Property></ComplexType>\n",
    );
    // Chains of ten.
    for index in 0..types {
        let next = if index % 10 < 9 { format!("s.T{}", index + 1) } else { String::from("Edm.String") };
        let _ =
            writeln!(text, "<ComplexType Name=\"T{index}\"><Property Name=\"next\" Type=\"{next}\"/></ComplexType>");
    }
    text.push_str("</Schema></edmx:DataServices></edmx:Edmx>\n");
    let path = folder.path().join("hostile.csdl");
    fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn metadata_is_nothing_but_text() {
    let (_folder, path) = hostile(10);
    for format in ["text", "mermaid", "svg", "json"] {
        for name in [&[][..], &["T<script>"]] {
            let text = shown(&[&["--csdl", &path, "--all", "--format", format], name].concat());
            let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!text.contains(acts), "{format}: {text}");
            assert!(!text.contains("<script") || matches!(format, "text" | "json"), "{format}: {text}");
            assert!(!text.contains("red </text>") || matches!(format, "text" | "json"), "{format}: {text}");
        }
    }
}

#[test]
fn a_picture_of_too_many_types_is_refused_and_a_part_of_it_is_not() {
    let (_folder, path) = hostile(1000);
    for format in ["svg", "mermaid"] {
        let said = show(&["--csdl", &path, "--all", "--format", format]);
        assert_eq!(said.code, 1);
        assert!(said.err.contains("a picture of 1001 types is too much"), "{}", said.err);
    }
    let part = shown(&["--csdl", &path, "--all", "--format", "svg", "T7"]);
    assert!(["T6", "T7", "T8"].iter().all(|name| part.contains(&format!(">{name}</text>"))));
    assert!(!part.contains(">T9</text>"));
}

#[test]
fn a_picture_of_anything_shows_the_types_that_it_is_about() {
    let case = root().join("tests/cases/operations/metadata.csdl").display().to_string();
    for (name, types) in [
        ("Robot", &["Robot", "Thing"][..]),
        ("Thing.ID", &["Robot", "Thing"]),
        ("Case.Move", &["Gait", "Place", "Robot", "Thing"]),
        ("GaitsFor", &["Gait"]),
        ("Gait.Run", &["Gait"]),
        ("StopAll", &[]),
    ] {
        let svg = shown(&["--csdl", &case, "--all", "--format", "svg", name]);
        for ty in ["Gait", "Place", "Robot", "Thing"] {
            let is_shown = svg.contains(&format!("<title>Case.{ty}</title>"));
            assert_eq!(is_shown, types.contains(&ty), "{name}: {ty}");
        }
    }
}

#[test]
fn wrong_usage_is_told_from_refused_input() {
    for args in [
        &["--all"][..],
        &["--csdl", "x.csdl"],
        &["--csdl", "x.csdl", "--all", "--root", "x"],
        &["--csdl", "x.csdl", "--all", "--manifest", "y"],
        &["--format", "png"],
        &["--theme", "pink"],
        &["a", "b"],
    ] {
        assert_eq!(show(args).code, 2, "{args:?}");
    }
    assert_eq!(show(&["--csdl", "no-such-file", "--all"]).code, 1);
    assert!(shown(&["--help"]).contains("Examples:\n  cargo odata show\n"));
}
