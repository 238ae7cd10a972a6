//! Expansions with options inside, and texts to search for.

use odata_runtime::requests::query::{Expand, Expansion};
use voyages::models::{Picture, Traveller, Voyage};

use super::dice::Dice;
use super::thing::Thing;
use super::{filter, value};

pub(super) fn expansion(dice: &mut Dice) -> Expansion<Thing> {
    match dice.below(5) {
        0 => Thing::BEST_FRIEND.into(),
        1 => Thing::BEST_FRIEND.with(|friend| options(dice, friend, 1)),
        2 => Thing::FRIENDS.with(|friends| options(dice, friends, 2)),
        3 => {
            Thing::VOYAGES.with(|voyages| voyages.select((Voyage::NAME, Voyage::TAGS)).top(3).expand(Voyage::PICTURES))
        }
        _ => Thing::VOYAGES.with(|voyages| {
            let title = value::text(dice);
            let pictures = Voyage::PICTURES.with(|pictures| pictures.filter(Picture::TITLE.eq(title)).count());
            voyages.expand(pictures).order_by(Voyage::STARTS.desc())
        }),
    }
}

/// Options in any order, each a few times.
pub(super) fn options(dice: &mut Dice, mut expand: Expand<Traveller>, depth: usize) -> Expand<Traveller> {
    for _ in 0..dice.below(5) {
        expand = match dice.below(if depth == 0 { 8 } else { 10 }) {
            0 => expand.select(Traveller::FIRST_NAME),
            1 => expand.select([Traveller::LAST_NAME]),
            2 => expand.filter(filter::traveller(dice, 1)),
            3 => expand.order_by(Traveller::MILES.desc()),
            4 => expand.top(5).count(),
            5 => expand.skip(10),
            6 => expand.search(&search(dice, 1)),
            7 => expand.levels(2),
            8 => expand.expand(Traveller::PICTURE),
            _ => expand.expand(Traveller::FRIENDS.with(|friends| options(dice, friends, depth - 1))),
        };
    }
    expand
}

/// Words, phrases, groups and operators.
pub(super) fn search(dice: &mut Dice, depth: usize) -> String {
    let first = match dice.below(if depth == 0 { 3 } else { 5 }) {
        0 => value::word(dice),
        1 => format!(
            "{}{}{}",
            value::word(dice),
            dice.one_of(&[";", "'", ":", "/", "*", "&", "#", "+", "%", "ä"]),
            value::word(dice)
        ),
        2 => format!("\"a{}\"", value::text(dice).replace('"', "")),
        3 => format!("NOT {}", search(dice, depth - 1)),
        _ => format!("({})", search(dice, depth - 1)),
    };
    match dice.below(5) {
        0 if depth > 0 => format!("{first} AND {}", search(dice, depth - 1)),
        1 if depth > 0 => format!("{first} OR {}", search(dice, depth - 1)),
        2 if depth > 0 => format!("{first} {}", search(dice, depth - 1)),
        _ => first,
    }
}
