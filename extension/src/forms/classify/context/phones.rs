//! A phone number asked for in several fields: an area code of its own, or three boxes of three, three and four digits.

use super::super::super::field::{Meaning as M, PhonePiece as Piece};
use super::super::super::text::tokens;
use super::super::evidence::Evidence;
use super::super::question::{Question, Shape};

/// "Area code" before a phone field: the phone field takes the rest.
pub(super) fn area_codes(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        let Some(next) = next_line(questions, i) else { continue };
        let sole = !is(evidence, i, |m| matches!(m, M::PhonePiece(_)));
        if evidence[i].fixed || questions[i].shape != Shape::Line || (sole && !names_area(&questions[i])) {
            continue;
        }
        if is(evidence, next, |m| m == M::Phone) {
            settle(&mut evidence[i], Piece::Area, "an area code before a phone number");
            settle(&mut evidence[next], Piece::Local, "the area code has a field of its own");
        } else if sole && is(evidence, next, |m| matches!(m, M::Fax | M::Mobile)) {
            // Left alone rather than filled with another number's.
            evidence[i].scored.clear();
        }
    }
}

/// `[512] [555] [0142]` under one label, or `[512] [5550142]`: the lengths tell.
pub(super) fn pieces(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        if evidence[i].fixed || !is(evidence, i, |m| m == M::Phone) || room(&questions[i]) != Some(3) {
            continue;
        }
        let Some(second) = next_line(questions, i) else { continue };
        let third = next_line(questions, second);
        let (two, three) = (room(&questions[second]), third.and_then(|t| room(&questions[t])));
        let why = "the lengths of the fields in a row";
        let run = match (two, three, third) {
            (Some(3), Some(4 | 5), Some(third)) => {
                vec![(i, Piece::Area), (second, Piece::Prefix), (third, Piece::Suffix)]
            }
            (Some(7 | 8), ..) => vec![(i, Piece::Area), (second, Piece::Local)],
            _ => continue,
        };
        for (at, piece) in run {
            settle(&mut evidence[at], piece, why);
        }
    }
}

fn settle(evidence: &mut Evidence, piece: Piece, why: &str) {
    evidence.scored.retain(|s| s.meaning == M::PhonePiece(piece));
    evidence.ambiguous = false;
    evidence.set(M::PhonePiece(piece), 0.9, why);
}

fn is(evidence: &[Evidence], at: usize, test: impl Fn(M) -> bool) -> bool {
    evidence[at].best().is_some_and(|b| b.score > 0.3 && test(b.meaning))
}

/// The next field a person comes to, when it takes one line.
fn next_line(questions: &[Question<'_>], after: usize) -> Option<usize> {
    let next = (after + 1..questions.len()).find(|&j| questions[j].reachable())?;
    (questions[next].shape == Shape::Line).then_some(next)
}

/// How many characters fit, as far as the field says.
fn room(q: &Question<'_>) -> Option<u32> {
    q.first().max_length
}

fn names_area(q: &Question<'_>) -> bool {
    const AREA: &[&[&str]] = &[
        &["area", "code"],
        &["areacode"],
        &["city", "code"],
        &["ortsvorwahl"],
        &["indicatif", "regional"],
        &["codigo", "area"],
        &["codigo", "de", "area"],
        &["prefisso", "locale"],
        &["netnummer"],
        &["ddd"],
    ];
    let c = q.first();
    [&q.label.text, &c.placeholder, &c.name].into_iter().any(|text| {
        let words = tokens(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let bare: Vec<&str> = words.iter().copied().filter(|w| !PHONE.contains(w)).collect();
        AREA.iter().any(|area| *area == words || (area.len() > 1 && *area == bare))
    })
}

/// Words that may stand beside "area code".
const PHONE: &[&str] =
    &["phone", "telephone", "tel", "number", "business", "telefone", "telefono", "telefon"];
