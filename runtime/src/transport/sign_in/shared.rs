//! What requests side by side share: one of them makes it, the others wait for that.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use azure_core::error::ErrorKind;
use futures_util::lock::{Mutex, MutexGuard};

use crate::answer::error;

/// A value that is made when it is needed, and made anew when it is of no use any more.
pub(super) struct Shared<T> {
    state: Mutex<State<T>>,
    failures: AtomicU64,
}

struct State<T> {
    value: Option<Arc<T>>,
    failure: Option<(ErrorKind, String)>,
}

impl<T> Shared<T> {
    pub(super) fn new() -> Self {
        Self { state: Mutex::new(State { value: None, failure: None }), failures: AtomicU64::new(0) }
    }

    /// What is there now, if it is good enough; otherwise what is made.
    pub(super) async fn get<F: Future<Output = azure_core::Result<T>>>(
        &self,
        is_good: impl Fn(&T) -> bool,
        make: impl FnOnce(Option<Arc<T>>) -> F,
    ) -> azure_core::Result<Arc<T>> {
        self.get_or_make(|value| is_good(value), make).await
    }

    /// What is there instead of a value that is of no use, or what is made.
    pub(super) async fn renew<F: Future<Output = azure_core::Result<T>>>(
        &self,
        stale: Option<&Arc<T>>,
        make: impl FnOnce() -> F,
    ) -> azure_core::Result<Arc<T>> {
        self.get_or_make(|value| stale.is_none_or(|stale| !Arc::ptr_eq(stale, value)), |_| make()).await
    }

    /// What is there now, after who makes it has done so.
    pub(super) async fn now(&self) -> Option<Arc<T>> {
        self.state.lock().await.value.clone()
    }

    /// Forgets a value that is of no use, unless there is another one already.
    pub(super) async fn forget(&self, stale: &Arc<T>) {
        self.state.lock().await.value.take_if(|value| Arc::ptr_eq(stale, value));
    }

    async fn get_or_make<F: Future<Output = azure_core::Result<T>>>(
        &self,
        is_good: impl Fn(&Arc<T>) -> bool,
        make: impl FnOnce(Option<Arc<T>>) -> F,
    ) -> azure_core::Result<Arc<T>> {
        let failures = self.failures.load(Ordering::SeqCst);
        let mut state = self.state.lock().await;
        if let Some(value) = state.value.as_ref().filter(|value| is_good(value)) {
            return Ok(Arc::clone(value));
        }
        // Who waited for what failed shares the failure: a wrong password is sent once, and not once for each request.
        if let Some((kind, message)) =
            state.failure.as_ref().filter(|_| self.failures.load(Ordering::SeqCst) != failures)
        {
            return Err(azure_core::Error::with_message(kind.clone(), message.clone()));
        }
        let result = make(state.value.clone()).await;
        self.keep(&mut state, result)
    }

    fn keep(&self, state: &mut MutexGuard<'_, State<T>>, result: azure_core::Result<T>) -> azure_core::Result<Arc<T>> {
        match result {
            Ok(value) => {
                let value = Arc::new(value);
                state.value = Some(Arc::clone(&value));
                Ok(value)
            }
            Err(error) => {
                state.value = None;
                state.failure = Some((error.kind().clone(), error::causes(&error)));
                self.failures.fetch_add(1, Ordering::SeqCst);
                Err(error)
            }
        }
    }
}
