//! A count of what differs between two CSDL files, by nothing but their XML.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The type and the name of what it declares.
type Key = (String, String);

/// What a file declares, by qualified name, with aliases resolved.
#[derive(Default)]
pub struct Census {
    /// The element of each type, and its base type.
    types: BTreeMap<String, (String, Option<String>)>,
    /// By type and name: type and nullability.
    properties: BTreeMap<Key, (String, bool)>,
    /// By type and name: type.
    navigation: BTreeMap<Key, String>,
    members: BTreeMap<Key, i64>,
    /// Name, what it is bound to, element, parameters.
    operations: Vec<(String, String, String, BTreeSet<String>)>,
    /// By element and name: what it is of.
    container: BTreeMap<Key, String>,
}

impl Census {
    pub fn of(text: &str) -> Self {
        let mut census = Self::default();
        let aliases = aliases(text);
        let (mut namespace, mut owner, mut next) = (String::new(), String::new(), 0);
        let mut is_bound = false;
        each_tag(text, |tag| {
            let get = |name: &str| attribute(tag, name);
            let named = |name: &str| get(name).map(|name| resolve(&name, &aliases));
            let name = get("Name").unwrap_or_default();
            let element = tag.local_name().into_inner().to_owned();
            match &*element {
                "Schema" => namespace = get("Namespace").unwrap_or_default(),
                "EntityType" | "ComplexType" | "EnumType" | "TypeDefinition" => {
                    owner = format!("{namespace}.{name}");
                    next = 0;
                    census.types.insert(owner.clone(), (element, named("BaseType")));
                }
                "Property" => {
                    let nullable = get("Nullable").as_deref() != Some("false");
                    census.properties.insert((owner.clone(), name), (named("Type").unwrap_or_default(), nullable));
                }
                "NavigationProperty" => {
                    census.navigation.insert((owner.clone(), name), named("Type").unwrap_or_default());
                }
                "Member" => {
                    let value = get("Value").and_then(|value| value.parse().ok()).unwrap_or(next);
                    next = value + 1;
                    census.members.insert((owner.clone(), name), value);
                }
                "Action" | "Function" => {
                    is_bound = get("IsBound").as_deref() == Some("true");
                    let whole = format!("{namespace}.{name}");
                    census.operations.push((whole, String::new(), element, BTreeSet::new()));
                }
                "Parameter" => {
                    if let Some(operation) = census.operations.last_mut() {
                        if is_bound {
                            operation.1 = named("Type").unwrap_or_default();
                        } else {
                            operation.3.insert(name);
                        }
                    }
                    is_bound = false;
                }
                "EntitySet" | "Singleton" | "ActionImport" | "FunctionImport" => {
                    let of = named("EntityType").or(named("Type")).or(named("Action")).or(named("Function"));
                    let element = if element.ends_with("Import") { String::from("Import") } else { element };
                    census.container.insert((element, name), of.unwrap_or_default());
                }
                _ => {}
            }
        });
        census
    }

    /// A base type's declaration of a name that the type itself does not declare.
    fn inherits<T>(&self, declared: &BTreeMap<Key, T>, (owner, name): &Key) -> bool {
        let base = |ty: &str| self.types.get(ty).and_then(|(_, base)| base.clone());
        let mut next = base(owner);
        while let Some(ty) = next {
            if declared.contains_key(&(ty.clone(), name.clone())) {
                return true;
            }
            next = base(&ty);
        }
        false
    }
}

