//! Copies a file, which the service goes on with after it has answered, and waits for the end.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/v1.0 TOKEN=... cargo run -p any-http --example monitor -- ITEM_ID NAME`

use std::{env, error::Error, thread, time::Duration};

use generated::{
    GraphClient,
    runtime::requests::{
        Bytes, Key,
        http::{HeaderValue, Request, Response, header::AUTHORIZATION},
    },
};
use ureq::Agent;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(id), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("the id of an item and a name for the copy are needed".into());
    };
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = HeaderValue::try_from(format!("Bearer {}", env::var("TOKEN")?))?;
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: Agent = agent.timeout_global(Some(Duration::from_secs(60))).build().into();
    let send = |mut request: Request<Bytes>| -> Result<Response<Vec<u8>>, ureq::Error> {
        // A monitor may be on another host, which the token is not for.
        if graph.service().is_own(request.uri()) {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        let (head, mut body) = agent.run(request.map(Vec::from))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?))
    };

    let item = graph.service().resource("me").property("drive").property("items").key(&Key::text(&id));
    let (request, reader) = item.action::<()>("copy").set_text("name", name).into_http()?;
    let mut monitor = reader.read(send(request)?)?.monitor::<()>()?;
    while let Some(request) = monitor.next_request() {
        thread::sleep(monitor.wait_time());
        let status = monitor.take(send(request)?)?;
        match status.resource_id {
            Some(copy) if status.is_done => println!("copied to {copy}"),
            _ => println!("{} %", status.percent.unwrap_or_default()),
        }
    }
    Ok(())
}
