//! Aliases of namespaces: each stands for one of them, and for a reason.

use std::collections::BTreeMap;

use memchr::memmem;

use super::{reader::Reader, text::Text, tree::Edmx};
use crate::{codes::Code, error::Diagnostic};

/// What means something already (CSDL XML 4.01, section 15.2).
const RESERVED: [&str; 4] = ["Edm", "odata", "System", "Transient"];

impl Reader<'_> {
    pub(super) fn check_aliases(&mut self, edmx: &Edmx) {
        for schema in &edmx.schemas {
            let name = schema.namespace.value();
            if name == "Edm" || name.starts_with("Edm.") {
                let message = format!("`{name}` cannot be a namespace");
                let problem = Diagnostic::at(Code::Reserved, schema.namespace.span(), message);
                self.problems.push(problem.expected("another name: the primitive types have this one"));
            }
        }
        let includes = edmx.references.iter().flat_map(|reference| &reference.includes);
        let includes = includes.map(|include| (&include.alias, &include.namespace));
        let schemas = edmx.schemas.iter().map(|schema| (&schema.alias, &schema.namespace));
        let mut known: BTreeMap<&str, (&Text, &Text)> = BTreeMap::new();
        for (alias, namespace) in includes.chain(schemas) {
            let Some(alias) = alias else {
                continue;
            };
            let name = alias.value();
            if RESERVED.contains(&name) {
                let message = format!("`{name}` cannot be an alias");
                let problem = Diagnostic::at(Code::Reserved, alias.span(), message);
                self.problems.push(problem.expected("another name: the standard has a use for this one"));
            }
            if let Some(schema) = edmx.schemas.iter().find(|schema| schema.namespace.value() == name)
                && namespace.value() != name
            {
                let message = format!("`{name}` is an alias and a namespace");
                let problem = Diagnostic::at(Code::AliasTwice, alias.span(), message);
                self.problems.push(problem.second(schema.namespace.span(), "the namespace"));
            }
            match known.insert(name, (alias, namespace)) {
                Some((first, other)) if other.value() != namespace.value() => {
                    let message = format!("`{name}` is the alias of two namespaces");
                    let problem = Diagnostic::at(Code::AliasTwice, alias.span(), message);
                    self.problems.push(problem.second(first.span(), format!("of `{}` here", other.value())));
                }
                _ => {}
            }
        }
        // That of a schema is for what the service sends, too: `@odata.type` may name a type by it.
        let is_of_schema = |name: &str| {
            let mut aliases = edmx.schemas.iter().filter_map(|schema| schema.alias.as_ref());
            aliases.any(|alias| alias.value() == name)
        };
        for (name, (alias, namespace)) in known {
            if !is_of_schema(name) && !self.is_used(name) {
                let message = format!("the alias `{name}` is not used");
                let problem = Diagnostic::at(Code::UnusedAlias, alias.span(), message);
                self.problems
                    .push(problem.help(format!("names are written with `{}`, or not at all", namespace.value())));
            }
        }
    }

    /// Whether a name in the file begins with the alias, as far as the text shows.
    fn is_used(&self, alias: &str) -> bool {
        let text = self.file().as_bytes();
        let begins =
            |at: &usize| !text[..*at].last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._".contains(byte));
        memmem::find_iter(text, &format!("{alias}.")).any(|at| begins(&at))
    }
}
