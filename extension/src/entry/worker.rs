//! The service worker. Chrome ends and starts it at will; each start takes up what the one before left in storage.

use super::message::{Answer, Message, PANEL_KEY};
use super::store::LocalStore;
use super::world::{BrowserWorld, uuid};
use crate::backend::client::Client;
use crate::backend::pairing::{self, Pairing};
use crate::chrome::permissions::{self, ALL_SITES};
use crate::chrome::runtime::{self, Sender};
use crate::chrome::storage::{self, Area};
use crate::chrome::{action, alarms, from_js, to_js};
use crate::engine::Forms;
use crate::forms::snapshot::FrameSnapshot;
use crate::runner::ports::TabId;
use crate::runner::status::{PanelCommand, PanelState};
use crate::runner::{HandPress, Parts, Runner};
use crate::tabs::{Tabs, time};
use autobolt_shared::json::FromJson;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Wakes the service worker within half a minute when Chrome ended it in mid-job.
const ALARM: &str = "autobolt.wake";
const TIDY_MS: u64 = 10_000;
/// What the pages show is written at most that often.
const PUBLISH_MS: u64 = 200;

type Worker = Runner<Client, Tabs, LocalStore, BrowserWorld, Forms>;

/// What lives as long as this start of the service worker.
struct App {
    runner: Worker,
    tabs: Tabs,
    runs: Cell<bool>,
}

thread_local! {
    static APP: RefCell<Option<Rc<App>>> = const { RefCell::new(None) };
}

fn app() -> Option<Rc<App>> {
    APP.with_borrow(Clone::clone)
}

/// Every start of the worker, whatever woke it.
#[wasm_bindgen]
pub async fn worker_start() {
    report("keeping storage to trusted parts", storage::trusted_contexts_only().await);
    report("opening the side panel on a click", action::open_panel_on_click().await);
    let tabs = Tabs::default();
    report("finding AutoBolt's own tabs", tabs.restore().await);
    let parts = Parts {
        backend: Client::new(uuid()),
        browser: tabs.clone(),
        store: LocalStore,
        world: BrowserWorld,
        engine: Forms,
    };
    let runner = Runner::new(parts, env!("CARGO_PKG_VERSION"));
    APP.set(Some(Rc::new(App { runner, tabs, runs: Cell::new(false) })));
    // The listener lives as long as the worker.
    std::mem::forget(Area::Local.on_change(|keys| {
        if keys.iter().any(|key| key == pairing::KEY) {
            spawn_local(run_when_paired());
        }
    }));
    run_when_paired().await;
}

/// Starts to work, unless it does already. Without a pairing there is nothing to do, and Chrome may end the worker.
async fn run_when_paired() {
    let (Some(app), Ok(Some(pairing))) = (app(), Pairing::load().await) else { return };
    app.runner.set_key_name(&pairing.name);
    if app.runs.replace(true) {
        app.runner.wake();
        return;
    }
    report("setting the alarm", alarms::every_half_minute(ALARM).await);
    let running = Rc::clone(&app);
    spawn_local(async move { running.runner.run().await });
    spawn_local(publish(Rc::clone(&app)));
    spawn_local(async move {
        loop {
            time::sleep(TIDY_MS).await;
            app.tabs.tidy().await;
        }
    });
}

/// Writes what the pages show whenever it changed, and the badge.
async fn publish(app: Rc<App>) {
    let mut shown = None;
    loop {
        let state = app.runner.panel();
        let key = without_times(&state);
        if shown.as_ref() == Some(&key) {
            app.runner.changed().await;
            continue;
        }
        report("showing the state", Area::Session.put_value(PANEL_KEY, &state).await);
        report("showing the badge", super::badge::show(&state).await);
        shown = Some(key);
        time::sleep(PUBLISH_MS).await;
    }
}

