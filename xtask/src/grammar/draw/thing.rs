//! A type with a property of each kind, of which no values are needed.

use odata_runtime::{
    Binary, Date, Decimal, Duration, Navigation, OffsetDateTime, Property, Required, Time, Uuid, property,
};
use voyages::models::{Amenities, Mood, Place, Traveller, Voyage};

/// Has a property of each kind.
pub(super) enum Thing {}

impl Thing {
    pub const NAME: Property<Self, String> = property("Name");
    pub const CODE: Required<Self, String> = property("Code");
    pub const SMALL: Property<Self, u8> = property("Small");
    pub const TINY: Property<Self, i8> = property("Tiny");
    pub const SHORT: Property<Self, i16> = property("Short");
    pub const NUMBER: Required<Self, i32> = property("Number");
    pub const SIZE: Property<Self, i64> = property("Size");
    pub const USED: Property<Self, i64> = property("Used");
    pub const RATIO: Property<Self, f64> = property("Ratio");
    pub const SHARE: Property<Self, f32> = property("Share");
    pub const PRICE: Property<Self, Decimal> = property("Price");
    pub const ACTIVE: Property<Self, bool> = property("Active");
    pub const TENANT: Property<Self, Uuid> = property("Tenant");
    pub const SEEN: Property<Self, OffsetDateTime> = property("Seen");
    pub const BOUGHT: Property<Self, Date> = property("Bought");
    pub const OPENS: Property<Self, Time> = property("Opens");
    pub const LEASE: Property<Self, Duration> = property("Lease");
    pub const IMAGE: Property<Self, Binary> = property("Image");
    pub const MOOD: Property<Self, Mood> = property("Mood");
    pub const AMENITIES: Property<Self, Amenities> = property("Amenities");
    pub const TAGS: Property<Self, Vec<String>> = property("Tags");
    pub const SIZES: Property<Self, Vec<i64>> = property("Sizes");
    pub const HOME: Property<Self, Place> = property("Home");
    pub const STOPS: Property<Self, Vec<Place>> = property("Stops");
    pub const BEST_FRIEND: Navigation<Self, Traveller> = property("BestFriend");
    pub const FRIENDS: Navigation<Self, Vec<Traveller>> = property("Friends");
    pub const VOYAGES: Navigation<Self, Vec<Voyage>> = property("Voyages");
}

/// Its names, beside those of the emitted client's model.
pub(in super::super) const NAMES: &[(&str, &[&str])] = &[
    ("entitySetName", &["Things"]),
    ("singletonEntity", &["TheThing"]),
    (
        "primitiveNonKeyProperty",
        &[
            "Name",
            "Small",
            "Tiny",
            "Short",
            "Number",
            "Size",
            "Used",
            "Ratio",
            "Share",
            "Price",
            "Active",
            "Tenant",
            "Seen",
            "Bought",
            "Opens",
            "Lease",
            "Image",
            "Mood",
            "Amenities",
        ],
    ),
    ("primitiveKeyProperty", &["Code", "First", "Second", "Third"]),
    ("primitiveColProperty", &["Tags", "Sizes"]),
    ("complexProperty", &["Home"]),
    ("complexColProperty", &["Stops"]),
    ("streamProperty", &["Photo"]),
    ("action", &["Move"]),
    ("primitiveFunction", &["Rated"]),
    ("primitiveFunctionImport", &["Rated"]),
    ("entityColFunction", &["Around"]),
    ("entityColFunctionImport", &["Around"]),
    ("lambdaVariableExpr", &["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"]),
    (
        "parameterName",
        &[
            "text",
            "number",
            "double",
            "decimal",
            "flag",
            "guid",
            "date",
            "time",
            "point",
            "duration",
            "binary",
            "mood",
            "amenities",
            "list",
            "texts",
            "json",
            "none",
        ],
    ),
];
