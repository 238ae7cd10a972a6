//! The name of the crate, where none is given.

use std::path::Path;

use heck::ToKebabCase;

use super::args::Args;
use super::error::Error;
use super::presets::Preset;
use crate::inputs::legal_name;
use crate::output::tree::is_device;

/// Parts of a path that say nothing of the service.
const GENERIC: [&str; 8] = ["api", "data", "odata", "odata4", "opu", "rest", "services", "v4"];

/// Crates that the compiler brings.
const OF_THE_COMPILER: [&str; 5] = ["alloc", "core", "proc-macro", "std", "test"];

/// Words of Rust, in small letters.
const KEYWORDS: &str = " abstract as async await become box break const continue crate do dyn else enum extern false final fn \
                        for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct \
                        super trait true try type typeof unsafe unsized use virtual where while yield ";

/// The name that was given, or the preset's, or one made from where the metadata is.
///
/// # Errors
///
/// The name that was given cannot be that of a crate.
pub fn name(args: &Args, preset: &Preset) -> Result<String, Error> {
    let name = match (&args.name, preset.get("crate", "name")) {
        (Some(name), _) => name.clone(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => {
            let url = args.url.as_deref().or(preset.get("source", "url"));
            let made = match (&args.csdl, url) {
                (Some(file), _) => of_file(file),
                (None, Some(url)) => of_url(url),
                (None, None) => String::from("odata"),
            };
            if problem(&made).is_some() { format!("{made}-service") } else { made }
        }
    };
    match problem(&name) {
        Some(problem) => Err(Error::Name { name, problem }),
        None => Ok(name),
    }
}

/// Why a crate cannot have a name: the compiler, the generated code or a system means something else by it.
fn problem(name: &str) -> Option<&'static str> {
    let name = name.replace('_', "-");
    if OF_THE_COMPILER.contains(&&*name) {
        return Some("the compiler has a crate of that name");
    }
    if name == "odata-runtime" {
        return Some("it depends on a package of that name");
    }
    let name = name.to_ascii_lowercase();
    if KEYWORDS.contains(&format!(" {name} ")) {
        return Some("that is a keyword of Rust");
    }
    is_device(&name).then_some("no folder can have that name on Windows")
}

fn of_file(file: &Path) -> String {
    legal_name(&file.file_stem().unwrap_or_default().to_string_lossy().to_kebab_case())
}

/// The last part of the path that says something, or else the first label of the host.
fn of_url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let part = path.split('/').rfind(|part| says_something(part));
    let label = || host.split(['.', ':']).find(|label| *label != "www" && says_something(label));
    let part = part.or_else(label).unwrap_or("odata");
    legal_name(&part.trim_end_matches(".svc").to_kebab_case())
}

fn says_something(part: &str) -> bool {
    let number = part.trim_start_matches(['v', 'V']);
    let is_version = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    // `$metadata`, and sessions as `(S(abc))`.
    let is_text = part.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_text && !is_version && !GENERIC.contains(&part.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use odata_codegen::manifest::is_package_name;

    use super::*;

    #[test]
    fn a_url_gives_a_name() {
        for (url, name) in [
            ("https://services.odata.org/V4/TripPinServiceRW/$metadata", "trip-pin-service-rw"),
            ("https://services.odata.org/TripPinRESTierService/(S(x3q))/$metadata", "trip-pin-res-tier-service"),
            ("https://services.odata.org/V4/Northwind/Northwind.svc/$metadata?x=/y", "northwind"),
            ("https://host/sap/opu/odata4/sap/API_BUSINESS_PARTNER/0001/$metadata", "api-business-partner"),
            ("https://org.crm.dynamics.com/api/data/v9.2/$metadata", "org"),
            ("https://www.example.org/$metadata", "example"),
            ("http://127.0.0.1:8080/v1/$metadata", "odata"),
            ("http://localhost:8080/3d/$metadata", "odata-3d"),
        ] {
            assert_eq!(of_url(url), name, "{url}");
            assert!(is_package_name(&of_url(url)));
        }
    }

    #[test]
    fn a_name_is_given_or_the_presets_or_made() {
        let any = Preset::find(None).unwrap();
        let graph = Preset::find(Some("graph-beta")).unwrap();
        let file = |file: &str| Args { csdl: Some(file.into()), ..Args::default() };
        assert_eq!(name(&file("in/Northwind V4.xml"), &any).unwrap(), "northwind-v4");
        assert_eq!(name(&file("in/beta.xml"), &graph).unwrap(), "graph");
        assert_eq!(name(&Args { name: Some("x".to_owned()), ..file("in/beta.xml") }, &graph).unwrap(), "x");
        assert_eq!(name(&file("Test.xml"), &any).unwrap(), "test-service");
        let error = name(&Args { name: Some("proc_macro".to_owned()), ..file("a.xml") }, &any).unwrap_err();
        assert_eq!(error.to_string(), "a crate cannot be called `proc_macro`: the compiler has a crate of that name");
    }
}
