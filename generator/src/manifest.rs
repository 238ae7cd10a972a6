//! `codegen.toml`: what to generate, from what, and what the service does that its metadata does not say.

pub(crate) mod entries;
mod fix;
mod keys;
mod old;
mod options;
mod package;
pub(crate) mod paths;
pub(crate) mod patterns;
mod place;

pub use entries::toml_string;
pub use fix::{Capability, Fix};
pub use keys::keys;
pub use options::{BinaryForm, ODataVersion, PageSize};
pub use package::{Package, Runtime, is_package_name};
use place::place;

use std::{collections::BTreeMap, num::NonZeroU32};

use serde::Deserialize;
use toml::Spanned;

use crate::{
    codes::{Code, Severity},
    error::{Diagnostic, Error},
    limits::Limits,
    source::{Source, Sources},
};

/// The manifest. Unknown keys are errors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// The crate to write.
    #[serde(rename = "crate")]
    pub package: Package,
    /// Where the metadata is and comes from.
    pub source: SourceEntry,
    /// What the service does that its metadata does not say.
    #[serde(default)]
    pub service: Service,
    /// What to keep: paths from the container (`deviceManagement/managedDeviceEncryptionStates`), qualified type
    /// names, or `*` for everything. In a longer one, `*` stands for any characters within a segment (`users/*`).
    pub roots: Vec<Spanned<String>>,
    /// What comes with the roots, and what does not.
    #[serde(default)]
    pub slice: SliceEntry,
    /// What becomes of warnings.
    #[serde(default)]
    pub warnings: WarningsEntry,
    /// How much of anything is taken from the metadata.
    #[serde(default)]
    pub limits: Limits,
    /// Corrections of the metadata.
    #[serde(default)]
    pub fix: Vec<Fix>,
    /// Manifests of other services that are generated with this one, relative to the manifest's folder.
    #[serde(default)]
    pub members: Vec<Spanned<String>>,
}

/// What comes with the roots, and what does not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SliceEntry {
    /// Types and operations by qualified name, what they declare (`namespace.type/property`, `namespace.enum/member`,
    /// `namespace.operation/parameter`), and paths that a root with wildcards would match. `*` stands for any characters but `/`. What is of an excluded type is left out with it.
    pub exclude: Vec<Spanned<String>>,
    /// Keep the types derived from those that are kept, so that their values are typed.
    pub derived_types: bool,
    /// Keep what navigation properties of kept types lead to, one step far.
    pub navigation_targets: bool,
}

/// What becomes of warnings, by code: `CSDL802`, say, or `all`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WarningsEntry {
    /// Not shown.
    pub allow: Vec<Spanned<String>>,
    /// Errors. What is allowed by its own code is not denied by `all`.
    pub deny: Vec<Spanned<String>>,
}

impl WarningsEntry {
    pub(crate) fn allows(&self, code: Code) -> bool {
        has(&self.allow, code.name()) || has(&self.allow, ALL) && !has(&self.deny, code.name())
    }

    pub(crate) fn denies(&self, code: Code) -> bool {
        !self.allows(code) && (has(&self.deny, code.name()) || has(&self.deny, ALL))
    }
}

const ALL: &str = "all";

fn has(codes: &[Spanned<String>], name: &str) -> bool {
    codes.iter().any(|code| code.get_ref() == name)
}

/// Where the metadata is and comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceEntry {
    /// The CSDL file, relative to the manifest's folder.
    pub csdl: String,
    /// The SHA-256 of that file in hexadecimal; checked if given.
    pub sha256: Option<String>,
    /// Where the file comes from: the service's `$metadata`, of which the file is a slice.
    pub url: Option<String>,
    /// When it was fetched, as `2026-11-25`.
    pub fetched: Option<String>,
    /// The SHA-256 of the whole metadata that was fetched, in hexadecimal.
    pub upstream_sha256: Option<String>,
    /// The `ETag` of the whole metadata.
    pub etag: Option<String>,
    /// The environment variable that holds the bearer token for the URL.
    pub token_env: Option<String>,
    /// The largest metadata that is fetched, in bytes; the default is 64 MiB.
    pub max_bytes: Option<NonZeroU32>,
    /// How long fetching may take; the default is a minute.
    pub timeout_seconds: Option<NonZeroU32>,
    /// CSDL files of annotations only, laid over the metadata, relative to the manifest's folder.
    #[serde(default)]
    pub overlays: Vec<String>,
    /// Files of `edmx:Reference`s that do not stand beside the metadata.
    #[serde(default)]
    pub reference: Vec<ReferenceEntry>,
}

/// Where the file of an `edmx:Reference` is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceEntry {
    /// The `Uri` as the metadata writes it.
    pub uri: Spanned<String>,
    /// The CSDL file, relative to the manifest's folder.
    pub file: String,
}

