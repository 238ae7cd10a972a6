//! A property that cannot be null has no method that clears it.

use generated::models::ManagedDeviceEncryptionStatePatch;

fn main() {
    let _ = ManagedDeviceEncryptionStatePatch::new().clear_device_type();
}
