//! Reads a device and changes it, unless somebody else was faster: async, with reqwest.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example reqwest -- DEVICE_ID`

use std::{env, error::Error, time::Duration};

use generated::{
    GraphClient,
    runtime::requests::{
        Bytes,
        http::{Request, Response},
    },
};
use http_body_util::BodyExt;
use reqwest::{Client, RequestBuilder, redirect::Policy};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let id = env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = env::var("TOKEN")?;
    // A redirect is an error that the reader knows: nothing is sent elsewhere.
    let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(60)).build()?;
    let device = graph.device_management().managed_device_encryption_states(&id);

    let (request, reader) = device.get().into_http()?;
    let read = reader.read(send(&client, &token, request).await?)?;
    let etag = read.etag().unwrap_or("*").to_owned();
    let state = read.into_value()?;
    println!("{}: {}", state.device_name.unwrap_or_default(), state.os_version.unwrap_or_default());

    let (request, reader) = device.patch().os_version("10.0.26100").if_match(&etag).into_http()?;
    match reader.read(send(&client, &token, request).await?) {
        Ok(_) => println!("changed"),
        Err(error) if error.status() == Some(412) => println!("somebody else has changed it; read again"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn send(client: &Client, token: &str, request: Request<Bytes>) -> Result<Response<Bytes>, reqwest::Error> {
    let request = RequestBuilder::from_parts(client.clone(), request.try_into()?).bearer_auth(token);
    let (head, body) = Response::from(request.send().await?).into_parts();
    Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
}
