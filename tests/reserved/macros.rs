//! What the exported macros of the runtime define, read from its source as tokens: wherever a macro stands.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use tests::project;

/// What a macro defines.
#[derive(Debug, Default)]
pub struct Items {
    /// The `impl` blocks.
    pub impls: Vec<Impl>,
    /// Structs, enums, traits and aliases, and the type that it calls `builder!` for.
    pub types: BTreeSet<String>,
}

/// An `impl` block.
#[derive(Debug)]
pub struct Impl {
    /// The type, as `Body` or `$name`.
    pub target: String,
    /// Whether it is of a trait.
    pub is_of_trait: bool,
    /// The functions and constants.
    pub names: Vec<String>,
}

/// The exported macros of the runtime, by name.
pub fn exported() -> BTreeMap<String, Items> {
    let mut macros = BTreeMap::new();
    read_folder(&project::root().join("runtime/src"), &mut macros);
    macros
}

fn read_folder(folder: &Path, macros: &mut BTreeMap<String, Items>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            read_folder(&path, macros);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            macros.extend(of_text(&fs::read_to_string(path).unwrap()));
        }
    }
}

/// The exported macros of a file.
pub fn of_text(text: &str) -> BTreeMap<String, Items> {
    let mut macros = BTreeMap::new();
    find_macros(text.parse().unwrap(), &mut macros);
    macros
}

fn find_macros(tokens: TokenStream, macros: &mut BTreeMap<String, Items>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut is_exported = false;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if is_punct(tokens.get(index.wrapping_sub(1)), '#') => {
                is_exported |= group.stream().to_string() == "macro_export";
            }
            TokenTree::Group(group) => {
                // The group is the item's last token, or near it; attributes before it are not of the next item.
                match (&tokens[..index], is_exported) {
                    ([.., TokenTree::Ident(rules), TokenTree::Punct(_), TokenTree::Ident(name)], true)
                        if rules == "macro_rules" =>
                    {
                        let mut items = Items::default();
                        for body in arms(group) {
                            items.read(body.stream());
                        }
                        macros.insert(name.to_string(), items);
                    }
                    _ => find_macros(group.stream(), macros),
                }
                is_exported = false;
            }
            _ => {}
        }
    }
}

/// The bodies of the arms of a macro.
fn arms(rules: &Group) -> Vec<Group> {
    let tokens: Vec<TokenTree> = rules.stream().into_iter().collect();
    let arrow = |index: usize| {
        is_punct(tokens.get(index.wrapping_sub(2)), '=') && is_punct(tokens.get(index.wrapping_sub(1)), '>')
    };
    let bodies = tokens.iter().enumerate().filter_map(|(index, token)| match token {
        TokenTree::Group(group) if index >= 2 && arrow(index) => Some(group.clone()),
        _ => None,
    });
    bodies.collect()
}

impl Items {
    /// Reads the items among these tokens, and those of modules and repetitions in them.
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            match token {
                TokenTree::Ident(word) if word == "impl" => {
                    let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                    let Some(length) = tokens[index..].iter().position(is_body) else { break };
                    let TokenTree::Group(body) = &tokens[index + length] else { break };
                    self.impls.push(Impl::read(&tokens[index + 1..index + length], body));
                    index += length;
                }
                TokenTree::Ident(word)
                    if ["struct", "enum", "trait", "type", "union"].iter().any(|kind| word == kind) =>
                {
                    if let Some(TokenTree::Ident(name)) = tokens.get(index + 1) {
                        self.types.insert(name.to_string());
                    }
                }
                TokenTree::Group(group) => match &tokens[..index] {
                    [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => {
                        if name == "builder"
                            && let Some(TokenTree::Ident(name)) = group.stream().into_iter().last()
                        {
                            self.types.insert(name.to_string());
                        }
                    }
                    [.., TokenTree::Punct(mark)] if mark.as_char() == '$' => self.read(group.stream()),
                    [.., TokenTree::Ident(module), TokenTree::Ident(_)] if module == "mod" => {
                        self.read(group.stream());
                    }
                    _ => {}
                },
                _ => {}
            }
            index += 1;
        }
    }
}

impl Impl {
    /// Reads a block from what stands between `impl` and its body.
    fn read(header: &[TokenTree], body: &Group) -> Self {
        // The words outside of angle brackets, up to `where`: `Trait for Type`, or `Type`.
        let (mut words, mut depth) = (Vec::new(), 0_usize);
        for (index, token) in header.iter().enumerate() {
            let before = header.get(index.wrapping_sub(1));
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
                TokenTree::Punct(mark) if mark.as_char() == '>' && !is_punct(before, '-') => depth -= 1,
                TokenTree::Ident(word) if depth == 0 && word == "where" => break,
                TokenTree::Ident(word) if depth == 0 => {
                    words.push(if is_punct(before, '$') && word != "crate" {
                        format!("${word}")
                    } else {
                        word.to_string()
                    });
                }
                _ => {}
            }
        }
        let mut names = Vec::new();
        read_names(body.stream(), &mut names);
        Self {
            target: words.last().cloned().unwrap_or_default(),
            is_of_trait: words.iter().any(|word| word == "for"),
            names,
        }
    }
}

/// The functions and constants of a block, those of repetitions too.
fn read_names(tokens: TokenStream, names: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "fn" || word == "const" => match &tokens[index + 1..] {
                [TokenTree::Ident(name), ..] if name != "fn" && name != "unsafe" && name != "async" => {
                    names.push(name.to_string());
                }
                [TokenTree::Punct(_), TokenTree::Ident(name), ..] => names.push(format!("${name}")),
                _ => {}
            },
            TokenTree::Group(group) if is_punct(tokens.get(index.wrapping_sub(1)), '$') => {
                read_names(group.stream(), names);
            }
            _ => {}
        }
    }
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
