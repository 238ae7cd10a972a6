//! A member of another enumeration.

use generated::models::{ComplianceStatus, ManagedDeviceEncryptionStatePatch};

fn main() {
    let _ = ManagedDeviceEncryptionStatePatch::new().device_type(ComplianceStatus::Compliant);
}
