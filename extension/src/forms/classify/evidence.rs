//! What speaks for which meaning, for one question on its own.

use super::super::field::{Meaning, PhonePiece};
use super::super::plan::Context;
use super::super::recipe;
use super::super::snapshot::{Control, ControlKind};
use super::super::text::{clean_label, name_tokens, tokens};
use super::question::{Question, Shape, empty_option};
use super::vocabulary::{Hit, look_up, look_up_name, significant, telling};
use super::{compat, offers, section};
use std::collections::HashMap;

/// A meaning with what speaks for it.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The meaning.
    pub meaning: Meaning,
    /// 0 to 1.
    pub score: f32,
    /// What the score rests on, strongest first.
    pub why: Vec<String>,
}

/// All that is known about one question.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Meanings with a positive score, best first.
    pub scored: Vec<Scored>,
    /// The label alone (no name, no placeholder) is ambiguous: "Name", "Title", "Location".
    pub ambiguous: bool,
    /// A recipe decided: nothing may change it.
    pub fixed: bool,
    /// The section it stands in speaks of a person (true) or of the business (false).
    pub person_section: Option<bool>,
    /// The section speaks of the person who submits and of nobody else: "Your details", "Owner".
    pub personal: bool,
}

impl Evidence {
    /// The score of a meaning.
    #[must_use]
    pub fn of(&self, meaning: Meaning) -> f32 {
        self.scored.iter().find(|s| s.meaning == meaning).map_or(0.0, |s| s.score)
    }

    /// The best meaning.
    #[must_use]
    pub fn best(&self) -> Option<&Scored> {
        self.scored.first()
    }

    /// Sets a score, for the rules that look at the whole form.
    pub fn set(&mut self, meaning: Meaning, score: f32, why: &str) {
        match self.scored.iter_mut().find(|s| s.meaning == meaning) {
            Some(s) => {
                s.score = score;
                s.why.push(why.to_owned());
            }
            None => self.scored.push(Scored { meaning, score, why: vec![why.to_owned()] }),
        }
        self.sort();
    }

    fn sort(&mut self) {
        crate::order::sort_by(&mut self.scored, |a, b| {
            b.score.total_cmp(&a.score).then(a.meaning.cmp(&b.meaning))
        });
    }
}

/// Looks texts up once each: headings and legends repeat.
#[derive(Default)]
pub struct Memory {
    texts: HashMap<String, Vec<Hit>>,
}

impl Memory {
    /// What a text speaks for.
    pub fn text(&mut self, text: &str) -> Vec<Hit> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        if let Some(hits) = self.texts.get(text) {
            return hits.clone();
        }
        let hits = look_up(&significant(&tokens(text)));
        self.texts.insert(text.to_owned(), hits.clone());
        hits
    }
}

/// Route, weight, in the order of evidence. Later routes count less where earlier ones spoke for something else.
struct Gathered {
    scores: HashMap<Meaning, (f32, Vec<String>)>,
    blocked: Vec<Meaning>,
}

impl Gathered {
    fn add(&mut self, hits: &[Hit], weight: f32, route: &str, text: &str, blocks: bool) {
        let before: Vec<(Meaning, f32)> = self.scores.iter().map(|(m, (s, _))| (*m, *s)).collect();
        for hit in hits {
            if hit.strength < 0.0 {
                if blocks && self.scores.get(&hit.meaning).is_none_or(|(s, _)| *s < 0.5) {
                    self.blocked.push(hit.meaning);
                }
                continue;
            }
            let rival = before
                .iter()
                .filter(|(m, _)| *m != hit.meaning && !kin(*m, hit.meaning))
                .map(|(_, s)| *s)
                .fold(0.0, f32::max);
            let gain = hit.strength * weight * (1.0 - 0.75 * rival);
            let entry = self.scores.entry(hit.meaning).or_insert((0.0, Vec::new()));
            entry.0 = 1.0 - (1.0 - entry.0) * (1.0 - gain);
            if gain > 0.08 {
                let text: String = text.chars().take(60).collect();
                entry.1.push(if text.is_empty() { route.to_owned() } else { format!("{route} \"{text}\"") });
            }
        }
    }

