//! Metadata that is large in one way only: what would take more than in proportion takes minutes here.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use odata_codegen::{Inputs, Manifest, Output, Source};

fn generate(body: &str) -> Output {
    let manifest = "roots = [\"*\"]\n[crate]\nname = \"growth\"\npath = \".\"\n[source]\ncsdl = \"metadata.csdl\"\n";
    let manifest_source = Source { name: "codegen.toml".to_owned(), text: manifest.to_owned() };
    let manifest = Manifest::parse(&manifest_source).unwrap();
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"A\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{body}</Schema>\
         </edmx:DataServices></edmx:Edmx>"
    );
    let csdl = vec![Source { name: "metadata.csdl".to_owned(), text }];
    odata_codegen::generate(&Inputs { csdl, ..Inputs::default() }, &manifest, manifest_source).unwrap()
}

/// To look for each type's cycle along the whole of it took 15 s for half as many types.
#[test]
fn one_long_cycle_of_types() {
    const TYPES: usize = 3000;
    let mut body = String::new();
    for number in 0..TYPES {
        let next = (number + 1) % TYPES;
        let _ =
            write!(body, "<ComplexType Name=\"t{number}\"><Property Name=\"next\" Type=\"A.t{next}\"/></ComplexType>");
    }
    body.push_str("<ComplexType Name=\"outside\"><Property Name=\"first\" Type=\"A.t0\"/></ComplexType>");
    let output = generate(&body);
    let text = |path: &str| output.files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).unwrap();
    assert!(text("types/src/models/t7.rs").contains("Option<Box<super::T8>>"), "{}", text("types/src/models/t7.rs"));
    assert!(text("types/src/models/outside.rs").contains("Option<super::T0>"), "only what is in the cycle is boxed");
}
