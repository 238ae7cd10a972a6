//! What is kept of the model, and why.

mod complex;
mod everything;
mod kept;
mod missing;
mod operations;
mod paths;
pub mod patterns;
mod reach;
pub(crate) mod wishes;

pub use self::kept::Slice;
use self::{paths::Written, reach::Reach};
use crate::{codes::Code, error::Diagnostic, manifest::Manifest, model::Model, source::Span};

/// Follows the roots. After this stage every type that something kept refers to is kept and declared, or, if the roots
/// are everything, in a file that is not here.
///
/// # Errors
///
/// A root that matches nothing, or a kept property of a type that no input declares.
pub fn reach(model: &Model, manifest: &Manifest, manifest_source: u16) -> Result<Slice, Vec<Diagnostic>> {
    let mut reach = Reach::new(model, manifest);
    reach.exclude();
    for root in &manifest.roots {
        let span = Span::new(manifest_source, root.span());
        match root.get_ref().as_str() {
            "*" => reach.keep_all(),
            path if path.contains('*') => reach.keep_pattern(path, span),
            path => reach.keep_root(path, Written::Whole, span),
        }
    }
    reach.follow();
    reach.widen();
    reach.note_left();
    if reach.problems.is_empty() {
        return Ok(reach.slice);
    }
    if reach.problems.iter().any(|problem| problem.code == Code::UnknownRoot) {
        reach.problems.extend(dangling(model));
    }
    Err(reach.problems)
}

/// Why roots may match nothing: the container extends one that no input declares.
pub(crate) fn dangling<'m>(model: &'m Model) -> impl Iterator<Item = Diagnostic> + 'm {
    model.faults.iter().filter(|fault| fault.code == Code::UnknownContainer).cloned()
}
