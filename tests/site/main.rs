//! The tests over HTTP: one binary, a real server, real sockets.

mod architecture;
mod caching;
mod content;
mod doors;
mod exchanges;
mod labs;
mod pages;
mod play_send;
mod program;
mod scenarios;
mod support;
