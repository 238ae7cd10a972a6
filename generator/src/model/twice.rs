//! Declarations of one name, of which the first counts.
//!
//! Published metadata has them, most often as copies. A reader of two differing ones cannot know which is meant, but every
//! client reads the first.

use std::collections::HashMap;

use super::names::Scope;
use crate::{
    codes::Code,
    csdl::{self, ContainerElement, SchemaElement, Text},
    error::Diagnostic,
    source::Span,
};

/// Why an element is left out.
pub(super) const DECLARED_BEFORE: &str = "it is declared twice, and the first declaration counts";

/// What a declaration says, attribute by attribute, without aliases.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// A declaration that may stand beside another of its name.
pub(super) trait Declaration<'a> {
    fn name(&self) -> &Text<'a>;
    fn attributes(&self, scope: &Scope) -> Attributes;
}

/// The names that an owner has declared so far.
pub(super) struct Known<'t, 'a> {
    owner: &'t str,
    code: Code,
    names: HashMap<&'t str, &'t dyn Declaration<'a>>,
}

impl<'t, 'a> Known<'t, 'a> {
    pub(super) fn new(owner: &'t str, code: Code) -> Self {
        Self { owner, code, names: HashMap::new() }
    }

    /// What is wrong with a declaration if its name is known. That few are is why nothing is compared before.
    pub(super) fn add(&mut self, declaration: &'t impl Declaration<'a>, scope: &Scope) -> Option<Diagnostic> {
        let name = declaration.name();
        let Some(first) = self.names.get(name.value()) else {
            self.names.insert(name.value(), declaration);
            return None;
        };
        let what = format!("`{}` is declared twice in `{}`", name.value(), self.owner);
        let difference = difference(&first.attributes(scope), &declaration.attributes(scope));
        Some(twice(self.code, &what, name.span(), first.name().span(), difference))
    }
}

/// The first attribute in which two declarations differ.
pub(super) fn difference(first: &Attributes, second: &Attributes) -> Option<&'static str> {
    let lacks = |one: &Attributes, other: &Attributes| one.iter().find(|said| !other.contains(said)).map(|said| said.0);
    lacks(second, first).or_else(|| lacks(first, second))
}

/// What is said of a second declaration.
pub(super) fn twice(code: Code, what: &str, second: Span, first: Span, difference: Option<&str>) -> Diagnostic {
    let message = match difference {
        Some(attribute) => format!("{what}, with another `{attribute}`: the first declaration counts"),
        None => format!("{what}, with the same meaning"),
    };
    Diagnostic::at(code, second, message).second(first, "first declared here")
}

/// The elements of a type that is left out, itself included.
pub(super) fn elements(element: &SchemaElement) -> Vec<&'static str> {
    let of = |own: &'static str, ty: &csdl::StructuredType| {
        let properties = ty.properties.iter().map(|_| "Property");
        let navigation = ty.navigation_properties.iter().map(|_| "NavigationProperty");
        [own].into_iter().chain(properties).chain(navigation).collect()
    };
    match element {
        SchemaElement::EntityType(ty) => of("EntityType", ty),
        SchemaElement::ComplexType(ty) => of("ComplexType", ty),
        SchemaElement::EnumType(ty) => ["EnumType"].into_iter().chain(ty.members.iter().map(|_| "Member")).collect(),
        SchemaElement::TypeDefinition(_) => vec!["TypeDefinition"],
        _ => Vec::new(),
    }
}

/// An attribute that is not given has its default.
fn or(text: Option<&Text>, default: &str) -> String {
    text.map_or(default, Text::value).to_owned()
}

fn type_name(scope: &Scope, ty: &Text) -> String {
    let name = ty.value().trim();
    match name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
        Some(item) => format!("Collection({})", scope.expand(item.trim())),
        None => scope.expand(name),
    }
}

impl<'a> Declaration<'a> for csdl::Property<'a> {
    fn name(&self) -> &Text<'a> {
        &self.name
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        let facets = self.facets.iter().map(|(facet, text)| (*facet, text.value().to_owned()));
        let own = [("Type", type_name(scope, &self.ty)), ("Nullable", or(self.nullable.as_ref(), "true"))];
        own.into_iter().chain(facets).collect()
    }
}

impl<'a> Declaration<'a> for csdl::NavigationProperty<'a> {
    fn name(&self) -> &Text<'a> {
        &self.name
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        vec![
            ("Type", type_name(scope, &self.ty)),
            ("Nullable", or(self.nullable.as_ref(), "true")),
            ("ContainsTarget", or(self.contains_target.as_ref(), "false")),
        ]
    }
}

impl<'a> Declaration<'a> for csdl::Member<'a> {
    fn name(&self) -> &Text<'a> {
        &self.name
    }

    fn attributes(&self, _: &Scope) -> Attributes {
        vec![("Value", or(self.value.as_ref(), ""))]
    }
}

