//! A schema to compile: made by its number alone, so that it can be made again.

use std::collections::BTreeSet;

use fastrand::Rng;
use odata_codegen::{File, Inputs, Manifest, Source};

use super::composed::{self, Choice};
use super::constructs::CONSTRUCTS;
use super::shapes;
use crate::fuzz::input::{self, Input, Origin};
use crate::fuzz::schema;
use crate::fuzz::seeds::Seed;

/// What a schema is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Types, operations and annotations at random.
    Random,
    /// Half of all constructs, so that any two of them meet soon.
    Constructs,
    /// Names of the runtime's macros, in any position.
    Names,
    /// A shape that is hard for the compiler.
    Shape,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Constructs => "constructs",
            Self::Names => "names",
            Self::Shape => "shapes",
        }
    }
}

/// A schema, and what it covers.
pub(super) struct Sample {
    pub(super) number: u64,
    pub(super) kind: Kind,
    pub(super) input: Input,
    /// The constructs that it has.
    pub(super) constructs: BTreeSet<usize>,
    /// The words that it has in names of constructs.
    pub(super) named: BTreeSet<(usize, String)>,
    /// For the choice of features.
    pub(super) random: Rng,
}

/// How many names a schema of names has, about.
const NAMES: usize = 150;

impl Sample {
    /// The schema of that number. `words` are those that names are made of, and `package` is the crate's name.
    pub(super) fn of(seed: u64, number: u64, words: &[String], package: &str) -> Self {
        let mut random = input::random(seed, number);
        let (mut constructs, mut named) = (BTreeSet::new(), BTreeSet::new());
        let (kind, csdl) = match number % 8 {
            0 | 1 => (Kind::Random, schema::document(&mut random).write()),
            2..=4 => {
                let half = (0..CONSTRUCTS.len()).filter(|_| random.bool()).collect::<Vec<_>>();
                constructs.extend(half.iter().copied());
                let choice = Choice { constructs: half, words: Vec::new() };
                (Kind::Constructs, composed::document(&mut random, &choice).0)
            }
            5 | 6 => {
                let all = (0..NAMES).map(|_| random.usize(..CONSTRUCTS.len())).collect();
                let choice = Choice { constructs: all, words: words.to_vec() };
                let (text, given) = composed::document(&mut random, &choice);
                named = given;
                (Kind::Names, text)
            }
            _ => (Kind::Shape, shapes::document(&mut random)),
        };
        let files = Seed { csdl: csdl.into_bytes(), manifest: manifest(&mut random, package), ..Seed::default() };
        let input = Input { origin: Origin::Made, before: Vec::new(), files, choice: 0 };
        Self { number, kind, input, constructs, named, random }
    }
}

/// What the generator emits; nothing if it refuses.
pub(super) fn generate(input: &Input) -> Option<Vec<File>> {
    let csdl = Source::from_bytes("metadata.csdl", &input.files.csdl).ok()?;
    let manifest_source = Source::from_bytes("codegen.toml", &input.files.manifest).ok()?;
    let manifest = Manifest::parse(&manifest_source).ok()?;
    let inputs = Inputs { csdl: vec![csdl], ..Inputs::default() };
    Some(odata_codegen::generate(&inputs, &manifest, manifest_source).ok()?.files)
}

/// A manifest that keeps everything, with one of the settings that change the form of a crate.
fn manifest(random: &mut Rng, package: &str) -> Vec<u8> {
    let settings =
        ["", "", "features = true\n", "features = true\n", "features = true\nsplit = true\n", "split = true\n"];
    let services = [
        "",
        "",
        "[service]\nkey-style = \"segment\"\n",
        "[service]\nodata-type = { entity = \"fragment\", complex = \"name\" }\n",
        "[[service.cloud]]\nname = \"Global\"\ntitle = \"Global\"\nroot = \"https://a.example/x\"\nscope = \"scope\"\n",
    ];
    let setting = settings[random.usize(..settings.len())];
    let service = services[random.usize(..services.len())];
    format!(
        "roots = [\"*\"]\n[crate]\nname = \"{package}\"\npath = \".\"\ninherit = true\n{setting}\
         [source]\ncsdl = \"metadata.csdl\"\n{service}"
    )
    .into_bytes()
}
