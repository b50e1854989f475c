//! Rules that need the whole form: what "Name" is beside "Title", what "Address" is without a city field.

use super::super::field::Meaning as M;
use super::super::text::{clean_label, tokens};
use super::evidence::Evidence;
use super::neighbours;
use super::question::{Question, Shape};

/// A meaning is taken as present from this score on.
pub(super) const SURE: f32 = 0.6;

/// Settles what single fields cannot tell.
pub fn settle(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    sections(evidence);
    shared_labels(questions, evidence);
    consents(questions, evidence);
    names(questions, evidence);
    given_names(questions, evidence);
    addresses(questions, evidence);
    house_numbers(questions, evidence);
    places(questions, evidence);
    emails(questions, evidence);
    neighbours::lone_texts(questions, evidence);
    country_codes(questions, evidence);
    descriptions(questions, evidence);
    pictures(questions, evidence);
    day_pairs(questions, evidence);
    numbered(questions, evidence);
    neighbours::dialling_codes(questions, evidence);
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

/// "PLZ / Ort" over two fields, "City, State, ZIP" over three: each part names one, in order.
fn shared_labels(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
                    meaning.filter(|m| !e.fixed && super::compat::fits(*m, &questions[i + k]) > 0.4)
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

fn parts_of(label: &str) -> Vec<String> {
    label
        .split(['/', ',', '|', '&', '+'])
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" and "))
        .map(|p| clean_label(p).text)
        .filter(|p| !p.is_empty())
        .collect()
}

fn only_meaning(part: &str) -> Option<M> {
    let hits = super::vocabulary::look_up(&super::vocabulary::significant(&tokens(part)));
    let best = hits.iter().filter(|h| h.strength >= 0.9).max_by(|a, b| a.strength.total_cmp(&b.strength))?;
    Some(best.meaning)
}

/// "Country code" with room for two letters, or beside a field for the dialling code, is the country.
fn country_codes(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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

/// "I accept to receive offers" is marketing; "I accept the terms and the newsletter" is the terms where it must be ticked.
fn consents(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
        let words = tokens(&super::question::option_label(q.first()));
        let terms = q.required && words.iter().any(|w| TERMS.contains(&w.as_str()));
        let (is, not) = if terms { (M::Terms, M::Newsletter) } else { (M::Newsletter, M::Terms) };
        e.set(is, 0.95, "what it agrees to");
        e.set(not, 0.1, "what it agrees to");
    }
}

/// "Name" and "Title": which is the business?
fn names(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
fn given_names(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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

/// One address field for everything, or a street among city and postcode fields.
fn addresses(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
                            && super::super::values::names_city(&questions[j].label.text))
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
        if street {
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
fn house_numbers(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
fn places(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
fn emails(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let about_email = |e: &Evidence| e.of(M::Email).max(e.of(M::SubmitterEmail)).max(e.of(M::EmailConfirm));
    for (q, e) in questions.iter().zip(evidence.iter_mut()) {
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

/// Two descriptions: the tighter one is the short one.
fn descriptions(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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
            .and(super::super::text::announced_limits(&c.labels.description))
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
fn numbered(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    let base = |q: &Question<'_>| -> Option<(String, bool)> {
        let name = if q.first().name.is_empty() { &q.first().id } else { &q.first().name };
        let folded = super::super::text::fold(name);
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
                scored: vec![super::evidence::Scored {
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
fn pictures(questions: &[Question<'_>], evidence: &mut [Evidence]) {
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

/// Two fields in a day's row: from and to. Column heads, names and placeholders tell which; else their order does.
fn day_pairs(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for day in autobolt_shared::profile::Weekday::ALL {
        let row: Vec<usize> = (0..evidence.len())
            .filter(|&i| {
                let named = evidence[i].best().is_some_and(
                    |b| matches!(b.meaning, M::DayHours(d) | M::OpensAt(d) | M::ClosesAt(d) if d == day),
                );
                named
                    && !evidence[i].fixed
                    && matches!(questions[i].shape, Shape::Line | Shape::Select | Shape::Combobox)
            })
            .collect();
        if row.len() < 2 {
            continue;
        }
        let told: Vec<Option<bool>> = row
            .iter()
            .map(|&i| match evidence[i].best().map(|b| b.meaning) {
                Some(M::OpensAt(_)) => Some(true),
                Some(M::ClosesAt(_)) => Some(false),
                _ => edge(questions[i].first()),
            })
            .collect();
        let mut open_given = false;
        let mut close_given = false;
        for (k, &i) in row.iter().enumerate() {
            let opens = told[k].unwrap_or(k % 2 == 0);
            let given = if opens { &mut open_given } else { &mut close_given };
            if *given {
                // A second interval of the day.
                evidence[i].set(M::TemplateRow, 0.97, "a further row of hours");
                continue;
            }
            *given = true;
            evidence[i].set(
                if opens { M::OpensAt(day) } else { M::ClosesAt(day) },
                0.96,
                "its place in the day's row",
            );
            evidence[i].set(
                if opens { M::ClosesAt(day) } else { M::OpensAt(day) },
                0.1,
                "its place in the day's row",
            );
            evidence[i].set(M::DayHours(day), 0.1, "its place in the day's row");
        }
    }
}

/// Whether the texts around a time field say "from" (true) or "to" (false).
fn edge(c: &super::super::snapshot::Control) -> Option<bool> {
    for text in [
        &c.labels.cell_above,
        &c.labels.aria_label,
        &c.placeholder,
        &c.labels.label_for,
        &c.labels.wrapping,
        &c.title,
    ] {
        if let Some(edge) = super::vocabulary::edge_of(&tokens(text)) {
            return Some(edge);
        }
    }
    super::vocabulary::edge_of(&super::super::text::name_tokens(&format!("{} {}", c.name, c.id)))
}
