//! Reads two properties of a device, with hyper.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example hyper -- DEVICE_ID`

use std::{env, error::Error};

use generated::{
    GraphClient,
    models::ManagedDeviceEncryptionState as S,
    runtime::requests::http::{Response, header::AUTHORIZATION},
};
use http_body_util::{BodyExt, Full};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use rustls::crypto::ring;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let id = env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let tls = HttpsConnectorBuilder::new().with_provider_and_platform_verifier(ring::default_provider())?;
    let client = Client::builder(TokioExecutor::new()).build(tls.https_or_http().enable_http1().build());

    let device = graph.device_management().managed_device_encryption_states(&id);
    let (mut request, reader) = device.get().select((S::DEVICE_NAME, S::ENCRYPTION_STATE)).into_http()?;
    request.headers_mut().insert(AUTHORIZATION, format!("Bearer {}", env::var("TOKEN")?).try_into()?);
    let (head, body) = client.request(request.map(Full::new)).await?.into_parts();
    let response = Response::from_parts(head, body.collect().await?.to_bytes());

    let state = reader.read(response)?.into_value()?;
    println!("{:?} is {:?}", state.device_name, state.encryption_state);
    Ok(())
}
