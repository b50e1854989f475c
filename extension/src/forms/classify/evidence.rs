//! What speaks for which meaning, for one question on its own.

mod labels;

use super::super::field::{Meaning, PhonePiece};
use super::super::plan::Context;
use super::super::recipe;
use super::super::snapshot::{Control, ControlKind};
use super::super::text::{clean_label, tokens};
use super::question::{Question, Shape, empty_option};
use super::vocabulary::{Hit, look_up, significant};
use super::{compat, offers, section};
use labels::{by_labels, by_name};
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
    // "First things first: what is your company called?" asks behind the colon.
    g.add(&memory.text(&q.label.help), if said { 0.3 } else { 0.7 }, "help", &q.label.help, false);
    g.add(&memory.text(&c.labels.description), 0.3, "help", &c.labels.description, false);
    if let Some((meaning, weight)) = by_example(&c.placeholder) {
        g.one(meaning, weight, "the example shown in it");
    }
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

/// "you@company.com", "company.com": an example shows what is wanted. A social network's own address is looked up by its name.
fn by_example(placeholder: &str) -> Option<(Meaning, f32)> {
    let text = placeholder.trim().trim_start_matches("e.g.").trim();
    if text.is_empty() || text.contains(' ') {
        return None;
    }
    if let Some((user, host)) = text.split_once('@') {
        return (!user.is_empty() && host.contains('.')).then_some((Meaning::Email, 0.6));
    }
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let ends = ["com", "org", "net", "io", "de", "fr", "es", "it", "nl", "pt", "co", "uk", "eu", "example"];
    let named = host.trim_end_matches('/').rsplit('.').next().is_some_and(|end| ends.contains(&end));
    let a_page = host.contains('.') && !host.trim_end_matches('/').contains('/') && named;
    let others =
        ["facebook", "twitter", "x.com", "instagram", "linkedin", "youtube", "tiktok", "google", "yelp"];
    (a_page && !others.iter().any(|o| host.contains(o))).then_some((Meaning::Website, 0.5))
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
