//! The browser, simulated over the scripted sites.

use super::Sim;
use super::kinds::Kind;
use super::sites::{BANNER, BUTTON, DROPDOWN, name_of, offers};
use crate::forms::action::{ActOp, ActResult, Held};
use crate::forms::plan::Target;
use crate::forms::snapshot::PageSnapshot;
use crate::runner::ports::{Browser, BrowserError, Loaded, Seen, TabId};
use std::rc::Rc;

impl Browser for Rc<Sim> {
    async fn open(&self, url: &str, _: u64) -> Result<(TabId, Loaded), BrowserError> {
        self.point().await;
        let now = self.time();
        let opened = {
            let mut sites = self.sites.borrow_mut();
            sites.next_tab += 1;
            let id = TabId(sites.next_tab);
            let name = name_of(url);
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
                    // A list that is a button takes no text.
                    ActOp::TypeText { r: DROPDOWN, .. } => {}
                    other => panic!("not simulated: {other:?}"),
                }
            }
        }
        self.point().await;
        let done = |op: &ActOp| ActResult { ok: !matches!(op, ActOp::TypeText { .. }), why: String::new() };
        Ok(ops.iter().map(done).collect())
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
