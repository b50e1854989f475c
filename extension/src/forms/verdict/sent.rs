//! Which of the requests after a press can have carried the form, and how they were answered.

use crate::forms::address;
use crate::forms::outcome::{ObservedRequest, PressObservation};
use crate::forms::snapshot::{ControlKind, FormElement};

/// What left the page.
#[derive(Debug, Default)]
pub(super) struct Sent<'a> {
    /// Requests that can have carried the form, in order.
    pub candidates: Vec<&'a ObservedRequest>,
    /// One of them was answered well.
    pub ok: bool,
    /// One was refused or broke off.
    pub failed: Option<&'a ObservedRequest>,
    /// Some request went to the directory, though none that can have carried the form.
    pub only_navigated: bool,
    /// The directory answered 400, 409 or 422: it read the form and did not take it.
    pub not_taken: bool,
}

/// Hosts whose requests never carry a listing: counting, advertising, maps, chat, challenges.
const OTHER_HOSTS: &[&str] = &[
    "google-analytics.com",
    "analytics.google.com",
    "googletagmanager.com",
    "doubleclick.net",
    "googlesyndication.com",
    "googleadservices.com",
    "www.google.com",
    "play.google.com",
    "gstatic.com",
    "recaptcha.net",
    "maps.googleapis.com",
    "facebook.com",
    "facebook.net",
    "hotjar.com",
    "hotjar.io",
    "clarity.ms",
    "segment.io",
    "segment.com",
    "mixpanel.com",
    "amplitude.com",
    "sentry.io",
    "bugsnag.com",
    "datadoghq.com",
    "nr-data.net",
    "newrelic.com",
    "plausible.io",
    "fullstory.com",
    "intercom.io",
    "hcaptcha.com",
    "challenges.cloudflare.com",
    "cloudflareinsights.com",
    "linkedin.com",
    "bing.com",
    "tiktok.com",
    "yandex.ru",
    "matomo.cloud",
    "crisp.chat",
    "tawk.to",
    "mouseflow.com",
    "posthog.com",
    "heap.io",
    "heapanalytics.com",
    "quantserve.com",
    "criteo.com",
    "taboola.com",
    "outbrain.com",
    "cookiebot.com",
    "onetrust.com",
    "usercentrics.eu",
    "mapbox.com",
    "openstreetmap.org",
    "pinterest.com",
    "twitter.com",
    "t.co",
    "stripe.network",
];

/// Path words of a site's own counting requests.
const OTHER_PATHS: &[&str] = &[
    "/cdn-cgi/",
    "/collect",
    "/beacon",
    "/_vercel/",
    "/telemetry",
    "/analytics",
    "/matomo",
    "/piwik",
    "/rum",
    "/api/event",
    "/heartbeat",
    "/track",
    "/pixel",
    "/consent",
    "/csp-report",
    "/pageview",
    "/socket.io",
    "/sockjs",
    "/hit",
    "/stats",
    "/log",
];

/// What a GET request's path says when it carries a form all the same.
const CARRYING: &[&str] = &[
    "submit", "add", "save", "create", "register", "send", "process", "insert", "publish", "post", "signup",
    "entry",
];

fn is_other(request: &ObservedRequest) -> bool {
    let host = address::host(&request.url);
    let host = host.split(':').next().unwrap_or_default();
    let path = address::path(&request.url).to_ascii_lowercase();
    let kinds =
        ["image", "stylesheet", "font", "script", "media", "csp_report", "object", "ping", "websocket"];
    kinds.contains(&request.kind.as_str())
        || OTHER_HOSTS
            .iter()
            .any(|h| host == *h || host.strip_suffix(h).is_some_and(|rest| rest.ends_with('.')))
        || OTHER_PATHS.iter().any(|p| if p.ends_with('/') { path.contains(p) } else { path.ends_with(p) })
}

fn writes(request: &ObservedRequest) -> bool {
    !matches!(request.method.to_ascii_uppercase().as_str(), "" | "GET" | "HEAD" | "OPTIONS")
}

/// The request was cut off by the page's moving on, which says nothing about the server.
fn aborted(request: &ObservedRequest) -> bool {
    request.error.contains("ERR_ABORTED")
}

