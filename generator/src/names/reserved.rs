//! Names that are taken before the schema's names are decided, a list for each position.
//!
//! `tests/reserved` compares the lists with the runtime's macros and with emitted files, and compiles a schema that uses every
//! name in every position.

/// The names that a position already has.
#[derive(Debug)]
pub struct Reserved {
    /// The names that the runtime's macros or every emitted file define there; a test finds each of them.
    pub defined: &'static [&'static str],
    /// Other names that the schema must not give there; the list says why.
    pub others: &'static [&'static str],
}

impl Reserved {
    /// All names of the list.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.defined.iter().chain(self.others).copied()
    }

    /// Whether a name is taken.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|taken| taken == name)
    }
}

/// Methods of bodies and of structs that set a property, or set it to null.
///
/// A complex type has both kinds, so that one list serves both. The others are methods of standard traits: a setter would
/// hide `clone`, `default`, `drop` and `into`, and clippy takes the rest for an operator or iterator that is none.
pub const SETTERS: Reserved = Reserved {
    defined: &[
        "between",
        "bind",
        "bind_many",
        "create_only",
        "dynamic_property",
        "give_up_after",
        "header",
        "if_match",
        "if_none_match",
        "insert",
        "insert_many",
        "into_http",
        "into_request",
        "is_empty",
        "new",
        "prefer",
        "query",
        "return_representation",
        "send",
        "send_minimal",
        "send_response",
        "to_json",
        "update_only",
    ],
    others: &[
        "add", "bitand", "bitor", "bitxor", "clone", "default", "div", "drop", "into", "iter", "iter_mut", "mul",
        "rem", "shl", "shr", "sub",
    ],
};

/// Methods of a call that give a parameter which may be left out.
///
/// The others are those of [`SETTERS`], for the same reasons.
pub const CALL: Reserved = Reserved {
    defined: &[
        "give_up_after",
        "header",
        "if_match",
        "into_call",
        "into_http",
        "new",
        "prefer",
        "query",
        "send",
        "then",
    ],
    others: &[
        "add", "bitand", "bitor", "bitxor", "clone", "div", "drop", "into", "iter", "iter_mut", "mul", "rem", "shl",
        "shr", "sub",
    ],
};

/// Parameters of methods: required parameters of operations, and parts of keys.
///
/// Nothing but the receiver is in scope: no emitted method has a local variable, and those of macros are hygienic.
pub const PARAMETERS: Reserved = Reserved { defined: &["self"], others: &[] };

/// Methods of request builders.
///
/// One list serves the builders of an entity and of a collection, so that an operation has the same name on both. The
/// others are methods of standard traits, which a method would hide or which clippy would take it for.
pub const BUILDERS: Reserved = Reserved {
    defined: &[
        "add_ref",
        "by_colon_path",
        "create",
        "delete",
        "get",
        "list",
        "new",
        "patch",
        "patch_with",
        "put",
        "put_with",
        "remove_ref",
        "remove_ref_to",
        "set_ref",
    ],
    others: BUILDER_TRAITS,
};

/// Methods of the client.
///
/// The others are those of [`BUILDERS`], for the same reasons.
pub const CLIENT: Reserved = Reserved {
    defined: &["anonymous", "new", "service", "signed_in", "with_options", "with_service_root", "without_transport"],
    others: BUILDER_TRAITS,
};

const BUILDER_TRAITS: &[&str] = &[
    "as_ref", "borrow", "clone", "cmp", "default", "deref", "eq", "fmt", "hash", "index", "into", "iter", "iter_mut",
    "to_owned",
];

/// Fields of structs.
pub const FIELDS: Reserved = Reserved { defined: &[ADDITIONAL], others: &[] };

/// The field for what the schema does not declare.
pub const ADDITIONAL: &str = "additional";

/// Constants for properties in queries.
///
/// `Structured::SHAPE` is a constant of a trait, which all code names by the trait, so that a property may be called so.
pub const CONSTANTS: Reserved = Reserved { defined: &[], others: &[] };

/// Variants of enumerations: the one for members that the schema does not declare.
pub const MEMBERS: Reserved = Reserved { defined: &[UNRECOGNIZED], others: &[] };

/// The variant for what the schema does not declare.
pub const UNRECOGNIZED: &str = "Unrecognized";

/// Constants of flags types.
///
/// `Flags::NAME` and the like are constants of traits, which all code names by the trait, so that a member may be called so.
pub const FLAGS: Reserved = Reserved { defined: &[], others: &[] };

/// Variants of unions: the one for types that the schema does not declare.
pub const VARIANTS: Reserved = Reserved { defined: &[UNRECOGNIZED], others: &[] };

/// Types.
///
/// `O` is the type parameter of the methods of bodies. The others are the names that a glob import of `models` must not hide:
/// those of the prelude of all editions, of its derives, and `Future`. `New::new` would read as a constructor that bears
/// the name of its type.
pub const TYPES: Reserved = Reserved {
    defined: &["O"],
    others: &[
        "AsMut",
        "AsRef",
        "Box",
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "DoubleEndedIterator",
        "Drop",
        "Eq",
        "Err",
        "ExactSizeIterator",
        "Extend",
        "Fn",
        "FnMut",
        "FnOnce",
        "From",
        "FromIterator",
        "Future",
        "Hash",
        "Into",
        "IntoFuture",
        "IntoIterator",
        "Iterator",
        "New",
        "None",
        "Ok",
        "Option",
        "Ord",
        "PartialEq",
        "PartialOrd",
        "Result",
        "Self",
        "Send",
        "Sized",
        "Some",
        "String",
        "Sync",
        "ToOwned",
        "ToString",
        "TryFrom",
        "TryInto",
        "Unpin",
        "Vec",
    ],
};

/// The type of the client, beside the other types of the crate's root and of its own file.
///
/// The others are those of [`TYPES`].
pub const ROOT: Reserved = Reserved {
    defined: &[
        "Arc",
        "Body",
        "Call",
        "ClientOptions",
        "Cloud",
        "Collection",
        "Deletable",
        "Entity",
        "Error",
        "Insertable",
        "Listable",
        "Owned",
        "Readable",
        "Referenced",
        "Replaceable",
        "Service",
        "SignIn",
        "TokenCredential",
        "Updatable",
    ],
    others: TYPES.others,
};

/// Modules of namespaces, and files of types.
///
/// The others are names that Windows keeps for devices.
pub const MODULES: Reserved = Reserved {
    defined: &["mod"],
    others: &[
        "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
        "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
    ],
};

/// Modules and files directly below `models` and `requests`, which have the names of neither (clippy).
pub const OUTER_MODULES: &[&str] = &["models", "requests"];

/// Cargo features.
///
/// `odata-runtime` is a dependency, and Cargo would take a feature of that name for it.
pub const FEATURES: Reserved =
    Reserved { defined: &["client", "default", "full", "odata-runtime", "reqwest", "requests", "test"], others: &[] };

/// The strict and reserved keywords of all editions up to 2024, in order: they are raw identifiers, but for [`NOT_RAW`].
pub const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers; a name that is one of them bears a mark.
pub const NOT_RAW: &[&str] = &["Self", "crate", "self", "super"];
