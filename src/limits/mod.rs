//! Every limit of the server: its name, its unit, how much is allowed, and the option that changes it.
//! Apart from `server/`, because the connection, the labs and the doors keep to them too.

mod bucket;
mod connections;
mod labs;
mod lifetimes;
mod network;
mod places;
mod rates;
mod requests;
mod units;

pub use bucket::{Bucket, Wait};
pub use connections::Connections;
pub use labs::{Bounds, SEEN_MAX_BYTES};
pub use lifetimes::Lifetimes;
pub use network::Network;
pub use places::{Place, Places};
pub use rates::{AddressRate, Rates};
pub use requests::Requests;
pub use units::{Rate, Seconds};

/// All limits.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Limits {
    #[command(flatten)]
    pub connections: Connections,
    #[command(flatten)]
    pub requests: Requests,
    #[command(flatten)]
    pub rates: Rates,
    #[command(flatten)]
    pub labs: Bounds,
}
