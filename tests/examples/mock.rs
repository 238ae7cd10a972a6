//! A program's own function, and its unit test without a service.
//!
//! `cargo run -p tests --example mock`

use generated::{
    Error, GraphClient,
    models::{EncryptionState, ManagedDeviceEncryptionState},
    runtime::client::mock::{Answer, MockService},
};

/// What the program does: whether a device is encrypted.
async fn is_encrypted(graph: &GraphClient, id: &str) -> Result<bool, Error> {
    let state = graph.device_management().managed_device_encryption_states(id).get().send().await?;
    Ok(state.encryption_state == Some(EncryptionState::Encrypted))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut state = ManagedDeviceEncryptionState::default();
    state.encryption_state = Some(EncryptionState::Encrypted);
    let service = MockService::new([Answer::json(200, &state)]);
    let graph = GraphClient::anonymous("https://graph.example/beta", service.options())?;

    assert!(is_encrypted(&graph, "1").await?);
    assert_eq!(service.received()[0].uri.path(), "/beta/deviceManagement/managedDeviceEncryptionStates/1");
    println!("it asks for the device, and reads the answer");
    Ok(())
}
