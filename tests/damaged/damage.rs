//! What services do to a page.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{
    schema::{ALIAS, Kind, NAMESPACE, Type},
    text::{BIG, LONE, TYPE},
};

/// A kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    Dropped,
    Retyped,
    Nested,
    Emptied,
    Truncated,
    NullItem,
    NoObject,
    WrongMember,
    OddDate,
    LateType,
    AliasOfType,
    UnknownType,
    WrongType,
    WholeFraction,
    Quoted,
    NumberForText,
    BrokenLines,
    LoneSurrogate,
    BeyondDouble,
}

pub const ALL: [Damage; 19] = [
    Damage::Dropped,
    Damage::Retyped,
    Damage::Nested,
    Damage::Emptied,
    Damage::Truncated,
    Damage::NullItem,
    Damage::NoObject,
    Damage::WrongMember,
    Damage::OddDate,
    Damage::LateType,
    Damage::AliasOfType,
    Damage::UnknownType,
    Damage::WrongType,
    Damage::WholeFraction,
    Damage::Quoted,
    Damage::NumberForText,
    Damage::BrokenLines,
    Damage::LoneSurrogate,
    Damage::BeyondDouble,
];

/// A place on a page, as a JSON pointer.
struct Site {
    pointer: String,
    holds: Holds,
}

#[derive(Clone, Copy)]
enum Holds {
    /// A value of a property, or an item of one that is a collection.
    Value(Kind),
    /// What no schema knows.
    Unknown,
    /// An object that says its type.
    Union,
}

/// Damages a page in one place; `false` if it has no such place.
pub fn damage(rng: &mut Rng, page: &mut Value, ty: &'static Type, damage: Damage) -> bool {
    if matches!(damage, Damage::NullItem | Damage::NoObject) && rng.u8(..4) == 0 {
        return insert(rng, page.as_array_mut(), damage);
    }
    let sites = sites(page, ty);
    let fitting: Vec<&Site> = sites.iter().filter(|site| fits(site, page, damage)).collect();
    if fitting.is_empty() {
        return false;
    }
    let site = fitting[rng.usize(..fitting.len())];
    match damage {
        Damage::Dropped => drop_property(page, &site.pointer),
        Damage::NullItem | Damage::NoObject => {
            insert(rng, page.pointer_mut(&site.pointer).and_then(Value::as_array_mut), damage)
        }
        _ => page.pointer_mut(&site.pointer).is_some_and(|value| change(rng, value, site.holds, damage)),
    }
}

fn fits(site: &Site, page: &Value, damage: Damage) -> bool {
    let Some(value) = page.pointer(&site.pointer) else { return false };
    let is_item = site.pointer.rsplit('/').next().is_some_and(|last| last.parse::<usize>().is_ok());
    match (damage, site.holds) {
        (Damage::Dropped, Holds::Value(_)) => !is_item,
        (Damage::Retyped | Damage::Nested | Damage::Emptied | Damage::LoneSurrogate, Holds::Value(_))
        | (Damage::LoneSurrogate | Damage::BeyondDouble, Holds::Unknown)
        | (Damage::LateType | Damage::AliasOfType | Damage::UnknownType | Damage::WrongType, Holds::Union)
        | (Damage::WrongMember, Holds::Value(Kind::Enum | Kind::Flags))
        | (Damage::OddDate, Holds::Value(Kind::Date | Kind::Stamp | Kind::Time))
        | (Damage::Quoted, Holds::Value(Kind::Int(..) | Kind::Long | Kind::Float | Kind::Bool))
        | (Damage::WholeFraction, Holds::Value(Kind::Int(..) | Kind::Long | Kind::Enum))
        | (Damage::NumberForText, Holds::Value(Kind::Text | Kind::Guid | Kind::Binary | Kind::Date))
        | (Damage::BrokenLines, Holds::Value(Kind::Binary | Kind::Guid | Kind::Date))
        | (
            Damage::BeyondDouble,
            Holds::Value(Kind::Int(..) | Kind::Long | Kind::Float | Kind::Bool | Kind::Json | Kind::Date),
        ) => true,
        (Damage::Truncated, Holds::Value(kind)) => value.is_string() && !matches!(kind, Kind::Text),
        (Damage::NullItem, Holds::Value(Kind::Many(_)))
        | (Damage::NoObject, Holds::Value(Kind::Many(Kind::One(_)))) => value.is_array(),
        _ => false,
    }
}

