//! The requests to a type's entities and collections. A request has one method for all paths to a type, so that it is gone when no
//! path has it any more.

use super::{
    Differ, Kind, Place,
    paths::{self, Paths},
    types::Pair,
};
use crate::{
    model::Permission,
    surface::{Request, Requests},
};

type Of = for<'r, 'a> fn(&'r Requests<'a>) -> Option<&'r Request<'a>>;

/// The methods; the last two are those of a collection.
const METHODS: [(&str, Of); 6] = [
    ("get", |requests| requests.get.as_ref()),
    ("patch", |requests| requests.patch.as_ref()),
    ("put", |requests| requests.put.as_ref()),
    ("delete", |requests| requests.delete.as_ref()),
    ("list", |requests| requests.list.as_ref()),
    ("create", |requests| requests.create.as_ref()),
];

impl Differ<'_> {
    pub(super) fn requests(&mut self, pair: Pair) {
        let (old, new) = (self.old, self.new);
        let requests = (old.surface.requests.get(&pair.old), new.surface.requests.get(&pair.new));
        let (Some(before), Some(after)) = requests else { return };
        let common = Paths::new(old, new, pair);
        for (at, (method, of)) in METHODS.into_iter().enumerate() {
            let of_collection = at > 3;
            let has_builder =
                old.surface.collections.contains(&pair.old) && new.surface.collections.contains(&pair.new);
            if of_collection && !has_builder {
                continue;
            }
            let builder = old.rust_builder(pair.old, of_collection);
            let place = pair.method(builder.as_deref(), Some(method));
            match (of(before), of(after)) {
                (Some(request), None) => {
                    let text = format!("{method}: {}", paths::text(old, &request.places));
                    self.removed(Kind::RequestRemoved, place, text);
                }
                (None, Some(request)) => {
                    let text = format!("{method}: {}", paths::text(new, &request.places));
                    self.added(Kind::RequestAdded, place, text);
                }
                (Some(one), Some(other)) => self.request(&common, place, method, [one, other]),
                (None, None) => {}
            }
        }
    }

    fn request(&mut self, common: &Paths, place: Place, method: &str, [old, new]: [&Request; 2]) {
        let of = |text: String| format!("{method}: {text}");
        let [before, after] = common.moved([&old.places, &new.places]);
        if before.is_some() || after.is_some() {
            self.push(Kind::RequestPathsChanged, place, before.map(of), after.map(of));
        }
        if old.depends != new.depends {
            let text = |depends: bool| of(if depends { "depends on the instance" } else { "always" }.to_owned());
            self.changed(Kind::RequestConditionChanged, place, text(old.depends), text(new.depends));
        }
        if old.required != new.required {
            self.changed(
                Kind::RequiredPropertiesChanged,
                place,
                of(old.required.join(", ")),
                of(new.required.join(", ")),
            );
        }
        let (before, after) = (permissions(old.permissions), permissions(new.permissions));
        if before != after {
            self.push(Kind::PermissionsChanged, place, before.map(of), after.map(of));
        }
        self.description(place, old.description, new.description);
    }
}

/// The schemes in the order of their names; the scopes as they are, from least to most privileged.
fn permissions(permissions: &[Permission]) -> Option<String> {
    let scheme = |permission: &Permission| format!("{} ({})", permission.scheme, permission.scopes.join(", "));
    let mut schemes: Vec<String> = permissions.iter().map(scheme).collect();
    schemes.sort();
    (!schemes.is_empty()).then(|| schemes.join("; "))
}
