//! How deep rustc recurses through the fields of the types, and the `recursion_limit` that this takes.
//!
//! Two checks follow fields from type to type. The drop check, which the crate needs to compile, keeps a stack of types and marks
//! a type when it pushes it. The proof of `Send` and the like, which rustdoc needs for the crate's own pages and a program that
//! moves a value to another thread, goes depth first. Both visit a type once, so that in a schema with cycles the depth depends on the order of the fields, and is
//! far below the longest path: it is found by doing what rustc does, from each type.

use std::collections::HashMap;

use rayon::prelude::*;

use super::data::{FieldType, Item, ModelStruct, RustType, TypeFile};

/// The limit of a crate without the attribute is 128. What rustdoc proves of `UnwindSafe` goes some 20 steps further into what is
/// below a type; the rest is a margin for features, which take fields away and so change the order, and for other versions of
/// rustc.
const PROVEN: u32 = 104;

/// Likewise for the drop check. The margin is larger, since the crate would not compile at all.
const DROPPED: u32 = 64;

/// What every type has below it: a string, or the properties that are not declared.
const LEAF: u32 = 10;

/// Each type is held against each type and field, up to this number of pairs; above it, the longest path that is possible
/// counts. Graph has 35 million.
const CONSIDERED: usize = 200_000_000;

/// The limit that rustc needs for the types: a power of two, so that it rarely changes with the schema. `None` if the one that
/// it has by default is enough.
pub(super) fn limit(types: &[TypeFile]) -> Option<u32> {
    let graph = Graph::new(types);
    let [dropped, proven] = graph.deepest().map(|depth| depth.saturating_add(LEAF));
    let deepest = dropped.max(proven);
    let limit = deepest.saturating_add(deepest / 4).max(256);
    (dropped > DROPPED || proven > PROVEN).then(|| limit.checked_next_power_of_two().unwrap_or(u32::MAX))
}

/// What is between a type and that of its field.
#[derive(Clone, Copy, Debug)]
enum Hop {
    /// `Option<T>`
    Plain,
    /// `Option<Vec<T>>`
    List,
    /// `Option<Box<T>>`
    Boxed,
    /// A variant of a union, which is a `Box<T>`.
    Variant,
}

impl Hop {
    const HIGHEST: u32 = 5;

    fn new(ty: &FieldType) -> Self {
        match (ty.list, ty.boxed) {
            (true, _) => Self::List,
            (false, true) => Self::Boxed,
            (false, false) => Self::Plain,
        }
    }

    /// The type that the drop check puts on its stack in between, as a part of its number.
    fn wrapper(self) -> usize {
        match self {
            Self::Plain => 0,
            Self::List => 1,
            Self::Boxed | Self::Variant => 2,
        }
    }

    /// The steps of a proof of `Send`.
    fn steps(self) -> u32 {
        match self {
            // `Option`, the type.
            Self::Plain => 2,
            // `Option`, `Vec`, `RawVec`, `PhantomData`, the type.
            Self::List => Self::HIGHEST,
            // `Option`, `Box`, `Unique`, the type.
            Self::Boxed => 4,
            // `Box`, `Unique`, the type.
            Self::Variant => 3,
        }
    }
}

/// The structs and unions, by numbers, with what they hold in the order of fields and variants.
#[derive(Debug, Default)]
struct Graph {
    held: Vec<Vec<(usize, Hop)>>,
}

