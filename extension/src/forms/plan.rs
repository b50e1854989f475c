//! What the engine makes of a page: the types of its answer.

use super::field::Meaning;
use autobolt_shared::json::FromJson;
pub use autobolt_shared::recipe::Recipe;
use autobolt_shared::{BusinessProfile, Reason};
use serde::Serialize;

/// What the engine knows beside the page.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The customer.
    pub profile: &'a BusinessProfile,
    /// The directory's overrides, parsed and valid.
    pub recipe: &'a Recipe,
    /// The directory's language by catalogue, e.g. `de`.
    pub language: Option<&'a str>,
    /// The directory's country by catalogue, ISO alpha-2.
    pub country: Option<&'a str>,
    /// Steps of this form already passed.
    pub steps_done: u32,
    /// Links followed so far to find the form.
    pub links_followed: u32,
    /// Milliseconds since the page was loaded: how late content may still come.
    pub waited_ms: u64,
}

/// What to do with the page now.
#[derive(Debug, Clone, PartialEq)]
pub enum Assessment {
    /// Fill this form and press.
    Fill(Box<PagePlan>),
    /// Press something harmless first: a cookie banner, "accept all", a modal's close button.
    Dismiss(Target),
    /// Go on to another page, in search of the form.
    Follow {
        /// Where.
        href: String,
        /// The link's text.
        text: String,
    },
    /// Stops here: a wall, hand over. Recognised before anything is sent.
    Wall(Wall),
    /// The page seems not finished; look again soon.
    NotYet,
    /// No listing form that AutoBolt understands.
    Unsupported {
        /// What was seen instead, for staff.
        why: String,
    },
    /// The page says something final before anything was pressed: closed, not accepting, an error page.
    Final {
        /// `unreachable`, `rejected`, …
        reason: Reason,
        /// The page's own words.
        words: String,
    },
}

/// A control of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, FromJson)]
pub struct Target {
    /// Chrome's frame id.
    pub frame_id: i32,
    /// The agent's handle.
    pub r: u32,
}

/// Something that AutoBolt does not get over by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// `captcha`, `login` or `payment`.
    pub reason: Reason,
    /// What tells: `reCAPTCHA`, `sign-in form`, `only paid plans: $49`.
    pub what: String,
}

/// A form and what to do with it.
#[derive(Debug, Clone, PartialEq)]
pub struct PagePlan {
    /// The frame it is in.
    pub frame_id: i32,
    /// Index into the frame's forms; `None` for fields outside any `<form>`.
    pub form: Option<u32>,
    /// What to fill, in the order to do it.
    pub fills: Vec<Fill>,
    /// What is left alone, and why.
    pub skips: Vec<Skip>,
    /// Required fields the customer's data does not answer. Not empty: hand over as `missing_data`.
    pub missing: Vec<Missing>,
    /// A wall inside the form (a CAPTCHA): fill, then hand over.
    pub wall: Option<Wall>,
    /// What to press when all is filled.
    pub advance: Option<Advance>,
    /// Closed parts of the form: what opens them, in document order.
    pub closed: Vec<u32>,
}

/// One field and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fill {
    /// The control.
    pub r: u32,
    /// Its label, cleaned, for people.
    pub label: String,
    /// What it was taken for.
    pub meaning: Meaning,
    /// What to put there.
    pub value: FillValue,
    /// The page marks it required.
    pub required: bool,
    /// What the decision rests on, strongest first: `label "Firmenname"`, `autocomplete organization`, …
    pub why: Vec<String>,
}

/// A value, in the form the control takes.
#[derive(Debug, Clone, PartialEq)]
pub enum FillValue {
    /// Text.
    Text(String),
    /// Rich text, given as plain text.
    Rich(String),
    /// Positions of native options, with their texts.
    Options(Vec<(u32, String)>),
    /// Options of a custom dropdown, wanted by meaning: candidate texts, best first. Type-to-search where it takes text.
    Pick(Vec<String>),
    /// Several tags, one after the other.
    Tags(Vec<String>),
    /// Ticked or not.
    Check(bool),
    /// A file of the customer's, by asset kind (`logo`, `photo-1`).
    File(String),
}

/// One field left alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Skip {
    /// The control.
    pub r: u32,
    /// Its label.
    pub label: String,
    /// What it was taken for.
    pub meaning: Meaning,
    /// Why it is left alone.
    pub why: String,
}

/// One required field without an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The control.
    pub r: u32,
    /// Its label, as staff will read it.
    pub label: String,
    /// What it was taken for.
    pub meaning: Meaning,
    /// The offered options, for a choice.
    pub options: Vec<String>,
}

/// What to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// The control.
    pub r: u32,
    /// Its text.
    pub text: String,
    /// What pressing it means.
    pub kind: AdvanceKind,
}

/// What pressing means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdvanceKind {
    /// Sends the listing.
    Submit,
    /// Goes to the next step; may send data, too.
    Next,
    /// Leads to a preview, from which it is sent.
    Preview,
}
