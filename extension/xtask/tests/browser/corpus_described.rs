//! The corpus's pages, described in a real Chromium, are what the recorded descriptions say, as for the other fixtures.
//!
//! After a wanted change of the agent or a page: `AUTOBOLT_RECORD=1 cargo test -p xtask --test browser corpus_described`.

use super::agent_describes::{first_difference, without_noise};
use super::harness::{extension_dir, one_at_a_time};
use autobolt_extension::forms::snapshot::PageSnapshot;
use std::path::PathBuf;
use xtask::forms::describe::{Eyes, address, as_saved, to_text};

#[tokio::test]
async fn every_page_of_the_corpus_is_described_as_recorded() {
    let _turn = one_at_a_time().await;
    let record = std::env::var_os("AUTOBOLT_RECORD").is_some();
    let eyes = Eyes::open().await.unwrap();
    let mut differing = Vec::new();
    for set in ["tuned", "held_out"] {
        for page in pages(set) {
            let name = page.file_stem().unwrap().to_str().unwrap();
            let seen = eyes.look(&address(&page).unwrap(), 60).await.unwrap();
            let seen = without_positions(as_saved(&seen, &page).unwrap());
            let file = extension_dir(&format!("fixtures/corpus/described/{set}/{name}.json"));
            if record {
                std::fs::write(&file, to_text(&seen).unwrap()).unwrap();
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            let recorded: PageSnapshot = autobolt_extension::json::read(&text).unwrap();
            let [seen, recorded] =
                [seen, recorded].map(|page| without_noise(serde_json::to_value(page).unwrap()));
            if let Some(difference) = first_difference("", &recorded, &seen) {
                differing.push(format!("{set}/{name}: {difference}"));
            }
        }
    }
    drop(eyes);
    assert!(differing.is_empty(), "not as recorded:\n{}", differing.join("\n"));
}

fn pages(set: &str) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(extension_dir(&format!("fixtures/corpus/{set}")))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty());
    pages
}

/// Where things stand depends on the machine's fonts, and the engine does not ask.
fn without_positions(mut page: PageSnapshot) -> PageSnapshot {
    for control in page.frames.iter_mut().flat_map(|f| &mut f.controls) {
        control.rect = Default::default();
    }
    page
}
