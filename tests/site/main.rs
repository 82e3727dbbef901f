//! The tests over HTTP: one binary, a real server, real sockets.
#![allow(unreachable_pub, reason = "a test binary exports nothing")]

mod architecture;
mod caching;
mod canary;
mod client;
mod clients;
mod connection;
mod content;
mod doors;
mod exchanges;
mod floor;
mod folder;
mod html;
mod httpbin;
mod labs;
mod limits;
mod lint;
mod log;
mod metrics;
mod museum;
mod openapi;
mod pages;
mod parsers;
mod placeholders;
mod play_send;
mod program;
mod registry;
mod scenarios;
mod schemes;
mod spawn;
mod stream;
mod support;
