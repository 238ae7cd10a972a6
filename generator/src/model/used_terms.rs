//! The vocabulary terms that we use, a row each. CONTRIBUTING.md says what else a new term needs.

use super::{
    expressions::{
        self, Value, alternate_key, capability, deprecated, items, members, path, paths, permission, properties,
        property, tag, text,
    },
    facts::{Facts, Navigability, Restricted, Restriction, Said, UpdateMethod},
    names::Scope,
};
use crate::csdl;

const CORE: &str = "Org.OData.Core.V1";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1";
/// Alternate keys before the core vocabulary had them.
const KEYS: &str = "OData.Community.Keys.V1";

/// Takes up what an annotation says.
type Take = for<'a> fn(&mut Facts<'a>, &Statement<'a, '_>);

/// The terms, by vocabulary and name.
const TERMS: [(&str, &str, Take); 20] = [
    (CORE, "Description", |facts, said| said.put(&mut facts.description, text(said.value))),
    (CORE, "LongDescription", |facts, said| said.put(&mut facts.long_description, text(said.value))),
    (CORE, "Computed", |facts, said| said.set(&mut facts.computed, tag(said.value))),
    (CORE, "Immutable", |facts, said| said.set(&mut facts.immutable, tag(said.value))),
    (CORE, "Permissions", |facts, said| said.set(&mut facts.read_only, only_reads(said.value))),
    (CORE, "Revisions", |facts, said| said.put(&mut facts.deprecated, deprecated(said.value))),
    (CORE, "OptionalParameter", |facts, said| {
        said.set(&mut facts.optional_parameter, true);
        said.put(&mut facts.default_value, text(property(said.value, "DefaultValue")));
    }),
    (CORE, "RequiresExplicitBinding", |facts, said| {
        said.set(&mut facts.requires_explicit_binding, tag(said.value));
    }),
    (CORE, "ExplicitOperationBindings", |facts, said| said.fill(&mut facts.explicit_bindings, said.operations())),
    (CORE, "AlternateKeys", alternate_keys),
    (KEYS, "AlternateKeys", alternate_keys),
    (CAPABILITIES, "ReadRestrictions", |facts, said| {
        said.restrict(&mut facts.read, restriction(said.value, "Readable"));
        let by_key = property(said.value, "ReadByKeyRestrictions");
        said.restrict(&mut facts.read_by_key, restriction(by_key, "Readable"));
    }),
    (CAPABILITIES, "InsertRestrictions", |facts, said| {
        said.restrict(&mut facts.insert, listing(said.value, "Insertable", "NonInsertableProperties"));
    }),
    (CAPABILITIES, "UpdateRestrictions", |facts, said| {
        said.restrict(&mut facts.update, listing(said.value, "Updatable", "NonUpdatableProperties"));
    }),
    (CAPABILITIES, "DeleteRestrictions", |facts, said| {
        said.restrict(&mut facts.delete, restriction(said.value, "Deletable"));
    }),
    (CAPABILITIES, "FilterRestrictions", |facts, said| {
        said.restrict(&mut facts.filter, listing(said.value, "Filterable", "NonFilterableProperties"));
    }),
    (CAPABILITIES, "SortRestrictions", |facts, said| {
        said.restrict(&mut facts.sort, listing(said.value, "Sortable", "NonSortableProperties"));
    }),
    (CAPABILITIES, "ExpandRestrictions", |facts, said| {
        said.restrict(&mut facts.expand, listing(said.value, "Expandable", "NonExpandableProperties"));
    }),
    (CAPABILITIES, "IndexableByKey", |facts, said| {
        said.put(&mut facts.indexable_by_key, expressions::said(said.value));
    }),
    (CAPABILITIES, "NavigationRestrictions", |facts, said| {
        said.put(&mut facts.navigability, navigability(property(said.value, "Navigability")));
        let records = items(property(said.value, "RestrictedProperties")).iter();
        said.fill(&mut facts.restricted, records.filter_map(|record| said.restricted(record)).collect());
    }),
];

/// The qualified names of the terms.
pub(crate) fn names() -> impl Iterator<Item = String> {
    TERMS.iter().map(|(vocabulary, name, _)| format!("{vocabulary}.{name}"))
}

/// What an annotation says.
struct Statement<'a, 's> {
    value: Value<'a, 'a>,
    scope: &'s Scope<'s>,
    /// It takes the place of what was said before.
    over: bool,
}

