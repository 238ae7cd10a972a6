//! The syntax trees of all files of a run, and the model of them.

use std::borrow::Cow;

use crate::{
    Error, Inputs, Manifest,
    codes::{Code, Severity},
    csdl,
    error::{Diagnostic, Warnings, shortened},
    faults::{Kept, Part, Places},
    limits::{self, Limits},
    model::{self, Model},
    remedy,
    slice::Slice,
    source::{Source, Sources},
};

/// The files of a run, read. The model and all that stands on it borrow from them.
pub(crate) struct Trees<'a> {
    pub(crate) sources: Sources<'a>,
    /// The number of the manifest in the sources.
    pub(crate) manifest: u16,
    pub(crate) csdl: Vec<csdl::Edmx<'a>>,
    references: Vec<csdl::Edmx<'a>>,
    overlays: Vec<csdl::Edmx<'a>>,
    inputs: &'a Inputs,
}

impl<'a> Trees<'a> {
    pub(crate) fn read(
        inputs: &'a Inputs,
        manifest_source: impl Into<Cow<'a, Source>>,
        limits: Limits,
    ) -> Result<Self, Error> {
        let mut sources = Sources::default();
        let manifest = sources.add(manifest_source);
        let numbers =
            files_of(inputs).map(|files| files.iter().map(|source| sources.add(source)).collect::<Vec<u16>>());
        let [csdl, references, overlays] = &numbers;
        let trees = (|| {
            let csdl = parse(&inputs.csdl, csdl, limits)?;
            let references = parse(&inputs.references, references, limits)?;
            check_types(csdl.iter().chain(&references), limits)?;
            Ok((csdl, references, parse(&inputs.overlays, overlays, limits)?))
        })();
        match trees {
            Ok((csdl, references, overlays)) => Ok(Self { sources, manifest, csdl, references, overlays, inputs }),
            Err(diagnostics) => Err(refused(sources, diagnostics)),
        }
    }

    /// The model, in which something harmless stands in for each faulty declaration.
    ///
    /// # Errors
    ///
    /// All faults, if one is of a document, an overlay or the manifest, on which everything depends.
    pub(crate) fn model(&'a self, manifest: &Manifest) -> Result<Model<'a>, Error> {
        let trees = model::Trees { csdl: &self.csdl, references: &self.references, overlays: &self.overlays };
        let model =
            model::build(trees, manifest, self.manifest).map_err(|diagnostics| self.refused(manifest, diagnostics))?;
        let errors = || self.faults(&model).filter(|fault| fault.severity == Severity::Error);
        if errors().next().is_some() {
            let places = Places::new(self.files().map(|(_, edmx)| edmx), &model);
            if errors().any(|fault| places.part(fault) == Part::Document) {
                return Err(self.refused(manifest, errors().cloned().collect()));
            }
        }
        Ok(model)
    }

    /// What is wrong or suspicious in the metadata, whether or not it is needed.
    fn faults<'t>(&'t self, model: &'t Model) -> impl Iterator<Item = &'t Diagnostic> {
        self.said().chain(&model.faults).filter(|fault| !model.is_settled(fault))
    }

    /// The metadata and the files that it refers to, each with its tree.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&'a Source, &csdl::Edmx<'a>)> {
        let csdl = self.inputs.csdl.iter().zip(&self.csdl);
        csdl.chain(self.inputs.references.iter().zip(&self.references))
    }

    /// Tells the faults of what is kept from all others, without those that the manifest allows.
    ///
    /// # Errors
    ///
    /// An error in what is kept, or a warning that the manifest denies.
    pub(crate) fn check(
        &'a self,
        model: &Model<'a>,
        slice: &Slice,
        not_offered: &[Diagnostic],
        manifest: &Manifest,
    ) -> Result<Found, Vec<Diagnostic>> {
        let is_shown = |fault: &&Diagnostic| !manifest.warnings.allows(fault.code);
        let all: Vec<&Diagnostic> = self.faults(model).filter(is_shown).collect();
        let mut warnings: Vec<Diagnostic> =
            slice.warnings.iter().chain(not_offered).filter(is_shown).cloned().collect();
        if all.is_empty() && warnings.is_empty() {
            return Ok(Found::default());
        }
        let is_everything = manifest.roots.iter().any(|root| root.get_ref() == "*");
        let places = Places::new(self.files().map(|(_, edmx)| edmx), model);
        let kept = Kept::new(model, slice);
        let (within, outside): (Vec<_>, Vec<_>) =
            all.into_iter().cloned().partition(|fault| kept.has(places.part(fault), is_everything));
        warnings.extend(within.into_iter().map(|fault| {
            let is_told = fault.severity == Severity::Warning || fault.manifest().is_some();
            let lines = if is_told { None } else { remedy::lines(&fault, places.part(&fault), model) };
            lines.into_iter().fold(fault, Diagnostic::get_past)
        }));
        if !outside.is_empty() && !manifest.warnings.allows(Code::FaultsOutside) {
            warnings.push(count(&outside));
        }
        let denied = warnings.iter_mut().filter(|fault| manifest.warnings.denies(fault.code));
        denied.for_each(|warning| warning.severity = Severity::Error);
        if warnings.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(warnings);
        }
        Ok(Found { warnings, outside })
    }

    /// What is suspicious in the files themselves.
    fn said(&self) -> impl Iterator<Item = &Diagnostic> {
        let trees = self.csdl.iter().chain(&self.references).chain(&self.overlays);
        trees.flat_map(|edmx| &edmx.warnings)
    }

    /// An error of a later stage, with the files for its message. What is suspicious in those may be the reason.
    pub(crate) fn refused(&self, manifest: &Manifest, mut diagnostics: Vec<Diagnostic>) -> Error {
        let is_shown =
            |fault: &&Diagnostic| fault.severity == Severity::Warning && !manifest.warnings.allows(fault.code);
        diagnostics.extend(self.said().filter(is_shown).cloned());
        refused(self.sources.clone(), diagnostics)
    }
}

