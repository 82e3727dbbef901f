//! A whole connection: any bytes, through the tap and the HTTP parser to the doors of a lab and into its log.
//! Every answer is one that a client has to answer for, and every record can be shown. `/L/` stands for the lab's address.
#![no_main]

use std::cell::RefCell;
use std::sync::Arc;

use knock::content::headers::Hints;
use knock::demo::{Demo, service};
use knock::labs::{Keys, Lab, Labs};
use knock::limits::{Limits, Rates};
use knock::wire::{Peer, serve};
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

struct Stage {
    runtime: Runtime,
    demo: Arc<Demo>,
    limits: Limits,
    lab: Arc<Lab>,
}

thread_local! {
    static STAGE: RefCell<Option<Stage>> = const { RefCell::new(None) };
}

fn stage() -> Stage {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let limits = Limits { rates: Rates::off(), ..Limits::default() };
    let labs = Arc::new(Labs::new(Keys::from_passphrase("fuzz"), limits.labs.clone()));
    let lab = labs.create();
    let demo = Arc::new(Demo::new(labs, None, &limits));
    Stage { runtime, demo, limits, lab }
}

/// More than any buffer on the way holds.
const PIPE_BYTES: usize = 1024 * 1024;

fuzz_target!(|bytes: &[u8]| {
    STAGE.with_borrow_mut(|slot| {
        let stage = slot.get_or_insert_with(stage);
        let sent = replaced(bytes, b"/L/", stage.lab.base().as_bytes());
        let answer = stage.runtime.block_on(async {
            let (mut client, server) = tokio::io::duplex(PIPE_BYTES);
            let doors = service(Arc::clone(&stage.demo));
            let serving =
                serve(server, Peer::Memory, doors, &stage.limits.connections, CancellationToken::new());
            let asking = async {
                client.write_all(&sent).await.ok();
                client.shutdown().await.ok();
                let mut answer = Vec::new();
                client.read_to_end(&mut answer).await.ok();
                answer
            };
            tokio::join!(serving, asking).1
        });
        for line in answer.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"HTTP/1.1 ")) {
            assert_ne!(line.get(9), Some(&b'5'), "{}", String::from_utf8_lossy(line));
        }
        for recorded in stage.lab.log.after(0) {
            let exchange = recorded.exchange(&Hints::default());
            assert!(serde_json::to_vec(&exchange).is_ok_and(|json| !json.is_empty()));
        }
        stage.lab.log.clear();
    });
});

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(old) {
            result.extend_from_slice(new);
            at += old.len();
        } else {
            result.push(bytes[at]);
            at += 1;
        }
    }
    result
}
