//! Paths from a type or from the container, and whether what they lead through is written.

use super::keep::Keep;
use crate::model::TypeId;

/// What becomes of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It leads through what is written.
    Kept,
    /// It leads through something that is there, but left out.
    Cut,
    /// The input does not resolve it either, or it goes by something that we do not follow.
    Unknown,
}

impl Keep<'_, '_> {
    /// Follows a path of members and casts from a type.
    pub(super) fn path(&self, from: TypeId, path: &str) -> Fate {
        let mut from = Some(from);
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            if segment.starts_with(['@', '$']) {
                return Fate::Kept;
            }
            let Some(id) = from else { return Fate::Unknown };
            let segment = segment.split_once('@').map_or(segment, |(member, _)| member);
            let (next, kept) = match self.id(segment) {
                Some(cast) => (Some(cast), self.has_type(cast)),
                None => match self.member(id, segment) {
                    Some(found) => found,
                    None => return Fate::Unknown,
                },
            };
            if !kept {
                return Fate::Cut;
            }
            from = next;
        }
        Fate::Kept
    }

    /// Follows a path from an entity set or singleton, as targets of bindings are: `Set`, `Set/member`.
    pub(super) fn resource_path(&self, path: &str) -> Fate {
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        match self.resource(name) {
            Some((_, false)) => Fate::Cut,
            Some((Some(id), true)) => self.path(id, rest),
            None | Some((None, true)) => Fate::Unknown,
        }
    }
}
