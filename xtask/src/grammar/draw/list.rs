//! Lists and their options.

use odata_runtime::Json;
use odata_runtime::requests::{Error, List, Service, Uri};
use voyages::VoyagesClient;
use voyages::models::{Place, Traveller};

use super::dice::Dice;
use super::thing::Thing;
use super::{expand, filter, value};

pub(super) fn of_things(dice: &mut Dice, service: &Service) -> Result<Uri, Error> {
    let mut list: List<Json, Thing> = service.resource("Things").list_of();
    for _ in 0..=dice.below(5) {
        list = match dice.below(14) {
            0 => list.select((Thing::NAME, Thing::TAGS, Thing::HOME)),
            1 => list.select(Thing::HOME.then(Place::ADDRESS)),
            2..=5 => list.filter(filter::condition(dice, 2)),
            6 | 7 => list.expand(expand::expansion(dice)),
            8 | 9 => list.order_by(filter::order(dice)),
            10 => list.top(dice.below(100) as u64).skip(7),
            11 => list.count(),
            12 => list.search(&expand::search(dice, 2)),
            _ => raw(dice, list),
        };
    }
    Ok(list.into_request()?.uri().clone())
}

/// Options that have no method.
fn raw(dice: &mut Dice, list: List<Json, Thing>) -> List<Json, Thing> {
    match dice.below(4) {
        0 => list.query("$format", "application/json;odata.metadata=full"),
        1 => list.query(&format!("own{}", value::text(dice)), &value::text(dice)),
        2 => list.query("$compute", "Price mul 2 as Twice,concat(Name,'/') as Path"),
        _ => list.query("$skiptoken", &format!("t{}", value::text(dice))),
    }
}

pub(super) fn of_travellers(dice: &mut Dice, client: &VoyagesClient) -> Result<Uri, Error> {
    let name = value::text(dice);
    let mut list = match dice.below(4) {
        0 => client.travellers_collection().list(),
        1 => client.travellers(&name).friends_collection().list(),
        2 => client.me().friends_collection().list(),
        _ => client.travellers(&name).voyages(7).companions().then().list(),
    };
    for _ in 0..dice.below(4) {
        list = match dice.below(6) {
            0 => list.select((Traveller::USER_NAME, Traveller::EMAILS)),
            1 => list.filter(filter::traveller(dice, 2)),
            2 => list.order_by(Traveller::MILES.desc()),
            3 => list.expand(Traveller::BEST_FRIEND.with(|friend| expand::options(dice, friend, 1))),
            4 => list.search(&expand::search(dice, 2)),
            _ => list.top(3).count(),
        };
    }
    Ok(list.into_request()?.uri().clone())
}
