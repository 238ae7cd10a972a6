//! The operations and containers of made-up metadata.

use std::collections::BTreeSet;

use super::document::Node;
use super::schema::{Kind, Maker};

/// Adds operations, and a container most of the time.
pub(super) fn add(maker: &mut Maker, schema: &mut Node) {
    let mut taken = maker.types.iter().map(|declared| declared.name.clone()).collect();
    let mut unbound = Vec::new();
    for _ in 0..maker.random.usize(..5) {
        let (element, name) = (*maker.pick(&["Action", "Function"]), maker.name(&mut taken));
        let overloads = if maker.chance(4) { maker.random.usize(2..5) } else { 1 };
        for _ in 0..overloads {
            let node = operation(maker, element, &name);
            if node.get("IsBound").is_none() {
                unbound.push((element, name.clone()));
            }
            schema.children.push(node);
        }
    }
    if !maker.chance(8) {
        let container = container(maker, &unbound);
        schema.children.push(container);
    }
}

fn operation(maker: &mut Maker, element: &'static str, name: &str) -> Node {
    let mut node = Node::new(element).with("Name", name);
    let mut taken = BTreeSet::new();
    if !maker.chance(3) {
        let kind = *maker.pick(&[Kind::Entity, Kind::Entity, Kind::Complex]);
        if let Some(target) = maker.one_of(kind) {
            let target = maker.qualified(target);
            let ty = if maker.chance(3) { format!("Collection({target})") } else { target };
            let name = maker.name(&mut taken);
            node = node.with("IsBound", "true");
            if maker.chance(4) {
                node = node.with("EntitySetPath", name.clone());
            }
            node = node.child(Node::new("Parameter").with("Name", name).with("Type", ty));
        }
    }
    for _ in 0..maker.random.usize(..4) {
        let parameter = Node::new("Parameter").with("Name", maker.name(&mut taken)).with("Type", maker.value());
        let nullable = *maker.pick(&["true", "false"]);
        node = node.child(parameter.with("Nullable", nullable));
    }
    if element == "Function" || maker.random.bool() {
        let target = if maker.random.bool() { maker.one_of(Kind::Entity) } else { None };
        let ty = match target {
            Some(target) => maker.qualified(target),
            None => maker.value(),
        };
        node = node.child(Node::new("ReturnType").with("Type", ty));
    }
    if element == "Function" && maker.chance(3) {
        node = node.with("IsComposable", "true");
    }
    node
}

fn container(maker: &mut Maker, unbound: &[(&'static str, String)]) -> Node {
    let mut taken = BTreeSet::new();
    let mut node = Node::new("EntityContainer").with("Name", "Container");
    let mut sets: Vec<(String, usize)> = Vec::new();
    for _ in 0..maker.random.usize(1..6) {
        let Some(target) = maker.one_of(Kind::Entity) else { break };
        let (name, ty) = (maker.name(&mut taken), maker.qualified(target));
        let is_set = !maker.chance(3);
        let (element, attribute) = if is_set { ("EntitySet", "EntityType") } else { ("Singleton", "Type") };
        let mut resource = Node::new(element).with("Name", name.clone()).with(attribute, ty);
        let ways: Vec<String> =
            maker.types[target].members.iter().filter(|(_, leads)| *leads).map(|(name, _)| name.clone()).collect();
        if let ([first, ..], Some((set, _))) = (&*ways, sets.first()) {
            let binding = Node::new("NavigationPropertyBinding").with("Path", first.clone());
            resource = resource.child(binding.with("Target", set.clone()));
        }
        if is_set {
            sets.push((name, target));
        }
        node = node.child(resource);
    }
    for (element, name) in unbound {
        let (import, attribute) =
            if *element == "Action" { ("ActionImport", "Action") } else { ("FunctionImport", "Function") };
        let target = format!("{}.{name}", maker.main());
        node = node.child(Node::new(import).with("Name", maker.name(&mut taken)).with(attribute, target));
    }
    node
}
