//! Corrections of the metadata.

use serde::Deserialize;
use toml::Spanned;

use crate::{codes::Code, error::Diagnostic, source::Span};

/// A correction of the metadata. It must name something that exists, and must change it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fix {
    /// `namespace.type/property`, or what a key is of: `namespace.type`, `namespace.container/set`.
    pub target: Spanned<String>,
    /// The right value of `Nullable`.
    pub nullable: Option<bool>,
    /// The right `Type`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The service has no such property.
    pub absent: Option<bool>,
    /// The right `BaseType` of a type; empty if it has none.
    pub base_type: Option<String>,
    /// The paths of the right `Key` of an entity type; empty if it has none.
    pub key: Option<Vec<String>>,
    /// What the service allows or not, as `allowed` says.
    pub capability: Option<Capability>,
    /// Whether the service has the capability.
    pub allowed: Option<bool>,
    /// Why the metadata is wrong, with a reference.
    pub reason: String,
}

/// What the vocabulary of capabilities says of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// `ReadRestrictions`.
    Read,
    /// `ReadRestrictions/ReadByKeyRestrictions`.
    ReadByKey,
    /// `InsertRestrictions`.
    Insert,
    /// `UpdateRestrictions`.
    Update,
    /// `DeleteRestrictions`.
    Delete,
    /// `FilterRestrictions`.
    Filter,
    /// `SortRestrictions`.
    Sort,
    /// `ExpandRestrictions`.
    Expand,
}

impl Fix {
    /// What can be seen without the metadata.
    pub(super) fn faults(&self) -> impl Iterator<Item = Diagnostic> {
        let span = Span::new(0, self.target.span());
        let reason = self.reason.trim().is_empty().then(|| {
            Diagnostic::at(Code::FixIncomplete, span, "this fix has an empty `reason`")
                .help("say why the metadata is wrong, with a reference")
        });
        let half = (self.capability.is_some() != self.allowed.is_some()).then(|| {
            Diagnostic::at(Code::FixIncomplete, span, "a capability is fixed by two keys")
                .expected("`capability` and `allowed`")
        });
        reason.into_iter().chain(half)
    }

    /// Whether it says nothing of its target.
    pub(crate) fn is_empty(&self) -> bool {
        self.nullable.is_none()
            && self.ty.is_none()
            && self.absent.is_none()
            && self.base_type.is_none()
            && self.key.is_none()
            && self.capability.is_none()
    }
}
