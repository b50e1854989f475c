//! Directories that need a person, on `NAME.localhost`. They keep what they were sent.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use xtask::rig::{Options, Rig};

type Fields = BTreeMap<String, String>;

#[derive(Default)]
struct Book {
    /// What was kept, by `host/path`.
    kept: Mutex<Vec<(String, Fields)>>,
    /// Drafts of the form of several pages.
    draft: Mutex<Fields>,
}

/// The running sites.
pub struct Places {
    port: u16,
    book: Arc<Book>,
    server: tokio::task::JoinHandle<()>,
    folder: tempfile::TempDir,
}

impl Drop for Places {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Places {
    pub async fn start() -> Self {
        let book = Arc::new(Book::default());
        let app = axum::Router::new().fallback(answer).with_state(Arc::clone(&book));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("the places serve") });
        Self { port, book, server, folder: tempfile::tempdir().unwrap() }
    }

    /// A rig whose catalogue is these: name, host and path.
    pub async fn rig(&self, places: &[(&str, &str)]) -> Rig {
        let mut csv = "name,submission_url\n".to_owned();
        for (name, at) in places {
            let (host, path) = at.split_once('/').unwrap();
            writeln!(csv, "{name},http://{host}.localhost:{}/{path}", self.port).unwrap();
        }
        let file: PathBuf = self.folder.path().join("places.csv");
        std::fs::write(&file, csv).unwrap();
        let options = Options { directories: Some(file), ..Options::for_test(&[]) };
        Rig::start(&options).await.unwrap()
    }

    /// Another customer, like the sample one but for these columns; the next order is theirs.
    pub fn customer(&self, rig: &mut Rig, changes: &[(&str, &str)]) {
        let sample = xtask::workspace::root().join("extension/xtask/sample/customer.json");
        let mut customer: serde_json::Value =
            serde_json::from_slice(&std::fs::read(sample).unwrap()).unwrap();
        customer.as_object_mut().unwrap().remove("logo");
        for (column, value) in changes {
            customer[*column] = (*value).into();
        }
        let file = self.folder.path().join("customer.json");
        std::fs::write(&file, customer.to_string()).unwrap();
        let made =
            rig.backend.options.json(&["customers", "import", file.to_str().unwrap(), "--new"]).unwrap();
        rig.customer_id = made[0]["id"].as_str().unwrap().to_owned();
    }

    /// What was kept at `host/path`.
    pub fn kept(&self, at: &str) -> Vec<Fields> {
        self.book
            .kept
            .lock()
            .unwrap()
            .iter()
            .filter(|(place, _)| place == at)
            .map(|(_, f)| f.clone())
            .collect()
    }
}

const USUAL: &str = "<p><label>Business name *<br><input name=\"name\" required></label></p>\
    <p><label>Email *<br><input name=\"email\" type=\"email\" required></label></p>\
    <p><label>Description<br><textarea name=\"text\"></textarea></label></p>";
const THANKS: &str =
    "<h1>Thank you!</h1><p>Your listing has been submitted and will be reviewed by our editors.</p>";

