//! Options that are no answers, and the generic ones that are an answer where nothing else fits.

use super::super::classify::question::{Offer, Question};
use super::super::text::tokens;
use super::{Chosen, chosen, real};

/// "Please select", "-- Kategorie --", "": an option that asks instead of answering.
#[must_use]
pub fn is_prompt(o: &Offer<'_>, at: usize) -> bool {
    let text = o.text.trim();
    if text.is_empty()
        || text.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '$' | '\u{20ac}' | '\u{a3}'))
    {
        return true;
    }
    if at > 0 && !o.value.is_empty() {
        return false;
    }
    let words = tokens(text);
    let first = words.first().map_or("", String::as_str);
    // "[Top]", "All categories" with the value 0: the root of a tree, no branch.
    let root = matches!(o.value, "" | "0" | "-1")
        && !words.is_empty()
        && words.iter().all(|w| {
            matches!(
                w.as_str(),
                "top"
                    | "all"
                    | "any"
                    | "root"
                    | "none"
                    | "main"
                    | "categories"
                    | "category"
                    | "alle"
                    | "kategorien"
                    | "toutes"
                    | "todas"
                    | "tutte"
                    | "kategorie"
            )
        });
    let asks = matches!(
        first,
        "select"
            | "choose"
            | "please"
            | "pick"
            | "bitte"
            | "auswahlen"
            | "auswaehlen"
            | "wahlen"
            | "waehlen"
            | "selectionnez"
            | "choisir"
            | "choisissez"
            | "selectionner"
            | "veuillez"
            | "seleccione"
            | "selecciona"
            | "elige"
            | "elija"
            | "seleccionar"
            | "seleziona"
            | "selezionare"
            | "scegli"
            | "scegliere"
            | "selecteer"
            | "kies"
            | "maak"
            | "selecione"
            | "escolha"
            | "selecionar"
            | "none"
    );
    root || asks
        || text.starts_with(['-', '\u{2014}', '\u{2013}']) && text.ends_with(['-', '\u{2014}', '\u{2013}'])
        || o.value.is_empty() && (text.ends_with("...") || text.ends_with('\u{2026}'))
        || words
            .last()
            .is_some_and(|w| matches!(w.as_str(), "auswahlen" | "wahlen" | "waehlen" | "auswaehlen"))
}
/// "Other", "Sonstiges", "Divers": the last resort.
#[must_use]
pub fn is_other(text: &str) -> bool {
    let words = tokens(text);
    words.len() <= 3
        && words.iter().any(|w| {
            matches!(
                w.as_str(),
                "other"
                    | "others"
                    | "miscellaneous"
                    | "misc"
                    | "sonstiges"
                    | "sonstige"
                    | "andere"
                    | "anderes"
                    | "weitere"
                    | "divers"
                    | "autre"
                    | "autres"
                    | "otro"
                    | "otros"
                    | "otra"
                    | "otras"
                    | "varios"
                    | "altro"
                    | "altri"
                    | "altre"
                    | "varie"
                    | "overig"
                    | "overige"
                    | "anders"
                    | "outro"
                    | "outros"
                    | "outras"
                    | "diversos"
            )
        })
}
/// Words of options so wide that any business falls under them.
const WIDE: &[&str] = &[
    "business",
    "businesses",
    "economy",
    "services",
    "service",
    "general",
    "local",
    "companies",
    "company",
    "and",
    "wirtschaft",
    "dienstleistungen",
    "dienstleistung",
    "unternehmen",
    "und",
    "firmen",
    "allgemein",
    "entreprises",
    "entreprise",
    "economie",
    "et",
    "negocios",
    "empresas",
    "servicios",
    "y",
    "economia",
    "aziende",
    "servizi",
    "e",
    "imprese",
    "bedrijven",
    "diensten",
    "en",
    "zakelijk",
    "servicos",
    "negocio",
];
/// The generic option, where nothing else scores: one that holds any business, else "Other".
#[must_use]
pub fn last_resort(q: &Question<'_>) -> Option<Chosen> {
    let offers = real(q);
    let wide = |o: &&Offer<'_>| {
        let words = tokens(&o.text);
        !words.is_empty() && words.iter().all(|w| WIDE.contains(&w.as_str()))
    };
    let found = offers.iter().find(wide).or_else(|| offers.iter().find(|o| is_other(&o.text)))?;
    Some(chosen(
        found,
        0.3,
        format!("nothing offered fits; the generic \"{}\" is the last resort", found.text),
    ))
}
