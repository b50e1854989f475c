//! What the browser's events say about one tab: whether it loads, what it sent since the press, how long it has been quiet.

use crate::forms::outcome::ObservedRequest;

/// At most so many requests are kept since one press.
const MOST_REQUESTS: usize = 150;
/// A request whose answer began that long ago and never ends is a stream: nothing waits for it.
const STREAM_MS: u64 = 3_000;

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
        matches!(self.loading, Loading::Asked | Loading::Committed)
            || self.requests.iter().any(|request| {
                let streams = request.answered_ms.is_some_and(|at| now.saturating_sub(at) > STREAM_MS);
                request.open && waits_for(&request.seen.kind) && !streams
            })
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
mod tests {
    use super::*;

    fn pressed() -> Trace {
        let mut trace = Trace::default();
        trace.before(0, "https://a.example/add", 0);
        trace.committed(0, "https://a.example/add", 10);
        trace.dom(0, 20);
        trace.completed(0, 30);
        trace.mark(0, 100);
        trace
    }

    #[test]
    fn a_native_submit_is_one_request_with_its_own_status_and_its_target() {
        let mut trace = pressed();
        trace.sent("1", "POST", "https://a.example/add?token=secret", "main_frame", 110);
        trace.before(0, "https://a.example/add", 111);
        assert!(trace.busy(112));
        trace.redirected("1", Some(303), "https://a.example/thanks?id=7", 120);
        trace.sent("1", "GET", "https://a.example/thanks?id=7", "main_frame", 121);
        trace.finished("1", Some(200), "main_frame", 130);
        trace.committed(0, "https://a.example/thanks?id=7", 131);
        trace.dom(0, 140);
        assert_eq!(
            trace.requests(),
            [ObservedRequest {
                method: "POST".to_owned(),
                url: "https://a.example/add?token".to_owned(),
                status: Some(303),
                error: String::new(),
                kind: "main_frame".to_owned(),
                redirected_to: "https://a.example/thanks?id".to_owned(),
            }]
        );
        assert!(trace.navigated());
        assert_eq!(trace.status(), Some(200));
        assert!(!trace.busy(150));
        assert_eq!(trace.quiet_ms(200), 60);
    }

    #[test]
    fn what_was_under_way_before_the_press_is_no_answer_to_it() {
        let mut trace = Trace::default();
        trace.sent("old", "POST", "https://a.example/track", "xmlhttprequest", 10);
        trace.mark(0, 100);
        assert!(trace.requests().is_empty());
        assert!(trace.busy(101));
        trace.finished("old", Some(200), "xmlhttprequest", 110);
        assert!(trace.requests().is_empty() && !trace.busy(111));
    }

    #[test]
    fn the_empty_page_a_tab_begins_with_is_not_taken_for_the_one_asked_for() {
        let mut trace = Trace::default();
        trace.expect_load(0);
        trace.committed(0, "about:blank", 5);
        trace.dom(0, 6);
        trace.completed(0, 7);
        assert_eq!(*trace.loading(), Loading::Never);
        trace.before(0, "https://a.example/", 8);
        trace.before(0, "about:blank", 8);
        trace.committed(0, "about:blank", 8);
        trace.dom(0, 8);
        trace.completed(0, 8);
        assert_eq!((trace.loading(), trace.url()), (&Loading::Asked, ""));
        trace.committed(0, "https://a.example/", 9);
        trace.dom(0, 10);
        assert_eq!((trace.loading(), trace.url()), (&Loading::Dom, "https://a.example/"));
    }

    #[test]
    fn a_press_heard_of_late_keeps_what_it_sent_meanwhile() {
        let mut trace = pressed();
        trace.sent("before", "GET", "https://a.example/poll", "xmlhttprequest", 500);
        trace.finished("before", Some(200), "xmlhttprequest", 510);
        trace.sent("submit", "POST", "https://a.example/add", "xmlhttprequest", 1_000);
        trace.finished("submit", Some(200), "xmlhttprequest", 1_040);
        trace.mark_since(0, 950, 1_050);
        assert_eq!(trace.requests().len(), 1);
        assert_eq!(trace.requests()[0].method, "POST");
    }