impl Graph {
    fn new(types: &[TypeFile]) -> Self {
        let models: Vec<_> = types.iter().filter_map(|file| Some((file, model(file)?))).collect();
        let unions = models.iter().filter_map(|(file, model)| Some((*file, &model.union.as_ref()?.ident)));
        let names = models.iter().map(|(file, model)| (*file, &model.ident)).chain(unions);
        let number: HashMap<Path, usize> = names
            .enumerate()
            .map(|(number, (file, ident))| ((file.module.as_slice(), ident.as_str()), number))
            .collect();
        let find = |ty: &RustType| number.get(&path(ty)?).copied();
        let structs = models.iter().map(|(_, model)| {
            let fields = model.fields.iter();
            fields.filter_map(|field| Some((find(&field.ty.value)?, Hop::new(&field.ty)))).collect()
        });
        let unions = models.iter().enumerate().filter_map(|(base, (_, model))| {
            let variants = model.union.as_ref()?.variants.iter().filter_map(|variant| find(&variant.ty));
            Some(variants.chain([base]).map(|variant| (variant, Hop::Variant)).collect())
        });
        Self { held: structs.chain(unions).collect() }
    }

    /// The deepest drop check and the deepest proof.
    fn deepest(&self) -> [u32; 2] {
        let nodes = self.held.len();
        let size = nodes + self.held.iter().map(Vec::len).sum::<usize>();
        if nodes.saturating_mul(size) > CONSIDERED {
            let longest = u32::try_from(nodes).unwrap_or(u32::MAX).saturating_mul(Hop::HIGHEST);
            return [longest; 2];
        }
        let marks = || (vec![usize::MAX; nodes * 3], vec![usize::MAX; nodes]);
        let from = |(mut dropped, mut proven): (Vec<usize>, Vec<usize>), start: usize| {
            let depths = [self.dropped(start, &mut dropped), self.proven(start, &mut proven)];
            ((dropped, proven), depths)
        };
        let chunk = nodes.div_ceil(16).max(1);
        let starts: Vec<usize> = (0..nodes).collect();
        let of_chunk = |starts: &[usize]| {
            let mut marks = marks();
            let mut deepest = [0; 2];
            for start in starts {
                let depths;
                (marks, depths) = from(marks, *start);
                deepest = higher(deepest, depths);
            }
            deepest
        };
        starts.par_chunks(chunk).map(of_chunk).reduce(|| [0; 2], higher)
    }

    /// As `compute_dropck_outlives` of rustc goes. The marks are those of this start.
    fn dropped(&self, start: usize, marks: &mut [usize]) -> u32 {
        let mut deepest = 0;
        let mut stack = vec![(start * 3, 0)];
        marks[start * 3] = start;
        while let Some((ty, depth)) = stack.pop() {
            deepest = deepest.max(depth);
            let mut push = |ty: usize| {
                if std::mem::replace(&mut marks[ty], start) != start {
                    stack.push((ty, depth + 1));
                }
            };
            match ty % 3 {
                0 => self.held[ty / 3].iter().for_each(|(held, hop)| push(held * 3 + hop.wrapper())),
                wrapper => push(ty - wrapper),
            }
        }
        deepest
    }

    /// Depth first. Without recursion, since a chain may be longer than the stack is deep.
    fn proven(&self, start: usize, marks: &mut [usize]) -> u32 {
        let mut deepest = 0;
        marks[start] = start;
        let mut way = vec![(0, self.held[start].iter())];
        while let Some((depth, rest)) = way.last_mut() {
            let Some((held, hop)) = rest.next() else {
                way.pop();
                continue;
            };
            if std::mem::replace(&mut marks[*held], start) != start {
                let depth = *depth + hop.steps();
                deepest = deepest.max(depth);
                way.push((depth, self.held[*held].iter()));
            }
        }
        deepest
    }
}

fn higher(one: [u32; 2], other: [u32; 2]) -> [u32; 2] {
    [one[0].max(other[0]), one[1].max(other[1])]
}

fn model(file: &TypeFile) -> Option<&ModelStruct> {
    match &file.item {
        Item::Model(model) => Some(model),
        Item::Enum(_) | Item::Flags(_) => None,
    }
}

/// The module below `models`, and the name.
type Path<'a> = (&'a [String], &'a str);

fn path(ty: &RustType) -> Option<Path<'_>> {
    match ty {
        RustType::Model { module, ident, .. } => Some((module, ident)),
        RustType::Std(_) | RustType::Runtime(_) | RustType::Request { .. } => None,
    }
}
