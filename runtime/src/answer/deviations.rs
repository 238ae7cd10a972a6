//! What a program's log has of values that are not what the schema says.

use super::Sent;
use crate::json::Deviation;

/// One event for each, without what was found: that may be personal.
pub(super) fn trace(sent: &Sent, deviations: &[Deviation]) {
    for deviation in deviations {
        tracing::warn!(
            client_request_id = sent.client_request_id.as_deref(),
            path = deviation.path(),
            expected = deviation.expected(),
            converted = deviation.is_converted(),
            "a value of the answer is not what the schema says"
        );
    }
}
