//! The thread that tries inputs, so that another can watch it.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use super::input::{Input, Origin};
use super::meter::Meter;
use super::seeds::Seed;
use super::trial::{self, Fault, Outcome};
use super::{bounds, shrink};

/// What the thread says.
#[derive(Debug)]
pub(super) enum Message {
    /// It has begun with something.
    Trying,
    /// It is done with an input.
    Done(Box<Report>),
}

/// What became of an input.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) number: u64,
    pub(super) origin: Origin,
    pub(super) bytes: usize,
    pub(super) emitted: usize,
    pub(super) allocated: usize,
    pub(super) seconds: f64,
    pub(super) verdict: Result<Outcome, Failure>,
}

/// A fault, with a small input that has it.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) fault: Fault,
    pub(super) input: Input,
    /// The first of its kind, made as small as it gets.
    pub(super) least: Option<Input>,
}

/// Tries the inputs of the numbers that come in.
pub(super) fn run(seed: u64, seeds: &Arc<Vec<Seed>>, numbers: &Receiver<u64>, say: &Sender<Message>) {
    let panics = Arc::new(Mutex::new(None));
    let heard = Arc::clone(&panics);
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or_default();
        let first = format!("a panic at {place}: {message}");
        heard.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(first);
    }));
    let mut known = BTreeSet::new();
    for number in numbers {
        // Nobody listens any more: the time is over.
        if say.send(Message::Trying).is_err() {
            break;
        }
        let input = Input::of(seed, number, seeds);
        let meter = Meter::start();
        let tried = attempt(&input, &panics);
        let (allocated, seconds) = (meter.bytes(), meter.seconds());
        let (bytes, origin) = (input.bytes(), input.origin);
        let emitted = tried.as_ref().map_or(0, |(_, emitted)| *emitted);
        let verdict = tried.map(|(outcome, _)| outcome).map_err(|fault| {
            // Once for each kind: a fault that is known is worth no time.
            let is_new = known.insert(kind(&fault).to_owned());
            let least = is_new.then(|| {
                shrink::of(&input, shrink::tags, |smaller| {
                    let _ = say.send(Message::Trying);
                    attempt(smaller, &panics).err().is_some_and(|other| kind(&other) == kind(&fault))
                })
            });
            Failure { fault, input, least }
        });
        let report = Report { number, origin, bytes, emitted, allocated, seconds, verdict };
        if say.send(Message::Done(Box::new(report))).is_err() {
            break;
        }
    }
    drop(panic::take_hook());
}

/// A trial in which a panic and too much work are faults too.
fn attempt(input: &Input, panics: &Mutex<Option<Fault>>) -> Result<(Outcome, usize), Fault> {
    let meter = Meter::start();
    let tried = panic::catch_unwind(AssertUnwindSafe(|| trial::of(input)));
    let heard = panics.lock().unwrap_or_else(PoisonError::into_inner).take();
    let (outcome, emitted) = tried.unwrap_or_else(|_| Err(heard.unwrap_or_else(|| "a panic".to_owned())))?;
    bounds::check(input.bytes() + input.before.len(), emitted, meter.bytes())?;
    Ok((outcome, emitted))
}

/// Faults that differ by no more than what follows are the same.
fn kind(fault: &str) -> &str {
    fault.split_once(": ").map_or(fault, |(kind, _)| kind)
}