/// The faults of metadata that can be generated from.
#[derive(Default)]
pub(crate) struct Found {
    /// What the user should know, among it how many faults there are outside of what the roots need.
    pub(crate) warnings: Vec<Diagnostic>,
    /// Faults outside of what the roots need, errors among them.
    pub(crate) outside: Vec<Diagnostic>,
}

/// One warning for all faults outside of what the roots need.
fn count(outside: &[Diagnostic]) -> Diagnostic {
    let faults = if outside.len() == 1 { "fault" } else { "faults" };
    let message = format!("the metadata has {} {faults} outside of what the roots need", outside.len());
    Diagnostic::new(Code::FaultsOutside, message).help("`codegen --faults` lists them")
}

/// All files together may not have too many types.
fn check_types<'t, 'a: 't>(
    files: impl Iterator<Item = &'t csdl::Edmx<'a>>,
    limits: Limits,
) -> Result<(), Vec<Diagnostic>> {
    let elements = files.flat_map(|edmx| &edmx.schemas).flat_map(|schema| &schema.elements);
    let mut names = elements.filter_map(csdl::SchemaElement::type_name).skip(limits.types as usize);
    let Some(first) = names.next() else { return Ok(()) };
    let message =
        format!("the metadata has {} types, more than {}", limits.types as usize + 1 + names.count(), limits.types);
    Err(vec![Diagnostic::at(Code::TooManyTypes, first.span(), message).help(limits::raise("types"))])
}

fn refused(sources: Sources, mut diagnostics: Vec<Diagnostic>) -> Error {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code, diagnostic.severity));
    diagnostics.dedup_by(|one, other| (one.span, one.code, &one.message) == (other.span, other.code, &other.message));
    let mut rest = &mut *diagnostics;
    while let Some(Diagnostic { span: first, .. }) = rest.first() {
        let number = first.map(|span| span.source);
        let of_file = rest.partition_point(|diagnostic| diagnostic.span.map(|span| span.source) == number);
        let (own, others) = rest.split_at_mut(of_file);
        if let Some(source) = number.and_then(|number| sources.get(number)) {
            let places: Vec<usize> = own.iter().filter_map(|own| Some(own.span?.start as usize)).collect();
            own.iter_mut().zip(csdl::paths(source, &places)).for_each(|(own, path)| own.path = shortened(path).into());
        }
        rest = others;
    }
    Error { diagnostics, sources: sources.into_owned() }
}

/// In the order of their numbers.
fn files_of(inputs: &Inputs) -> [&Vec<Source>; 3] {
    [&inputs.csdl, &inputs.references, &inputs.overlays]
}

impl Warnings {
    /// The warnings of a run, with what it takes to show them, which costs as much as to read the files once more.
    #[must_use]
    pub fn new(diagnostics: Vec<Diagnostic>, inputs: &Inputs, manifest_source: &Source) -> Self {
        let mut sources = Sources::default();
        for source in [manifest_source].into_iter().chain(files_of(inputs).into_iter().flatten()) {
            sources.add(source);
        }
        let Error { diagnostics, sources } = refused(sources, diagnostics);
        Self { diagnostics, sources }
    }
}

fn parse<'a>(sources: &'a [Source], numbers: &[u16], limits: Limits) -> Result<Vec<csdl::Edmx<'a>>, Vec<Diagnostic>> {
    let (mut parsed, mut problems) = (Vec::new(), Vec::new());
    for (source, number) in sources.iter().zip(numbers) {
        match csdl::parse(source, *number, limits) {
            Ok(edmx) => parsed.push(edmx),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(parsed) } else { Err(problems) }
}
