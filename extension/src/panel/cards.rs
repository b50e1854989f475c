//! The panel's cards, each made from its part of the state.

use super::words::{self, Mood};
use crate::dom::{append, element, said};
use crate::entry::message;
use crate::runner::status::{JobView, Notice, PanelCommand, RefusedView, ResultView, WaitingView};
use autobolt_shared::protocol::heartbeat::{Doing, WorkerState};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlButtonElement, HtmlInputElement};

/// A button that asks the service worker for something.
fn button(label: &str, class: &str, wish: impl Fn() -> PanelCommand + 'static) -> Element {
    let button = said("button", class, label);
    // Fails only for a name that is none.
    let _ = button.set_attribute("type", "button");
    let pressed = button.clone();
    crate::dom::on(&button, "click", move |_| {
        let wish = wish();
        let pressed: HtmlButtonElement = pressed.clone().unchecked_into();
        spawn_local(async move {
            pressed.set_disabled(true);
            if let Err(error) = message::tell(wish).await {
                super::page::fault(&error.to_string());
            }
            pressed.set_disabled(false);
        });
    });
    button
}

fn card(class: &str, heading: &str) -> Element {
    let card = element("section", &format!("card {class}"));
    if !heading.is_empty() {
        append(&card, [said("h2", "", heading)]);
    }
    card
}

fn actions(buttons: impl IntoIterator<Item = Element>) -> Element {
    let actions = element("div", "actions");
    append(&actions, buttons);
    actions
}

fn chip(label: &str, mood: Mood) -> Element {
    said("span", &format!("chip {}", mood.class()), label)
}

/// A name on the left, a word on the right, more below.
fn line(name: &str, right: Element, more: &str) -> Element {
    let line = element("li", "");
    append(&line, [said("span", "name", name), right]);
    if !more.is_empty() {
        append(&line, [said("span", "more", more)]);
    }
    line
}

fn lines(items: impl IntoIterator<Item = Element>) -> Element {
    let list = element("ul", "lines");
    append(&list, items);
    list
}

/// Something that keeps AutoBolt from working, and a way out.
pub(super) fn obstacle(mood: Mood, what: &str, advice: &str, way_out: Option<&str>) -> Element {
    let notice = element("div", &format!("notice {}", mood.class()));
    append(&notice, [said("strong", "", what), said("span", "", advice)]);
    if let Some(label) = way_out {
        let button = said("button", "", label);
        crate::dom::on(&button, "click", |_| spawn_local(super::page::open_options()));
        append(&notice, [actions([button])]);
    }
    notice
}

/// The job at hand, or that there is none.
pub(super) fn job(job: Option<&JobView>, state: Option<WorkerState>, online: bool) -> Element {
    let paused = state == Some(WorkerState::PausedHere);
    let pause = if paused {
        button("Resume", "primary", || PanelCommand::Resume)
    } else {
        button("Pause", "", || PanelCommand::Pause)
    };
    let Some(job) = job else {
        let (heading, words) = words::without_job(paused, online);
        let card = card("", heading);
        append(&card, [said("p", "quiet", words)]);
        append(&card, [actions([pause, button("Check now", "", || PanelCommand::CheckNow)])]);
        return card;
    };
    let card = card("", if job.customer.is_empty() { "Job" } else { &job.customer });
    let progress = job.progress;
    let count = said("p", "count", &format!("{}/{}", progress.done, progress.total));
    append(&count, [said("span", "", " directories")]);
    let bar = element("progress", "");
    for (name, value) in [("max", progress.total.max(1)), ("value", progress.done)] {
        // Fails only for a name that is none.
        let _ = bar.set_attribute(name, &value.to_string());
    }
    let _ = bar.set_attribute("aria-label", "Progress of the job");
    let tally = element("p", "tally");
    let later = progress.retry - progress.needs_staff;
    append(
        &tally,
        [
            (progress.submitted, "submitted", "good"),
            (progress.failed, "failed", "bad"),
            (progress.needs_staff, "need a person", "wait"),
            (later, "later again", "quiet"),
        ]
        .into_iter()
        .filter(|(number, _, _)| *number > 0)
        .map(|(number, label, class)| said("span", class, &format!("{number} {label}"))),
    );
    append(&card, [count, bar, tally]);
    if job.dry_run {
        append(&card, [said("p", "notice wait", "A rehearsal: forms are filled and nothing is submitted.")]);
    }
    append(&card, [actions([pause])]);
    card
}

/// What AutoBolt does right now. `passed_ms` is how long ago that was said.
pub(super) fn doing(doing: &[Doing], passed_ms: u64) -> Option<Element> {
    if doing.is_empty() {
        return None;
    }
    let card = card("", "Now");
    append(
        &card,
        [lines(doing.iter().map(|doing| {
            line(
                doing.directory_name.as_str(),
                said("span", "quiet", &words::span(doing.for_ms + passed_ms)),
                words::step(doing.step),
            )
        }))],
    );
    Some(card)
}

/// The pages that wait for a person.
pub(super) fn waiting(waiting: &[WaitingView]) -> Option<Element> {
    if waiting.is_empty() {
        return None;
    }
    let heading = words::count(waiting.len(), "page needs you", "pages need you");
    let card = card("wait", &heading);
    append(&card, [lines(waiting.iter().map(waiting_line))]);
    Some(card)
}