fn drop_property(page: &mut Value, pointer: &str) -> bool {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return false };
    page.pointer_mut(parent).and_then(Value::as_object_mut).is_some_and(|object| object.remove(name).is_some())
}

fn insert(rng: &mut Rng, items: Option<&mut Vec<Value>>, damage: Damage) -> bool {
    let Some(items) = items else { return false };
    let item = if damage == Damage::NullItem { Value::Null } else { any(rng, |value| !value.is_object()) };
    items.insert(rng.usize(..=items.len()), item);
    true
}

/// Any value of which something is so.
fn any(rng: &mut Rng, is_wanted: impl Fn(&Value) -> bool) -> Value {
    let all = [
        json!("text"),
        json!(3),
        json!(64),
        json!(2.5),
        json!(true),
        json!({"a": 1}),
        json!(["x"]),
        json!([{"b": null}, 2]),
    ];
    let wanted: Vec<&Value> = all.iter().filter(|value| is_wanted(value)).collect();
    wanted[rng.usize(..wanted.len())].clone()
}

fn one(rng: &mut Rng, all: &[Value]) -> Value {
    all[rng.usize(..all.len())].clone()
}

fn change(rng: &mut Rng, value: &mut Value, holds: Holds, damage: Damage) -> bool {
    let old = value.take();
    *value = match damage {
        Damage::Retyped => any(rng, |other| std::mem::discriminant(other) != std::mem::discriminant(&old)),
        Damage::Nested if rng.bool() => json!([old]),
        Damage::Nested => json!({ "value": old }),
        Damage::Emptied => one(rng, &[json!(""), json!({}), json!([])]),
        Damage::Truncated => {
            let text = old.as_str().unwrap_or_default();
            json!(text.chars().take(rng.usize(..text.chars().count().max(1))).collect::<String>())
        }
        Damage::WrongMember => {
            one(rng, &[json!("Sleepy"), json!("Meals,Pool"), json!(64), json!(1.0), json!(1.5), json!(true), json!({})])
        }
        Damage::OddDate => one(
            rng,
            &[
                json!("2026-02-03T04:05:06"),
                json!("2026-02-03T04:05Z"),
                json!("2026-02-03T04:05+02:00"),
                json!("2026-01-32T04:05:06Z"),
                json!("2026-01-32"),
                json!("2025-02-29"),
                json!("12024-01-02"),
                json!("12024-01-02T03:04:05Z"),
                json!("25:00:00"),
                json!("/Date(1767323045000)/"),
                json!("03.02.2026"),
            ],
        ),
        Damage::LateType | Damage::AliasOfType | Damage::UnknownType | Damage::WrongType => {
            return retype(rng, value, old, damage);
        }
        Damage::WholeFraction => json!(f64::from(rng.u8(..100))),
        Damage::Quoted => quoted(rng, &old),
        Damage::NumberForText => one(rng, &[json!(17), json!(-2.5), json!(1234), json!(u64::MAX)]),
        Damage::BrokenLines => {
            let text = old.as_str().unwrap_or_default();
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(index, _)| index);
            json!(match rng.u8(..3) {
                0 => format!("{}\r\n{}", &text[..middle], &text[middle..]),
                1 => format!("{text}\n"),
                _ => format!(" {text}"),
            })
        }
        Damage::LoneSurrogate if matches!(holds, Holds::Unknown) => json!({"is": [format!("a{LONE}")]}),
        Damage::LoneSurrogate => json!(format!("{LONE} b")),
        Damage::BeyondDouble if matches!(holds, Holds::Unknown | Holds::Value(Kind::Json)) => json!({"is": [1, BIG]}),
        Damage::BeyondDouble => json!(BIG),
        Damage::Dropped | Damage::NullItem | Damage::NoObject => old,
    };
    true
}

