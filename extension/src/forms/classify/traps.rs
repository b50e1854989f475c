//! Fields that are there to catch programs, and fields a recipe leaves alone.

use super::super::field::Meaning;
use super::super::plan::Context;
use super::super::recipe;
use super::super::snapshot::{Control, ControlKind};
use super::super::text::name_tokens;
use super::evidence::Memory;
use super::question::{Question, reachable};

/// Names that honeypots go by.
const BAIT: &[&str] = &[
    "honeypot", "hp", "gotcha", "nospam", "antispam", "spam", "bot", "robot", "trap", "honey", "botcheck",
    "hpot",
];

/// Whether the question is a trap or to be left alone, and why.
#[must_use]
pub fn trap(q: &Question<'_>, ctx: &Context<'_>, memory: &mut Memory) -> Option<(Meaning, String)> {
    let c = q.first();
    if recipe::names(&ctx.recipe.ignore, q) {
        return Some((Meaning::Unknown, "the directory's recipe leaves it alone".into()));
    }
    if c.kind == ControlKind::Hidden {
        return Some((Meaning::Token, "hidden input".into()));
    }
    let typed = matches!(
        c.kind,
        ControlKind::Text | ControlKind::TextArea | ControlKind::Checkbox | ControlKind::Password
    );
    for text in [
        &c.labels.label_for,
        &c.labels.wrapping,
        &c.labels.aria_label,
        &c.labels.aria_labelledby,
        &c.labels.preceding,
        &c.labels.description,
        &c.labels.following,
        &c.placeholder,
        &c.title,
    ] {
        if typed
            && memory.text(text).iter().any(|h| h.meaning == Meaning::Honeypot && h.strength > 0.0)
            && !(reachable(c) && may_stay_empty(text))
        {
            return Some((Meaning::Honeypot, format!("its text says to leave it alone: \"{text}\"")));
        }
    }
    if typed {
        let words: Vec<String> = name_tokens(&c.name).into_iter().chain(name_tokens(&c.id)).collect();
        // German and Dutch forms call the homepage "HP".
        let homepage = c.visible
            && words.iter().all(|w| w == "hp")
            && memory.text(&q.label.text).iter().any(|h| h.meaning == Meaning::Website && h.strength > 0.5);
        if !homepage && let Some(bait) = words.iter().find(|w| BAIT.contains(&w.as_str())) {
            return Some((Meaning::Honeypot, format!("named \"{bait}\"")));
        }
        if !q.reachable() && hidden_to_tempt(c) {
            return Some((
                Meaning::Honeypot,
                format!("cannot be seen ({}) but would be found by a program", c.hidden_by),
            ));
        }
        // Seen by the browser, not by people: no label, not reachable by keyboard, no suggestions wanted.
        let unnamed = super::question::label_routes(c).is_empty();
        if reachable(c)
            && unnamed
            && c.tabindex.is_some_and(|t| t < 0)
            && matches!(c.kind, ControlKind::Text | ControlKind::TextArea)
        {
            return Some((Meaning::Honeypot, "without a label and out of the keyboard's reach".into()));
        }
        if c.ancestors
            .iter()
            .any(|a| name_tokens(a).iter().any(|w| matches!(w.as_str(), "honeypot" | "hpot" | "gotcha")))
        {
            return Some((Meaning::Honeypot, "inside a honeypot container".into()));
        }
    }
    None
}

/// Whether a text tells people to leave a field alone.
#[must_use]
pub fn warns(text: &str) -> bool {
    text.len() < 200
        && Memory::default().text(text).iter().any(|h| h.meaning == Meaning::Honeypot && h.strength > 0.0)
        && !may_stay_empty(text)
}

/// "Leave this blank if the location is not important": permission to people, not a warning to programs.
fn may_stay_empty(text: &str) -> bool {
    let words = super::super::text::tokens(text);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    has(&["if", "unless", "when", "wenn", "falls", "si", "sauf", "se", "als", "indien", "quando"])
        && !has(&[
            "human", "humans", "person", "robot", "robots", "bot", "bots", "spam", "see", "seeing", "mensch",
            "humain", "humano", "umano", "mens", "sehen", "voyez", "ves", "vedi", "ziet", "vê",
        ])
}

/// Hidden by the ways honeypots use, rather than as a later step of a wizard.
fn hidden_to_tempt(c: &Control) -> bool {
    let off = matches!(c.hidden_by.as_str(), "off_screen" | "clipped" | "opacity" | "size" | "aria_hidden");
    off && matches!(c.kind, ControlKind::Text | ControlKind::TextArea)
        && c.options.is_empty()
        && c.editor.is_empty()
        || c.tabindex.is_some_and(|t| t < 0)
            && !c.hidden_by.is_empty()
            && c.kind == ControlKind::Text
            && !c.classes.contains("select2")
}
