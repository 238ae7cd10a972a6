//! What metadata forbids, by the Capabilities vocabulary. The most special statement counts: what is said of a path of the
//! container, then of the navigation property, entity set or singleton at its end, then of the type of what is there.

use crate::{
    metadata::{Element, Metadata},
    path::{Segment, segments},
    values::{Allowed, allowed, members, navigation_path, of_record, property, records},
};

const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";

/// A path that metadata has: for each segment what is there.
struct Resolved<'d> {
    segments: Vec<Segment>,
    places: Vec<Place>,
    /// The records of `RestrictedProperties`, each with the segment whose annotation has it.
    restricted: Vec<(usize, Element<'d>)>,
}

struct Place {
    /// What annotations of it alone have as their target.
    target: String,
    ty: String,
    /// Whether there are several: a collection without a key behind it.
    is_several: bool,
    is_navigation: bool,
}

/// Why metadata forbids a request by a method to a path; `None` if it allows it.
pub fn refusal(metadata: &Metadata, method: &str, path: &str) -> Option<String> {
    match Resolved::new(metadata, path) {
        Ok(resolved) => resolved.way_refusal(metadata).or_else(|| resolved.request_refusal(metadata, method)),
        Err(why) => Some(why),
    }
}

/// Why metadata has no such path; `None` if it has.
pub fn way_refusal(metadata: &Metadata, path: &str) -> Option<String> {
    match Resolved::new(metadata, path) {
        Ok(resolved) => resolved.way_refusal(metadata),
        Err(why) => Some(why),
    }
}

impl<'d> Resolved<'d> {
    fn new(metadata: &Metadata<'d>, path: &str) -> Result<Self, String> {
        let segments = segments(path);
        let mut places: Vec<Place> = Vec::with_capacity(segments.len());
        for segment in &segments {
            let place = Place::behind(metadata, places.last(), segment)?;
            places.push(place);
        }
        if places.is_empty() {
            return Err(String::from("the path is empty"));
        }
        let mut resolved = Self { segments, places, restricted: Vec::new() };
        resolved.restricted =
            (0..resolved.places.len()).flat_map(|index| resolved.restrictions(metadata, index)).collect();
        Ok(resolved)
    }

    fn way_refusal(&self, metadata: &Metadata<'d>) -> Option<String> {
        (0..self.places.len()).find_map(|index| self.step_refusal(metadata, index))
    }

    /// Why a path may not pass a segment.
    fn step_refusal(&self, metadata: &Metadata<'d>, index: usize) -> Option<String> {
        let (segment, place) = (&self.segments[index], &self.places[index]);
        let navigability = || match self.navigability(metadata, index) {
            Some(own) => members(own).first().copied(),
            None => self.default_navigability(metadata, index),
        };
        let goes_on = self.segments[index + 1..].iter().any(|segment| !segment.is_cast());
        if place.is_navigation {
            match navigability() {
                Some("None") => return Some(format!("{} cannot be navigated to", segment.name)),
                Some("Single") if goes_on => return Some(format!("a path ends with {}", segment.name)),
                _ => {}
            }
        }
        let has_key = segment.key.is_some();
        let indexable = self.of_path(metadata, index, "IndexableByKey").next();
        (has_key && indexable.map(allowed) == Some(Allowed::No)).then(|| format!("{} has no key", segment.name))
    }

