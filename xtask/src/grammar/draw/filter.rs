//! Conditions and orders.

use odata_runtime::Scalar;
use odata_runtime::requests::query::{Expression, Filter, Operand, Order, Ordered, item, now};
use voyages::models::{Country, Place, Traveller, Voyage};

use super::dice::Dice;
use super::thing::Thing;
use super::value;

/// A condition with others inside, of so many levels at most.
pub(super) fn condition(dice: &mut Dice, depth: usize) -> Filter<Thing> {
    if depth > 0 && dice.is_one_in(2) {
        let first = condition(dice, depth - 1);
        return match dice.below(3) {
            0 => first.and(condition(dice, depth - 1)),
            1 => first.or(condition(dice, depth - 1)),
            _ => first.not(),
        };
    }
    match dice.below(9) {
        0 => text(dice),
        1 => number(dice),
        2 => time(dice),
        3 => equality(dice),
        4 => collection(dice),
        5 => related(dice),
        6 => one_of_several(dice),
        7 => null(dice),
        _ => Thing::ACTIVE.into(),
    }
}

/// A comparison by any operator.
fn compared<M, T: Ordered, K>(dice: &mut Dice, left: Expression<M, T, K>, right: impl Operand<M, T>) -> Filter<M> {
    match dice.below(6) {
        0 => left.eq(right),
        1 => left.ne(right),
        2 => left.gt(right),
        3 => left.ge(right),
        4 => left.lt(right),
        _ => left.le(right),
    }
}

fn text(dice: &mut Dice) -> Filter<Thing> {
    let text = value::text(dice);
    match dice.below(12) {
        0 => compared(dice, Thing::NAME, text),
        1 => Thing::NAME.contains(text),
        2 => Thing::NAME.starts_with(text),
        3 => Thing::CODE.ends_with(Thing::NAME),
        4 => Thing::NAME.matches_pattern(text),
        5 => compared(dice, Thing::NAME.index_of(text), 3),
        6 => compared(dice, Thing::NAME.concat(text).concat(Thing::CODE), "ab"),
        7 => compared(dice, Thing::CODE.length(), Thing::NUMBER),
        8 => compared(dice, Thing::NAME.substring(2), text),
        9 => Thing::NAME.to_lower().trim().eq(text),
        10 => Thing::NAME.to_upper().ne(Thing::CODE),
        _ => Thing::NAME.eq(Thing::CODE),
    }
}

fn number(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(11) {
        0 => {
            let (size, number) = (value::whole(dice), value::whole(dice));
            compared(dice, Thing::SIZE.add(Thing::USED).mul(number), size)
        }
        1 => {
            let number = value::whole(dice);
            compared(dice, Thing::SIZE.sub(Thing::USED.div(2)).modulo(7), number)
        }
        2 => {
            let number = value::double(dice);
            compared(dice, Thing::RATIO, number)
        }
        3 => {
            let number = value::decimal(dice);
            compared(dice, Thing::PRICE, number)
        }
        4 => compared(dice, Thing::SHARE.neg(), 0.1),
        5 => compared(dice, Thing::RATIO.round().add(Thing::RATIO.floor()), Thing::RATIO.ceiling()),
        6 => {
            let number = value::small(dice, 0, 255, 0);
            compared(dice, Thing::SMALL, number)
        }
        7 => {
            let number = value::small(dice, -128, 127, 0);
            compared(dice, Thing::TINY, number)
        }
        8 => {
            let number = value::small(dice, -30_000, 30_000, 0);
            compared(dice, Thing::SHORT, number)
        }
        9 => {
            let number = value::small(dice, -30_000, 30_000, 0);
            compared(dice, Thing::NUMBER, number)
        }
        _ => compared(dice, Thing::PRICE.neg(), Thing::PRICE),
    }
}

fn time(dice: &mut Dice) -> Filter<Thing> {
    let point = value::point(dice);
    match dice.below(10) {
        0 => compared(dice, Thing::SEEN, point),
        1 => compared(dice, Thing::SEEN, now()),
        2 => compared(dice, Thing::BOUGHT, value::date(&mut Dice::new(1))),
        3 => {
            let date = value::date(dice);
            compared(dice, Thing::SEEN.date(), date)
        }
        4 => {
            let time = value::time(dice);
            compared(dice, Thing::OPENS, time)
        }
        5 => compared(dice, Thing::SEEN.time(), Thing::OPENS),
        6 => compared(dice, Thing::SEEN.year().add(Thing::BOUGHT.month()), Thing::BOUGHT.day()),
        7 => compared(dice, Thing::SEEN.hour().mul(60).add(Thing::OPENS.minute()), Thing::SEEN.second()),
        8 => compared(dice, Thing::SEEN.total_offset_minutes(), -90),
        _ => {
            let duration = value::duration(dice);
            compared(dice, Thing::LEASE, duration)
        }
    }
}

