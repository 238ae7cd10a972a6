//! The presets, which are data files.

use std::fs;

use crate::folder::{Folder, repository, run, travel};

/// The names of the files in cli/presets.
fn names() -> Vec<String> {
    let entries = fs::read_dir(repository().join("cli/presets")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert!(names.len() >= 3, "{names:?}");
    names
}

#[test]
fn each_preset_is_listed() {
    let folder = Folder::workspace();
    let help = run(&mut folder.command("", &["init", "--help"])).out;
    let err = folder.refused(2, || folder.init(&["--root", "People", "--preset", "graph-v1"]));
    assert!(
        err.starts_with(
            "error: there is neither a preset nor a file `graph-v1`\nhelp: did you mean `graph-v1.0`? presets are "
        ),
        "{err}"
    );
    let list = err.split("presets are ").nth(1).unwrap();
    for name in names() {
        assert!(help.contains(&name), "--help does not name {name}");
        assert!(list.trim_end().split(", ").any(|listed| listed == name), "{name} of {list}");
    }
}

#[test]
fn each_preset_gives_a_crate() {
    let folder = Folder::workspace();
    folder.write("travel.xml", &travel("microsoft.graph"));
    let mut packages = Vec::new();
    for preset in names() {
        let name = format!("travel-{}", preset.replace('.', "-"));
        folder.made(&["--root", "People", "--preset", &preset, "--name", &name]);
        packages.push(name);
    }
    // And one that is a file of somebody's own, with no more than it must have.
    folder.write("presets/own.toml", "# ours\n[service]\nkey-style = \"segment\"\n");
    let out = folder.made(&["--root", "Me", "--preset", "presets/own.toml", "--name", "own"]);
    let path = out.split("made: own, ").nth(1).unwrap().split(',').next().unwrap().to_owned();
    let manifest = folder.text(&path);
    assert!(manifest.contains("# ours\n") && manifest.contains("key-style = \"segment\"\n"), "{manifest}");
    packages.push("own".to_owned());
    folder.check(&packages.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_preset_of_graph_is_what_this_project_uses() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let service = |text: &str| text.parse::<toml_edit::DocumentMut>().unwrap()["service"].to_string();
    let plain = |text: String| text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let (ours, beta) =
        (plain(service(&read("metadata/codegen.toml"))), plain(service(&read("cli/presets/graph-beta.toml"))));
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&beta), lines(&ours));
    let v1 = plain(service(&read("cli/presets/graph-v1.0.toml")));
    assert_eq!(v1, beta.replace("/beta\"", "/v1.0\"").replace("Graph beta", "Graph v1.0"));
}

#[test]
fn a_preset_names_the_service_and_its_client() {
    let folder = Folder::workspace();
    folder.write("travel.xml", &travel("microsoft.graph"));
    let out = folder.made(&["--root", "Me", "--preset", "graph-v1.0"]);
    assert!(out.starts_with("init: graph with "), "{out}");
    let manifest = folder.text("metadata/codegen.toml");
    for line in [
        "client = \"GraphClient\"\n",
        "url = \"https://graph.microsoft.com/v1.0/$metadata\"\n",
        "path = \"../graph\"\n",
    ] {
        assert!(manifest.contains(line), "{line} in {manifest}");
    }
}

#[test]
fn a_preset_that_is_no_toml_is_refused() {
    let folder = Folder::workspace();
    folder.write("own.toml", "[service\n");
    let err = folder.refused(1, || folder.init(&["--root", "Me", "--preset", "own.toml"]));
    assert!(err.starts_with("error: own.toml is not TOML\ncaused by: "), "{err}");
    folder.write("own.toml", "service = 1\n");
    let err = folder.refused(1, || folder.init(&["--root", "Me", "--preset", "own.toml"]));
    assert_eq!(err, "error: `service` in own.toml is not a table\nhelp: mend the file, and run the command again\n");
}

#[test]
fn a_token_of_no_variable_goes_into_no_workflow() {
    let folder = Folder::workspace();
    folder.write("own.toml", "[source]\nurl = 'https://example.org/'\ntoken-env = \"X\\n      - run: curl evil\"\n");
    let args = ["--root", "Me", "--preset", "own.toml", "--ci", "github", "--tool", "version=0.1"];
    let err = folder.refused(1, || folder.init(&args));
    assert!(err.starts_with("error: `token-env` is \"X\\n      - run: curl evil\", which is not the name of"), "{err}");
    assert!(err.ends_with("\nhelp: it is a letter or `_`, and then letters, digits and `_`\n"), "{err}");
    for name in ["", "A=B", "A B"] {
        let args = ["--url", "https://example.org/", "--root", "Me", "--token-env", name];
        let err = folder.refused(2, || folder.init_in("", &args));
        assert!(err.contains("not the name of an environment variable: it is a letter or `_`"), "{err}");
    }
}

#[test]
fn a_preset_has_no_key_of_one_crate_or_download() {
    for (text, key) in [
        ("members = []\n", "members"),
        ("[crate]\nstandalone = true\n", "crate.standalone"),
        ("[crate]\ninherit = []\n", "crate.inherit"),
        ("[crate]\ngenerated-by = \"0.0.1\"\n", "crate.generated-by"),
        ("[source]\nsha256 = \"\"\n", "source.sha256"),
        ("[source]\netag = \"x\"\n", "source.etag"),
    ] {
        let folder = Folder::workspace();
        folder.write("own.toml", text);
        let err = folder.refused(1, || folder.init(&["--root", "Me", "--preset", "own.toml"]));
        let said =
            format!("error: the preset `own.toml` has the key `{key}`, which no preset can have\nhelp: take it out: ");
        assert!(err.starts_with(&said), "{err}");
    }
}
