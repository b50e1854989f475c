//! A fuzzer of the description parser and of everything behind it, on stable Rust.
//!
//! A description comes out of a page, and pages are hostile. Recorded ones are torn and twisted here, as bytes and as JSON;
//! whatever comes of it is either refused or read, written, read again as the same, and thought about, never with a panic.
//!
//! The test runs a fixed number of rounds. To let it run for a while:
//! `AUTOBOLT_FUZZ_SECONDS=600 cargo test -p autobolt-extension --test forms hostile`, from another start with
//! `AUTOBOLT_FUZZ_SEED=7`. What breaks it is written to `target/fuzz/`, and the failure names the file.

use super::customer::plumber;
use autobolt_extension::forms::assess::assess;
use autobolt_extension::forms::outcome::{ObservedRequest, PressObservation};
use autobolt_extension::forms::plan::{Assessment, Context, Recipe, Target};
use autobolt_extension::forms::snapshot::PageSnapshot;
use autobolt_extension::forms::verdict::judge;
use autobolt_extension::json;
use serde_json::{Map, Value};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Rounds without `AUTOBOLT_FUZZ_SECONDS`.
const ROUNDS: u64 = 150;
const TEXTS: &[&str] = &[
    "",
    " ",
    "*",
    "Name",
    "e-mail",
    "ﬀ\u{301}İß",
    "\u{202e}\u{200b}\u{0}",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏳️‍🌈",
    "http://[::1",
    "%%%",
    "9999999999999999999999",
    "(((((((((((((((((",
    "[^]{1,99999}",
];
/// What JSON can say and no description means.
const SCRAPS: &[&str] = &[
    "null",
    "-1",
    "1e308",
    "4294967296",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[[[[[[[[",
    "\"",
    "\u{0}",
    ",,",
    "truE",
];

/// Numbers from a seed: the same rounds on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

fn recorded() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/described");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// Tears a text: cuts, doubles, swaps and inserts pieces of it.
fn torn(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.roll(6) {
        let (from, len) = (dice.roll(bytes.len()), dice.roll(200));
        let to = (from + len).min(bytes.len());
        match dice.roll(5) {
            0 => drop(bytes.drain(from..to)),
            1 => bytes.truncate(from),
            2 => {
                let piece = bytes[from..to].to_vec();
                bytes.splice(from..from, piece);
            }
            3 => drop(bytes.splice(from..to, dice.one(SCRAPS).bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = u8::try_from(dice.roll(256)).unwrap();
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Twists a value that stays JSON: other types, other numbers, missing and strange members, endless texts.
fn twist(value: &mut Value, chance: usize, dice: &mut Dice) {
    match value {
        Value::Object(members) => {
            if dice.roll(chance) == 0 {
                let names: Vec<String> = members.keys().cloned().collect();
                if !names.is_empty() {
                    members.remove(dice.one(&names));
                }
                members.insert((*dice.one(TEXTS)).to_owned(), Value::Null);
            }
            members.values_mut().for_each(|member| twist(member, chance, dice));
        }
        Value::Array(items) => {
            if dice.roll(chance) == 0 && !items.is_empty() {
                let twin = dice.one(items).clone();
                items.insert(dice.roll(items.len()), twin);
            }
            items.iter_mut().for_each(|item| twist(item, chance, dice));
        }
        leaf => {
            if dice.roll(chance) == 0 {
                *leaf = match dice.roll(8) {
                    0 => Value::Null,
                    1 => Value::from(-1),
                    2 => Value::from(u32::MAX),
                    3 => Value::from(1e300),
                    4 => Value::Bool(dice.roll(2) == 0),
                    5 => Value::Object(Map::new()),
                    6 => Value::from(dice.one(TEXTS).repeat(dice.roll(40))),
                    _ => Value::from(*dice.one(TEXTS)),
                };
            }
        }
    }
}

/// Twists texts and numbers only, so that what comes of it is a description still.
fn alter(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| alter(member, dice)),
        Value::Array(items) => {
            if items.len() > 1 && dice.roll(60) == 0 {
                let at = dice.roll(items.len());
                items.swap(0, at);
            }
            items.iter_mut().for_each(|item| alter(item, dice));
        }
        Value::String(text) if dice.roll(25) == 0 => *text = dice.one(TEXTS).repeat(1 + dice.roll(60)),
        Value::Bool(flag) => *flag ^= dice.roll(25) == 0,
        _ => {}
    }
}

/// Reads it; what was read stays the same when written, and is thought about.
fn digest(text: &str) {
    let Ok(page) = json::read::<PageSnapshot>(text) else { return };
    let written = json::write(&page).unwrap();
    let again: PageSnapshot = json::read(&written).unwrap();
    assert_eq!(json::write(&again).unwrap(), written, "written and read again it is another page");
    let (profile, recipe) = (plumber(), Recipe::default());
    let ctx = Context {
        profile: &profile,
        recipe: &recipe,
        language: None,
        country: None,
        steps_done: 0,
        links_followed: 0,
        waited_ms: 60_000,
    };
    if let Assessment::Fill(plan) = assess(&page, &ctx) {
        let frame = page.frame(plan.frame_id).unwrap_or_else(|| panic!("a plan is for a frame of the page"));
        assert!(plan.fills.iter().all(|fill| frame.control(fill.r).is_some()), "a plan fills what is there");
    }
    let seen = PressObservation {
        before: page.clone(),
        after: page,
        pressed: Some(Target { frame_id: 0, r: 1 }),
        requests: vec![ObservedRequest {
            method: "POST".into(),
            status: Some(200),
            ..ObservedRequest::default()
        }],
        navigated: true,
        waited_ms: 10_000,
        quiet_ms: 6_000,
        ..PressObservation::default()
    };
    let _ = judge(&seen, &ctx);
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is “{value}”; it takes a whole number")))
}

#[test]
fn whatever_a_page_says_of_itself_is_refused_or_read_and_breaks_nothing() {
    let pages = recorded();
    let seed = number("AUTOBOLT_FUZZ_SEED").unwrap_or(1);
    let until = number("AUTOBOLT_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let mut round = 0;
    while until.map_or(round < ROUNDS, |end| Instant::now() < end) {
        round += 1;
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(round) | 1);
        let page = dice.one(&pages).clone();
        let mut value: Value = serde_json::from_str(&page).unwrap();
        let text = match dice.roll(4) {
            0 => torn(&page, &mut dice),
            1 => {
                let chance = *dice.one(&[20, 200, 2_000]);
                twist(&mut value, chance, &mut dice);
                value.to_string()
            }
            _ => {
                alter(&mut value, &mut dice);
                value.to_string()
            }
        };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| digest(&text))) {
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
            std::fs::create_dir_all(&folder).unwrap();
            let file = folder.join(format!("{seed}-{round}.json"));
            std::fs::write(&file, &text).unwrap();
            let said = panic.downcast_ref::<String>().map(String::as_str);
            let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
            panic!("seed {seed}, round {round}: {said}; the description is {}", file.display());
        }
    }
}

#[test]
fn a_description_nested_without_end_is_refused() {
    let deep = format!("{{\"frames\":{}", "[".repeat(200_000));
    assert!(json::read::<PageSnapshot>(&deep).is_err());
}
