//! Runs over a schema whose declarations are at fault.

#![allow(dead_code, reason = "each test uses some of them")]

use std::collections::BTreeSet;

use odata_codegen::{Error, Inputs, Manifest, Output, Report, Source};

const REST: &str = "[crate]\nname = 'rail'\npath = '.'\n[source]\ncsdl = 'rail.xml'\n";

fn inputs(schema: &str) -> Inputs {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n\
         <Schema Namespace=\"rail\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{schema}\n</Schema>\n\
         </edmx:DataServices></edmx:Edmx>"
    );
    Inputs { csdl: vec![Source { name: String::from("rail.xml"), text }], ..Inputs::default() }
}

fn manifest(lines: &str) -> Source {
    Source { name: String::from("codegen.toml"), text: format!("{lines}\n{REST}") }
}

/// The outcome for what stands in a schema `rail`, and for a manifest that may lack what all have.
pub fn run(schema: &str, lines: &str) -> Result<Output, Error> {
    let source = manifest(lines);
    odata_codegen::generate(&inputs(schema), &Manifest::parse(&source)?, source.clone())
}

/// The part of the metadata that the roots need.
pub fn slice(schema: &str, lines: &str) -> String {
    let source = manifest(lines);
    odata_codegen::subset(&inputs(schema), &Manifest::parse(&source).unwrap(), source.clone()).unwrap().text
}

/// The roots that a pattern stands for.
pub fn roots(schema: &str, pattern: &str) -> Result<BTreeSet<String>, Error> {
    let source = manifest("roots = []");
    odata_codegen::roots(&inputs(schema), &Manifest::parse(&source)?, source.clone(), pattern)
}

pub fn generated(schema: &str, manifest: &str) -> Report {
    run(schema, manifest).unwrap().report
}

pub fn refused(schema: &str, manifest: &str) -> Error {
    run(schema, manifest).map(|output| output.report).unwrap_err()
}

pub fn warnings(schema: &str, manifest: &str) -> Vec<String> {
    generated(schema, manifest).warnings.into_iter().map(|warning| warning.message).collect()
}
