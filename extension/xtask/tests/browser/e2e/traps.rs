//! Sites that behave badly, each in one way, on `NAME.localhost`. They count what arrives and what they keep.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use xtask::rig::{Options, Rig};

/// What one site saw.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Requests that would store a listing.
    pub sends: u32,
    /// Listings it keeps.
    pub stored: u32,
}

#[derive(Default)]
struct Book {
    seen: Mutex<BTreeMap<String, Seen>>,
    /// A site named `held` keeps its visitor waiting until then.
    release: Notify,
}

/// The running sites.
pub struct Traps {
    port: u16,
    book: Arc<Book>,
    server: tokio::task::JoinHandle<()>,
    folder: tempfile::TempDir,
}

impl Drop for Traps {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Traps {
    pub async fn start() -> Self {
        let book = Arc::new(Book::default());
        let app = axum::Router::new().fallback(answer).with_state(Arc::clone(&book));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("the traps serve") });
        Self { port, book, server, folder: tempfile::tempdir().unwrap() }
    }

    /// A rig whose catalogue is these sites.
    pub async fn rig(&self, names: &[&str]) -> Rig {
        let options = Options { directories: Some(self.catalogue(names)), ..Options::for_test(&[]) };
        Rig::start(&options).await.unwrap()
    }

    fn catalogue(&self, names: &[&str]) -> PathBuf {
        let mut csv = "name,submission_url\n".to_owned();
        for name in names {
            writeln!(csv, "{name},http://{name}.localhost:{}/add", self.port).unwrap();
        }
        let file = self.folder.path().join("traps.csv");
        std::fs::write(&file, csv).unwrap();
        file
    }

    pub fn seen(&self, name: &str) -> Seen {
        self.book.seen.lock().unwrap().get(name).copied().unwrap_or_default()
    }

    /// Waits until a listing was sent to that site.
    pub async fn sent(&self, name: &str) {
        crate::harness::eventually(&format!("a listing sent to {name}"), || async {
            (self.seen(name).sends > 0).then_some(())
        })
        .await;
    }

    /// Lets the visitor of `held` have the answer.
    pub fn release(&self) {
        self.book.release.notify_waiters();
    }
}

const FIELDS: &str = "<p><label>Business name *<br><input name=\"name\" required></label></p>\
    <p><label>Email *<br><input name=\"email\" type=\"email\" required></label></p>\
    <p><label>Website<br><input name=\"website\"></label></p><p><label>Description<br><textarea name=\"text\"></textarea></label></p>";
const THANKS: &str =
    "<h1>Thank you!</h1><p>Your listing has been submitted and will be reviewed by our editors.</p>";

fn page(body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Add your business</title><body>{body}</body></html>"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

fn form(attributes: &str, after: &str) -> Response {
    page(&format!(
        "<h1>Add your business</h1><form {attributes}>{FIELDS}<button>Submit listing</button></form>{after}"
    ))
}

/// A page that begins, and whose end never comes.
fn endless(html: &str) -> Response {
    let first = Ok::<_, std::io::Error>(Bytes::from(html.to_owned()));
    let parts = futures_util::stream::unfold(Some(first), |part| async move {
        match part {
            Some(part) => Some((part, None)),
            None => std::future::pending().await,
        }
    });
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], axum::body::Body::from_stream(parts))
        .into_response()
}

