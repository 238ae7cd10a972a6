//! Modules.

/// The files of a module, each with what it exports. Those that need features stand in a call of their own below the condition.
#[macro_export]
macro_rules! modules {
    ($($file:ident: $($export:ident),+;)*) => {
        $(
            mod $file;
            pub use self::$file::{$($export),+};
        )*
    };
}
