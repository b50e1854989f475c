//! Listening to what happens in AutoBolt's tabs, and to nothing else: requests by window, navigations by tab.

use super::time::{now_ms, within};
use super::trace::Trace;
use crate::chrome::events::Listening;
use crate::chrome::tabs::{self, Tab, Update};
use crate::chrome::{Result, from_js, navigation, requests};
use crate::order::Map;
use crate::runner::signal::Signal;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// What the listeners write and the driver reads.
#[derive(Default)]
struct Book {
    tabs: RefCell<Map<i32, Watched>>,
    /// Tabs that a page in an AutoBolt tab opened, and which tab that was.
    children: RefCell<Map<i32, i32>>,
    changed: Signal,
}

/// One of AutoBolt's tabs.
#[derive(Default)]
struct Watched {
    window: i32,
    trace: Trace,
    /// It waits for a person, whose presses are told.
    waits: bool,
}

impl Book {
    /// The tab of AutoBolt's that a request belongs to, and whether that tab sent it itself.
    ///
    /// A form that opens its answer in a new tab sends its request from there; a site's own service worker sends from no
    /// tab at all. Both count for the tab AutoBolt pressed in, else it would look as if nothing had been sent.
    fn owners(&self, details: &requests::Details) -> Vec<(i32, bool)> {
        let tabs = self.tabs.borrow();
        if tabs.contains_key(&details.tab_id) {
            return vec![(details.tab_id, true)];
        }
        if details.tab_id < 0 {
            return tabs
                .iter()
                .filter(|(_, watched)| watched.trace.is_of(&details.initiator))
                .map(|(tab, _)| (*tab, false))
                .collect();
        }
        self.children.borrow().get(&details.tab_id).map(|parent| (*parent, false)).into_iter().collect()
    }

    fn request(&self, moment: requests::Moment, details: &requests::Details) {
        let now = now_ms();
        for (tab, itself) in self.owners(details) {
            let mut tabs = self.tabs.borrow_mut();
            let Some(Watched { trace, .. }) = tabs.get_mut(&tab) else { continue };
            // Another tab's page is not this tab's top frame.
            let kind =
                if itself || details.kind != "main_frame" { details.kind.as_str() } else { "sub_frame" };
            trace.stir();
            let id = &details.request_id;
            match moment {
                requests::Moment::Before => trace.sent(id, &details.method, &details.url, kind, now),
                requests::Moment::Redirect => {
                    let to = details.redirect_url.as_deref().unwrap_or_default();
                    trace.redirected(id, details.status_code, to, now);
                }
                requests::Moment::Response => trace.answered(id, details.status_code, kind, now),
                requests::Moment::Completed => trace.finished(id, details.status_code, kind, now),
                requests::Moment::Error => trace.broke(id, &details.error, now),
            }
        }
        self.changed.notify();
    }

    fn navigation(&self, moment: navigation::Moment, details: &navigation::Details) {
        let now = now_ms();
        {
            let mut tabs = self.tabs.borrow_mut();
            let Some(Watched { trace, waits, .. }) = tabs.get_mut(&details.tab_id) else { return };
            trace.stir();
            let frame = details.frame_id;
            match moment {
                navigation::Moment::Before => trace.before(frame, &details.url, now),
                navigation::Moment::Committed => trace.committed(frame, &details.url, now),
                navigation::Moment::Dom => trace.dom(frame, now),
                navigation::Moment::Completed => trace.completed(frame, now),
                navigation::Moment::Error => trace.failed(frame, &details.error, now),
                navigation::Moment::SameDocument => trace.moved(frame, &details.url, now),
            }
            // The answer to a press may be a page that greets with an alert.
            if moment == navigation::Moment::Committed && trace.is_marked() && !details.document_id.is_empty()
            {
                let (tab, document) = (details.tab_id, details.document_id.clone());
                spawn_local(async move {
                    // A document that is gone again, or never answers, is seen when it is read.
                    let _ = super::agent::silence_dialogs(tab, &document).await;
                });
            }
            // A person who signs in comes to another page, whose presses count, too.
            if moment == navigation::Moment::Dom && *waits {
                let (tab, document) = (details.tab_id, details.document_id.clone());
                spawn_local(async move { super::agent::tell_presses(tab, &document, &[]).await });
            }
        }
        self.changed.notify();
    }

