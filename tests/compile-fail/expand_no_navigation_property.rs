use generated::{GraphClient, models::ManagedDeviceEncryptionState};

fn main() {}

fn list(graph: &GraphClient) {
    let states = graph.device_management().managed_device_encryption_states_collection();
    let _ = states.list().expand(ManagedDeviceEncryptionState::POLICY_DETAILS);
}
