//! What a field is by the field beside it, where its own words do not tell.

use super::super::choices;
use super::super::field::Meaning as M;
use super::super::plan::Context;
use super::super::text::tokens;
use super::context::sure;
use super::evidence::Evidence;
use super::question::{Question, Shape, option_label};

/// The only free text of a form that nobody understood is about the business, whatever it is called, where the form asks
/// for a business and for no other description.
pub(super) fn lone_texts(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let unknown = |i: usize| {
        let q = &questions[i];
        let free = q.reachable() && matches!(q.shape, Shape::Lines | Shape::Rich);
        // Unless something has to stand there, what its words say against it counts.
        free && !evidence[i].fixed
            && match evidence[i].best() {
                Some(best) => q.required && best.score < 0.3,
                None => q.required || !to_the_editors(&q.label.text),
            }
    };
    let all: Vec<usize> = (0..evidence.len()).filter(|&i| unknown(i)).collect();
    let [only] = all[..] else { return };
    let listing = sure(evidence, M::BusinessName, only) || listing_facts(evidence) > 1;
    // "One line about you" beside a text that must be filled is the short one.
    let described = sure(evidence, M::Description, only)
        || (sure(evidence, M::ShortDescription, only) && !questions[only].required);
    if listing && !described {
        evidence[only].set(M::Description, 0.5, "the only free text that asks for something else");
    }
}

/// The first line that must be filled and that nobody understood is the business's name, where a form that asks for a listing's
/// facts has no other field for it.
pub(super) fn lone_name(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let named = evidence.iter().any(|e| e.of(M::BusinessName) > 0.3);
    if named || listing_facts(evidence) < 2 {
        return;
    }
    let lines =
        || (0..evidence.len()).filter(|&i| questions[i].reachable() && questions[i].shape == Shape::Line);
    let vague = |i: usize| !evidence[i].fixed && evidence[i].best().is_none_or(|b| b.score < 0.3);
    // "Nom de la clinique": the name of something that no list of words knows.
    let name_of = |i: &usize| tokens(&questions[*i].label.text).iter().any(|w| NAMES.contains(&w.as_str()));
    if let Some(i) = lines().find(|i| vague(*i) && name_of(i)) {
        evidence[i].set(M::BusinessName, 0.6, "the only name that the form asks");
        return;
    }
    let first = lines().next();
    if let Some(i) = first
        && questions[i].required
        && !evidence[i].fixed
        && evidence[i].best().is_none_or(|b| b.score < 0.3)
    {
        evidence[i].set(M::BusinessName, 0.5, "the first line of a form without a business's name");
    }
}