    /// A page of AutoBolt's opened another tab: what that one sends counts, and it does not cover the page.
    fn opened(&self, tab: &Tab) {
        let Some(parent) = tab.opener_tab_id.filter(|parent| self.tabs.borrow().contains_key(parent)) else {
            return;
        };
        self.children.borrow_mut().insert(tab.id, parent);
        spawn_local(async move {
            // Fails only when the page is gone already.
            let _ = tabs::update(parent, &Update { active: Some(true), ..Update::default() }).await;
        });
    }
}

/// The listeners. They are there while there are tabs to watch.
#[derive(Default)]
pub(super) struct Watch {
    book: Rc<Book>,
    everywhere: RefCell<Vec<Listening>>,
    windows: RefCell<Map<i32, Vec<Listening>>>,
}

impl Watch {
    /// Watches a tab from here on, in the window it is in.
    pub(super) fn own(&self, tab: i32, window: i32) -> Result<()> {
        self.book.tabs.borrow_mut().or_default(tab).window = window;
        if self.everywhere.borrow().is_empty() {
            *self.everywhere.borrow_mut() = self.listen_everywhere()?;
        }
        if !self.windows.borrow().contains_key(&window) {
            let listening = self.listen_to_requests(&requests::Filter::window(window))?;
            self.windows.borrow_mut().insert(window, listening);
        }
        self.stop_where_nothing_is();
        Ok(())
    }

    /// A tab is closed or not AutoBolt's any more.
    pub(super) fn disown(&self, tab: i32) {
        self.book.tabs.borrow_mut().remove(&tab);
        self.book.children.borrow_mut().retain(|child, parent| *child != tab && *parent != tab);
        self.stop_where_nothing_is();
        self.book.changed.notify();
    }

    /// The page waits for a person from here on, or not any more.
    pub(super) fn set_waiting(&self, tab: i32, waits: bool) {
        if let Some(watched) = self.book.tabs.borrow_mut().get_mut(&tab) {
            watched.waits = waits;
        }
    }

    /// Reads or changes what is known about a tab; nothing when it is gone.
    pub(super) fn with<T>(&self, tab: i32, look: impl FnOnce(&mut Trace) -> T) -> Option<T> {
        self.book.tabs.borrow_mut().get_mut(&tab).map(|watched| look(&mut watched.trace))
    }

    /// Tells that something happened in any of the tabs.
    pub(super) fn changed(&self) -> &Signal {
        &self.book.changed
    }

    /// Waits until what is known about a tab answers a question with yes, or so long. A tab that is gone answers all.
    pub(super) async fn until(&self, tab: i32, most_ms: u64, mut is_so: impl FnMut(&Trace) -> bool) {
        let so = async {
            loop {
                let seen = self.changed().version();
                if self.with(tab, |trace| is_so(trace)).unwrap_or(true) {
                    return;
                }
                self.changed().since(seen).await;
            }
        };
        let _ = within(most_ms, so).await;
    }

    fn stop_where_nothing_is(&self) {
        let tabs = self.book.tabs.borrow();
        self.windows.borrow_mut().retain(|window, _| tabs.values().any(|watched| watched.window == *window));
        if tabs.is_empty() {
            self.everywhere.borrow_mut().clear();
        }
    }

    fn listen_to_requests(&self, filter: &requests::Filter) -> Result<Vec<Listening>> {
        requests::events()
            .into_iter()
            .map(|(moment, event)| {
                let book = Rc::clone(&self.book);
                Listening::filtered(event, filter, move |details, _| {
                    if let Ok(details) = from_js(details) {
                        book.request(moment, &details);
                    }
                })
            })
            .collect()
    }

    fn listen_everywhere(&self) -> Result<Vec<Listening>> {
        let mut listening = self.listen_to_requests(&requests::Filter::no_tab())?;
        for (moment, event) in navigation::events() {
            let book = Rc::clone(&self.book);
            listening.push(Listening::to(event, move |details: JsValue, _| {
                if let Ok(details) = from_js(details) {
                    book.navigation(moment, &details);
                }
            }));
        }
        let book = Rc::clone(&self.book);
        listening.push(Listening::to(tabs::on_created(), move |tab, _| {
            if let Ok(tab) = from_js::<Tab>(tab) {
                book.opened(&tab);
            }
        }));
        Ok(listening)
    }
}
