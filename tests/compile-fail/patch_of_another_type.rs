//! A change of one type is not sent to an entity of another.

use generated::{GraphClient, models::EncryptionReportPolicyDetails};

fn main() {
    let graph = GraphClient::anonymous("https://example.com", Default::default()).unwrap();
    let state = graph.device_management().managed_device_encryption_states("a");
    let _ = state.patch_with(EncryptionReportPolicyDetails::new());
}
