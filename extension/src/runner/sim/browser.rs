//! The browser, simulated: one scripted site per directory, which counts what was pressed and what it stored.

use super::Sim;
use crate::forms::action::{ActOp, ActResult, Held};
use crate::forms::outcome::ObservedRequest;
use crate::forms::plan::Target;
use crate::forms::snapshot::{Choice, Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::runner::ports::{Browser, BrowserError, Loaded, Seen, TabId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The submit button's handle; 1 and 2 are fields.
pub(crate) const BUTTON: u32 = 9;
/// A banner's button.
pub(crate) const BANNER: u32 = 8;

/// What a site does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One form, one answer.
    Plain,
    /// Answers after eight seconds.
    Slow,
    /// Two steps, the first of which sends nothing.
    Wizard,
    /// Two steps, each of which sends.
    SendingWizard,
    /// A CAPTCHA in the form.
    Captcha,
    /// A CAPTCHA behind the first step, which sent nothing.
    LateCaptcha,
    /// A sign-in form before it; afterwards the site shows its home page.
    Login,
    /// Complains of the values once.
    ErrorsOnce,
    /// Complains of the values once, on a new page with an empty form.
    ErrorsAnew,
    /// Says that it has the listing, and a moment later that it does not.
    TakesBack,
    /// Checks its visitors unseen.
    Badge,
    /// Complains of them always.
    ErrorsAlways,
    /// The button works at the second press.
    DeadOnce,
    /// The button never works.
    Dead,
    /// Takes the data and says nothing.
    Silent,
    /// HTTP 404.
    Gone,
    /// HTTP 500, as a page without a form.
    Fault,
    /// Does not answer scripts: a dialog is open.
    Hung,
    /// Does not answer scripts once pressed.
    HungAfter,
    /// The name does not resolve.
    NoHost,
    /// The form comes three seconds late.
    Late,
    /// A banner lies over the form.
    Banner,
    /// The page reloads itself just before the press, once.
    Moving,
    /// It does so always.
    Restless,
    /// A required field nobody can answer.
    Missing,
    /// The same, and two steps.
    MissingSteps,
    /// Says that the business is listed already.
    Duplicate,
    /// No form.
    NoForm,
    /// The first field forgets what was put there once.
    Forgetful,
    /// The first field never holds anything.
    Stubborn,
    /// The second field appears when the first is filled.
    Cascade,
    /// Sends its form when the first field is filled, and keeps that as a listing.
    SendsItself,
    /// Sends its form when the first field is filled, and comes back as it was.
    PostsBack,
    /// Lets nobody press for eight seconds.
    Patient,
    /// A custom dropdown that offers a bakery.
    Dropdown,
    /// One that does not.
    OtherDropdown,
}

pub(crate) struct Site {
    pub kind: Kind,
    pub presses: u32,
    pub sent: u32,
    pub listings: u32,
    pub captcha_solved: bool,
    pub signed_in: bool,
    forgot: bool,
    moved: u32,
}

struct Tab {
    site: String,
    url: String,
    document: u64,
    /// What the page is: `form`, `step2`, `errors`, `thanks`, …
    shows: String,
    values: BTreeMap<u32, String>,
    banner: bool,
    loaded_at: u64,
    changed_at: u64,
    /// What it shows from then on.
    answer: Option<(u64, String)>,
    seen: Seen,
    hung: bool,
    /// The custom dropdown is open.
    dropped: bool,
}

/// The custom dropdown's handle; its options follow.
pub(crate) const DROPDOWN: u32 = 30;

const fn offers(kind: Kind) -> [&'static str; 2] {
    if matches!(kind, Kind::Dropdown) { ["Plumbing", "Bakery"] } else { ["Plumbing", "Law"] }
}

fn post(site: &str) -> ObservedRequest {
    ObservedRequest {
        method: "POST".to_owned(),
        url: format!("http://{site}.test/submit?email=x"),
        status: Some(200),
        kind: "main_frame".to_owned(),
        ..ObservedRequest::default()
    }
}

#[derive(Default)]
pub(crate) struct Sites {
    sites: BTreeMap<String, Site>,
    tabs: BTreeMap<TabId, Tab>,
    next_tab: i32,
    documents: u64,
    pub shown: Vec<String>,
    pub screenshots_hang: bool,
    pub no_access: bool,
    pub most_open: usize,
    pub opened: Vec<(String, u64)>,
}

impl Sites {
    pub fn add(&mut self, name: &str, kind: Kind) {
        let site = Site {
            kind,
            presses: 0,
            sent: 0,
            listings: 0,
            captcha_solved: false,
            signed_in: false,
            forgot: false,
            moved: 0,
        };
        self.sites.insert(name.to_owned(), site);
    }

    pub fn presses(&self, name: &str) -> u32 {
        self.sites[name].presses
    }

    pub fn listings(&self, name: &str) -> u32 {
        self.sites[name].listings
    }

    pub fn site(&mut self, name: &str) -> &mut Site {
        self.sites.get_mut(name).unwrap()
    }

    pub fn open_tabs(&self) -> usize {
        self.tabs.len()
    }

    pub fn tab_of(&self, name: &str) -> Option<TabId> {
        self.tabs.iter().find(|(_, t)| t.site == name).map(|(id, _)| *id)
    }

    pub fn close_all(&mut self) {
        self.tabs.clear();
    }

    /// What the service worker knew of requests is gone with it.
    pub fn forget_what_was_seen(&mut self) {
        for tab in self.tabs.values_mut() {
            tab.seen = Seen::default();
        }
    }

    fn load(&mut self, name: &str, url: &str, now: u64) -> Result<Loaded, BrowserError> {
        let kind = self.sites[name].kind;
        let status = match kind {
            Kind::NoHost => return Err(BrowserError::Load("net::ERR_NAME_NOT_RESOLVED".to_owned())),
            Kind::Gone => Some(404),
            Kind::Fault => Some(500),
            _ => Some(200),
        };
        self.documents += 1;
        let shows = match kind {
            Kind::Login if !self.sites[name].signed_in => "login",
            Kind::NoForm | Kind::Fault | Kind::Gone => "none",
            _ => "form",
        };
        let tab = Tab {
            site: name.to_owned(),
            url: url.to_owned(),
            document: self.documents,
            shows: shows.to_owned(),
            values: BTreeMap::new(),
            banner: kind == Kind::Banner,
            loaded_at: now,
            changed_at: now,
            answer: None,
            seen: Seen::default(),
            hung: kind == Kind::Hung,
            dropped: false,
        };
        let id = TabId(self.next_tab);
        self.tabs.insert(id, tab);
        Ok(Loaded { url: url.to_owned(), status })
    }

    /// A person presses the button in a page.
    pub fn press_by_hand(&mut self, name: &str, now: u64) {
        let id = self.tab_of(name).unwrap();
        self.do_press(id, now);
    }

    /// A person signs in; the site goes to its home page.
    pub fn sign_in(&mut self, name: &str) {
        self.site(name).signed_in = true;
        self.documents += 1;
        let document = self.documents;
        let id = self.tab_of(name).unwrap();
        let tab = self.tabs.get_mut(&id).unwrap();
        tab.document = document;
        tab.shows = "none".to_owned();
        tab.url = format!("http://{name}.test/home");
    }

    fn do_press(&mut self, id: TabId, now: u64) {
        let tab = self.tabs.get_mut(&id).unwrap();
        let site = self.sites.get_mut(&tab.site).unwrap();
        site.presses += 1;
        tab.seen = Seen::default();
        let sends = match (site.kind, tab.shows.as_str()) {
            (Kind::Dead, _) => false,
            (Kind::DeadOnce, _) => site.presses > 1,
            (Kind::Wizard | Kind::LateCaptcha | Kind::MissingSteps, "form") => false,
            (Kind::Captcha | Kind::LateCaptcha, _) => site.captcha_solved,
            _ => true,
        };
        let next = match (site.kind, tab.shows.as_str()) {
            (Kind::Wizard | Kind::SendingWizard | Kind::LateCaptcha | Kind::MissingSteps, "form") => {
                Some("step2")
            }
            (Kind::ErrorsAlways, _) => Some("errors"),
            (Kind::ErrorsOnce | Kind::ErrorsAnew, _) if site.presses == 1 => Some("errors"),
            (Kind::Duplicate, _) => Some("duplicate"),
            (Kind::Silent, _) => None,
            _ if sends => Some("thanks"),
            _ => None,
        };
        if sends {
            site.sent += 1;
            let complete = tab.values.get(&1).is_some_and(|v| !v.is_empty());
            let whole =
                site.kind != Kind::TakesBack && !matches!(next, Some("errors" | "duplicate" | "step2"));
            if whole && complete {
                site.listings += 1;
            }
            tab.seen.requests.push(post(&tab.site));
        }
        if site.kind == Kind::HungAfter {
            tab.hung = true;
        }
        if let Some(next) = next {
            let delay = if site.kind == Kind::Slow { 8_000 } else { 200 };
            tab.answer = Some((now + delay, next.to_owned()));
        }
    }

    /// The page sends its form without being pressed, and another document takes its place.
    fn send_itself(&mut self, id: TabId) {
        self.documents += 1;
        let tab = self.tabs.get_mut(&id).unwrap();
        let site = self.sites.get_mut(&tab.site).unwrap();
        tab.document = self.documents;
        tab.seen.requests.push(post(&tab.site));
        if site.kind == Kind::SendsItself {
            site.listings += 1;
            tab.shows = "thanks".to_owned();
        }
    }

    fn answered(&mut self, id: TabId, now: u64) {
        let Some(tab) = self.tabs.get_mut(&id) else { return };
        let Some((at, shows)) = tab.answer.clone() else { return };
        if at > now {
            return;
        }
        tab.answer = None;
        tab.changed_at = at;
        let kind = self.sites[&tab.site].kind;
        if kind == Kind::ErrorsAnew && shows == "errors" {
            self.documents += 1;
            tab.document = self.documents;
            tab.seen.navigated = true;
            tab.values.clear();
        }
        if kind == Kind::TakesBack && shows == "thanks" {
            tab.answer = Some((at + 300, "errors".to_owned()));
        } else if shows == "thanks" {
            self.documents += 1;
            tab.document = self.documents;
            tab.seen.navigated = true;
            tab.url = format!("http://{}.test/thanks", tab.site);
        }
        tab.shows = shows;
    }

    fn describe(&mut self, id: TabId, now: u64) -> Result<PageSnapshot, BrowserError> {
        self.answered(id, now);
        let tab = self.tabs.get(&id).ok_or(BrowserError::Closed)?;
        if tab.hung {
            return Err(BrowserError::Hung);
        }
        let site = &self.sites[&tab.site];
        let mut title = tab.shows.clone();
        let mut controls = Vec::new();
        let field = |r: u32| Control {
            r,
            tag: "input".to_owned(),
            value: tab.values.get(&r).cloned().unwrap_or_default(),
            visible: true,
            ..Control::default()
        };
        if ["form", "step2", "errors"].contains(&tab.shows.as_str()) {
            controls.push(field(1));
            if site.kind != Kind::Cascade || tab.values.contains_key(&1) {
                controls.push(field(2));
            }
            if matches!(site.kind, Kind::Dropdown | Kind::OtherDropdown) {
                let option = |(i, text): (u32, &str)| Choice {
                    r: Some(DROPDOWN + 1 + i),
                    text: text.to_owned(),
                    ..Choice::default()
                };
                let options = (0..).zip(offers(site.kind)).map(option).collect();
                controls.push(Control {
                    kind: ControlKind::Combobox,
                    tag: "button".to_owned(),
                    options: if tab.dropped { options } else { Vec::new() },
                    ..field(DROPDOWN)
                });
            }
            if matches!(site.kind, Kind::Missing | Kind::MissingSteps) {
                controls.push(field(3));
                title.push_str(" missing");
            }
            let walled = match site.kind {
                Kind::Captcha => true,
                Kind::LateCaptcha => tab.shows == "step2",
                _ => false,
            };
            if walled && !site.captcha_solved {
                title.push_str(" captcha");
            }
            if site.kind == Kind::Late && now < tab.loaded_at + 3_000 {
                controls.clear();
                title = "blank".to_owned();
            }
            if tab.banner {
                title = "banner".to_owned();
            }
            controls.push(Control {
                r: BUTTON,
                kind: ControlKind::Button,
                visible: true,
                disabled: site.kind == Kind::Patient && now < tab.loaded_at + 8_000,
                ..Control::default()
            });
        }
        let marks = match site.kind {
            Kind::Badge => vec!["div.grecaptcha-badge".to_owned()],
            _ => Vec::new(),
        };
        let frame = FrameSnapshot {
            marks,
            document_id: format!("doc-{}", tab.document),
            url: tab.url.clone(),
            title,
            controls,
            ..FrameSnapshot::default()
        };
        Ok(PageSnapshot { frames: vec![frame] })
    }

    fn document(&self, id: TabId, document_id: &str) -> Result<(), BrowserError> {
        let tab = self.tabs.get(&id).ok_or(BrowserError::Closed)?;
        if format!("doc-{}", tab.document) == document_id { Ok(()) } else { Err(BrowserError::Stale) }
    }
}

impl Browser for Rc<Sim> {
    async fn open(&self, url: &str, _: u64) -> Result<(TabId, Loaded), BrowserError> {
        self.point().await;
        let now = self.time();
        let opened = {
            let mut sites = self.sites.borrow_mut();
            sites.next_tab += 1;
            let id = TabId(sites.next_tab);
            let name = url.trim_start_matches("http://").split(".test").next().unwrap().to_owned();
            sites.opened.push((name.clone(), now));
            let loaded = sites.load(&name, url, now);
            sites.most_open = sites.most_open.max(sites.tabs.len());
            loaded.map(|loaded| (id, loaded))
        };
        self.point().await;
        crate::runner::ports::World::sleep(self, 400).await;
        opened
    }

    async fn go(&self, tab: TabId, url: &str, _: u64) -> Result<Loaded, BrowserError> {
        self.point().await;
        let now = self.time();
        let mut sites = self.sites.borrow_mut();
        let name = sites.tabs.get(&tab).ok_or(BrowserError::Closed)?.site.clone();
        let last = std::mem::replace(&mut sites.next_tab, tab.0);
        let loaded = sites.load(&name, url, now);
        sites.next_tab = last;
        loaded
    }

    async fn settle(&self, tab: TabId, _: u64) -> Result<(), BrowserError> {
        crate::runner::ports::World::sleep(self, 50).await;
        if self.sites.borrow().tabs.contains_key(&tab) { Ok(()) } else { Err(BrowserError::Closed) }
    }

    async fn describe(&self, tab: TabId) -> Result<PageSnapshot, BrowserError> {
        self.point().await;
        self.sites.borrow_mut().describe(tab, self.time())
    }

    async fn act(
        &self,
        id: TabId,
        _: i32,
        document: &str,
        ops: &[ActOp],
    ) -> Result<Vec<ActResult>, BrowserError> {
        self.point().await;
        {
            let mut sites = self.sites.borrow_mut();
            sites.document(id, document)?;
            let name = sites.tabs[&id].site.clone();
            for op in ops {
                match op {
                    ActOp::SetText { r, text } => {
                        let site = sites.site(&name);
                        let forgets = match site.kind {
                            Kind::Stubborn => *r == 1,
                            Kind::Forgetful => *r == 1 && !std::mem::replace(&mut site.forgot, true),
                            _ => false,
                        };
                        if forgets {
                            continue;
                        }
                        let sends = *r == 1 && matches!(site.kind, Kind::SendsItself | Kind::PostsBack);
                        sites.tabs.get_mut(&id).unwrap().values.insert(*r, text.clone());
                        if sends {
                            sites.send_itself(id);
                            return Err(BrowserError::Stale);
                        }
                    }
                    ActOp::Open { r: DROPDOWN } => sites.tabs.get_mut(&id).unwrap().dropped = true,
                    ActOp::Close { r: DROPDOWN } => sites.tabs.get_mut(&id).unwrap().dropped = false,
                    ActOp::Click { r } if *r > DROPDOWN => {
                        let text = offers(sites.site(&name).kind)[(*r - DROPDOWN - 1) as usize];
                        let tab = sites.tabs.get_mut(&id).unwrap();
                        assert!(std::mem::take(&mut tab.dropped), "an option of a closed list");
                        tab.values.insert(DROPDOWN, text.to_owned());
                    }
                    ActOp::Click { r: BANNER } => sites.tabs.get_mut(&id).unwrap().banner = false,
                    other => panic!("not simulated: {other:?}"),
                }
            }
        }
        self.point().await;
        Ok(ops.iter().map(|_| ActResult { ok: true, why: String::new() }).collect())
    }

    async fn read(&self, id: TabId, _: i32, document: &str, refs: &[u32]) -> Result<Vec<Held>, BrowserError> {
        self.point().await;
        let sites = self.sites.borrow();
        sites.document(id, document)?;
        let values = &sites.tabs[&id].values;
        let held =
            |r: &u32| Held { r: *r, value: values.get(r).cloned().unwrap_or_default(), ..Held::default() };
        Ok(refs.iter().map(held).collect())
    }

    async fn press(&self, id: TabId, target: Target, document: &str) -> Result<(), BrowserError> {
        assert_eq!(target.r, BUTTON);
        self.point().await;
        {
            let mut sites = self.sites.borrow_mut();
            sites.document(id, document)?;
            let name = sites.tabs[&id].site.clone();
            let moves = match sites.site(&name).kind {
                Kind::Moving => sites.site(&name).moved < 1,
                Kind::Restless => true,
                _ => false,
            };
            if moves {
                sites.site(&name).moved += 1;
                sites.documents += 1;
                let document = sites.documents;
                let tab = sites.tabs.get_mut(&id).unwrap();
                tab.document = document;
                tab.values.clear();
                return Err(BrowserError::Stale);
            }
            let now = self.time();
            let early = sites.site(&name).kind == Kind::Patient && now < sites.tabs[&id].loaded_at + 8_000;
            assert!(!early, "pressed while nobody may press");
            sites.do_press(id, now);
        }
        self.point().await;
        if self.sites.borrow().tabs[&id].hung { Err(BrowserError::Hung) } else { Ok(()) }
    }

    async fn watch(&self, tab: TabId) -> Result<(), BrowserError> {
        self.point().await;
        self.sites.borrow_mut().tabs.get_mut(&tab).ok_or(BrowserError::Closed)?.seen = Seen::default();
        Ok(())
    }

    async fn stirred(&self, _: TabId, most_ms: u64) {
        crate::runner::ports::World::sleep(self, most_ms).await;
    }

    async fn seen(&self, tab: TabId) -> Result<Seen, BrowserError> {
        self.point().await;
        let mut sites = self.sites.borrow_mut();
        sites.answered(tab, self.time());
        let tab = sites.tabs.get(&tab).ok_or(BrowserError::Closed)?;
        if tab.hung {
            return Err(BrowserError::Hung);
        }
        // A page that will take its word back waits for a timer, not for an answer.
        let (waits, timer) = (tab.answer.is_some(), tab.shows == "thanks");
        Ok(Seen {
            busy: waits && !timer,
            still: !waits,
            quiet_ms: self.time() - tab.changed_at,
            ..tab.seen.clone()
        })
    }

    async fn screenshot(&self, tab: TabId) -> Result<String, BrowserError> {
        self.point().await;
        if self.sites.borrow().screenshots_hang {
            std::future::pending::<()>().await;
        }
        if self.sites.borrow().tabs.contains_key(&tab) {
            Ok("/9j/".to_owned())
        } else {
            Err(BrowserError::Closed)
        }
    }

    async fn show(&self, tab: TabId) -> Result<(), BrowserError> {
        let mut sites = self.sites.borrow_mut();
        let name = sites.tabs.get(&tab).ok_or(BrowserError::Closed)?.site.clone();
        sites.shown.push(name);
        Ok(())
    }

    async fn close(&self, tab: TabId) {
        self.point().await;
        self.sites.borrow_mut().tabs.remove(&tab);
        self.point().await;
    }

    async fn own_tabs(&self) -> Vec<TabId> {
        self.sites.borrow().tabs.keys().copied().collect()
    }

    async fn has_site_access(&self) -> bool {
        !self.sites.borrow().no_access
    }
}
