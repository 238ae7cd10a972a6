//! What must be read of a page, set aside and told, by the rules and the schema alone.

use serde_json::{Map, Number, Value, json};

use super::{
    schema::{AMENITIES, Kind, MOODS, NAMESPACE, Type},
    text::{BIG, LONE, TYPE, as_written},
};

/// A value that must be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub path: String,
    pub is_converted: bool,
}

/// What must come of a page.
#[derive(Debug, Default)]
pub struct Expected {
    pub items: Vec<Item>,
    pub told: Vec<Told>,
}

/// What must come of an item.
#[derive(Debug)]
pub enum Item {
    Entity {
        /// What the model writes.
        written: Value,
        /// The same without what is set aside.
        clean: Value,
        /// The paths within the model to what is set aside.
        aside: Vec<String>,
    },
    Removed(Map<String, Value>),
    Link(Map<String, Value>),
}

/// How a value fits.
enum Verdict {
    Fits(Value),
    Converted(Value),
    Misfit,
}
use Verdict::{Converted, Fits, Misfit};

/// A walk of a page.
pub struct Walk {
    told: Vec<Told>,
    aside: Vec<String>,
    /// Where it is in the text, and in the model, which has no place for what is no item.
    path: String,
    place: String,
}

pub fn page(items: &[Value], ty: &'static Type, is_delta: bool) -> Expected {
    let mut walk = Walk { told: Vec::new(), aside: Vec::new(), path: String::new(), place: String::new() };
    let mut read = Vec::new();
    for (index, item) in items.iter().enumerate() {
        walk.path = format!("value[{index}]");
        let Value::Object(object) = item else {
            walk.tell(false);
            continue;
        };
        match is_delta.then(|| change(object)).flatten() {
            Some(Item::Removed(_)) => read.push(walk.removed(object)),
            Some(_) => read.extend(walk.link(object)),
            None => {
                walk.place = String::new();
                let (written, clean) = walk.object(ty, object);
                read.push(Item::Entity { written, clean, aside: std::mem::take(&mut walk.aside) });
            }
        }
    }
    Expected { items: read, told: walk.told }
}

/// What a change is that is no entity.
fn change(object: &Map<String, Value>) -> Option<Item> {
    if object.contains_key("@removed") {
        return Some(Item::Removed(Map::new()));
    }
    match object.get("@odata.context")?.as_str()?.rsplit_once('/')?.1 {
        "$deletedEntity" => Some(Item::Removed(Map::new())),
        "$link" | "$deletedLink" => Some(Item::Link(Map::new())),
        _ => None,
    }
}

impl Walk {
    fn tell(&mut self, is_converted: bool) {
        self.told.push(Told { path: self.path.clone(), is_converted });
    }

    fn at<T>(&mut self, path: &str, place: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        let (old_path, old_place) = (self.path.len(), self.place.len());
        self.path.push_str(path);
        self.place.push_str(place);
        let value = walk(self);
        self.path.truncate(old_path);
        self.place.truncate(old_place);
        value
    }

    fn removed(&mut self, object: &Map<String, Value>) -> Item {
        let mut read = object.clone();
        for (name, value) in object {
            if !is_readable(value) {
                self.at(&format!(".{name}"), "", |walk| walk.tell(false));
                read.remove(name);
            }
        }
        Item::Removed(read)
    }

    /// A link is three strings, or it is none.
    fn link(&mut self, object: &Map<String, Value>) -> Option<Item> {
        const NAMES: [&str; 3] = ["relationship", "source", "target"];
        let is_text = |name: &str| object.get(name).is_none_or(|value| value.is_string() && is_readable(value));
        if let Some(name) = NAMES.into_iter().find(|name| !is_text(name)) {
            self.at(&format!(".{name}"), "", |walk| walk.tell(false));
            return None;
        }
        if NAMES.into_iter().any(|name| !object.contains_key(name)) {
            self.tell(false);
            return None;
        }
        Some(Item::Link(object.clone()))
    }

