//! A small site on this machine that serves the fixture pages and remembers what was sent to it.

use super::extension_dir;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;

/// The site; it stops when this is dropped.
pub struct Site {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    posts: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl Site {
    /// Starts it on a free port.
    pub async fn start() -> Self {
        let posts = Arc::new(Mutex::new(Vec::new()));
        let app = axum::Router::new()
            .route("/pages/{*path}", get(page))
            .route("/strict/{*path}", get(strict_page))
            .route("/vendor/{*path}", get(vendor))
            .route("/submit", post(submit))
            .with_state(posts.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("the site serves") });
        Self { base, posts, server }
    }

    /// Address of a fixture page.
    #[must_use]
    pub fn page(&self, name: &str) -> String {
        format!("{}/pages/{name}.html", self.base)
    }

    /// The same page under a policy that allows no script but its own.
    #[must_use]
    pub fn strict_page(&self, name: &str) -> String {
        format!("{}/strict/{name}.html", self.base)
    }

    /// Bodies sent to `/submit`, in order.
    #[must_use]
    pub fn posts(&self) -> Vec<String> {
        self.posts.lock().unwrap().clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn page(Path(path): Path<String>) -> Response {
    file(&format!("fixtures/pages/{path}")).await
}

async fn strict_page(Path(path): Path<String>) -> Response {
    let mut response = file(&format!("fixtures/pages/{path}")).await;
    let policy = "default-src 'none'; script-src 'nonce-fixture'; style-src 'unsafe-inline'; frame-src 'self'; require-trusted-types-for 'script'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.parse().unwrap());
    response
}

async fn vendor(Path(path): Path<String>) -> Response {
    file(&format!("xtask/vendor/{path}")).await
}

async fn submit(
    State(posts): State<Arc<Mutex<Vec<String>>>>,
    headers: HeaderMap,
    body: Bytes,
) -> Html<&'static str> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    posts.lock().unwrap().push(format!("{kind}\n{}", String::from_utf8_lossy(&body)));
    Html("<!doctype html><title>Thank you</title><h1>Thank you for your submission</h1>")
}

async fn file(path: &str) -> Response {
    let Ok(bytes) = tokio::fs::read(extension_dir(path)).await else {
        return (StatusCode::NOT_FOUND, format!("no {path}")).into_response();
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}
