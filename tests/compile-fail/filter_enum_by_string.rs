use generated::models::ManagedDeviceEncryptionState;

fn main() {
    let _ = ManagedDeviceEncryptionState::ENCRYPTION_STATE.eq("encrypted");
}
