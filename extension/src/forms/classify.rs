//! What each field of a form means.
//!
//! For every question the evidence is gathered on its own ([`evidence`]), then rules look at the whole form ([`context`]), then the
//! fields compete for the values ([`super::assign`]): two controls never take the same single value.

pub mod compat;
pub mod context;
pub mod evidence;
mod neighbours;
mod offers;
pub mod question;
mod section;
pub mod traps;
pub mod vocabulary;

use super::assign::{Assigned, assign};
use super::field::Meaning;
use super::plan::Context;
use super::snapshot::FrameSnapshot;
use question::Question;

/// One control and what it was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Classified {
    /// The control's handle.
    pub r: u32,
    /// What it means.
    pub meaning: Meaning,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Its label, cleaned; for a member of a group the group's.
    pub label: String,
    /// What the decision rests on, strongest first.
    pub why: Vec<String>,
}

/// One question and what it was taken for.
#[derive(Debug, Clone)]
pub struct Understood<'a> {
    /// The question.
    pub question: Question<'a>,
    /// What it was taken for.
    pub is: Assigned,
    /// What else it could have been, best first, with what speaks for it: for people who ask why.
    pub weighed: Vec<evidence::Scored>,
}

/// Classifies every control of a form (`None`: of the fields outside any `<form>`), in document order.
#[must_use]
pub fn classify(frame: &FrameSnapshot, form: Option<u32>, ctx: &Context<'_>) -> Vec<Classified> {
    let mut out = Vec::new();
    for u in understand(frame, form, ctx) {
        for c in &u.question.members {
            out.push(Classified {
                r: c.r,
                meaning: u.is.meaning,
                confidence: u.is.confidence,
                label: u.question.label.text.clone(),
                why: u.is.why.clone(),
            });
        }
    }
    out
}

/// The questions of a form with their meanings, in document order.
#[must_use]
pub fn understand<'a>(frame: &'a FrameSnapshot, form: Option<u32>, ctx: &Context<'_>) -> Vec<Understood<'a>> {
    let questions = question::questions(frame, form);
    let mut memory = evidence::Memory::default();
    let mut evidence: Vec<evidence::Evidence> =
        questions.iter().map(|q| evidence::gather(q, ctx, &mut memory)).collect();
    for (q, e) in questions.iter().zip(&mut evidence) {
        if !e.fixed
            && let Some((meaning, why)) = traps::trap(q, ctx, &mut memory)
        {
            *e = evidence::Evidence {
                scored: vec![evidence::Scored { meaning, score: 1.0, why: vec![why] }],
                fixed: true,
                ..evidence::Evidence::default()
            };
        }
    }
    context::settle(&questions, &mut evidence, ctx);
    let assigned = assign(&questions, &evidence);
    questions
        .into_iter()
        .zip(assigned)
        .zip(evidence)
        .map(|((question, is), evidence)| Understood { question, is, weighed: evidence.scored })
        .collect()
}
