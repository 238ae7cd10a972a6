//! An input: made by its number alone, so that it can be made again.

use fastrand::Rng;

use super::mutate;
use super::seeds::Seed;
use super::{faults, manifest, schema};

/// Where an input comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Made up, by the standard's rules.
    Made,
    /// Made up, and broken.
    Broken,
    /// A file with damaged bytes.
    Bytes,
    /// A file with damaged tags and values.
    Tokens,
    /// A file with a damaged manifest.
    Manifest,
}

impl Origin {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Made => "made up",
            Self::Broken => "made up and broken",
            Self::Bytes => "damaged bytes",
            Self::Tokens => "damaged tokens",
            Self::Manifest => "damaged manifest",
        }
    }
}

/// The files of a run, and what they were made of.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) origin: Origin,
    pub(super) before: Vec<u8>,
    pub(super) files: Seed,
    /// For the choices of the trial.
    pub(super) choice: u64,
}

impl Input {
    /// The input of that number.
    pub(super) fn of(seed: u64, number: u64, seeds: &[Seed]) -> Self {
        let random = &mut random(seed, number);
        let origin = match random.u8(..10) {
            0..=2 => Origin::Made,
            3 | 4 => Origin::Broken,
            5 | 6 => Origin::Bytes,
            7 | 8 => Origin::Tokens,
            _ => Origin::Manifest,
        };
        let (before, mut files) = match origin {
            Origin::Made | Origin::Broken => made(random, origin),
            Origin::Bytes | Origin::Tokens | Origin::Manifest => {
                let seed = &seeds[random.usize(..seeds.len())];
                (seed.csdl.clone(), seed.clone())
            }
        };
        let other = &seeds[random.usize(..seeds.len())];
        match origin {
            Origin::Made | Origin::Broken => {}
            Origin::Bytes => {
                let text = victim(random, &mut files);
                mutate::bytes(random, text, &other.csdl);
            }
            Origin::Tokens => {
                let text = victim(random, &mut files);
                mutate::tokens(random, text, &other.csdl);
            }
            Origin::Manifest => mutate::bytes(random, &mut files.manifest, &other.manifest),
        }
        Self { origin, before, files, choice: random.u64(..) }
    }

    /// All bytes that the generator is given.
    pub(super) fn bytes(&self) -> usize {
        let others = self.files.references.iter().chain(&self.files.overlays).map(Vec::len).sum::<usize>();
        self.files.csdl.len() + self.files.manifest.len() + others
    }
}

/// The random choices of the input of that number.
pub(super) fn random(seed: u64, number: u64) -> Rng {
    let mut random = Rng::with_seed(seed.wrapping_add(number));
    // Seeds that are near to each other begin alike.
    let _ = (0..4).fold(0, |_, _| random.u64(..));
    random
}

fn made(random: &mut Rng, origin: Origin) -> (Vec<u8>, Seed) {
    let mut document = schema::document(random);
    let before = document.write().into_bytes();
    if origin == Origin::Broken {
        faults::add(random, &mut document);
    }
    let manifest = if random.bool() { manifest::plain("*") } else { manifest::varied(random) };
    let csdl = if origin == Origin::Broken { document.write().into_bytes() } else { before.clone() };
    (before, Seed { csdl, manifest, ..Seed::default() })
}

/// The file to damage: the metadata most of the time.
fn victim<'f>(random: &mut Rng, files: &'f mut Seed) -> &'f mut Vec<u8> {
    let Seed { csdl, references, overlays, .. } = files;
    let others: Vec<&mut Vec<u8>> = references.iter_mut().chain(overlays).collect();
    if others.is_empty() || random.u8(..3) > 0 {
        return csdl;
    }
    let choice = random.usize(..others.len());
    others.into_iter().nth(choice).unwrap_or(csdl)
}
