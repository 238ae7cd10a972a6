//! A user's journey with the client that `cargo xtask conformance` generates: each step is a row, with what was asked, what
//! the server answered, and whether what came back is what should.
//!
//! The chapters go in an order: those that change what the server starts with come last.

mod batch;
mod check;
mod concurrency;
mod entities;
mod journey;
mod navigation;
mod operations;
mod paging;
mod queries;
mod recorder;
mod refusals;
mod seed;
mod typed;

use std::process::ExitCode;

use journey::Journey;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(root) = std::env::args().nth(1) else {
        eprintln!("usage: journey SERVICE_ROOT");
        return ExitCode::from(2);
    };
    let journey = match Journey::new(&root) {
        Ok(journey) => journey,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    queries::run(&journey).await;
    typed::run(&journey).await;
    paging::run(&journey).await;
    navigation::run(&journey).await;
    operations::functions(&journey).await;
    refusals::run(&journey).await;
    batch::run(&journey).await;
    // A chapter ends with a step that the others stand on; its row says so.
    let _ = entities::run(&journey).await;
    let _ = concurrency::run(&journey).await;
    let _ = operations::actions(&journey).await;
    ExitCode::SUCCESS
}
