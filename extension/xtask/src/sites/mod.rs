//! Sample directory sites: one small server, one site per `siteNN.localhost`, every one really different in how it is
//! built. Each keeps what was truly stored, so a demo or a test can lay it beside what AutoBolt reported.

mod broken;
mod extras;
mod kit;
mod places;
mod plain;
mod registry;
mod spa;
mod steps;
mod strict;
mod walls;
mod words;

use anyhow::{Context as _, Result};
use axum::{Router, body::Bytes, extract::State, response::IntoResponse};
use kit::Request;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

pub use registry::{Expect, Site, all};

/// One listing as a site stored it.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Field names and values as they arrived.
    pub fields: Vec<(String, String)>,
    /// Names and sizes of files.
    pub files: Vec<(String, usize)>,
}

impl Listing {
    /// The value of the first field of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// What the sites really hold and how often their last button's request arrived.
#[derive(Debug, Default)]
pub struct Ledger {
    listings: Mutex<BTreeMap<u8, Vec<Listing>>>,
    sends: Mutex<BTreeMap<u8, u32>>,
    scratch: Mutex<BTreeMap<String, Vec<(String, String)>>>,
    opened: Mutex<BTreeMap<u8, SystemTime>>,
}

impl Ledger {
    /// Listings stored by that site.
    #[must_use]
    pub fn listings(&self, site: u8) -> Vec<Listing> {
        lock(&self.listings).get(&site).cloned().unwrap_or_default()
    }

    /// How many requests that would store a listing arrived, refused ones included.
    #[must_use]
    pub fn sends(&self, site: u8) -> u32 {
        lock(&self.sends).get(&site).copied().unwrap_or_default()
    }

    /// When that site last answered a request for the page AutoBolt is sent to.
    #[must_use]
    pub fn opened_at(&self, site: u8) -> Option<SystemTime> {
        lock(&self.opened).get(&site).copied()
    }

    pub(crate) fn store(&self, site: u8, listing: Listing) {
        lock(&self.listings).entry(site).or_default().push(listing);
    }

    pub(crate) fn sent(&self, site: u8) {
        *lock(&self.sends).entry(site).or_default() += 1;
    }

    /// What a wizard's earlier steps left under a key of the visitor's.
    pub(crate) fn remember(&self, key: &str, fields: &[(String, String)]) {
        lock(&self.scratch).entry(key.to_owned()).or_default().extend(fields.iter().cloned());
    }

    pub(crate) fn recall(&self, key: &str) -> Vec<(String, String)> {
        lock(&self.scratch).get(key).cloned().unwrap_or_default()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The running sites.
pub struct Sites {
    /// Where the server listens.
    pub address: SocketAddr,
    /// What the sites hold.
    pub ledger: Arc<Ledger>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Sites {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Sites {
    /// Starts the server on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> Result<Self> {
        let listener =
            tokio::net::TcpListener::bind("127.0.0.1:0").await.context("no port for the sample sites")?;
        let address = listener.local_addr()?;
        let ledger = Arc::new(Ledger::default());
        let app = Router::new().fallback(handle).with_state(Arc::clone(&ledger));
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                eprintln!("the sample sites stopped: {error}");
            }
        });
        Ok(Self { address, ledger, task })
    }

    /// A site's address, e.g. `http://site07.localhost:4711/add`.
    #[must_use]
    pub fn url(&self, site: &Site) -> String {
        format!("http://site{:02}.localhost:{}{}", site.number, self.address.port(), site.start)
    }

    /// The catalogue of these sites in the columns that `autobolt directories import` reads.
    ///
    /// # Errors
    /// When the CSV cannot be written.
    pub fn catalogue_csv<'a>(&self, sites: impl Iterator<Item = &'a Site>) -> Result<String> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record([
            "name",
            "submission_url",
            "category",
            "country",
            "language",
            "authority",
            "requires_login",
            "has_captcha",
            "is_paid",
            "active",
        ])?;
        for site in sites {
            csv.write_record([
                site.name,
                &self.url(site),
                "",
                "",
                site.lang,
                &(90 - i32::from(site.number)).to_string(),
                "",
                "",
                "",
                "true",
            ])?;
        }
        Ok(String::from_utf8(csv.into_inner()?)?)
    }
}

/// Finds the site by its host name and lets its template answer.
async fn handle(
    State(ledger): State<Arc<Ledger>>,
    request: axum::http::Request<axum::body::Body>,
) -> axum::response::Response {
    let (parts, body) = request.into_parts();
    let body: Bytes = match axum::body::to_bytes(body, 8 << 20).await {
        Ok(body) => body,
        Err(_) => return (axum::http::StatusCode::PAYLOAD_TOO_LARGE, "too large").into_response(),
    };
    let host = parts.headers.get("host").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let number = host.strip_prefix("site").and_then(|h| h.get(..2)).and_then(|n| n.parse::<u8>().ok());
    let Some(site) = number.and_then(|n| all().iter().find(|s| s.number == n)) else {
        return (axum::http::StatusCode::NOT_FOUND, "no such site").into_response();
    };
    let request = Request::read(&parts, &body).await;
    if let Some(file) = kit::vendored(&request.path) {
        return file;
    }
    let reply = (site.template)(site, &request, &ledger);
    if reply.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(reply.delay_ms)).await;
    }
    if !request.is_post() && request.path == site.start {
        #[expect(
            clippy::disallowed_methods,
            reason = "the benchmark compares it with other times of this machine"
        )]
        lock(&ledger.opened).insert(site.number, SystemTime::now());
    }
    if reply.hang_up {
        // A body that breaks off after its first bytes: a browser repeats a request that got no answer at all.
        let broken = futures_util::stream::unfold(0, |part| async move {
            if part == 0 {
                return Some((Ok(Bytes::from_static(b"<!doctype html><title>One moment</title>")), 1));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            Some((Err(std::io::Error::other("gone")), 1))
        });
        return axum::body::Body::from_stream(broken).into_response();
    }
    reply.into_response()
}
