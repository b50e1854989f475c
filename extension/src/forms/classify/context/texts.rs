//! Texts, pictures and agreements: which of several is which.

use super::super::super::field::Meaning as M;
use super::super::super::text::{clean_label, tokens};
use super::super::evidence::Evidence;
use super::super::question::{Question, Shape};
use super::sure;

/// "I accept to receive offers" is marketing; "I accept the terms and the newsletter" is the terms where it must be ticked.
pub(super) fn consents(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    const TERMS: &[&str] = &[
        "terms",
        "conditions",
        "privacy",
        "policy",
        "guidelines",
        "agb",
        "nutzungsbedingungen",
        "geschaftsbedingungen",
        "datenschutz",
        "datenschutzerklarung",
        "cgu",
        "cgv",
        "confidentialite",
        "condiciones",
        "terminos",
        "privacidad",
        "condizioni",
        "termini",
        "informativa",
        "voorwaarden",
        "privacybeleid",
        "privacyverklaring",
        "termos",
    ];
    for (q, e) in questions.iter().zip(evidence.iter_mut()) {
        if q.shape != Shape::Tick || e.fixed || e.of(M::Newsletter) < 0.2 || e.of(M::Terms) < 0.2 {
            continue;
        }
        let words = tokens(&super::super::question::option_label(q.first()));
        let terms = q.required && words.iter().any(|w| TERMS.contains(&w.as_str()));
        let (is, not) = if terms { (M::Terms, M::Newsletter) } else { (M::Newsletter, M::Terms) };
        e.set(is, 0.95, "what it agrees to");
        e.set(not, 0.1, "what it agrees to");
    }
}
/// Two descriptions: the tighter one is the short one.
pub(super) fn descriptions(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let all: Vec<usize> = (0..evidence.len())
        .filter(|&i| {
            !evidence[i].fixed
                && questions[i].reachable()
                && evidence[i].best().is_some_and(|b| b.meaning == M::Description)
        })
        .collect();
    if all.len() != 2 || sure(evidence, M::ShortDescription, usize::MAX) {
        return;
    }
    let room = |i: usize| {
        let q = &questions[i];
        let c = q.first();
        let announced = q
            .label
            .limits
            .and(clean_label(&c.placeholder).limits)
            .and(super::super::super::text::announced_limits(&c.labels.description))
            .max;
        let limit = c.max_length.into_iter().chain(announced).min();
        let brief = tokens(&c.placeholder).iter().chain(&tokens(&c.labels.description)).any(|w| {
            matches!(
                w.as_str(),
                "brief"
                    | "short"
                    | "briefly"
                    | "kurz"
                    | "kurze"
                    | "breve"
                    | "courte"
                    | "corta"
                    | "korte"
                    | "sentence"
                    | "summary"
            )
        });
        match (limit, q.shape) {
            (Some(l), _) => l,
            (None, Shape::Rich) => 20_000,
            (None, _) if brief => 300,
            (None, Shape::Lines) => 10_000,
            (None, _) => 500,
        }
    };
    let (a, b) = (all[0], all[1]);
    let short = match room(a).cmp(&room(b)) {
        std::cmp::Ordering::Less => a,
        std::cmp::Ordering::Greater => b,
        std::cmp::Ordering::Equal => return,
    };
    evidence[short].set(M::ShortDescription, 0.8, "the tighter of two descriptions");
    evidence[short].set(M::Description, 0.45, "the tighter of two descriptions");
}
/// `URL` and `URL1` … `URL5`: the numbered ones are further rows, not the website.
pub(super) fn numbered(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let base = |q: &Question<'_>| -> Option<(String, bool)> {
        let name = if q.first().name.is_empty() { &q.first().id } else { &q.first().name };
        let folded = super::super::super::text::fold(name);
        let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &folded[stem.len()..];
        let stem = stem.trim_end_matches(['_', '-']);
        (stem.len() > 1).then(|| (stem.to_owned(), !digits.is_empty()))
    };
    let names: Vec<Option<(String, bool)>> = questions.iter().map(base).collect();
    for i in 0..questions.len() {
        let Some((stem, true)) = &names[i] else { continue };
        let best = evidence[i].best().map_or(M::Unknown, |b| b.meaning);
        let plain =
            names.iter().enumerate().any(|(j, n)| j != i && n.as_ref().is_some_and(|(s, d)| s == stem && !d));
        let row = matches!(
            best,
            M::Website
                | M::BusinessName
                | M::ContactName
                | M::ContactRole
                | M::Description
                | M::DeepLink
                | M::Unknown
                | M::Keywords
        );
        if plain && row && !evidence[i].fixed {
            evidence[i] = Evidence {
                scored: vec![super::super::evidence::Scored {
                    meaning: if best == M::Website { M::DeepLink } else { M::TemplateRow },
                    score: 0.9,
                    why: vec![format!("a further row of \"{stem}\"")],
                }],
                fixed: true,
                ..Evidence::default()
            };
        }
    }
}
/// One picture and no logo field: the listing's picture is the logo.
pub(super) fn pictures(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    if sure(evidence, M::Logo, usize::MAX) {
        return;
    }
    let files: Vec<usize> = (0..evidence.len())
        .filter(|&i| questions[i].shape == Shape::File && questions[i].reachable())
        .collect();
    for &i in &files {
        let one = !questions[i].first().multiple && evidence[i].of(M::Logo) > 0.2;
        let singular = !tokens(&questions[i].label.text).iter().any(|w| {
            matches!(
                w.as_str(),
                "photos"
                    | "images"
                    | "gallery"
                    | "pictures"
                    | "fotos"
                    | "bilder"
                    | "galerie"
                    | "cover"
                    | "galeria"
                    | "immagini"
                    | "imagenes"
            )
        });
        if one && singular && !evidence[i].fixed {
            evidence[i].set(M::Logo, 0.75, "the only picture asked");
            return;
        }
    }
}
