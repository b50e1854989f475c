//! The audit's own client: it knocks at the backend as AutoBolts, staff and strangers do.

use reqwest::{Client, Method, header};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: header::HeaderMap,
    /// Its body.
    pub text: String,
    /// The body as JSON, or null.
    pub body: Value,
}

impl Reply {
    /// A header, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Whether it turns the caller away for who they are.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(self.status, 401 | 403 | 429)
    }

    /// The status with the problem's slug and reason, for evidence.
    #[must_use]
    pub fn said(&self) -> String {
        let word = |value: &Value| value.as_str().map(|word| format!(" {word}")).unwrap_or_default();
        format!("{}{}{}", self.status, word(&self.body["slug"]), word(&self.body["extra"]["reason"]))
    }
}

/// Who knocks.
#[derive(Debug, Clone, Copy)]
pub enum As<'a> {
    /// Nobody in particular.
    Stranger,
    /// The holder of a key.
    Key(&'a str),
    /// A person with a session cookie, on our own page.
    Staff(&'a str),
}

/// A client of one backend. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    base: String,
    /// What was answered, for the check that no answer carries a secret.
    heard: Arc<Mutex<Vec<(String, String)>>>,
}

impl Http {
    /// A client of the backend at `base`.
    ///
    /// # Errors
    /// The client cannot be made: its TLS has no roots.
    pub fn new(base: &str) -> Result<Self, String> {
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| e.to_string())?;
        Ok(Self { client, base: base.trim_end_matches('/').to_owned(), heard: Arc::default() })
    }

    /// Asks without a body.
    ///
    /// # Errors
    /// No answer came.
    pub async fn get(&self, who: As<'_>, path: &str) -> Result<Reply, String> {
        self.send(Method::GET, who, path, &[], None).await
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// No answer came.
    pub async fn post(&self, who: As<'_>, path: &str, body: Value) -> Result<Reply, String> {
        let kind = [(header::CONTENT_TYPE.as_str(), "application/json")];
        self.send(Method::POST, who, path, &kind, Some(body.to_string())).await
    }

    /// Sends anything.
    ///
    /// # Errors
    /// No answer came.
    pub async fn send(
        &self,
        method: Method,
        who: As<'_>,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Result<Reply, String> {
        let what = format!("{method} {path}");
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request = match who {
            As::Stranger => request,
            As::Key(key) => request.bearer_auth(key),
            As::Staff(cookie) => {
                request.header(header::COOKIE, cookie).header("sec-fetch-site", "same-origin")
            }
        };
        if let Some(body) = body {
            request = request.body(body);
        }
        let failed = |error: reqwest::Error| format!("{what}: no answer: {}", error.without_url());
        let response = request.send().await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.map_err(failed)?;
        let spoken = format!("{headers:?}\n{text}");
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push((what, spoken));
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Reply { status, headers, text, body })
    }

    /// Opens a stream and reads it until `wanted` comes, or the time is over.
    ///
    /// # Errors
    /// It did not come; what came instead.
    pub async fn stream_until(
        &self,
        who: As<'_>,
        path: &str,
        opened: tokio::sync::oneshot::Sender<()>,
        wanted: &str,
        within: Duration,
    ) -> Result<(), String> {
        let request = self.client.get(format!("{}{path}", self.base));
        let request = match who {
            As::Stranger => request,
            As::Key(key) => request.bearer_auth(key),
            As::Staff(cookie) => request.header(header::COOKIE, cookie),
        };
        let mut response =
            request.send().await.map_err(|error| format!("{path}: {}", error.without_url()))?;
        let mut heard = String::new();
        let _ = opened.send(());
        let read = async {
            while let Ok(Some(chunk)) = response.chunk().await {
                heard.push_str(&String::from_utf8_lossy(&chunk));
                if heard.contains(wanted) {
                    return true;
                }
            }
            false
        };
        match tokio::time::timeout(within, read).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(format!("{path} ended before anything was said of it")),
            Err(_) => Err(format!("{path} said nothing of it within {} s", within.as_secs())),
        }
    }

    /// What was answered so far: which request, and the whole answer.
    #[must_use]
    pub fn heard(&self) -> Vec<(String, String)> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
