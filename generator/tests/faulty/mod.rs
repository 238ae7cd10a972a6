//! Runs over a schema whose declarations are at fault.

use odata_codegen::{Error, Inputs, Manifest, Output, Report, Source};

const REST: &str = "[crate]\nname = 'rail'\npath = '.'\n[source]\ncsdl = 'rail.xml'\n";

/// The outcome for what stands in a schema `rail`, and for a manifest that may lack what all have.
#[allow(dead_code, reason = "each test uses some of them")]
pub fn run(schema: &str, manifest: &str) -> Result<Output, Error> {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n\
         <Schema Namespace=\"rail\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{schema}\n</Schema>\n\
         </edmx:DataServices></edmx:Edmx>"
    );
    let source = Source { name: String::from("codegen.toml"), text: format!("{manifest}\n{REST}") };
    let inputs = Inputs { csdl: vec![Source { name: String::from("rail.xml"), text }], ..Inputs::default() };
    odata_codegen::generate(&inputs, &Manifest::parse(&source)?, source.clone())
}

#[allow(dead_code, reason = "each test uses some of them")]
pub fn generated(schema: &str, manifest: &str) -> Report {
    run(schema, manifest).unwrap().report
}

#[allow(dead_code, reason = "each test uses some of them")]
pub fn refused(schema: &str, manifest: &str) -> Error {
    run(schema, manifest).map(|output| output.report).unwrap_err()
}

#[allow(dead_code, reason = "each test uses some of them")]
pub fn warnings(schema: &str, manifest: &str) -> Vec<String> {
    generated(schema, manifest).warnings.into_iter().map(|warning| warning.message).collect()
}
