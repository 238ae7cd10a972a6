//! What is kept of the model, and why.

mod complex;
pub mod patterns;
pub(crate) mod wishes;

use std::collections::{BTreeMap, BTreeSet};

use self::complex::Offers;
use crate::{
    codes::Code,
    error::Diagnostic,
    manifest::{Manifest, SliceEntry},
    model::{
        AbsentFile, ImportId, Model, NavigationId, NavigationProperty, OperationId, PropertyId, ResourceId, TypeId,
        TypeKind, ValueType,
    },
    remedy,
    source::Span,
};

const PUT_BESIDE: &str = "put the file beside the metadata, or name it under [[source.reference]] in the manifest";

/// The part of the model that the roots need.
#[derive(Clone, Debug, Default)]
pub struct Slice {
    /// Types with a struct or enum of their own.
    pub types: BTreeMap<TypeId, Kept>,
    /// Entity types that requests address, and complex types of properties that they do: each has a request builder.
    /// Those that a root path only passes through are not in `types`.
    pub addressed: BTreeSet<TypeId>,
    /// Complex properties that requests address.
    pub complex: BTreeSet<PropertyId>,
    /// Entity sets and singletons.
    pub resources: BTreeSet<ResourceId>,
    /// Navigation properties.
    pub navigation: BTreeSet<NavigationId>,
    /// Actions and functions.
    pub operations: BTreeSet<OperationId>,
    /// Imports of the container.
    pub imports: BTreeSet<ImportId>,
    /// Casts that requests make: the addressed type, and the type derived from it.
    pub casts: BTreeSet<(TypeId, TypeId)>,
    /// Type definitions that are used; each use is of the primitive type.
    pub definitions: BTreeSet<TypeId>,
    /// The types that the manifest excludes, and those derived from them.
    pub excluded: BTreeSet<TypeId>,
    /// Why the types are addressed that have no values.
    pub steps: BTreeMap<TypeId, Kept>,
    /// What `*` leaves out.
    pub warnings: Vec<Diagnostic>,
}

/// Why a type is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// `root` or the property that uses the type.
    pub because: String,
    /// The type that it is kept for, if it is not for a root.
    pub by: Option<TypeId>,
}

impl Kept {
    fn root(root: &str) -> Self {
        Self { because: format!("root {root}"), by: None }
    }

    fn of(by: TypeId, because: String) -> Self {
        Self { because, by: Some(by) }
    }

    /// The same reason, for a part of what it keeps.
    fn within(&self, part: &str) -> Self {
        Self { because: format!("{part}, {}", self.because), by: self.by }
    }
}

impl Slice {
    /// The derived types that requests cast a type to.
    pub fn casts_of(&self, base: TypeId) -> impl Iterator<Item = TypeId> {
        self.casts.range((base, TypeId::MIN)..=(base, TypeId::MAX)).map(|(_, derived)| *derived)
    }

    /// Whether there is a Rust type for a value: not so for those that `*` left out with their file, and for those that are
    /// excluded.
    #[must_use]
    pub fn holds(&self, model: &Model, value: &ValueType) -> bool {
        match value {
            ValueType::Primitive(_) => true,
            ValueType::Declared(id) => !self.excluded.contains(id) && model.missing_base(*id).is_none(),
            ValueType::Unresolved(_) => false,
        }
    }
}

/// The metadata that a manifest names has what earlier roots needed, and no more.
const NOT_HERE: &str =
    "if the service has it, fetch the metadata again: this may be a slice that was made for other roots";

