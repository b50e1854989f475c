//! An account of what the engine makes of a page.

use autobolt_extension::forms::assess::assess;
use autobolt_extension::forms::choose::{FLOOR, FormChoice, every_form};
use autobolt_extension::forms::classify::Understood;
use autobolt_extension::forms::plan::{AdvanceKind, Assessment, Context, FillValue, PagePlan};
use autobolt_extension::forms::snapshot::{Control, FrameSnapshot, PageSnapshot};
use serde::Serialize;
use serde_json::{Value, json};

/// All of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// Address of the page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its language, as it says itself.
    pub lang: String,
    /// `fill`, `dismiss`, `follow`, `wall`, `unsupported`, `final`, `not_yet`.
    pub decision: &'static str,
    /// The decision in words.
    pub says: String,
    /// Every form of the page, best first.
    pub forms: Vec<Form>,
    /// The fields of the form that would be filled; where none would be, of the best one.
    pub fields: Vec<Field>,
    /// What would be pressed, as `submit "Send"`.
    pub press: Option<String>,
    /// A wall inside the form: it would be filled, then handed over.
    pub wall: Option<String>,
    /// Required fields without an answer: the page would be handed over.
    pub missing: Vec<String>,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// Number of its frame; 0 is the page itself.
    pub frame: i32,
    /// `form 0 id=add action=/submit`, or `fields outside any form`.
    pub what: String,
    /// How much speaks for it.
    pub score: f32,
    /// Whether that is enough for a listing form.
    pub listing: bool,
    /// Whether it is the one to fill.
    pub chosen: bool,
    /// Fields that a person could use.
    pub fields: usize,
}

/// One field: a control, or a group that answers together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Its label, taken apart from hints and marks.
    pub label: String,
    /// `input text`, `select`, …
    pub control: String,
    /// `name`.
    pub name: String,
    /// `id`.
    pub id: String,
    /// Must be answered, as far as the page says.
    pub required: bool,
    /// Why nobody can see it; empty when visible.
    pub hidden: String,
    /// What it was taken for.
    pub meaning: Value,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// What that rests on.
    pub why: Vec<String>,
    /// The next best meanings, with their scores.
    pub or: Vec<(Value, f32)>,
    /// What would be put there.
    pub value: Option<String>,
    /// Why it is left alone.
    pub left: Option<String>,
}

impl Account {
    /// Judges a page.
    #[must_use]
    pub fn of(page: &PageSnapshot, context: &Context<'_>) -> Self {
        let decision = assess(page, context);
        let all = every_form(page, context);
        let plan = match &decision {
            Assessment::Fill(plan) => Some(plan.as_ref()),
            _ => None,
        };
        let is_chosen = |choice: &FormChoice| match plan {
            Some(plan) => plan.frame_id == choice.frame_id && plan.form == choice.form,
            None => false,
        };
        let shown = all.iter().find(|(c, _)| is_chosen(c)).or_else(|| all.first());
        let forms = all
            .iter()
            .filter_map(|(choice, understood)| {
                let frame = page.frame(choice.frame_id)?;
                Some(Form {
                    frame: choice.frame_id,
                    what: named(frame, choice.form),
                    score: rounded(choice.score),
                    listing: choice.score >= FLOOR,
                    chosen: is_chosen(choice),
                    fields: understood.iter().filter(|u| u.question.reachable()).count(),
                })
            })
            .collect();
        let (kind, says) = words(&decision);
        let top = page.top();
        let of_top = |get: fn(&FrameSnapshot) -> &String| top.map(get).cloned().unwrap_or_default();
        Self {
            url: of_top(|f| &f.url),
            title: of_top(|f| &f.title),
            lang: of_top(|f| &f.lang),
            decision: kind,
            says,
            forms,
            fields: shown.map(|(_, u)| u.iter().map(|u| field(u, plan)).collect()).unwrap_or_default(),
            press: plan.and_then(|p| p.advance.as_ref()).map(|a| {
                let does = match a.kind {
                    AdvanceKind::Submit => "submit",
                    AdvanceKind::Next => "next step",
                    AdvanceKind::Preview => "preview",
                };
                format!("{does}: \"{}\"", a.text)
            }),
            wall: plan.and_then(|p| p.wall.as_ref()).map(|w| format!("{}: {}", w.reason, w.what)),
            missing: plan.map(|p| p.missing.iter().map(|m| m.label.clone()).collect()).unwrap_or_default(),
        }
    }

