//! Manifests: plain ones, and such as use what a manifest has.

use fastrand::Rng;

use odata_codegen::manifest::toml_string;

/// Keeps what a root needs.
pub(super) fn plain(root: &str) -> Vec<u8> {
    with(&[root.to_owned()], "")
}

/// Some of all settings.
pub(super) fn varied(random: &mut Rng) -> Vec<u8> {
    let settings = [
        "features = true\n",
        "features = false\n",
        "client = \"GraphClient\"\n",
        "client = \"self\"\n",
        "runtime = { path = \"../runtime\" }\nstandalone = true\n",
        "inherit = true\ncommand = \"make models\"\n",
    ];
    let sections = [
        "[slice]\nderived-types = true\n",
        "[slice]\nnavigation-targets = true\nexclude = [\"Case.*\"]\n",
        "[slice]\nexclude = [\"Container/*\", \"*.thing1*\"]\n",
        "[[fix]]\ntarget = \"Case.thing1/is1\"\nnullable = false\nreason = \"so\"\n",
        "[service]\nkey-style = \"segment\"\nodata-type = { entity = \"fragment\", complex = \"name\" }\n",
        "[service]\nenum-literals = \"quoted\"\nnamespace = \"Case\"\n",
        "[service]\ntitle = \"*/ \\\" ```\\n#![x]\"\n",
        "[[service.cloud]]\nname = \"self\"\ntitle = \"\"\nroot = \"https://a.example/x\"\nscope = \"\"\n",
    ];
    let setting = if random.bool() { settings[random.usize(..settings.len())] } else { "" };
    let section = if random.bool() { sections[random.usize(..sections.len())] } else { "" };
    let roots = ["*", "*", "*", "Case.*", "*/*", "**", ""];
    let root = roots[random.usize(..roots.len())];
    let text = with(&[root.to_owned()], setting);
    [text, section.as_bytes().to_vec()].concat()
}

fn with(roots: &[String], setting: &str) -> Vec<u8> {
    let roots = roots.iter().map(|root| toml_string(root)).collect::<Vec<_>>().join(", ");
    format!("roots = [{roots}]\n[crate]\nname = \"fuzz\"\npath = \".\"\n{setting}[source]\ncsdl = \"metadata.csdl\"\n")
        .into_bytes()
}
