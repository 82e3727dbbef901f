//! How often somebody may come: for each lab, and for each address.

use std::net::IpAddr;
use std::sync::Arc;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::bucket::{Bucket, Wait};
use super::network::Network;
use super::units::Rate;

/// What comes more often than this is answered with 429. A class of sixty behind one address does not notice.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Rates, such as 10/s,40: ten a second, and forty at once after a pause")]
pub struct Rates {
    /// Requests to one lab.
    #[arg(long, env = "KNOCK_LAB_RATE", default_value_t = DEFAULT.lab_rate)]
    pub lab_rate: Rate,

    /// Requests from one address, or from one /64 of IPv6.
    #[arg(long, env = "KNOCK_ADDRESS_RATE", default_value_t = DEFAULT.address_rate)]
    pub address_rate: Rate,

    /// Requests from one address to the shared doors below /demo/.
    #[arg(long, env = "KNOCK_DEMO_RATE", default_value_t = DEFAULT.demo_rate)]
    pub demo_rate: Rate,

    /// New labs from one address.
    #[arg(long, env = "KNOCK_NEW_LAB_RATE", default_value_t = DEFAULT.new_lab_rate)]
    pub new_lab_rate: Rate,

    /// Count nothing, for measurements.
    #[arg(long, env = "KNOCK_NO_RATE_LIMITS")]
    pub no_rate_limits: bool,
}

const DEFAULT: Rates = Rates {
    lab_rate: Rate::per_second(10, 40),
    address_rate: Rate::per_second(200, 600),
    demo_rate: Rate::per_second(50, 200),
    new_lab_rate: Rate::per_minute(30, 120),
    no_rate_limits: false,
};

impl Default for Rates {
    fn default() -> Self {
        DEFAULT
    }
}

impl Rates {
    /// Rates that hold nobody back.
    #[must_use]
    pub fn off() -> Self {
        Self { no_rate_limits: true, ..DEFAULT }
    }

    /// The rate for one lab; `None` when nothing is counted.
    #[must_use]
    pub fn lab(&self) -> Option<Rate> {
        (!self.no_rate_limits).then_some(self.lab_rate)
    }

    /// Counts by address at one of these rates.
    #[must_use]
    pub fn by_address(&self, rate: Rate) -> AddressRate {
        AddressRate(self.lab().map(|_| Counted::new(rate)))
    }
}

/// A rate that is counted for each address; nothing is counted when rates are off.
pub struct AddressRate(Option<Counted>);

struct Counted {
    rate: Rate,
    buckets: Cache<Network, Arc<Bucket>>,
}

/// So many addresses are remembered; the longest silent is forgotten first.
const ADDRESSES: u64 = 100_000;

impl Counted {
    fn new(rate: Rate) -> Self {
        let buckets = Cache::builder()
            .max_capacity(ADDRESSES)
            // A bucket that is full again says nothing.
            .time_to_idle(rate.recovery())
            .eviction_policy(EvictionPolicy::lru())
            .build();
        Self { rate, buckets }
    }
}

impl AddressRate {
    /// Counts one from this address; what this program sends to itself has none and is not counted.
    ///
    /// # Errors
    /// How long to wait, when it was too often.
    pub fn take(&self, address: Option<IpAddr>) -> Result<(), Wait> {
        let (Some(counted), Some(address)) = (&self.0, address) else { return Ok(()) };
        let network = Network::of(address);
        let known = counted.buckets.get(&network);
        known.unwrap_or_else(|| counted.buckets.get_with(network, Arc::default)).take(counted.rate)
    }
}
