//! The names that the tables of emitted files give: what macros make methods, constants, fields, variants and parameters of.
//!
//! The grammar is that of the runtime's macros, place by place, so that a place that a macro gains is an error here.

use syn::{
    Attribute, Ident, ItemMacro, LitInt, LitStr, Token, Type,
    ext::IdentExt as _,
    parenthesized,
    parse::{Parse, ParseStream, Result},
    token::{Brace, Paren},
};

/// Names, each with the position that it is in.
pub type Names = Vec<(&'static str, String)>;

/// The names that the tables of a file give.
pub fn of_text(text: &str) -> Names {
    let items = syn::parse_file(text).unwrap().items;
    let tables =
        items.iter().filter_map(|item| if let syn::Item::Macro(call) = item { Some(of_call(call)) } else { None });
    tables.flatten().collect()
}

/// The names that a table gives.
pub fn of_call(call: &ItemMacro) -> Names {
    let name = call.mac.path.segments.last().unwrap().ident.to_string();
    let parse = |input: ParseStream| {
        let mut table = Table { input, names: Names::new() };
        match name.as_str() {
            "entity_type" | "complex_type" => table.structured()?,
            "enumeration" => {
                table.members("MEMBERS")?;
                table.rest("MEMBERS")?;
            }
            "flags" => table.members("FLAGS")?,
            "union" => table.union()?,
            "setters" | "parameters" => table.setters()?,
            "methods" => table.methods()?,
            "modules" => table.modules()?,
            _ => return Err(input.error("a macro that this test does not read")),
        }
        Ok(table.names)
    };
    call.mac.parse_body_with(parse).map_err(|error| format!("{name}!: {error}: {}", call.mac.tokens)).unwrap()
}

struct Table<'i> {
    input: ParseStream<'i>,
    names: Names,
}

