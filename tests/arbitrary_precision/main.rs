//! A program in which another crate has turned `arbitrary_precision` of `serde_json` on: everything is read and written as without.

use voyages::models::{AnyPlace, AnyTraveller, Guide, Leg, Picture, Voyage};
use voyages::runtime::{Json, from_slice_tolerant, from_str};

const GUIDE: &str = r##"{"@odata.type":"#Voyages.Model.Guide","@odata.count":7,"unknown":12345678901234567890.12,"small":-1.5,"FirstName":"G","Miles":9007199254740993,"UserName":"g","Fee":12345678901234567890.10,"Home":{"@odata.type":"#Voyages.Model.Port","Code":"OSL","Depth":0.1}}"##;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let AnyTraveller::Guide(guide) = from_str(GUIDE)? else { return Err("no guide".into()) };
    assert_eq!(guide.miles, Some(9_007_199_254_740_993));
    assert_eq!(guide.fee.as_ref().map(ToString::to_string).as_deref(), Some("12345678901234567890.10"));
    assert_eq!(guide.additional.text("unknown").as_deref(), Some("12345678901234567890.12"));
    assert!(matches!(&guide.home, Some(AnyPlace::Port(port)) if port.code.as_deref() == Some("OSL")));

    // What it writes is what it read, but for the order of the properties.
    let written = serde_json::to_string(&AnyTraveller::Guide(guide))?;
    assert_eq!(serde_json::from_str::<Json>(&written)?, serde_json::from_str::<Json>(GUIDE)?);

    let voyage: Voyage = from_str(r#"{"Budget":1.25,"VoyageId":7}"#)?;
    assert_eq!((voyage.budget, voyage.voyage_id), (Some(1.25), Some(7)));
    assert_eq!(serde_json::to_string(&voyage)?, r#"{"Budget":1.25,"VoyageId":7}"#);
    let voyage: Voyage = serde_json::from_value(serde_json::json!({"Budget": 3, "VoyageId": 8}))?;
    assert_eq!((voyage.budget, voyage.voyage_id), (Some(3.0), Some(8)));
    let leg: Leg = from_str(r#"{"Amenities":5,"LegId":1}"#)?;
    assert_eq!(leg.amenities.map(|amenities| amenities.to_string()).as_deref(), Some("Meals,Bed"));

    // A number for an object is no object.
    assert!(from_str::<Leg>(r#"{"From":5}"#).is_err() && from_str::<Leg>("5").is_err());
    let (leg, deviations) = from_slice_tolerant::<Leg>(br#"{"From":5,"LegId":1.0}"#)?;
    assert_eq!((leg.from.is_none(), leg.leg_id), (true, Some(1)));
    assert_eq!(deviations.iter().map(|told| told.path()).collect::<Vec<_>>(), ["From", "LegId"]);

    let mut picture = Picture::default();
    picture.id = Some(i64::MIN);
    assert_eq!(serde_json::to_string(&picture)?, r#"{"Id":-9223372036854775808}"#);
    let mut guide = Guide::default();
    guide.fee = Some("0.30".parse()?);
    assert_eq!(serde_json::to_string(&guide)?, r#"{"Fee":0.30}"#);
    let number: serde_json::Number = serde_json::from_str("0.1000000000000000000000001")?;
    assert_eq!(number.to_string(), "0.1000000000000000000000001", "the feature is on");
    Ok(())
}
