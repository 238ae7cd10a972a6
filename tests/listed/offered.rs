//! Whether the builders of an emitted crate offer what their documentation lists.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    emitted::{Builder, Emitted, Line, Listed, Reach, To, is_operation},
    path::{Segment, segments},
};

/// The methods of builders with the verbs that they send.
const VERBS: [(&str, &str); 6] =
    [("get", "GET"), ("patch", "PATCH"), ("put", "PUT"), ("delete", "DELETE"), ("list", "GET"), ("create", "POST")];

/// What the documentation lists and the builders do not offer, and the other way round.
pub fn faults(emitted: &Emitted) -> Vec<String> {
    let start = To { builder: String::new(), reach: Reach::Owned };
    let reached = emitted.reached(emitted.client.iter().flat_map(|line| line.ends(&start)));
    let results = emitted.results.iter().map(|builder| To { builder: builder.clone(), reach: Reach::Owned });
    let by_results = emitted.reached(results);
    let mut faults = Vec::new();
    for (name, builder) in &emitted.builders {
        let mut fault =
            |listed: &Listed, why: &str| faults.push(format!("{name}: {} {}: {why}", listed.verb, listed.path));
        for listed in &builder.listed {
            if let Err(why) = emitted.offers(name, builder, listed) {
                fault(listed, &why);
            }
        }
        for line in &builder.lines {
            for listed in &line.listed {
                if let Err(why) = emitted.offers_line(name, line, listed) {
                    fault(listed, &why);
                }
            }
        }
        // No path that begins with the call of a function is listed.
        if !by_results.contains_key(name.as_str()) {
            let unlisted = builder.unlisted(reached.get(name.as_str()));
            faults.extend(unlisted.map(|method| format!("{name}: no path is listed for `{method}`")));
        }
    }
    faults.extend(emitted.client.iter().flat_map(faults_of_import));
    faults
}

impl Builder {
    /// The methods for which no path is listed. What is reached by relationships alone is changed elsewhere.
    fn unlisted<'b>(&'b self, ways: Option<&'b BTreeSet<Reach>>) -> impl Iterator<Item = &'static str> + 'b {
        let is_listed = |method: &str| self.listed.iter().any(|listed| listed.method == method);
        self.methods
            .iter()
            .copied()
            .filter(move |method| !is_listed(method))
            .filter(move |method| ways.is_some_and(|ways| !is_change(method) || ways.contains(&Reach::Owned)))
    }
}

impl Emitted {
    /// Whether the method is there, sends the verb, and the path leads to its builder.
    fn offers(&self, name: &str, builder: &Builder, listed: &Listed) -> Result<(), String> {
        let Listed { method, verb, path } = listed;
        if !builder.methods.contains(method.as_str()) {
            return Err(format!("there is no method `{method}`"));
        }
        if !VERBS.contains(&(method, verb)) {
            return Err(format!("`{method}` does not send it"));
        }
        let to = self.follow(&segments(path))?;
        if to.builder != name {
            return Err(format!("the path leads to {}", to.builder));
        }
        if is_change(method) && to.reach == Reach::Referenced {
            return Err(String::from("the path leads to what is changed elsewhere"));
        }
        Ok(())
    }

    /// Whether a line's method sends what its documentation lists: an operation, or the reading of a stream.
    fn offers_line(&self, name: &str, line: &Line, listed: &Listed) -> Result<(), String> {
        let path = line.before_call(listed)?;
        let to = self.follow(&segments(path))?;
        if to.builder == name { Ok(()) } else { Err(format!("the path leads to {}", to.builder)) }
    }

    /// All requests that documentation lists.
    pub fn listed(&self) -> impl Iterator<Item = &Listed> {
        let lines = self.builders.values().flat_map(|builder| &builder.lines).chain(&self.client);
        self.requests().chain(lines.flat_map(|line| &line.listed))
    }

    /// The calls and reads of streams that the documentation of builders lists, each with the path of what has them.
    pub fn calls(&self) -> impl Iterator<Item = (&Listed, &str)> {
        let lines = self.builders.values().flat_map(|builder| &builder.lines);
        lines.flat_map(|line| line.listed.iter().filter_map(|listed| Some((listed, line.before_call(listed).ok()?))))
    }

    /// The requests of the methods that traits give.
    pub fn requests(&self) -> impl Iterator<Item = &Listed> {
        self.builders.values().flat_map(|builder| &builder.listed)
    }

    /// Where the methods of the builders lead along a path, from the client on.
    fn follow(&self, path: &[Segment]) -> Result<To, String> {
        let (first, rest) = path.split_first().ok_or("the path is empty")?;
        let start = To { builder: String::from("the client"), reach: Reach::Owned };
        let first = self.step(&self.client, &start, first)?;
        rest.iter().try_fold(first, |at, segment| {
            let builder =
                self.builders.get(&at.builder).ok_or_else(|| format!("there is no builder {}", at.builder))?;
            self.step(&builder.lines, &at, segment)
        })
    }

    fn step(&self, lines: &[Line], from: &To, segment: &Segment) -> Result<To, String> {
        if segment.is_cast() {
            return self.cast(from, segment);
        }
        let mut named = lines.iter().filter(|line| line.leads_on() && line.wire_name == segment.name);
        let line = named.next().ok_or_else(|| format!("{} has no way to {}", from.builder, segment.name))?;
        match (&segment.key, &line.to, &line.all) {
            (Some(key), Some(one), Some(_)) if line.takes(key) => Ok(one.behind(from)),
            (None, _, Some(all)) => Ok(all.behind(from)),
            (None, Some(one), None) if line.arguments.is_empty() => Ok(one.behind(from)),
            _ => Err(format!("no method of {} leads to {segment:?}", from.builder)),
        }
    }

