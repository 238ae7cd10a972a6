//! Replaces the content of a large file, piece by piece, without ever having all of it in memory.
//!
//! `cargo run -p tests --example upload -- ITEM_ID FILE`, signed in by the Azure CLI.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use azure_identity::DeveloperToolsCredential;
use generated::{
    GraphClient,
    runtime::{
        Json,
        client::{Bytes, Key, UploadSession},
    },
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(id), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("the id of an item and a file are needed".into());
    };
    let graph = GraphClient::new(DeveloperToolsCredential::new(None)?)?;
    let item = graph.service().resource("me").property("drive").property("items").key(&Key::text(&id));
    let answer = item.action::<Json>("createUploadSession").send().await?;
    let url = answer.get("uploadUrl").and_then(Json::as_str).ok_or("the service gave no URL to upload to")?;

    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut session = UploadSession::<Json>::new(graph.service(), url)?;
    let uploaded = session.upload_from(size, |range| {
        let mut piece = Vec::new();
        let read = file
            .seek(SeekFrom::Start(range.start))
            .and_then(|_| (&mut file).take(range.end - range.start).read_to_end(&mut piece));
        async move { read.map(|_| Bytes::from(piece)) }
    });
    println!("{:?}", uploaded.await?.value());
    Ok(())
}
