//! One span for a request, by the names of OpenTelemetry's conventions for HTTP clients: what was asked for and what became
//! of it, but neither token nor keys nor bodies.

use tracing::{Span, field::Empty, info_span};

use crate::answer::{Answer, Error};
use crate::service::Outgoing;

pub(super) fn span(request: &Outgoing) -> Span {
    let (method, template) = (request.http.method().as_str(), &*request.template);
    info_span!(
        "odata.request",
        otel.kind = "client",
        otel.name = format_args!("{method} {template}"),
        http.request.method = method,
        url.template = template,
        server.address = request.http.uri().host(),
        http.response.status_code = Empty,
        "error.type" = Empty,
    )
}

pub(super) fn record(span: &Span, result: &Result<Answer, Error>) {
    match result {
        Ok(Answer { response, .. }) => {
            let status = response.status().as_u16();
            span.record("http.response.status_code", status);
            if !response.status().is_success() {
                span.record("error.type", status);
            }
        }
        Err(error) => {
            let kind = if matches!(error, Error::Limit(_)) { "limit" } else { "transport" };
            span.record("error.type", kind);
        }
    }
}
