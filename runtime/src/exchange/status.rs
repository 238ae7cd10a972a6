//! How far an operation is that outlasts its request.

use crate::value::Json;

/// How far an operation is.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// Whether it has ended, and well: one that failed is an error.
    pub is_done: bool,
    /// `status`, as the service writes it: `inProgress`, say.
    pub state: Option<String>,
    /// `percentageComplete`.
    pub percent: Option<f64>,
    /// `resourceId`: the id of what the operation made.
    pub resource_id: Option<String>,
    /// All of it as it came; null if the service said nothing but that it is at work.
    pub raw: Json,
}

impl Status {
    pub(super) fn new(raw: Json) -> Self {
        let text = |name: &str| raw.get(name).and_then(Json::as_str).map(str::to_owned);
        let percent = raw.get("percentageComplete").or_else(|| raw.get("percentComplete")).and_then(Json::as_f64);
        Self { is_done: false, state: text("status"), percent, resource_id: text("resourceId"), raw }
    }

    pub(super) fn is(&self, states: &[&str]) -> bool {
        self.state.as_ref().is_some_and(|state| states.iter().any(|known| known.eq_ignore_ascii_case(state)))
    }

    pub(super) fn link(&self) -> Option<&str> {
        self.raw.get("resourceLocation").or_else(|| self.raw.get("targetResourceLocation"))?.as_str()
    }
}