/// The pages count seconds by themselves.
fn without_times(state: &PanelState) -> PanelState {
    let mut state = state.clone();
    for doing in &mut state.doing {
        doing.for_ms = 0;
    }
    state
}

#[derive(FromJson)]
struct Installed {
    reason: String,
}

/// AutoBolt, or Chrome, was installed or updated.
#[wasm_bindgen]
pub async fn worker_installed(details: JsValue) {
    let fresh = from_js::<Installed>(details).is_ok_and(|details| details.reason == "install");
    // A build that has access already is set up by whoever loaded it.
    if fresh && !permissions::contains(&[ALL_SITES]).await.unwrap_or_default() {
        report("opening the options page", runtime::open_options_page().await);
    }
}

/// The browser started, or the alarm rang: the start of the worker does what is to do.
#[wasm_bindgen]
pub fn worker_woken(_details: JsValue) {}

/// A tab was closed, AutoBolt's or not.
#[wasm_bindgen]
pub async fn worker_tab_removed(tab: i32) {
    let Some(app) = app() else { return };
    if app.tabs.removed(tab).await {
        app.runner.tab_closed(TabId(tab)).await;
    }
}

/// Site access was granted or taken away.
#[wasm_bindgen]
pub fn worker_access_changed(_permissions: JsValue) {
    if let Some(app) = app() {
        app.runner.wake();
    }
}

/// A message came.
///
/// # Errors
/// When the answer cannot be written.
#[wasm_bindgen]
pub async fn worker_message(message: JsValue, sender: JsValue) -> Result<JsValue, JsValue> {
    let answer = match (app(), from_js::<Message>(message), from_js::<Sender>(sender)) {
        (Some(app), Ok(message), Ok(sender)) => heed(&app, message, &sender).await,
        _ => Err("not understood".to_owned()),
    };
    to_js(&Answer { error: answer.err() }).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// A web page can send nothing here. A content script can, and shares AutoBolt's id, so it may say one thing only, and
/// only from a tab of AutoBolt's own.
async fn heed(app: &App, message: Message, sender: &Sender) -> Result<(), String> {
    if sender.id.as_deref() != Some(runtime::id().as_str()) {
        return Err("not allowed".to_owned());
    }
    match message {
        Message::Panel { command } if is_own_page(sender) => {
            if app.runs.get() {
                app.runner.command(command).await;
                Ok(())
            } else if command == PanelCommand::CheckNow {
                run_when_paired().await;
                Ok(())
            } else {
                Err("AutoBolt is not paired yet".to_owned())
            }
        }
        Message::StaffPressed { r, touched, page } => {
            let press = HandPress { r, touched, page: page.map(|page| told_by(*page, sender)) };
            match sender.tab.as_ref().map(|tab| tab.id).filter(|tab| app.tabs.owns(*tab)) {
                Some(tab) if app.runs.get() => {
                    app.tabs.pressed_by_hand(tab);
                    app.runner.staff_pressed(TabId(tab), press).await;
                    Ok(())
                }
                _ => Err("not allowed".to_owned()),
            }
        }
        Message::Panel { .. } => Err("not allowed".to_owned()),
    }
}

/// Which frame it is, is the browser's to say.
fn told_by(mut page: FrameSnapshot, sender: &Sender) -> FrameSnapshot {
    page.frame_id = sender.frame_id.unwrap_or_default();
    page.document_id = sender.document_id.clone().unwrap_or_default();
    page
}

/// Whether a message comes from one of the extension's own pages.
fn is_own_page(sender: &Sender) -> bool {
    sender.url.as_deref().is_some_and(|url| url.starts_with(&runtime::url("")))
}

/// A browser that refuses a convenience is no reason to stop; whoever looks for the reason finds it in the console.
fn report<T>(doing: &str, result: crate::chrome::Result<T>) {
    if let Err(error) = result {
        web_sys::console::warn_1(&format!("AutoBolt: {doing}: {error}").into());
    }
}
