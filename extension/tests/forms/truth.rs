//! The corpus's pages with what a person would do on each: the truth stands in the page, at the control (`data-is`).
//!
//! `category=Plumbers` wants that option, `email|submitter_email` takes either, `leave` wants nothing there, `trap` is a
//! honeypot.

use autobolt_extension::forms::field::Meaning;
use autobolt_extension::forms::snapshot::{Control, ControlKind, PageSnapshot};
use autobolt_shared::BusinessProfile;
use autobolt_shared::profile::{AssetRef, read};
use std::path::PathBuf;

/// One answer that a person might give.
#[derive(Debug, Clone, PartialEq)]
pub enum Want {
    /// Nothing.
    Leave,
    /// Nothing, on any account.
    Trap,
    /// This fact, as this text where that is told.
    Fill(Meaning, Option<String>),
}

/// One control and what may be done with it.
#[derive(Debug, Clone)]
pub struct Expected {
    pub r: u32,
    pub label: String,
    pub wants: Vec<Want>,
}

/// One page.
#[derive(Debug, Clone)]
pub struct CorpusPage {
    pub name: String,
    pub snapshot: PageSnapshot,
    pub customer: BusinessProfile,
    pub expected: Vec<Expected>,
}

fn corpus(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(path)
}

/// The pages of a set, by name.
pub fn pages(set: &str) -> Vec<CorpusPage> {
    let mut names: Vec<String> = std::fs::read_dir(corpus(set))
        .unwrap()
        .filter_map(|e| Some(e.unwrap().file_name().to_str()?.strip_suffix(".html")?.to_owned()))
        .collect();
    names.sort();
    names.into_iter().map(|name| page(set, name)).collect()
}

fn page(set: &str, name: String) -> CorpusPage {
    let html = std::fs::read_to_string(corpus(&format!("{set}/{name}.html"))).unwrap();
    let described = std::fs::read_to_string(corpus(&format!("described/{set}/{name}.json"))).unwrap();
    let snapshot: PageSnapshot = autobolt_extension::json::read(&described).unwrap();
    let customer = customer(&attribute(&html, "data-customer").unwrap());
    let told = entries(&html);
    let seen: Vec<&Control> = snapshot.frames[0]
        .controls
        .iter()
        .filter(|c| !matches!(c.kind, ControlKind::Button | ControlKind::Hidden))
        .collect();
    assert_eq!(told.len(), seen.len(), "{name}: controls in the page and in its description");
    let expected = told
        .iter()
        .zip(seen)
        .map(|(tag, c)| {
            assert_eq!(attribute(tag, "name").unwrap_or_default(), c.name, "{name}: {tag}");
            let truth = attribute(tag, "data-is").unwrap_or_else(|| panic!("{name}: no truth at {tag}"));
            Expected { r: c.r, label: label(c), wants: alternatives(&truth) }
        })
        .collect();
    CorpusPage { name, snapshot, customer, expected }
}

fn label(c: &Control) -> String {
    let l = &c.labels;
    let all = [&l.label_for, &l.wrapping, &l.aria_labelledby, &l.cell_left, &l.preceding, &c.placeholder];
    let text = all.into_iter().find(|t| !t.is_empty()).cloned().unwrap_or_default();
    format!("{text} ({} {})", c.name, c.id)
}

/// The start tags of everything to fill in, in document order.
fn entries(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        if !matches!(word.as_str(), "input" | "select" | "textarea") {
            continue;
        }
        let mut quoted = false;
        let end = rest
            .find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .unwrap();
        let tag = rest[..end].to_owned();
        let kind = attribute(&tag, "type").unwrap_or_default();
        if !(word == "input" && matches!(kind.as_str(), "submit" | "reset" | "button" | "image" | "hidden")) {
            out.push(tag);
        }
    }
    out
}

/// The value of an attribute; the pages quote all of them.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("&amp;", "&").replace("&gt;", ">").replace("&lt;", "<"))
}

fn alternatives(truth: &str) -> Vec<Want> {
    let mut parts: Vec<String> = Vec::new();
    // An option's text may hold a bar itself (`|___Business`): a meaning begins with a letter.
    for part in truth.split('|') {
        match parts.last_mut() {
            Some(last) if !part.starts_with(|c: char| c.is_ascii_lowercase()) => {
                last.push('|');
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    parts.iter().map(|p| want(p)).collect()
}

fn want(part: &str) -> Want {
    let (word, text) = match part.split_once('=') {
        Some((word, text)) => (word, Some(text.to_owned())),
        None => (part, None),
    };
    match word {
        "leave" => Want::Leave,
        "trap" => Want::Trap,
        word => Want::Fill(super::corpus::meaning_of(word), text),
    }
}

fn customer(id: &str) -> BusinessProfile {
    let text = std::fs::read_to_string(corpus(&format!("customers/{id}.json"))).unwrap();
    let read = read(serde_json::from_str::<serde_json::Value>(&text).unwrap().as_object().unwrap());
    assert!(read.unused.is_empty(), "{id}: {:?}", read.unused);
    let asset = |kind: String, file: &String| AssetRef {
        kind,
        file_name: file.clone(),
        media_type: String::from(if file.ends_with("png") { "image/png" } else { "image/jpeg" }),
        bytes: 900,
    };
    let mut profile = read.profile;
    profile.logo = read.files.logo.as_ref().map(|f| asset("logo".into(), f));
    profile.photos = read.files.photos.iter().zip(1..).map(|(f, n)| asset(format!("photo-{n}"), f)).collect();
    profile
}
