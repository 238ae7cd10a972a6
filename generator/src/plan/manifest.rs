//! What `Cargo.toml` and the README say.

use super::{
    context::Context,
    data::{Client, Package, TypeFile, TypesPackage},
    dependency, values,
};
use crate::{mark, model::TypeKind};

/// A crate of more types is split, unless the manifest says otherwise.
const MANY: usize = 1000;

impl Context<'_> {
    pub(super) fn package(&self, types: &[TypeFile], client: &Client) -> Package {
        let name = self.manifest.package.name.clone();
        let kept =
            |kind: fn(&TypeKind) -> bool| self.slice.types.keys().filter(|id| kind(&self.model.ty(**id).kind)).count();
        let description = format!(
            "Types and requests for {}: {}, {}, {}",
            client.title,
            count(kept(|kind| matches!(kind, TypeKind::Entity(_))), "entity type"),
            count(kept(|kind| matches!(kind, TypeKind::Complex(_))), "complex type"),
            count(kept(|kind| matches!(kind, TypeKind::Enum(_))), "enumeration"),
        );
        let wanted = &self.manifest.package;
        let is_split = wanted.split.unwrap_or(types.len() > MANY);
        let types_package = is_split.then(|| TypesPackage {
            name: format!("{name}-types"),
            ident: identifier(&format!("{name}-types")),
            runtime: dependency::on_runtime(wanted, &format!("{}/types", wanted.path)),
        });
        Package {
            ident: identifier(&name),
            name,
            description,
            inherits: wanted.inherits(),
            standalone: wanted.standalone.unwrap_or_default(),
            runtime: dependency::on_runtime(wanted, &wanted.path),
            command: wanted.command().to_owned(),
            header: mark::header(wanted.command()),
            features: values::features(types, client),
            roots: self.manifest.roots.iter().map(|root| root.get_ref().clone()).collect(),
            source: self.manifest.source.url.clone(),
            types: types_package,
        }
    }
}

/// What code calls a package.
fn identifier(package: &str) -> String {
    package.replace('-', "_")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