fn waiting_line(page: &WaitingView) -> Element {
    let (what, to_do) = words::waiting(page);
    let item =
        line(page.directory_name.as_str(), chip(words::reason(page.reason), Mood::Wait), &page.customer);
    let at = (page.job_id, page.directory_name.clone());
    let show = {
        let at = at.clone();
        button("Show the page", "primary", move || {
            let (job_id, directory_name) = at.clone();
            PanelCommand::Show { job_id, directory_name }
        })
    };
    if !what.is_empty() {
        append(&item, [said("span", "more", what)]);
    }
    append(&item, [said("span", "more todo", to_do), actions([show]), afterwards(page, at)]);
    item
}

/// What a person says when they are done with a page; out of the way until then.
fn afterwards(page: &WaitingView, at: (autobolt_shared::JobId, autobolt_shared::DirectoryName)) -> Element {
    let note: HtmlInputElement = element("input", "").unchecked_into();
    note.set_placeholder("What did the page say? (optional)");
    note.set_max_length(500);
    let _ = note.set_attribute("aria-label", &format!("What the page of {} said", page.directory_name));
    let wish =
        |make: fn((autobolt_shared::JobId, autobolt_shared::DirectoryName), String) -> PanelCommand| {
            let (at, note) = (at.clone(), note.clone());
            move || make(at.clone(), note.value().trim().to_owned())
        };
    let go_on = button(
        "AutoBolt goes on",
        "",
        wish(|(job_id, directory_name), _| PanelCommand::GoOn { job_id, directory_name }),
    );
    let done = button(
        "I submitted it",
        "",
        wish(|(job_id, directory_name), words| PanelCommand::DoneByHand { job_id, directory_name, words }),
    );
    let could_not = button(
        "It cannot be done",
        "",
        wish(|(job_id, directory_name), words| PanelCommand::CouldNot { job_id, directory_name, words }),
    );
    let more = element("details", "afterwards");
    append(
        &more,
        [said("summary", "", "Done with it?"), note.unchecked_into(), actions([go_on, done, could_not])],
    );
    more
}

/// The last results.
pub(super) fn results(results: &[ResultView], outbox: u32, now_ms: u64) -> Option<Element> {
    if results.is_empty() && outbox == 0 {
        return None;
    }
    let card = card("", "Last results");
    if outbox > 0 {
        let number = usize::try_from(outbox).unwrap_or(usize::MAX);
        let words = format!(
            "{} to be sent. Kept here until the backend has acknowledged them.",
            words::count(number, "result waits", "results wait")
        );
        append(&card, [said("p", "quiet", &words)]);
    }
    append(
        &card,
        [lines(results.iter().map(|result| {
            let (label, mood) = words::result(result.status);
            let mut more = vec![format!("{} ago", words::span(now_ms.saturating_sub(result.at_ms)))];
            if !result.acknowledged {
                more.push("not sent yet".to_owned());
            }
            // The sentence says more than the word.
            if result.summary.is_empty() {
                more.extend(result.reason.map(|reason| words::reason(reason).to_owned()));
            } else {
                more.push(result.summary.clone());
            }
            line(result.directory_name.as_str(), chip(label, mood), &more.join(" · "))
        }))],
    );
    Some(card)
}

/// Results the backend did not take, and what else went wrong.
pub(super) fn troubles(aside: &[RefusedView], refused: &[RefusedView], notices: &[Notice]) -> Vec<Element> {
    let mut cards = Vec::new();
    if !aside.is_empty() {
        let heading = words::count(aside.len(), "result is kept here", "results are kept here");
        let card = card("wait", &heading);
        append(
            &card,
            [
                said(
                    "p",
                    "quiet",
                    "The backend fails at these and answers everything else. They are not lost: AutoBolt sends them again every hour.",
                ),
                lines(aside.iter().map(|kept| {
                    let (label, mood) = words::result(kept.status);
                    line(kept.directory_name.as_str(), chip(label, mood), &kept.why)
                })),
                actions([button("Send again now", "", || PanelCommand::SendAgain)]),
            ],
        );
        cards.push(card);
    }
    if !refused.is_empty() {
        let card = card("", &words::count(refused.len(), "result was refused", "results were refused"));
        append(
            &card,
            [
                lines(refused.iter().map(|refused| {
                    let (label, mood) = words::result(refused.status);
                    line(refused.directory_name.as_str(), chip(label, mood), &refused.why)
                })),
                actions([button("Clear", "", || PanelCommand::ClearRefused)]),
            ],
        );
        cards.push(card);
    }
    if !notices.is_empty() {
        let card = card("", "What went wrong");
        let items = lines(notices.iter().map(|notice| {
            let item = element("li", "");
            append(
                &item,
                [
                    said("span", "name", &notice.text),
                    element("span", ""),
                    said("span", "more", &notice.advice),
                ],
            );
            item
        }));
        append(&card, [items, actions([button("Clear", "", || PanelCommand::ClearNotices)])]);
        cards.push(card);
    }
    cards
}