async fn answer(
    State(book): State<Arc<Book>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    _: Bytes,
) -> Response {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = host.split('.').next().unwrap_or_default().to_owned();
    let count = |stored: u32| {
        let mut seen = book.seen.lock().unwrap();
        let seen = seen.entry(name.clone()).or_default();
        seen.sends += 1;
        seen.stored += stored;
    };
    match (name.as_str(), uri.path(), method == Method::POST) {
        // Forms that lead into a trap.
        ("alert", "/add", false) => {
            form("method=\"post\"", "<script>alert('Welcome! Today everything is free.')</script>")
        }
        ("confirm", "/add", false) => {
            form("method=\"post\" onsubmit=\"return confirm('Do you accept a paid upgrade?')\"", "")
        }
        ("leave", "/add", false) => form(
            "method=\"post\"",
            "<script>addEventListener('beforeunload', (e) => { e.preventDefault(); e.returnValue = 'Stay!'; })</script>",
        ),
        ("preview", "/add", false) => form("method=\"get\" action=\"/preview\"", ""),
        ("mute", "/add", false) => form(
            "id=\"f\"",
            "<script>document.getElementById('f').addEventListener('submit', (e) => { e.preventDefault(); \
             fetch('/add', { method: 'POST', body: new FormData(e.target) }); });</script>",
        ),
        ("thanks-first", "/add", posted) => {
            if posted {
                count(0);
            }
            page(&format!(
                "{THANKS}<h1>Add your business</h1><form method=\"post\">{FIELDS}<button>Submit listing</button></form>"
            ))
        }
        // Forms a person would open first.
        ("folded", "/add", false) => page(&format!(
            "<h1>The town's directory</h1><p>All that opens today.</p><details><summary>Add your business</summary>\
             <form method=\"post\">{FIELDS}<button>Submit listing</button></form></details>"
        )),
        ("parts", "/add", false) => page(&format!(
            "<h1>Add your business</h1><form method=\"post\">{FIELDS}<h2><button type=\"button\" aria-expanded=\"false\" \
             aria-controls=\"where\" onclick=\"open_part(this)\">Address</button></h2><div id=\"where\" hidden>\
             <label>City *<br><input name=\"city\"></label></div><button>Submit listing</button></form>\
             <script>function open_part(b) {{ b.setAttribute('aria-expanded', true); document.getElementById('where').hidden = false; }}\
             document.querySelector('form').addEventListener('submit', (e) => {{ if (!e.target.city.value) e.preventDefault(); }});</script>"
        )),
        // Fields whose names hide what every form has.
        ("names", "/add", false) => page(
            "<h1>Add your business</h1><form method=\"post\"><p><label>Business name *<br><input name=\"getAttribute\" required>\
             </label></p><p><label>Email *<br><input name=\"children\" type=\"email\" required></label></p>\
             <p><label>Website<br><input name=\"parentNode\"></label></p><p><label>Description<br><textarea name=\"contains\">\
             </textarea></label></p><input type=\"hidden\" name=\"firstChild\"><input type=\"hidden\" name=\"localName\">\
             <button>Submit listing</button></form>",
        ),
        // Forms that send themselves when the last field is filled, and then show nothing of it.
        ("auto-get", "/add", false) if uri.query().is_none_or(str::is_empty) => form(
            "method=\"get\"",
            "<script>document.querySelector('textarea').onchange = (e) => e.target.form.submit()</script>",
        ),
        ("auto-get", "/add", false) => {
            count(1);
            form("method=\"get\"", "")
        }
        ("auto-fetch", "/add", false) => form(
            "",
            "<script>document.querySelector('textarea').onchange = async (e) => { await fetch('/add', { method: 'POST', body: \
             new FormData(e.target.form) }); document.body.innerHTML = '<h1>The town\\'s directory</h1><p>All that opens today.</p>'; }</script>",
        ),
        // Pages that are sent and never end.
        ("endless", "/add", false) => endless(&format!(
            "<title>Add your business</title><h1>Add your business</h1><form method=\"post\">{FIELDS}<button>Submit listing</button></form>"
        )),
        ("endless-answer", "/add", true) => {
            count(1);
            endless(&format!("<title>Thank you</title>{THANKS}"))
        }
        (_, "/add", false) => form("method=\"post\"", ""),
        // What comes of it.
        ("preview", "/preview", false) => page(
            "<h1>Thank you!</h1><p>This is how your listing will look.</p><p><a href=\"/add\">Change it</a></p>",
        ),
        ("error-200", "/add", true) => {
            count(0);
            page(
                "<h1>Thank you!</h1><p class=\"error\">Error: your listing could not be saved. Please try again later.</p>",
            )
        }
        ("slow", "/add", true) => {
            count(1);
            tokio::time::sleep(Duration::from_secs(6)).await;
            page(THANKS)
        }
        ("held", "/add", true) => {
            let released = book.release.notified();
            count(1);
            released.await;
            page(THANKS)
        }
        ("broken", "/add", true) => {
            count(1);
            (StatusCode::INTERNAL_SERVER_ERROR, page("<h1>Internal Server Error</h1>")).into_response()
        }
        ("hang-up", "/add", true) => {
            count(1);
            // Not before the first bytes: a browser itself repeats a request that got no answer at all.
            let parts = futures_util::stream::unfold(0, |part| async move {
                let first = Ok(Bytes::from_static(b"<!doctype html><title>One moment</title>"));
                if part == 0 {
                    return Some((first, 1));
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
                Some((Err(std::io::Error::other("gone")), 1))
            });
            axum::body::Body::from_stream(parts).into_response()
        }
        ("mute", "/add", true) => {
            count(1);
            StatusCode::NO_CONTENT.into_response()
        }
        (_, "/add", true) => {
            count(1);
            page(THANKS)
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
