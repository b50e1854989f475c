//! The simulated sites and their tabs: each counts what was pressed and what it stored.

use super::kinds::Kind;
use crate::forms::outcome::ObservedRequest;
use crate::forms::snapshot::{Choice, Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::runner::ports::{BrowserError, Loaded, Seen, TabId};
use std::collections::BTreeMap;

/// The submit button's handle; 1 and 2 are fields.
pub(crate) const BUTTON: u32 = 9;
/// A banner's button.
pub(crate) const BANNER: u32 = 8;

pub(crate) struct Site {
    pub kind: Kind,
    pub presses: u32,
    pub sent: u32,
    pub listings: u32,
    pub captcha_solved: bool,
    pub signed_in: bool,
    pub forgot: bool,
    pub moved: u32,
}

pub(crate) struct Tab {
    pub site: String,
    url: String,
    pub document: u64,
    /// What the page is: `form`, `step2`, `errors`, `thanks`, …
    pub shows: String,
    pub values: BTreeMap<u32, String>,
    pub banner: bool,
    pub loaded_at: u64,
    pub changed_at: u64,
    /// What it shows from then on.
    pub answer: Option<(u64, String)>,
    pub seen: Seen,
    pub hung: bool,
    /// The custom dropdown is open.
    pub dropped: bool,
}

/// The custom dropdown's handle; its options follow.
pub(crate) const DROPDOWN: u32 = 30;

pub(crate) const fn offers(kind: Kind) -> [&'static str; 2] {
    if matches!(kind, Kind::Dropdown) { ["Plumbing", "Bakery"] } else { ["Plumbing", "Law"] }
}

/// The address of a directory. Those named `host+…` share their host.
pub(crate) fn url_of(name: &str) -> String {
    format!("http://{}.test/{name}/submit", name.split('+').next().unwrap_or_default())
}

pub(crate) fn name_of(url: &str) -> String {
    url.split('/').nth(3).unwrap_or_default().to_owned()
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
    pub tabs: BTreeMap<TabId, Tab>,
    pub next_tab: i32,
    pub documents: u64,
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

    pub fn load(&mut self, name: &str, url: &str, now: u64) -> Result<Loaded, BrowserError> {
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
        // An account is the host's.
        let host = name.split('+').next().unwrap_or_default().to_owned();
        let of_host = |other: &str| other.split('+').next() == Some(host.as_str());
        self.sites.iter_mut().filter(|(other, _)| of_host(other)).for_each(|(_, site)| site.signed_in = true);
        self.documents += 1;
        let document = self.documents;
        let id = self.tab_of(name).unwrap();
        let tab = self.tabs.get_mut(&id).unwrap();
        tab.document = document;
        tab.shows = "none".to_owned();
        tab.url = format!("http://{name}.test/home");
    }

    pub fn do_press(&mut self, id: TabId, now: u64) {
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
    pub fn send_itself(&mut self, id: TabId) {
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

    pub fn answered(&mut self, id: TabId, now: u64) {
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

    pub fn describe(&mut self, id: TabId, now: u64) -> Result<PageSnapshot, BrowserError> {
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

    pub fn document(&self, id: TabId, document_id: &str) -> Result<(), BrowserError> {
        let tab = self.tabs.get(&id).ok_or(BrowserError::Closed)?;
        if format!("doc-{}", tab.document) == document_id { Ok(()) } else { Err(BrowserError::Stale) }
    }
}
