//! Waiting.

use std::time::Duration;

/// Waits, on whatever runs the program's futures.
pub(crate) async fn sleep(time: Duration) {
    azure_core::sleep::sleep(time.try_into().unwrap_or(azure_core::time::Duration::MAX)).await;
}
