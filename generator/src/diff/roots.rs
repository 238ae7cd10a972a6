//! What the roots need of each state. A root that only one of them has is a change, not an error.

use toml::Spanned;

use super::modeled::Modeled;
use crate::{Error, manifest::Manifest, model::Model, slice::Slice};

/// What is compared of a state.
pub(super) struct Side<'a> {
    pub(super) model: &'a Model<'a>,
    pub(super) manifest: &'a Manifest,
    pub(super) slice: Slice,
}

impl Side<'_> {
    pub(super) fn is_everything(&self) -> bool {
        self.manifest.roots.iter().any(|root| root.get_ref() == "*")
    }
}

/// What is compared.
pub(super) struct Sides<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) notes: Vec<String>,
}

/// Follows the roots in both states.
pub(super) fn of<'a>(old: &'a Modeled<'a>, new: &'a Modeled<'a>) -> Result<Sides<'a>, Error> {
    let side = |modeled: &'a Modeled<'a>, slice| Side { model: &modeled.model, manifest: &modeled.manifest, slice };
    let reached = rayon::join(|| old.reach(&old.manifest), || new.reach(&new.manifest));
    if let (Ok(old_slice), Ok(new_slice)) = reached {
        return Ok(Sides { old: side(old, old_slice), new: side(new, new_slice), notes: Vec::new() });
    }
    let (old_lacks, new_lacks) = (lacking(old), lacking(new));
    let has_none = |lacks: &[String], other: &[String]| lacks.iter().any(|root| other.contains(root));
    if has_none(&new_lacks, &old_lacks) {
        return Err(new.refused(new.reach(&new.manifest).err().unwrap_or_default()));
    }
    let kept = |modeled: &'a Modeled<'a>, lacks: &[String]| {
        let is_kept = |root: &&Spanned<String>| !lacks.contains(root.get_ref());
        let roots = modeled.manifest.roots.iter().filter(is_kept).cloned().collect();
        let manifest = Manifest { roots, ..modeled.manifest.clone() };
        modeled.reach(&manifest).map_err(|diagnostics| modeled.refused(diagnostics))
    };
    let note = |state: &'static str| move |root: &String| format!("the {state} metadata has no `{root}`");
    Ok(Sides {
        old: side(old, kept(old, &old_lacks)?),
        new: side(new, kept(new, &new_lacks)?),
        notes: old_lacks.iter().map(note("old")).chain(new_lacks.iter().map(note("new"))).collect(),
    })
}

/// The roots that cannot be followed.
fn lacking(modeled: &Modeled) -> Vec<String> {
    let is_lacking = |root: &&Spanned<String>| {
        let manifest = Manifest { roots: vec![(*root).clone()], ..modeled.manifest.clone() };
        modeled.reach(&manifest).is_err()
    };
    modeled.manifest.roots.iter().filter(is_lacking).map(|root| root.get_ref().clone()).collect()
}
