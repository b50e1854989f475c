//! The account as text.

use super::account::{Account, Field};
use serde_json::Value;
use std::fmt::Write as _;

/// Writing to a `String` cannot fail.
macro_rules! line {
    ($out:expr, $($text:tt)*) => {{ let _ = writeln!($out, $($text)*); }};
}

/// The whole account.
pub fn text(account: &Account) -> String {
    let mut out = String::new();
    line!(out, "{}", account.url);
    if !account.title.is_empty() {
        line!(
            out,
            "\"{}\"{}",
            account.title,
            if account.lang.is_empty() { String::new() } else { format!(", {}", account.lang) }
        );
    }
    line!(out, "\n{}", account.says);
    line!(out, "\nForms, by how much speaks for a listing form (3 is enough):");
    if account.forms.is_empty() {
        line!(out, "  none");
    }
    for form in &account.forms {
        line!(
            out,
            "  {} {:>6.2}  {} field{}  {}{}",
            if form.chosen { "→" } else { " " },
            form.score,
            form.fields,
            if form.fields == 1 { "" } else { "s" },
            form.what,
            if form.frame == 0 { String::new() } else { format!(" (frame {})", form.frame) },
        );
    }
    if !account.fields.is_empty() {
        line!(out, "\nFields:");
    }
    for field in &account.fields {
        one(&mut out, field);
    }
    if !account.missing.is_empty() {
        line!(out, "\nMissing, for staff to answer once: {}", account.missing.join(", "));
    }
    if let Some(wall) = &account.wall {
        line!(out, "\nWall in the form ({wall}): filled, then handed over.");
    }
    if account.decision == "fill" {
        match &account.press {
            Some(press) => line!(out, "\nThen it would press {press}"),
            None => line!(out, "\nNo button that sends it was found."),
        }
    }
    out
}

fn one(out: &mut String, f: &Field) {
    let marks = match (f.required, f.hidden.is_empty()) {
        (_, false) => format!(" [cannot be seen: {}]", f.hidden),
        (true, true) => String::from(" [required]"),
        (false, true) => String::new(),
    };
    let names: Vec<String> = [("name", &f.name), ("id", &f.id)]
        .into_iter()
        .filter(|(_, v)| !v.is_empty())
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    let label = if f.label.is_empty() { "(no label)" } else { f.label.as_str() };
    line!(out, "\n  {label}{marks}\n    {} {}", f.control, names.join(" "));
    let or: Vec<String> = f.or.iter().map(|(m, s)| format!("{} {:.0} %", meaning(m), s * 100.0)).collect();
    line!(
        out,
        "    is   {} {:.0} %{}",
        meaning(&f.meaning),
        f.confidence * 100.0,
        if or.is_empty() { String::new() } else { format!("; or {}", or.join(", ")) }
    );
    if !f.why.is_empty() {
        line!(out, "    by   {}", f.why.join("; "));
    }
    match (&f.value, &f.left) {
        (Some(value), _) => line!(out, "    gets {}", value.replace('\n', " ⏎ ")),
        (None, Some(why)) => line!(out, "    left {why}"),
        (None, None) => {}
    }
}

/// `business_name`, `social facebook`: as recipes write it, but for the braces.
fn meaning(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Object(fields) => fields
            .iter()
            .map(|(k, v)| format!("{k} {}", v.as_str().unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use autobolt_extension::forms::plan::{Context, Recipe};
    use autobolt_extension::forms::snapshot::PageSnapshot;
    use std::path::Path;

    fn told(page: &str, recipe: &str) -> (Account, String) {
        let (profile, unused) = super::super::customer(None).unwrap();
        assert!(unused.is_empty(), "{unused:?}");
        let recipe: Recipe = autobolt_extension::json::read(recipe).unwrap();
        let file = crate::workspace::root().join("extension/fixtures/described").join(page);
        let page: PageSnapshot =
            autobolt_extension::json::read(&std::fs::read_to_string(file).unwrap()).unwrap();
        let context = Context {
            profile: &profile,
            recipe: &recipe,
            language: None,
            country: None,
            steps_done: 0,
            links_followed: 0,
            waited_ms: 20_000,
        };
        let account = Account::of(&page, &context);
        let text = text(&account);
        (account, text)
    }

    #[test]
    fn a_reader_learns_of_each_field_what_it_is_why_and_what_it_gets() {
        let (account, text) = told("phpld.json", "{}");
        for said in [
            "AutoBolt would fill the listing form.",
            "name=OWNER_NAME",
            "is   contact_name",
            "by   left cell \"Your Name\"",
            "gets Marion Keller",
            "left asks for a link back",
            "Wall in the form (captcha: reCAPTCHA)",
        ] {
            assert!(text.contains(said), "{said:?} is not in:\n{text}");
        }
        assert!(!account.would_fill(), "a CAPTCHA is a person's");
    }

    #[test]
    fn a_recipe_can_be_tried() {
        let (_, text) = told(
            "phpld.json",
            r#"{"fields": {"OWNER_NAME": "tagline"}, "choices": {"CATEGORY_ID": "|___Computers"}, "ignore": ["URL"]}"#,
        );
        assert!(text.contains("by   the directory's recipe"), "{text}");
        assert!(text.contains("gets Bread worth getting up for"), "{text}");
        assert!(text.contains("left the directory's recipe leaves it alone"), "{text}");
    }

    #[test]
    fn what_is_not_there_is_said_with_what_to_give_instead() {
        let said = |page: &str| super::super::page(page).unwrap_err().to_string();
        assert!(said("nope.html").contains("does not exist. Give a file, or an address"));
        let no_description = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/logo.png");
        assert!(said(no_description.to_str().unwrap()).contains("Give"));
    }
}
