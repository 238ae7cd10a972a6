//! From a name to the things that bear it.

use odata_codegen::error::nearest;
use odata_codegen::outline::{Member, Operation, Outline, Property, Resource, Type, short};

/// Something with a name.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    /// A type.
    Type(&'a Type),
    /// A property or navigation property, with the type that declares it.
    Property(&'a Type, &'a Property),
    /// A member of an enumeration.
    Member(&'a Type, &'a Member),
    /// Something that the container offers.
    Resource(&'a Resource),
    /// An action or function.
    Operation(&'a Operation),
}

/// Everything that a name means; the nearest name if that is nothing. Parts are separated by `.`, `/` or `::`; wire names
/// go before Rust names.
///
/// # Errors
///
/// The name that may have been meant.
pub fn find<'a>(outline: &'a Outline, name: &str) -> Result<Vec<Thing<'a>>, Option<String>> {
    let name = name.replace("::", ".").replace('/', ".");
    let parts: Vec<&str> = name.split('.').collect();
    // A qualified name has dots of its own: the longest start that means something is where the path starts.
    let starts = (1..=parts.len()).rev().map(|length| (length, parts[..length].join(".")));
    let start = starts.map(|(length, start)| (length, whole(outline, &start))).find(|(_, found)| !found.is_empty());
    // `policyDetails` alone is each property of that name.
    let (length, mut things) =
        start.unwrap_or_else(|| (1, outline.types.iter().flat_map(|ty| own(ty, parts[0])).collect()));
    if things.is_empty() {
        return Err(nearest_whole(outline, &name));
    }
    for (at, part) in parts.iter().enumerate().skip(length) {
        let owners = owners(outline, &things);
        things = owners.iter().flat_map(|ty| inherited(outline, ty, part)).collect();
        if things.is_empty() {
            let names = owners.iter().flat_map(|ty| outline.lineage(ty)).flat_map(names);
            let near = nearest(part, names).map(|name| format!("{}.{name}", parts[..at].join(".")));
            return Err(near);
        }
    }
    Ok(things)
}

/// The things of that whole name.
fn whole<'a>(outline: &'a Outline, name: &str) -> Vec<Thing<'a>> {
    let is_it = |wire: &str| wire == name || short(wire) == name;
    let types = outline.types.iter().filter(|ty| is_it(&ty.name)).map(Thing::Type);
    let resources = outline.resources.iter().filter(|resource| resource.name == name).map(Thing::Resource);
    let operations = outline.operations.iter().filter(|operation| is_it(&operation.name)).map(Thing::Operation);
    let wire: Vec<_> = resources.chain(types).chain(operations).collect();
    if !wire.is_empty() {
        return wire;
    }
    let name = name.strip_prefix("models.").or_else(|| name.strip_prefix("requests.")).unwrap_or(name);
    let is_rust = |ty: &&Type| {
        let path = ty.rust.as_ref().map(|rust| rust.replace("::", "."));
        path.is_some_and(|path| path == name || short(&path) == name) || ty.beside.iter().any(|ident| ident == name)
    };
    let methods = |methods: &[String]| methods.iter().any(|method| called(method) == name);
    let types = outline.types.iter().filter(is_rust).map(Thing::Type);
    let resources = outline.resources.iter().filter(|it| methods(&it.methods)).map(Thing::Resource);
    let operations = outline.operations.iter().filter(|it| methods(&it.methods)).map(Thing::Operation);
    resources.chain(types).chain(operations).collect()
}

/// The name of a method without its owner and its parameters.
fn called(method: &str) -> &str {
    let name = method.rsplit("::").next().unwrap_or(method);
    name.split_once('(').map_or(name, |(name, _)| name)
}

/// The types whose properties a path goes on to, each once.
fn owners<'a>(outline: &'a Outline, things: &[Thing<'a>]) -> Vec<&'a Type> {
    let mut owners: Vec<&Type> = Vec::new();
    for thing in things {
        let name = match thing {
            Thing::Type(ty) | Thing::Member(ty, _) => Some(&ty.name),
            Thing::Property(_, property) => Some(&property.value.ty),
            Thing::Resource(resource) => resource.value.as_ref().map(|value| &value.ty),
            Thing::Operation(operation) => operation.returns.as_ref().map(|value| &value.ty),
        };
        let owner = name.and_then(|name| outline.find(name));
        owners.extend(owner.filter(|owner| !owners.iter().any(|other| other.name == owner.name)));
    }
    owners
}

/// What a type has of that name, its own or that of the nearest base type.
fn inherited<'a>(outline: &'a Outline, ty: &'a Type, name: &str) -> Vec<Thing<'a>> {
    let found = outline.lineage(ty).into_iter().rev().map(|ty| own(ty, name)).find(|found| !found.is_empty());
    found.unwrap_or_default()
}

fn own<'a>(ty: &'a Type, name: &str) -> Vec<Thing<'a>> {
    let properties = || ty.properties.iter().chain(&ty.navigation);
    let wire: Vec<_> = properties()
        .filter(|property| property.name == name)
        .map(|property| Thing::Property(ty, property))
        .chain(ty.members.iter().filter(|member| member.name == name).map(|member| Thing::Member(ty, member)))
        .collect();
    if !wire.is_empty() {
        return wire;
    }
    let is_rust = |property: &&Property| {
        let names = property.rust.iter().flat_map(|rust| {
            [Some(&rust.field), rust.setter.as_ref(), rust.clear.as_ref(), Some(&rust.constant)].into_iter().flatten()
        });
        names.map(String::as_str).chain(property.methods.iter().map(|method| called(method))).any(|it| it == name)
    };
    let members = ty.members.iter().filter(|member| member.rust.as_deref() == Some(name));
    properties()
        .filter(is_rust)
        .map(|property| Thing::Property(ty, property))
        .chain(members.map(|member| Thing::Member(ty, member)))
        .collect()
}

fn names(ty: &Type) -> impl Iterator<Item = &str> {
    let properties = ty.properties.iter().chain(&ty.navigation).map(|property| property.name.as_str());
    properties.chain(ty.members.iter().map(|member| member.name.as_str()))
}

fn nearest_whole(outline: &Outline, name: &str) -> Option<String> {
    let types = outline.types.iter().flat_map(|ty| [ty.short_name(), &ty.name].into_iter().chain(ty.rust.as_deref()));
    let resources = outline.resources.iter().map(|resource| resource.name.as_str());
    let operations = outline.operations.iter().map(|operation| short(&operation.name));
    let members = outline.types.iter().flat_map(names);
    let all: Vec<&str> = resources.chain(types).chain(operations).chain(members).collect();
    let near = |name: &str| nearest(name, all.iter().copied());
    let at_start = || {
        let (start, rest) = name.split_once('.')?;
        near(start).map(|start| format!("{start}.{rest}"))
    };
    near(name).map(str::to_owned).or_else(at_start)
}
