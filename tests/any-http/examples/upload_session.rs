//! Replaces the content of a large file, piece by piece.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/v1.0 TOKEN=... cargo run -p any-http --example upload_session -- ITEM_ID FILE`

use std::{
    env,
    error::Error,
    fs::File,
    io::{Read, Seek, SeekFrom},
    time::Duration,
};

use generated::{
    GraphClient,
    runtime::{
        Json,
        requests::{
            Bytes, Key, UploadSession,
            http::{HeaderValue, Request, Response, header::AUTHORIZATION},
        },
    },
};
use ureq::Agent;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(id), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("the id of an item and a file are needed".into());
    };
    let graph = GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?;
    let token = HeaderValue::try_from(format!("Bearer {}", env::var("TOKEN")?))?;
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: Agent = agent.timeout_global(Some(Duration::from_secs(300))).build().into();
    let send = |request: Request<Bytes>| -> Result<Response<Vec<u8>>, ureq::Error> {
        let (head, mut body) = agent.run(request.map(Vec::from))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?))
    };

    let item = graph.service().resource("me").property("drive").property("items").key(&Key::text(&id));
    let (mut request, reader) = item.action::<Json>("createUploadSession").into_http()?;
    request.headers_mut().insert(AUTHORIZATION, token);
    let answer = reader.read(send(request)?)?.into_value()?;
    let url = answer.get("uploadUrl").and_then(Json::as_str).ok_or("the service gave no URL to upload to")?;

    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut session = UploadSession::<Json>::new(graph.service(), url)?;
    let uploaded = loop {
        // The URL is pre-authenticated: no token goes with these.
        let request = session.next_request(size, |range| {
            let mut piece = Vec::new();
            file.seek(SeekFrom::Start(range.start))?;
            (&mut file).take(range.end - range.start).read_to_end(&mut piece)?;
            Ok(piece.into())
        })?;
        if let Some(response) = session.take(send(request)?)? {
            break response.into_value()?;
        }
    };
    println!("{uploaded}");
    Ok(())
}
