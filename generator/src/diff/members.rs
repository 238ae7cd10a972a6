//! Members of enumeration types.

use std::collections::HashMap;

use super::{Differ, Kind, types::Pair};
use crate::model::{Enumeration, Member};

impl Differ<'_> {
    pub(super) fn members(&mut self, pair: Pair, old: &Enumeration, new: &Enumeration) {
        if old.is_flags != new.is_flags {
            let text = |is_flags: bool| format!("IsFlags={is_flags}");
            self.changed(Kind::FlagsChanged, pair.place(), text(old.is_flags), text(new.is_flags));
        }
        let mut added: HashMap<&str, (usize, &Member)> = HashMap::with_capacity(new.members.len());
        added.extend(new.members.iter().enumerate().map(|(at, member)| (member.name, (at, member))));
        for (at, member) in old.members.iter().enumerate() {
            let place = pair.place().below(member.name, self.old.rust_member(pair.old, at));
            let Some((new_at, other)) = added.remove(member.name) else {
                self.removed(Kind::MemberRemoved, place, member.value.to_string());
                continue;
            };
            if member.value != other.value {
                self.changed(Kind::MemberValueChanged, place, member.value.to_string(), other.value.to_string());
            }
            self.facts(place, &member.facts, &other.facts);
            // Constants are not spelled as variants are.
            if old.is_flags == new.is_flags {
                let names = (self.old.rust_member(pair.old, at), self.new.rust_member(pair.new, new_at));
                self.rust_name(place, names.0, names.1);
            }
        }
        for (at, member) in added.into_values() {
            let place = pair.place().below(member.name, self.new.rust_member(pair.new, at));
            self.added(Kind::MemberAdded, place, member.value.to_string());
        }
    }
}
