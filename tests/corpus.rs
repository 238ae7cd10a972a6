//! Real metadata, where `ODATA_CORPUS` names a folder that holds it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use odata_codegen::Source;
use tests::project;

fn corpus() -> Option<PathBuf> {
    let corpus = env::var_os("ODATA_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        println!("ODATA_CORPUS is not set: nothing to try");
    }
    corpus
}

fn everything(csdl: &Path) -> Result<odata_codegen::Output, odata_codegen::Error> {
    let source = Source::from_bytes(csdl.display().to_string(), &fs::read(csdl).unwrap())?;
    project::everything("all", vec![source], Vec::new(), None)
}

#[test]
fn upstream_slices_give_the_api_of_our_own_metadata() {
    let Some(corpus) = corpus() else { return };
    let ours = project::generate(None).unwrap().report.summary;
    for name in ["slice-managedDeviceEncryptionState.csdl", "beta-2021-07-13.xml", "beta-Mooncake-2022-10-05.csdl"] {
        let theirs = project::generate(Some(&corpus.join("graph").join(name))).unwrap().report.summary;
        assert_eq!(theirs, ours, "{name}");
    }
}

#[test]
fn whole_schemas_generate_and_each_file_parses() {
    let Some(corpus) = corpus() else { return };
    for name in
        ["graph/v1.0-Prod.csdl", "graph/beta-2021-07-13.xml", "services/microsoft-dynamics-crm4-v9.1-metadata.xml"]
    {
        let output = everything(&corpus.join(name)).unwrap();
        assert_eq!(output.report.types_left, 0, "{name}");
        assert!(output.files.len() > 900, "{name}");
    }
}

#[test]
fn what_is_no_odata_v4_is_refused_with_a_place() {
    let Some(corpus) = corpus() else { return };
    let mut seen = 0;
    for entry in fs::read_dir(corpus.join("reject")).unwrap().map(Result::unwrap) {
        let error = everything(&entry.path()).unwrap_err().to_string();
        let name = entry.path().display().to_string();
        assert!(error.contains(&format!("{name}:")), "{error}");
        seen += 1;
    }
    assert!(seen > 0);
}