    /// What the model of an object writes, and the same without what is set aside.
    fn object(&mut self, declared: &'static Type, object: &Map<String, Value>) -> (Value, Value) {
        let named = object.iter().find(|(name, value)| is_type(name) && value.is_string());
        let ty = named.and_then(|(_, name)| declared.named(name.as_str()?)).unwrap_or(declared);
        let (mut written, mut clean) = (Map::new(), Map::new());
        if declared.is_union() && named.is_none() {
            // A union that was not told its type says it to its reader.
            written.insert("@odata.type".to_owned(), json!(format!("#{NAMESPACE}.{}", ty.name)));
        }
        for (name, value) in object {
            let wire = if name == TYPE { "@odata.type" } else { name };
            let segment = if self.place.is_empty() { wire.to_owned() } else { format!(".{wire}") };
            self.at(&format!(".{wire}"), &segment, |walk| match ty.property(wire) {
                Some(kind) => walk.property(kind, wire, value, &mut written, &mut clean),
                None => walk.unknown(wire, value, &mut written, &mut clean),
            });
        }
        (Value::Object(written), Value::Object(clean))
    }

    fn unknown(&mut self, name: &str, value: &Value, written: &mut Map<String, Value>, clean: &mut Map<String, Value>) {
        written.insert(name.to_owned(), as_written(value));
        if is_readable(value) {
            clean.insert(name.to_owned(), as_written(value));
        } else {
            self.set_aside();
        }
    }

    fn set_aside(&mut self) {
        self.tell(false);
        self.aside.push(self.place.clone());
    }

    fn property(
        &mut self,
        kind: Kind,
        name: &str,
        value: &Value,
        written: &mut Map<String, Value>,
        clean: &mut Map<String, Value>,
    ) {
        let read = match (kind, value) {
            (Kind::One(_) | Kind::Many(_), Value::Null) => return,
            (Kind::One(ty), Value::Object(object)) => Some(self.object(ty, object)),
            (Kind::Many(kind), Value::Array(items)) => Some(self.items(*kind, name, items, written)),
            (Kind::One(_) | Kind::Many(_), _) => None,
            _ => match self.read_scalar(kind, value) {
                Some((Value::Null, _)) => return,
                read => read,
            },
        };
        if let Some((whole, fit)) = read {
            written.insert(name.to_owned(), whole);
            clean.insert(name.to_owned(), fit);
        } else {
            self.set_aside();
            written.insert(name.to_owned(), as_written(value));
        }
    }

    fn items(&mut self, kind: Kind, name: &str, items: &[Value], written: &mut Map<String, Value>) -> (Value, Value) {
        let (mut whole, mut fit) = (Vec::new(), Vec::new());
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
            let place = if matches!(kind, Kind::One(_)) { whole.len() } else { index };
            let bracket = format!("[{index}]");
            let read = match (kind, item) {
                (Kind::One(ty), Value::Object(object)) => {
                    Some(self.at(&bracket, &format!("[{place}]"), |walk| walk.object(ty, object)))
                }
                (Kind::One(_), _) => None,
                _ => self.at(&bracket, "", |walk| walk.read_scalar(kind, item)),
            };
            if let Some((one, other)) = read {
                whole.push(one);
                fit.push(other);
            } else {
                self.at(&bracket, &bracket, Self::set_aside);
                written.insert(format!("{name}[{index}]"), as_written(item));
            }
        }
        (Value::Array(whole), Value::Array(fit))
    }

    fn read_scalar(&mut self, kind: Kind, value: &Value) -> Option<(Value, Value)> {
        match Self::scalar(kind, value) {
            Fits(value) => Some((value.clone(), value)),
            Converted(value) => {
                self.tell(true);
                Some((value.clone(), value))
            }
            Misfit => None,
        }
    }

    fn scalar(kind: Kind, value: &Value) -> Verdict {
        if value.is_null() {
            return Fits(Value::Null);
        }
        if let Kind::Json = kind {
            return if is_readable(value) { Fits(as_written(value)) } else { Misfit };
        }
        match value {
            Value::String(_) if !is_readable(value) => Misfit,
            Value::String(text) => of_text(kind, text),
            Value::Number(number) => of_number(kind, number),
            Value::Bool(_) if matches!(kind, Kind::Bool) => Fits(value.clone()),
            _ => Misfit,
        }
    }
}

