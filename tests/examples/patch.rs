//! Changes one device's report: what is not set is not sent.
//!
//! `cargo run -p tests --example patch -- DEVICE_ID`, signed in by the Azure CLI.

use azure_identity::DeveloperToolsCredential;
use generated::{GraphClient, models::DeviceTypes};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let changed = graph
        .device_management()
        .managed_device_encryption_states(&id)
        .patch()
        .device_type(DeviceTypes::WindowsRt)
        .os_version("10.0.26100")
        .clear_device_name()
        .send()
        .await?;
    // It was made. Most services answer without the entity; `return_representation()` has it in any case.
    println!("made; the service answered with {changed:?}");
    Ok(())
}
