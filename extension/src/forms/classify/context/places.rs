//! Places: one address field or several, and labels that several fields share.

use super::super::super::field::Meaning as M;
use super::super::super::text::{clean_label, tokens};
use super::super::evidence::Evidence;
use super::super::question::{Question, Shape};
use super::{SURE, sure};

/// "PLZ / Ort" over two fields, "City, State, ZIP" over three: each part names one, in order.
pub(super) fn shared_labels(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let mut i = 0;
    while i < questions.len() {
        let label = own_label(&questions[i]);
        let run = (i..questions.len()).take_while(|&j| own_label(&questions[j]) == label).count();
        let parts = parts_of(label);
        if run >= 2 && run == parts.len() {
            let meanings: Vec<Option<M>> = parts.iter().map(|p| only_meaning(p)).collect();
            let told = meanings.iter().all(Option::is_some)
                && meanings.iter().enumerate().all(|(k, m)| !meanings[..k].contains(m));
            for (k, meaning) in meanings.into_iter().enumerate().filter(|_| told) {
                let e = &mut evidence[i + k];
                if let Some(meaning) =
                    meaning.filter(|m| !e.fixed && super::super::compat::fits(*m, &questions[i + k]) > 0.4)
                {
                    e.scored.retain(|s| s.meaning == meaning);
                    e.ambiguous = false;
                    e.set(meaning, 0.9, "its part of the label");
                }
            }
        }
        i += run.max(1);
    }
}
/// The one text that may name several fields in a row.
fn own_label<'a>(q: &Question<'a>) -> &'a str {
    let l = &q.first().labels;
    let all = [&l.cell_left, &l.preceding, &l.orphan_label, &l.legend];
    if l.label_for.is_empty()
        && l.wrapping.is_empty()
        && l.aria_label.is_empty()
        && q.first().placeholder.is_empty()
    {
        all.into_iter().find(|t| !t.trim().is_empty()).map_or("", String::as_str)
    } else {
        ""
    }
}
/// "Postcode en plaats": what joins the names of two fields.
const AND: [&str; 8] = [" und ", " and ", " en ", " et ", " y ", " e ", " och ", " og "];

fn parts_of(label: &str) -> Vec<String> {
    label
        .split(['/', ',', '|', '&', '+'])
        .flat_map(|p| {
            AND.iter().fold(vec![p], |parts, and| parts.into_iter().flat_map(|p| p.split(and)).collect())
        })
        .map(|p| clean_label(p).text)
        .filter(|p| !p.is_empty())
        .collect()
}
fn only_meaning(part: &str) -> Option<M> {
    let hits = super::super::vocabulary::look_up(&super::super::vocabulary::significant(&tokens(part)));
    let best = hits.iter().filter(|h| h.strength >= 0.9).max_by(|a, b| a.strength.total_cmp(&b.strength))?;
    Some(best.meaning)
}
/// "Country code" with room for two letters, or beside a field for the dialling code, is the country.
pub(super) fn country_codes(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        let best = evidence[i].best().map(|b| b.meaning);
        if evidence[i].fixed || best != Some(M::PhoneCountryCode) {
            continue;
        }
        let words = tokens(&questions[i].label.text);
        let says = |w: &str| words.iter().any(|x| x == w);
        let country = says("country") || says("land") || says("pays") || says("pais") || says("paese");
        let short = matches!(questions[i].first().max_length, Some(2 | 3));
        let asked_elsewhere = (0..evidence.len()).any(|j| {
            j != i && evidence[j].best().is_some_and(|b| b.meaning == M::PhoneCountryCode && b.score >= SURE)
        });
        if country && (short || asked_elsewhere) && !sure(evidence, M::Country, i) {
            evidence[i].set(M::Country, 0.85, "a code of letters");
            evidence[i].set(M::PhoneCountryCode, 0.2, "a code of letters");
        }
    }
}
/// One address field for everything, or a street among city and postcode fields.
pub(super) fn addresses(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        if evidence[i].fixed || evidence[i].of(M::FullAddress) < 0.2 || evidence[i].of(M::Street) < 0.2 {
            continue;
        }
        // Hidden city fields belong to a later step or to a script; they do not count.
        let city = (0..evidence.len()).any(|j| {
            j != i
                && questions[j].reachable()
                && !evidence[j].ambiguous
                && evidence[j].best().is_some_and(|b| {
                    // "PLZ / Ort" asks for both.
                    (b.meaning == M::City
                        || b.meaning == M::Postcode
                            && super::super::super::values::names_city(&questions[j].label.text))
                        && b.score >= SURE
                })
        });
        let street = (0..evidence.len()).any(|j| {
            j != i
                && questions[j].reachable()
                && evidence[j].best().is_some_and(|b| {
                    b.meaning == M::Street && b.score >= SURE && evidence[j].of(M::FullAddress) < 0.2
                })
        });
        let top = evidence[i].of(M::FullAddress).max(evidence[i].of(M::Street)).max(0.7);
        let whole = tokens(&questions[i].label.text).iter().any(|w| {
            matches!(w.as_str(), "full" | "complete" | "vollstandige" | "completa" | "completo" | "volledig")
        });
        if street || whole {
            evidence[i].set(M::FullAddress, top, "the street is asked elsewhere");
            evidence[i].set(M::Street, 0.2, "the street is asked elsewhere");
        } else if city {
            evidence[i].set(M::Street, top, "the city is asked elsewhere");
            evidence[i].set(M::FullAddress, 0.3, "the city is asked elsewhere");
        } else {
            evidence[i].set(M::FullAddress, top, "no field for the city");
            evidence[i].set(M::Street, 0.3, "no field for the city");
        }
    }
}
/// "Street number" beside a street is the number alone; on its own it is street and number.
pub(super) fn house_numbers(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        if evidence[i].fixed || evidence[i].of(M::HouseNumber) < 0.2 || evidence[i].of(M::Street) < 0.2 {
            continue;
        }
        let street = (0..evidence.len()).any(|j| {
            j != i
                && questions[j].reachable()
                && evidence[j].of(M::HouseNumber) < 0.2
                && evidence[j].best().is_some_and(|b| b.meaning == M::Street && b.score >= SURE)
        });
        if street {
            evidence[i].set(M::HouseNumber, 0.85, "the street is asked elsewhere");
            evidence[i].set(M::Street, 0.2, "the street is asked elsewhere");
        }
    }
}
/// "Location": the city where an address is asked, too; else all of it.
pub(super) fn places(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        let e = &evidence[i];
        if e.fixed || !e.ambiguous || e.of(M::City) < 0.2 || e.of(M::City) >= SURE {
            continue;
        }
        let known = sure(evidence, M::City, i);
        let address = sure(evidence, M::Street, i) || sure(evidence, M::FullAddress, i);
        if known {
            evidence[i].set(M::City, 0.2, "the city is asked elsewhere");
        } else if address || matches!(questions[i].shape, Shape::Select | Shape::Combobox | Shape::Radios) {
            evidence[i].set(M::City, 0.62, "the street is asked elsewhere");
            evidence[i].set(M::FullAddress, 0.2, "the street is asked elsewhere");
            evidence[i].set(M::Street, 0.1, "the street is asked elsewhere");
        } else {
            evidence[i].set(M::FullAddress, 0.62, "the only place asked");
        }
    }
}
