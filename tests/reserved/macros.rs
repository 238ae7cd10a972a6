//! What the exported macros of the runtime define, read from its source as tokens: wherever a macro stands.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use tests::project;

/// What a macro defines.
#[derive(Debug, Default)]
pub struct Items {
    /// The `impl` blocks. What stands outside of them, for the `impl` block of another macro, has the target [`LOOSE`].
    pub impls: Vec<Impl>,
    /// Structs, enums, traits and aliases, those that it exports, and the type that it calls `builder!` for.
    pub types: BTreeSet<String>,
    /// Types of blocks `const _`, in which the schema's types have their names too.
    pub local_types: BTreeSet<String>,
    /// The other parameters of functions that have parameters by names from a table: the receiver, say.
    pub parameters: BTreeSet<String>,
}

/// The target of functions and constants outside of `impl` blocks.
pub const LOOSE: &str = "another macro's type";

/// An `impl` block.
#[derive(Debug)]
pub struct Impl {
    /// The type, as `Body` or `$name`.
    pub target: String,
    /// Whether it is of a trait.
    pub is_of_trait: bool,
    /// The functions and constants that have the same names in every crate: not those that a table names.
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
                    self.read_parameters(body.stream());
                    index += length;
                }
                TokenTree::Ident(word) if word == "fn" || word == "const" => {
                    let names: Vec<String> = name(&tokens[index + 1..]).into_iter().collect();
                    if !names.is_empty() {
                        self.impls.push(Impl { target: String::from(LOOSE), is_of_trait: false, names });
                    }
                    if word == "fn" {
                        let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                        let length = tokens[index..].iter().position(is_body).unwrap_or_default();
                        self.read_parameters(tokens[index..=index + length].iter().cloned().collect());
                        index += length;
                    }
                }
                TokenTree::Ident(word)
                    if ["struct", "enum", "trait", "type", "union"].iter().any(|kind| word == kind) =>
                {
                    if let Some(TokenTree::Ident(name)) = tokens.get(index + 1) {
                        self.types.insert(name.to_string());
                    }
                }
                TokenTree::Ident(word) if word == "use" => {
                    let end = tokens[index..]
                        .iter()
                        .position(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
                    let length = end.unwrap_or_default();
                    self.types.extend(exports(tokens[index..index + length].iter().cloned()));
                    index += length;
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
                    // `const _: () = { .. }`.
                    [.., TokenTree::Ident(constant), TokenTree::Ident(name), _, _, _]
                        if constant == "const" && name == "_" =>
                    {
                        let mut inner = Self::default();
                        inner.read(group.stream());
                        self.impls.append(&mut inner.impls);
                        self.local_types.extend(inner.types.into_iter().chain(inner.local_types));
                        self.parameters.append(&mut inner.parameters);
                    }
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
    /// Reads the parameters of the functions among these tokens, and of those of repetitions.
    fn read_parameters(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(word) if word == "fn" => {
                    let mut depth = 0_usize;
                    let list = tokens[index..].iter().enumerate().find_map(|(offset, token)| {
                        match token {
                            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
                            TokenTree::Punct(mark)
                                if mark.as_char() == '>'
                                    && !is_punct(tokens.get((index + offset).wrapping_sub(1)), '-') =>
                            {
                                depth -= 1;
                            }
                            TokenTree::Group(group) if depth == 0 && group.delimiter() == Delimiter::Parenthesis => {
                                return Some(group);
                            }
                            _ => {}
                        }
                        None
                    });
                    let (mut fixed, mut given) = (BTreeSet::new(), false);
                    if let Some(list) = list {
                        read_list(list.stream(), &mut fixed, &mut given);
                    }
                    if given {
                        self.parameters.append(&mut fixed);
                    }
                }
                TokenTree::Group(group) if is_punct(tokens.get(index.wrapping_sub(1)), '$') => {
                    self.read_parameters(group.stream());
                }
                _ => {}
            }
        }
    }
}

/// The types among the words of `use`.
fn exports(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<String> {
    let words = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(word) => vec![word.to_string()],
        TokenTree::Group(group) => exports(group.stream()),
        _ => Vec::new(),
    });
    words.filter(|word| word.starts_with(char::is_uppercase)).collect()
}

/// Reads a list of parameters: those with names of their own, and whether others have names from a table.
fn read_list(tokens: TokenStream, fixed: &mut BTreeSet<String>, given: &mut bool) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let before = tokens.get(index.wrapping_sub(1));
        match token {
            TokenTree::Ident(word) if word == "self" => {
                fixed.insert(word.to_string());
            }
            // A name and `:`, but no path.
            TokenTree::Ident(word) if is_colon(tokens.get(index + 1)) && !is_punct(before, ':') => {
                if is_punct(before, '$') {
                    *given = true;
                } else {
                    fixed.insert(word.to_string());
                }
            }
            TokenTree::Group(group) if is_punct(before, '$') => read_list(group.stream(), fixed, given),
            _ => {}
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
            TokenTree::Ident(word) if word == "fn" || word == "const" => names.extend(name(&tokens[index + 1..])),
            TokenTree::Group(group) if is_punct(tokens.get(index.wrapping_sub(1)), '$') => {
                read_names(group.stream(), names);
            }
            _ => {}
        }
    }
}

/// The name behind `fn` or `const`, unless a table names it, or nothing does.
fn name(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Ident(name), ..] if !["fn", "unsafe", "async", "_"].iter().any(|other| name == other) => {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// Whether a token is `:`, and not the start of `::`.
fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Alone)
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