    #[test]
    fn a_stream_keeps_no_page_busy() {
        let mut trace = pressed();
        trace.sent("s", "GET", "https://a.example/events", "xmlhttprequest", 110);
        trace.answered("s", Some(200), "xmlhttprequest", 120);
        assert!(trace.busy(200));
        assert!(!trace.busy(120 + STREAM_MS + 1));
    }

    #[test]
    fn a_page_is_at_rest_when_it_is_loaded_and_nothing_it_asked_for_can_reach_it() {
        let mut trace = pressed();
        assert!(trace.at_rest());
        trace.sent("s", "GET", "https://a.example/events", "xmlhttprequest", 110);
        trace.answered("s", Some(200), "xmlhttprequest", 120);
        // A stream keeps nobody busy, and may say something at any time.
        assert!(!trace.at_rest() && !trace.busy(120 + STREAM_MS + 1));
        trace.finished("s", Some(200), "xmlhttprequest", 9_000);
        assert!(trace.at_rest());
        trace.sent("w", "GET", "wss://a.example/", "websocket", 9_001);
        assert!(!trace.at_rest());
        trace.committed(0, "https://a.example/thanks", 9_100);
        trace.dom(0, 9_110);
        assert!(!trace.at_rest());
        trace.completed(0, 9_120);
        assert!(trace.at_rest());
    }

    #[test]
    fn what_was_told_before_a_look_is_no_news_after_it() {
        let mut trace = pressed();
        assert!(!trace.is_news());
        trace.stir();
        assert!(trace.is_news());
        trace.look();
        assert!(!trace.is_news());
        trace.stir();
        trace.mark(0, 200);
        assert!(!trace.is_news(), "what came before the press");
    }

    #[test]
    fn a_frame_that_is_not_pressed_in_navigates_without_meaning() {
        let mut trace = pressed();
        trace.committed(7, "https://ads.example/", 120);
        assert!(!trace.navigated());
        trace.mark(7, 200);
        trace.committed(7, "https://a.example/thanks", 210);
        assert!(trace.navigated());
        assert_eq!(trace.url(), "https://a.example/add");
    }

    #[test]
    fn a_navigation_that_was_given_up_leaves_the_page_where_it_was() {
        let mut trace = pressed();
        trace.failed(0, "net::ERR_ABORTED", 120);
        assert_eq!(*trace.loading(), Loading::Complete);
    }

    #[test]
    fn a_broken_request_keeps_its_error() {
        let mut trace = pressed();
        trace.sent("1", "POST", "https://a.example/add", "xmlhttprequest", 110);
        trace.broke("1", "net::ERR_CONNECTION_RESET", 120);
        assert_eq!(trace.requests()[0].error, "net::ERR_CONNECTION_RESET");
        assert!(!trace.busy(121));
    }

    #[test]
    fn pictures_make_room_for_what_may_be_the_submit() {
        let mut trace = pressed();
        for n in 0..MOST_REQUESTS {
            trace.sent(&format!("i{n}"), "GET", "https://a.example/p.png", "image", 110);
        }
        trace.sent("submit", "POST", "https://a.example/add", "xmlhttprequest", 111);
        assert_eq!(trace.requests().len(), MOST_REQUESTS);
        assert!(trace.requests().iter().any(|request| request.method == "POST"));
    }

    #[test]
    fn addresses_tell_names_and_no_values() {
        assert_eq!(without_values("https://a.example/x?email=a@b.c&q=1#top"), "https://a.example/x?email&q");
        assert_eq!(without_values("https://a.example/x"), "https://a.example/x");
        assert_eq!(without_values("data:text/plain,secret"), "data:");
    }
}
