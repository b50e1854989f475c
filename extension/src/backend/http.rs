//! One HTTP exchange by `fetch`, with a time limit that covers the body, too.

use super::reply::Reply;
use autobolt_shared::protocol::{BUILD_HEADER, INCARNATION_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION};
use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

#[wasm_bindgen]
extern "C" {
    // The service worker's and a page's `fetch` are the same function under one name.
    #[wasm_bindgen(catch, js_name = fetch)]
    async fn fetch(request: &Request) -> Result<JsValue, JsValue>;
}

/// A request to the backend.
pub(super) struct Call<'a> {
    pub(super) method: &'a str,
    pub(super) url: String,
    pub(super) api_key: Option<&'a str>,
    /// One start of the worker; the extension's pages name none.
    pub(super) incarnation: Option<String>,
    pub(super) body: Option<String>,
    pub(super) timeout_ms: u32,
}

/// An answer whose body is bytes.
pub(super) struct Bytes {
    pub(super) head: Reply,
    pub(super) bytes: Vec<u8>,
    pub(super) disposition: String,
}

impl Call<'_> {
    /// Sends it and reads the answer as text.
    ///
    /// # Errors
    /// In words, when no answer came.
    pub(super) async fn send(&self) -> Result<Reply, String> {
        self.exchange(async |response| {
            let mut reply = head(&response);
            let text = JsFuture::from(response.text()?).await?;
            reply.body = text.as_string().unwrap_or_default();
            Ok(reply)
        })
        .await
    }

    /// Sends it and reads a good answer as bytes, a bad one as text.
    ///
    /// # Errors
    /// In words, when no answer came.
    pub(super) async fn send_for_bytes(&self) -> Result<Bytes, String> {
        self.exchange(async |response| {
            let mut head = head(&response);
            let buffer = JsFuture::from(response.array_buffer()?).await?;
            let bytes = Uint8Array::new(&buffer).to_vec();
            if !response.ok() {
                head.body = String::from_utf8_lossy(&bytes).into_owned();
            }
            let disposition = response.headers().get("content-disposition")?.unwrap_or_default();
            Ok(Bytes { head, bytes, disposition })
        })
        .await
    }

    async fn exchange<T>(&self, read: impl AsyncFnOnce(Response) -> Result<T, JsValue>) -> Result<T, String> {
        let abort = AbortController::new().map_err(words)?;
        let request = self.request(&abort).map_err(words)?;
        let timeout = {
            let abort = abort.clone();
            Timeout::new(self.timeout_ms, move || abort.abort())
        };
        let answer = async { read(fetch(&request).await?.unchecked_into()).await }.await;
        timeout.cancel();
        answer.map_err(|error| {
            if abort.signal().aborted() { "it does not answer in time".to_owned() } else { words(error) }
        })
    }

    fn request(&self, abort: &AbortController) -> Result<Request, JsValue> {
        let headers = Headers::new()?;
        headers.set(PROTOCOL_HEADER, &PROTOCOL_VERSION.to_string())?;
        headers.set(BUILD_HEADER, env!("CARGO_PKG_VERSION"))?;
        if let Some(incarnation) = &self.incarnation {
            headers.set(INCARNATION_HEADER, incarnation)?;
        }
        if let Some(key) = self.api_key {
            headers.set("authorization", &format!("Bearer {key}"))?;
        }
        let init = RequestInit::new();
        init.set_method(self.method);
        if let Some(body) = &self.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&JsValue::from_str(body));
        }
        init.set_headers(&headers);
        init.set_cache(RequestCache::NoStore);
        init.set_credentials(RequestCredentials::Omit);
        // The key goes to the paired address alone, never where that one points.
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&abort.signal()));
        Request::new_with_str_and_init(&self.url, &init)
    }
}

fn head(response: &Response) -> Reply {
    let header = |name| response.headers().get(name).ok().flatten();
    Reply {
        status: response.status(),
        content_type: header("content-type").unwrap_or_default(),
        retry_after: header("retry-after"),
        body: String::new(),
    }
}

fn words(error: JsValue) -> String {
    let words = crate::chrome::ChromeError::from(error).0;
    // Chrome tells scripts nothing more, whatever went wrong: refused, no route, no permission, bad certificate.
    if words == "Failed to fetch" { "nothing answers at that address".to_owned() } else { words }
}
