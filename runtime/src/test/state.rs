//! What the mock expects, answers, and was asked.

use std::collections::VecDeque;

use super::{
    address::Address,
    answer::Answer,
    difference::Difference,
    expect::Expect,
    received::ReceivedRequest,
    unmet::{UnexpectedRequest, Unmet, UnmetExpectation, times},
};

#[derive(Debug, Default)]
pub(super) struct State {
    pub root: Option<Address>,
    pub expectations: Vec<Expected>,
    /// In order.
    pub answers: VecDeque<Answer>,
    pub received: Vec<ReceivedRequest>,
    unexpected: Vec<UnexpectedRequest>,
}

#[derive(Debug)]
pub(super) struct Expected {
    expect: Expect,
    pub answers: Vec<Answer>,
    pub times: Option<usize>,
    pub received: Vec<ReceivedRequest>,
}

impl Expected {
    fn is_over(&self) -> bool {
        self.times.is_some_and(|times| self.received.len() >= times)
    }

    fn is_met(&self) -> bool {
        self.times.map_or(!self.received.is_empty(), |times| self.received.len() == times)
    }

    fn next(&self) -> Option<Answer> {
        self.answers.get(self.received.len()).or(self.answers.last()).cloned()
    }
}

impl State {
    /// Where the expectation is.
    pub fn expect(&mut self, expect: Expect) -> usize {
        self.expectations.push(Expected { expect, answers: Vec::new(), times: None, received: Vec::new() });
        self.expectations.len() - 1
    }

    /// The answer to a request: of the first expectation that it fits, and otherwise the next in order. Without one, the text
    /// of the error.
    pub fn ask(&mut self, request: ReceivedRequest) -> Result<Answer, String> {
        self.received.push(request.clone());
        let root = self.root.as_ref();
        let mut expectations = self.expectations.iter_mut();
        let fits = |it: &&mut Expected| !it.is_over() && Difference::new(&it.expect, &request, root).is_none();
        let why = match expectations.find(fits) {
            Some(expected) => {
                if let Some(answer) = expected.next() {
                    expected.received.push(request);
                    return Ok(answer);
                }
                format!("{} is expected, and has no answer", expected.expect)
            }
            None => match self.answers.pop_front() {
                Some(answer) => return Ok(answer),
                None => self.nearest(&request),
            },
        };
        let unexpected = UnexpectedRequest { request, why };
        let text = unexpected.to_string();
        self.unexpected.push(unexpected);
        Err(text)
    }

    /// The nearest expectation, and how the request differs from it.
    fn nearest(&self, request: &ReceivedRequest) -> String {
        let differences =
            self.expectations.iter().map(|it| (it, Difference::new(&it.expect, request, self.root.as_ref())));
        let Some((expected, difference)) = differences.min_by_key(|(_, difference)| difference.distance()) else {
            return String::new();
        };
        let Expected { expect, times: most, .. } = expected;
        match most {
            Some(0) if difference.is_none() => format!("{expect} was never to be asked"),
            Some(most) if difference.is_none() => format!("{expect} was to be asked {}, and has been", times(*most)),
            _ => format!("the nearest expectation is {expect}, from which it differs:{difference}"),
        }
    }

    /// What is not as expected, if anything is.
    pub fn unmet(&self) -> Option<Unmet> {
        let unmet = self.expectations.iter().filter(|it| !it.is_met());
        let expectations: Vec<_> = unmet
            .map(|it| UnmetExpectation { expect: it.expect.clone(), times: it.times, asked: it.received.len() })
            .collect();
        let unmet = Unmet { expectations, unexpected: self.unexpected.clone(), answers_left: self.answers.len() };
        (!unmet.is_empty()).then_some(unmet)
    }
}