impl Table<'_> {
    /// `file: Export, Export;`
    fn modules(&mut self) -> Result<()> {
        self.lines(|table| {
            table.name("MODULES")?;
            table.take::<Token![:]>()?;
            table.take::<Ident>()?;
            while table.optional::<Token![,]>()? {
                table.take::<Ident>()?;
            }
            Ok(())
        })
    }

    /// `Struct "ns.name" sends "ns.name";`, lines, `.. additional`.
    fn structured(&mut self) -> Result<()> {
        self.take::<Ident>()?;
        self.take::<LitStr>()?;
        if self.optional::<Ident>()? {
            self.take::<LitStr>()?;
        }
        // `, open`
        if self.optional::<Token![,]>()? {
            self.take::<Ident>()?;
        }
        self.take::<Token![;]>()?;
        // `field "name": Slot, CONSTANT: Kind(type), rule => method: form;`
        self.lines(|table| {
            table.name("FIELDS")?;
            table.wire()?;
            table.take::<Token![:]>()?;
            table.take::<Ident>()?;
            table.take::<Token![,]>()?;
            table.name("CONSTANTS")?;
            table.take::<Token![:]>()?;
            table.form()?;
            while table.optional::<Token![,]>()? {
                table.take::<Ident>()?;
            }
            if table.optional::<Token![=>]>()? {
                table.name("SETTERS")?;
                table.take::<Token![:]>()?;
                table.form()?;
            }
            Ok(())
        })?;
        self.rest("FIELDS")
    }

    /// `Type "ns.name";`, lines `MEMBER "name" = number;`.
    fn members(&mut self, position: &'static str) -> Result<()> {
        self.take::<Ident>()?;
        self.take::<LitStr>()?;
        self.take::<Token![;]>()?;
        self.lines(|table| {
            table.name(position)?;
            table.wire()?;
            table.take::<Token![=]>()?;
            table.optional::<Token![-]>()?;
            table.take::<LitInt>()
        })
    }

    /// `Enum given;`, lines `Variant(type) "ns.name";`, `.. Unrecognized(type), default Variant`.
    fn union(&mut self) -> Result<()> {
        let variant = |table: &mut Self| {
            table.name("VARIANTS")?;
            table.group()
        };
        self.take::<Ident>()?;
        self.optional::<Ident>()?;
        // `"alias" = "namespace"`
        while !self.optional::<Token![;]>()? {
            self.take::<LitStr>()?;
            self.take::<Token![=]>()?;
            self.take::<LitStr>()?;
        }
        self.lines(|table| {
            variant(table)?;
            table.wire()
        })?;
        self.take::<Token![..]>()?;
        variant(self)?;
        self.take::<Token![,]>()?;
        self.word()?;
        self.name("VARIANTS")
    }

    /// `impl type where O;`, lines, `.. dynamic`.
    fn setters(&mut self) -> Result<()> {
        let position = self.target()?;
        if self.optional::<Token![where]>()? {
            self.name("TYPES")?;
        }
        self.take::<Token![;]>()?;
        // `method "name": form where O: Bound => clear_method, clear_method;`
        self.lines(|table| {
            table.name(position)?;
            table.wire()?;
            table.take::<Token![:]>()?;
            table.form()?;
            if table.optional::<Token![where]>()? {
                table.take::<Ident>()?;
                table.take::<Token![:]>()?;
                table.take::<Ident>()?;
                if table.optional::<Token![=>]>()? {
                    table.name(position)?;
                }
            }
            if table.optional::<Token![,]>()? { table.name(position) } else { Ok(()) }
        })?;
        if self.input.is_empty() { Ok(()) } else { self.rest(position) }
    }

    /// `impl type where A;`, lines. All types in it are paths from the root, so that none can be taken for `A`.
    fn methods(&mut self) -> Result<()> {
        let position = self.target()?;
        if self.optional::<Token![where]>()? {
            self.take::<Ident>()?;
        }
        self.take::<Token![;]>()?;
        // `kind "name": method(parameters) -> type, method -> type;`
        self.lines(|table| {
            table.take::<Ident>()?;
            table.wire()?;
            table.take::<Token![:]>()?;
            table.attributes()?;
            table.name(position)?;
            let parameters;
            parenthesized!(parameters in table.input);
            let mut parameters = Table { input: &parameters, names: Names::new() };
            parameters.parameters()?;
            table.names.append(&mut parameters.names);
            if table.optional::<Token![->]>()? || table.optional::<Token![=>]>()? {
                table.take::<Type>()?;
            }
            if table.optional::<Token![,]>()? {
                table.attributes()?;
                table.name(position)?;
                table.take::<Token![->]>()?;
                table.take::<Type>()?;
            }
            Ok(())
        })
    }

    /// `name "Name": form, ...; null "Name", ...`.
    fn parameters(&mut self) -> Result<()> {
        while self.input.peek(Ident::peek_any) {
            self.name("PARAMETERS")?;
            self.optional::<LitStr>()?;
            self.take::<Token![:]>()?;
            if self.input.peek(Ident) && self.input.peek2(Paren) {
                self.form()?;
            } else {
                self.take::<Type>()?;
            }
            if !self.optional::<Token![,]>()? {
                break;
            }
        }
        if self.optional::<Token![;]>()? {
            self.word()?;
            self.input.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
        }
        if self.input.is_empty() { Ok(()) } else { Err(self.input.error("a token behind the parameters")) }
    }

    /// `impl type`: the position of its methods.
    fn target(&mut self) -> Result<&'static str> {
        self.take::<Token![impl]>()?;
        let Type::Path(path) = self.input.parse()? else { return Err(self.input.error("a type that is no path")) };
        match path.path.segments.last().map(|segment| segment.ident.to_string()).as_deref() {
            Some("Body") => Ok("SETTERS"),
            Some("Call") => Ok("CALL"),
            Some("Entity" | "Collection") => Ok("BUILDERS"),
            Some("Client" | "ZzClient") => Ok("CLIENT"),
            _ => Err(self.input.error("a type that this test does not know")),
        }
    }

    /// Lines that end with a semicolon, up to the end or `..`.
    fn lines(&mut self, line: impl Fn(&mut Self) -> Result<()>) -> Result<()> {
        while !self.input.is_empty() && !self.input.peek(Token![..]) {
            self.attributes()?;
            line(self)?;
            self.take::<Token![;]>()?;
        }
        Ok(())
    }

    /// The last line: `.. name`.
    fn rest(&mut self, position: &'static str) -> Result<()> {
        self.take::<Token![..]>()?;
        self.name(position)
    }

    fn name(&mut self, position: &'static str) -> Result<()> {
        let name = self.input.call(Ident::parse_any)?;
        self.names.push((position, name.to_string()));
        Ok(())
    }

    /// A word of the grammar, which may be one of Rust's.
    fn word(&self) -> Result<()> {
        self.input.call(Ident::parse_any).map(drop)
    }

    /// A name on the wire: `"name"`, or `{ _ = "shown"; "name" }`.
    fn wire(&self) -> Result<()> {
        if self.input.peek(Brace) { self.take::<proc_macro2::Group>() } else { self.take::<LitStr>() }
    }

    /// `Text`, `Scalar(i32)`.
    fn form(&self) -> Result<()> {
        self.take::<Ident>()?;
        if self.input.peek(Paren) { self.group() } else { Ok(()) }
    }

    /// `(type)`.
    fn group(&self) -> Result<()> {
        let inner;
        parenthesized!(inner in self.input);
        inner.parse::<Type>().map(drop)
    }

    fn attributes(&self) -> Result<()> {
        self.input.call(Attribute::parse_outer).map(drop)
    }

    fn take<T: Parse>(&self) -> Result<()> {
        self.input.parse::<T>().map(drop)
    }

    /// Takes a token, if it is there.
    fn optional<T: Parse>(&self) -> Result<bool> {
        let is_there = self.input.fork().parse::<T>().is_ok();
        if is_there {
            self.take::<T>()?;
        }
        Ok(is_there)
    }
}
