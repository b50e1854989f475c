//! A private browser, a small site, and the page agent in a page of it.

mod agent;
mod browser;
mod site;

pub use agent::{Agent, by_id, by_name};
pub use browser::Browser;
pub use site::Site;

use std::future::Future;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

static TURN: LazyLock<Mutex<()>> = LazyLock::new(Mutex::default);

/// Hold this for the length of a browser test.
pub async fn one_at_a_time() -> MutexGuard<'static, ()> {
    TURN.lock().await
}

/// Every call to a browser has an end: a dialog or an endless script would keep it for ever.
///
/// # Panics
/// When it takes longer than 30 seconds, or fails.
pub async fn within<T, E: std::fmt::Display>(what: &str, call: impl Future<Output = Result<T, E>>) -> T {
    match tokio::time::timeout(Duration::from_secs(30), call).await {
        Ok(Ok(value)) => value,
        Ok(Err(e)) => panic!("{what}: {e}"),
        Err(_) => panic!("{what}: no answer in 30 seconds"),
    }
}

/// Waits until something holds, looking every 50 ms.
///
/// # Panics
/// When it does not hold after 20 seconds.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    for _ in 0..400 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not in 20 seconds: {what}");
}

/// A file or folder of the `extension` directory.
#[must_use]
pub fn extension_dir(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
