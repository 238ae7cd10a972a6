//! Modules: those of namespaces, which are public, and the file of each type.

use std::collections::BTreeMap;

use super::{
    reserved::{MODULES, OUTER_MODULES},
    scope::Scope,
    spelling::ascii_snake,
};

/// Where everything stands below `models`, and below `requests`.
pub(super) struct Modules<'m> {
    /// By namespace, and by each beginning of one.
    places: BTreeMap<&'m str, Vec<String>>,
    /// What is taken in each module.
    scopes: BTreeMap<Vec<String>, Scope>,
}

impl<'m> Modules<'m> {
    /// No module for the main namespace, the rest of the name for those inside it, else the whole name. No two
    /// namespaces share a module.
    pub(super) fn new(namespaces: &[&'m str], main: &'m str) -> Self {
        let mut modules = Self { places: BTreeMap::from([(main, Vec::new())]), scopes: BTreeMap::new() };
        let is_inside = |name: &str| name.strip_prefix(main).is_some_and(|rest| rest.starts_with('.'));
        let names = namespaces.iter().copied().filter(|name| *name != main);
        let (mut inside, mut others): (Vec<_>, Vec<_>) = names.partition(|name| is_inside(name));
        inside.sort_unstable();
        others.sort_unstable();
        for namespace in inside {
            modules.add(namespace, main.len() + 1);
        }
        for namespace in others {
            modules.add(namespace, 0);
        }
        modules
    }

    fn add(&mut self, namespace: &'m str, start: usize) {
        let mut module: Vec<String> = Vec::new();
        let mut start = start;
        for segment in namespace[start..].split('.') {
            let end = start + segment.len();
            let beginning = &namespace[..end];
            if let Some(known) = self.places.get(beginning) {
                module.clone_from(known);
            } else {
                let name = self.scope(&module).claim(&ascii_snake(segment));
                module.push(name);
                self.places.insert(beginning, module.clone());
            }
            start = end + 1;
        }
    }

    /// The module of a type's namespace, and its file there. Files are internal: they give way to public modules.
    pub(super) fn place(&mut self, namespace: &str, type_name: &str) -> (Vec<String>, String) {
        let module = self.places.get(namespace).cloned().unwrap_or_default();
        let file = self.scope(&module).claim(&ascii_snake(type_name));
        (module, file)
    }

    /// No module has the name of the one that it is in.
    fn scope(&mut self, module: &[String]) -> &mut Scope {
        self.scopes.entry(module.to_vec()).or_insert_with_key(|module| {
            let mut scope = Scope::new(&MODULES);
            match module.last() {
                Some(parent) => scope.reserve(parent),
                None => OUTER_MODULES.iter().for_each(|parent| scope.reserve(parent)),
            }
            scope
        })
    }
}
