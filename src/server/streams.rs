//! The places of live streams: so many for a lab, for an address, and in all.

use std::net::IpAddr;

use super::fault::Fault;
use crate::labs::LabId;
use crate::limits::{Bounds, Network, Place, Places};

/// Who follows how many streams.
pub(super) struct Streams {
    all: Places<()>,
    addresses: Places<Network>,
    labs: Places<LabId>,
    bounds: Bounds,
}

/// A stream's place, free again when it is dropped.
pub(super) struct StreamPlace {
    _in_all: Place<()>,
    _of_address: Option<Place<Network>>,
    _of_lab: Place<LabId>,
}

impl Streams {
    pub(super) fn new(bounds: &Bounds) -> Self {
        Self {
            all: Places::default(),
            addresses: Places::default(),
            labs: Places::default(),
            bounds: bounds.clone(),
        }
    }

    /// How many streams there are.
    pub(super) fn count(&self) -> u64 {
        self.all.count()
    }

    /// Takes a place for one more stream.
    ///
    /// # Errors
    /// `TooManyStreams` for this lab or this address, `NoMoreStreams` when there are too many in all.
    pub(super) fn take(&self, lab: &LabId, address: Option<IpAddr>) -> Result<StreamPlace, Fault> {
        let bounds = &self.bounds;
        let of_lab = self.labs.take(lab.clone(), bounds.streams_per_lab).ok_or(Fault::TooManyStreams)?;
        let of_address = match address {
            Some(address) => {
                let place = self.addresses.take(Network::of(address), bounds.streams_per_address);
                Some(place.ok_or(Fault::TooManyStreams)?)
            }
            None => None,
        };
        let in_all = self.all.take((), bounds.streams).ok_or(Fault::NoMoreStreams)?;
        Ok(StreamPlace { _in_all: in_all, _of_address: of_address, _of_lab: of_lab })
    }
}
