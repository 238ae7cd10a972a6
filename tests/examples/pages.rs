//! Goes through all devices, a page a request, as a stream of items.
//!
//! `cargo run -p tests --example pages`, signed in by the Azure CLI.

use azure_identity::DeveloperToolsCredential;
use generated::{GraphClient, runtime::client::TryStreamExt};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let states = graph.device_management().managed_device_encryption_states_collection();
    let mut items = states.list().page_size(100).items();
    let mut number = 0;
    while let Some(state) = items.try_next().await? {
        number += 1;
        println!("{number}: {:?}", state.device_name);
    }
    Ok(())
}
