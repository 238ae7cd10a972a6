//! A value whose type is said by `@odata.type`: the form that is emitted for types with derived types.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    models::{EncryptionReportPolicyDetails, ManagedDeviceEncryptionState},
    runtime::{Json, from_str, union},
};
use serde_json::json;

/// Details, or a state, as if that were derived from it.
enum AnyDetails {
    Details(Box<EncryptionReportPolicyDetails>),
    State(Box<ManagedDeviceEncryptionState>),
    Unrecognized(Box<EncryptionReportPolicyDetails>),
}

union! {
    AnyDetails given;
    Details(EncryptionReportPolicyDetails) "microsoft.graph.encryptionReportPolicyDetails";
    State(ManagedDeviceEncryptionState) "microsoft.graph.managedDeviceEncryptionState";
    .. Unrecognized(EncryptionReportPolicyDetails), default Details
}

fn read(json: &Json) -> AnyDetails {
    from_str(&json.to_string()).unwrap()
}

#[test]
fn the_type_is_that_of_the_control_information_wherever_it_stands() {
    for name in [
        "#microsoft.graph.managedDeviceEncryptionState",
        "https://graph/$metadata#microsoft.graph.managedDeviceEncryptionState",
    ] {
        for text in [
            format!(r#"{{"@odata.type": "{name}", "deviceName": "a", "novel": 1}}"#),
            format!(r#"{{"deviceName": "a", "novel": 1, "@odata.type": "{name}"}}"#),
            format!(r#"{{"deviceName": "a", "@type": "{name}", "novel": 1}}"#),
        ] {
            let AnyDetails::State(state) = from_str(&text).unwrap() else { panic!("{text}") };
            assert_eq!((state.device_name.as_deref(), state.additional.get("novel")), (Some("a"), Some(&json!(1))));
        }
    }
}

#[test]
fn a_value_that_does_not_say_its_type_is_of_the_declared_type() {
    let AnyDetails::Details(details) = read(&json!({"policyId": "p"})) else { panic!("another type") };
    assert_eq!(details.policy_id.as_deref(), Some("p"));
}

#[test]
fn a_type_of_tomorrow_is_kept_whole() {
    let json = json!({"@odata.type": "#microsoft.graph.novelDetails", "policyId": "p", "depth": {"is": [1, null]}});
    let value = read(&json);
    let AnyDetails::Unrecognized(details) = &value else { panic!("a known type") };
    assert_eq!(details.policy_id.as_deref(), Some("p"));
    assert_eq!(details.additional.odata_type(), Some("microsoft.graph.novelDetails"));
    assert_eq!(serde_json::to_value(&value).unwrap(), json);
    let copy = value.clone();
    assert!(matches!(copy, AnyDetails::Unrecognized(_)));
    assert_eq!(copy, value);
}

#[test]
fn what_a_program_made_says_its_type_when_it_is_written() {
    let value = AnyDetails::from(EncryptionReportPolicyDetails::new().policy_id("p"));
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(written, json!({"@odata.type": "#microsoft.graph.encryptionReportPolicyDetails", "policyId": "p"}));
    assert_eq!(read(&written).clone(), read(&written));
    assert_ne!(read(&written), AnyDetails::from(ManagedDeviceEncryptionState::default()));
}

#[test]
fn debug_output_shows_the_type() {
    let value = AnyDetails::from(EncryptionReportPolicyDetails::new().policy_id("p"));
    assert_eq!(format!("{value:?}"), r#"microsoft.graph.encryptionReportPolicyDetails { policyId: Some("p") }"#);
}

#[test]
fn what_is_wrong_has_its_place() {
    for text in [
        r#"{"@odata.type": "microsoft.graph.encryptionReportPolicyDetails", "policyId": 1}"#,
        r#"{"policyId": 1, "@odata.type": "microsoft.graph.encryptionReportPolicyDetails"}"#,
    ] {
        let error = from_str::<AnyDetails>(text).unwrap_err();
        assert!(error.to_string().contains("found the number 1, expected a string"), "{error}");
    }
}