/// Follows the roots. After this stage every type that something kept refers to is kept and declared, or, if the roots
/// are everything, in a file that is not here.
///
/// # Errors
///
/// A root that matches nothing, or a kept property of a type that no input declares.
pub fn reach(model: &Model, manifest: &Manifest, manifest_source: u16) -> Result<Slice, Vec<Diagnostic>> {
    let mut reach = Reach {
        model,
        wishes: &manifest.slice,
        everything: manifest.roots.iter().any(|root| root.get_ref() == "*"),
        slice: Slice::default(),
        left: BTreeMap::new(),
        missed: BTreeSet::new(),
        pending: Vec::new(),
        problems: Vec::new(),
    };
    reach.exclude();
    for root in &manifest.roots {
        let span = Span::new(manifest_source, root.span());
        match root.get_ref().as_str() {
            "*" => reach.keep_all(),
            path if path.contains('*') => reach.keep_pattern(path, span),
            path => reach.keep_root(path, span),
        }
    }
    reach.follow();
    reach.widen();
    reach.note_left();
    if reach.problems.is_empty() {
        return Ok(reach.slice);
    }
    if reach.problems.iter().any(|problem| problem.code == Code::UnknownRoot) {
        reach.problems.extend(dangling(model));
    }
    Err(reach.problems)
}

/// Why roots may match nothing: the container extends one that no input declares.
pub(crate) fn dangling<'m>(model: &'m Model) -> impl Iterator<Item = Diagnostic> + 'm {
    model.faults.iter().filter(|fault| fault.code == Code::UnknownContainer).cloned()
}

/// How many problems may come with a suggestion: each reads all names.
const SUGGESTIONS: usize = 20;

struct Reach<'a> {
    model: &'a Model<'a>,
    wishes: &'a SliceEntry,
    /// The roots are all that there is, so that what is in absent files is not wanted.
    everything: bool,
    slice: Slice,
    /// How often each absent file was needed.
    left: BTreeMap<&'a AbsentFile, usize>,
    /// Where a type was needed that is not here.
    missed: BTreeSet<Span>,
    pending: Vec<TypeId>,
    problems: Vec<Diagnostic>,
}

