//! Which texts of the page are new since the press, and which of them stand out.

use crate::forms::address;
use crate::forms::outcome::PressObservation;
use crate::forms::plan::Context;
use crate::forms::snapshot::{Control, FrameSnapshot, TextBlock};
use crate::forms::words::{Folded, sentences};
use std::collections::HashSet;

/// A page with more blocks of text than this has more on it than an answer: there, only what stands out answers.
const FULL_PAGE: usize = 40;
/// Blocks at the start of a page that stand out by their place.
const FIRST_BLOCKS: usize = 15;

/// One new text and whether it stands out.
pub(super) struct New<'a> {
    pub text: &'a str,
    pub stands_out: bool,
    /// It was shown and taken away again: what it asked for is no longer asked.
    pub gone: bool,
}

/// What AutoBolt typed, folded: the values of this press, and the profile's own words.
pub(super) fn typed_values(seen: &PressObservation, ctx: &Context<'_>) -> Vec<Folded> {
    let p = ctx.profile;
    let profile =
        [&p.business_name, &p.description, &p.short_description, &p.tagline, &p.street, &p.contact_name];
    let mut values: Vec<Folded> = seen
        .typed
        .iter()
        .map(String::as_str)
        .chain(profile.into_iter().filter_map(|v| v.as_deref()))
        .map(Folded::new)
        .filter(|f| !f.as_str().is_empty())
        .collect();
    crate::order::sort_by(&mut values, |a, b| a.as_str().cmp(b.as_str()));
    values.dedup();
    values
}

fn texts_of(frame: &FrameSnapshot) -> impl Iterator<Item = &str> {
    frame.texts.iter().map(|t| t.text.as_str()).chain(std::iter::once(frame.title.as_str()))
}

fn labels_of(control: &Control) -> [&str; 12] {
    let l = &control.labels;
    [
        &l.label_for,
        &l.wrapping,
        &l.aria_label,
        &l.aria_labelledby,
        &l.description,
        &l.legend,
        &l.preceding,
        &l.following,
        &l.orphan_label,
        &control.text,
        &control.placeholder,
        &control.title,
    ]
}

/// Sentences that are no answer: those that stood before, and those on things to press and fill.
pub(super) fn known_sentences(seen: &PressObservation) -> HashSet<Folded> {
    let mut texts: Vec<&str> = vec![&seen.pressed_text];
    for frame in &seen.before.frames {
        texts.extend(texts_of(frame));
        texts.extend(frame.links.iter().map(|l| l.text.as_str()));
        texts.extend(frame.overlay.iter().map(|o| o.text.as_str()));
        for control in &frame.controls {
            texts.extend(labels_of(control));
            texts.extend([
                control.labels.heading.as_str(),
                control.labels.cell_left.as_str(),
                control.labels.cell_above.as_str(),
            ]);
            texts.push(&control.labels.error);
        }
    }
    for frame in &seen.after.frames {
        texts.extend(frame.links.iter().map(|l| l.text.as_str()));
        for control in &frame.controls {
            texts.extend([
                control.text.as_str(),
                &control.placeholder,
                &control.labels.label_for,
                &control.labels.wrapping,
            ]);
        }
    }
    // Labels and headings are told many times over.
    let wholes: HashSet<&str> = texts.into_iter().collect();
    let parts: HashSet<&str> = wholes.iter().flat_map(|t| sentences(t)).collect();
    wholes.union(&parts).map(|t| Folded::new(t)).collect()
}

pub(super) fn new_texts(seen: &PressObservation) -> Vec<New<'_>> {
    let mut texts: Vec<New<'_>> = seen
        .dialogs
        .iter()
        .filter(|d| d.kind == "alert")
        .map(|d| New { text: &d.text, stands_out: true, gone: false })
        .collect();
    let sites: Vec<String> = seen
        .before
        .frames
        .iter()
        .filter(|f| f.parent_frame_id.is_none())
        .map(|f| address::site(&f.url))
        .collect();
    let pressed = seen.pressed.map(|t| t.frame_id);
    // An advertisement's or a chat's frame does not speak for the directory.
    let speaks = |f: &&FrameSnapshot| {
        f.parent_frame_id.is_none() || Some(f.frame_id) == pressed || sites.contains(&address::site(&f.url))
    };
    for frame in seen.after.frames.iter().filter(speaks) {
        let replaced = seen.before.frame(frame.frame_id).is_none_or(|b| b.document_id != frame.document_id);
        let full = replaced && frame.texts.len() > FULL_PAGE;
        let stands_out = |at: usize, block: &TextBlock| !full || at < FIRST_BLOCKS || is_notice(block);
        texts.extend(frame.texts.iter().enumerate().map(|(at, b)| New {
            text: &b.text,
            stands_out: stands_out(at, b),
            gone: false,
        }));
        texts.extend(frame.overlay.iter().map(|o| New { text: &o.text, stands_out: true, gone: false }));
    }
    // What appeared and stays was read above, with its place; what vanished again (a toast) stands out by itself.
    let full = seen.navigated && seen.after.frames.iter().any(|f| f.texts.len() > FULL_PAGE);
    let stays = |text: &str| {
        seen.after
            .frames
            .iter()
            .flat_map(|f| &f.texts)
            .any(|b| b.text.contains(text) || text.contains(&b.text))
    };
    texts.extend(seen.appeared.iter().map(|t| {
        let gone = !stays(t);
        New { text: t, stands_out: !full || gone, gone }
    }));
    texts
}

/// Whether a block is made to be noticed.
pub(super) fn is_notice(block: &TextBlock) -> bool {
    matches!(block.tag.as_str(), "h1" | "h2" | "h3" | "dialog") || is_marked_notice(block)
}

/// Whether a block is marked as a message; a heading alone is none.
pub(super) fn is_marked_notice(block: &TextBlock) -> bool {
    let marks = block.marks.to_lowercase();
    let words = [
        "alert",
        "notice",
        "message",
        "success",
        "flash",
        "error",
        "warning",
        "info",
        "status",
        "toast",
        "thank",
        "confirm",
        "notification",
        "msg",
        "invalid",
        "danger",
        "meldung",
        "hinweis",
    ];
    ["alert", "status", "dialog", "alertdialog", "log"].iter().any(|r| block.role.contains(r))
        || words.iter().any(|w| marks.contains(w))
}
