//! The fixture pages, described in a real Chromium, are what the recorded descriptions say.
//!
//! The form engine's native tests read those descriptions (`extension/fixtures/described/*.json`, each a `PageSnapshot`), so they must
//! be what the agent really sees. After a wanted change: `AUTOBOLT_RECORD=1 cargo test -p xtask --test browser described_as_recorded`.

use super::harness::{Agent, Browser, Site, by_id, by_name, extension_dir, one_at_a_time};
use autobolt_extension::forms::snapshot::{ControlKind, PageSnapshot};
use serde_json::Value;
use std::time::Duration;

/// Fixture pages stand for directories out there: this is where they claim to live.
const RECORDED_BASE: &str = "https://directory.test";

#[tokio::test]
async fn every_fixture_page_is_described_as_recorded() {
    let _turn = one_at_a_time().await;
    let site = Site::start().await;
    let browser = Browser::launch().await;
    let record = std::env::var_os("AUTOBOLT_RECORD").is_some();
    let mut differing = Vec::new();

    for name in fixture_pages() {
        let page = browser.open(&site.page(&name)).await;
        let snapshot = settled_snapshot(&page).await;
        let _ = page.close().await;

        let seen = serde_json::to_string_pretty(&snapshot).unwrap().replace(&site.base, RECORDED_BASE) + "\n";
        let file = extension_dir(&format!("fixtures/described/{name}.json"));
        if record {
            std::fs::write(&file, &seen).unwrap();
            continue;
        }
        let recorded = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let [seen, recorded] =
            [seen, recorded].map(|json| without_noise(serde_json::from_str(&json).unwrap()));
        if let Some(difference) = first_difference("", &recorded, &seen) {
            differing.push(format!("{name}: {difference}"));
        }
    }
    assert!(differing.is_empty(), "not as recorded:\n{}", differing.join("\n"));
}

/// All frames, once the page's scripts had time to build what they build.
async fn settled_snapshot(page: &chromiumoxide::Page) -> PageSnapshot {
    let top = Agent::inject(page).await;
    for _ in 0..60 {
        if top
            .evaluate("document.readyState === 'complete' && __autobolt.rest().then((r) => r.quiet_ms > 250)")
            .await
            == Value::Bool(true)
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut frames = Vec::new();
    for (i, agent) in Agent::inject_all(page).await.into_iter().enumerate() {
        let mut frame = agent.describe().await;
        frame.frame_id = i32::try_from(i).unwrap();
        frame.document_id = format!("document-{i}");
        frame.parent_frame_id = (i > 0).then_some(0);
        frames.push(frame);
    }
    PageSnapshot { frames }
}

/// Every page of the fixtures, in order.
fn fixture_pages() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(extension_dir("fixtures/pages"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".html").map(str::to_owned))
        .filter(|name| !name.starts_with('_'))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// Positions depend on fonts; order only on how often elements were counted.
pub(super) fn without_noise(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for noise in ["rect", "order", "size", "covers", "elements"] {
                fields.remove(noise);
            }
            for field in fields.values_mut() {
                *field = without_noise(field.take());
            }
        }
        Value::Array(items) => {
            for item in items {
                *item = without_noise(item.take());
            }
        }
        _ => {}
    }
    value
}

/// Where two descriptions first differ, for a reader.
pub(super) fn first_difference(path: &str, recorded: &Value, seen: &Value) -> Option<String> {
    match (recorded, seen) {
        (Value::Object(a), Value::Object(b)) => a.keys().chain(b.keys()).find_map(|k| {
            first_difference(
                &format!("{path}.{k}"),
                &a.get(k).cloned().unwrap_or_default(),
                &b.get(k).cloned().unwrap_or_default(),
            )
        }),
        (Value::Array(a), Value::Array(b)) => {
            let none = Value::Null;
            (0..a.len().max(b.len())).find_map(|i| {
                first_difference(
                    &format!("{path}[{i}]"),
                    a.get(i).unwrap_or(&none),
                    b.get(i).unwrap_or(&none),
                )
            })
        }
        _ => (recorded != seen).then(|| format!("{path}: recorded {recorded}, seen {seen}")),
    }
}

#[tokio::test]
async fn options_of_an_open_list_belong_to_the_dropdown_that_opened_it() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("dropdown-open")).await).await;
    let frame = agent.describe().await;
    let country = by_id(&frame, "country");
    let options: Vec<(&str, &str, bool, bool)> =
        country.options.iter().map(|o| (o.group.as_str(), o.text.as_str(), o.selected, o.disabled)).collect();
    assert_eq!(
        options,
        [
            ("Europe", "Austria", false, false),
            ("Europe", "Germany", true, false),
            ("America", "Canada", false, false),
            ("America", "Cuba", false, true),
        ]
    );
    assert!(country.visible, "an open list hides the page from screen readers only");
    assert!(by_id(&frame, "size").options.is_empty());
}

#[tokio::test]
async fn passwords_are_never_read() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("linkx")).await).await;
    agent.in_page("document.querySelector('[name=password]').value = 'hunter2'").await;
    let frame = agent.describe().await;
    let held = agent.held(by_name(&frame, "password").r).await;
    assert!(!format!("{frame:?}{held:?}").contains("hunter2"));
}

#[tokio::test]
async fn what_component_libraries_draw_is_described_as_it_is_seen() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let frame = Agent::inject(&browser.open(&site.page("boxes")).await).await.describe().await;

    let title = by_name(&frame, "title");
    assert_eq!(title.labels.error, "", "a required field's red star is no complaint");
    let sector = by_id(&frame, "sector");
    assert_eq!((sector.kind, sector.visible, sector.proxy_visible), (ControlKind::Combobox, false, true));
    assert_eq!(by_id(&frame, "region").kind, ControlKind::Combobox);
    // A caption behind a field is its own, not the next one's.
    let town = by_name(&frame, "town");
    assert_eq!((town.labels.preceding.as_str(), town.labels.description.as_str()), ("", "Town"));
    assert_eq!(by_id(&frame, "kind").labels.label_for, "Kind");
    let cash = frame.controls.iter().find(|c| c.value == "cash").unwrap();
    assert_eq!(cash.labels.legend, "Payment");
    // The input is at the end of the page, its zone in the form.
    let file = by_id(&frame, "elsewhere");
    assert_eq!((file.proxy_visible, file.form), (true, Some(0)));
    assert_eq!(file.labels.preceding, "Company logo *");
}