fn is_type(name: &str) -> bool {
    matches!(name, "@odata.type" | "@type") || name == TYPE
}

/// Whether a value has no lone surrogate and no number beyond the range of a double.
fn is_readable(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains(LONE) && text != BIG,
        Value::Array(items) => items.iter().all(is_readable),
        Value::Object(object) => object.values().all(is_readable),
        _ => true,
    }
}

fn of_number(kind: Kind, number: &Number) -> Verdict {
    let whole = number.as_i64();
    #[expect(clippy::cast_possible_truncation, reason = "the test has no large fractions")]
    let rounded = number.as_f64().filter(|double| double.fract() == 0.0 && double.abs() < 1e15).map(|it| it as i64);
    let in_other_form = |read: fn(i64) -> Value| rounded.map_or(Misfit, |value| Converted(read(value)));
    match kind {
        Kind::Text => Converted(json!(number.to_string())),
        Kind::Int(least, most) => match (whole, rounded) {
            (Some(value), _) if (least..=most).contains(&value) => Fits(json!(value)),
            (None, Some(value)) if (least..=most).contains(&value) => Converted(json!(value)),
            _ => Misfit,
        },
        Kind::Long => whole.map_or_else(|| in_other_form(|value| json!(value)), |value| Fits(json!(value))),
        Kind::Float | Kind::Decimal => Fits(Value::Number(number.clone())),
        Kind::Enum => whole.map_or_else(|| in_other_form(member), |value| Fits(member(value))),
        Kind::Flags => whole.map_or_else(|| in_other_form(flags_of), |value| Fits(flags_of(value))),
        _ => Misfit,
    }
}

/// A number that is no member stays a number.
fn member(number: i64) -> Value {
    let known = usize::try_from(number).ok().and_then(|index| MOODS.get(index));
    known.map_or_else(|| json!(number), |name| json!(name))
}

fn flags_of(number: i64) -> Value {
    match number {
        0 => json!("None"),
        1 => json!("Meals"),
        3 => json!("Meals,Wifi"),
        // More bits than the members have.
        other => json!(other.to_string()),
    }
}

fn of_text(kind: Kind, text: &str) -> Verdict {
    match kind {
        Kind::Text | Kind::Enum => return Fits(json!(text)),
        Kind::Flags => return Fits(flags(text)),
        _ => {}
    }
    if let Some(value) = exact(kind, text) {
        return Fits(value);
    }
    let blank = |c: char| c.is_ascii_whitespace();
    let bare = if let Kind::Binary = kind { text.replace(blank, "") } else { text.trim_matches(blank).to_owned() };
    if bare.is_empty() {
        return Misfit;
    }
    let other_form = match kind {
        Kind::Bool => bare.parse::<bool>().ok().map(Value::from),
        Kind::Int(least, most) => whole(&bare).filter(|value| (least..=most).contains(value)).map(Value::from),
        Kind::Long => whole(&bare).map(Value::from),
        Kind::Float => decimal(&bare),
        _ => exact(kind, &bare),
    };
    other_form.map_or(Misfit, Converted)
}

/// The value of a text that is just what the standard says.
fn exact(kind: Kind, text: &str) -> Option<Value> {
    let as_it_is = |is_one: bool| is_one.then(|| json!(text));
    match kind {
        Kind::Long => text.parse::<i64>().ok().map(Value::from),
        Kind::Decimal => decimal(text),
        Kind::Guid => as_it_is(has_form(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh")),
        Kind::Date => as_it_is(is_date(text)),
        Kind::Stamp => stamp(text),
        Kind::Time => is_clock(text).then(|| json!(format!("{text:0<5}{}", if text.len() == 5 { ":00" } else { "" }))),
        Kind::Span => is_span(text).then(|| span(text)),
        Kind::Binary => as_it_is(is_base64(text)),
        _ => None,
    }
}

/// A whole number, with a fraction of zeros or none.
fn whole(text: &str) -> Option<i64> {
    decimal(text)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    fraction.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok()).flatten()
}

/// Digits, with a sign and a fraction or without.
fn decimal(text: &str) -> Option<Value> {
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<f64>().map(Value::from)).ok()
}

