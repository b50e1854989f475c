//! What the browser's events say about one tab: whether it loads, what it sent since the press, how long it has been quiet.

use crate::forms::outcome::ObservedRequest;

/// At most so many requests are kept since one press.
const MOST_REQUESTS: usize = 150;
/// A request whose answer began that long ago and never ends is a stream: nothing waits for it.
const STREAM_MS: u64 = 3_000;

/// A document that began so long ago and of which nothing more was heard is as complete as it will be.
const BODY_MS: u64 = 5_000;

/// How the top frame stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Loading {
    /// Nothing was asked for yet.
    #[default]
    Never,
    /// Asked for; no document yet.
    Asked,
    /// The new document is there, its DOM is not.
    Committed,
    /// Its DOM is there.
    Dom,
    /// All it embeds is loaded, too.
    Complete,
    /// It failed.
    Failed(String),
}

/// A request of the tab's.
#[derive(Debug, Clone)]
struct Request {
    id: String,
    seen: ObservedRequest,
    sent_ms: u64,
    /// Sent since the mark.
    counts: bool,
    open: bool,
    answered_ms: Option<u64>,
}

/// What is known about one tab. Times are milliseconds of any clock that only goes forward.
#[derive(Debug, Default)]
pub struct Trace {
    loading: Loading,
    url: String,
    status: Option<u16>,
    requests: Vec<Request>,
    marked: Option<i32>,
    navigated: bool,
    changed_ms: u64,
    /// The document holds a socket: the site can tell it something at any time.
    listens: bool,
    events: u64,
    looked: u64,
    /// A load was asked for, and no document of it came yet.
    expects: bool,
}

impl Trace {
    /// A load is about to be asked for: what was before it does not count for it.
    pub fn expect_load(&mut self, now: u64) {
        self.loading = Loading::Never;
        self.expects = true;
        self.status = None;
        self.requests.clear();
        self.marked = None;
        self.navigated = false;
        self.changed_ms = now;
    }

    /// From here on requests and navigations count; `frame` is the one that is pressed in.
    pub fn mark(&mut self, frame: i32, now: u64) {
        self.mark_since(frame, now, now);
    }

    /// The same for a press that is heard of a moment late: what was sent since then counts.
    pub fn mark_since(&mut self, frame: i32, since: u64, now: u64) {
        for request in &mut self.requests {
            request.counts = since < now && request.sent_ms >= since;
        }
        // What is still under way from before keeps the page busy, and is no answer to the press.
        self.requests.retain(|request| request.open || request.counts);
        self.marked = Some(frame);
        self.navigated = false;
        self.changed_ms = now;
        self.looked = self.events;
    }

    /// The browser told of something.
    pub const fn stir(&mut self) {
        self.events += 1;
    }

    /// Somebody looks at the page now: what was told so far is known.
    pub const fn look(&mut self) {
        self.looked = self.events;
    }

    /// Something was told since somebody looked, or since the mark.
    #[must_use]
    pub const fn is_news(&self) -> bool {
        self.events != self.looked
    }

    /// Whether somebody watches since a mark.
    #[must_use]
    pub const fn is_marked(&self) -> bool {
        self.marked.is_some()
    }

    /// A navigation was asked for.
    pub fn before(&mut self, frame: i32, url: &str, now: u64) {
        self.changed_ms = now;
        if frame == 0 && !self.is_late_blank(url) {
            self.loading = Loading::Asked;
            // The request of a quick page is sometimes told of first; what needs none has no status.
            if !url.starts_with("http") {
                self.status = None;
            }
        }
    }

    /// A new document is there.
    pub fn committed(&mut self, frame: i32, url: &str, now: u64) {
        self.changed_ms = now;
        self.navigated |= frame == 0 || self.marked == Some(frame);
        if frame == 0 && !self.is_late_blank(url) {
            self.loading = Loading::Committed;
            self.expects = false;
            self.listens = false;
            url.clone_into(&mut self.url);
        }
    }

    /// The empty page every tab begins with is told of late, when the real one was asked for already, or even after that
    /// was told of, too.
    fn is_late_blank(&self, url: &str) -> bool {
        self.expects && url == "about:blank"
    }

    /// The document has its DOM.
    pub fn dom(&mut self, frame: i32, now: u64) {
        self.changed_ms = now;
        if frame == 0 && self.loading == Loading::Committed {
            self.loading = Loading::Dom;
        }
    }

    /// The document is loaded with all it embeds.
    pub fn completed(&mut self, frame: i32, now: u64) {
        self.changed_ms = now;
        if frame == 0 && matches!(self.loading, Loading::Committed | Loading::Dom) {
            self.loading = Loading::Complete;
        }
    }

    /// A navigation failed. One that was given up leaves the old document where it was.
    pub fn failed(&mut self, frame: i32, error: &str, now: u64) {
        self.changed_ms = now;
        if frame == 0 && matches!(self.loading, Loading::Asked | Loading::Committed | Loading::Never) {
            self.loading = Loading::Failed(error.to_owned());
        }
    }

    /// The same document under another address.
    pub fn moved(&mut self, frame: i32, url: &str, now: u64) {
        self.changed_ms = now;
        self.navigated |= frame == 0 || self.marked == Some(frame);
        if frame == 0 {
            url.clone_into(&mut self.url);
            // Another fragment of the page that is there already: nothing more will come.
            if self.loading == Loading::Never {
                self.loading = Loading::Complete;
            }
        }
    }

