//! Facets of properties (CSDL XML 4.01, section 7.2).

use super::definer::Definer;
use crate::{
    codes::Code,
    csdl::{Property, Text},
    error::Diagnostic,
};

impl Definer<'_, '_> {
    pub(super) fn check_facets(&mut self, property: &Property) {
        for (facet, text) in &property.facets {
            let value = text.value();
            let expected = match *facet {
                "MaxLength" if value != "max" && !value.parse::<u64>().is_ok_and(|length| length > 0) => {
                    "a positive integer, or `max`"
                }
                "Precision" if value.parse::<u64>().is_err() => "a nonnegative integer",
                "Scale" if !["floating", "variable"].contains(&value) && value.parse::<u64>().is_err() => {
                    "a nonnegative integer, `floating` or `variable`"
                }
                "SRID" if value != "variable" && value.parse::<u64>().is_err() => {
                    "a nonnegative integer, or `variable`"
                }
                "Unicode" if !["true", "false", "1", "0"].contains(&value) => "`true` or `false`",
                _ => continue,
            };
            self.facet(text, format!("`{value}` is no `{facet}`"), expected);
        }
        let number = |name| {
            let facet = property.facets.iter().find(|(facet, _)| *facet == name);
            facet.and_then(|(_, text)| Some((text, text.value().parse::<u64>().ok()?)))
        };
        if let (Some((text, scale)), Some((_, precision))) = (number("Scale"), number("Precision"))
            && scale > precision
            && property.ty.value() == "Edm.Decimal"
        {
            self.facet(text, format!("a scale of {scale} is more than the precision"), "at most the precision");
        }
    }

    fn facet(&mut self, text: &Text, message: String, expected: &str) {
        self.note(Diagnostic::at(Code::Facet, text.span(), message).expected(expected));
    }
}