/// The first list that nobody understood asks for the category, where it offers what the business is and the form has no
/// other list for that: "What do you do?".
pub(super) fn lone_offer(questions: &[Question<'_>], evidence: &mut [Evidence], ctx: &Context<'_>) {
    if evidence.iter().any(|e| e.of(M::Category) > 0.3) {
        return;
    }
    let fits = |i: usize| {
        let q = &questions[i];
        let list = matches!(q.shape, Shape::Select | Shape::Radios) && q.reachable() && !evidence[i].fixed;
        if !list || evidence[i].best().is_some_and(|b| b.score > 0.35) {
            return false;
        }
        let texts: Vec<String> = choices::real(q).into_iter().map(|o| o.text).collect();
        texts.len() >= 2 && choices::among_texts(M::Category, &texts, ctx).is_some()
    };
    if let Some(i) = (0..evidence.len()).find(|&i| fits(i)) {
        evidence[i].set(M::Category, 0.6, "offers what the business is");
    }
}

/// What names are called, folded.
const NAMES: [&str; 9] = ["name", "nom", "nombre", "nome", "naam", "namn", "navn", "nazwa", "bezeichnung"];

/// How many of the things that make a listing a form asks for: where and how to reach the business, and what it does.
fn listing_facts(evidence: &[Evidence]) -> usize {
    [
        M::Email,
        M::SubmitterEmail,
        M::Phone,
        M::Website,
        M::Street,
        M::FullAddress,
        M::City,
        M::Category,
        M::Description,
    ]
    .into_iter()
    .filter(|m| sure(evidence, *m, usize::MAX))
    .count()
}

/// Whether a text is asked for those who run the directory, or about something else than what the business does.
fn to_the_editors(label: &str) -> bool {
    const WORDS: &[&str] = &[
        "message",
        "comment",
        "comments",
        "note",
        "notes",
        "remark",
        "remarks",
        "question",
        "questions",
        "feedback",
        "moderator",
        "moderators",
        "editor",
        "editors",
        "admin",
        "administrator",
        "webmaster",
        "reason",
        "review",
        "offer",
        "offers",
        "directions",
        "hear",
        "other",
        "nachricht",
        "mitteilung",
        "anmerkung",
        "anmerkungen",
        "bemerkung",
        "bemerkungen",
        "kommentar",
        "frage",
        "redaktion",
        "commentaire",
        "commentaires",
        "remarque",
        "remarques",
        "comentario",
        "comentarios",
        "mensaje",
        "observaciones",
        "messaggio",
        "commento",
        "commenti",
        "nota",
        "osservazioni",
        "bericht",
        "opmerking",
        "opmerkingen",
        "vraag",
        "mensagem",
        "observacoes",
        "anfahrt",
    ];
    tokens(label).iter().any(|w| WORDS.contains(&w.as_str()))
}

/// The small list before a number that shows "+49", or a flag titled "Germany: +49".
pub(super) fn dialling_codes(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let about_phone = |e: &Evidence| {
        e.best().is_some_and(|b| matches!(b.meaning, M::Phone | M::Mobile | M::Fax) && b.score > 0.3)
    };
    for i in 0..evidence.len() {
        let q = &questions[i];
        if evidence[i].fixed || !matches!(q.shape, Shape::Combobox | Shape::Select) {
            continue;
        }
        let next = (i + 1..evidence.len()).find(|&j| questions[j].reachable());
        if !next.is_some_and(|j| about_phone(&evidence[j])) {
            continue;
        }
        let c = q.first();
        let chosen = c.options.iter().find(|o| o.selected).map_or("", |o| o.text.as_str());
        if [&c.value, &c.title, &c.text, &c.labels.aria_label].into_iter().any(|t| shows_dial(t))
            || shows_dial(chosen)
        {
            evidence[i].set(M::PhoneCountryCode, 0.95, "shows a dialling code before a number");
        }
    }
}

/// Whether a short text holds a dialling code: "+49", "Germany: +49".
fn shows_dial(text: &str) -> bool {
    text.len() < 60
        && text.split([' ', ':', '(', ')', '\u{a0}']).any(|w| {
            w.strip_prefix('+')
                .is_some_and(|d| (1..=4).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// "Closed" in the row of a day's times is about that day.
pub(super) fn closed_days(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    const CLOSED: &[&str] = &[
        "closed",
        "open",
        "geschlossen",
        "ruhetag",
        "geoffnet",
        "ferme",
        "ouvert",
        "cerrado",
        "abierto",
        "chiuso",
        "aperto",
        "gesloten",
        "geopend",
        "fechado",
        "aberto",
    ];
    let row = |q: &Question<'_>| q.first().labels.cell_left.clone();
    for i in 0..evidence.len() {
        let q = &questions[i];
        if q.shape != Shape::Tick || evidence[i].fixed {
            continue;
        }
        let words = tokens(&option_label(q.first()));
        if words.is_empty() || words.len() > 2 || !words.iter().any(|w| CLOSED.contains(&w.as_str())) {
            continue;
        }
        let day = |j: usize| match evidence.get(j)?.best()?.meaning {
            M::OpensAt(day) | M::ClosesAt(day) if row(&questions[j]) == row(q) => Some(day),
            _ => None,
        };
        if let Some(day) = i.checked_sub(1).and_then(day).or_else(|| day(i + 1)) {
            evidence[i].set(M::DayHours(day), 0.9, "its place in the day's row");
        }
    }
}
