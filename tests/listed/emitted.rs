//! What an emitted crate says of itself: its builders with the requests that their documentation lists, the traits that give the
//! methods, and the lines of their tables.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use odata_codegen::File;
use proc_macro2::TokenTree;
use syn::{
    Attribute, Expr, ExprLit, GenericArgument, ImplItem, Item, ItemImpl, ItemType, Lit, PathArguments, PathSegment,
    Type,
};

/// The request traits, and the methods that they give.
const METHODS: [(&str, &str); 6] = [
    ("Readable", "get"),
    ("Updatable", "patch"),
    ("Replaceable", "put"),
    ("Deletable", "delete"),
    ("Listable", "list"),
    ("Insertable", "create"),
];

/// A request that documentation lists.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The method that it is listed for; empty in the documentation of a table's line.
    pub method: String,
    pub verb: String,
    pub path: String,
}

/// A builder.
#[derive(Debug)]
pub struct Builder {
    /// The type that stands for its entities.
    ty: String,
    pub is_collection: bool,
    pub listed: Vec<Listed>,
    /// The methods that traits give.
    pub methods: BTreeSet<&'static str>,
    pub lines: Vec<Line>,
}

/// A line of the table of a builder's methods.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: String,
    pub wire_name: String,
    pub arguments: Vec<Argument>,
    /// What a function wants to be null unless it is given.
    pub nulls: Vec<String>,
    /// Whether parameters may be left out.
    pub has_options: bool,
    /// Where the result of a function leads.
    pub next: Option<String>,
    pub to: Option<To>,
    /// Where the method of the whole collection leads.
    pub all: Option<To>,
    pub listed: Vec<Listed>,
}

/// A parameter, with a name on the wire unless it is the only part of a key.
#[derive(Clone, Debug)]
pub struct Argument(pub Option<String>);

/// Where a method leads.
#[derive(Clone, Debug)]
pub struct To {
    pub builder: String,
    pub reach: Reach,
}

/// How a path reaches what a builder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    Owned,
    /// By a relationship, so that it is changed and deleted elsewhere.
    Referenced,
    /// As what was there before.
    Same,
}

/// The builders of a crate by their paths, and the client's own lines.
#[derive(Debug, Default)]
pub struct Emitted {
    pub builders: BTreeMap<String, Builder>,
    pub client: Vec<Line>,
    /// The builders that results of functions lead to.
    pub results: BTreeSet<String>,
}

impl Emitted {
    /// Reads the files of a crate.
    pub fn read(files: &[File]) -> Self {
        let mut emitted = Self::default();
        for file in files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|of| of == "rs")) {
            if file.path == "src/client.rs" {
                let items = syn::parse_file(&file.text).unwrap().items;
                emitted.client = items.iter().filter_map(table).flat_map(|(_, lines)| lines).collect();
                emitted.results.extend(emitted.client.iter().filter_map(|line| line.next.clone()));
            } else if let Some(path) = file.path.strip_prefix("src/requests/") {
                let folder =
                    path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.replace('/', "::") + "::");
                emitted.read_requests(&format!("crate::requests::{folder}"), &file.text);
            }
        }
        emitted
    }

    /// Reads a file of `requests`, whose items are shown in the module of its folder.
    fn read_requests(&mut self, module: &str, text: &str) {
        let items = syn::parse_file(text).unwrap().items;
        let mut own: BTreeMap<String, Builder> = BTreeMap::new();
        for item in &items {
            if let Item::Type(alias) = item {
                own.extend(
                    builder(alias).map(|builder| (format!("{module}{}", plain(&alias.ident.to_string())), builder)),
                );
            }
        }
        for item in &items {
            if let Item::Impl(item) = item {
                self.results.extend(item.items.iter().filter_map(result_of_call));
                let Some(method) = method(item) else { continue };
                let of_collection = matches!(method, "list" | "create");
                let ty = joined(&item.self_ty);
                for builder in own.values_mut().filter(|one| one.is_collection == of_collection && one.ty == ty) {
                    builder.methods.insert(method);
                }
            }
            if let Some((of, lines)) = table(item) {
                for builder in own.values_mut().filter(|one| of == one.implemented()) {
                    builder.lines.extend(lines.iter().cloned());
                }
            }
        }
        self.results.extend(own.values().flat_map(|builder| &builder.lines).filter_map(|line| line.next.clone()));
        self.builders.extend(own);
    }
}

impl Builder {
    /// The type that its table has methods for.
    fn implemented(&self) -> String {
        format!("crate::{}<{},A>", if self.is_collection { "Collection" } else { "Entity" }, self.ty)
    }
}

fn builder(alias: &ItemType) -> Option<Builder> {
    let of = joined(&alias.ty);
    let (kind, rest) = of.strip_prefix("crate::")?.split_once('<')?;
    let ty = rest.strip_suffix(",A>")?;
    Some(Builder {
        ty: ty.to_owned(),
        is_collection: kind == "Collection",
        listed: listed(&documentation(&alias.attrs)),
        methods: BTreeSet::new(),
        lines: Vec::new(),
    })
}

/// Where the result of a call leads whose parameters need not all be given.
fn result_of_call(item: &ImplItem) -> Option<String> {
    let ImplItem::Type(ty) = item else { return None };
    composed(&joined(&ty.ty))
}

/// The builder in `Composable<Result, Builder>`.
fn composed(result: &str) -> Option<String> {
    let (_, builder) = result.strip_suffix('>')?.rsplit_once(',')?;
    result.contains("Composable<").then(|| plain(builder))
}

fn method(item: &ItemImpl) -> Option<&'static str> {
    let (implemented, _) = item.trait_.as_ref()?;
    let name = implemented.segments.last()?.ident.to_string();
    METHODS.iter().find(|(of, _)| *of == name).map(|(_, method)| *method)
}

