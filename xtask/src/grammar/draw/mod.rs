//! Random requests: those of an emitted client, and of a made-up type that has a property of each primitive type.

mod call;
mod dice;
mod expand;
mod filter;
mod list;
mod mutate;
mod path;
mod thing;
mod value;

use dice::Dice;
use odata_runtime::requests::{Error, KeyStyle, Service, ServiceOptions, query::EnumLiterals};

pub(super) use thing::NAMES;

/// The service root of all requests.
const ROOT: &str = "https://voyages.example/odata/v4";

/// What services do that their metadata does not say.
const OPTIONS: [ServiceOptions; 2] = [
    ServiceOptions::STANDARD,
    ServiceOptions::STANDARD.key_style(KeyStyle::Segment).enum_literals(EnumLiterals::Quoted),
];

/// So many requests: their URLs below the service root.
///
/// # Errors
///
/// None, unless the runtime refuses a request.
pub(super) fn requests(seed: u64, count: usize) -> Result<Vec<String>, Error> {
    let mut dice = Dice::new(seed);
    let services = [Service::new(ROOT)?.with_options(&OPTIONS[0]), Service::new(ROOT)?.with_options(&OPTIONS[1])];
    let one = |_| {
        let service = dice.one_of(&services).clone();
        let uri = match dice.below(8) {
            0 => path::uri(&mut dice, &service.into()),
            1 => path::of_thing(&mut dice, &service),
            2 => call::uri(&mut dice, &service),
            3 => list::of_travellers(&mut dice, &service.into()),
            _ => list::of_things(&mut dice, &service),
        }?;
        let below_root = uri.to_string().strip_prefix(ROOT).and_then(|path| path.strip_prefix('/')).map(str::to_owned);
        Ok(below_root.unwrap_or_default())
    };
    (0..count).map(one).collect()
}

/// Values of a rule, and texts that are nearly values of it.
pub(super) fn values(seed: u64, rule: &str, count: usize) -> Vec<String> {
    let mut dice = Dice::new(seed);
    (0..count).map(|_| mutate::near(&mut dice, rule)).collect()
}