fn quoted(rng: &mut Rng, old: &Value) -> Value {
    let text = old.as_str().map_or_else(|| old.to_string(), str::to_owned);
    json!(match rng.u8(..4) {
        0 => format!(" {text}\t"),
        1 if !text.contains(['.', 'e']) => format!("{text}.0"),
        2 if text.len() > 1 && text.is_ascii() => format!("{} {}", &text[..1], &text[1..]),
        _ => text,
    })
}

fn retype(rng: &mut Rng, value: &mut Value, old: Value, damage: Damage) -> bool {
    *value = old;
    let Some(object) = value.as_object_mut() else { return false };
    let Some(name) = object.get("@odata.type").and_then(Value::as_str).map(str::to_owned) else { return false };
    let last = name.rsplit('.').next().unwrap_or_default().to_owned();
    let new = match damage {
        Damage::LateType => json!(name),
        Damage::AliasOfType => json!(format!("{}{ALIAS}.{last}", ["#", "", "https://h/$metadata#"][rng.usize(..3)])),
        Damage::UnknownType => json!(format!("#{NAMESPACE}.{}", ["Pilot", "guide", ""][rng.usize(..3)])),
        _ => one(
            rng,
            &[json!(5), json!(true), json!({}), json!("#Voyages.Model.Carrier"), json!(last), json!("#Edm.Int32")],
        ),
    };
    let place = match damage {
        Damage::LateType => TYPE,
        _ => ["@odata.type", TYPE, "@type"][rng.usize(..3)],
    };
    object.remove("@odata.type");
    object.insert(place.to_owned(), new);
    true
}

/// All places of a page.
fn sites(page: &Value, ty: &'static Type) -> Vec<Site> {
    let mut sites = Vec::new();
    for (index, item) in page.as_array().into_iter().flatten().enumerate() {
        // What is no entity of a delta page is of no type: its properties are unknown ones.
        let is_entity = item.get("@removed").is_none() && item.get("@odata.context").is_none();
        if is_entity {
            note_value(&mut sites, &format!("/{index}"), Kind::One(ty), item);
        } else {
            for name in item.as_object().into_iter().flat_map(|object| object.keys()).filter(|name| !name.contains('@'))
            {
                sites.push(Site { pointer: format!("/{index}/{name}"), holds: Holds::Unknown });
            }
        }
    }
    sites
}

fn note_value(sites: &mut Vec<Site>, pointer: &str, kind: Kind, value: &Value) {
    match (kind, value) {
        (Kind::One(ty), Value::Object(object)) => {
            if object.contains_key("@odata.type") {
                sites.push(Site { pointer: pointer.to_owned(), holds: Holds::Union });
            }
            let ty = object.get("@odata.type").and_then(|name| ty.named(name.as_str()?)).unwrap_or(ty);
            for (name, value) in object.iter().filter(|(name, _)| !name.contains(['@', '~', '/'])) {
                let pointer = format!("{pointer}/{name}");
                match ty.property(name) {
                    Some(kind) => {
                        sites.push(Site { pointer: pointer.clone(), holds: Holds::Value(kind) });
                        note_value(sites, &pointer, kind, value);
                    }
                    None => sites.push(Site { pointer, holds: Holds::Unknown }),
                }
            }
        }
        (Kind::Many(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let pointer = format!("{pointer}/{index}");
                sites.push(Site { pointer: pointer.clone(), holds: Holds::Value(*kind) });
                note_value(sites, &pointer, *kind, item);
            }
        }
        _ => {}
    }
}