    fn one(&mut self, meaning: Meaning, weight: f32, route: &str) {
        self.add(&[Hit { meaning, strength: 1.0 }], weight, route, "", false);
    }
}

fn kin(a: Meaning, b: Meaning) -> bool {
    family(a) != 0 && family(a) == family(b)
}

/// Meanings that a strong type or `autocomplete` cannot tell apart.
fn family(meaning: Meaning) -> u8 {
    match meaning {
        Meaning::Email | Meaning::SubmitterEmail | Meaning::EmailConfirm => 1,
        Meaning::Phone
        | Meaning::Mobile
        | Meaning::Fax
        | Meaning::PhoneCountryCode
        | Meaning::PhonePiece(_) => 2,
        Meaning::Website
        | Meaning::ReciprocalLink
        | Meaning::DeepLink
        | Meaning::VideoUrl
        | Meaning::Social(_) => 3,
        Meaning::Street | Meaning::FullAddress | Meaning::Street2 => 4,
        Meaning::Description | Meaning::ShortDescription => 5,
        Meaning::OpensAt(_) | Meaning::ClosesAt(_) | Meaning::DayHours(_) => 6,
        Meaning::Logo | Meaning::Photo => 7,
        _ => 0,
    }
}

/// Gathers the evidence for one question.
pub fn gather(q: &Question<'_>, ctx: &Context<'_>, memory: &mut Memory) -> Evidence {
    let c = q.first();
    if let Some(meaning) = recipe::said_of(&ctx.recipe.fields, q).copied() {
        return Evidence {
            scored: vec![Scored { meaning, score: 1.0, why: vec!["the directory's recipe".into()] }],
            fixed: true,
            ..Evidence::default()
        };
    }
    let mut g = Gathered { scores: HashMap::new(), blocked: Vec::new() };
    if let Some((meaning, weight)) = by_autocomplete(&c.autocomplete) {
        g.one(meaning, weight, &format!("autocomplete {}", c.autocomplete.trim()));
    }
    by_type(c, &mut g);
    let (ambiguous, said) = by_labels(q, &mut g, memory);
    // Where the label says nothing, the name, or the text inside the field, may be just as ambiguous.
    let vague_name = by_name(q, &mut g);
    let ambiguous = ambiguous || (!said && (vague_name || vague_placeholder(c, memory)));
    let labelled = g.scores.values().any(|(s, _)| *s > 0.5);
    let weight = if labelled { 0.5 } else { 0.8 };
    for (route, text) in
        [("placeholder", c.placeholder.as_str()), ("title", &c.title), ("first option", empty_option(c))]
    {
        let clean = clean_label(text);
        g.add(&memory.text(&clean.text), weight, route, &clean.text, false);
    }
    if matches!(q.shape, Shape::Combobox) {
        g.add(&memory.text(&c.text), weight, "shown text", &c.text, false);
    }
    let help = format!("{} {}", q.label.help, c.labels.description);
    g.add(&memory.text(help.trim()), 0.3, "help", help.trim(), false);
    for (route, text) in [("legend", c.labels.legend.as_str()), ("heading", &c.labels.heading)] {
        // Where nothing else names the field, the heading above it does.
        let alone = g.scores.values().all(|(s, _)| *s < 0.3)
            && (q.label.text.is_empty() || clean_label(text).text == q.label.text);
        g.add(&memory.text(&clean_label(text).text), if alone { 0.8 } else { 0.25 }, route, text, false);
    }
    offers::speak(q, |meaning, weight, why| g.one(meaning, weight, why));
    if offers::are_plans(q) {
        // "Listing type", "Option": what is offered says more than what it is called.
        g.scores.insert(Meaning::FreePlan, (0.9, vec![String::from("options are plans")]));
    }
    let section = section::of(c, memory);
    let mut evidence = Evidence {
        ambiguous,
        person_section: section.person,
        personal: section.personal,
        ..Evidence::default()
    };
    for (meaning, (mut score, why)) in g.scores {
        if g.blocked.contains(&meaning) {
            score *= 0.15;
        }
        score *= compat::fits(meaning, q);
        if score > 0.05 {
            evidence.scored.push(Scored { meaning, score, why });
        }
    }
    evidence.sort();
    evidence
}