    /// A request is about to be sent.
    pub fn sent(&mut self, id: &str, method: &str, url: &str, kind: &str, now: u64) {
        self.listens |= matches!(kind, "websocket" | "webtransport");
        if is_decoration(kind) {
            return;
        }
        self.changed_ms = now;
        if kind == "main_frame" {
            self.status = None;
        }
        // A redirect is announced under the same id again: it is one request with one last answer.
        if self.requests.iter().any(|request| request.id == id && request.open) {
            return;
        }
        if self.requests.len() >= MOST_REQUESTS {
            let Some(at) = self.requests.iter().position(|request| request.seen.kind == "image") else {
                return;
            };
            self.requests.remove(at);
        }
        self.requests.push(Request {
            id: id.to_owned(),
            seen: ObservedRequest {
                method: method.to_owned(),
                url: without_values(url),
                kind: kind.to_owned(),
                ..ObservedRequest::default()
            },
            sent_ms: now,
            counts: true,
            open: true,
            answered_ms: None,
        });
    }

    /// A request is sent on to another address.
    pub fn redirected(&mut self, id: &str, status: Option<u16>, to: &str, now: u64) {
        self.changed_ms = now;
        if let Some(request) = self.open(id) {
            request.seen.status = status;
            request.seen.redirected_to = without_values(to);
        }
    }

    /// The head of an answer came.
    pub fn answered(&mut self, id: &str, status: Option<u16>, kind: &str, now: u64) {
        self.note_status(kind, status);
        if let Some(request) = self.open(id) {
            request.answered_ms = Some(now);
            // The submit's own answer stays: a redirect's target has a request of its own only in what it says.
            if request.seen.redirected_to.is_empty() {
                request.seen.status = status;
            }
            self.changed_ms = now;
        }
    }

    /// A request is over.
    pub fn finished(&mut self, id: &str, status: Option<u16>, kind: &str, now: u64) {
        self.answered(id, status, kind, now);
        if let Some(request) = self.open(id) {
            request.open = false;
        }
    }

    /// A request failed.
    pub fn broke(&mut self, id: &str, error: &str, now: u64) {
        if let Some(request) = self.open(id) {
            request.open = false;
            error.clone_into(&mut request.seen.error);
            self.changed_ms = now;
        }
    }

    fn open(&mut self, id: &str) -> Option<&mut Request> {
        self.requests.iter_mut().find(|request| request.id == id && request.open)
    }

    fn note_status(&mut self, kind: &str, status: Option<u16>) {
        if kind == "main_frame" {
            self.status = status.filter(|status| *status > 0);
        }
    }

    /// How the top frame stands.
    #[must_use]
    pub const fn loading(&self) -> &Loading {
        &self.loading
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether a request of that origin may be this tab's.
    #[must_use]
    pub fn is_of(&self, origin: &str) -> bool {
        !origin.is_empty()
            && self.url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The HTTP status of its document.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// Since the mark: a document was replaced, or its address changed.
    #[must_use]
    pub const fn navigated(&self) -> bool {
        self.navigated
    }

    /// What was sent since the mark.
    #[must_use]
    pub fn requests(&self) -> Vec<ObservedRequest> {
        self.requests.iter().filter(|request| request.counts).map(|request| request.seen.clone()).collect()
    }

    /// Whether the page loads, or waits for an answer.
    #[must_use]
    pub fn busy(&self, now: u64) -> bool {
        self.loading == Loading::Asked
            || (self.loading == Loading::Committed && !self.is_endless(now))
            || self.requests.iter().any(|request| {
                let streams = request.answered_ms.is_some_and(|at| now.saturating_sub(at) > STREAM_MS);
                request.open && waits_for(&request.seen.kind) && !streams
            })
    }

    /// Whether the document is there and its end does not come.
    #[must_use]
    pub fn is_endless(&self, now: u64) -> bool {
        self.loading == Loading::Committed && self.quiet_ms(now) > BODY_MS
    }

    /// The document is loaded with all it embeds, and nothing can reach it any more that it asked for.
    #[must_use]
    pub fn at_rest(&self) -> bool {
        let open = |request: &Request| request.open && waits_for(&request.seen.kind);
        self.loading == Loading::Complete && !self.listens && !self.requests.iter().any(open)
    }

    /// Milliseconds since anything last happened.
    #[must_use]
    pub const fn quiet_ms(&self, now: u64) -> u64 {
        now.saturating_sub(self.changed_ms)
    }
}

/// What a page fetches for its looks and never to send something.
fn is_decoration(kind: &str) -> bool {
    matches!(kind, "stylesheet" | "font" | "media" | "csp_report" | "websocket" | "webtransport")
}

/// What a person would wait for.
fn waits_for(kind: &str) -> bool {
    matches!(kind, "main_frame" | "sub_frame" | "xmlhttprequest" | "script" | "other")
}

/// An address whose query tells names and no values: what was typed does not belong into a log. No fragment either.
#[must_use]
pub fn without_values(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    if let Some((scheme, _)) =
        url.split_once(':').filter(|(scheme, _)| matches!(*scheme, "data" | "blob" | "javascript"))
    {
        return format!("{scheme}:");
    }
    let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
    let names: Vec<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    format!("{path}?{}", names.join("&"))
}

#[cfg(test)]
mod tests;
