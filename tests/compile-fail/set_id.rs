//! The service chooses the id.

use generated::models::ManagedDeviceEncryptionStatePatch;

fn main() {
    let _ = ManagedDeviceEncryptionStatePatch::new().id("a");
}