/// Whether a field that has nothing but its placeholder (or its list's first line) is called by an ambiguous word.
fn vague_placeholder(c: &Control, memory: &mut Memory) -> bool {
    let text = if c.placeholder.trim().is_empty() { empty_option(c) } else { &c.placeholder };
    let hits = memory.text(&clean_label(text).text);
    hits.iter().any(|h| h.strength > 0.0) && hits.iter().all(|h| h.strength <= 0.5)
}

fn by_autocomplete(value: &str) -> Option<(Meaning, f32)> {
    let last = value.split_whitespace().rfind(|t| *t != "webauthn")?.to_ascii_lowercase();
    Some(match last.as_str() {
        "organization" => (Meaning::BusinessName, 0.95),
        "organization-title" => (Meaning::ContactRole, 0.95),
        // Forms put `name` on any field called name.
        "name" => (Meaning::ContactName, 0.55),
        "given-name" => (Meaning::ContactFirstName, 0.9),
        "family-name" => (Meaning::ContactLastName, 0.9),
        "email" => (Meaning::Email, 0.6),
        "tel" | "tel-national" => (Meaning::Phone, 0.6),
        "tel-country-code" => (Meaning::PhoneCountryCode, 0.95),
        "tel-area-code" => (Meaning::PhonePiece(PhonePiece::Area), 0.95),
        "tel-local" => (Meaning::PhonePiece(PhonePiece::Local), 0.95),
        "tel-local-prefix" => (Meaning::PhonePiece(PhonePiece::Prefix), 0.95),
        "tel-local-suffix" => (Meaning::PhonePiece(PhonePiece::Suffix), 0.95),
        "url" => (Meaning::Website, 0.6),
        "street-address" | "address-line1" => (Meaning::Street, 0.9),
        "address-line2" | "address-line3" => (Meaning::Street2, 0.95),
        "address-level2" => (Meaning::City, 0.95),
        "address-level1" => (Meaning::State, 0.95),
        "postal-code" => (Meaning::Postcode, 0.95),
        "country" | "country-name" => (Meaning::Country, 0.95),
        "username" => (Meaning::Username, 0.6),
        "current-password" => (Meaning::Password, 0.9),
        "one-time-code" => (Meaning::Captcha, 0.9),
        t if t.starts_with("cc-") || t.starts_with("bday") || t == "sex" || t.starts_with("transaction-") => {
            (Meaning::NotAboutBusiness, 0.95)
        }
        _ => return None,
    })
}

fn by_type(c: &Control, g: &mut Gathered) {
    match (c.kind, c.input_type.as_str()) {
        (ControlKind::Text, "email") => g.one(Meaning::Email, 0.55, "type email"),
        (ControlKind::Text, "tel") => g.one(Meaning::Phone, 0.5, "type tel"),
        (ControlKind::Text, "url") => g.one(Meaning::Website, 0.45, "type url"),
        (ControlKind::Text, "search") => g.one(Meaning::Search, 0.9, "type search"),
        (ControlKind::Password, _) => g.one(Meaning::Password, 1.0, "type password"),
        (ControlKind::Hidden, _) => g.one(Meaning::Token, 1.0, "type hidden"),
        (ControlKind::File, _) => {
            g.one(if c.multiple { Meaning::Photo } else { Meaning::Logo }, 0.2, "file input");
        }
        _ => {}
    }
    if c.inputmode == "email" {
        g.one(Meaning::Email, 0.4, "inputmode email");
    }
}

