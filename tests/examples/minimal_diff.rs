//! Reads, changes the value, and sends what differs, unless somebody else was faster.
//!
//! `cargo run -p tests --example minimal_diff -- DEVICE_ID`, signed in by the Azure CLI.

use azure_identity::DeveloperToolsCredential;
use generated::{Error, GraphClient, models::ManagedDeviceEncryptionStatePatch};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let device = graph.device_management().managed_device_encryption_states(&id);

    let read = device.get().send_response().await?;
    let etag = read.etag().map(str::to_owned);
    let before = read.into_value()?;
    let mut after = before.clone();
    after.os_version = Some(String::from("10.0.26100"));

    let change = ManagedDeviceEncryptionStatePatch::between(&before, &after);
    if change.is_empty() {
        println!("nothing to send");
        return Ok(());
    }
    let mut request = device.patch_with(change);
    if let Some(etag) = &etag {
        request = request.if_match(etag);
    }
    match request.send().await {
        Ok(_) => println!("now {:?}", after.os_version),
        Err(Error::Service(error)) if error.status == 412 => println!("somebody else has changed it; read again"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
