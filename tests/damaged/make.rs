//! Entities that are what the schema says.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::schema::{AMENITIES, Kind, MOODS, NAMESPACE, Type};

/// An entity of a type, or of one derived from it.
pub fn entity(rng: &mut Rng, declared: &'static Type, depth: usize) -> Value {
    let variants: Vec<&'static Type> = std::iter::once(declared).chain(declared.derived.iter().copied()).collect();
    let ty = variants[rng.usize(..variants.len())];
    let mut object = Map::new();
    if declared.is_union() {
        object.insert("@odata.type".to_owned(), json!(format!("#{NAMESPACE}.{}", ty.name)));
    }
    if rng.u8(..3) == 0 {
        object.insert("@odata.etag".to_owned(), json!("W/\"1\""));
        object.insert("nickname".to_owned(), json!({"is": ["Al", 2.5, null]}));
        object.insert("score".to_owned(), json!(rng.i32(..1000)));
    }
    for (name, kind) in ty.properties() {
        // Few of those that lead to other entities, so that pages stay small.
        let is_there = if leads_on(kind) { depth > 0 && rng.u8(..3) == 0 } else { rng.bool() };
        if is_there {
            object.insert(name.to_owned(), value(rng, kind, depth.saturating_sub(1)));
        }
    }
    Value::Object(object)
}

fn leads_on(kind: Kind) -> bool {
    match kind {
        Kind::One(ty) => !matches!(ty.name, "Country" | "Picture" | "Carrier"),
        Kind::Many(kind) => leads_on(*kind),
        _ => false,
    }
}

fn value(rng: &mut Rng, kind: Kind, depth: usize) -> Value {
    match kind {
        Kind::Text => json!(["", "a", "Main Street 1", "J\u{f8}rgen \"J\""][rng.usize(..4)]),
        Kind::Int(least, most) => json!(rng.i64(least..=most)),
        Kind::Long if rng.bool() => json!(rng.i64(..).to_string()),
        Kind::Long => json!(rng.i64(..)),
        Kind::Decimal if rng.bool() => json!(format!("{}.{}{}", rng.i16(..), rng.u8(..10), rng.u8(1..10))),
        Kind::Float | Kind::Decimal => json!(f64::from(rng.i16(..)) / 4.0),
        Kind::Bool => json!(rng.bool()),
        Kind::Guid => json!(guid(rng)),
        Kind::Date => json!(date(rng)),
        Kind::Stamp => {
            let zone = ["Z", "+02:00", "-11:30"][rng.usize(..3)];
            json!(format!("{}T{}{zone}", date(rng), clock(rng)))
        }
        Kind::Time => json!(clock(rng)),
        Kind::Span => json!(["PT1H30M", "P1DT2H", "PT45S", "P12D", "-PT5M"][rng.usize(..5)]),
        Kind::Binary => json!(["AQIDBAUG", "_-8=", "aGVsbG8gd29ybGQ=", "AA=="][rng.usize(..4)]),
        Kind::Enum => json!(MOODS[rng.usize(..MOODS.len())]),
        Kind::Flags => json!(["Meals", "Meals,Wifi", "Wifi,Bed", AMENITIES[0]][rng.usize(..4)]),
        Kind::Json => json!({"type": "Point", "coordinates": [f64::from(rng.i8(..)), 59.5]}),
        Kind::One(ty) => entity(rng, ty, depth),
        Kind::Many(item) => (0..rng.usize(1..3)).map(|_| value(rng, *item, depth)).collect(),
    }
}

fn guid(rng: &mut Rng) -> String {
    let digits = format!("{:032x}", rng.u128(..));
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

fn date(rng: &mut Rng) -> String {
    format!("{:04}-{:02}-{:02}", rng.u16(1900..2100), rng.u8(1..13), rng.u8(1..29))
}

fn clock(rng: &mut Rng) -> String {
    format!("{:02}:{:02}:{:02}", rng.u8(..24), rng.u8(..60), rng.u8(..60))
}

/// A removed entity or a link, as a delta page has them between the entities.
pub fn other_change(rng: &mut Rng) -> Value {
    let context = |kind: &str| format!("https://voyages.example/odata/v4/$metadata#Travellers/{kind}");
    let link = |kind: &str| {
        json!({
            "@odata.context": context(kind), "relationship": "Friends", "source": "Travellers('a')", "target": "Travellers('b')",
        })
    };
    match rng.u8(..4) {
        0 => json!({"@removed": {"reason": "deleted"}, "id": "a", "why": [1, "x"]}),
        1 => json!({"@odata.context": context("$deletedEntity"), "id": "Travellers('a')", "reason": "changed"}),
        2 => link("$link"),
        _ => link("$deletedLink"),
    }
}
