//! The page itself.

use super::advice::{Tried, explain};
use crate::backend::address::{Address, AddressError};
use crate::backend::client;
use crate::backend::pairing::{self, Pairing};
use crate::chrome::permissions::{self, ALL_SITES};
use crate::chrome::storage::Area;
use crate::dom;
use crate::entry::message::{self, PANEL_KEY};
use crate::runner::status::{PanelCommand, PanelState};
use autobolt_shared::protocol::pair::PairRequest;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlButtonElement, HtmlDialogElement, HtmlInputElement, HtmlSelectElement};

thread_local! {
    /// The form is open although there is a pairing.
    static PAIRING_AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// How a message looks.
#[derive(Clone, Copy)]
enum Mood {
    Good,
    Bad,
    Wait,
}

/// Fills the page and keeps it up to date.
pub fn start() {
    dom::text("version", &format!("Version {}", env!("CARGO_PKG_VERSION")));
    dom::on(&dom::by_id("pair-form"), "submit", |event| {
        event.prevent_default();
        spawn_local(pair());
    });
    dom::on_click("test", || busily("test", test()));
    dom::on_click("grant", grant);
    dom::on_click("again", || async {
        PAIRING_AGAIN.set(true);
        refresh().await;
        let _ = dom::by_id::<HtmlInputElement>("pair-code").focus();
    });
    dom::on_click("keep", || async {
        PAIRING_AGAIN.set(false);
        refresh().await;
    });
    dom::on_click("forget", ask_to_forget);
    dom::on_click("forget-no", || async { dom::by_id::<HtmlDialogElement>("forget-dialog").close() });
    dom::on_click("forget-yes", forget);
    dom::on(&dom::by_id("concurrency"), "change", |_| spawn_local(set_concurrency()));
    spawn_local(async {
        if let Ok(Some(pairing)) = Pairing::load().await {
            dom::by_id::<HtmlInputElement>("backend-url").set_value(&pairing.base);
        }
        refresh().await;
        // Tests wait for it; a person never sees the page before it.
        let _ = dom::document().document_element().map(|root| root.set_attribute("data-ready", "true"));
    });
    for area in [Area::Local, Area::Session] {
        // The page lives as long as its listeners.
        std::mem::forget(area.on_change(|keys| {
            if keys.iter().any(|key| key == PANEL_KEY || key == pairing::KEY) {
                spawn_local(refresh());
            }
        }));
    }
}

/// Shows what is stored.
async fn refresh() {
    let pairing = Pairing::load().await.ok().flatten();
    let again = PAIRING_AGAIN.get();
    dom::show("paired", pairing.is_some());
    dom::show("paired-actions", pairing.is_some() && !again);
    dom::show("pair-form", pairing.is_none() || again);
    dom::show("keep", pairing.is_some() && again);
    step("step-pair", "1", pairing.is_some());
    if let Some(pairing) = &pairing {
        dom::text("paired-name", &pairing.name);
        dom::text("paired-base", &pairing.base);
    }

    let access = permissions::contains(&[ALL_SITES]).await.unwrap_or_default();
    step("step-access", "2", access);
    dom::show("grant", !access);
    dom::text(
        "access-state",
        if access { "Granted." } else { "Not granted yet: AutoBolt cannot work without it." },
    );

    let state: PanelState = Area::Session.value(PANEL_KEY).await.ok().flatten().unwrap_or_default();
    step("step-work", "3", pairing.is_some() && access);
    let concurrency: HtmlSelectElement = dom::by_id("concurrency");
    concurrency.set_disabled(pairing.is_none());
    if (1..=6).contains(&state.concurrency) {
        concurrency.set_value(&state.concurrency.to_string());
    }
    let unsent = state.outbox;
    dom::text(
        "paired-state",
        &if unsent == 0 { String::new() } else { format!("Results not yet sent: {unsent}") },
    );
    dom::text(
        "forget-words",
        &if unsent == 0 {
            "AutoBolt stops working until it is paired again. Its key stays valid until it is revoked on the staff page.".to_owned()
        } else {
            format!(
                "{unsent} results were not sent to the backend yet. They stay here and are sent only if this AutoBolt is paired with the same backend again."
            )
        },
    );
}

fn step(id: &str, number: &str, done: bool) {
    dom::text(id, if done { "✓" } else { number });
    dom::by_id::<web_sys::Element>(id).set_class_name(if done { "step done" } else { "step" });
}

/// Runs something with its button out of use.
async fn busily(button: &str, work: impl Future<Output = ()>) {
    let button: HtmlButtonElement = dom::by_id(button);
    button.set_disabled(true);
    work.await;
    button.set_disabled(false);
}

async fn pair() {
    busily("pair", async {
        match try_to_pair().await {
            Ok(words) => {
                PAIRING_AGAIN.set(false);
                dom::by_id::<HtmlInputElement>("pair-code").set_value("");
                connected(&words);
                tell_worker(PanelCommand::CheckNow).await;
            }
            Err(words) => say(Mood::Bad, &words),
        }
        refresh().await;
    })
    .await;
}

async fn try_to_pair() -> Result<String, String> {
    let value = |id| dom::by_id::<HtmlInputElement>(id).value();
    let address = Address::parse(&value("backend-url")).map_err(|error: AddressError| error.to_string())?;
    // First of all, while the click still counts as the person's consent.
    if !access_to(&address).await {
        return Err(format!(
            "Chrome must allow AutoBolt to reach {address}: press Pair again and choose Allow."
        ));
    }
    let request = PairRequest {
        code: value("pair-code").trim().to_owned(),
        name: value("pair-name").trim().to_owned(),
    };
    if request.code.is_empty() {
        return Err("Type the pairing code: the staff page shows one under Keys.".to_owned());
    }
    say(Mood::Wait, &format!("Pairing with {address} …"));
    let reply = client::pair(&address, &request)
        .await
        .map_err(|error| explain(Tried::Pairing, &address.to_string(), &error))?;
    let pairing = Pairing { base: address.to_string(), api_key: reply.api_key, name: reply.name };
    pairing.store().await.map_err(|error| format!("The key could not be stored: {error}"))?;
    whoami(&pairing).await
}

/// Whether the backend's host may be reached, asking where it was never asked.
async fn access_to(address: &Address) -> bool {
    let pattern = address.permission();
    // A click counts for some seconds, so there is time to look first; who has access already is asked nothing.
    match permissions::contains(&[&pattern]).await {
        Ok(true) => true,
        _ => permissions::request(&[&pattern]).await.unwrap_or_default(),
    }
}

async fn test() {
    let pairing = match Pairing::load().await {
        Ok(Some(pairing)) => pairing,
        Ok(None) => return say(Mood::Bad, "This AutoBolt is not paired yet."),
        Err(error) => return say(Mood::Bad, &format!("The pairing could not be read: {error}")),
    };
    say(Mood::Wait, &format!("Asking {} …", pairing.base));
    match whoami(&pairing).await {
        Ok(words) => connected(&words),
        Err(words) => say(Mood::Bad, &words),
    }
    tell_worker(PanelCommand::CheckNow).await;
}

async fn whoami(pairing: &Pairing) -> Result<String, String> {
    match client::whoami(pairing).await {
        Ok(reply) => Ok(format!(
            "Connected to {} as “{}” (backend {}, protocol {}).",
            pairing.base, reply.name, reply.build, reply.protocol
        )),
        Err(error) => {
            let reachable = match pairing.address() {
                Some(address) => permissions::contains(&[&address.permission()]).await.unwrap_or(true),
                None => true,
            };
            if reachable {
                Err(explain(Tried::Test, &pairing.base, &error))
            } else {
                Err(format!(
                    "Chrome does not allow AutoBolt to reach {}: press Pair again and choose Allow.",
                    pairing.base
                ))
            }
        }
    }
}

async fn grant() {
    match permissions::request(&[ALL_SITES]).await {
        Ok(true) => say(Mood::Good, "AutoBolt may open directory sites now."),
        Ok(false) => {
            say(Mood::Bad, "Site access was not granted. AutoBolt cannot open directory sites without it.")
        }
        Err(error) => say(Mood::Bad, &format!("Chrome did not ask: {error}")),
    }
    tell_worker(PanelCommand::CheckNow).await;
    refresh().await;
}

async fn ask_to_forget() {
    refresh().await;
    // Fails only for a dialog that is open already.
    let _ = dom::by_id::<HtmlDialogElement>("forget-dialog").show_modal();
}

async fn forget() {
    dom::by_id::<HtmlDialogElement>("forget-dialog").close();
    match Area::Local.forget(pairing::KEY).await {
        Ok(()) => say(
            Mood::Good,
            "The pairing is forgotten. Revoke its key on the staff page if it is not needed any more.",
        ),
        Err(error) => say(Mood::Bad, &format!("The pairing could not be removed: {error}")),
    }
    tell_worker(PanelCommand::CheckNow).await;
    refresh().await;
}

async fn set_concurrency() {
    if let Ok(directories) = dom::by_id::<HtmlSelectElement>("concurrency").value().parse() {
        tell_worker(PanelCommand::Concurrency { directories }).await;
    }
}

async fn tell_worker(command: PanelCommand) {
    if let Err(error) = message::tell(command).await {
        say(
            Mood::Bad,
            &format!(
                "AutoBolt's background part does not answer: {error}. Reload AutoBolt on chrome://extensions."
            ),
        );
    }
}

/// The connection works: in words, and as a mark for whoever drives the page.
fn connected(words: &str) {
    say(Mood::Good, words);
    mark("connected");
}

fn mark(state: &str) {
    // Fails only for a name that is none.
    let _ = dom::by_id::<web_sys::Element>("status").set_attribute("data-state", state);
}

fn say(mood: Mood, words: &str) {
    dom::text("status", words);
    let status: web_sys::Element = dom::by_id("status");
    status.set_class_name(match mood {
        Mood::Good => "notice good",
        Mood::Bad => "notice bad",
        Mood::Wait => "notice wait",
    });
    mark(match mood {
        Mood::Good => "done",
        Mood::Bad => "failed",
        Mood::Wait => "busy",
    });
    dom::show("status", true);
}
