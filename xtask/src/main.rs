//! `cargo xtask`: hands the arguments to the library and its answer to the shell.

use std::process::ExitCode;

// The fuzzer has one that counts.
#[cfg(not(feature = "fuzz"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(xtask::run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr().lock()))
}