fn page(title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><body>{body}</body></html>"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

fn form(more: &str, button: &str) -> Response {
    page(
        "Add your business",
        &format!(
            "<h1>Add your business</h1><form method=\"post\">{USUAL}{more}<button id=\"send\">{button}</button></form>"
        ),
    )
}

async fn answer(
    State(book): State<Arc<Book>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let host = host.split('.').next().unwrap_or_default();
    let cookie = headers.get(header::COOKIE).and_then(|c| c.to_str().ok()).unwrap_or_default();
    let fields: Fields = url::form_urlencoded::parse(&body).into_owned().collect();
    let place = format!("{host}{}", uri.path());
    let keep = |fields: Fields| {
        book.kept.lock().unwrap().push((place.clone(), fields));
        page("Thank you", THANKS)
    };
    match (host, uri.path(), method == Method::POST) {
        // A form with words nobody knows.
        ("odd", "/add", false) => form(
            "<p><label>Zorblet *<br><input name=\"f_9\" required></label></p>\
             <p><label>Quarter *<br><select name=\"f_10\" required><option value=\"\">Please choose</option>\
             <option value=\"1\">Inner ring</option><option value=\"2\">Outer ring</option></select></label></p>",
            "Submit listing",
        ),
        // A list whose options say nothing the customer's data says.
        ("trades", "/add", false) => form(
            "<p><label>Trade *<br><select name=\"f_3\" required><option value=\"\">Please choose</option>\
             <option>Quarks</option><option>Leptons</option></select></label></p>",
            "Submit listing",
        ),
        // Nothing without an account; after the sign-in the site shows its home page.
        ("club", "/login", true) => {
            let to = [(header::LOCATION, "/home"), (header::SET_COOKIE, "member=yes; Path=/")];
            (StatusCode::SEE_OTHER, to).into_response()
        }
        ("club", "/home", _) => page("Welcome back", "<h1>Welcome back</h1><p>News of the club.</p>"),
        ("club", "/login", false) => page(
            "Sign in",
            "<h1>Sign in</h1><p>Please sign in to add your business.</p><form method=\"post\" action=\"/login\">\
             <p><label>E-mail<br><input name=\"user\" autocomplete=\"username\"></label></p>\
             <p><label>Password<br><input name=\"password\" type=\"password\" autocomplete=\"current-password\"></label></p>\
             <button id=\"in\">Sign in</button></form>",
        ),
        ("club", _, false) if !cookie.contains("member=yes") => {
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/login")]).into_response()
        }
        ("club", _, false) => form("", "Submit listing"),
        // A check that a person has to pass.
        ("guarded", "/add", false) => form(
            "<div class=\"g-recaptcha\" data-sitekey=\"6Lsample\"><iframe title=\"reCAPTCHA\" src=\"/challenge?recaptcha/api2/anchor\" width=\"304\" height=\"78\"></iframe>\
             <textarea name=\"g-recaptcha-response\" style=\"display:none\"></textarea></div>",
            "Submit listing",
        ),
        ("guarded", "/challenge", _) => {
            page("Challenge", "<label><input type=\"checkbox\"> I'm not a robot</label>")
        }
        ("guarded", "/add", true) if fields.get("g-recaptcha-response").is_none_or(String::is_empty) => {
            (StatusCode::FORBIDDEN, page("No", "<p class=\"error\">The verification failed.</p>"))
                .into_response()
        }
        // Three pages, each a document of its own, the second one only to look at.
        ("steps", "/add", false) => {
            form("<p><label>Zorb code *<br><input name=\"f_7\" required></label></p>", "Continue")
        }
        ("steps", "/add", true) => {
            *book.draft.lock().unwrap() = fields;
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/check")]).into_response()
        }
        ("steps", "/check", _) => {
            let draft = book.draft.lock().unwrap().clone();
            let lines: String = draft.iter().map(|(key, value)| format!("<li>{key}: {value}</li>")).collect();
            page(
                "Check your entry",
                &format!(
                    "<h1>Check your entry</h1><ul>{lines}</ul><form method=\"post\" action=\"/last\"><button id=\"fine\">All fine</button></form><a href=\"/add\">Edit</a>"
                ),
            )
        }
        ("steps", "/last", true) => page(
            "One more thing",
            "<h1>One more thing</h1><form method=\"post\" action=\"/done\"><p><label>How shall we bill the zorb? *<br>\
             <select name=\"bill\" required><option value=\"\">Please choose</option><option>Never</option></select></label></p>\
             <button id=\"end\">Send it off</button></form>",
        ),
        ("steps", "/done", true) => {
            let mut all = book.draft.lock().unwrap().clone();
            all.extend(fields);
            keep(all)
        }
        (_, _, true) => keep(fields),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
