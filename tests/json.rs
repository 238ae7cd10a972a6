//! What models do with JSON: open enumerations, flags, tolerance, round trips and located errors.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    models::{
        AdvancedBitLockerState, ComplianceStatus, DeviceTypes, EncryptionState, ManagedDeviceEncryptionState,
        ManagedDeviceEncryptionStatePatch,
    },
    runtime::{Body, Json, Patch, Structured, from_str},
};
use serde_json::json;

const RESPONSE: &str = include_str!("fixtures/update-response.json");

fn read(json: &Json) -> ManagedDeviceEncryptionState {
    from_str(&json.to_string()).unwrap()
}

fn written(model: &ManagedDeviceEncryptionState) -> Json {
    serde_json::to_value(model).unwrap()
}

#[test]
fn the_documented_response_survives_a_round_trip() {
    let model: ManagedDeviceEncryptionState = from_str(RESPONSE).unwrap();
    let expected: Json = serde_json::from_str(RESPONSE).unwrap();
    assert_eq!(written(&model), expected);
    assert_eq!(model.additional.odata_type(), Some("microsoft.graph.managedDeviceEncryptionState"));
    // Plain serde reads and writes the same.
    let plain: ManagedDeviceEncryptionState = serde_json::from_str(RESPONSE).unwrap();
    assert_eq!(plain, model);
}

#[test]
fn an_enumeration_keeps_a_member_of_tomorrow() {
    let model = read(&json!({"deviceType": "visionPro"}));
    let device_type = model.device_type.clone().unwrap();
    assert!(matches!(device_type, DeviceTypes::Unrecognized(_)));
    assert_eq!(device_type.to_string(), "visionPro");
    assert_eq!(device_type, DeviceTypes::from("visionPro"));
    assert_ne!(device_type, DeviceTypes::Unknown);
    assert_eq!(device_type.value(), None);
    assert_eq!(written(&model), json!({"deviceType": "visionPro"}));
}

#[test]
fn known_members_have_names_and_numbers() {
    assert_eq!(DeviceTypes::from("windowsRT"), DeviceTypes::WindowsRt);
    assert_eq!(DeviceTypes::WindowsRt.as_str(), "windowsRT");
    assert_eq!(DeviceTypes::Blackberry.value(), Some(100));
    assert_eq!(DeviceTypes::from("unknown"), DeviceTypes::Unknown);
    assert_eq!(ComplianceStatus::Unknown.value(), Some(0));
    // Some services write the number.
    assert_eq!(read(&json!({"encryptionState": 1})).encryption_state, Some(EncryptionState::Encrypted));
    assert_eq!(written(&read(&json!({"encryptionState": 7}))), json!({"encryptionState": 7}));
}

#[test]
fn strict_parsing_lists_the_legal_values() {
    let error = EncryptionState::try_parse("halfEncrypted").unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"halfEncrypted\" is not a member of microsoft.graph.encryptionState; expected one of: notEncrypted, encrypted"
    );
    let error = AdvancedBitLockerState::try_parse("tpmNotReady,quantumChipMissing").unwrap_err();
    assert_eq!(error.text(), "quantumChipMissing");
    assert_eq!(error.members().len(), 17);
    assert!(error.to_string().contains("tpmNotAvailable, tpmNotReady, networkError"));
}

#[test]
fn flags_keep_known_and_unknown_names() {
    let model = read(&json!({"advancedBitLockerStates": "tpmNotReady,quantumChipMissing"}));
    let states = model.advanced_bit_locker_states.clone().unwrap();
    assert!(states.contains(&AdvancedBitLockerState::TPM_NOT_READY));
    assert!(!states.contains(&AdvancedBitLockerState::NETWORK_ERROR));
    assert_eq!(states.unrecognized().collect::<Vec<_>>(), ["quantumChipMissing"]);
    assert_eq!(states.value(), None);
    assert_eq!(written(&model), json!({"advancedBitLockerStates": "tpmNotReady,quantumChipMissing"}));
}

#[test]
fn flags_are_a_set() {
    let both = AdvancedBitLockerState::NETWORK_ERROR | AdvancedBitLockerState::NO_USER_CONSENT;
    assert_eq!(both.as_str(), "noUserConsent,networkError", "in declared order");
    assert_eq!(both.value(), Some(32_769));
    assert_eq!(both.clone() & AdvancedBitLockerState::NETWORK_ERROR, AdvancedBitLockerState::NETWORK_ERROR);
    assert_eq!(both.clone() - AdvancedBitLockerState::NETWORK_ERROR, AdvancedBitLockerState::NO_USER_CONSENT);
    assert_eq!(AdvancedBitLockerState::from(" networkError , noUserConsent "), both);
    assert_eq!(AdvancedBitLockerState::from("32769"), both, "a number is taken apart");
    assert_eq!(AdvancedBitLockerState::from("success"), AdvancedBitLockerState::SUCCESS);
    assert_eq!(AdvancedBitLockerState::SUCCESS.value(), Some(0));
    assert_eq!(AdvancedBitLockerState::default().to_string(), "success", "the empty set is the member that is zero");
}

