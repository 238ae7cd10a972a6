//! The client, as data.

use super::{
    builders::{BuilderFile, Navigation},
    calls::{Call, Operation},
};
use crate::manifest::{BinaryForm, EnumLiterals, KeyStyle, ODataVersion, PageSize};

/// The client and the request builders.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client type.
    pub ident: String,
    /// The service's name in documentation.
    pub title: String,
    /// What the service does that its metadata does not say.
    pub options: ServiceOptions,
    /// The deployments.
    pub clouds: Vec<Cloud>,
    /// The way to each resource of the container.
    pub resources: Vec<Navigation>,
    /// The operations that the container offers.
    pub operations: Vec<Operation>,
    /// The builders.
    pub builders: Vec<BuilderFile>,
    /// The calls with parameters that need not be given.
    pub calls: Vec<Call>,
}

/// What a service does that its metadata does not say.
#[derive(Clone, Debug)]
pub struct ServiceOptions {
    /// How keys are written.
    pub key_style: KeyStyle,
    /// How enumeration members are written in queries.
    pub enum_literals: EnumLiterals,
    /// Headers of each request.
    pub headers: Vec<(String, String)>,
    /// Headers of a query that counts or searches.
    pub count_headers: Vec<(String, String)>,
    /// The number of requests that a `$batch` may have.
    pub batch_limit: Option<usize>,
    /// The version in which bodies are written.
    pub odata_version: ODataVersion,
    /// The highest version in which a response may be.
    pub max_version: ODataVersion,
    /// How the service is asked for pages of a size.
    pub page_size: PageSize,
    /// Whether numbers of 64 bits and decimal ones are strings in bodies.
    pub ieee754_compatible: bool,
    /// How binary values are written in bodies.
    pub binary: BinaryForm,
}

/// A deployment of the service.
#[derive(Clone, Debug)]
pub struct Cloud {
    /// The variant.
    pub ident: String,
    /// The name in documentation.
    pub title: String,
    /// The service root.
    pub root: String,
    /// The scope to request a token for.
    pub scope: String,
}