/// What the service does that its metadata does not say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Service {
    /// The service's name in documentation, `Microsoft Graph`, say.
    pub title: Option<String>,
    /// How keys are written in paths.
    pub key_style: KeyStyle,
    /// How `@odata.type` is sent.
    pub odata_type: OdataType,
    /// How enumeration members are written in queries.
    pub enum_literals: EnumLiterals,
    /// Headers of each request, by name.
    pub headers: BTreeMap<String, Spanned<String>>,
    /// Headers of a query that counts or searches, by name.
    pub count_headers: BTreeMap<String, Spanned<String>>,
    /// The number of requests that a `$batch` may have.
    pub batch_limit: Option<usize>,
    /// The version in which bodies are written; the default is that of the metadata.
    pub odata_version: Option<ODataVersion>,
    /// The highest version in which a response may be; the default is that of the metadata.
    pub max_version: Option<ODataVersion>,
    /// How the service is asked for pages of a size.
    pub page_size: PageSize,
    /// Whether numbers of 64 bits and decimal ones are strings in bodies.
    pub ieee754_compatible: bool,
    /// How binary values are written in bodies.
    pub binary: BinaryForm,
    /// The namespace whose types stand in `models` itself; the default is the first in the metadata.
    pub namespace: Option<Spanned<String>>,
    /// The deployments of the service; the first is the default.
    pub cloud: Vec<Cloud>,
}

/// How keys are written in paths (OData 4.01 URL Conventions, sections 4.3.1 and 4.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyStyle {
    /// `Products('a')`, which every service takes.
    #[default]
    Parentheses,
    /// `Products/a`, as Graph writes it.
    Segment,
}

/// How enumeration members are written in queries (OData 4.01 URL Conventions, section 5.1.1.14.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EnumLiterals {
    /// `Namespace.Color'Red'`, which every service takes.
    #[default]
    Qualified,
    /// `'Red'`, as Graph has it.
    Quoted,
}

/// How `@odata.type` is sent (OData JSON Format 4.01, section 4.6.3).
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OdataType {
    /// On entities.
    pub entity: TypeStyle,
    /// On complex values.
    pub complex: TypeStyle,
}

/// A way to write `@odata.type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeStyle {
    /// Not sent.
    #[default]
    Omit,
    /// `#namespace.type`.
    Fragment,
    /// `namespace.type`.
    Name,
}

/// A deployment of the service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cloud {
    /// The name of the variant, `Global`, say.
    pub name: Spanned<String>,
    /// The name in documentation.
    pub title: String,
    /// The service root, without a slash at the end.
    pub root: Spanned<String>,
    /// The scope to request a token for.
    pub scope: String,
}

impl Manifest {
    /// Reads the manifest.
    ///
    /// # Errors
    ///
    /// The first fault of the TOML, or all faults of its values.
    pub fn parse(source: &Source) -> Result<Self, Error> {
        let (manifest, diagnostics) = match toml::from_str::<Self>(&source.text) {
            Ok(manifest) => {
                let diagnostics = manifest.faults(&source.text);
                (Some(manifest), diagnostics)
            }
            Err(error) => {
                let message = error.message().trim().replace('\n', ", ");
                let span = error.span().unwrap_or_default();
                let syntax = || Diagnostic::at(Code::ManifestSyntax, place(span), message);
                (None, vec![old::runtime(&source.text).unwrap_or_else(syntax)])
            }
        };
        match manifest {
            Some(manifest) if diagnostics.is_empty() => Ok(manifest),
            _ => {
                let mut sources = Sources::default();
                sources.add(source.clone());
                Err(Error { diagnostics, sources })
            }
        }
    }

    fn faults(&self, text: &str) -> Vec<Diagnostic> {
        let mut faults = self.package.faults(text);
        for cloud in &self.service.cloud {
            let root = cloud.root.get_ref();
            let span = place(cloud.root.span());
            let host = root.strip_prefix("https://").or_else(|| root.strip_prefix("http://"));
            match host {
                None => faults.push(
                    Diagnostic::at(Code::ServiceRoot, span, "the root is no absolute URL").expected("`https://...`"),
                ),
                Some(host) if host.starts_with('/') || host.is_empty() || host.contains([' ', '?', '#']) => {
                    faults.push(
                        Diagnostic::at(Code::ServiceRoot, span, "the root is no URL of a service")
                            .expected("`https://host/path`"),
                    );
                }
                Some(host) if host.ends_with('/') => {
                    faults.push(
                        Diagnostic::at(Code::ServiceRoot, span, "the root ends with a slash")
                            .help("take the last `/` off"),
                    );
                }
                Some(_) => {}
            }
        }
        for (name, value) in self.service.headers.iter().chain(&self.service.count_headers) {
            if !is_header(name, value.get_ref()) {
                faults.push(
                    Diagnostic::at(
                        Code::Header,
                        place(value.span()),
                        format!("`{name}` has a name or value that HTTP forbids"),
                    )
                    .expected("a name of letters, digits and `-`, and a value of visible ASCII characters and spaces"),
                );
            }
        }
        for entry in self.warnings.allow.iter().chain(&self.warnings.deny) {
            let name = entry.get_ref();
            let warnings = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
            let mut known = warnings.map(|code| code.name()).chain([ALL]);
            if !known.any(|known| known == name) {
                let message = format!("`{name}` is no code of a warning");
                faults.push(
                    Diagnostic::at(Code::UnknownCode, place(entry.span()), message)
                        .expected("the code of a warning, or `all`")
                        .help("the explanations of codes list them; errors are neither allowed nor denied"),
                );
            }
        }
        faults.extend(self.fix.iter().flat_map(Fix::faults));
        faults
    }
}

fn is_header(name: &str, value: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && value.chars().all(|c| c.is_ascii_graphic() || c == ' ')
}
