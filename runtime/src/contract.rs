//! Whether emitted code and this crate fit together.

/// The number of the contract between emitted code and this crate: the macros, traits and functions that emitted code uses.
///
/// It is raised by any change after which code that was emitted before does not compile, or does something else. Such a change
/// makes an incompatible version of this crate. The former number then gets an arm in [`contract!`](crate::contract) among the
/// older ones, and `odata_codegen::CONTRACT` is raised with it; tests compare all of them.
pub const CONTRACT: u32 = 6;

/// The items of an emitted crate, if it was generated for the contract of this crate; otherwise one error that says which of the
/// two is older, and what to run.
///
/// It takes the number of the contract, the command that generated the crate, and the items. None of these are looked at where the
/// number differs, so that no other error hides the one that matters.
#[macro_export]
macro_rules! contract {
    (6, $command:literal, $($items:tt)*) => { $($items)* };

    (5, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 5, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (4, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 4, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (3, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 3, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (2, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 2, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (1, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 1, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (0, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse 0, "the generated code is older. Run `", $command, "`, and commit what it writes"
        }
    };

    (-$($edited:tt)*) => { $crate::contract! { @edited } };

    // A macro cannot tell a number from another literal.
    ($number:literal, $command:literal, $($items:tt)*) => {
        $crate::contract! {
            @refuse $number, "the runtime is older, or the number was edited. Run `cargo update -p odata-runtime`; if that does not help, raise the version \
            of odata-runtime in the manifest that the crate is generated from, and run `", $command, "`"
        }
    };

    (@refuse $number:literal, $($help:literal),*) => {
        ::core::compile_error!(::core::concat!(
            "this crate was generated for contract ", ::core::stringify!($number), " of odata-runtime, and odata-runtime 0.1.0 has contract 6: ",
            $($help),*
        ));
    };

    (@edited) => {
        ::core::compile_error!(
            "this file is generated, and it was edited: `odata_runtime::contract!` needs the number of the contract, the command \
            that generates the crate, and the items. Run the generator again, and commit what it writes"
        );
    };

    ($($edited:tt)*) => { $crate::contract! { @edited } };
}

#[cfg(test)]
mod tests {
    use super::CONTRACT;

    crate::contract! {
        6, "a command",
        const EXPANDED: bool = true;
    }

    /// A macro cannot compare numbers, nor name the version of its own crate.
    #[test]
    fn the_macro_has_an_arm_for_each_number_and_names_this_version() {
        const { assert!(EXPANDED) };
        let source = include_str!("contract.rs");
        let is_there = |text: &str| assert_eq!(source.matches(text).count(), 1, "{text}");
        for number in 0..=CONTRACT {
            is_there(&format!("    ({number}, $command:literal, "));
        }
        is_there(&format!("odata-runtime {} has contract {CONTRACT}: ", env!("CARGO_PKG_VERSION")));
    }
}
