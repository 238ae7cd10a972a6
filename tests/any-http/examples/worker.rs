//! What has changed since the program ran last; the link to ask by is kept in a file.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example worker -- FILE`

use std::{env, fs, io::ErrorKind, path::PathBuf, time::Duration};

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::requests::{
        Bytes, Change, Changes,
        http::{HeaderValue, Request, Response, header::AUTHORIZATION},
    },
};
use ureq::Agent;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = PathBuf::from(env::args_os().nth(1).ok_or("the file for the link is missing")?);
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = HeaderValue::try_from(format!("Bearer {}", env::var("TOKEN")?))?;
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: Agent = agent.timeout_global(Some(Duration::from_secs(60))).build().into();
    let send = |mut request: Request<Bytes>| -> Result<Response<Vec<u8>>, ureq::Error> {
        request.headers_mut().insert(AUTHORIZATION, token.clone());
        let (head, mut body) = agent.run(request.map(Vec::from))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?))
    };

    let all = || graph.device_management().managed_device_encryption_states_collection().list().changes();
    let (mut changes, mut is_new) = match fs::read_to_string(&file) {
        Ok(link) => (Changes::resume(graph.service(), link), false),
        Err(error) if error.kind() == ErrorKind::NotFound => (all(), true),
        Err(error) => return Err(error.into()),
    };
    while let Some(request) = changes.next_request()? {
        match changes.take(send(request)?) {
            Ok(page) => page.value.into_iter().for_each(apply),
            // The link is too old. What comes now is all there is, and what does not come is gone.
            Err(Error::Service(refusal)) if refusal.status == 410 && !is_new => {
                println!("anew");
                is_new = true;
                changes = refusal.location().map_or_else(all, |link| Changes::resume(graph.service(), link));
            }
            Err(error) => return Err(error.into()),
        }
    }
    // Only now: a run that fails before begins where the last one ended. Renamed, so that no half of a link is ever there.
    if let Some(link) = changes.delta_link() {
        let whole = file.with_extension("new");
        fs::write(&whole, link)?;
        fs::rename(whole, file)?;
    }
    Ok(())
}

/// The same change may come again.
fn apply(change: Change<ManagedDeviceEncryptionState>) {
    match change {
        Change::Changed(state) => println!("changed {}", state.id.unwrap_or_default()),
        Change::Removed(removed) => println!("removed {}", removed.id.unwrap_or_default()),
        Change::LinkAdded(_) | Change::LinkRemoved(_) => {}
    }
}
