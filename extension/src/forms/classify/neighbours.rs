//! What a field is by the field beside it, where its own words do not tell.

use super::super::field::Meaning as M;
use super::super::text::tokens;
use super::context::sure;
use super::evidence::Evidence;
use super::question::{Question, Shape, option_label};

/// The only free text of a form that asks for a business by name is about the business, whatever it is called.
pub(super) fn lone_texts(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    const SAYS_TEXT: &[M] = &[M::Description, M::ShortDescription];
    let free =
        |i: usize| questions[i].reachable() && matches!(questions[i].shape, Shape::Lines | Shape::Rich);
    let all: Vec<usize> = (0..evidence.len()).filter(|&i| free(i)).collect();
    let [only] = all[..] else { return };
    let named = sure(evidence, M::BusinessName, only);
    let described = SAYS_TEXT.iter().any(|m| sure(evidence, *m, only));
    let e = &mut evidence[only];
    // Unless something has to stand there, what its words say against it counts.
    let open = match e.best() {
        Some(best) => questions[only].required && best.score < 0.3,
        None => questions[only].required || !to_the_editors(&questions[only].label.text),
    };
    if named && !described && !e.fixed && open {
        e.set(M::Description, 0.5, "the only free text asked");
    }
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
