//! What is emitted for the project's metadata: a short summary of the API, and each file.

use tests::project;

#[test]
fn emitted_files() {
    let output = project::generate(None).unwrap();
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("api", output.report.summary);
        for file in output.files {
            let name = file.path.trim_start_matches("src/").replace('/', "__");
            insta::assert_snapshot!(name, file.text);
        }
    });
}
