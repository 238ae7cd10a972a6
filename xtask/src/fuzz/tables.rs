//! Parses the tables of emitted files by the grammar of the runtime's macros: `syn` sees a macro call as tokens only.
//!
//! The macros accept any tokens in some places. This grammar is stricter, and accepts only what the generator prints: names, string and
//! integer literals, types of paths, and the attributes `doc`, `deprecated` and `cfg`. The tests include this file too.

use syn::{
    Attribute, Error, File, GenericArgument, Ident, Item, ItemMacro, LitInt, LitStr, PathArguments, Token, Type,
    braced,
    buffer::Cursor,
    parenthesized,
    parse::{Parse, ParseStream, Parser, Result},
    token,
};

/// Reads a file of Rust and checks that its macro calls are items, and tables by their grammar.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn check(text: &str) -> std::result::Result<(), String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    let known = items(&file.items)?;
    let all = |input: ParseStream| input.step(|cursor| Ok(calls(*cursor)));
    let found = all.parse_str(text).map_err(|error| error.to_string())?;
    if found == known { Ok(()) } else { Err(format!("{found} macro calls, of which {known} are items")) }
}

/// Checks the calls among items, and counts them.
fn items(items: &[Item]) -> std::result::Result<usize, String> {
    let mut count = 0;
    for item in items {
        count += match item {
            Item::Macro(call) => table(call)?,
            Item::Mod(module) => self::items(module.content.as_ref().map_or(&[][..], |(_, items)| items))?,
            _ => 0,
        };
    }
    Ok(count)
}

/// How many calls of macros there are among tokens, wherever: a name, `!`, a group.
fn calls(mut cursor: Cursor) -> (usize, Cursor) {
    let (mut count, mut before) = (0, ["", ""]);
    while !cursor.eof() {
        let kind;
        (kind, cursor) = if let Some((inner, _, _, rest)) = cursor.any_group() {
            count += calls(inner).0 + usize::from(before == ["name", "!"]);
            ("group", rest)
        } else if let Some((_, rest)) = cursor.ident() {
            ("name", rest)
        } else if let Some((mark, rest)) = cursor.punct() {
            (if mark.as_char() == '!' { "!" } else { "mark" }, rest)
        } else if let Some((_, rest)) = cursor.token_tree() {
            ("literal", rest)
        } else {
            break;
        };
        before = [before[1], kind];
    }
    (count, cursor)
}

/// Checks the call of a macro, and counts it and those in it.
fn table(call: &ItemMacro) -> std::result::Result<usize, String> {
    let path: Vec<String> = call.mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let name = match &path[..] {
        [krate, name] if krate == "odata_runtime" => name.as_str(),
        _ => return Err(format!("a call of the macro {}", path.join("::"))),
    };
    let with = |grammar: fn(ParseStream) -> Result<()>| call.mac.parse_body_with(grammar);
    let parsed = match name {
        "entity_type" | "complex_type" => with(structured),
        "enumeration" => with(enumeration),
        "flags" => with(flags),
        "union" => with(union),
        "setters" | "parameters" => with(setters),
        "methods" => with(methods),
        "modules" => with(modules),
        "body" | "requests" | "sending" if call.mac.tokens.is_empty() => Ok(()),
        "contract" => {
            let file = call.mac.parse_body_with(contract).map_err(|error| format!("{name}!: {error}"))?;
            return Ok(1 + items(&file.items)?);
        }
        _ => return Err(format!("a call of the macro {name}!, which has no grammar")),
    };
    parsed.map(|()| 1).map_err(|error| format!("{name}!: {error}"))
}

/// `number, "command", items`.
fn contract(input: ParseStream) -> Result<File> {
    input.parse::<LitInt>()?;
    input.parse::<Token![,]>()?;
    input.parse::<LitStr>()?;
    input.parse::<Token![,]>()?;
    input.parse()
}

/// `file: Export, Export;`
fn modules(input: ParseStream) -> Result<()> {
    lines(input, |input| {
        input.parse::<Ident>()?;
        input.parse::<Token![:]>()?;
        input.parse::<Ident>()?;
        while optional::<Token![,]>(input)? {
            input.parse::<Ident>()?;
        }
        Ok(())
    })
}

/// `Struct "ns.name" sends "ns.name", open;`, lines, `.. additional`.
fn structured(input: ParseStream) -> Result<()> {
    input.parse::<Ident>()?;
    input.parse::<LitStr>()?;
    if word(input, "sends")? {
        input.parse::<LitStr>()?;
    }
    if optional::<Token![,]>(input)? {
        expect(input, "open")?;
    }
    input.parse::<Token![;]>()?;
    // `field "name": Slot, CONSTANT: Kind(type), rule => method: form;`
    lines(input, |input| {
        input.parse::<Ident>()?;
        wire(input)?;
        input.parse::<Token![:]>()?;
        input.parse::<Ident>()?;
        input.parse::<Token![,]>()?;
        input.parse::<Ident>()?;
        input.parse::<Token![:]>()?;
        form(input)?;
        while optional::<Token![,]>(input)? {
            input.parse::<Ident>()?;
        }
        if optional::<Token![=>]>(input)? {
            input.parse::<Ident>()?;
            input.parse::<Token![:]>()?;
            form(input)?;
        }
        Ok(())
    })?;
    rest(input)
}

