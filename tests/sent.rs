//! What is sent with each request and followed afterwards, on a real socket: versions, media types, types, paths, links and the
//! sizes of pages.

#[path = "sent/headers.rs"]
mod headers;
#[path = "sent/links.rs"]
mod links;
#[path = "sent/pages.rs"]
mod pages;
#[path = "sent/paths.rs"]
mod paths;
#[path = "sent/put.rs"]
mod put;