    /// What an entity set or singleton says of all its navigation properties.
    fn default_navigability(&self, metadata: &Metadata<'d>, index: usize) -> Option<&'d str> {
        let before = self.before_cast(index.checked_sub(1)?);
        if before > 0 {
            return None;
        }
        let restrictions =
            metadata.annotation(&self.places[0].target, &format!("{CAPABILITIES}NavigationRestrictions"))?;
        members(property(restrictions, "Navigability")?).first().copied()
    }

    /// Why what is at the end does not take the request.
    fn request_refusal(&self, metadata: &Metadata<'d>, method: &str) -> Option<String> {
        let last = self.places.len() - 1;
        let is_of_several = matches!(method, "list" | "create");
        if self.places[last].is_several != is_of_several {
            return Some(String::from(if is_of_several {
                "the path is of one entity"
            } else {
                "the path is of several"
            }));
        }
        let (term, name) = match method {
            "get" | "list" => ("ReadRestrictions", "Readable"),
            "create" => ("InsertRestrictions", "Insertable"),
            "delete" => ("DeleteRestrictions", "Deletable"),
            _ => ("UpdateRestrictions", "Updatable"),
        };
        let end = &self.segments[self.before_cast(last)..];
        let by_key = method == "get" && end.iter().any(|segment| segment.key.is_some());
        let mut said = self.levels(metadata, last, term).filter_map(|said| {
            let own = property(said, "ReadByKeyRestrictions").filter(|_| by_key).and_then(|own| property(own, name));
            own.or_else(|| property(said, name)).map(allowed)
        });
        if said.next() == Some(Allowed::No) {
            return Some(format!("{name} is false"));
        }
        let verb = match method {
            "patch" => "PATCH",
            "put" => "PUT",
            _ => return None,
        };
        let methods = self.first(metadata, last, "UpdateRestrictions", "UpdateMethod").map(members);
        // Without a word, a service takes PATCH (OData 4.01 Protocol, section 11.4.3).
        (!methods.unwrap_or_else(|| vec!["PATCH"]).contains(&verb)).then(|| format!("UpdateMethod is not {verb}"))
    }

    /// What is said first of a property of a term.
    fn first(&self, metadata: &Metadata<'d>, index: usize, term: &str, name: &str) -> Option<Element<'d>> {
        self.levels(metadata, index, term).find_map(|said| property(said, name))
    }

    /// How far paths may go on from a navigation property; in a record of `RestrictedProperties` this stands by itself.
    fn navigability(&self, metadata: &Metadata<'d>, index: usize) -> Option<Element<'d>> {
        let named = |said: Element<'d>| property(said, "Navigability");
        let along = self.along(metadata, index, "NavigationRestrictions").and_then(named);
        let restricted = || self.restricted(index, "Navigability");
        let own = || self.of_path(metadata, index, "NavigationRestrictions").find_map(named);
        along.or_else(restricted).or_else(own)
    }

    /// What is said of a segment or the type of what is there, the most special first.
    fn levels(&self, metadata: &Metadata<'d>, index: usize, term: &str) -> impl Iterator<Item = Element<'d>> {
        let of_type = metadata.annotation(&self.places[index].ty, &format!("{CAPABILITIES}{term}"));
        self.of_path(metadata, index, term).chain(of_type)
    }

    fn of_path(&self, metadata: &Metadata<'d>, index: usize, term: &str) -> impl Iterator<Item = Element<'d>> {
        let of_place = self.before_cast(index);
        let own = metadata.annotation(&self.places[of_place].target, &format!("{CAPABILITIES}{term}"));
        [self.along(metadata, of_place, term), self.restricted(of_place, term), own].into_iter().flatten()
    }

    /// What is said of the path from the container on.
    fn along(&self, metadata: &Metadata<'d>, index: usize, term: &str) -> Option<Element<'d>> {
        let mut fitting = metadata.container_paths().filter(|path| fits(path, &self.segments[..=index]));
        fitting.find_map(|path| metadata.annotation(&format!("/{path}"), &format!("{CAPABILITIES}{term}")))
    }

    /// What an entity set, singleton or navigation property before it says in `RestrictedProperties` of the path to a segment.
    fn restricted(&self, index: usize, name: &str) -> Option<Element<'d>> {
        let before = self.restricted.iter().filter(|(before, _)| *before < index);
        let mut fitting = before.filter(|(before, record)| {
            let path = &self.segments[before + 1..=index];
            navigation_path(*record).is_some_and(|own| fits(own, path))
        });
        fitting.find_map(|(_, record)| of_record(*record, name))
    }

    /// The records of `RestrictedProperties` that stand at a segment.
    fn restrictions(&self, metadata: &Metadata<'d>, index: usize) -> Vec<(usize, Element<'d>)> {
        if self.segments[index].is_cast() {
            return Vec::new();
        }
        let own = metadata.annotation(&self.places[index].target, &format!("{CAPABILITIES}NavigationRestrictions"));
        let said = self.along(metadata, index, "NavigationRestrictions").into_iter().chain(own);
        let listed = said.filter_map(|said| property(said, "RestrictedProperties"));
        listed.flat_map(records).map(|record| (index, record)).collect()
    }

    /// The segment that a cast is of, after any number of casts.
    fn before_cast(&self, index: usize) -> usize {
        (0..=index).rev().find(|index| !self.segments[*index].is_cast()).unwrap_or(index)
    }
}

impl Place {
    fn behind(metadata: &Metadata, before: Option<&Self>, segment: &Segment) -> Result<Self, String> {
        let name = &segment.name;
        let missing = || format!("the metadata has no {name} there");
        let Some(before) = before else {
            let declared = metadata.resources.get(name).ok_or_else(missing)?;
            let is_several = declared.is_collection && segment.key.is_none();
            return Ok(Self { target: format!("/{name}"), ty: declared.ty.clone(), is_several, is_navigation: false });
        };
        if segment.is_cast() {
            let is_several = before.is_several && segment.key.is_none();
            let place = Self { target: before.target.clone(), ty: name.clone(), is_several, is_navigation: false };
            return if metadata.has_type(name) { Ok(place) } else { Err(missing()) };
        }
        if before.is_several {
            return Err(format!("{name} is not of a collection"));
        }
        let (owner, declared) = metadata.member(&before.ty, name).ok_or_else(missing)?;
        Ok(Self {
            target: format!("{owner}/{name}"),
            ty: declared.ty.clone(),
            is_several: declared.is_collection && segment.key.is_none(),
            is_navigation: declared.is_navigation,
        })
    }
}

/// Whether an annotated path is that of the segments. What is said of a property of a type is said of derived types too, so that casts
/// of the segments need not stand in it.
fn fits(annotated: &str, path: &[Segment]) -> bool {
    let mut annotated = annotated.split('/').peekable();
    for segment in path {
        if annotated.peek() == Some(&&*segment.name) {
            annotated.next();
        } else if !segment.is_cast() {
            return false;
        }
    }
    annotated.peek().is_none()
}