/// `Enum "ns.name";`, lines, `.. Unrecognized`.
fn enumeration(input: ParseStream) -> Result<()> {
    flags(input)?;
    rest(input)
}

/// `Struct "ns.name";`, lines.
fn flags(input: ParseStream) -> Result<()> {
    input.parse::<Ident>()?;
    input.parse::<LitStr>()?;
    input.parse::<Token![;]>()?;
    // `MEMBER "name" = number;`
    lines(input, |input| {
        input.parse::<Ident>()?;
        wire(input)?;
        input.parse::<Token![=]>()?;
        optional::<Token![-]>(input)?;
        input.parse::<LitInt>().map(drop)
    })
}

/// `Enum given "alias" = "ns";`, lines, `.. Unrecognized(type), default Variant`.
fn union(input: ParseStream) -> Result<()> {
    input.parse::<Ident>()?;
    word(input, "given")?;
    while !optional::<Token![;]>(input)? {
        input.parse::<LitStr>()?;
        input.parse::<Token![=]>()?;
        input.parse::<LitStr>()?;
    }
    // `Variant(type) "ns.name";`
    lines(input, |input| {
        form(input)?;
        input.parse::<LitStr>().map(drop)
    })?;
    input.parse::<Token![..]>()?;
    form(input)?;
    input.parse::<Token![,]>()?;
    expect(input, "default")?;
    input.parse::<Ident>().map(drop)
}

/// `impl type where O;`, lines, `.. dynamic`.
fn setters(input: ParseStream) -> Result<()> {
    input.parse::<Token![impl]>()?;
    ty(input)?;
    if optional::<Token![where]>(input)? {
        input.parse::<Ident>()?;
    }
    input.parse::<Token![;]>()?;
    // `method "name": form where O: Bound => clear_method, clear_method;`
    lines(input, |input| {
        input.parse::<Ident>()?;
        wire(input)?;
        input.parse::<Token![:]>()?;
        form(input)?;
        if optional::<Token![where]>(input)? {
            input.parse::<Ident>()?;
            input.parse::<Token![:]>()?;
            input.parse::<Ident>()?;
            if optional::<Token![=>]>(input)? {
                input.parse::<Ident>()?;
            }
        }
        if optional::<Token![,]>(input)? {
            input.parse::<Ident>()?;
        }
        Ok(())
    })?;
    if input.is_empty() { Ok(()) } else { rest(input) }
}

/// `impl type where A;`, lines.
fn methods(input: ParseStream) -> Result<()> {
    input.parse::<Token![impl]>()?;
    ty(input)?;
    if optional::<Token![where]>(input)? {
        input.parse::<Ident>()?;
    }
    input.parse::<Token![;]>()?;
    // `kind "name": method(parameters) -> type, method -> type;`
    lines(input, |input| {
        input.parse::<Ident>()?;
        wire(input)?;
        input.parse::<Token![:]>()?;
        attributes(input)?;
        input.parse::<Ident>()?;
        let parameters;
        parenthesized!(parameters in input);
        self::parameters(&parameters)?;
        if optional::<Token![->]>(input)? || optional::<Token![=>]>(input)? {
            ty(input)?;
        }
        if optional::<Token![,]>(input)? {
            attributes(input)?;
            input.parse::<Ident>()?;
            input.parse::<Token![->]>()?;
            ty(input)?;
        }
        Ok(())
    })
}

/// `name "Name": form, ...; null "Name", ...`.
fn parameters(input: ParseStream) -> Result<()> {
    while input.peek(Ident) {
        input.parse::<Ident>()?;
        if input.peek(LitStr) {
            input.parse::<LitStr>()?;
        }
        input.parse::<Token![:]>()?;
        if input.peek(Ident) && !input.peek2(Token![::]) { form(input) } else { ty(input) }?;
        if !optional::<Token![,]>(input)? {
            break;
        }
    }
    if optional::<Token![;]>(input)? {
        expect(input, "null")?;
        input.parse::<LitStr>()?;
        while optional::<Token![,]>(input)? {
            input.parse::<LitStr>()?;
        }
    }
    if input.is_empty() { Ok(()) } else { Err(input.error("a token behind the parameters")) }
}