/// What a table of methods is for, and its lines.
fn table(item: &Item) -> Option<(String, Vec<Line>)> {
    let Item::Macro(item) = item else { return None };
    if item.mac.path.segments.last()?.ident != "methods" {
        return None;
    }
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let mut lines = tokens.split(|token| is(token, ';'));
    let first = text(lines.next()?);
    let of = first.strip_prefix("impl")?.split("where").next()?.to_owned();
    Some((of, lines.filter(|line| !line.is_empty()).map(line).collect()))
}

fn line(tokens: &[TokenTree]) -> Line {
    let (docs, tokens) = without_attributes(tokens);
    let [kind, wire_name, _, _, arguments, destinations @ ..] = tokens.as_slice() else { panic!("{tokens:?}") };
    let TokenTree::Group(arguments) = arguments else { panic!("{tokens:?}") };
    let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let mut parts = arguments.split(|token| is(token, ';'));
    let given = parts.next().unwrap_or_default().split(|token| is(token, ',')).filter(|part| !part.is_empty());
    let nulls = parts.next().unwrap_or_default().iter().filter_map(literal);
    let kind = kind.to_string();
    let destinations = text(destinations);
    let (to, all) = if is_operation(&kind) { (None, None) } else { leads(&kind, &destinations) };
    Line {
        wire_name: literal(wire_name).unwrap(),
        arguments: given.map(|part| Argument(part.get(1).and_then(literal))).collect(),
        nulls: nulls.collect(),
        has_options: destinations.starts_with("=>"),
        next: composed(&destinations),
        to,
        all,
        listed: listed(&docs),
        kind,
    }
}

/// Whether a line calls an action or a function.
pub fn is_operation(kind: &str) -> bool {
    kind.starts_with("action") || kind.starts_with("function")
}

/// `-> Builder`, `-> Builder, x_collection -> Builder`, and `=> Builder` of a collection whose entities have no key.
fn leads(kind: &str, text: &str) -> (Option<To>, Option<To>) {
    if let Some(all) = text.strip_prefix("=>") {
        return (None, Some(to(all)));
    }
    let Some(text) = text.strip_prefix("->") else { return (None, None) };
    match text.split_once(',') {
        Some((one, all)) => (Some(to(one)), all.split_once("->").map(|(_, all)| to(all))),
        None if matches!(kind, "complexes" | "collection_cast") => (None, Some(to(text))),
        None => (Some(to(text)), None),
    }
}

fn to(text: &str) -> To {
    let (builder, reach) = match text.split_once('<') {
        None => (text, Reach::Owned),
        Some((builder, "A>")) => (builder, Reach::Same),
        Some((builder, "crate::Referenced>")) => (builder, Reach::Referenced),
        Some(_) => panic!("{text}"),
    };
    To { builder: plain(builder), reach }
}

/// The documentation of a line, and its tokens without attributes, which stand before it and before its methods.
fn without_attributes(tokens: &[TokenTree]) -> (String, Vec<TokenTree>) {
    let (mut docs, mut rest) = (String::new(), Vec::new());
    let mut tokens = tokens.iter().cloned();
    while let Some(token) = tokens.next() {
        if !is(&token, '#') {
            rest.push(token);
        } else if let Some(TokenTree::Group(attribute)) = tokens.next() {
            let attribute: Vec<TokenTree> = attribute.stream().into_iter().collect();
            if let [TokenTree::Ident(name), _, value] = attribute.as_slice()
                && name == "doc"
            {
                docs.extend(literal(value));
                docs.push('\n');
            }
        }
    }
    (docs, rest)
}

fn documentation(attributes: &[Attribute]) -> String {
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let text = |attribute: &Attribute| match &attribute.meta.require_name_value().unwrap().value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value() + "\n",
        _ => panic!("documentation is text"),
    };
    docs.map(text).collect()
}

/// The lines of documentation that are requests: code that begins with a verb, under the heading of a method.
fn listed(documentation: &str) -> Vec<Listed> {
    let mut method = String::new();
    let mut found = Vec::new();
    for line in documentation.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix("# ") {
            heading.trim_matches('`').clone_into(&mut method);
        }
        let code = line.strip_prefix('`').and_then(|line| line.trim_end_matches("<br>").strip_suffix('`'));
        if let Some((verb, path)) = code.and_then(|code| code.split_once(' '))
            && ["GET", "POST", "PATCH", "PUT", "DELETE"].contains(&verb)
            && path.starts_with('/')
        {
            found.push(Listed { method: method.clone(), verb: verb.to_owned(), path: path.to_owned() });
        }
    }
    found
}

fn is(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn literal(token: &TokenTree) -> Option<String> {
    syn::parse2::<syn::LitStr>(token.clone().into()).ok().map(|text| text.value())
}

fn text(tokens: &[TokenTree]) -> String {
    tokens.iter().map(ToString::to_string).collect()
}

/// The text of a type without blanks: a path, perhaps with types as its arguments.
fn joined(ty: &Type) -> String {
    let Type::Path(path) = ty else { return String::new() };
    let segment = |segment: &PathSegment| match &segment.arguments {
        PathArguments::AngleBracketed(list) => {
            let types = list
                .args
                .iter()
                .filter_map(|one| if let GenericArgument::Type(ty) = one { Some(joined(ty)) } else { None });
            format!("{}<{}>", segment.ident, types.collect::<Vec<_>>().join(","))
        }
        _ => segment.ident.to_string(),
    };
    path.path.segments.iter().map(segment).collect::<Vec<_>>().join("::")
}

/// A path without the marks of raw identifiers.
fn plain(path: &str) -> String {
    path.replace("r#", "")
}
