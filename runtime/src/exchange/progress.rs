//! Whether a series of pages gets anywhere.

use crate::answer::{Error, Limit, LimitError, Limits};

/// What is known of the pages so far: of all links one, whatever their number. It is kept for 1, 2, 4, 8 ... pages in turn, so
/// that pages that lead back to an earlier one meet it (Brent, "An improved Monte Carlo factorization algorithm", 1980).
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    kept: Option<String>,
    /// How many links came since, and how many may.
    since: u64,
    turn: u64,
    empty: u32,
}

/// Why there is no use in asking for the next page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stuck {
    Repeated,
    Empty(u32),
}

impl Progress {
    /// Takes note of a page that has a link to a next one.
    pub(super) fn note(&mut self, limits: &Limits, is_empty: bool, link: &str) -> Result<(), Stuck> {
        self.empty = if is_empty { self.empty.saturating_add(1) } else { 0 };
        if self.empty > limits.max_empty_pages() {
            return Err(Stuck::Empty(limits.max_empty_pages()));
        }
        if self.kept.as_deref() == Some(link) {
            return Err(Stuck::Repeated);
        }
        self.since += 1;
        if self.since > self.turn {
            self.kept = Some(link.to_owned());
            self.since = 0;
            self.turn = self.turn.saturating_mul(2).max(1);
        }
        Ok(())
    }
}

impl From<Stuck> for Error {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Repeated => Self::UnexpectedAnswer(String::from(
                "the link to the next page leads back to a page that was read before, so that there is no last one; \
                 nothing was sent",
            )),
            Stuck::Empty(pages) => {
                let limit = Limit::EmptyPages(pages);
                Self::Limit(LimitError { limit, in_doubt: false, client_request_id: None })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many pages it shows that a series begins anew every `period` pages, from the page `start` on.
    fn found(start: u64, period: u64) -> Option<u64> {
        let mut progress = Progress::default();
        let page = |number: u64| if number < start { number } else { start + (number - start) % period };
        (0..10_000).find(|&number| progress.note(&Limits::default(), false, &page(number).to_string()).is_err())
    }

    #[test]
    fn every_cycle_is_found_soon() {
        for start in 0..20 {
            for period in 1..50 {
                let pages = found(start, period);
                assert!(
                    pages.is_some_and(|pages| pages >= start + period && pages <= 3 * (start + period) + 3),
                    "{pages:?}"
                );
            }
        }
    }

    #[test]
    fn pages_that_go_on_are_never_refused() {
        let mut progress = Progress::default();
        for number in 0..100_000 {
            assert!(progress.note(&Limits::default(), number % 5000 != 0, &number.to_string()).is_ok());
        }
    }
}
