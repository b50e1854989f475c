//! The authored corpus: how many fields of each type are understood, with a floor that may not fall.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::assign::fillable;
use autobolt_extension::forms::choose::listing_forms;
use autobolt_extension::forms::classify::classify;
use autobolt_extension::forms::field::Meaning;
use autobolt_extension::forms::plan::Recipe;
use autobolt_extension::forms::snapshot::{ControlKind, FrameSnapshot};
use std::collections::BTreeMap;

const FILES: [(&str, &str); 7] = [
    ("en", include_str!("../../fixtures/corpus/en.txt")),
    ("de", include_str!("../../fixtures/corpus/de.txt")),
    ("fr", include_str!("../../fixtures/corpus/fr.txt")),
    ("es", include_str!("../../fixtures/corpus/es.txt")),
    ("it", include_str!("../../fixtures/corpus/it.txt")),
    ("nl", include_str!("../../fixtures/corpus/nl.txt")),
    ("pt", include_str!("../../fixtures/corpus/pt.txt")),
];

/// One form and what its controls mean; `None`: must not be filled.
pub struct Case {
    pub language: &'static str,
    pub heading: String,
    pub frame: FrameSnapshot,
    pub expected: Vec<Option<Meaning>>,
}

/// Reads the corpus.
pub fn cases() -> Vec<Case> {
    let mut out = Vec::new();
    for (language, text) in FILES {
        for block in text.split("\n# ").map(|b| b.trim_start_matches("# ")) {
            let (heading, rows) = block.split_once('\n').unwrap();
            let mut controls = Vec::new();
            let mut expected = Vec::new();
            for row in rows.lines().filter(|l| !l.trim().is_empty()) {
                let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                let [kind, label, name, extra, meaning] = cells.as_slice() else {
                    panic!("five cells: {row}")
                };
                controls.push(control(kind, label, name, extra));
                expected.push(match *meaning {
                    "leave" => None,
                    m => Some(meaning_of(m)),
                });
            }
            controls.push(button("Submit"));
            let mut frame = form(heading, controls);
            frame.lang = language.into();
            out.push(Case { language, heading: heading.to_owned(), frame, expected });
        }
    }
    out
}

pub fn meaning_of(word: &str) -> Meaning {
    let json = match word.split_once(' ') {
        Some((kind, of)) => serde_json::json!({ kind: of }),
        None => serde_json::json!(word),
    };
    autobolt_extension::json::FromJson::from_json(json).unwrap_or_else(|e| panic!("{word}: {e}"))
}

fn control(kind: &str, label: &str, name: &str, extra: &str) -> C {
    let (kind, max) = kind.split_once('^').map_or((kind, None), |(k, m)| (k, Some(m.parse().unwrap())));
    let required = kind.contains('!');
    let hidden = kind.contains('~');
    let (label, legend) = label.split_once('@').unwrap_or((label, ""));
    let options: Vec<String> = extra
        .split(';')
        .enumerate()
        .map(|(i, o)| if i == 0 { format!("={o}") } else { o.to_owned() })
        .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let plain = kind.trim_matches(['!', '~']);
    let c = match plain {
        "line" => line(label).placeholder(extra),
        "lines" => lines(label).placeholder(extra),
        "select" => select(label, &options),
        "tick" => tick(label),
        "ticks" => tick(label).legend(legend).with(|c| c.value = extra.into()),
        "radio" => radio(name, label).legend(legend).with(|c| c.value = extra.into()),
        "file" => file(label),
        "password" => password(label),
        input_type => typed(label, input_type).placeholder(extra),
    };
    let c = c.name(name).with(|c| {
        c.required = required;
        c.max_length = max;
    });
    if hidden { c.hidden("off_screen") } else { c }
}

/// What a fill would do: the meaning, or nothing.
fn used(meaning: Meaning) -> Option<Meaning> {
    fillable(meaning).then_some(meaning)
}

#[test]
fn the_corpus_is_understood_and_no_field_type_falls_below_its_floor() {
    let profile = plumber();
    let recipe = Recipe::default();
    let mut by_type: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let (mut filled, mut wrong) = (0_u32, 0_u32);
    let mut misses = Vec::new();
    for case in cases() {
        let got = classify(&case.frame, Some(0), &ctx(&profile, &recipe));
        for (c, want) in case.frame.controls.iter().zip(&case.expected) {
            let is = got.iter().find(|g| g.r == c.r).map(|g| g.meaning).unwrap();
            // An unchosen radio button of a group carries the group's meaning.
            let is = if c.kind == ControlKind::Radio && want.is_none() { None } else { used(is) };
            let is = if c.visible { is } else { None };
            let key = want.map_or("(leave)".to_owned(), |m| format!("{m:?}"));
            let score = by_type.entry(key).or_default();
            score.1 += 1;
            score.0 += u32::from(is == *want);
            filled += u32::from(is.is_some());
            wrong += u32::from(is.is_some() && is != *want);
            if is != *want {
                misses.push(format!(
                    "{} \"{}\": {} / {} is {is:?}, should be {want:?}",
                    case.language, case.heading, c.labels.label_for, c.name
                ));
            }
        }
    }
    println!("{:<24} right  of", "field");
    for (key, (right, all)) in &by_type {
        println!("{key:<24} {right:>5} {all:>3}");
    }
    let (right, all) = by_type.values().fold((0, 0), |(r, a), (x, y)| (r + x, a + y));
    println!("all {right}/{all}; of {filled} filled {wrong} wrong");
    for m in &misses {
        println!("  {m}");
    }
    for (key, (right, all)) in &by_type {
        let floor = FLOORS.iter().find(|(k, _)| k == key).map_or(97, |(_, f)| *f);
        assert!(
            right * 100 >= all * floor,
            "{key}: {right} of {all}, the floor is {floor} %\n{}",
            misses.join("\n")
        );
    }
    assert!(right * 1000 >= all * 985, "{right} of {all} understood\n{}", misses.join("\n"));
    assert!(wrong * 1000 <= filled * 5, "{wrong} of {filled} filled wrong\n{}", misses.join("\n"));
}

/// Field types whose floor is not 97 %.
const FLOORS: [(&str, u32); 0] = [];

#[test]
fn every_form_of_the_corpus_is_taken_for_a_listing_form() {
    let profile = plumber();
    let recipe = Recipe::default();
    for case in cases() {
        let page = page(case.frame);
        assert!(
            !listing_forms(&page, &ctx(&profile, &recipe)).is_empty(),
            "{} \"{}\"",
            case.language,
            case.heading
        );
    }
}
