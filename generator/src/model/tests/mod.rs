//! What the front end says of metadata, overlays and manifests: an input, and the facts or the message it must give.

mod facts;
mod mending;
mod refusals;

use crate::{
    Limits,
    codes::Severity,
    csdl,
    error::{Diagnostic, Error},
    manifest::Manifest,
    model::{self, Model},
    source::{Source, Sources},
};

/// Runs the front end over a schema's children (lines 4 on of `in.xml`) and those of an overlay.
fn build_all(schema: &str, overlay: Option<&str>, manifest: Option<&str>) -> Result<Model<'static>, String> {
    let wrap = |name: &str, schema: &str| Source {
        name: name.to_owned(),
        text: format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="shop.v1" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{schema}
</Schema>
</edmx:DataServices>
</edmx:Edmx>
"#
        ),
    };
    let mut sources = Sources::default();
    let main = sources.add(wrap("in.xml", schema));
    let overlay = overlay.map(|overlay| sources.add(wrap("overlay.xml", overlay)));
    let manifest = manifest.map(|text| Source { name: "codegen.toml".to_owned(), text: text.to_owned() });
    let manifest = manifest.unwrap_or_else(|| Source { name: String::new(), text: self::manifest("") });
    let parsed = Manifest::parse(&manifest).map_err(|error| error.to_string())?;
    let manifest = sources.add(manifest);
    // A model borrows from its trees, and those from the text: a test keeps them all.
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let parse = |number| csdl::parse(sources.get(number).expect("added above"), number, Limits::default());
    let result = parse(main).and_then(|tree| {
        let overlays = overlay.map(parse).transpose()?.into_iter().collect();
        let mut faults = tree.warnings.clone();
        let trees = model::Trees { csdl: Vec::leak(vec![tree]), references: &[], overlays: Vec::leak(overlays) };
        let model = model::build(trees, &parsed, manifest)?;
        faults.extend(model.faults.iter().cloned());
        let is_sound = faults.iter().all(|fault| fault.severity == Severity::Warning);
        if is_sound { Ok(model) } else { Err(faults) }
    });
    result.map_err(|diagnostics| Error { diagnostics, sources: sources.clone() }.to_string())
}

fn build(schema: &str) -> Model<'static> {
    build_all(schema, None, None).expect("the schema is sound")
}

fn refuse(schema: &str) -> String {
    build_all(schema, None, None).expect_err("the schema is at fault")
}

fn refuse_file(text: &str) -> String {
    let source = Source::from_bytes("in.xml", text.as_bytes()).expect("text is UTF-8");
    let mut sources = Sources::default();
    sources.add(source.clone());
    let diagnostics: Vec<Diagnostic> = csdl::parse(&source, 0, Limits::default()).expect_err("the file is at fault");
    Error { diagnostics, sources }.to_string()
}

fn manifest(rest: &str) -> String {
    format!("roots = []\n[crate]\nname = \"shop\"\npath = \"shop\"\n[source]\ncsdl = \"in.xml\"\n{rest}")
}

fn property<'m>(model: &'m Model, ty: &str, name: &str) -> &'m model::Property<'m> {
    let id = model.find_type(ty).expect("the type exists");
    model.properties(id).find(|property| property.name == name).expect("the property exists")
}
