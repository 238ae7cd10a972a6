//! What is known of a service before anything of it is read: manifests without roots, path and metadata, as data files.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use odata_codegen::{Limits, error};
use toml_edit::{DocumentMut, Item};

use super::error::Error;
use super::variable;
use crate::inputs;

/// The presets, by name; the first is that of any service.
const PRESETS: [(&str, &str); 3] = [
    ("odata", include_str!("../../presets/odata.toml")),
    ("graph-v1.0", include_str!("../../presets/graph-v1.0.toml")),
    ("graph-beta", include_str!("../../presets/graph-beta.toml")),
];

/// Keys that speak of one crate or one download, and so of no other: the table, if it is in one, and the key.
const NOT_OF_A_PRESET: [(&str, &str); 8] = [
    ("", "members"),
    ("crate", "standalone"),
    ("crate", "inherit"),
    ("crate", "generated-by"),
    ("source", "sha256"),
    ("source", "etag"),
    ("source", "fetched"),
    ("source", "upstream-sha256"),
];

/// A preset.
#[derive(Clone, Debug)]
pub struct Preset {
    /// What it is called, or its file.
    pub name: String,
    document: DocumentMut,
}

impl Preset {
    /// The preset of that name, or that file; the one of any service if none is named.
    ///
    /// # Errors
    ///
    /// There is none, or the file is not TOML.
    pub fn find(name: Option<&str>) -> Result<Self, Error> {
        let [(default, _), ..] = PRESETS;
        let name = name.unwrap_or(default).to_owned();
        let embedded = PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
        let text = match embedded {
            Some(text) => text,
            None if Path::new(&name).exists() => {
                let path = Path::new(&name);
                inputs::source(path, &inputs::read(path, Limits::default())?)?.text
            }
            None => {
                let nearest = error::nearest(&name, PRESETS.iter().map(|(name, _)| *name));
                return Err(Error::NoPreset { name, known: PRESETS.map(|(name, _)| name).join(", "), nearest });
            }
        };
        match text.parse() {
            Ok(document) => Ok(Self { name, document }),
            Err(source) => Err(Error::Toml { path: PathBuf::from(name), source: Box::new(source) }),
        }
    }

    /// The document, to be filled in.
    #[must_use]
    pub fn document(&self) -> DocumentMut {
        self.document.clone()
    }

    /// A string of a table; what is empty is to be filled in.
    #[must_use]
    pub fn get(&self, table: &str, key: &str) -> Option<&str> {
        self.item(table, key).and_then(Item::as_str).filter(|text| !text.is_empty())
    }

    /// Refuses what does not belong in a preset.
    ///
    /// # Errors
    ///
    /// A key speaks of one crate or one download.
    pub fn check(&self) -> Result<(), Error> {
        for (table, key) in NOT_OF_A_PRESET {
            let there = if table.is_empty() { self.document.get(key) } else { self.item(table, key) };
            if there.is_some() {
                let key = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
                return Err(Error::PresetKey { preset: self.name.clone(), key });
            }
        }
        Ok(())
    }

    /// The environment variable that holds a bearer token.
    ///
    /// # Errors
    ///
    /// It is not the name of a variable.
    pub fn token_env(&self) -> Result<Option<&str>, Error> {
        let name = self.get("source", "token-env");
        match name {
            Some(name) if !variable::is_name(name) => Err(Error::Variable { name: name.to_owned() }),
            name => Ok(name),
        }
    }

    /// A number of a table.
    #[must_use]
    pub fn number(&self, table: &str, key: &str) -> Option<NonZeroU32> {
        let number = self.item(table, key).and_then(Item::as_integer)?;
        NonZeroU32::new(u32::try_from(number).ok()?)
    }

    fn item(&self, table: &str, key: &str) -> Option<&Item> {
        self.document.get(table).and_then(Item::as_table_like)?.get(key)
    }
}
