//! Which parts of a batch go together into one request.

use super::part::Part;
use crate::answer::Error;

/// Distributes parts over requests of at most `limit` parts. A group is in one request, and so is a chain of dependencies;
/// in a request, parts are in the order in which they were added.
///
/// # Errors
///
/// A group or chain is over the limit by itself.
pub(super) fn requests(parts: &[Part], wanted: &[usize], limit: usize) -> Result<Vec<Vec<usize>>, Error> {
    let mut requests: Vec<Vec<usize>> = Vec::new();
    for unit in units(parts, wanted) {
        if unit.len() > limit {
            return Err(too_long(parts, &unit, limit));
        }
        match requests.last_mut() {
            Some(request) if request.len() + unit.len() <= limit => request.extend(unit),
            _ => requests.push(unit),
        }
    }
    for request in &mut requests {
        request.sort_unstable();
    }
    Ok(requests)
}

/// Parts that are tied to each other, directly or through others, by their first.
fn units(parts: &[Part], wanted: &[usize]) -> Vec<Vec<usize>> {
    let mut units: Vec<Vec<usize>> = Vec::new();
    let mut previous = None;
    for (index, part) in wanted.iter().filter_map(|&index| Some((index, parts.get(index)?))) {
        let same_group = previous.filter(|(_, group)| part.group.is_some() && part.group == *group);
        let needs: Vec<_> = part.after.iter().copied().chain(same_group.map(|(index, _)| index)).collect();
        let tied = |unit: &mut Vec<usize>| unit.iter().any(|member| needs.contains(member));
        // Most parts are tied to none, and then there is no need to look.
        let mut unit: Vec<_> =
            if needs.is_empty() { Vec::new() } else { units.extract_if(.., tied).flatten().collect() };
        unit.push(index);
        units.push(unit);
        previous = Some((index, part.group));
    }
    for unit in &mut units {
        unit.sort_unstable();
    }
    units.sort_unstable_by_key(|unit| unit.first().copied());
    units
}

fn too_long(parts: &[Part], unit: &[usize], limit: usize) -> Error {
    let first = unit.first().and_then(|&index| parts.get(index)).map_or_else(String::new, ToString::to_string);
    Error::InvalidRequest(format!(
        "{} requests are tied by a group or by dependencies and must be sent in one, which takes {limit} (the first is \
         {first}); tie fewer, or raise Batch::limit if the service takes more",
        unit.len()
    ))
}
