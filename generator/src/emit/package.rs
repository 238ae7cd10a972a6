//! `Cargo.toml` and the README.

use crate::invisible::visible;
use crate::manifest::toml_string;
use crate::markdown::{cell, code, words};
use crate::plan::{Crate, Dependency, FULL, Feature, Item, Package, TypesPackage};

/// `Cargo.toml`.
pub(super) fn cargo_toml(plan: &Crate) -> String {
    let package = &plan.package;
    let types = package.types.as_ref();
    let with_types = |feature: &str| types.map(|types| format!(", {}", of_package(types, feature))).unwrap_or_default();
    let default =
        if plan.features.is_empty() { "\"client\", \"reqwest\"" } else { "\"client\", \"reqwest\", \"full\"" };
    let on_types = types.map(|types| format!("{} = {{ path = \"types\", default-features = false }}\n", types.name));
    format!(
        "# {}\n\n{}\n[features]\ndefault = [{default}]\n# Requests as data, for any HTTP client; without it the crate is types alone, \
         on serde.\nrequests = [\"odata-runtime/requests\"{}]\n# What sends them; with `reqwest`, or a transport of the program's \
         own.\nclient = [\"requests\", \"odata-runtime/client\"]\nreqwest = [\"client\", \"odata-runtime/reqwest\"]\n# A service for \
         unit tests, `runtime::client::mock`.\ntest = [\"client\", \"odata-runtime/test\"]\n{}\n[dependencies]\n{}{}{}{}",
        package.header,
        package_table(package, &package.name, &package.description),
        with_types("requests"),
        own_features(&plan.features, types),
        on_runtime(&package.runtime, package),
        on_types.unwrap_or_default(),
        lints(package),
        if package.standalone { "\n[workspace]\n" } else { "" },
    )
}

/// `types/Cargo.toml`.
pub(super) fn types_cargo_toml(plan: &Crate, types: &TypesPackage) -> String {
    let package = &plan.package;
    let default = if plan.features.is_empty() { "" } else { "\"full\"" };
    format!(
        "# {}\n\n{}\n[features]\ndefault = [{default}]\n# What stands for properties in queries.\nrequests = \
         [\"odata-runtime/requests\"]\n{}\n[dependencies]\n{}{}",
        package.header,
        package_table(package, &types.name, &format!("The types of {}", package.name)),
        own_features(&plan.features, None),
        on_runtime(&types.runtime, package),
        lints(package),
    )
}

fn package_table(package: &Package, name: &str, description: &str) -> String {
    let (name, description) = (visible_string(name), visible_string(description));
    let keys = if package.inherits {
        "version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = \
         true\npublish.workspace = true\n"
    } else {
        "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n"
    };
    format!("[package]\nname = {name}\ndescription = {description}\n{keys}")
}

fn on_runtime(dependency: &Dependency, package: &Package) -> String {
    let mut keys = match dependency {
        Dependency::Workspace => vec![String::from("workspace = true")],
        Dependency::Own(keys) => {
            let keys = keys.iter().map(|(key, value)| format!("{key} = {}", visible_string(value)));
            keys.chain([String::from("default-features = false")]).collect()
        }
    };
    let features: Vec<_> = package.features.iter().map(|feature| visible_string(feature)).collect();
    if !features.is_empty() {
        keys.push(format!("features = [{}]", features.join(", ")));
    }
    format!("odata-runtime = {{ {} }}\n", keys.join(", "))
}

fn lints(package: &Package) -> &'static str {
    if package.inherits { "\n[lints]\nworkspace = true\n" } else { "" }
}

/// The features of the resources, and the one that is all of them; each enables that of the types.
fn own_features(features: &[Feature], types: Option<&TypesPackage>) -> String {
    if features.is_empty() {
        return String::new();
    }
    let enabled = |feature: &str, names: &mut dyn Iterator<Item = &String>| {
        let of_types = types.map(|types| of_package(types, feature));
        of_types.into_iter().chain(names.map(|name| visible_string(name))).collect::<Vec<_>>()
    };
    let full = enabled(FULL, &mut features.iter().map(|feature| &feature.name)).join(",\n    ");
    let mut text = format!(
        "# All that there is, what no resource needs too.\n{FULL} = [\n    {full},\n]\n# What a resource of the service needs.\n"
    );
    for feature in features {
        let implies = enabled(&feature.name, &mut feature.implies.iter()).join(", ");
        text.extend([&feature.name, " = [", &implies, "]\n"]);
    }
    text
}

fn of_package(types: &TypesPackage, feature: &str) -> String {
    format!("\"{}/{feature}\"", types.name)
}

/// The README.
pub(super) fn readme(plan: &Crate) -> String {
    let package = &plan.package;
    let mut text = format!("<!-- {} -->\n\n# {}\n\n{}.\n", package.header, package.name, words(&package.description));
    if let Some(source) = &package.source {
        text.extend(["\nThe metadata is a slice of ", &code(source), ", cut to these roots:\n\n"]);
    } else {
        text.push_str("\nThe roots that it was generated for:\n\n");
    }
    for root in &package.roots {
        text.extend(["- ", &code(root), "\n"]);
    }
    if let Some(types) = &package.types {
        text.extend([
            "\nThe types are a package of their own, `",
            &types.name,
            "`, so that the compiler takes less memory; `models` has them all.\n",
        ]);
    }
    if let Some(limit) = plan.recursion {
        text.push_str(&deep_types(limit));
    }
    text.push_str(&feature_table(&plan.features));
    text.push_str("\n| Type | Schema | Kind |\n|---|---|---|\n");
    for file in &plan.types {
        let (ident, kind) = match &file.item {
            Item::Model(item) => (&item.ident, "struct"),
            Item::Enum(item) => (&item.ident, "open enum"),
            Item::Flags(item) => (&item.ident, "flags"),
        };
        text.extend(["| `models::", &file.path(ident), "` | ", &cell(&file.wire_name), " | ", kind, " |\n"]);
    }
    text
}

/// What a program needs whose types go deeper than rustc does by default.
fn deep_types(limit: u32) -> String {
    format!(
        "\nThe types hold each other over many levels. The compiler follows all of them to prove that a value may move to\n\
         another thread (E0275) or how it is dropped (E0320), and stops at 128 steps by default. A program that meets one of\n\
         these errors, with `tokio::spawn` for example, needs this line at the top of its `main.rs` or `lib.rs`:\n\n\
         ```rust\n#![recursion_limit = \"{limit}\"]\n```\n"
    )
}

fn feature_table(features: &[Feature]) -> String {
    if features.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\nA program that uses a part of the service compiles that part, with the features of the resources where its\n\
         requests start, and of those that they lead to elsewhere (`default-features = false, features = [\"client\", \"reqwest\", ...]`).\n\
         The feature `full`, on by default, is all of them and what no resource needs.\n\n\
         | Feature | Resource | Enables |\n|---|---|---|\n",
    );
    for Feature { name, wire_name, implies } in features {
        let implies = implies.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        text.extend(["| `", name, "` | ", &cell(wire_name), " | ", &implies, " |\n"]);
    }
    text
}

/// Control characters are no part of a name or description, and what acts unseen is shown.
fn visible_string(text: &str) -> String {
    toml_string(&visible(&text.replace(char::is_control, " ")))
}
