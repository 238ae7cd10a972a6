//! A service of one's own in front of another one: a handler that takes and answers a model.
//!
//! `SERVICE_ROOT=https://graph.microsoft.com/beta TOKEN=... cargo run -p any-http --example axum -- 127.0.0.1:3000`, and then
//! `curl -X PATCH -H 'content-type: application/json' -d '{"osVersion": "10.0.26100"}' 127.0.0.1:3000/devices/DEVICE_ID`

use std::{env, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
    routing::patch,
};
use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState,
    runtime::requests::{Prepared, http::Response},
};
use http_body_util::BodyExt;
use reqwest::{Client, RequestBuilder, redirect::Policy};
use tokio::net::TcpListener;

struct Upstream {
    graph: GraphClient,
    client: Client,
    token: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let upstream = Upstream {
        graph: GraphClient::without_transport(&env::var("SERVICE_ROOT")?)?,
        client: Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(60)).build()?,
        token: env::var("TOKEN")?,
    };
    let app = Router::new().route("/devices/{id}", patch(change)).with_state(Arc::new(upstream));
    let listener = TcpListener::bind(env::args().nth(1).ok_or("the address to listen at is missing")?).await?;
    println!("listening at {}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// Changes the properties that the body has, and answers with the device as it is then.
async fn change(
    State(upstream): State<Arc<Upstream>>,
    Path(id): Path<String>,
    Json(wanted): Json<ManagedDeviceEncryptionState>,
) -> Result<Json<ManagedDeviceEncryptionState>, Failure> {
    let device = upstream.graph.device_management().managed_device_encryption_states(&id);
    // Most services answer a change without the entity.
    let changed = upstream.ask(device.patch_with(wanted.into()).into_http()?).await?;
    let state = match changed {
        Some(state) => state,
        None => upstream.ask(device.get().into_http()?).await?,
    };
    Ok(Json(state))
}

impl Upstream {
    async fn ask<T>(&self, (request, reader): Prepared<T>) -> Result<T, Failure> {
        let request = RequestBuilder::from_parts(self.client.clone(), request.try_into()?).bearer_auth(&self.token);
        let (head, body) = Response::from(request.send().await?).into_parts();
        let response = Response::from_parts(head, body.collect().await?.to_bytes());
        Ok(reader.read(response)?.into_value()?)
    }
}

/// What the caller is told of an error: whether it is the caller's.
struct Failure(StatusCode);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        eprintln!("{error}");
        Self(match (&error, error.status()) {
            (Error::EmptyPatch { .. } | Error::NotNullable { .. }, _) | (Error::Service(_), Some(400)) => {
                StatusCode::BAD_REQUEST
            }
            (Error::Service(_), Some(404)) => StatusCode::NOT_FOUND,
            _ => StatusCode::BAD_GATEWAY,
        })
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        eprintln!("{error}");
        Self(StatusCode::BAD_GATEWAY)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> axum::response::Response {
        self.0.into_response()
    }
}
