//! A schema beside itself: the same metadata several times over, each in namespaces of its own.

use odata_codegen::Source;

use cargo_odata::inputs::Job;

/// The same job with that many copies of its metadata. The containers of the copies extend each other, so that all
/// resources count.
pub(super) fn of(mut job: Job, number: u8) -> Job {
    let originals = job.inputs.csdl.clone();
    let namespaces = find_all(&originals, "<Schema ", "Namespace");
    let containers = find_all(&originals, "<EntityContainer ", "Name");
    for copy in 1..number {
        let mark = format!("copy{copy}");
        let before = if copy == 1 { String::new() } else { format!("copy{}.", copy - 1) };
        job.inputs.csdl.extend(originals.iter().map(|source| {
            let mut text = rename(&source.text, &namespaces, &mark);
            for container in &containers {
                text = text.replace(&format!("{container}/"), &format!("{container}/{mark}_"));
                if let Some(namespace) = namespace_of(&source.text, container) {
                    let start = format!("<EntityContainer Name=\"{container}\"");
                    text = text.replace(&start, &format!("{start} Extends=\"{before}{namespace}.{container}\""));
                }
            }
            for element in ["EntitySet", "Singleton", "ActionImport", "FunctionImport"] {
                text = text.replace(&format!("<{element} Name=\""), &format!("<{element} Name=\"{mark}_"));
            }
            Source { name: format!("{mark} of {}", source.name), text }
        }));
    }
    job
}

/// The values of an attribute in all elements of a name, the longest first.
fn find_all(sources: &[Source], element: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in sources.iter().flat_map(|source| source.text.split(element).skip(1)) {
        let tag = tag.split('>').next().unwrap_or_default();
        let value = tag.split(&format!("{attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        found.extend(value.map(str::to_owned));
    }
    found.sort_by_key(|name| std::cmp::Reverse(name.len()));
    found
}

/// The namespace of the schema in which a container stands.
fn namespace_of<'t>(text: &'t str, container: &str) -> Option<&'t str> {
    let before = text.split(&format!("<EntityContainer Name=\"{container}\"")).next()?;
    before.rsplit_once("Namespace=\"")?.1.split('"').next()
}

/// Puts a mark before each namespace: where one stands in an attribute's value, or in a list or path there.
fn rename(text: &str, namespaces: &[String], mark: &str) -> String {
    let mut renamed = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = rest.find(['"', '(', ',', '/']) {
        let (before, after) = rest.split_at(at + 1);
        renamed.push_str(before);
        let is_namespace = |name: &&String| {
            let after = after.strip_prefix(name.as_str());
            after.is_some_and(|after| after.starts_with(['.', '"']))
        };
        if namespaces.iter().any(|name| is_namespace(&name)) {
            renamed.push_str(mark);
            renamed.push('.');
        }
        rest = after;
    }
    renamed.push_str(rest);
    renamed
}
