//! Our readers of credentials and challenges, compared with independent ones on made-up input, and with our own writers.
//! Where two readers differ on purpose, the difference stands in a table with its reason.

mod challenges;
mod credentials;
mod digest;
mod framing;
mod round_trips;

use proptest::test_runner::{Config, TestRunner};

/// Enough to find what is easily found, and quick; the fuzz targets look longer.
fn runner() -> TestRunner {
    TestRunner::new(Config { cases: 512, failure_persistence: None, ..Config::default() })
}
