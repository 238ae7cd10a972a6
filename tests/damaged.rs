//! Ten thousand damaged pages: what fits is read, what does not is set aside and told, and nothing else.
//!
//! What must come of a page is said by a walk of the same JSON, which knows the rules and the schema and nothing of the runtime.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "damaged/damage.rs"]
mod damage;
#[path = "damaged/make.rs"]
mod make;
#[path = "damaged/schema.rs"]
mod schema;
#[path = "damaged/sent.rs"]
mod sent;
#[path = "damaged/text.rs"]
mod text;
#[path = "damaged/walk.rs"]
mod walk;

use std::{collections::BTreeMap, fmt::Debug, thread};

use damage::Damage;
use fastrand::Rng;
use schema::{SAMPLE, Sample, TRAVELLER, Type, VOYAGE};
use serde_json::{Map, Value, json};
use tests::plain;
use voyages::{
    models::{AnyTraveller, Voyage},
    runtime::{
        Additional, Body, Deviation, Model, Patch, Peek, Shape,
        client::{Change, Page},
        from_slice, from_slice_tolerant,
        private::{Deserialize, Serialize, Serializer, serialize_model},
    },
};
use walk::{Expected, Item, Told};

/// How many pages have each kind of damage at least.
const OF_EACH: usize = 528;

/// A page's type, and whether its items are changes.
const FORMS: [(&Type, bool); 4] = [(&TRAVELLER, false), (&VOYAGE, false), (&SAMPLE, false), (&TRAVELLER, true)];

/// A page before and after it was damaged.
struct Case {
    form: usize,
    right: Vec<Value>,
    damaged: Vec<Value>,
    kinds: Vec<Damage>,
}

impl Case {
    /// A page with one kind of damage, and with up to three others; `None` if it has no place for it.
    fn new(rng: &mut Rng, form: usize, first: Damage) -> Option<Self> {
        let (ty, is_delta) = FORMS[form];
        let depth = rng.usize(1..3);
        let mut right: Vec<Value> = (0..rng.usize(1..3)).map(|_| make::entity(rng, ty, depth)).collect();
        if is_delta {
            for _ in 0..rng.usize(..3) {
                right.insert(rng.usize(..=right.len()), make::other_change(rng));
            }
        }
        let mut page = Value::Array(right.clone());
        if !damage::damage(rng, &mut page, ty, first) {
            return None;
        }
        let mut kinds = vec![first];
        for _ in 0..rng.usize(..4) {
            let other = damage::ALL[rng.usize(..damage::ALL.len())];
            if damage::damage(rng, &mut page, ty, other) {
                kinds.push(other);
            }
        }
        let Value::Array(damaged) = page else { return None };
        Some(Self { form, right, damaged, kinds })
    }

    fn text(&self) -> String {
        page_text(&self.damaged)
    }

    fn expected(&self) -> Expected {
        let (ty, is_delta) = FORMS[self.form];
        walk::page(&self.damaged, ty, is_delta)
    }
}

fn page_text(items: &[Value]) -> String {
    format!("{{\"@odata.count\":7,\"value\":{}}}", text::text(&Value::Array(items.to_vec())))
}

/// A model that the test can compare, write and change.
trait Entity: Model + for<'de> Deserialize<'de> + Default + Clone + PartialEq + Debug {
    /// Sets a property, and says which.
    fn change(&mut self) -> &'static str;
}

impl Entity for AnyTraveller {
    fn change(&mut self) -> &'static str {
        let name = match self {
            Self::Guide(guide) => &mut guide.last_name,
            Self::Traveller(traveller) | Self::Unrecognized(traveller) => &mut traveller.last_name,
            _ => panic!("{self:?}"),
        };
        *name = Some(String::from("changed"));
        "LastName"
    }
}

impl Entity for Voyage {
    fn change(&mut self) -> &'static str {
        self.name = Some(String::from("changed"));
        "Name"
    }
}

impl Entity for Sample {
    fn change(&mut self) -> &'static str {
        self.text = Some(String::from("changed"));
        "Text"
    }
}