/// Returns whether the label is one of the ambiguous words and nothing more, and whether it says anything at all.
fn by_labels(q: &Question<'_>, g: &mut Gathered, memory: &mut Memory) -> (bool, bool) {
    let c = q.first();
    let l = &c.labels;
    let twin = q.stand_in.map(|t| &t.labels);
    let routes: Vec<(&str, &str, f32)> = match q.shape {
        Shape::Radios | Shape::Ticks => vec![
            ("legend", l.legend.as_str(), 0.92),
            ("left cell", &l.cell_left, 0.85),
            ("label", &l.orphan_label, 0.85),
            ("text above", &l.preceding, 0.7),
        ],
        Shape::Tick => vec![
            ("label", l.label_for.as_str(), 0.92),
            ("label", &l.wrapping, 0.92),
            ("aria-labelledby", &l.aria_labelledby, 0.9),
            ("aria-label", &l.aria_label, 0.9),
            ("text beside", &l.following, 0.85),
            ("text above", &l.preceding, 0.6),
            ("left cell", &l.cell_left, 0.7),
        ],
        _ => {
            let mut routes = vec![
                ("label", l.label_for.as_str(), 0.92),
                ("label", &l.wrapping, 0.92),
                ("aria-labelledby", &l.aria_labelledby, 0.9),
                ("aria-label", &l.aria_label, 0.9),
                ("left cell", &l.cell_left, 0.88),
                ("label", &l.orphan_label, 0.86),
                ("text above", &l.preceding, 0.84),
            ];
            if l.cell_left.is_empty() {
                routes.push(("column head", &l.cell_above, 0.8));
            }
            if let Some(t) = twin {
                routes.extend([
                    ("label", t.label_for.as_str(), 0.9),
                    ("label", &t.wrapping, 0.9),
                    ("text above", &t.preceding, 0.8),
                ]);
            }
            routes
        }
    };
    let mut seen: Vec<String> = Vec::new();
    let mut ambiguous = false;
    let mut said = false;
    for (route, text, weight) in routes {
        if text.trim().is_empty() || (route == "text above" && q.borrows_text_above) {
            continue;
        }
        // Agreements are sentences: nothing may be cut off.
        let clean = if matches!(q.shape, Shape::Tick) { text.to_owned() } else { named(text) };
        if seen.contains(&clean) {
            continue;
        }
        let hits = memory.text(&clean);
        if seen.is_empty() {
            said = hits.iter().any(|h| h.strength > 0.0);
            ambiguous = said && hits.iter().all(|h| h.strength <= 0.5);
        }
        // The first route that says anything is the label; the others support it.
        let weight = if seen.is_empty() { weight } else { weight * 0.5 };
        g.add(&hits, weight, route, &clean, true);
        seen.push(clean);
    }
    (ambiguous, said)
}

/// First words of remarks on how a value is written.
const MANNERS: &[&str] = &[
    "with",
    "without",
    "including",
    "incl",
    "include",
    "no",
    "not",
    "if",
    "for",
    "eg",
    "as",
    "only",
    "mit",
    "ohne",
    "inkl",
    "inklusive",
    "falls",
    "wenn",
    "nur",
    "avec",
    "sans",
    "inclus",
    "si",
    "con",
    "sin",
    "incluyendo",
    "solo",
    "senza",
    "incluso",
    "se",
    "met",
    "zonder",
    "inclusief",
    "indien",
    "com",
    "sem",
    "incluindo",
];

/// What a label calls its field. One or two words in brackets belong to the name: "Address (URL)", "Phone (mobile)".
fn named(label: &str) -> String {
    let clean = clean_label(label);
    let words = tokens(&clean.help);
    let short = (1..=3).contains(&words.len()) && !clean.help.contains([',', ':', '/', '.']);
    let plain = words.iter().all(|w| !w.bytes().any(|b| b.is_ascii_digit()));
    // "(with area code)", "(incl. VAT)" says how to write it, not what it is.
    let manner = words.first().is_some_and(|w| MANNERS.contains(&w.as_str()));
    let plain = plain && !manner;
    if short && plain && label.contains('(') { format!("{} {}", clean.text, clean.help) } else { clean.text }
}

/// Returns whether the name is one of the ambiguous words and nothing more.
fn by_name(q: &Question<'_>, g: &mut Gathered) -> bool {
    let c = q.stand_in.unwrap_or(q.first());
    let mut before: Vec<String> = Vec::new();
    let mut vague = false;
    for (route, name, weight) in [("name", &c.name, 0.68), ("id", &c.id, 0.6)] {
        let words = telling(&name_tokens(name));
        if words.is_empty() || words == before {
            continue;
        }
        let hits = look_up_name(&words);
        if before.is_empty() {
            vague = hits.iter().any(|h| h.strength > 0.0) && hits.iter().all(|h| h.strength <= 0.5);
        }
        g.add(&hits, if before.is_empty() { weight } else { weight * 0.5 }, route, name, true);
        before = words;
    }
    vague
}
