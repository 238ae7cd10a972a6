//! What the metadata says of the types, written down by hand from metadata/voyages/voyages.csdl, and a type that has a property of
//! each primitive type.

use voyages::{
    models::{Amenities, Country, Mood, Place, Port},
    runtime::{self, Additional, Binary, Date, Decimal, Duration, OffsetDateTime, Time, Uuid},
};

/// What a property holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    Int(i64, i64),
    Long,
    Float,
    Decimal,
    Bool,
    Guid,
    Date,
    Stamp,
    Time,
    Span,
    Binary,
    Enum,
    Flags,
    Json,
    One(&'static Type),
    Many(&'static Kind),
}

/// A type; one from which others are derived is a union where it is declared.
#[derive(Debug)]
pub struct Type {
    pub name: &'static str,
    pub base: Option<&'static Type>,
    pub derived: &'static [&'static Type],
    pub own: &'static [(&'static str, Kind)],
    /// Whether its union knows the alias of the namespace.
    pub knows_alias: bool,
}

/// The members of `Mood`, by number.
pub const MOODS: [&str; 3] = ["Eager", "Calm", "Weary"];

/// The members of `Amenities`, in declared order.
pub const AMENITIES: [&str; 5] = ["None", "Meals", "Wifi", "Bed", "Comfort"];

pub const NAMESPACE: &str = "Voyages.Model";

pub const ALIAS: &str = "Travel";

impl Type {
    pub fn property(&'static self, name: &str) -> Option<Kind> {
        let own = self.own.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        own.or_else(|| self.base?.property(name))
    }

    pub fn properties(&'static self) -> Vec<(&'static str, Kind)> {
        self.base.into_iter().flat_map(Type::properties).chain(self.own.iter().copied()).collect()
    }

    pub fn is_union(&self) -> bool {
        !self.derived.is_empty()
    }