    /// Whether AutoBolt would fill the page and press.
    #[must_use]
    pub fn would_fill(&self) -> bool {
        self.decision == "fill" && self.wall.is_none() && self.missing.is_empty() && self.press.is_some()
    }
}

fn rounded(n: f32) -> f32 {
    (n * 100.0).round() / 100.0
}

fn named(frame: &FrameSnapshot, form: Option<u32>) -> String {
    let Some(i) = form else { return String::from("fields outside any form") };
    let mut out = format!("form {i}");
    if let Some(f) = frame.forms.get(i as usize) {
        for (key, value) in [("id", &f.id), ("name", &f.name), ("action", &f.action), ("heading", &f.heading)]
        {
            if !value.is_empty() {
                out.push_str(&format!(" {key}={value:?}"));
            }
        }
    }
    out
}

fn words(decision: &Assessment) -> (&'static str, String) {
    match decision {
        Assessment::Fill(_) => ("fill", String::from("AutoBolt would fill the listing form.")),
        Assessment::Dismiss(_) => {
            ("dismiss", String::from("AutoBolt would first press away what lies over the page."))
        }
        Assessment::Follow { href, text } => {
            ("follow", format!("No listing form here; AutoBolt would follow \"{text}\" to {href}"))
        }
        Assessment::Wall(wall) => {
            ("wall", format!("AutoBolt stops at a wall, {}: {}", wall.reason, wall.what))
        }
        Assessment::NotYet => {
            ("not_yet", String::from("The page seems not finished; AutoBolt would look again."))
        }
        Assessment::Unsupported { why } => ("unsupported", why.clone()),
        Assessment::Final { reason, words } => ("final", format!("The page ends it ({reason}): {words}")),
    }
}

fn field(u: &Understood<'_>, plan: Option<&PagePlan>) -> Field {
    let q = &u.question;
    let c = q.first();
    let own = |r: u32| q.members.iter().any(|m| m.r == r);
    let fills: Vec<_> = plan.iter().flat_map(|p| &p.fills).filter(|f| own(f.r)).collect();
    let mut why = u.is.why.clone();
    for reason in fills.iter().flat_map(|f| &f.why) {
        if !why.contains(reason) {
            why.push(reason.clone());
        }
    }
    let left = plan.and_then(|p| {
        let missing = p.missing.iter().find(|m| own(m.r)).map(|m| match m.options.len() {
            0 => String::from("required, and the customer's data does not say"),
            n => format!("required, and none of its {n} options fits: staff have to pick"),
        });
        missing.or_else(|| p.skips.iter().find(|s| own(s.r)).map(|s| s.why.clone()))
    });
    Field {
        label: q.label.text.clone(),
        control: kind_of(c, q.members.len()),
        name: c.name.clone(),
        id: c.id.clone(),
        required: q.required,
        hidden: if q.reachable() { String::new() } else { c.hidden_by.clone() },
        meaning: json!(u.is.meaning),
        confidence: rounded(u.is.confidence),
        why,
        or: u
            .weighed
            .iter()
            .filter(|s| s.meaning != u.is.meaning && s.score >= 0.2)
            .take(3)
            .map(|s| (json!(s.meaning), rounded(s.score)))
            .collect(),
        value: (!fills.is_empty()).then(|| {
            fills.iter().map(|f| shown(&f.value, q.members.len() > 1, f.r, u)).collect::<Vec<_>>().join(" + ")
        }),
        left,
    }
}

fn kind_of(c: &Control, members: usize) -> String {
    let mut kind = match c.tag.as_str() {
        "input" => format!("input {}", c.input_type),
        tag => tag.to_owned(),
    };
    if members > 1 {
        kind.push_str(&format!(" ×{members}"));
    }
    kind
}

fn shown(value: &FillValue, group: bool, r: u32, u: &Understood<'_>) -> String {
    match value {
        FillValue::Text(t) | FillValue::Rich(t) => t.clone(),
        FillValue::Options(all) => all.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join(", "),
        FillValue::Pick(all) => format!("choose one of: {}", all.join(" | ")),
        FillValue::Tags(all) => format!("one after the other: {}", all.join(" | ")),
        FillValue::Check(true) if group => u
            .question
            .offers()
            .into_iter()
            .find(|o| o.r == r)
            .map_or_else(|| String::from("ticked"), |o| format!("ticked: {}", o.text)),
        FillValue::Check(on) => String::from(if *on { "ticked" } else { "not ticked" }),
        FillValue::File(kind) => format!("the customer's {kind}"),
    }
}
