//! People: who is named, whose e-mail address is asked.

use super::super::super::field::Meaning as M;
use super::super::super::text::tokens;
use super::super::evidence::Evidence;
use super::super::question::{Question, Shape};
use super::{SURE, sure};

/// "Name" and "Title": which is the business?
pub(super) fn names(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let undecided: Vec<usize> = (0..evidence.len())
        .filter(|&i| {
            let e = &evidence[i];
            let q = &questions[i];
            !e.fixed
                && e.ambiguous
                && q.reachable()
                && matches!(q.shape, Shape::Line | Shape::Lines | Shape::Combobox)
                && e.of(M::BusinessName).max(e.of(M::ContactName)) > 0.2
        })
        .collect();
    let business_elsewhere = (0..evidence.len()).any(|i| {
        !undecided.contains(&i)
            && questions[i].reachable()
            && evidence[i].best().is_some_and(|b| b.meaning == M::BusinessName && b.score >= SURE)
    });
    let person_elsewhere = (0..evidence.len()).any(|i| {
        !undecided.contains(&i)
            && evidence[i].best().is_some_and(|b| {
                matches!(b.meaning, M::ContactName | M::ContactFirstName | M::ContactLastName)
                    && b.score >= SURE
            })
    });
    let titled = |i: usize, evidence: &[Evidence]| {
        evidence[i].of(M::ContactRole) > 0.2 && evidence[i].of(M::ContactName) < 0.2
    };
    let titles: Vec<usize> = undecided.iter().copied().filter(|&i| titled(i, evidence)).collect();
    let plain: Vec<usize> = undecided.iter().copied().filter(|&i| !titled(i, evidence)).collect();
    // What the names and sections say already decides where it is clear.
    let leans_person = |e: &Evidence| e.of(M::ContactName) - e.of(M::BusinessName) > 0.12;
    if business_elsewhere {
        for &i in &plain {
            if person_elsewhere {
                // Both are known: a further "Name" is neither.
                evidence[i].set(M::BusinessName, 0.2, "the business's name is asked elsewhere");
            } else {
                evidence[i].set(M::ContactName, 0.7, "the business's name is asked elsewhere");
                evidence[i].set(M::BusinessName, 0.2, "the business's name is asked elsewhere");
            }
        }
        for &i in &titles {
            let near_person = neighbours(i, evidence).any(|j| {
                evidence[j].best().is_some_and(|b| {
                    matches!(b.meaning, M::ContactName | M::ContactFirstName | M::ContactLastName)
                })
            });
            evidence[i].set(M::BusinessName, 0.2, "the business's name is asked elsewhere");
            if near_person || evidence[i].person_section == Some(true) {
                evidence[i].set(M::ContactRole, 0.65, "beside a person's name");
            } else {
                evidence[i].set(M::ContactRole, 0.2, "not beside a person's name");
            }
        }
        return;
    }
    if let Some(&title) = titles.first() {
        evidence[title].set(M::BusinessName, 0.8, "the listing's title");
        for &i in &plain {
            evidence[i].set(M::ContactName, 0.7, "the listing's title is asked elsewhere");
            evidence[i].set(M::BusinessName, 0.25, "the listing's title is asked elsewhere");
        }
        return;
    }
    let Some(&first) = plain
        .iter()
        .find(|&&i| !leans_person(&evidence[i]))
        .or_else(|| plain.first().filter(|_| person_elsewhere))
    else {
        return;
    };
    evidence[first].set(
        M::BusinessName,
        0.75,
        if person_elsewhere { "the person's name is asked elsewhere" } else { "the only name asked" },
    );
    evidence[first].set(M::ContactName, 0.3, "no other field for the business's name");
    for &i in plain.iter().filter(|&&i| i != first) {
        evidence[i].set(M::ContactName, 0.65, "a second name");
        evidence[i].set(M::BusinessName, 0.3, "a second name");
    }
}
fn neighbours(i: usize, evidence: &[Evidence]) -> impl Iterator<Item = usize> {
    let last = evidence.len().saturating_sub(1);
    [i.checked_sub(2), i.checked_sub(1), Some(i + 1), Some(i + 2)]
        .into_iter()
        .flatten()
        .filter(move |j| *j <= last)
}
/// "Vorname" beside "Name", "Nome" beside "Cognome": the other half of a person's name.
pub(super) fn given_names(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for i in 0..evidence.len() {
        let e = &evidence[i];
        if e.fixed
            || !e.ambiguous
            || e.of(M::ContactName).max(e.of(M::BusinessName)) < 0.2
            || !matches!(questions[i].shape, Shape::Line)
            || e.of(M::ContactRole) > 0.2
        {
            continue;
        }
        let beside = |meaning: M| {
            [i.checked_sub(1), Some(i + 1)].into_iter().flatten().any(|j| {
                evidence
                    .get(j)
                    .is_some_and(|o| o.best().is_some_and(|b| b.meaning == meaning && b.score >= SURE))
            })
        };
        let (first, last) = (beside(M::ContactFirstName), beside(M::ContactLastName));
        if first && !last {
            evidence[i].set(M::ContactLastName, 0.85, "beside the first name");
        } else if last && !first {
            evidence[i].set(M::ContactFirstName, 0.85, "beside the last name");
        }
    }
}
/// Words that ask for the same a second time.
const AGAIN: &[&str] = &[
    "confirm",
    "confirmation",
    "repeat",
    "again",
    "verify",
    "retype",
    "reenter",
    "wiederholen",
    "wiederholung",
    "bestatigen",
    "bestatigung",
    "bestaetigen",
    "nochmals",
    "confirmez",
    "confirmer",
    "retapez",
    "repita",
    "repetir",
    "repite",
    "confirmar",
    "confirma",
    "confirme",
    "confirmacion",
    "conferma",
    "confermare",
    "ripeti",
    "ripetere",
    "herhaal",
    "herhalen",
    "bevestig",
    "bevestigen",
    "confirmacao",
    "repetir",
    "novamente",
];
/// Words of fields about paying.
const INVOICES: &[&str] = &[
    "invoice",
    "invoices",
    "invoicing",
    "billing",
    "rechnung",
    "rechnungen",
    "rechnungsstellung",
    "facturation",
    "factures",
    "facturacion",
    "fatturazione",
    "facturen",
    "facturatie",
    "faturacao",
    "faturamento",
];
/// Which of several address fields is the business's, the submitter's, the same again.
pub(super) fn emails(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let about_email = |e: &Evidence| e.of(M::Email).max(e.of(M::SubmitterEmail)).max(e.of(M::EmailConfirm));
    for (q, e) in questions.iter().zip(evidence.iter_mut()) {
        // "Not published" is said of names, too.
        let named = e.of(M::ContactName).max(e.of(M::BusinessName)) > 0.15;
        if !e.fixed
            && named
            && e.of(M::Email).max(e.of(M::EmailConfirm)) < 0.05
            && e.of(M::SubmitterEmail) > 0.0
        {
            e.set(M::SubmitterEmail, 0.1, "nothing speaks of mail");
        }
        if e.fixed || about_email(e) < 0.4 || q.shape != Shape::Line {
            continue;
        }
        let top = about_email(e);
        let help = tokens(&format!("{} {}", q.label.help, q.label.text));
        if help.iter().any(|w| INVOICES.contains(&w.as_str())) {
            e.set(M::NotAboutBusiness, 0.97, "for invoices");
        } else if tokens(&q.label.text).iter().any(|w| AGAIN.contains(&w.as_str())) {
            e.set(M::EmailConfirm, 0.97, "asks for the same again");
            e.set(M::Email, 0.2, "asks for the same again");
            e.set(M::SubmitterEmail, 0.1, "asks for the same again");
        } else if e.of(M::SubmitterEmail) >= 0.75 {
            e.set(M::SubmitterEmail, top.max(0.9), "speaks to the submitter");
            let email = e.of(M::Email).min(top - 0.05);
            e.set(M::Email, email, "speaks to the submitter");
        }
    }
    let all: Vec<usize> = (0..evidence.len())
        .filter(|&i| evidence[i].best().is_some_and(|b| b.meaning == M::Email && b.score > 0.4))
        .collect();
    if sure(evidence, M::SubmitterEmail, usize::MAX) {
        return;
    }
    let person = |i: usize| evidence[i].person_section == Some(true);
    let theirs = all
        .iter()
        .find(|&&i| evidence[i].personal)
        .or_else(|| all.iter().find(|&&i| person(i) && all.iter().any(|&j| !person(j))));
    if let Some(&i) = theirs {
        evidence[i].set(M::SubmitterEmail, 0.9, "the section is about a person");
        evidence[i].set(M::Email, 0.4, "the section is about a person");
    }
}