fn equality(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(6) {
        0 => Thing::TENANT.eq(value::guid(dice)),
        1 => Thing::IMAGE.ne(value::binary(dice)),
        2 => Thing::MOOD.eq(value::mood(dice)),
        3 => Thing::AMENITIES.has(value::amenities(dice)),
        4 => Thing::AMENITIES.eq(value::amenities(dice)),
        _ => Thing::ACTIVE.eq(dice.is_one_in(2)),
    }
}

fn null(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(4) {
        0 => Thing::NAME.is_null(),
        1 => Thing::SIZE.add(1).is_not_null(),
        2 => Thing::HOME.is_null(),
        _ => Thing::BEST_FRIEND.is_not_null(),
    }
}

fn one_of_several(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(4) {
        0 => Thing::NAME.is_in(value::texts(dice)),
        1 => Thing::SIZE.add(1).is_in((0..dice.below(3)).map(|_| value::whole(dice))),
        2 => Thing::MOOD.is_in([value::mood(dice), value::mood(dice)]),
        _ => several(dice, Thing::SEEN, value::point),
    }
}

fn several<T: Scalar, K>(
    dice: &mut Dice,
    property: Expression<Thing, T, K>,
    draw: fn(&mut Dice) -> T,
) -> Filter<Thing> {
    let items: Vec<T> = (0..=dice.below(3)).map(|_| draw(dice)).collect();
    property.is_in(items)
}

fn collection(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(8) {
        0 => Thing::TAGS.any(item().eq(value::text(dice))),
        1 => Thing::TAGS.all(item().contains(value::text(dice)).or(item().length().gt(3))),
        2 => Thing::SIZES.any(compared(dice, item(), 7)),
        3 => Thing::TAGS.is_not_empty(),
        4 => compared(dice, Thing::SIZES.count(), 2),
        5 => Thing::STOPS.any(place(dice)),
        6 => Thing::FRIENDS.any(traveller(dice, 1)),
        _ => Thing::VOYAGES.all(Voyage::LEGS.is_not_empty().and(Voyage::TAGS.any(item().eq(value::text(dice))))),
    }
}

fn related(dice: &mut Dice) -> Filter<Thing> {
    match dice.below(4) {
        0 => Thing::HOME.then(place(dice)),
        1 => Thing::BEST_FRIEND.then(traveller(dice, 1)),
        2 => Thing::HOME.then(Place::COUNTRY).then(Country::CODE).eq(value::text(dice)),
        _ => compared(dice, Thing::BEST_FRIEND.then(Traveller::VOYAGES).count(), 2),
    }
}

fn place(dice: &mut Dice) -> Filter<Place> {
    match dice.below(3) {
        0 => Place::ADDRESS.contains(value::text(dice)),
        1 => Place::COUNTRY.then(Country::NAME).eq(value::text(dice)),
        _ => Place::ADDRESS.eq("a").or(Place::ADDRESS.is_null()),
    }
}

pub(super) fn traveller(dice: &mut Dice, depth: usize) -> Filter<Traveller> {
    let first = match dice.below(if depth == 0 { 4 } else { 6 }) {
        0 => compared(dice, Traveller::MILES, value::whole(&mut Dice::new(2))),
        1 => Traveller::FIRST_NAME.eq(value::text(dice)),
        2 => Traveller::MOOD.ne(value::mood(dice)),
        3 => Traveller::EMAILS.any(item().ends_with(value::text(dice))),
        4 => Traveller::FRIENDS.any(traveller(dice, depth - 1)),
        _ => Traveller::HOME.then(place(dice)),
    };
    match dice.below(4) {
        0 if depth > 0 => first.or(traveller(dice, depth - 1)),
        1 if depth > 0 => first.and(traveller(dice, depth - 1).not()),
        _ => first,
    }
}

pub(super) fn order(dice: &mut Dice) -> Order<Thing> {
    match dice.below(7) {
        0 => Thing::NAME.into(),
        1 => Thing::SIZE.desc(),
        2 => Thing::NAME.length().asc(),
        3 => Thing::HOME.then(Place::ADDRESS).desc(),
        4 => Thing::BEST_FRIEND.then(Traveller::FIRST_NAME).asc(),
        5 => Thing::TAGS.count().desc(),
        _ => Thing::PRICE.mul(Thing::PRICE).asc(),
    }
}