/// Compares with a pattern, of which `d` stands for a digit and `h` for a hexadecimal one.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
            b'd' => byte.is_ascii_digit(),
            b'h' => byte.is_ascii_hexdigit(),
            form => byte == form,
        })
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}

/// A year has four digits or more, of which the first of more is no zero; the runtime reads six.
fn is_date(text: &str) -> bool {
    let Some((year, day)) = text.split_at_checked(text.len().saturating_sub(6)) else { return false };
    let digits = year.strip_prefix('-').unwrap_or(year);
    let is_year = (4..=6).contains(&digits.len()) && !(digits.len() > 4 && digits.starts_with('0'));
    if !is_year || !digits.bytes().all(|byte| byte.is_ascii_digit()) || !has_form(day, "-dd-dd") {
        return false;
    }
    let (year, month, day) = (number(digits), number(&day[1..3]), number(&day[4..]));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_clock(text: &str) -> bool {
    let has_seconds = has_form(text, "dd:dd:dd");
    (has_seconds || has_form(text, "dd:dd"))
        && number(&text[..2]) < 24
        && number(&text[3..5]) < 60
        && (!has_seconds || number(&text[6..]) < 60)
}

/// A point in time as it is written, with seconds.
fn stamp(text: &str) -> Option<Value> {
    let (date, time) = text.split_once('T')?;
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-'])?);
    let has_offset = (has_form(zone, "+dd:dd") || has_form(zone, "-dd:dd")) && is_clock(&zone[1..]);
    let is_stamp = is_date(date) && is_clock(clock) && (zone == "Z" || has_offset);
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    is_stamp.then(|| json!(format!("{date}T{clock}{seconds}{zone}")))
}

/// A duration as it is written: nothing is no seconds, and a `T` without time is left out.
fn span(text: &str) -> Value {
    match text.strip_prefix('-').unwrap_or(text) {
        "P" | "PT" => json!("PT0S"),
        _ => json!(text.trim_end_matches('T')),
    }
}

/// Days, hours, minutes and seconds, in this order, each of which may be left out.
fn is_span(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else { return false };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let are_parts = |mut rest: &str, units: &str| {
        for unit in units.chars() {
            if let Some((number, after)) = rest.split_once(unit) {
                if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                    return false;
                }
                rest = after;
            }
        }
        rest.is_empty()
    };
    are_parts(days, "D") && time.is_none_or(|time| are_parts(time, "HMS"))
}

/// Whole bytes in the alphabet, padded as a whole or not at all, with nothing in the bits that are left over.
fn is_base64(text: &str) -> bool {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bare = text.trim_end_matches('=');
    let places: Option<Vec<usize>> = bare.chars().map(|c| ALPHABET.find(c)).collect();
    let Some(places) = places else { return false };
    let last = places.last().copied().unwrap_or_default();
    let padding = text.len() - bare.len();
    match places.len() % 4 {
        0 => padding == 0,
        2 => last % 16 == 0 && [0, 2].contains(&padding),
        3 => last % 4 == 0 && padding <= 1,
        _ => false,
    }
}

/// Known members in declared order, then the others; none is the member that is zero.
fn flags(text: &str) -> Value {
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = AMENITIES.iter().filter(|member| names.contains(member)).copied();
    let others = names.iter().filter(|name| !AMENITIES.contains(name)).copied();
    let all: Vec<&str> = known.chain(others).collect();
    if all.is_empty() { json!("None") } else { json!(all.join(",")) }
}
