//! Names side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::{reserved::Reserved, spelling::legal};

/// A name with marks behind it, or their number.
pub(super) fn marked(name: &str, marks: usize) -> String {
    if marks > 3 * MARKS { format!("{name}N{marks}_") } else { format!("{name}{}", "_".repeat(marks)) }
}

/// A name with more marks would be no better than one with a number.
const MARKS: usize = 8;

fn unraw(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}

/// Names that are in use side by side, raw identifiers without their `r#`.
#[derive(Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// The next number, by name.
    more: BTreeMap<String, usize>,
}

impl Scope {
    pub(super) fn new(reserved: &Reserved) -> Self {
        Self { taken: reserved.names().map(str::to_owned).collect(), more: BTreeMap::new() }
    }

    /// Takes another name.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(unraw(name).to_owned());
    }

    /// The name as an identifier, with marks behind it if it is taken.
    pub(super) fn claim(&mut self, name: &str) -> String {
        let first = unraw(&legal(name.to_owned())).to_owned();
        let mut name = first.clone();
        for _ in 0..MARKS {
            if self.taken.insert(name.clone()) {
                return legal(name);
            }
            name.push('_');
        }
        let number = self.more.entry(first.clone()).or_insert(MARKS);
        loop {
            let name = format!("{first}{number}_");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    /// A name for each, whatever their order.
    pub(super) fn claim_all<'n>(
        &mut self,
        wire_names: impl Iterator<Item = &'n str>,
        spell: fn(&str) -> String,
    ) -> Vec<String> {
        self.claim_spelled(&Spelled::new(wire_names, spell))
    }

    /// A name for each that is its spelling.
    pub(super) fn claim_spelled(&mut self, names: &Spelled) -> Vec<String> {
        self.claim_formed(names, str::to_owned)
    }

    /// A name for each that is made of its spelling.
    pub(super) fn claim_formed(&mut self, names: &Spelled, form: fn(&str) -> String) -> Vec<String> {
        let mut claimed = vec![String::new(); names.0.len()];
        for (index, name) in &names.0 {
            claimed[*index] = self.claim(&form(name));
        }
        claimed
    }
}

/// Names as they are spelled in Rust, with their places, in the order in which they are claimed. To spell a name costs
/// more than to claim it, and most are claimed in several scopes.
pub(super) struct Spelled(Vec<(usize, String)>);

impl Spelled {
    pub(super) fn new<'n>(wire_names: impl Iterator<Item = &'n str>, spell: fn(&str) -> String) -> Self {
        let mut names: Vec<_> = wire_names.map(|name| (name, spell(name))).enumerate().collect();
        names.sort_by(|(_, (a, a_spelled)), (_, (b, b_spelled))| {
            preference(a, a_spelled).cmp(&preference(b, b_spelled))
        });
        Self(names.into_iter().map(|(index, (_, name))| (index, name)).collect())
    }
}

/// The order among names that are equal after casing: first the one that is spelled as in Rust, then by bytes.
pub(super) fn preference<'n>(wire_name: &'n str, spelled: &str) -> (bool, &'n str) {
    (wire_name != spelled, wire_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_equal_names_have_numbers_and_not_more_and_more_marks() {
        let mut scope = Scope::default();
        let names: Vec<String> = (0..1000).map(|_| scope.claim("type")).collect();
        assert_eq!(names[..3], ["r#type", "type_", "type__"]);
        assert_eq!(names[8..10], ["type8_", "type9_"]);
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert!(names.iter().all(|name| name.len() <= "type________".len()));
    }
}