impl Reach<'_> {
    fn keep_all(&mut self) {
        let root = Kept::root("*");
        for (id, ty) in self.model.all_types().filter(|(_, ty)| !ty.vocabulary) {
            self.keep_value(&ValueType::Declared(id), &root, ty.span);
            if self.model.missing_base(id).is_none() {
                self.keep_navigation(id, &root);
            }
        }
        for index in self.model.operations.keys() {
            if !self.is_excluded_operation(index) {
                self.keep_operation(index, &root);
            }
        }
        let imports = self.model.imports.iter_enumerated();
        let imports: Vec<ImportId> =
            imports.filter(|(_, import)| !self.is_excluded(import.name)).map(|(index, _)| index).collect();
        self.slice.imports.extend(imports);
        for (index, resource) in self.model.resources.iter_enumerated() {
            if !self.is_excluded(resource.name) && self.keep_value(&resource.ty, &root, resource.span) {
                self.slice.resources.insert(index);
                self.address(&resource.ty, &root);
            }
        }
        self.address_all();
    }

    /// Keeps what a type's own navigation properties lead to.
    fn keep_navigation(&mut self, id: TypeId, reason: &Kept) {
        for (way, navigation) in self.model.own_navigation(id) {
            let name = || format!("{}/{}", self.model.qualified_name(id), navigation.name);
            let excluded = !self.wishes.exclude.is_empty() && self.is_excluded(&name());
            if !excluded && self.keep_value(&navigation.ty.value, reason, navigation.span) {
                self.slice.navigation.insert(way);
                self.address(&navigation.ty.value, reason);
            }
        }
    }

    /// Casts lead to the types derived directly, and from there on: hierarchies are deep, and each step is a method.
    /// Properties lead to complex values, and casts to their derived types, where those offer something.
    fn address_all(&mut self) {
        let derived = self.model.directly_derived_types();
        let offers = Offers::new(self.model, &self.slice);
        let results = self.slice.operations.iter().filter_map(|index| self.model.operations[*index].leads_to());
        let leads_on = |id: TypeId| match self.model.ty(id).kind {
            TypeKind::Entity(_) => true,
            TypeKind::Complex(_) => offers.has(self.model, id),
            TypeKind::Enum(_) | TypeKind::Definition(_) => false,
        };
        self.slice.addressed.extend(results.filter(|(id, many)| !many && leads_on(*id)).map(|(id, _)| id));
        let mut pending: Vec<TypeId> = self.slice.addressed.iter().copied().collect();
        while let Some(id) = pending.pop() {
            let casts = derived.get(&id).into_iter().flatten().copied();
            let casts = casts.filter(|derived| !self.model.is_complex(*derived) || offers.adds(*derived));
            let mut next: Vec<TypeId> = casts.collect();
            self.slice.casts.extend(next.iter().map(|derived| (id, *derived)));
            for (place, property) in self.model.complex_properties(id) {
                if let Some(ty) = offers.behind(self.model, property) {
                    self.slice.complex.insert(place);
                    next.push(ty);
                }
            }
            pending.extend(next.into_iter().filter(|id| self.slice.addressed.insert(*id)));
        }
    }

    /// The type that a segment casts to: one derived from that of the path so far (OData 4.01 URL Conventions, section 4.11).
    fn cast(&mut self, base: TypeId, segment: &str) -> Option<TypeId> {
        let id = self.model.find_type(segment)?;
        self.model.is_derived(id, base).then(|| {
            self.slice.casts.insert((base, id));
            id
        })
    }

    /// Keeps an operation, if the types of its parameters and of its result are here.
    fn keep_operation(&mut self, index: OperationId, reason: &Kept) {
        let operation = &self.model.operations[index];
        let name = self.model.operation_name(operation);
        let arguments =
            operation.arguments().iter().map(|argument| (&argument.ty.value, format!("{name}({})", argument.name)));
        let result = operation.returns.iter().map(|returns| (&returns.value, format!("the result of {name}")));
        let values: Vec<_> = arguments.chain(result).collect();
        let kept =
            values.into_iter().filter(|(value, what)| self.keep_value(value, &reason.within(what), operation.span));
        if kept.count() == operation.arguments().len() + operation.returns.iter().count() {
            self.slice.operations.insert(index);
        }
    }

    /// Keeps the operations of that name, qualified or not, which the type or a collection of it has.
    fn keep_operations(&mut self, id: TypeId, segment: &str, reason: &Kept) -> bool {
        let model = self.model;
        let is_named = |index: &OperationId| {
            let operation = &model.operations[*index];
            operation.name == segment || model.operation_name(operation) == segment
        };
        let all = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
        let named: Vec<OperationId> = all.filter(is_named).collect();
        for index in &named {
            self.keep_operation(*index, reason);
        }
        !named.is_empty()
    }

    /// Keeps the composable functions of that name, and says what type a path leads to that goes on behind them.
    fn keep_composable(&mut self, id: TypeId, segment: &str, reason: &Kept) -> Option<TypeId> {
        let model = self.model;
        let bound = model.bound_to(id, false).into_iter().chain(model.bound_to(id, true));
        let mut named = bound
            .map(|index| &model.operations[index])
            .filter(|operation| operation.name == segment || model.operation_name(operation) == segment);
        let (result, _) = named
            .find_map(|function| function.leads_to().filter(|(id, many)| !many && model.structured(*id).is_some()))?;
        self.keep_operations(id, segment, reason).then_some(result)
    }

    fn keep_import(&mut self, name: &str, reason: &Kept) -> bool {
        let Some(index) = self.model.imports.iter().position(|import| import.name == name).map(ImportId::from) else {
            return false;
        };
        self.slice.imports.insert(index);
        for operation in self.model.imports[index].operations.clone() {
            self.keep_operation(operation, reason);
        }
        true
    }

    fn address(&mut self, target: &ValueType, reason: &Kept) {
        if let ValueType::Declared(id) = target {
            self.slice.addressed.insert(*id);
            self.slice.steps.entry(*id).or_insert_with(|| reason.clone());
        }
    }

    fn keep_root(&mut self, root: &str, span: Span) {
        let reason = Kept::root(root);
        if let Some(id) = self.model.find_type(root) {
            if self.refuse_excluded(id, root, span) {
                return;
            }
            self.keep_needed(&ValueType::Declared(id), &reason, span);
            return;
        }
        let mut segments = root.split('/').peekable();
        let first = segments.next().unwrap_or_default();
        if segments.peek().is_none() && self.keep_import(first, &reason) {
            return;
        }
        let resources = &self.model.resources;
        let Some(index) = resources.iter().position(|resource| resource.name == first).map(ResourceId::from) else {
            let imports = self.model.imports.iter().map(|import| import.name);
            let namespaces = &self.model.namespaces;
            let types = self.model.types.iter().filter(|_| root.contains('.'));
            let types: Vec<_> = types.map(|ty| format!("{}.{}", namespaces[ty.namespace], ty.name)).collect();
            let types = types.iter().map(String::as_str);
            let names = resources.iter().map(|resource| resource.name).chain(imports).chain(types);
            let problem = Diagnostic::at(Code::UnknownRoot, span, format!("the root `{root}` matches nothing"))
                .expected("a path from the entity container, a qualified type name, or *")
                .help(NOT_HERE)
                .suggest(first, names);
            return self.problems.push(problem);
        };
        self.slice.resources.insert(index);
        let mut target = resources[index].ty.clone();
        while let Some(segment) = segments.next() {
            self.address(&target, &reason);
            let ValueType::Declared(id) = target else { break };
            let is_last = segments.peek().is_none();
            if let Some(derived) = self.cast(id, segment) {
                target = ValueType::Declared(derived);
                continue;
            }
            if is_last && self.keep_operations(id, segment, &reason) {
                return;
            }
            if let Some(result) = self.keep_composable(id, segment, &reason) {
                target = ValueType::Declared(result);
                continue;
            }
            let mut complex = self.model.complex_properties(id);
            if let Some((place, property)) = complex.find(|(_, property)| property.name == segment) {
                self.slice.complex.insert(place);
                target = property.ty.value.clone();
                continue;
            }
            let all: Vec<_> = self.model.navigation(id).collect();
            let Some((way, navigation)) = all.iter().find(|(_, property)| property.name == segment) else {
                let operations = self.model.bound_to(id, false).into_iter().chain(self.model.bound_to(id, true));
                let operations: Vec<_> = operations.map(|index| self.model.operations[index].name).collect();
                let names = all.iter().map(|(_, property)| property.name).chain(operations);
                let problem = Diagnostic::at(Code::UnknownRoot, span, format!("the root `{root}` matches nothing"))
                    .expected(format!(
                        "`{segment}` as a navigation property, complex property, operation or derived type of {}",
                        self.model.qualified_name(id)
                    ))
                    .help(NOT_HERE)
                    .suggest(segment, names);
                return self.problems.push(problem);
            };
            self.slice.navigation.insert(*way);
            target = navigation.ty.value.clone();
        }
        if let ValueType::Declared(id) = target
            && self.refuse_excluded(id, root, span)
        {
            return;
        }
        self.address(&target, &reason);
        self.keep_needed(&target, &reason, span);
    }

    /// Keeps what the run means nothing without: the type that a root leads to, or of a part of a key.
    fn keep_needed(&mut self, value: &ValueType, reason: &Kept, span: Span) {
        let missing = match value {
            ValueType::Unresolved(name) => Some((name.clone(), span)),
            ValueType::Declared(id) => self.model.missing_base(*id).map(|base| (base.name.clone(), base.span)),
            ValueType::Primitive(_) => None,
        };
        match missing {
            None => {
                self.keep_value(value, reason, span);
            }
            Some((name, span)) => {
                let problem = self.missing(Code::NeededType, &name, &reason.because, span);
                self.problems.push(problem);
            }
        }
    }

    /// `false` if the type is not here, or excluded.
    fn keep_value(&mut self, value: &ValueType, reason: &Kept, span: Span) -> bool {
        match value {
            ValueType::Primitive(_) => true,
            ValueType::Declared(id) if self.slice.excluded.contains(id) => false,
            ValueType::Declared(id) => match self.model.missing_base(*id) {
                None => {
                    self.keep(*id, reason);
                    true
                }
                Some(base) => {
                    self.miss(&base.name, &self.model.qualified_name(*id), base.span);
                    false
                }
            },
            ValueType::Unresolved(name) => {
                self.miss(name, &reason.because, span);
                false
            }
        }
    }

    /// Something that is kept has a part of a type that is not here: the part is left out.
    fn miss(&mut self, name: &str, because: &str, span: Span) {
        if !self.missed.insert(span) {
            return;
        }
        if let Some(file) = self.model.absent_file(name).filter(|_| self.everything) {
            *self.left.entry(file).or_default() += 1;
            return;
        }
        let warning = self.missing(Code::UnknownType, name, because, span);
        self.slice.warnings.push(warning);
    }

    fn missing(&self, code: Code, name: &str, because: &str, span: Span) -> Diagnostic {
        let message = format!("the type `{name}` is declared in no input");
        let (message, expected) = match code {
            Code::UnknownType => (format!("{message}: {because} is left out"), String::from("what has this type")),
            _ => (message, format!("its declaration: it is kept because of {because}")),
        };
        let problem = Diagnostic::at(code, span, message).expected(expected);
        match self.model.absent_file(name) {
            Some(AbsentFile { uri, span }) => {
                let problem = problem.second(*span, format!("refers to `{uri}` for it, which is not here"));
                problem.help(PUT_BESIDE).get_past(remedy::reference(uri))
            }
            None if self.problems.len() + self.slice.warnings.len() < SUGGESTIONS => {
                let known = self.model.all_types().map(|(id, _)| self.model.qualified_name(id)).collect::<Vec<_>>();
                problem.suggest(name, known.iter().map(String::as_str))
            }
            None => problem,
        }
    }

    fn note_left(&mut self) {
        let warnings = self.left.iter().map(|(AbsentFile { uri, span }, uses)| {
            let what =
                if *uses == 1 { "one thing that needs it is" } else { &format!("{uses} things that need it are") };
            let message = format!("`{uri}` is not here: {what} left out");
            Diagnostic::at(Code::AbsentFile, *span, message).help(PUT_BESIDE)
        });
        self.slice.warnings.extend(warnings);
    }

    fn keep(&mut self, id: TypeId, reason: &Kept) {
        if matches!(self.model.ty(id).kind, TypeKind::Definition(_)) {
            self.slice.definitions.insert(id);
            return;
        }
        if self.slice.types.contains_key(&id) {
            return;
        }
        self.slice.types.insert(id, reason.clone());
        self.pending.push(id);
        if let Some(base) = self.model.lacked_base(id) {
            self.miss(&base.name, &format!("what {} inherits", self.model.qualified_name(id)), base.span);
        }
    }

    fn follow(&mut self) {
        while let Some(id) = self.pending.pop() {
            let name = self.model.qualified_name(id);
            for property in self.model.properties(id) {
                let reason = Kept::of(id, format!("{name}/{}", property.name));
                self.keep_value(&property.ty.value, &reason, property.span);
            }
            let kept: Vec<&NavigationProperty> = self
                .model
                .navigation(id)
                .filter(|(way, _)| self.slice.navigation.contains(way))
                .map(|(_, property)| property)
                .collect();
            for property in kept {
                let reason = Kept::of(id, format!("{name}/{}", property.name));
                self.keep_value(&property.ty.value, &reason, property.span);
            }
        }
        // A step of a root path has no struct, but its key may need types.
        let addressed: Vec<TypeId> = self.slice.addressed.iter().copied().collect();
        for id in addressed {
            for part in self.model.key(id).iter().chain(self.model.alternate_keys(id).into_iter().flatten()) {
                let reason = Kept::of(id, format!("the key of {}", self.model.qualified_name(id)));
                self.keep_needed(&part.ty, &reason, self.model.ty(id).span);
            }
        }
    }
}
