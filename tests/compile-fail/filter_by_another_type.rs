use generated::{GraphClient, models::EncryptionReportPolicyDetails};

fn main() {}

fn list(graph: &GraphClient) {
    let states = graph.device_management().managed_device_encryption_states_collection();
    let _ = states.list().filter(EncryptionReportPolicyDetails::POLICY_NAME.eq("Baseline"));
}
