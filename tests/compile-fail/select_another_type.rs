use generated::{
    GraphClient,
    models::{EncryptionReportPolicyDetails, ManagedDeviceEncryptionState},
};

fn main() {}

fn list(graph: &GraphClient) {
    let states = graph.device_management().managed_device_encryption_states_collection();
    let _ = states.list().select((ManagedDeviceEncryptionState::ID, EncryptionReportPolicyDetails::POLICY_ID));
}
