//! The tests of requests on a socket again, over plain `http` values instead of the pipeline.

mod batch;
mod changes;
mod damaged;
mod digits;
#[path = "graph_says/exchanges.rs"]
mod graph_says;
mod monitor;
mod operations;
mod preferences;
mod queries;
mod references;
mod refusals;
mod sent;
mod success;
mod tolerant;
mod uploads;
mod wire;
