//! Decimal numbers compared as numbers.

use std::{cmp::Ordering, hash};

use super::{Decimal, parts::Parts};

/// A value in an order of all of them.
enum Ordered {
    NegativeInfinity,
    Number(Parts),
    Infinity,
    NotANumber,
}

impl Ordered {
    fn of(text: &str) -> Self {
        match (text, Parts::of(text)) {
            (_, Some(parts)) => Self::Number(parts),
            ("INF", None) => Self::Infinity,
            ("-INF", None) => Self::NegativeInfinity,
            (_, None) => Self::NotANumber,
        }
    }

    /// The place among those of which only one is a number, and the sign of a number among the places of numbers.
    fn rank(&self) -> u8 {
        match self {
            Self::NegativeInfinity => 0,
            Self::Number(parts) if parts.is_negative => 1,
            Self::Number(parts) if parts.digits.is_empty() => 2,
            Self::Number(_) => 3,
            Self::Infinity => 4,
            Self::NotANumber => 5,
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other) = (Ordered::of(&self.0), Ordered::of(&other.0));
        one.rank().cmp(&other.rank()).then_with(|| match (&one, &other) {
            (Ordered::Number(one), Ordered::Number(other)) => {
                let size = one.exponent.cmp(&other.exponent).then_with(|| one.digits.cmp(&other.digits));
                if one.is_negative { size.reverse() } else { size }
            }
            _ => Ordering::Equal,
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl hash::Hash for Decimal {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        let ordered = Ordered::of(&self.0);
        ordered.rank().hash(state);
        if let Ordered::Number(parts) = ordered {
            parts.hash(state);
        }
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::new(0, 0)
    }
}