/// What the model writes, with marks.
fn written(model: &dyn Model) -> Value {
    struct Whole<'a>(&'a dyn Model);

    impl Serialize for Whole<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize_model(self.0, serializer)
        }
    }

    text::value(&serde_json::to_string(&Whole(model)).unwrap())
}

/// The paths to all that a model and those in it have set aside.
fn set_aside(model: &dyn Model, path: &str, found: &mut Vec<String>) {
    model.peeks(&mut |shape: &'static Shape, peeks: &[Peek<'_>], additional: &Additional| {
        let at = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        found.extend(additional.set_aside().map(|(name, _)| at(name)));
        for (name, peek) in shape.properties.iter().zip(peeks) {
            match peek {
                Peek::Model(slot) => slot.get().into_iter().for_each(|model| set_aside(model, &at(name), found)),
                Peek::Models(list) => (0..list.count().unwrap_or_default()).for_each(|index| {
                    let path = format!("{}[{index}]", at(name));
                    list.get(index).into_iter().for_each(|model| set_aside(model, &path, found));
                }),
                _ => {}
            }
        }
    });
}

fn told(deviations: &[Deviation]) -> Vec<Told> {
    let told = |one: &Deviation| Told { path: one.path().to_owned(), is_converted: one.is_converted() };
    deviations.iter().map(told).collect()
}

/// Compares an entity with what must have come of it.
fn check_entity<M: Entity>(entity: &M, item: &Item, input: &str) {
    let Item::Entity { written: whole, clean, aside } = item else { panic!("no entity was to be read: {input}") };
    let json = written(entity);
    assert!(text::same(&json, whole), "read {json}\nnot  {whole}\nof {input}");
    let mut found = Vec::new();
    set_aside(entity, "", &mut found);
    let mut aside = aside.clone();
    found.sort();
    aside.sort();
    assert_eq!(found, aside, "{input}");

    // What was set aside is not sent.
    let clean: M = from_slice(text::text(clean).as_bytes()).unwrap_or_else(|error| panic!("{error}: {clean}"));
    let (all, right) = (Body::<M, Patch>::of(entity).to_json(), Body::<M, Patch>::of(&clean).to_json());
    assert!(text::same(&all, &right), "sends {all}\nnot   {right}\nof {input}");
    let difference = Body::<M, Patch>::between(&clean, entity);
    assert!(difference.is_empty(), "{difference:?} of {input}");
    let mut after = entity.clone();
    let name = after.change();
    let mut sent = Body::<M, Patch>::between(entity, &after).to_json();
    sent.as_object_mut().unwrap().remove("@odata.type");
    let same = entity == &after;
    assert_eq!(sent, if same { json!({}) } else { json!({ name: "changed" }) }, "{input}");

    // Nothing is lost by writing and reading.
    let again: M = from_slice_tolerant(text::text(&json).as_bytes()).unwrap().0;
    assert!(text::same(&written(&again), &json), "{input}");
}

/// What is not damaged is read as on the page that is not.
fn check_the_rest<M: Entity>(entity: &M, damaged: &Value, right: &[Value]) {
    let json = written(entity);
    let is_same_type =
        |one: &&Value| one["@odata.type"] == damaged["@odata.type"] && one["UserName"] == damaged["UserName"];
    for right in right.iter().filter(is_same_type) {
        let whole: M = from_slice(right.to_string().as_bytes()).unwrap();
        let whole = written(&whole);
        for (name, value) in right.as_object().into_iter().flatten() {
            if damaged.get(name) == Some(value) {
                assert!(text::same(&json[name], &whole[name]), "{name} of {damaged}");
            }
        }
    }
}

