//! A page of entities as the service sends it, and structs for it as one would write them with serde's derive.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The bytes of a page.
const SIZE: usize = 1_000_000;

/// A page of `managedDeviceEncryptionState`, with two properties an entity that the schema does not declare, or none.
pub(super) fn text(undeclared: bool) -> String {
    let mut text = String::from(r#"{"value":["#);
    for number in 0.. {
        if number > 0 {
            text.push(',');
        }
        let device = ["windowsRT", "macMDM", "surfaceHub", "desktop"][number % 4];
        let extra = if undeclared { r#""@odata.etag":"W/\"24bb\"","riskScore":17,"# } else { "" };
        let _ = write!(
            text,
            r#"{{{extra}"id":"f09b4ab6-4ab6-f09b-b64a-{number:012}","advancedBitLockerStates":"noUserConsent,tpmNotReady","deviceName":"DESKTOP-{number:06}","deviceType":"{device}","encryptionPolicySettingState":"notApplicable","encryptionReadinessState":"ready","encryptionState":"encrypted","fileVaultStates":"driveEncryptedByUser","osVersion":"10.0.26100.{number}","policyDetails":[{{"policyId":"a1b2c3d4-0000-4000-8000-{number:012}","policyName":"Baseline \"{number}\""}},{{"policyId":"a1b2c3d4-0001-4000-8000-{number:012}","policyName":"Finance"}}],"tpmSpecificationVersion":"2.0, 0, 1.38","userPrincipalName":"user{number}@contoso.example"}}"#
        );
        if text.len() > SIZE {
            break;
        }
    }
    text.push_str("]}");
    text
}

/// The page itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Page<T> {
    pub value: Vec<T>,
}

macro_rules! enumeration {
    ($name:ident: $($member:ident)*) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) enum $name {
            $($member,)*
            #[serde(untagged)]
            Unrecognized(String),
        }
    };
}

enumeration!(ComplianceStatus: Unknown NotApplicable Compliant Remediated NonCompliant Error Conflict NotAssigned);
enumeration!(EncryptionReadinessState: NotReady Ready);
enumeration!(EncryptionState: NotEncrypted Encrypted);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum DeviceTypes {
    Desktop,
    #[serde(rename = "windowsRT")]
    WindowsRt,
    #[serde(rename = "winMO6")]
    WinMo6,
    Nokia,
    WindowsPhone,
    Mac,
    #[serde(rename = "winCE")]
    WinCe,
    WinEmbedded,
    IPhone,
    IPad,
    IPod,
    Android,
    ISocConsumer,
    Unix,
    #[serde(rename = "macMDM")]
    MacMdm,
    HoloLens,
    SurfaceHub,
    AndroidForWork,
    AndroidEnterprise,
    Blackberry,
    Palm,
    Unknown,
    #[serde(untagged)]
    Unrecognized(String),
}

/// Flags are text, as a struct with nothing but derives would have them.
macro_rules! state {
    ($(#[$doc:meta])* $name:ident $($additional:tt)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name {
            #[serde(skip_serializing_if = "Option::is_none")]
            pub id: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub advanced_bit_locker_states: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_name: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_type: Option<DeviceTypes>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub encryption_policy_setting_state: Option<ComplianceStatus>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub encryption_readiness_state: Option<EncryptionReadinessState>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub encryption_state: Option<EncryptionState>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub file_vault_states: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub os_version: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub policy_details: Option<Vec<EncryptionReportPolicyDetails>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub tpm_specification_version: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub user_principal_name: Option<String>,
            $($additional)*
        }
    };
}

state! {
    /// Drops what the schema does not declare.
    Derived
}

state! {
    /// Keeps it.
    Flattened
    #[serde(flatten)]
    pub additional: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EncryptionReportPolicyDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
}