    /// Each type casts to those that are derived from it directly, and a cast of a cast takes its place in the path.
    fn cast(&self, from: &To, segment: &Segment) -> Result<To, String> {
        let mut pending = vec![from.clone()];
        while let Some(at) = pending.pop() {
            let lines = self.builders.get(&at.builder).map(|builder| &builder.lines);
            for line in lines.into_iter().flatten().filter(|line| line.kind.contains("cast")) {
                let ends = line.ends(&at);
                match (&segment.key, ends.first()) {
                    (None, Some(end)) if line.wire_name == segment.name => return Ok(end.clone()),
                    (Some(key), Some(end)) if line.wire_name == segment.name => return self.keyed(end, key),
                    _ => pending.extend(ends),
                }
            }
        }
        Err(format!("no cast of {} leads to {}", from.builder, segment.name))
    }

    /// An entity of a collection whose builder has the method for the key.
    fn keyed(&self, all: &To, key: &[String]) -> Result<To, String> {
        let lines = self.builders.get(&all.builder).map(|builder| &builder.lines);
        let line = lines.into_iter().flatten().find(|line| line.kind == "key" && line.takes(key));
        let one = line.and_then(|line| line.to.as_ref());
        one.map(|one| one.behind(all)).ok_or_else(|| format!("{} has no method for the key {key:?}", all.builder))
    }

    /// The builders that methods lead to from some on, and how.
    fn reached(&self, from: impl Iterator<Item = To>) -> BTreeMap<&str, BTreeSet<Reach>> {
        let mut reached: BTreeMap<&str, BTreeSet<Reach>> = BTreeMap::new();
        let mut pending: Vec<To> = from.collect();
        while let Some(at) = pending.pop() {
            let Some((name, builder)) = self.builders.get_key_value(&at.builder) else { continue };
            if reached.entry(name).or_default().insert(at.reach) {
                pending.extend(builder.lines.iter().flat_map(|line| line.ends(&at)));
            }
        }
        reached
    }
}

impl To {
    /// The same, from where a path has come.
    fn behind(&self, from: &Self) -> Self {
        let reach = if self.reach == Reach::Same { from.reach } else { self.reach };
        Self { builder: self.builder.clone(), reach }
    }
}

impl Line {
    fn leads_on(&self) -> bool {
        (self.to.is_some() || self.all.is_some()) && self.kind != "key"
    }

    /// Whether the method takes a key of these parts.
    fn takes(&self, key: &[String]) -> bool {
        let is_part = |(argument, part): (&crate::emitted::Argument, &String)| {
            argument.0.as_ref().is_none_or(|name| name == part)
        };
        self.arguments.len() == key.len() && self.arguments.iter().zip(key).all(is_part)
    }

    fn ends(&self, from: &To) -> Vec<To> {
        self.to.iter().chain(&self.all).map(|to| to.behind(from)).collect()
    }

    /// The path of what a listed call is bound to, if the line makes such a call.
    fn before_call<'l>(&self, listed: &'l Listed) -> Result<&'l str, String> {
        let verb = if self.kind.starts_with("action") { "POST" } else { "GET" };
        if listed.verb != verb {
            return Err(format!("the method does not send {}", listed.verb));
        }
        let (path, parameters) = match listed.path.rsplit_once('(') {
            Some((path, parameters)) if self.kind.starts_with("function") => (path, parameters.trim_end_matches(')')),
            _ => (&*listed.path, ""),
        };
        self.check_parameters(parameters)?;
        let before = path.strip_suffix(&self.wire_name).and_then(|path| path.strip_suffix('/'));
        before.ok_or_else(|| format!("the method adds `{}`", self.wire_name))
    }

    /// `A={A},B={B}` names what the method takes, what it sends as null, and what may be given.
    fn check_parameters(&self, listed: &str) -> Result<(), String> {
        if !self.kind.starts_with("function") {
            return Ok(());
        }
        let listed: BTreeSet<&str> = listed.split(',').filter_map(|part| Some(part.split_once('=')?.0)).collect();
        let own = self.arguments.iter().filter_map(|argument| argument.0.as_ref());
        let own: BTreeSet<&str> = own.chain(&self.nulls).map(String::as_str).collect();
        let fits = if self.has_options { own.is_subset(&listed) } else { own == listed };
        if fits { Ok(()) } else { Err(format!("the method takes {own:?}")) }
    }
}

/// An import is called at the root.
fn faults_of_import(line: &Line) -> Vec<String> {
    let fault = |listed: &Listed| {
        let fault = match line.before_call(listed) {
            Ok("") => return None,
            Ok(_) => String::from("it is not at the root"),
            Err(fault) => fault,
        };
        Some(format!("client: {} {}: {fault}", listed.verb, listed.path))
    };
    line.listed.iter().filter(|_| is_operation(&line.kind)).filter_map(fault).collect()
}

/// Whether a method changes or deletes what is there.
fn is_change(method: &str) -> bool {
    matches!(method, "patch" | "put" | "delete")
}
