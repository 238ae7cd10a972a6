//! Functions: arguments as literals and through parameter aliases.

use odata_runtime::requests::{Call, Error, Page, Service, Single, Uri};
use voyages::models::Traveller;

use super::dice::Dice;
use super::{path, value};

pub(super) fn uri(dice: &mut Dice, service: &Service) -> Result<Uri, Error> {
    let things = service.resource("Things");
    if dice.is_one_in(2) {
        let call: Call<Page<Traveller>> = match dice.below(3) {
            0 => service.resource("Around").call_function(),
            1 => things.function("Voyages.Model.Around"),
            _ => path::key(dice, &things).function("Voyages.Model.Around"),
        };
        return Ok(arguments(dice, call).query("$top", "3").into_request()?.uri().clone());
    }
    let call: Call<Single<f64>> = match dice.below(2) {
        0 => service.resource("Rated").call_function(),
        _ => path::key(dice, &things).function("Voyages.Model.Rated"),
    };
    Ok(arguments(dice, call).into_request()?.uri().clone())
}

fn arguments<T>(dice: &mut Dice, mut call: Call<T>) -> Call<T> {
    for _ in 0..dice.below(5) {
        call = match dice.below(17) {
            0 => call.set_text("text", value::text(dice)),
            1 => call.set("number", value::whole(dice)),
            2 => call.set("double", value::double(dice)),
            3 => call.set("decimal", value::decimal(dice)),
            4 => call.set("flag", dice.is_one_in(2)),
            5 => call.set("guid", value::guid(dice)),
            6 => call.set("date", value::date(dice)),
            7 => call.set("time", value::time(dice)),
            8 => call.set("point", value::point(dice)),
            9 => call.set("duration", value::duration(dice)),
            10 => call.set("binary", value::binary(dice)),
            11 => call.set("mood", value::mood(dice)),
            12 => call.set("amenities", value::amenities(dice)),
            13 => call.set_list("list", [value::whole(dice), value::whole(dice)]),
            14 => call.set_texts("texts", value::texts(dice)),
            15 => call.set_json("json", value::json(dice, 2)),
            _ => call.clear("none"),
        };
    }
    call
}
