//! Calls an action that the slice has no method for: paths and names are the program's own, all else is as ever.
//!
//! `cargo run -p tests --example action -- DEVICE_ID`, signed in by the Azure CLI. In a crate whose roots have the action, it
//! is a method with typed parameters: `managed_devices(id).sync_device()`.

use azure_identity::DeveloperToolsCredential;
use generated::{GraphClient, runtime::client::Key};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let device = graph.service().resource("deviceManagement").property("managedDevices").key(&Key::text(&id));
    device.action::<()>("syncDevice").send().await?;
    Ok(())
}
