//! Lists the devices that are not encrypted and whose name begins as the program is told.
//!
//! `cargo run -p tests --example list_with_filter -- LAP`, signed in by the Azure CLI.

use azure_identity::DeveloperToolsCredential;
use generated::{
    GraphClient,
    models::{EncryptionState, ManagedDeviceEncryptionState as S},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = std::env::args().nth(1).unwrap_or_default();
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let page = graph
        .device_management()
        .managed_device_encryption_states_collection()
        .list()
        .select((S::ID, S::DEVICE_NAME, S::USER_PRINCIPAL_NAME))
        .filter(S::ENCRYPTION_STATE.eq(EncryptionState::NotEncrypted).and(S::DEVICE_NAME.starts_with(start)))
        .order_by(S::DEVICE_NAME)
        .top(50)
        .send()
        .await?;
    for state in page.value {
        println!("{:?} of {:?}", state.device_name, state.user_principal_name);
    }
    Ok(())
}
