//! Modules.

/// The files of a module, each with what it exports.
#[macro_export]
macro_rules! modules {
    ($(
        $(#[cfg($($cfg:tt)+)])?
        $file:ident: $($export:ident),+;
    )*) => {
        $(
            $(#[cfg($($cfg)+)])?
            mod $file;
            $(#[cfg($($cfg)+)])?
            pub use self::$file::{$($export),+};
        )*
    };
}