impl<'a> Declaration<'a> for csdl::Parameter<'a> {
    fn name(&self) -> &Text<'a> {
        &self.name
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        vec![("Type", type_name(scope, &self.ty)), ("Nullable", or(self.nullable.as_ref(), "true"))]
    }
}

impl<'a> Declaration<'a> for ContainerElement<'a> {
    fn name(&self) -> &Text<'a> {
        match self {
            Self::EntitySet(child) | Self::Singleton(child) => &child.name,
            Self::ActionImport(child) | Self::FunctionImport(child) => &child.name,
        }
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        match self {
            Self::EntitySet(child) => vec![("EntityType", type_name(scope, &child.ty))],
            Self::Singleton(child) => vec![("Type", type_name(scope, &child.ty))],
            Self::ActionImport(child) => vec![("Action", scope.expand(child.operation.value()))],
            Self::FunctionImport(child) => vec![("Function", scope.expand(child.operation.value()))],
        }
    }
}

impl<'a> Declaration<'a> for csdl::Operation<'a> {
    fn name(&self) -> &Text<'a> {
        &self.name
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        let parameters = self.parameters.iter().map(|parameter| {
            let said: Vec<String> = parameter.attributes(scope).into_iter().map(|(_, value)| value).collect();
            ("Parameter", format!("{} {}", parameter.name.value(), said.join(" ")))
        });
        let result = self
            .return_type
            .iter()
            .map(|ty| ("ReturnType", format!("{} {}", type_name(scope, &ty.ty), or(ty.nullable.as_ref(), "true"))));
        let flags = [
            ("IsBound", or(self.is_bound.as_ref(), "false")),
            ("IsComposable", or(self.is_composable.as_ref(), "false")),
        ];
        parameters.chain(result).chain(flags).collect()
    }
}

impl<'a> Declaration<'a> for SchemaElement<'a> {
    fn name(&self) -> &Text<'a> {
        match self {
            Self::EntityType(ty) | Self::ComplexType(ty) => &ty.name,
            Self::EnumType(ty) => &ty.name,
            Self::TypeDefinition(ty) => &ty.name,
            Self::Term(name) => name,
            Self::Action(operation) | Self::Function(operation) => &operation.name,
            Self::EntityContainer(container) => &container.name,
            Self::Annotations(group) => &group.target,
        }
    }

    fn attributes(&self, scope: &Scope) -> Attributes {
        match self {
            Self::EntityType(ty) => structured("EntityType", scope, ty),
            Self::ComplexType(ty) => structured("ComplexType", scope, ty),
            Self::EnumType(ty) => {
                let members = children("Member", &ty.members, scope);
                let own = [
                    ("kind", String::from("EnumType")),
                    ("UnderlyingType", or(ty.underlying_type.as_ref(), "Edm.Int32")),
                    ("IsFlags", or(ty.is_flags.as_ref(), "false")),
                ];
                own.into_iter().chain(members).collect()
            }
            Self::TypeDefinition(ty) => {
                vec![
                    ("kind", String::from("TypeDefinition")),
                    ("UnderlyingType", type_name(scope, &ty.underlying_type)),
                ]
            }
            Self::Action(operation) | Self::Function(operation) => operation.attributes(scope),
            Self::Term(_) | Self::EntityContainer(_) | Self::Annotations(_) => Vec::new(),
        }
    }
}

fn structured(element: &'static str, scope: &Scope, ty: &csdl::StructuredType) -> Attributes {
    let keys = ty.keys.iter().flat_map(|key| &key.property_refs);
    let keys = keys.map(|part| ("Key", format!("{} {}", part.name.value(), or(part.alias.as_ref(), ""))));
    let own = [
        ("kind", String::from(element)),
        ("BaseType", ty.base_type.as_ref().map_or_else(String::new, |base| scope.expand(base.value()))),
        ("Abstract", or(ty.is_abstract.as_ref(), "false")),
        ("OpenType", or(ty.open_type.as_ref(), "false")),
        ("HasStream", or(ty.has_stream.as_ref(), "false")),
    ];
    let properties = children("Property", &ty.properties, scope);
    let navigation = children("NavigationProperty", &ty.navigation_properties, scope);
    own.into_iter().chain(keys).chain(properties).chain(navigation).collect()
}

fn children<'a, T: Declaration<'a>>(element: &'static str, all: &[T], scope: &Scope) -> Attributes {
    let said = |one: &T| one.attributes(scope).into_iter().map(|(name, value)| format!(" {name}={value}"));
    all.iter().map(|one| (element, one.name().value().to_owned() + &said(one).collect::<String>())).collect()
}