#[test]
fn null_and_absence_are_tolerated_everywhere() {
    let names = ManagedDeviceEncryptionState::SHAPE.properties.iter().copied();
    let nulls: Json = names.map(|name| (name.to_owned(), Json::Null)).collect::<serde_json::Map<_, _>>().into();
    assert_eq!(read(&nulls), ManagedDeviceEncryptionState::default());
    assert_eq!(read(&json!({})), ManagedDeviceEncryptionState::default());
    let with_null = read(&json!({"policyDetails": [null, {"policyId": null}]}));
    assert_eq!(with_null.policy_details.unwrap().len(), 1);
}

#[test]
fn what_the_schema_does_not_know_is_kept() {
    let json = json!({
        "@odata.context": "https://graph.microsoft.com/beta/$metadata#x/$entity",
        "@odata.etag": "W/\"1\"",
        "@odata.type": "microsoft.graph.managedDeviceEncryptionState",
        "osVersion": "10",
        "osVersion@odata.type": "#String",
        "quantumState": {"entangled": [1, 2.5, "x", null]},
        "policyDetails": [{"policyId": "p", "weight": 3}],
    });
    let model = read(&json);
    assert_eq!(written(&model), json);
    assert_eq!(model.additional.etag(), Some("W/\"1\""));
    assert_eq!(model.additional.odata_type(), Some("microsoft.graph.managedDeviceEncryptionState"));
    assert_eq!(model.additional.get("quantumState"), Some(&json["quantumState"]));
    let details = model.policy_details.as_ref().unwrap();
    assert_eq!(details[0].additional.get("weight"), Some(&json!(3)));
}

#[test]
fn what_the_schema_does_not_know_keeps_its_order() {
    let mut model: ManagedDeviceEncryptionState =
        from_str(r#"{"z":1,"@odata.etag":"e","osVersion":"10","a":2,"z":3,"b":null}"#).unwrap();
    let names =
        |model: &ManagedDeviceEncryptionState| model.additional.iter().map(|(name, _)| name.to_owned()).collect();
    let read: Vec<String> = names(&model);
    assert_eq!(read, ["z", "@odata.etag", "a", "z", "b"]);
    assert_eq!(model.additional.get("z"), Some(&json!(3)));
    assert_eq!(
        serde_json::to_string(&model).unwrap(),
        r#"{"@odata.etag":"e","osVersion":"10","z":1,"a":2,"z":3,"b":null}"#
    );
    model.additional.insert("a", 4);
    model.additional.insert("c", 5);
    let changed: Vec<String> = names(&model);
    assert_eq!(changed, ["z", "@odata.etag", "a", "z", "b", "c"]);
    assert_eq!(model.additional.get("a"), Some(&json!(4)));
}

#[test]
fn a_patch_sends_no_control_information_back() {
    let before = read(&json!({"@odata.etag": "1", "osVersion": "10", "new": 1}));
    let after = read(&json!({"@odata.etag": "2", "osVersion": "11", "new": 2}));
    let patch = ManagedDeviceEncryptionStatePatch::between(&before, &after);
    let expected = json!({"@odata.type": "#microsoft.graph.managedDeviceEncryptionState", "osVersion": "11"});
    assert_eq!(patch.to_json(), expected);
}

#[test]
fn errors_name_the_json_path() {
    let json = json!({"policyDetails": [{}, {}, {"policyId": 7}]}).to_string();
    let error = from_str::<ManagedDeviceEncryptionState>(&json).unwrap_err();
    assert_eq!(error.path(), "policyDetails[2].policyId");
    assert_eq!(
        error.to_string(),
        "policyDetails[2].policyId: found the number 7, expected a string at line 1 column 37"
    );
    let cases = [
        (json!({"deviceName": ["x"]}), "deviceName"),
        (json!({"deviceType": {}}), "deviceType"),
        (json!({"policyDetails": {}}), "policyDetails"),
        (json!({"policyDetails": ["x"]}), "policyDetails[0]"),
        (json!({"advancedBitLockerStates": true}), "advancedBitLockerStates"),
        (json!([]), "."),
    ];
    for (json, path) in cases {
        let error = from_str::<ManagedDeviceEncryptionState>(&json.to_string()).unwrap_err();
        assert_eq!(error.path(), path, "{error}");
    }
    assert_eq!(from_str::<ManagedDeviceEncryptionState>("{} x").unwrap_err().line(), 1);
}

#[test]
fn a_type_that_the_program_sets_is_that_of_the_body() {
    let body = Body::<ManagedDeviceEncryptionState, _>::new(Patch).set_dynamic("@odata.type", json!("#contoso.state"));
    assert_eq!(body.to_json(), json!({"@odata.type": "#contoso.state"}));
}
