//! Restrictions of the Capabilities vocabulary at random: of resources, navigation properties, types, and paths of the container.

use std::fmt::Write as _;

use fastrand::Rng;

use crate::metadata::Metadata;

const CAPABILITIES: &str = "Org.OData.Capabilities.V1";

/// Annotations of about a third of all targets.
pub fn annotations(metadata: &Metadata, random: &mut Rng) -> String {
    let mut targets: Vec<(String, String)> = Vec::new();
    for ty in metadata.types() {
        let navigation = metadata.navigation(ty).map(|(name, target)| (format!("{ty}/{name}"), target.to_owned()));
        targets.extend(navigation.chain([(ty.to_owned(), ty.to_owned())]));
    }
    for (name, resource) in &metadata.resources {
        let path = format!("{}/{name}", metadata.container.as_deref().unwrap_or_default());
        for (first, target) in metadata.navigation(&resource.ty) {
            let path = format!("{path}/{first}");
            let next = metadata.navigation(target).map(|(second, end)| (format!("{path}/{second}"), end.to_owned()));
            targets.extend(next.chain([(path.clone(), target.to_owned())]));
        }
        targets.push((path, resource.ty.clone()));
    }
    targets.retain(|_| random.u8(..3) == 0);
    let annotation = |(target, ty): &(String, String)| {
        let said = terms(metadata, ty, random)
            .into_iter()
            .map(|(term, value)| format!(r#"<Annotation Term="{CAPABILITIES}.{term}"{value}</Annotation>"#));
        format!(r#"<Annotations Target="{target}">{}</Annotations>"#, said.collect::<String>())
    };
    targets.iter().map(annotation).collect()
}

/// Some terms with their values: the rest of a start tag, and what follows it.
fn terms(metadata: &Metadata, ty: &str, random: &mut Rng) -> Vec<(&'static str, String)> {
    let mut terms = restrictions(random);
    if random.u8(..6) == 0 {
        terms.push(("NavigationRestrictions", navigation_restrictions(metadata, ty, random)));
    }
    terms
}

fn restrictions(random: &mut Rng) -> Vec<(&'static str, String)> {
    let mut terms = vec![
        ("ReadRestrictions", read(random)),
        ("InsertRestrictions", record(&[truth("Insertable", random)])),
        ("UpdateRestrictions", record(&[truth("Updatable", random), update_method(random)])),
        ("DeleteRestrictions", record(&[truth("Deletable", random)])),
        ("IndexableByKey", format!(r#" Bool="{}">"#, random.u8(..4) > 0)),
    ];
    terms.retain(|_| random.u8(..3) == 0);
    terms
}

fn read(random: &mut Rng) -> String {
    let by_key = format!(
        r#"<PropertyValue Property="ReadByKeyRestrictions"{}</PropertyValue>"#,
        record(&[truth("Readable", random)])
    );
    record(&[truth("Readable", random), if random.bool() { by_key } else { String::new() }])
}

fn navigation_restrictions(metadata: &Metadata, ty: &str, random: &mut Rng) -> String {
    let mut listed = String::new();
    for (name, _) in metadata.navigation(ty) {
        let path = format!(r#"<PropertyValue Property="NavigationProperty" NavigationPropertyPath="{name}" />"#);
        let said = restrictions(random).into_iter();
        let said = said.map(|(term, value)| format!(r#"<PropertyValue Property="{term}"{value}</PropertyValue>"#));
        let _ = write!(listed, "<Record>{path}{}{}</Record>", said.collect::<String>(), navigability(random));
    }
    let listed =
        format!(r#"<PropertyValue Property="RestrictedProperties"><Collection>{listed}</Collection></PropertyValue>"#);
    record(&[navigability(random), listed])
}

fn record(properties: &[String]) -> String {
    format!("><Record>{}</Record>", properties.concat())
}

/// Whether something is allowed, or what decides; or nothing.
fn truth(name: &str, random: &mut Rng) -> String {
    let value = match random.u8(..8) {
        0..4 => r#"Bool="false""#,
        4..6 => r#"Bool="true""#,
        6 => r#"Path="IsThere""#,
        _ => return String::new(),
    };
    format!(r#"<PropertyValue Property="{name}" {value} />"#)
}

fn update_method(random: &mut Rng) -> String {
    let method = |name: &str| format!("{CAPABILITIES}.HttpMethod/{name}");
    let methods = match random.u8(..6) {
        0 => method("PUT"),
        1 => method("PATCH"),
        2 => format!("{} {}", method("PATCH"), method("PUT")),
        _ => return String::new(),
    };
    format!(r#"<PropertyValue Property="UpdateMethod" EnumMember="{methods}" />"#)
}

fn navigability(random: &mut Rng) -> String {
    let kind = match random.u8(..8) {
        0 => "None",
        1 => "Single",
        2 => "Recursive",
        _ => return String::new(),
    };
    format!(r#"<PropertyValue Property="Navigability" EnumMember="{CAPABILITIES}.NavigationType/{kind}" />"#)
}
