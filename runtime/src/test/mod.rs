//! What programs test themselves with.

mod address;
mod answer;
mod body;
mod difference;
mod expect;
mod expectation;
pub mod mock;
mod received;
mod retries;
mod state;
mod unmet;
