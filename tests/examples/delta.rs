//! What has changed since the program ran last; the link to ask by is kept in a file.
//!
//! `cargo run -p tests --example delta -- FILE`, signed in by the Azure CLI.

use std::fs;

use azure_identity::DeveloperToolsCredential;
use generated::{
    GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::client::{Change, Changes},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("the file for the link is missing")?;
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let mut changes: Changes<ManagedDeviceEncryptionState> = match fs::read_to_string(&file) {
        Ok(link) => Changes::resume(graph.service(), link.trim()),
        Err(_) => graph.device_management().managed_device_encryption_states_collection().list().changes(),
    };
    while let Some(page) = changes.next_page().await? {
        for change in page.value {
            match change {
                Change::Changed(state) => println!("changed: {:?}", state.device_name),
                Change::Removed(removed) => println!("removed: {:?}", removed.id),
                _ => {}
            }
        }
    }
    if let Some(link) = changes.delta_link() {
        fs::write(&file, link)?;
    }
    Ok(())
}