fn check_page<T: for<'de> Deserialize<'de> + PartialEq + Debug>(case: &Case, check: impl Fn(&T, &Item, &Value, &str)) {
    let input = case.text();
    let (page, deviations) = from_slice_tolerant::<Page<T>>(input.as_bytes())
        .unwrap_or_else(|error| panic!("{error}: {:?} {input}", case.kinds));
    let expected = case.expected();
    assert_eq!(told(&deviations), expected.told, "{:?} {input}", case.kinds);
    assert_eq!(page.deviations, deviations, "{input}");
    assert_eq!(page.count, Some(7));
    assert_eq!(page.value.len(), expected.items.len(), "{input}");
    let objects: Vec<&Value> = case.damaged.iter().filter(|item| item.is_object()).collect();
    for (index, (value, item)) in page.value.iter().zip(&expected.items).enumerate() {
        check(value, item, objects.get(index).copied().unwrap_or(&Value::Null), &input);
    }
    match (from_slice::<Page<T>>(input.as_bytes()), expected.told.first()) {
        (Ok(strict), None) => assert_eq!(strict, page, "{input}"),
        (Err(error), Some(first)) => assert_eq!(error.path(), first.path, "{input}"),
        (strict, first) => panic!("strictly {strict:?}, and {first:?} was to be told: {input}"),
    }
}

/// Compares what is no entity of a delta page.
fn check_change(change: &Change<AnyTraveller>, item: &Item, input: &str) {
    let same = |names: &[&str], texts: [&str; 3], object: &Map<String, Value>| {
        names.iter().zip(texts).all(|(name, text)| object[*name] == text)
    };
    match (change, item) {
        (Change::Changed(entity), item) => check_entity(entity, item, input),
        (Change::Removed(removed), Item::Removed(object)) => {
            assert!(object.iter().all(|(name, value)| removed.raw.get(name) == Some(value)), "{removed:?} of {input}");
        }
        (Change::LinkAdded(link) | Change::LinkRemoved(link), Item::Link(object)) => {
            let texts = [&*link.relationship, &*link.source, &*link.target];
            assert!(same(&["relationship", "source", "target"], texts, object), "{link:?} of {input}");
        }
        (change, item) => panic!("{change:?} is not {item:?}: {input}"),
    }
}

fn check(case: &Case) {
    match case.form {
        0 => check_page::<AnyTraveller>(case, |entity, item, damaged, input| {
            check_entity(entity, item, input);
            check_the_rest(entity, damaged, &case.right);
        }),
        1 => check_page::<Voyage>(case, |entity, item, _, input| check_entity(entity, item, input)),
        2 => check_page::<Sample>(case, |entity, item, _, input| check_entity(entity, item, input)),
        _ => check_page::<Change<AnyTraveller>>(case, |change, item, _, input| check_change(change, item, input)),
    }
}

/// The pages whose first damage is that one.
fn cases(first: Damage, count: usize) -> impl Iterator<Item = Case> {
    let mut rng = Rng::with_seed(20_261_128 + first as u64);
    (0..).filter_map(move |number| Case::new(&mut rng, number % FORMS.len(), first)).take(count)
}

#[test]
fn what_fits_is_read_and_the_rest_is_set_aside_and_told() {
    // Once is enough: this does not depend on the way of sending.
    if plain::is_wanted() {
        return;
    }
    let check_all = |first: Damage| {
        let mut counts: BTreeMap<Damage, usize> = BTreeMap::new();
        for case in cases(first, OF_EACH) {
            check(&case);
            case.kinds.iter().for_each(|damage| *counts.entry(*damage).or_default() += 1);
        }
        counts
    };
    let counts: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = damage::ALL.map(|first| scope.spawn(move || check_all(first))).into_iter().collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(damage::ALL.len() * OF_EACH >= 10_000);
    for damage in damage::ALL {
        let count: usize = counts.iter().filter_map(|counts| counts.get(&damage)).sum();
        assert!(count >= 500, "{damage:?}: {count}");
    }
}

#[test]
fn pages_that_are_right_are_read_without_a_word() {
    let mut rng = Rng::with_seed(1);
    for number in 0..200 {
        let (ty, is_delta) = FORMS[number % FORMS.len()];
        let right: Vec<Value> = (0..3).map(|_| make::entity(&mut rng, ty, 3)).collect();
        assert_eq!(walk::page(&right, ty, is_delta).told, [], "{right:?}");
        check(&Case { form: number % FORMS.len(), damaged: right.clone(), right, kinds: Vec::new() });
    }
}
