//! The terms of annotations: in the vocabularies that we know, and once for each target.

use std::collections::{BTreeMap, HashMap};

use super::document::Document;
use crate::{
    codes::Code,
    csdl::{self, Annotation, ContainerElement, SchemaElement},
    error::Diagnostic,
    source::Span,
};

/// The vocabularies of the OData standard that services use, each with its terms.
const VOCABULARIES: [(&str, &[&str]); 5] = [
    ("Org.OData.Authorization.V1", &["Authorizations", "SecuritySchemes"]),
    (
        "Org.OData.Capabilities.V1",
        &[
            "AcceptableEncodings",
            "AnnotationValuesInQuerySupported",
            "AsynchronousRequestsSupported",
            "BatchContinueOnErrorSupported",
            "BatchSupport",
            "BatchSupported",
            "CallbackSupported",
            "ChangeTracking",
            "CollectionPropertyRestrictions",
            "ComputeSupported",
            "ConformanceLevel",
            "CountRestrictions",
            "CrossJoinSupported",
            "CustomHeaders",
            "CustomQueryOptions",
            "DeepInsertSupport",
            "DeepUpdateSupport",
            "DefaultCapabilities",
            "DeleteRestrictions",
            "ExpandRestrictions",
            "FilterFunctions",
            "FilterRestrictions",
            "IndexableByKey",
            "InsertRestrictions",
            "IsolationSupported",
            "KeyAsSegmentSupported",
            "MediaLocationUpdateSupported",
            "ModificationQueryOptions",
            "NavigationRestrictions",
            "OperationRestrictions",
            "QuerySegmentSupported",
            "ReadRestrictions",
            "SearchRestrictions",
            "SelectSupport",
            "SkipSupported",
            "SortRestrictions",
            "SupportedFormats",
            "SupportedMetadataFormats",
            "TopSupported",
            "UpdateRestrictions",
        ],
    ),
    (
        "Org.OData.Core.V1",
        &[
            "AcceptableMediaTypes",
            "AdditionalProperties",
            "AlternateKeys",
            "AnyStructure",
            "AppliesViaContainer",
            "AutoExpand",
            "AutoExpandReferences",
            "Computed",
            "ComputedDefaultValue",
            "ContentDisposition",
            "ContentID",
            "ConventionalIDs",
            "DataModificationException",
            "DefaultNamespace",
            "DereferenceableIDs",
            "Description",
            "Example",
            "ExplicitOperationBindings",
            "GeometryFeature",
            "Immutable",
            "IsDelta",
            "IsLanguageDependent",
            "IsMediaType",
            "IsURL",
            "Links",
            "LongDescription",
            "MayImplement",
            "MediaType",
            "Messages",
            "ODataVersions",
            "OperationAvailable",
            "OptimisticConcurrency",
            "OptionalParameter",
            "Ordered",
            "Permissions",
            "PositionalInsert",
            "RequiresExplicitBinding",
            "RequiresType",
            "ResourceException",
            "ResourcePath",
            "Revisions",
            "SchemaVersion",
            "SymbolicName",
            "ValueException",
        ],
    ),
    ("Org.OData.Measures.V1", &["DurationGranularity", "ISOCurrency", "Scale", "UNECEUnit", "Unit"]),
    (
        "Org.OData.Validation.V1",
        &[
            "AllowedTerms",
            "AllowedValues",
            "ApplicableTerms",
            "Constraint",
            "DerivedTypeConstraint",
            "Exclusive",
            "ItemsOf",
            "MaxItems",
            "Maximum",
            "MinItems",
            "Minimum",
            "MultipleOf",
            "OpenPropertyTypeConstraint",
            "Pattern",
        ],
    ),
];

/// Warns of terms that no vocabulary has, each once a file, and of what is said twice of one target.
pub(super) fn check(documents: &[Document]) -> Vec<Diagnostic> {
    let mut checks = Checks::default();
    for document in documents {
        checks.document(document);
    }
    checks.warnings
}

#[derive(Default)]
struct Checks {
    warnings: Vec<Diagnostic>,
}

