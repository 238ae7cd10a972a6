//! Lists the devices that are not encrypted, from all pages, and changes one: blocking, with ureq.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example ureq -- DEVICE_ID`

use std::{env, error::Error, time::Duration};

use generated::{
    GraphClient,
    models::{EncryptionState, ManagedDeviceEncryptionState as S},
    runtime::requests::{
        Bytes,
        http::{HeaderValue, Request, Response, header::AUTHORIZATION},
    },
};
use ureq::Agent;

fn main() -> Result<(), Box<dyn Error>> {
    let id = env::args().nth(1).ok_or("the id of a device is missing")?;
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = HeaderValue::try_from(format!("Bearer {}", env::var("TOKEN")?))?;

    // A refusal is an answer, which the readers make an error of, and so is a redirect: nothing is sent elsewhere.
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: Agent = agent.timeout_global(Some(Duration::from_secs(60))).build().into();
    let send = |mut request: Request<Bytes>| -> Result<Response<Vec<u8>>, ureq::Error> {
        request.headers_mut().insert(AUTHORIZATION, token.clone());
        let (head, mut body) = agent.run(request.map(Vec::from))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?))
    };

    let devices = graph.device_management();
    let unencrypted = S::ENCRYPTION_STATE.eq(EncryptionState::NotEncrypted);
    let list = devices.managed_device_encryption_states_collection().list().filter(unencrypted);
    let mut pages = list.select((S::ID, S::DEVICE_NAME)).into_pages();
    while let Some(request) = pages.next_request()? {
        for state in pages.take(send(request)?)?.value {
            println!("{}: {}", state.id.unwrap_or_default(), state.device_name.unwrap_or_default());
        }
    }

    let change = devices.managed_device_encryption_states(&id).patch().os_version("10.0.26100").clear_device_name();
    let (request, reader) = change.into_http()?;
    let response = reader.read(send(request)?)?;
    println!("changed {id}: {}", response.status());
    Ok(())
}
