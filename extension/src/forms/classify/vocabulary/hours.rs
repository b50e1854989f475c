//! Opening hours, whole and by day.

use super::super::super::field::Meaning;
use super::{Entry, Kind};
use autobolt_shared::profile::Weekday;

/// Words for the hours as one text.
pub const TABLE: &[Entry] = &[Entry {
    meaning: Meaning::OpeningHours,
    whole: "Ordinationszeiten, Ordination, Bürozeiten, hours of business, business times, open when, timing, timings, times, when open, hours open, opening, heures, heures d'affaires, heures d'accueil, horaires d'accueil, horario de apertura y cierre, horarios de apertura, orari di servizio, uren, openingsuren winkel, horário comercial, öppettider, åbningstider, godziny otwarcia, geöffnet, wann geöffnet,
               hours, opening hours, business hours, open hours, opening times, hours of operation, working hours, office hours, store hours, trading hours, schedule, work hours, operating hours, open times
            Öffnungszeiten, Geschäftszeiten, Bürozeiten, Sprechzeiten, Betriebszeiten, Ladenöffnungszeiten, Sprechstunden
            horaires, horaires d'ouverture, heures d'ouverture
            horario, horarios, horario de apertura, horas de apertura, horario comercial, horario de atención
            orari, orario, orari di apertura, orario di apertura
            openingstijden, openingsuren
            horário, horários, horário de funcionamento, horário de atendimento, horário de abertura",
    part: "hours business, business times, timing, timings, when is it open, when open, when are you open, is it open, times of opening, wann geöffnet, wann haben Sie geöffnet, geöffnet, heures affaires, heures accueil, quand ouvert, quand êtes ouvert, cuándo abre, cuándo está abierto, horario, horarios, quando è aperto, quando aperto, quando siete aperti, orario, orari, wanneer geopend, wanneer open, openingsuren, quando abre, quando está aberto, horário,
               opening hours, business hours, open hours, opening times, hours operation, working hours, office hours, store hours, trading hours, operating hours, work hours, openinghours
           Öffnungszeit*, Geschäftszeiten, Bürozeiten, Sprechzeiten, Betriebszeiten
           horaires ouverture, heures ouverture, horaires, horario apertura, horarios apertura, horario atención, horario comercial, orari apertura, orario apertura, openingstijden, openingsuren, horário funcionamento, horário atendimento, horário abertura",
    weak: "",
    never: "timezone, closing day, response time, delivery time,
               24 7, time zone, show hours, hide hours, response, per hour",
}];

/// The days' names, by language, the usual abbreviations after them.
const DAYS: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Monday,
        &[
            "monday",
            "mon",
            "montag",
            "mo",
            "lundi",
            "lun",
            "lunes",
            "lunedì",
            "maandag",
            "ma",
            "segunda",
            "segunda-feira",
            "seg",
        ],
    ),
    (
        Weekday::Tuesday,
        &[
            "tuesday",
            "tue",
            "tues",
            "dienstag",
            "di",
            "mardi",
            "mar",
            "martes",
            "martedì",
            "dinsdag",
            "terça",
            "terça-feira",
            "ter",
        ],
    ),
    (
        Weekday::Wednesday,
        &[
            "wednesday",
            "wed",
            "mittwoch",
            "mi",
            "mercredi",
            "mer",
            "miércoles",
            "mié",
            "mercoledì",
            "woensdag",
            "wo",
            "quarta",
            "quarta-feira",
            "qua",
        ],
    ),
    (
        Weekday::Thursday,
        &[
            "thursday",
            "thu",
            "thur",
            "thurs",
            "donnerstag",
            "do",
            "jeudi",
            "jeu",
            "jueves",
            "jue",
            "giovedì",
            "gio",
            "donderdag",
            "quinta",
            "quinta-feira",
            "qui",
        ],
    ),
    (
        Weekday::Friday,
        &[
            "friday",
            "fri",
            "freitag",
            "fr",
            "vendredi",
            "ven",
            "viernes",
            "vie",
            "venerdì",
            "vrijdag",
            "vr",
            "sexta",
            "sexta-feira",
        ],
    ),
    (
        Weekday::Saturday,
        &[
            "saturday",
            "sat",
            "samstag",
            "sonnabend",
            "sa",
            "samedi",
            "sam",
            "sábado",
            "sáb",
            "sabato",
            "sab",
            "zaterdag",
            "za",
        ],
    ),
    (
        Weekday::Sunday,
        &["sunday", "sun", "sonntag", "so", "dimanche", "dim", "domingo", "dom", "domenica", "zondag", "zo"],
    ),
];

const OPENS: &[&str] = &[
    "open",
    "opens",
    "opening",
    "from",
    "start",
    "starts",
    "begin",
    "von",
    "ab",
    "öffnet",
    "geöffnet von",
    "ouvre",
    "début",
    "desde",
    "abre",
    "apre",
    "apertura",
    "dalle",
    "vanaf",
    "opent",
    "das",
    "abertura",
    "inicio",
    "início",
    "opening time",
    "start time",
    "ouverture",
    "am open",
];
const CLOSES: &[&str] = &[
    "close",
    "closes",
    "closing",
    "to",
    "until",
    "till",
    "end",
    "ends",
    "bis",
    "schließt",
    "ferme",
    "fin",
    "hasta",
    "cierra",
    "chiude",
    "chiusura",
    "alle",
    "tot",
    "sluit",
    "até",
    "fecha",
    "fermeture",
    "cierre",
    "closing time",
    "end time",
];

/// Whether the words say "from" (true) or "to" (false).
#[must_use]
pub fn edge_of(words: &[String]) -> Option<bool> {
    let says = |list: &[&str]| list.iter().any(|n| words.iter().any(|w| *w == super::fold(n)));
    match (says(OPENS), says(CLOSES)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Phrases for each day: `monday open`, `open monday`, `montag von`, … and the bare day.
pub fn by_day() -> Vec<(String, Kind, Meaning)> {
    let mut out = Vec::new();
    for (day, names) in DAYS {
        for name in names {
            for (edge, meaning) in OPENS
                .iter()
                .map(|e| (e, Meaning::OpensAt(day)))
                .chain(CLOSES.iter().map(|e| (e, Meaning::ClosesAt(day))))
            {
                // Fillers ("to", "das") cannot be told from the words around them.
                if super::FILLER.contains(edge) || super::FILLER.contains(name) {
                    continue;
                }
                out.push((format!("{name} {edge}"), Kind::Part, meaning));
                out.push((format!("{edge} {name}"), Kind::Part, meaning));
            }
            out.push(((*name).to_owned(), Kind::Whole, Meaning::DayHours(day)));
            if name.chars().count() > 3 {
                out.push((format!("{name} hours"), Kind::Part, Meaning::DayHours(day)));
                out.push((format!("hours {name}"), Kind::Part, Meaning::DayHours(day)));
            }
            if name.chars().count() > 2 {
                out.push((format!("{name} closed"), Kind::Part, Meaning::DayHours(day)));
                out.push((format!("closed {name}"), Kind::Part, Meaning::DayHours(day)));
            }
        }
    }
    out
}
