//! What is on record of an exchange: the bytes as they crossed the connection, whatever their form.

mod authors;
mod bodies;
mod digest_secrets;
mod framing;
mod generated;
mod har;
mod heads;
mod interrupted;
mod secrets;
