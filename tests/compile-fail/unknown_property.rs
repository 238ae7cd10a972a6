//! A property that the schema does not have.

use generated::models::ManagedDeviceEncryptionStatePatch;

fn main() {
    let _ = ManagedDeviceEncryptionStatePatch::new().devise_name("a");
}