/// How many changes of each kind there are, by the kind's name.
pub fn compare(old: &Census, new: &Census) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let only = |one: &Census, other: &Census| one.types.keys().filter(|name| !other.types.contains_key(*name)).count();
    counts.insert("type-removed", only(old, new));
    counts.insert("type-added", only(new, old));
    let is_shared = |key: &&Key| old.types.contains_key(&key.0) && new.types.contains_key(&key.0);

    let mut declared = |[removed, added, moved]: [&'static str; 3], gone: [usize; 2], come: [usize; 2]| {
        counts.extend([(removed, gone[0]), (added, come[0]), (moved, gone[1] + come[1])]);
    };
    let properties = |census: &Census| census.properties.keys().cloned().collect::<Vec<_>>();
    let split = |keys: Vec<Key>, there: &dyn Fn(&Key) -> (bool, bool)| {
        let gone = keys.iter().filter(is_shared).map(there).filter(|(is_there, _)| !is_there);
        let (moved, lost): (Vec<_>, Vec<_>) = gone.partition(|(_, inherits)| *inherits);
        [lost.len(), moved.len()]
    };
    declared(
        ["property-removed", "property-added", "property-moved"],
        split(properties(old), &|key| (new.properties.contains_key(key), new.inherits(&new.properties, key))),
        split(properties(new), &|key| (old.properties.contains_key(key), old.inherits(&old.properties, key))),
    );
    let navigation = |census: &Census| census.navigation.keys().cloned().collect::<Vec<_>>();
    declared(
        ["navigation-property-removed", "navigation-property-added", "navigation-property-moved"],
        split(navigation(old), &|key| (new.navigation.contains_key(key), new.inherits(&new.navigation, key))),
        split(navigation(new), &|key| (old.navigation.contains_key(key), old.inherits(&old.navigation, key))),
    );
    let members = |census: &Census| census.members.keys().cloned().collect::<Vec<_>>();
    declared(
        ["member-removed", "member-added", "member-moved"],
        split(members(old), &|key| (new.members.contains_key(key), false)),
        split(members(new), &|key| (old.members.contains_key(key), false)),
    );

    let pairs = || old.properties.iter().filter_map(|(key, old)| Some((old, new.properties.get(key)?)));
    counts.insert("property type changed", pairs().filter(|(old, new)| old.0 != new.0).count());
    counts.insert("property nullability changed", pairs().filter(|(old, new)| old.1 != new.1).count());
    let pairs = old.navigation.iter().filter_map(|(key, old)| Some((old, new.navigation.get(key)?)));
    counts.insert("navigation type changed", pairs.filter(|(old, new)| old != new).count());
    let pairs = old.members.iter().filter_map(|(key, old)| Some((old, new.members.get(key)?)));
    counts.insert("member-value-changed", pairs.filter(|(old, new)| old != new).count());

    for (element, removed, added) in [
        ("EntitySet", "entity-set-removed", "entity-set-added"),
        ("Singleton", "singleton-removed", "singleton-added"),
        ("Import", "import-removed", "import-added"),
    ] {
        let only = |one: &Census, other: &Census| {
            let keys = one.container.keys().filter(|(kind, _)| kind == element);
            keys.filter(|key| !other.container.contains_key(*key)).count()
        };
        counts.insert(removed, only(old, new));
        counts.insert(added, only(new, old));
    }
    let pairs = old.container.iter().filter_map(|(key, old)| Some((old, new.container.get(key)?)));
    counts.insert("container target changed", pairs.filter(|(old, new)| old != new).count());

    let [removed, added] = operations(old, new);
    counts.extend([("operation-removed", removed), ("operation-added", added)]);
    counts.retain(|_, count| *count > 0);
    counts
}

/// The operations that only one has: an overload that alone has another's name and the most in common with it is the other.
fn operations(old: &Census, new: &Census) -> [usize; 2] {
    let (mut old, mut new) = (old.operations.clone(), new.operations.clone());
    for common in (1..=4).rev() {
        old.retain(|one| {
            let is_same = |other: &(String, String, String, BTreeSet<String>)| {
                let same = [one.0 == other.0, one.1 == other.1, one.2 == other.2, one.3 == other.3];
                same.into_iter().take(common).all(|same| same)
            };
            let found: Vec<usize> = (0..new.len()).filter(|at| is_same(&new[*at])).collect();
            if found.len() == 1 {
                new.remove(found[0]);
            }
            found.len() != 1
        });
    }
    [old.len(), new.len()]
}

fn each_tag(text: &str, mut visit: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => visit(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.value.to_string())
}

fn aliases(text: &str) -> BTreeMap<String, String> {
    let mut aliases = BTreeMap::new();
    each_tag(text, |tag| {
        if let (Some(alias), Some(namespace)) = (attribute(tag, "Alias"), attribute(tag, "Namespace")) {
            aliases.insert(alias, namespace);
        }
    });
    aliases
}

fn resolve(name: &str, aliases: &BTreeMap<String, String>) -> String {
    if let Some(item) = name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
        return format!("Collection({})", resolve(item, aliases));
    }
    match name.rsplit_once('.') {
        Some((prefix, local)) => format!("{}.{local}", aliases.get(prefix).map_or(prefix, String::as_str)),
        None => name.to_owned(),
    }
}