impl<'a> Said<Facts<'a>> {
    /// What an element's own annotations say.
    pub(super) fn by(scope: &Scope, annotations: &'a [csdl::Annotation<'a>]) -> Self {
        let mut said = Self::default();
        for annotation in annotations {
            said.annotate(scope, annotation, false);
        }
        said
    }

    /// Takes up an annotation. What was said before stays unless `over` is set. `false` if we do not use the term.
    pub(super) fn annotate(&mut self, scope: &Scope, annotation: &'a csdl::Annotation<'a>, over: bool) -> bool {
        let Some((vocabulary, name)) = scope.split(annotation.term.value()) else { return false };
        let take = TERMS.iter().find(|(of, term, _)| *term == name && *of == vocabulary).map(|(_, _, take)| take);
        let Some(take) = take.filter(|_| annotation.qualifier.is_none()) else { return false };
        take(self, &Statement { value: annotation.value.as_ref(), scope, over });
        true
    }
}

impl<'a> Statement<'a, '_> {
    fn put<T>(&self, fact: &mut Option<T>, value: Option<T>) {
        if self.over || fact.is_none() {
            *fact = value;
        }
    }

    fn set(&self, fact: &mut bool, value: bool) {
        if self.over || !*fact {
            *fact = value;
        }
    }

    fn fill<T>(&self, fact: &mut Vec<T>, value: Vec<T>) {
        if self.over || fact.is_empty() {
            *fact = value;
        }
    }

    fn restrict(&self, fact: &mut Said<Restriction>, value: Restriction) {
        if (self.over || **fact == Restriction::default()) && **fact != value {
            **fact = value;
        }
    }

    /// The qualified names of bound operations, which may stand with their binding type in parentheses.
    fn operations(&self) -> Vec<String> {
        let names = items(self.value).iter().filter_map(|item| text(Some(item)));
        names.map(|name| self.scope.expand(name.split('(').next().unwrap_or(name))).collect()
    }

    /// The same terms, as properties of a record.
    fn restricted(&self, record: &'a csdl::Expression<'a>) -> Option<Restricted<'a>> {
        let path = path(property(Some(record), "NavigationProperty"))?;
        let whole = |segment: &str| if segment.contains('.') { self.scope.expand(segment) } else { segment.to_owned() };
        let path = path.split('/').map(whole).collect::<Vec<_>>().join("/");
        let mut facts = Facts::default();
        for (name, value) in properties(Some(record)) {
            let of_record = Self { value: value.as_ref(), scope: self.scope, over: true };
            match TERMS.iter().find(|(of, term, _)| *of == CAPABILITIES && *term == name.value()) {
                Some((_, _, take)) => take(&mut facts, &of_record),
                None if name.value() == "Navigability" => facts.navigability = navigability(value.as_ref()),
                None => {}
            }
        }
        Some(Restricted { path, facts })
    }
}

fn alternate_keys<'a>(facts: &mut Facts<'a>, said: &Statement<'a, '_>) {
    said.fill(&mut facts.alternate_keys, items(said.value).iter().map(alternate_key).collect());
}

/// Whether permissions are given, and none to write.
fn only_reads(value: Value) -> bool {
    let mut names = members(value).peekable();
    names.peek().is_some() && names.all(|name| matches!(name, "None" | "Read" | "Invoke"))
}

fn navigability(value: Value) -> Option<Navigability> {
    match members(value).next()? {
        "None" => Some(Navigability::None),
        "Single" => Some(Navigability::Single),
        "Recursive" => Some(Navigability::Recursive),
        _ => None,
    }
}

fn restriction(value: Value, allowed: &str) -> Restriction {
    Restriction {
        allowed: capability(value, allowed),
        permissions: items(property(value, "Permissions")).iter().filter_map(permission).collect(),
        description: text(property(value, "Description"))
            .or_else(|| text(property(value, "LongDescription")))
            .map(str::to_owned),
        required: paths(property(value, "RequiredProperties")),
        method: update_method(property(value, "UpdateMethod")),
        properties: Vec::new(),
    }
}

/// A restriction that has a list of properties besides.
fn listing(value: Value, allowed: &str, refused: &str) -> Restriction {
    Restriction { properties: paths(property(value, refused)), ..restriction(value, allowed) }
}

fn update_method(value: Value) -> Option<UpdateMethod> {
    let names: Vec<&str> = members(value).collect();
    match (names.contains(&"PATCH"), names.contains(&"PUT")) {
        (true, true) => Some(UpdateMethod::Both),
        (false, true) => Some(UpdateMethod::Put),
        (true, false) => Some(UpdateMethod::Patch),
        (false, false) => None,
    }
}
