//! The ways to sign in, in each cloud.
//!
//! `cargo run -p tests --example sign_in -- secret|managed|developer global|l4|l5|china`. A secret is read from
//! `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`.

use std::{env, error::Error, sync::Arc};

use azure_core::{cloud::CloudConfiguration, credentials::Secret, http::ClientOptions as IdentityOptions};
use azure_identity::{
    ClientSecretCredential, ClientSecretCredentialOptions, DeveloperToolsCredential, ManagedIdentityCredential,
};
use generated::{ClientOptions, Cloud, GraphClient, TokenCredential};

/// A daemon with a secret of its own. Each national cloud has its own authority that gives tokens.
fn secret(cloud: Cloud) -> Result<Arc<dyn TokenCredential>, Box<dyn Error>> {
    let authority = match cloud {
        Cloud::UsGovernmentL4 | Cloud::UsGovernmentL5 => CloudConfiguration::AzureGovernment,
        Cloud::China => CloudConfiguration::AzureChina,
        _ => CloudConfiguration::AzurePublic,
    };
    let options = ClientSecretCredentialOptions {
        client_options: IdentityOptions { cloud: Some(Arc::new(authority)), ..IdentityOptions::default() },
    };
    let secret = Secret::new(env::var("AZURE_CLIENT_SECRET")?);
    let (tenant, client) = (env::var("AZURE_TENANT_ID")?, env::var("AZURE_CLIENT_ID")?);
    Ok(ClientSecretCredential::new(&tenant, client, secret, Some(options))?)
}

/// A program in Azure, by the identity of what it runs on.
fn managed() -> Result<Arc<dyn TokenCredential>, Box<dyn Error>> {
    Ok(ManagedIdentityCredential::new(None)?)
}

/// A person at a desk, by the Azure CLI or the Azure Developer CLI.
fn developer() -> Result<Arc<dyn TokenCredential>, Box<dyn Error>> {
    Ok(DeveloperToolsCredential::new(None)?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let cloud = match env::args().nth(2).as_deref() {
        Some("l4") => Cloud::UsGovernmentL4,
        Some("l5") => Cloud::UsGovernmentL5,
        Some("china") => Cloud::China,
        _ => Cloud::Global,
    };
    let credential = match env::args().nth(1).as_deref() {
        Some("secret") => secret(cloud)?,
        Some("managed") => managed()?,
        _ => developer()?,
    };
    let graph = GraphClient::with_options(credential, cloud, ClientOptions::default())?;
    let page = graph.device_management().managed_device_encryption_states_collection().list().top(1).send().await?;
    println!("{} at {}: {:?}", page.value.len(), cloud.service_root(), page.value.first());
    Ok(())
}
