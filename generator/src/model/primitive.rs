//! The primitive types, and their names.

use std::fmt;

/// The primitive types, and the abstract ones that only JSON can hold (CSDL 4.01, section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    Binary,
    Boolean,
    Byte,
    Date,
    DateTimeOffset,
    Decimal,
    Double,
    Duration,
    Guid,
    Int16,
    Int32,
    Int64,
    SByte,
    Single,
    Stream,
    String,
    TimeOfDay,
    /// Any of the `Edm.Geography` and `Edm.Geometry` types: GeoJSON.
    Geo,
    /// `Edm.Untyped`, `Edm.PrimitiveType`, `Edm.ComplexType`, `Edm.EntityType`, path types: any JSON.
    Untyped,
}

/// In the order of the names.
const PRIMITIVES: [(&str, Primitive); 28] = [
    ("Edm.AnnotationPath", Primitive::Untyped),
    ("Edm.AnyPropertyPath", Primitive::Untyped),
    ("Edm.Binary", Primitive::Binary),
    ("Edm.Boolean", Primitive::Boolean),
    ("Edm.Byte", Primitive::Byte),
    ("Edm.ComplexType", Primitive::Untyped),
    ("Edm.Date", Primitive::Date),
    ("Edm.DateTimeOffset", Primitive::DateTimeOffset),
    ("Edm.Decimal", Primitive::Decimal),
    ("Edm.Double", Primitive::Double),
    ("Edm.Duration", Primitive::Duration),
    ("Edm.EntityType", Primitive::Untyped),
    ("Edm.Geography", Primitive::Geo),
    ("Edm.Guid", Primitive::Guid),
    ("Edm.Int16", Primitive::Int16),
    ("Edm.Int32", Primitive::Int32),
    ("Edm.Int64", Primitive::Int64),
    ("Edm.ModelElementPath", Primitive::Untyped),
    ("Edm.NavigationPropertyPath", Primitive::Untyped),
    ("Edm.PrimitiveType", Primitive::Untyped),
    ("Edm.PropertyPath", Primitive::Untyped),
    ("Edm.PropertyValuePath", Primitive::Untyped),
    ("Edm.SByte", Primitive::SByte),
    ("Edm.Single", Primitive::Single),
    ("Edm.Stream", Primitive::Stream),
    ("Edm.String", Primitive::String),
    ("Edm.TimeOfDay", Primitive::TimeOfDay),
    ("Edm.Untyped", Primitive::Untyped),
];

const GEO: [&str; 8] =
    ["", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "Collection"];

impl Primitive {
    /// The primitive or abstract type of a name without `Edm.`.
    pub(super) fn find(local: &str) -> Option<Self> {
        let geo = local.strip_prefix("Geography").or_else(|| local.strip_prefix("Geometry"));
        if geo.is_some_and(|shape| GEO.contains(&shape)) {
            return Some(Self::Geo);
        }
        let found = PRIMITIVES.binary_search_by_key(&local, |(name, _)| &name["Edm.".len()..]);
        found.ok().map(|index| PRIMITIVES[index].1)
    }

    /// All names that there are, with `Edm.`; of the geographic ones, one.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        PRIMITIVES.iter().map(|(name, _)| *name)
    }
}

/// The name in CSDL.
impl fmt::Display for Primitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The model does not tell the types of geography and geometry apart.
            Self::Geo => f.write_str("Edm.Geo*"),
            other => write!(f, "Edm.{other:?}"),
        }
    }
}