impl<'a> Sent<'a> {
    pub(super) fn of(seen: &'a PressObservation) -> Self {
        let form = pressed_form(seen);
        let get_counts = get_counts(seen, form);
        let own_sites: Vec<String> = seen
            .before
            .frames
            .iter()
            .map(|f| address::site(&f.url))
            .chain(form.map(|f| address::site(&f.action)))
            .filter(|s| !s.is_empty())
            .collect();
        let own = |r: &ObservedRequest| own_sites.contains(&address::site(&r.url));

        let mut sent = Self::default();
        for request in seen.requests.iter().filter(|r| !is_other(r)) {
            let counts = if writes(request) {
                true
            } else {
                match request.kind.as_str() {
                    "main_frame" => {
                        sent.only_navigated = true;
                        get_counts
                    }
                    "sub_frame" => {
                        form.is_some_and(|f| address::plain(&f.action) == address::plain(&request.url))
                    }
                    _ => own(request) && carries_by_name(request),
                }
            };
            if counts {
                sent.candidates.push(request);
            }
        }
        if !sent.candidates.is_empty() {
            sent.only_navigated = false;
        }

        let good =
            |r: &ObservedRequest| r.error.is_empty() && r.status.is_some_and(|s| (100..400).contains(&s));
        let bad =
            |r: &ObservedRequest| (!r.error.is_empty() && !aborted(r)) || r.status.is_some_and(|s| s >= 400);
        // A page may try the same request again: its last answer counts.
        let last: Vec<&ObservedRequest> = sent
            .candidates
            .iter()
            .enumerate()
            .filter(|(at, r)| {
                !sent.candidates[at + 1..]
                    .iter()
                    .any(|l| l.method == r.method && address::plain(&l.url) == address::plain(&r.url))
            })
            .map(|(_, r)| *r)
            .collect();
        let own_good = last.iter().any(|r| own(r) && good(r));
        sent.failed = last.iter().copied().find(|r| bad(r) && (own(r) || !own_good)).or_else(|| {
            let arrived = seen.requests.iter().rfind(|r| r.kind == "main_frame")?;
            bad(arrived).then_some(arrived)
        });
        let moved_on = last.iter().any(|r| aborted(r))
            && seen.requests.iter().any(|r| r.kind == "main_frame" && good(r));
        sent.ok = sent.failed.is_none() && (last.iter().any(|r| good(r)) || moved_on);
        sent.not_taken = sent.failed.is_some_and(|r| matches!(r.status, Some(400 | 409 | 422)));
        sent
    }
}

fn carries_by_name(request: &ObservedRequest) -> bool {
    let words = address::words(&request.url);
    request.kind == "xmlhttprequest" && CARRYING.iter().any(|c| words.iter().any(|w| w == c))
}

/// The `<form>` of what was pressed.
pub(super) fn pressed_form(seen: &PressObservation) -> Option<&FormElement> {
    let target = seen.pressed?;
    let frame = seen.before.frame(target.frame_id)?;
    let index = frame.control(target.r)?.form?;
    frame.forms.get(index as usize)
}

/// Whether a plain navigation can have carried what was entered: a form that is sent by GET, or a link on a page where there is
/// nothing to enter ("Continue to publish"). Anywhere else, a page that merely goes somewhere has sent nothing.
fn get_counts(seen: &PressObservation, form: Option<&FormElement>) -> bool {
    if let Some(form) = form {
        let entries = |c: &&crate::forms::snapshot::Control| {
            c.visible && !matches!(c.kind, ControlKind::Button | ControlKind::Hidden | ControlKind::Option)
        };
        let empty = seen.pressed.and_then(|t| seen.before.frame(t.frame_id)).is_some_and(|f| {
            let index = f.forms.iter().position(|e| std::ptr::eq(e, form));
            !f.controls.iter().filter(entries).any(|c| c.form.map(|i| i as usize) == index)
        });
        // By script, a form without method and action is sent any way but this.
        return empty
            || (form.method == "get" && !form.action.is_empty() && navigated_to(seen, &form.action));
    }
    let Some(target) = seen.pressed else { return false };
    let Some(frame) = seen.before.frame(target.frame_id) else { return false };
    !frame.controls.iter().any(|c| {
        c.visible
            && c.form.is_none()
            && matches!(
                c.kind,
                ControlKind::Text
                    | ControlKind::TextArea
                    | ControlKind::Select
                    | ControlKind::RichText
                    | ControlKind::File
            )
            && c.input_type != "search"
    })
}

fn navigated_to(seen: &PressObservation, action: &str) -> bool {
    seen.requests.iter().any(|r| r.kind == "main_frame" && address::plain(&r.url) == address::plain(action))
}
