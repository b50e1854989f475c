//! What the templates share: the request as fields, replies, and a little HTML.

use super::{Ledger, Listing, Site};
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};

/// A request, its body read into fields whatever its encoding.
#[derive(Debug, Default)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub fields: Vec<(String, String)>,
    pub files: Vec<(String, usize)>,
    pub cookie: String,
}

impl Request {
    pub async fn read(parts: &Parts, body: &Bytes) -> Self {
        let mut request = Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
            cookie: text_header(&parts.headers, header::COOKIE),
            ..Self::default()
        };
        let kind = text_header(&parts.headers, header::CONTENT_TYPE);
        if kind.starts_with("application/json") {
            if let Ok(serde_json::Value::Object(map)) = serde_json::from_slice(body) {
                request.fields = map
                    .into_iter()
                    .map(|(k, v)| (k, v.as_str().map_or_else(|| v.to_string(), str::to_owned)))
                    .collect();
            }
        } else if kind.starts_with("multipart/form-data") {
            request.read_multipart(&kind, body).await;
        } else {
            request.fields = pairs(body);
        }
        request
    }

    async fn read_multipart(&mut self, kind: &str, body: &Bytes) {
        let built = axum::http::Request::builder()
            .header(header::CONTENT_TYPE, kind)
            .body(axum::body::Body::from(body.clone()));
        let Ok(request) = built else { return };
        let Ok(mut form) = Multipart::from_request(request, &()).await else { return };
        while let Ok(Some(part)) = form.next_field().await {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file) = part.file_name().map(str::to_owned) {
                let size = part.bytes().await.map_or(0, |b| b.len());
                if size > 0 {
                    self.files.push((file, size));
                }
            } else {
                let value = part.text().await.unwrap_or_default();
                self.fields.push((name, value));
            }
        }
    }

    pub fn is_post(&self) -> bool {
        self.method == "POST"
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        !self.get(name).trim().is_empty()
    }

    pub fn listing(&self) -> Listing {
        Listing { fields: self.fields.clone(), files: self.files.clone() }
    }
}

fn text_header(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(encoded).into_owned().collect()
}

/// A reply.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
    pub delay_ms: u64,
    pub hang_up: bool,
}

impl Reply {
    pub fn html(body: impl Into<String>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type", "text/html; charset=utf-8".to_owned())],
            body: body.into(),
            delay_ms: 0,
            hang_up: false,
        }
    }

    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        Self {
            headers: vec![("content-type", "application/json".to_owned())],
            ..Self::html(value.to_string())
        }
        .status(status)
    }

    pub fn script(body: &str) -> Self {
        Self {
            headers: vec![("content-type", "text/javascript; charset=utf-8".to_owned())],
            ..Self::html(body)
        }
    }

    pub fn redirect(to: &str) -> Self {
        Self::html("").status(303).header("location", to)
    }

    pub fn not_found() -> Self {
        Self::html("<!doctype html><title>404 Not Found</title><h1>Not Found</h1>").status(404)
    }

    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn after(mut self, ms: u64) -> Self {
        self.delay_ms = ms;
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::from_u16(self.status).unwrap_or_default(), self.body).into_response();
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

/// Text made safe for HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A whole page in the site's language, with its own looks.
pub fn page(site: &Site, title: &str, head: &str, body: &str) -> String {
    let hue = u32::from(site.number) * 47 % 360;
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} – {name}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>\
         body{{font:16px/1.5 system-ui,sans-serif;margin:0;color:#222;background:hsl({hue} 40% 97%)}}\
         header{{background:hsl({hue} 45% 32%);color:#fff;padding:14px 24px}}header a{{color:#fff;margin-right:16px}}\
         main{{max-width:720px;margin:24px auto;padding:0 24px}}input,textarea,select{{font:inherit;padding:4px 6px}}\
         .error{{color:#b00020}}.field{{margin:0 0 14px}}.hp{{position:absolute;left:-9999px}}</style>{head}</head>\
         <body><header><strong>{name}</strong> <nav style=\"display:inline\"><a href=\"/\">Home</a></nav></header>\
         <main>{body}</main><footer><main><small>{name}</small></main></footer></body></html>",
        lang = site.lang,
        name = escape(site.name),
        title = escape(title),
    )
}

/// Counts a send and stores the listing.
pub fn accept(site: &Site, request: &Request, ledger: &Ledger) {
    ledger.sent(site.number);
    ledger.store(site.number, request.listing());
}

pub fn looks_like_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(' '))
}

/// The frameworks' files, for the sites built with them.
pub fn vendored(path: &str) -> Option<Response> {
    let body: &'static [u8] = match path {
        "/vendor/react.js" => include_bytes!("../../vendor/react/react.production.min.js"),
        "/vendor/react-dom.js" => include_bytes!("../../vendor/react/react-dom.production.min.js"),
        "/vendor/vue.js" => include_bytes!("../../vendor/vue/vue.global.prod.js"),
        _ => return None,
    };
    Some(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], body).into_response())
}
