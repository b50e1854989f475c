//! The page: reads what the service worker left in session storage and draws what changed of it.

use super::cards;
use super::words::{self, Mood};
use crate::backend::pairing::{self, Pairing};
use crate::chrome::runtime;
use crate::chrome::storage::Area;
use crate::dom;
use crate::entry::message::PANEL_KEY;
use crate::runner::status::{Connection, PanelState};
use crate::tabs::time::now_ms;
use autobolt_shared::protocol::heartbeat::WorkerState;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// The parts of the page, in order. Each is drawn anew only when its own part of the state changed, so that nobody
/// loses the button under the mouse, or what is typed.
const PARTS: [&str; 6] = ["obstacle", "waiting", "job", "doing", "results", "troubles"];
const TICK_MS: u32 = 1_000;

#[derive(Default)]
struct Drawn {
    /// What each part was drawn from.
    from: [String; PARTS.len()],
    state: PanelState,
    /// When the state came.
    at_ms: u64,
    paired: bool,
}

/// Fills the page and keeps it up to date.
pub fn start() {
    let main: Element = dom::by_id("panel");
    for part in PARTS {
        let holder = dom::element("div", "part");
        holder.set_id(&format!("part-{part}"));
        dom::append(&main, [holder]);
    }
    dom::on_click("options", open_options);
    let drawn = Rc::new(RefCell::new(Drawn::default()));
    for area in [Area::Local, Area::Session] {
        let drawn = Rc::clone(&drawn);
        // The page lives as long as its listeners.
        std::mem::forget(area.on_change(move |keys| {
            if keys.iter().any(|key| key == PANEL_KEY || key == pairing::KEY) {
                spawn_local(refresh(Rc::clone(&drawn)));
            }
        }));
    }
    let ticking = Rc::clone(&drawn);
    gloo_timers::callback::Interval::new(TICK_MS, move || draw(&mut ticking.borrow_mut())).forget();
    spawn_local(refresh(drawn));
}

async fn refresh(drawn: Rc<RefCell<Drawn>>) {
    let paired = Pairing::load().await.ok().flatten().is_some();
    let state = Area::Session.value::<PanelState>(PANEL_KEY).await.ok().flatten();
    let mut drawn = drawn.borrow_mut();
    drawn.paired = paired;
    if let Some(state) = state {
        if state != drawn.state {
            drawn.at_ms = now_ms();
        }
        drawn.state = state;
    }
    draw(&mut drawn);
}

fn draw(drawn: &mut Drawn) {
    let now = now_ms();
    let passed = now.saturating_sub(drawn.at_ms);
    let Drawn { from, state, paired, .. } = drawn;
    let (word, mood) = words::headline(state, *paired);
    dom::text("state", word);
    dom::by_id::<Element>("state").set_class_name(&format!("chip {}", mood.class()));

    let mut part = |index: usize, key: String, make: &dyn Fn() -> Vec<Element>| {
        if from[index] == key {
            return;
        }
        from[index] = key;
        let holder: Element = dom::by_id(&format!("part-{}", PARTS[index]));
        holder.set_text_content(None);
        dom::append(&holder, make());
    };
    part(0, format!("{paired}{:?}{:?}", state.connection, state.state), &|| obstacle(state, *paired));
    part(1, format!("{:?}", state.waiting), &|| cards::waiting(&state.waiting).into_iter().collect());
    let idle = *paired && state.state.is_some();
    let online = state.connection == Connection::Online;
    part(2, format!("{idle}{online}{:?}{:?}", state.job, state.state), &|| {
        if idle || state.job.is_some() {
            vec![cards::job(state.job.as_ref(), state.state, online)]
        } else {
            Vec::new()
        }
    });
    // Their times go on by the second.
    part(3, format!("{:?}{}", state.doing, passed / 1000), &|| {
        cards::doing(&state.doing, passed).into_iter().collect()
    });
    part(4, format!("{:?}{}{}", state.results, state.outbox, now / 15_000), &|| {
        cards::results(&state.results, state.outbox, now).into_iter().collect()
    });
    part(5, format!("{:?}{:?}{:?}", state.aside, state.refused, state.notices), &|| {
        cards::troubles(&state.aside, &state.refused, &state.notices)
    });
}

/// What keeps AutoBolt from working, if anything does.
fn obstacle(state: &PanelState, paired: bool) -> Vec<Element> {
    if !paired {
        let advice = "Pair it with the backend: the options page asks for a code from the staff page.";
        return vec![cards::obstacle(
            Mood::Wait,
            "This AutoBolt is not paired yet.",
            advice,
            Some("Open the options"),
        )];
    }
    if let Some(trouble) = words::trouble(&state.connection) {
        return vec![cards::obstacle(Mood::Bad, &trouble, &state.advice, Some("Open the options"))];
    }
    match state.state {
        Some(WorkerState::NeedsAccess) => vec![cards::obstacle(
            Mood::Wait,
            "AutoBolt may not open directory sites yet.",
            "Grant site access on the options page.",
            Some("Open the options"),
        )],
        Some(WorkerState::Stopped) => vec![cards::obstacle(
            Mood::Wait,
            "Staff stopped this AutoBolt.",
            "It goes on when they start it again on the workers page.",
            None,
        )],
        _ => Vec::new(),
    }
}

/// Tells that the service worker did not do what was asked.
pub(super) fn fault(words: &str) {
    let holder: Element = dom::by_id("part-obstacle");
    let advice = "Reload AutoBolt on chrome://extensions if it stays like this.";
    dom::append(
        &holder,
        [cards::obstacle(Mood::Bad, &format!("AutoBolt does not answer: {words}"), advice, None)],
    );
}

pub(super) async fn open_options() {
    if let Err(error) = runtime::open_options_page().await {
        fault(&error.to_string());
    }
}
