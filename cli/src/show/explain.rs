//! All about one thing, as text.

use odata_codegen::outline::{Fact, Member, Operation, Outline, Place, Property, Resource, Set, Type, Value};

use super::{find::Thing, labels::Labels, tree};
use crate::terminal::escape::plain;

/// Of those that refer to a thing, how many are named.
const SHOWN: usize = 20;

/// A paragraph for a thing.
#[must_use]
pub fn text(outline: &Outline, thing: Thing<'_>) -> String {
    let mut page = Page { text: String::new(), outline, labels: Labels::new(outline) };
    match thing {
        Thing::Type(ty) => page.ty(ty),
        Thing::Property(ty, property) => page.property(ty, property),
        Thing::Member(ty, member) => page.member(ty, member),
        Thing::Resource(resource) => page.resource(resource),
        Thing::Operation(operation) => page.operation(operation),
    }
    page.text
}

struct Page<'a> {
    text: String,
    outline: &'a Outline,
    labels: Labels<'a>,
}

impl Page<'_> {
    fn title(&mut self, what: &str, name: &str) {
        self.text.push_str(&plain(&format!("{what} {name}")));
        self.text.push('\n');
    }

    /// A line for each text; the label stands before the first.
    fn lines(&mut self, label: &str, lines: impl IntoIterator<Item = impl AsRef<str>>) {
        for (index, line) in lines.into_iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let line = format!("  {label:<12}  {}", plain(line.as_ref()));
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// As [`Self::lines`], but not without end.
    fn some(&mut self, label: &str, mut lines: Vec<String>) {
        let more = lines.len().saturating_sub(SHOWN);
        if more > 0 {
            lines.truncate(SHOWN);
            lines.push(format!("and {more} more"));
        }
        self.lines(label, lines);
    }

    fn said(&mut self, facts: &[Fact], declared: &Place) {
        for (index, fact) in facts.iter().enumerate() {
            let separator = if fact.text.is_empty() { "" } else { ": " };
            let label = if index == 0 { "annotations" } else { "" };
            self.lines(label, [format!("{}{separator}{}", fact.term, fact.text)]);
        }
        self.lines("declared at", [declared.to_string()]);
    }

    fn value(&mut self, value: &Value) {
        let stands_for = value.stands_for.iter().map(|primitive| format!(", which stands for {primitive}"));
        let known = self.outline.find(&value.ty).map(|ty| format!(", {}", ty.kind.noun()));
        self.lines("type", [format!("{value}{}", stands_for.chain(known).collect::<String>())]);
    }

    fn nullable(&mut self, value: &Value) {
        let of = if value.is_collection { "its items: " } else { "" };
        self.lines("nullable", [format!("{of}{}", if value.is_nullable { "yes" } else { "no" })]);
    }

    fn ty(&mut self, ty: &Type) {
        self.title(ty.kind.noun(), &ty.name);
        let content = tree::content(ty, &self.labels).text();
        let rust = ty.rust.iter().map(|rust| format!("models::{rust}"));
        let beside = (!ty.beside.is_empty()).then(|| format!("beside it: {}", ty.beside.join(", ")));
        let rust: Vec<String> = rust.chain(beside).collect();
        if ty.rust.is_none() {
            self.lines("Rust", ["no struct of its own: requests or derived types need it"]);
            self.lines("", rust);
        } else {
            self.lines("Rust", rust);
        }
        self.lines("base", &ty.base);
        let inherited = self.outline.lineage(ty).into_iter().filter(|base| base.name != ty.name);
        let inherited: Vec<String> = inherited
            .flat_map(|base| {
                let properties = base.properties.iter().chain(&base.navigation);
                properties.map(move |property| format!("{} of {}", property.name, base.name))
            })
            .collect();
        self.some("inherits", inherited);
        let flags =
            [(ty.is_abstract, "abstract: has no instances"), (ty.is_open, "open: has undeclared properties too")];
        self.lines("remarks", flags.iter().filter(|(holds, _)| *holds).map(|(_, text)| text));
        self.said(&ty.facts, &ty.declared);
        let uses = ty.used_by.iter().map(|it| format!("{} {}", it.by, it.name)).collect();
        self.some("used by", uses);
        self.lines("kept because", &ty.because);
        if !content.is_empty() {
            self.text.push('\n');
            self.text.push_str(&content);
        }
    }

    fn property(&mut self, ty: &Type, property: &Property) {
        let is_navigation = ty.navigation.iter().any(|other| other.name == property.name);
        let what = if is_navigation { "navigation property" } else { "property" };
        self.title(what, &format!("{}/{}", ty.name, property.name));
        self.value(&property.value);
        // Related entities of a collection are never null.
        if !(is_navigation && property.value.is_collection) {
            self.nullable(&property.value);
        }
        if property.is_key {
            self.lines("key", ["a part of the key"]);
        }
        if is_navigation {
            let text = if property.is_contained { "lives inside, and goes with it" } else { "lives elsewhere" };
            self.lines("target", [text]);
        } else {
            let set = match property.set {
                Set::Always => "on creation and by a change",
                Set::OnCreate => "on creation only",
                Set::OnUpdate => "by a change only",
                Set::Never => "never",
            };
            self.lines("set", [set]);
        }
        self.lines("facets", property.facets.iter().map(|(facet, value)| format!("{facet} {value}")));
        match &property.rust {
            Some(rust) => {
                let setters: Vec<String> =
                    [&rust.setter, &rust.clear].into_iter().flatten().map(|name| format!("{name}()")).collect();
                let fields = [
                    Some(format!("field {}: {}", rust.field, rust.ty)),
                    (!setters.is_empty()).then(|| format!("set with {}", setters.join(", "))),
                    Some(format!("in queries {}", rust.constant)),
                ];
                self.lines("Rust", fields.into_iter().flatten());
            }
            None => self.lines("Rust", ["no field"]),
        }
        self.lines("methods", &property.methods);
        self.said(&property.facts, &property.declared);
        self.some("used by", self.holders(ty, property));
        self.lines("kept because", &ty.because);
    }

    /// What has a property: the type's key, and the types that inherit it.
    fn holders(&self, ty: &Type, property: &Property) -> Vec<String> {
        let key = property.is_key.then(|| format!("key of {}", ty.name));
        let derived = self.outline.types.iter().filter(|other| {
            other.name != ty.name && self.outline.lineage(other).iter().any(|base| base.name == ty.name)
        });
        let structs = [ty].into_iter().chain(derived).filter_map(|ty| {
            let rust = ty.rust.as_ref()?;
            Some(format!("struct models::{rust}"))
        });
        key.into_iter().chain(structs).collect()
    }

    fn member(&mut self, ty: &Type, member: &Member) {
        self.title("member", &format!("{}/{}", ty.name, member.name));
        self.lines("value", [member.value.to_string()]);
        let rust = ty.rust.iter().zip(&member.rust).map(|(ty, member)| format!("models::{ty}::{member}"));
        self.lines("Rust", rust);
        self.said(&member.facts, &member.declared);
        self.lines("kept because", &ty.because);
    }

    fn resource(&mut self, resource: &Resource) {
        self.title(resource.element, &resource.name);
        if let Some(value) = &resource.value {
            self.lines("type", [value.to_string()]);
        }
        self.lines("methods", &resource.methods);
        self.said(&resource.facts, &resource.declared);
    }

    fn operation(&mut self, operation: &Operation) {
        self.title(operation.element, &operation.name);
        if let Some(value) = &operation.bound_to {
            self.lines("bound to", [value.to_string()]);
        }
        let parameters = operation.parameters.iter().map(|parameter| {
            let null = if parameter.value.is_nullable { "" } else { ", not null" };
            format!("{}: {}{null}", parameter.name, parameter.value)
        });
        self.lines("parameters", parameters);
        if let Some(value) = &operation.returns {
            self.lines("returns", [value.to_string()]);
        }
        self.some("methods", operation.methods.clone());
        self.said(&operation.facts, &operation.declared);
    }
}
