//! Changes each device of a list, in batches, and says at the end which changes were not made.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example thousand_patches -- FILE`
//!
//! The file has an id a line.

use std::{env, error::Error, fs, process::ExitCode, thread, time::Duration};

use generated::{
    GraphClient,
    runtime::requests::{
        Batch, Bytes,
        http::{HeaderValue, Request, Response, header::AUTHORIZATION},
        retry_after,
    },
};
use ureq::Agent;

/// How often a batch is sent that the service puts off.
const TRIES: u32 = 5;

/// A wait that is longer than this is not worth it.
const LONGEST: Duration = Duration::from_secs(180);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let ids = fs::read_to_string(env::args().nth(1).ok_or("the file with the ids is missing")?)?;
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = HeaderValue::try_from(format!("Bearer {}", env::var("TOKEN")?))?;
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: Agent = agent.timeout_global(Some(Duration::from_secs(120))).build().into();

    let mut batch = Batch::new(graph.service());
    let mut changes = Vec::new();
    for id in ids.lines() {
        let device = graph.device_management().managed_device_encryption_states(id);
        changes.push((id, batch.add(device.patch().os_version("10.0.26100").into_request()?)?));
    }

    // As many requests as the service wants for them, and some more for the changes that it puts off.
    let mut rounds = batch.into_rounds()?;
    while let Some(request) = rounds.next_request()? {
        thread::sleep(rounds.wait_time());
        match send(&agent, &token, &request) {
            Ok(response) => rounds.take(response)?,
            Err(error) => rounds.fail(error)?,
        }
    }

    let (mut answers, mut made) = (rounds.into_answers(), 0);
    let count = changes.len();
    for (id, change) in changes {
        match answers.take(change) {
            Ok(_) => made += 1,
            Err(error) if error.may_have_been_applied() => println!("{id} may be changed: {error}"),
            Err(error) => println!("{id} is not changed: {error}"),
        }
    }
    println!("{made} of {count} changed");
    Ok(if made == count { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sends a batch, and again if the service puts off the whole of it: then none of the changes was made.
fn send(agent: &Agent, token: &HeaderValue, request: &Request<Bytes>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let mut tries = 1;
    loop {
        let mut request = request.clone().map(Vec::from);
        request.headers_mut().insert(AUTHORIZATION, token.clone());
        let (head, mut body) = agent.run(request)?.into_parts();
        match retry_after(&head.headers).filter(|wait| *wait <= LONGEST) {
            Some(wait) if matches!(head.status.as_u16(), 429 | 503) && tries < TRIES => thread::sleep(wait),
            _ => return Ok(Response::from_parts(head, body.read_to_vec()?)),
        }
        tries += 1;
    }
}