impl Checks {
    fn document(&mut self, document: &Document) {
        let mut terms = Terms::default();
        let groups = document.annotations().count();
        let mut targets: HashMap<&str, &csdl::Annotations> = HashMap::with_capacity(groups);
        let mut again: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
        for (_, element) in document.elements() {
            match element {
                SchemaElement::Annotations(group) if group.qualifier.is_none() => {
                    terms.add(&group.annotations);
                    self.check_once(group.annotations.iter());
                    let target = group.target.value();
                    if let Some(first) = targets.insert(target, group) {
                        let all = again.entry(target).or_insert_with(|| first.annotations.iter().collect());
                        all.extend(&group.annotations);
                    }
                }
                _ => inline(element, |annotations| {
                    terms.add(annotations);
                    self.check_once(annotations.iter());
                }),
            }
        }
        for annotations in again.into_values() {
            self.check_once(annotations.into_iter());
        }
        for (term, span) in terms.seen {
            if let Some((namespace, name)) = document.scope.split(term) {
                self.check_term(term, namespace, name, span);
            }
        }
    }

    fn check_once<'t>(&mut self, annotations: impl ExactSizeIterator<Item = &'t Annotation<'t>>) {
        if annotations.len() < 2 {
            return;
        }
        let mut known = HashMap::new();
        for annotation in annotations {
            let qualifier = annotation.qualifier.as_ref().map(|qualifier| qualifier.value());
            let (term, span) = (annotation.term.value(), annotation.term.span());
            if let Some(first) = known.get(&(term, qualifier)) {
                let problem = Diagnostic::at(Code::AnnotatedTwice, span, format!("`{term}` is given twice"));
                self.warnings.push(problem.second(*first, "first given here"));
            } else {
                known.insert((term, qualifier), span);
            }
        }
    }

    fn check_term(&mut self, term: &str, namespace: &str, name: &str, span: Span) {
        let known = VOCABULARIES.iter().find(|(vocabulary, _)| *vocabulary == namespace);
        let Some((_, names)) = known.filter(|(_, names)| !names.contains(&name)) else {
            return;
        };
        let problem = Diagnostic::at(Code::UnknownTerm, span, format!("there is no term `{term}`"));
        self.warnings.push(problem.suggest(name, names.iter().copied()));
    }
}

/// The terms of a file, each with its first place.
#[derive(Default)]
struct Terms<'a> {
    seen: BTreeMap<&'a str, Span>,
    last: &'a str,
}

impl<'a> Terms<'a> {
    fn add(&mut self, annotations: &'a [Annotation<'a>]) {
        for annotation in annotations {
            let term = annotation.term.value();
            // Most annotations are of the term of the one before.
            if term != self.last {
                self.last = term;
                self.seen.entry(term).or_insert_with(|| annotation.term.span());
            }
        }
    }
}

/// The annotations that stand in an element, and in what stands in it.
fn inline<'a>(element: &'a SchemaElement<'a>, mut found: impl FnMut(&'a [Annotation<'a>])) {
    match element {
        SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => {
            found(&ty.annotations);
            ty.properties.iter().for_each(|property| found(&property.annotations));
            ty.navigation_properties.iter().for_each(|property| found(&property.annotations));
        }
        SchemaElement::EnumType(ty) => {
            found(&ty.annotations);
            ty.members.iter().for_each(|member| found(&member.annotations));
        }
        SchemaElement::TypeDefinition(ty) => found(&ty.annotations),
        SchemaElement::Action(operation) | SchemaElement::Function(operation) => {
            found(&operation.annotations);
            operation.parameters.iter().for_each(|parameter| found(&parameter.annotations));
        }
        SchemaElement::EntityContainer(container) => container.elements.iter().for_each(|child| found(of_child(child))),
        SchemaElement::Term(_) | SchemaElement::Annotations(_) => {}
    }
}

fn of_child<'a>(child: &'a ContainerElement<'a>) -> &'a [Annotation<'a>] {
    match child {
        ContainerElement::EntitySet(resource) | ContainerElement::Singleton(resource) => &resource.annotations,
        ContainerElement::ActionImport(import) | ContainerElement::FunctionImport(import) => &import.annotations,
    }
}