    /// The type of that name, this one or one derived from it, without `#` and what may stand before it.
    pub fn named(&'static self, name: &str) -> Option<&'static Type> {
        let name = name.rsplit('#').next()?;
        let (prefix, last) = name.rsplit_once('.')?;
        let is_own = |ty: &Type| (prefix == NAMESPACE || prefix == ALIAS && self.knows_alias) && ty.name == last;
        std::iter::once(self).chain(self.derived.iter().copied()).find(|ty| is_own(ty))
    }
}

const fn plain(name: &'static str, own: &'static [(&'static str, Kind)]) -> Type {
    Type { name, base: None, derived: &[], own, knows_alias: false }
}

const WHOLE: Kind = Kind::Int(i32::MIN as i64, i32::MAX as i64);
const TEXTS: Kind = Kind::Many(&Kind::Text);

static COUNTRY: Type = plain("Country", &[("Code", Kind::Text), ("Name", Kind::Text)]);
const OF_PLACES: &[(&str, Kind)] =
    &[("Address", Kind::Text), ("Country", Kind::One(&COUNTRY)), ("Position", Kind::Json)];
const OF_PORTS: &[(&str, Kind)] = &[("Code", Kind::Text)];
static PLACE: Type = Type { derived: &[&PORT], ..plain("Place", OF_PLACES) };
static PORT: Type = Type { base: Some(&PLACE), ..plain("Port", OF_PORTS) };
/// The same types, where their schema has an alias.
static SPOT: Type = Type { derived: &[&SPOT_PORT], knows_alias: true, ..plain("Place", OF_PLACES) };
static SPOT_PORT: Type = Type { base: Some(&SPOT), ..plain("Port", OF_PORTS) };
static CARRIER: Type = plain("Carrier", &[("Code", Kind::Text), ("Name", Kind::Text)]);
static PICTURE: Type = plain("Picture", &[("Id", Kind::Long), ("Title", Kind::Text)]);
static LEG: Type = Type {
    derived: &[&FLIGHT],
    ..plain(
        "Leg",
        &[
            ("Amenities", Kind::Flags),
            ("Arrives", Kind::Stamp),
            ("Departs", Kind::Stamp),
            ("From", Kind::One(&PLACE)),
            ("Lasts", Kind::Span),
            ("LegId", WHOLE),
            ("To", Kind::One(&PLACE)),
        ],
    )
};
static FLIGHT: Type =
    Type { base: Some(&LEG), ..plain("Flight", &[("Seat", Kind::Text), ("Carrier", Kind::One(&CARRIER))]) };
pub static VOYAGE: Type = plain(
    "Voyage",
    &[
        ("Budget", Kind::Float),
        ("Ends", Kind::Date),
        ("Name", Kind::Text),
        ("ShareId", Kind::Guid),
        ("Starts", Kind::Date),
        ("Tags", TEXTS),
        ("VoyageId", WHOLE),
        ("Legs", Kind::Many(&Kind::One(&LEG))),
        ("Pictures", Kind::Many(&Kind::One(&PICTURE))),
    ],
);
pub static TRAVELLER: Type = Type {
    derived: &[&GUIDE],
    ..plain(
        "Traveller",
        &[
            ("Emails", TEXTS),
            ("FirstName", Kind::Text),
            ("Home", Kind::One(&PLACE)),
            ("LastName", Kind::Text),
            ("Miles", Kind::Long),
            ("Mood", Kind::Enum),
            ("UserName", Kind::Text),
            ("BestFriend", Kind::One(&TRAVELLER)),
            ("Friends", Kind::Many(&Kind::One(&TRAVELLER))),
            ("Picture", Kind::One(&PICTURE)),
            ("Voyages", Kind::Many(&Kind::One(&VOYAGE))),
        ],
    )
};
static GUIDE: Type = Type {
    base: Some(&TRAVELLER),
    ..plain("Guide", &[("Fee", Kind::Decimal), ("Languages", TEXTS), ("Guests", Kind::Many(&Kind::One(&TRAVELLER)))])
};
pub static SAMPLE: Type = plain(
    "Sample",
    &[
        ("At", Kind::Stamp),
        ("Blobs", Kind::Many(&Kind::Binary)),
        ("Bytes", Kind::Binary),
        ("Clock", Kind::Time),
        ("Country", Kind::One(&COUNTRY)),
        ("Day", Kind::Date),
        ("Days", Kind::Many(&Kind::Date)),
        ("Flag", Kind::Bool),
        ("Flags", Kind::Flags),
        ("Half", Kind::Int(i16::MIN as i64, i16::MAX as i64)),
        ("Key", Kind::Guid),
        ("Long", Kind::Long),
        ("Longs", Kind::Many(&Kind::Long)),
        ("Mood", Kind::Enum),
        ("Moods", Kind::Many(&Kind::Enum)),
        ("Places", Kind::Many(&Kind::One(&SPOT))),
        ("Price", Kind::Decimal),
        ("Prices", Kind::Many(&Kind::Decimal)),
        ("Ratio", Kind::Float),
        ("Signed", Kind::Int(-128, 127)),
        ("Single", Kind::Float),
        ("Span", Kind::Span),
        ("Text", Kind::Text),
        ("Tiny", Kind::Int(0, 255)),
        ("Whole", WHOLE),
    ],
);

/// A place, of a schema that has an alias.
pub enum AnySpot {
    Place(Box<Place>),
    Port(Box<Port>),
    Unrecognized(Box<Place>),
}

runtime::union! {
    AnySpot "Travel" = "Voyages.Model";
    Place(Place) "Voyages.Model.Place";
    Port(Port) "Voyages.Model.Port";
    .. Unrecognized(Place), default Place
}

/// An entity with a property of each primitive type.
pub struct Sample {
    pub at: Option<OffsetDateTime>,
    pub blobs: Option<Vec<Binary>>,
    pub bytes: Option<Binary>,
    pub clock: Option<Time>,
    pub country: Option<Country>,
    pub day: Option<Date>,
    pub days: Option<Vec<Date>>,
    pub flag: Option<bool>,
    pub flags: Option<Amenities>,
    pub half: Option<i16>,
    pub key: Option<Uuid>,
    pub long: Option<i64>,
    pub longs: Option<Vec<i64>>,
    pub mood: Option<Mood>,
    pub moods: Option<Vec<Mood>>,
    pub places: Option<Vec<AnySpot>>,
    pub price: Option<Decimal>,
    pub prices: Option<Vec<Decimal>>,
    pub ratio: Option<f64>,
    pub signed: Option<i8>,
    pub single: Option<f32>,
    pub span: Option<Duration>,
    pub text: Option<String>,
    pub tiny: Option<u8>,
    pub whole: Option<i32>,
    pub additional: Additional,
}

runtime::entity_type! {
    Sample "Voyages.Model.Sample";

    at "At": Scalar, AT: Property(OffsetDateTime);
    blobs "Blobs": Scalars, BLOBS: Property(Vec<Binary>);
    bytes "Bytes": Scalar, BYTES: Property(Binary);
    clock "Clock": Scalar, CLOCK: Property(Time);
    country "Country": Model, COUNTRY: Property(Country);
    day "Day": Scalar, DAY: Property(Date);
    days "Days": Scalars, DAYS: Property(Vec<Date>);
    flag "Flag": Scalar, FLAG: Property(bool);
    flags "Flags": Scalar, FLAGS: Property(Amenities);
    half "Half": Scalar, HALF: Property(i16);
    key "Key": Scalar, KEY: Property(Uuid);
    long "Long": Scalar, LONG: Property(i64);
    longs "Longs": Scalars, LONGS: Property(Vec<i64>);
    mood "Mood": Enum, MOOD: Property(Mood);
    moods "Moods": Scalars, MOODS: Property(Vec<Mood>);
    places "Places": Models, PLACES: Property(Vec<Place>);
    price "Price": Scalar, PRICE: Property(Decimal);
    prices "Prices": Scalars, PRICES: Property(Vec<Decimal>);
    ratio "Ratio": Scalar, RATIO: Property(f64);
    signed "Signed": Scalar, SIGNED: Property(i8);
    single "Single": Scalar, SINGLE: Property(f32);
    span "Span": Scalar, SPAN: Property(Duration);
    text "Text": Text, TEXT: Property(String);
    tiny "Tiny": Scalar, TINY: Property(u8);
    whole "Whole": Scalar, WHOLE: Property(i32);
    .. additional
}
