//! Rules that need the whole form: what "Name" is beside "Title", what "Address" is without a city field.

mod hours;
mod people;
mod phones;
mod places;
mod texts;

use super::super::field::Meaning as M;
use super::super::plan::Context;
use super::evidence::Evidence;
use super::neighbours;
use super::question::Question;

/// A meaning is taken as present from this score on.
pub(super) const SURE: f32 = 0.6;

/// Settles what single fields cannot tell.
pub fn settle(questions: &[Question<'_>], evidence: &mut [Evidence], ctx: &Context<'_>) {
    sections(evidence);
    places::shared_labels(questions, evidence);
    texts::consents(questions, evidence);
    people::names(questions, evidence);
    people::given_names(questions, evidence);
    places::addresses(questions, evidence);
    places::house_numbers(questions, evidence);
    places::places(questions, evidence);
    people::emails(questions, evidence);
    neighbours::lone_name(questions, evidence);
    neighbours::lone_texts(questions, evidence);
    neighbours::lone_offer(questions, evidence, ctx);
    places::country_codes(questions, evidence);
    texts::descriptions(questions, evidence);
    texts::pictures(questions, evidence);
    hours::day_pairs(questions, evidence);
    texts::numbered(questions, evidence);
    neighbours::dialling_codes(questions, evidence);
    phones::area_codes(questions, evidence);
    phones::pieces(questions, evidence);
    neighbours::closed_days(questions, evidence);
}

pub(super) fn sure(evidence: &[Evidence], meaning: M, except: usize) -> bool {
    evidence
        .iter()
        .enumerate()
        .any(|(i, e)| i != except && e.of(meaning) >= SURE && e.best().is_some_and(|b| b.meaning == meaning))
}

/// "Name" under "Contact person" is a person, under "Your company" the business.
fn sections(evidence: &mut [Evidence]) {
    for e in evidence.iter_mut().filter(|e| !e.fixed) {
        match e.person_section {
            Some(true) if e.ambiguous => {
                if e.of(M::ContactName) > 0.2 {
                    let score = (e.of(M::ContactName) + 0.25).min(0.95);
                    e.set(M::ContactName, score, "the section is about a person");
                }
                if e.of(M::ContactRole) > 0.2 {
                    let score = (e.of(M::ContactRole) + 0.15).min(0.95);
                    e.set(M::ContactRole, score, "the section is about a person");
                }
            }
            Some(false) if e.ambiguous && e.of(M::BusinessName) > 0.2 => {
                let score = (e.of(M::BusinessName) + 0.2).min(0.95);
                e.set(M::BusinessName, score, "the section is about the business");
            }
            _ => {}
        }
    }
}
