//! Retries for tests, which are not to wait.

use async_trait::async_trait;
use azure_core::{
    http::{
        StatusCode,
        policies::{RetryHeaders, RetryPolicy},
    },
    time,
};

/// Tries again at once, whatever wait the service asks for.
#[derive(Debug)]
pub(super) struct AtOnce {
    pub most: u32,
}

#[async_trait]
impl RetryPolicy for AtOnce {
    fn is_expired(&self, _: time::Duration, retries: u32) -> bool {
        retries >= self.most
    }

    fn retry_headers(&self) -> Option<&RetryHeaders> {
        None
    }

    fn retry_status_codes(&self) -> &[StatusCode] {
        &[]
    }

    fn sleep_duration(&self, _: u32) -> time::Duration {
        time::Duration::ZERO
    }

    async fn wait(&self, _: u32, _: Option<time::Duration>) {}
}
