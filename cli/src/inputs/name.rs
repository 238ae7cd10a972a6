//! Names of packages.

/// A package name made of any text, of a folder's name, say.
#[must_use]
pub fn legal_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '_' => name.push(c.to_ascii_lowercase()),
            _ if name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_matches('-');
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("odata-{name}").trim_end_matches('-').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use odata_codegen::manifest::is_package_name;

    use super::*;

    #[test]
    fn any_text_gives_a_package_name() {
        for (text, name) in [
            ("My Crate", "my-crate"),
            ("9.1 crm", "odata-9-1-crm"),
            ("größe", "gr-e"),
            ("__", "odata-__"),
            ("", "odata"),
        ] {
            assert_eq!(legal_name(text), name);
            assert!(is_package_name(name));
        }
    }
}
