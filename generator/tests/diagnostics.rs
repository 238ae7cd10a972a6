//! Each code of a diagnostic has an input that is refused with it, or warned of: that in its explanation.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use odata_codegen::{
    Code, Error, Inputs, Manifest, Source,
    codes::Severity,
    error::{Diagnostic, Warnings},
};

const MANIFEST: &str = r#"roots = ["*"]

[crate]
name = "shop"
path = "../shop"

[source]
csdl = "shop.csdl"
"#;

/// What examples of manifests and overlays are about.
const SHOP: &str = r#"<EntityType Name="Order">
  <Key><PropertyRef Name="number"/></Key>
  <Property Name="number" Type="Edm.Int32" Nullable="false"/>
  <Property Name="total" Type="Edm.Decimal"/>
</EntityType>"#;

fn source(name: &str, text: impl Into<String>) -> Source {
    Source { name: name.to_owned(), text: text.into() }
}

/// An example is a whole file, a schema, or what stands in one.
fn whole(example: &str) -> String {
    if !["<Schema", "<Annotation", "<EntityType", "<ComplexType", "<EnumType", "<TypeDefinition", "<EntityContainer"]
        .iter()
        .chain(&["<Action", "<Function", "<Term"])
        .any(|start| example.starts_with(start))
    {
        return example.to_owned();
    }
    let schema = if example.starts_with("<Schema") {
        example.to_owned()
    } else {
        format!(
            "<Schema Namespace=\"Shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{}\n</Schema>",
            example.trim_end()
        )
    };
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n<edmx:DataServices>\n{schema}\n</edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

/// The code blocks of a language in an explanation.
fn blocks(code: Code, language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let blocks = code.explanation().split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

/// All that is said of an input.
fn said(csdl: &str, overlay: Option<&str>, manifest: &str) -> Result<Warnings, Error> {
    let inputs = Inputs {
        csdl: vec![source("shop.csdl", whole(csdl))],
        overlays: overlay.map(|overlay| source("overlay.csdl", whole(overlay))).into_iter().collect(),
        references: Vec::new(),
    };
    let manifest_source = source("codegen.toml", manifest);
    let manifest = Manifest::parse(&manifest_source)?;
    if !manifest.slice.exclude.is_empty() {
        odata_codegen::subset(&inputs, &manifest, manifest_source.clone())?;
    }
    let warnings = odata_codegen::generate(&inputs, &manifest, manifest_source.clone())?.report.warnings;
    Ok(Warnings::new(warnings, &inputs, &manifest_source))
}

fn said_of(code: Code) -> Vec<(Result<Warnings, Error>, Vec<Diagnostic>)> {
    let csdl = blocks(code, "xml").into_iter().map(|example| said(example, None, MANIFEST));
    let overlays = blocks(code, "xml overlay").into_iter().map(|example| said(SHOP, Some(example), MANIFEST));
    let one_root = MANIFEST.replace("[\"*\"]", "[\"Shop.Order\"]");
    let outside = blocks(code, "xml outside").into_iter().map(|example| said(example, None, &one_root));
    let manifests = blocks(code, "toml").into_iter().map(|example| said(SHOP, None, example));
    let mut all: Vec<_> = csdl.chain(overlays).chain(outside).chain(manifests).collect();
    // What no text can show.
    if code == Code::Encoding {
        all.push(Source::from_bytes("shop.csdl", b"<caf\xe9/>").map(|_| Warnings::default()));
    }
    all.into_iter()
        .map(|said| {
            let diagnostics = match &said {
                Ok(warnings) => warnings.diagnostics.clone(),
                Err(error) => error.diagnostics.clone(),
            };
            (said, diagnostics)
        })
        .collect()
}

#[test]
fn each_code_has_an_input_and_a_message() {
    for code in Code::ALL {
        let name = code.name();
        let cases = said_of(*code);
        assert!(!cases.is_empty(), "{name} has no input");
        for (index, (said, diagnostics)) in cases.into_iter().enumerate() {
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == *code), "{name}: {said:?}");
            let text = match said {
                Ok(warnings) => warnings.human(false),
                Err(error) => error.to_string(),
            };
            insta::with_settings!({ omit_expression => true, snapshot_path => "diagnostics" }, {
                let name = if index == 0 { name.to_owned() } else { format!("{name}_{}", index + 1) };
                insta::assert_snapshot!(name, text);
            });
        }
    }
}

#[test]
fn codes_are_in_order_and_have_titles() {
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert!(names.is_sorted() && names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    for code in Code::ALL {
        assert!(!code.title().is_empty() && !code.explanation().is_empty(), "{code:?}");
        assert_eq!(Code::named(&code.name().to_lowercase()), Some(*code));
    }
}

fn with_warnings(entry: &str) -> Result<Warnings, Error> {
    let example = blocks(Code::UnknownTarget, "xml")[0];
    said(example, None, &format!("{MANIFEST}\n[warnings]\n{entry}\n"))
}

#[test]
fn the_manifest_allows_and_denies_warnings() {
    let shown = |entry| with_warnings(entry).expect("a warning").diagnostics.len();
    assert_eq!(shown(""), 1);
    assert_eq!(shown("allow = [\"CSDL802\"]"), 0);
    assert_eq!(shown("allow = [\"CSDL802\"]\ndeny = [\"all\"]"), 0);
    assert_eq!(shown("allow = [\"all\"]"), 0);
    for denied in ["deny = [\"CSDL802\"]", "deny = [\"all\"]", "allow = [\"all\"]\ndeny = [\"CSDL802\"]"] {
        let Err(error) = with_warnings(denied) else { panic!("{denied} has no effect") };
        assert_eq!(error.diagnostics[0].severity, Severity::Error);
        assert!(error.to_string().starts_with("error[CSDL802]: "), "{error}");
    }
}

#[test]
fn a_report_has_all_problems_in_order_and_an_end() {
    let fields: Vec<String> =
        (0..150).map(|index| format!("<Property Name=\"a{index}\" Type=\"a{index}\"/>")).collect();
    let schema = format!("<ComplexType Name=\"C\">\n{}\n</ComplexType>", fields.join("\n"));
    let error = said(&schema, None, MANIFEST).expect_err("refused");
    assert_eq!(error.diagnostics.len(), 150);
    assert!(error.diagnostics.is_sorted_by_key(|diagnostic| diagnostic.span));
    assert_eq!(&*error.diagnostics[149].path, "Shop/C/a149");
    let text = error.to_string();
    assert_eq!(text.matches("error[CSDL203]").count(), 100);
    assert!(text.ends_with("error: and 50 more problems"), "{text}");
}
