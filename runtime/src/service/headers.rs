//! The headers that say in which version and form bodies are written.

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Request,
    header::{ACCEPT, CONTENT_TYPE},
};

use super::Service;
use crate::answer::Expected;

const JSON: &str = "application/json";

/// JSON with numbers of 64 bits as strings (OData JSON Format 4.01, section 3.2).
const JSON_WITH_STRINGS: &str = "application/json;IEEE754Compatible=true";

const VERSION: HeaderName = HeaderName::from_static("odata-version");

const MAX_VERSION: HeaderName = HeaderName::from_static("odata-maxversion");

impl Service {
    /// Says what a response may be: its media type and version.
    pub(crate) fn accept(&self, expected: Expected, request: &mut Request<Bytes>) {
        let accept = match expected {
            Expected::Value => self.media_type(),
            Expected::Stream => expected.accept(),
        };
        let max_version = HeaderValue::from_static(self.options().max_version.as_str());
        request.headers_mut().insert(ACCEPT, accept);
        request.headers_mut().insert(MAX_VERSION, max_version);
    }

    /// Gives a request a body of JSON, and says in which version and form that is.
    pub(crate) fn set_json(&self, json: Bytes, request: &mut Request<Bytes>) {
        let version = HeaderValue::from_static(self.options().odata_version.as_str());
        request.headers_mut().insert(CONTENT_TYPE, self.media_type());
        request.headers_mut().insert(VERSION, version);
        *request.body_mut() = json;
    }

    fn media_type(&self) -> HeaderValue {
        HeaderValue::from_static(if self.options().ieee754_compatible { JSON_WITH_STRINGS } else { JSON })
    }

    /// Gives a `$batch` request the versions, which are those of its parts unless they say otherwise.
    pub(crate) fn set_versions(&self, batch: &mut Request<Bytes>) {
        let options = self.options();
        for (name, version) in [(VERSION, options.odata_version), (MAX_VERSION, options.max_version)] {
            batch.headers_mut().insert(name, HeaderValue::from_static(version.as_str()));
        }
    }

    /// Whether a part of a `$batch` has the header from the whole (OData 4.01 Protocol, sections 8.1.5 and 8.2.7).
    pub(crate) fn is_of_the_batch(&self, name: &str, value: &str) -> bool {
        let options = self.options();
        let versions = [(VERSION, options.odata_version), (MAX_VERSION, options.max_version)];
        versions.iter().any(|(known, version)| known.as_str() == name && version.as_str() == value)
    }
}