/// Lines that end with a semicolon, up to the end or `..`.
fn lines(input: ParseStream, line: fn(ParseStream) -> Result<()>) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![..]) {
        attributes(input)?;
        line(input)?;
        input.parse::<Token![;]>()?;
    }
    Ok(())
}

/// The last line: `.. name`.
fn rest(input: ParseStream) -> Result<()> {
    input.parse::<Token![..]>()?;
    input.parse::<Ident>().map(drop)
}

/// A name on the wire: `"name"`, or `{ _ = "shown"; "name" }`.
fn wire(input: ParseStream) -> Result<()> {
    if input.peek(token::Brace) {
        let names;
        braced!(names in input);
        names.parse::<Token![_]>()?;
        names.parse::<Token![=]>()?;
        names.parse::<LitStr>()?;
        names.parse::<Token![;]>()?;
        names.parse::<LitStr>()?;
        return if names.is_empty() { Ok(()) } else { Err(names.error("a token behind the name")) };
    }
    input.parse::<LitStr>().map(drop)
}

/// The attributes of a line: documentation, `doc(alias)`, a deprecation and a condition.
fn attributes(input: ParseStream) -> Result<()> {
    for attribute in input.call(Attribute::parse_outer)? {
        self::attribute(&attribute)?;
    }
    Ok(())
}

fn attribute(attribute: &Attribute) -> Result<()> {
    let name = attribute.path().get_ident().map(ToString::to_string);
    match (name.as_deref(), &attribute.meta) {
        (Some("doc" | "deprecated"), syn::Meta::NameValue(pair)) => match &pair.value {
            syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)) => Ok(()),
            other => Err(Error::new_spanned(other, "the value of an attribute that is not a literal")),
        },
        (Some("doc"), syn::Meta::List(list)) => list.parse_args_with(|input: ParseStream| {
            expect(input, "alias")?;
            input.parse::<Token![=]>()?;
            input.parse::<LitStr>().map(drop)
        }),
        (Some("cfg"), syn::Meta::List(list)) => list.parse_args_with(condition),
        _ => Err(Error::new_spanned(attribute, "an attribute that no table has")),
    }
}

/// `feature = "name"`, or `any(feature = "name", ...)`.
fn condition(input: ParseStream) -> Result<()> {
    let feature = |input: ParseStream| {
        expect(input, "feature")?;
        input.parse::<Token![=]>()?;
        input.parse::<LitStr>().map(drop)
    };
    if !word(input, "any")? {
        return feature(input);
    }
    let features;
    parenthesized!(features in input);
    features.parse_terminated(feature, Token![,]).map(drop)
}

/// A name, or a name with a type: `Text`, `Scalar(i32)`.
fn form(input: ParseStream) -> Result<()> {
    input.parse::<Ident>()?;
    if !input.peek(token::Paren) {
        return Ok(());
    }
    let inner;
    parenthesized!(inner in input);
    ty(&inner)?;
    if inner.is_empty() { Ok(()) } else { Err(inner.error("a token behind the type")) }
}

/// A type of paths alone: `a::B<C>`, `&str`, `()`.
fn ty(input: ParseStream) -> Result<()> {
    plain(&input.parse()?)
}

fn plain(ty: &Type) -> Result<()> {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            for segment in &path.path.segments {
                match &segment.arguments {
                    PathArguments::None => {}
                    PathArguments::AngleBracketed(arguments) => {
                        for argument in &arguments.args {
                            match argument {
                                GenericArgument::Type(ty) => plain(ty)?,
                                other => return Err(Error::new_spanned(other, "an argument that is no type")),
                            }
                        }
                    }
                    other @ PathArguments::Parenthesized(_) => {
                        return Err(Error::new_spanned(other, "arguments that are no types"));
                    }
                }
            }
            Ok(())
        }
        Type::Reference(reference) if reference.lifetime.is_none() && reference.mutability.is_none() => {
            plain(&reference.elem)
        }
        Type::Tuple(tuple) if tuple.elems.is_empty() => Ok(()),
        other => Err(Error::new_spanned(other, "a type that is no path")),
    }
}

/// Takes a word that is none of Rust's, if it is there.
fn word(input: ParseStream, word: &str) -> Result<bool> {
    let is_there = input.fork().parse::<Ident>().is_ok_and(|next| next == word);
    if is_there {
        input.parse::<Ident>()?;
    }
    Ok(is_there)
}

/// Takes a word that is none of Rust's.
fn expect(input: ParseStream, expected: &str) -> Result<()> {
    if word(input, expected)? { Ok(()) } else { Err(input.error(format!("expected `{expected}`"))) }
}

/// Takes a token, if it is there.
fn optional<T: Parse>(input: ParseStream) -> Result<bool> {
    let is_there = input.fork().parse::<T>().is_ok();
    if is_there {
        input.parse::<T>()?;
    }
    Ok(is_there)
}
