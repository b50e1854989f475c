//! Fields compete for values: one assignment for the whole form.

use super::classify::evidence::Evidence;
use super::classify::question::Question;
use super::field::Meaning;

/// Below this a field counts as not understood.
pub const FLOOR: f32 = 0.4;

/// What a question was taken for.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// The meaning.
    pub meaning: Meaning,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// What it rests on.
    pub why: Vec<String>,
    /// The meaning it would have had, had no other field taken the value, and that field's label.
    pub lost: Option<(Meaning, String)>,
}

/// Whether several fields may have this meaning.
fn shared(meaning: Meaning) -> bool {
    !fillable(meaning) || matches!(meaning, Meaning::Terms | Meaning::Photo | Meaning::DayHours(_))
}

/// Whether a field of this meaning is ever filled.
#[must_use]
pub fn fillable(meaning: Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Newsletter
            | Meaning::Password
            | Meaning::Username
            | Meaning::Search
            | Meaning::Coupon
            | Meaning::ReciprocalLink
            | Meaning::DeepLink
            | Meaning::Honeypot
            | Meaning::Captcha
            | Meaning::Token
            | Meaning::NotAboutBusiness
            | Meaning::TemplateRow
            | Meaning::Unknown
    )
}

/// "Your phone" and "Business phone": a customer with one number gives it twice, where it must be given again.
fn asks_for_the_same_number(
    questions: &[Question<'_>],
    evidence: &[Evidence],
    i: usize,
    holder: usize,
) -> bool {
    let phone = |k: usize| evidence[k].best().is_some_and(|b| b.meaning == Meaning::Phone && b.score >= 0.6);
    let (own, other) = (&questions[i].label.text, &questions[holder].label.text);
    questions[i].required && phone(i) && phone(holder) && !own.is_empty() && own != other
}

/// Gives each question its meaning: the surest pairs first; who loses a value takes its next best meaning, if that is good enough.
#[must_use]
pub fn assign(questions: &[Question<'_>], evidence: &[Evidence]) -> Vec<Assigned> {
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for (i, e) in evidence.iter().enumerate() {
        // What cannot be seen never takes a value away from what can.
        let rank = if questions[i].reachable() { 0.0 } else { -1.0 };
        for (k, s) in e.scored.iter().enumerate() {
            if s.score >= FLOOR {
                pairs.push((i, k, s.score + rank));
            }
        }
    }
    // Earlier fields win ties: the main form comes before its repetitions.
    crate::order::sort_by(&mut pairs, |a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
    let mut out: Vec<Option<Assigned>> = vec![None; questions.len()];
    let mut lost: Vec<Option<(Meaning, String)>> = vec![None; questions.len()];
    let mut holders: Vec<(Meaning, usize)> = Vec::new();
    for (i, k, _) in pairs {
        if out[i].is_some() {
            continue;
        }
        let s = &evidence[i].scored[k];
        let holder = holders.iter().find(|(m, _)| *m == s.meaning && !shared(s.meaning));
        if let Some(&(_, holder)) =
            holder.filter(|(_, h)| !asks_for_the_same_number(questions, evidence, i, *h))
        {
            if lost[i].is_none() && k == 0 {
                lost[i] = Some((s.meaning, questions[holder].label.text.clone()));
            }
            continue;
        }
        // Only a real second choice may be taken after a loss: not a faint one.
        if k > 0 && lost[i].is_some() && s.score < 0.5 {
            continue;
        }
        holders.push((s.meaning, i));
        out[i] = Some(Assigned {
            meaning: s.meaning,
            confidence: s.score.min(1.0),
            why: s.why.clone(),
            lost: None,
        });
    }
    out.into_iter()
        .zip(lost)
        .map(|(a, lost)| match (a, lost) {
            (Some(a), _) => a,
            (None, Some((meaning, label))) => Assigned {
                meaning: if meaning == Meaning::Website { Meaning::DeepLink } else { Meaning::TemplateRow },
                confidence: FLOOR,
                why: vec![format!("\"{label}\" already takes this value")],
                lost: Some((meaning, label)),
            },
            (None, None) => {
                Assigned { meaning: Meaning::Unknown, confidence: 0.0, why: Vec::new(), lost: None }
            }
        })
        .collect()
}
