//! Labs over the API: making and losing them, who may read, the clock, the log.

mod apart;
mod clock;
mod life;
mod log;
mod owner;
