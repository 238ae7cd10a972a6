//! The names of the models by the rules that have them: the grammar takes any identifier for the first thing that may stand
//! where it does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{draw, sent};
use crate::error::Error;
use crate::project;

/// The models that requests are made of.
const CSDL: [&str; 2] = ["metadata/voyages/voyages.csdl", "metadata/managed-device-encryption-state.csdl"];

/// Names by rule.
#[derive(Default)]
pub(super) struct Names(BTreeMap<&'static str, BTreeSet<String>>);

impl Names {
    /// Those of the models, of the types that random requests are about, and of what tests make up.
    ///
    /// # Errors
    ///
    /// A model cannot be read.
    pub(super) fn read() -> Result<Self, Error> {
        let mut names = Self::default();
        // A rule without names would take all.
        for rule in RULES {
            names.0.insert(rule, BTreeSet::new());
        }
        for (rule, list) in draw::NAMES.iter().chain(sent::NAMES) {
            list.iter().for_each(|name| names.add(rule, name));
        }
        for path in CSDL {
            names.add_model(&project::root().join(path))?;
        }
        Ok(names)
    }

    pub(super) fn by_rule(&self) -> &BTreeMap<&'static str, BTreeSet<String>> {
        &self.0
    }

    fn add(&mut self, rule: &'static str, name: &str) {
        self.0.entry(rule).or_default().insert(name.to_owned());
    }

    fn add_model(&mut self, path: &Path) -> Result<(), Error> {
        let unreadable = |source| Error::Read { path: path.to_owned(), source };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let mut elements = Vec::new();
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().map_err(|error| unreadable(std::io::Error::other(error)))? {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => elements.push(Element::of(&start)),
                _ => {}
            }
        }
        let types = Types { elements: &elements };
        let mut operation = "";
        for element in &elements {
            if matches!(element.kind.as_str(), "Action" | "Function") {
                operation = &element.name;
            }
            self.add_element(element, operation, &types);
        }
        Ok(())
    }

    fn add_element(&mut self, element: &Element, operation: &str, types: &Types<'_>) {
        let Element { kind, name, type_name } = element;
        let item = type_name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        let (item, many) = (item.unwrap_or(type_name), item.is_some());
        let rule = match kind.as_str() {
            "Schema" => return name.split('.').for_each(|part| self.add("namespacePart", part)),
            "ReturnType" => {
                let rules = returned(types.kind(item), many);
                return rules.into_iter().for_each(|rule| self.add(rule, operation));
            }
            "EntityType" => "entityTypeName",
            "ComplexType" => "complexTypeName",
            "EnumType" => "enumerationTypeName",
            "Member" => "enumerationMember",
            "EntitySet" => "entitySetName",
            "Singleton" => "singletonEntity",
            "Action" => "action",
            "ActionImport" => "actionImport",
            "Parameter" => "parameterName",
            "PropertyRef" => "primitiveKeyProperty",
            "NavigationProperty" if many => "entityColNavigationProperty",
            "NavigationProperty" => "entityNavigationProperty",
            "Property" if type_name == "Edm.Stream" => "streamProperty",
            "Property" => match (types.kind(item), many) {
                (Kind::Primitive, false) => "primitiveNonKeyProperty",
                (Kind::Primitive, true) => "primitiveColProperty",
                (_, false) => "complexProperty",
                (_, true) => "complexColProperty",
            },
            _ => return,
        };
        self.add(rule, name);
    }
}

/// What a value is of.
enum Kind {
    Primitive,
    Complex,
    Entity,
}

/// The types of a model.
struct Types<'a> {
    elements: &'a [Element],
}

impl Types<'_> {
    fn kind(&self, type_name: &str) -> Kind {
        let name = type_name.rsplit('.').next().unwrap_or_default();
        let is_declared = |kinds: &[&str]| {
            self.elements.iter().any(|element| element.name == name && kinds.contains(&element.kind.as_str()))
        };
        if type_name.starts_with("Edm.") || is_declared(&["EnumType", "TypeDefinition"]) {
            Kind::Primitive
        } else if is_declared(&["ComplexType"]) {
            Kind::Complex
        } else {
            Kind::Entity
        }
    }
}

/// The rules of a function by what it returns: an import is called as its function here.
fn returned(kind: Kind, many: bool) -> [&'static str; 2] {
    match (kind, many) {
        (Kind::Primitive, false) => ["primitiveFunction", "primitiveFunctionImport"],
        (Kind::Primitive, true) => ["primitiveColFunction", "primitiveColFunctionImport"],
        (Kind::Entity, false) => ["entityFunction", "entityFunctionImport"],
        (Kind::Entity, true) => ["entityColFunction", "entityColFunctionImport"],
        (Kind::Complex, false) => ["complexFunction", "complexFunctionImport"],
        (Kind::Complex, true) => ["complexColFunction", "complexColFunctionImport"],
    }
}

/// An element of a model.
struct Element {
    kind: String,
    name: String,
    type_name: String,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let kind = start.local_name().as_ref().to_owned();
        let value = |wanted: &str| {
            let attribute = start.try_get_attribute(wanted).ok().flatten();
            attribute.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
        };
        let name = value(if kind == "Schema" { "Namespace" } else { "Name" });
        Self { name, type_name: value("Type"), kind }
    }
}

/// All rules that are names.
const RULES: [&str; 38] = [
    "action",
    "actionImport",
    "complexAnnotationInQuery",
    "complexColFunction",
    "complexColFunctionImport",
    "complexColProperty",
    "complexFunction",
    "complexFunctionImport",
    "complexProperty",
    "complexTypeName",
    "customAggregate",
    "entityAnnotationInQuery",
    "entityColFunction",
    "entityColFunctionImport",
    "entityColNavigationProperty",
    "entityFunction",
    "entityFunctionImport",
    "entityNavigationProperty",
    "entitySetName",
    "entityTypeName",
    "enumerationMember",
    "enumerationTypeName",
    "expressionAlias",
    "keyPropertyAlias",
    "lambdaVariableExpr",
    "namespacePart",
    "parameterName",
    "primitiveColFunction",
    "primitiveColFunctionImport",
    "primitiveColProperty",
    "primitiveFunction",
    "primitiveFunctionImport",
    "primitiveKeyProperty",
    "primitiveNonKeyProperty",
    "singletonEntity",
    "streamProperty",
    "termName",
    "typeDefinitionName",
];
