//! Reads several devices in one request.
//!
//! `cargo run -p tests --example batch -- DEVICE_ID DEVICE_ID ...`, signed in by the Azure CLI.

use azure_identity::DeveloperToolsCredential;
use generated::{GraphClient, runtime::client::Batch};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let devices = graph.device_management();

    let mut batch = Batch::new(graph.service());
    let mut handles = Vec::new();
    for id in std::env::args().skip(1) {
        let request = devices.managed_device_encryption_states(&id).get().into_request()?;
        handles.push((id, batch.add(request)?));
    }
    let mut answers = batch.send().await?;
    for (id, handle) in handles {
        match answers.take(handle).and_then(generated::runtime::client::Response::into_value) {
            Ok(state) => println!("{id}: {:?}", state.encryption_state),
            Err(error) => println!("{id}: {error}"),
        }
    }
    Ok(())
}
