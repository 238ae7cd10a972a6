//! Paths: sets, keys of each kind, navigation, casts, streams, references.

use odata_runtime::Json;
use odata_runtime::requests::{Error, KeyValue as _, Resource, Service, Uri};
use voyages::VoyagesClient;

use super::dice::Dice;
use super::value;

/// A path of the emitted client.
pub(super) fn uri(dice: &mut Dice, client: &VoyagesClient) -> Result<Uri, Error> {
    let (name, id) = (value::text(dice), value::whole(dice));
    let number = value::small(dice, i64::from(i32::MIN), i64::from(i32::MAX), 0);
    let traveller = client.travellers(&name);
    let voyage = client.me().voyages(number);
    let request = match dice.below(13) {
        0 => client.carriers(&name).get().into_request()?.uri().clone(),
        1 => client.carriers_collection().list().into_request()?.uri().clone(),
        2 => client.pictures(id).content().into_request()?.uri().clone(),
        3 => traveller.as_guide().guests(&name).get().into_request()?.uri().clone(),
        4 => client.travellers_collection().as_guide().list().into_request()?.uri().clone(),
        5 => voyage.legs(number).as_flight().carrier().get().into_request()?.uri().clone(),
        6 => voyage.legs_collection().as_flight().list().into_request()?.uri().clone(),
        7 => voyage.share(&name).into_call().into_request()?.uri().clone(),
        8 => traveller.favourite_carrier().then().get().into_request()?.uri().clone(),
        9 => client.nearest_port(value::double(dice), value::double(dice)).into_request()?.uri().clone(),
        10 => client.reset().into_request()?.uri().clone(),
        11 => traveller
            .0
            .property("Friends")
            .remove_ref_to(&client.travellers(&value::text(dice)).0)
            .into_request()?
            .uri()
            .clone(),
        _ => traveller.best_friend().picture().get().into_request()?.uri().clone(),
    };
    Ok(request)
}

/// A path to a thing, and what goes on behind its key.
pub(super) fn of_thing(dice: &mut Dice, service: &Service) -> Result<Uri, Error> {
    let thing = key(dice, &service.resource("Things"));
    Ok(match dice.below(5) {
        0 => thing.property("Photo").download().into_request()?.uri().clone(),
        1 => thing.property("Friends").property("$ref").list::<Json>().into_request()?.uri().clone(),
        2 => thing.property("Home").property("Country").get::<Json>().into_request()?.uri().clone(),
        3 => thing.property("BestFriend").cast("Voyages.Model.Guide").get::<Json>().into_request()?.uri().clone(),
        _ => thing.get::<Json>().query("$select", "Name,Home/Address").into_request()?.uri().clone(),
    })
}

/// A key of any type, of several parts, or an alternate one.
pub(super) fn key(dice: &mut Dice, things: &Resource) -> Resource {
    let key = match dice.below(14) {
        0 | 1 => value::text(dice).as_str().to_key(),
        2 => value::whole(dice).to_key(),
        3 => value::guid(dice).to_key(),
        4 => value::date(dice).to_key(),
        5 => value::time(dice).to_key(),
        6 => value::point(dice).to_key(),
        7 => value::duration(dice).to_key(),
        8 => value::decimal(dice).to_key(),
        9 => dice.is_one_in(2).to_key(),
        10 => value::mood(dice).to_key(),
        11 => return things.composite_key(&[("Code", value::text(dice).as_str().to_key())]),
        12 => {
            let parts = [("First", value::text(dice).as_str().to_key()), ("Second", value::whole(dice).to_key())];
            return things.composite_key(&parts);
        }
        _ => {
            let (guid, point) = (value::guid(dice).to_key(), value::point(dice).to_key());
            return things.composite_key(&[("First", guid), ("Second", point), ("Third", value::mood(dice).to_key())]);
        }
    };
    things.key(&key)
}
