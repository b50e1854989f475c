//! The extension's own pages, used as a person uses them.

use super::pages::picture;
use super::traps::Traps;
use super::wait_for_rest;
use serde_json::json;
use std::time::Duration;
use xtask::chromium::{Chromium, Options};
use xtask::extension::{BuildOptions, Built, build};
use xtask::private::Folder;

/// The button with these words.
fn click(words: &str) -> String {
    format!(
        "(() => {{ const b = [...document.querySelectorAll('button')].find((b) => b.innerText.trim() === {words:?}); \
         if (b) b.click(); return Boolean(b); }})()"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_side_panel_pauses_resumes_and_says_when_the_backend_is_away() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let names = ["held", "one", "two", "three", "four", "five", "six"];
    let mut rig = traps.rig(&names).await;
    let url = format!("chrome-extension://{}/panel.html", rig.built.extension_id);
    let mut panel = rig.browser.open(&url).await.unwrap();
    let job = rig.order(None, false).unwrap();
    traps.sent("held").await;
    panel.wait_for(&click("Pause"), "the button Pause", Duration::from_secs(10)).await.unwrap();
    let says_paused = "document.getElementById('state').innerText.trim() === 'Paused'";
    panel.wait_for(says_paused, "the panel to say so", Duration::from_secs(10)).await.unwrap();
    picture(&mut panel, "side-panel-paused.png", 400, 760, false).await;
    // What is begun is seen through.
    traps.release();
    let workers = |all: &serde_json::Value| all.to_string().contains("paused_here");
    for _ in 0..100 {
        if workers(&rig.backend.staff("/staff/api/workers").await.unwrap()) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let all = rig.backend.staff("/staff/api/workers").await.unwrap();
    assert!(workers(&all), "staff see it, too: {all}");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let sends = || names.map(|name| traps.seen(name).sends);
    let before = sends();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(sends(), before, "nothing is pressed while it is paused");
    assert!(before.iter().sum::<u32>() < 7, "it was paused in the middle: {before:?}");

    panel.wait_for(&click("Resume"), "the button Resume", Duration::from_secs(10)).await.unwrap();
    let state = wait_for_rest(&mut rig, &job, Duration::from_secs(90)).await.unwrap();
    assert_eq!(state["progress"]["submitted"], 7, "{}", state["results"]);
    assert_eq!(sends(), [1; 7]);

    let says = |word: &str| format!("document.getElementById('state').innerText.trim() === '{word}'");
    panel.wait_for(&says("Idle"), "the panel to say Idle", Duration::from_secs(20)).await.unwrap();
    picture(&mut panel, "side-panel-idle.png", 400, 760, false).await;
    rig.backend.kill();
    panel.wait_for(&click("Check now"), "the button Check now", Duration::from_secs(10)).await.unwrap();
    panel.wait_for(&says("Offline"), "the panel to say Offline", Duration::from_secs(30)).await.unwrap();
    let helps = "document.body.innerText.includes('The backend cannot be reached')";
    assert_eq!(panel.eval(helps).await.unwrap(), true);
    picture(&mut panel, "side-panel-offline.png", 400, 760, false).await;
    rig.restart_backend().await.unwrap();
    panel
        .wait_for(&says("Idle"), "the panel to find the backend again", Duration::from_secs(30))
        .await
        .unwrap();
    rig.stop();
}

/// States that a test cannot bring about at will are put where the service worker leaves them; the page draws what it finds.
#[tokio::test(flavor = "multi_thread")]
async fn the_side_panel_says_in_every_state_what_is_the_matter_and_what_to_do() {
    let _turn = crate::harness::one_at_a_time().await;
    let traps = Traps::start().await;
    let mut rig = traps.rig(&["plain"]).await;
    // Its own words, as long as they are these.
    let states = [
        (
            "upgrade",
            json!({ "connection": { "is": "upgrade_required", "why": "This build speaks protocol 1." },
                    "advice": "Replace the extension's folder by the new version and press Reload on the extensions page.", "state": "idle" }),
            "The backend needs a newer AutoBolt",
        ),
        (
            "refused-key",
            json!({ "connection": { "is": "unauthorized", "why": "The key was revoked." },
                    "advice": "Pair this AutoBolt again: ask an administrator for a new pairing code.", "state": "idle" }),
            "Pair this AutoBolt again",
        ),
        ("access", json!({ "connection": { "is": "online" }, "state": "needs_access" }), "Grant site access"),
        (
            "stopped",
            json!({ "connection": { "is": "online" }, "state": "stopped" }),
            "Staff stopped this AutoBolt",
        ),
        (
            "offline",
            json!({ "connection": { "is": "unreachable", "why": "nothing answers at that address" }, "advice": "Check that the backend runs.", "state": "idle" }),
            "Whether there is work is not known",
        ),
        (
            "aside",
            json!({ "connection": { "is": "online" }, "state": "idle", "outbox": 1, "aside": [{
                "at_ms": 0, "job_id": uuid::Uuid::nil(), "directory_name": "Club of Bakers", "status": "submitted", "reason": null,
                "why": "the backend is busy: The fault is logged under this request's id." }] }),
            "1 result is kept here",
        ),
    ];
    let url = format!("chrome-extension://{}/panel.html", rig.built.extension_id);
    let mut panel = rig.browser.open(&url).await.unwrap();
    for (name, state, words) in states {
        let put = format!("chrome.storage.session.set({{ 'autobolt.panel': JSON.stringify({state}) }})");
        let there = format!("document.body.innerText.includes({words:?})");
        // The service worker may write its own in between.
        let shown = format!(
            "(async () => {{ await {put}; await new Promise((go) => setTimeout(go, 150)); return {there}; }})()"
        );
        panel.wait_for(&shown, words, Duration::from_secs(15)).await.unwrap();
        picture(&mut panel, &format!("side-panel-{name}.png"), 400, 620, false).await;
    }

    let mut options = rig.own_page().await.unwrap();
    let says = |words: &str| format!("document.body.innerText.includes({words:?})");
    options.wait_for(&says("Paired as"), "the pairing", Duration::from_secs(10)).await.unwrap();
    picture(&mut options, "options-paired.png", 760, 900, false).await;
    options.wait_for(&click("Pair again"), "Pair again", Duration::from_secs(10)).await.unwrap();
    options.eval("document.getElementById('pair-code').value = 'ABCD-EFGH'; 0").await.unwrap();
    options.wait_for(&click("Pair"), "Pair", Duration::from_secs(10)).await.unwrap();
    options
        .wait_for(
            &says("A code works once and only for a short time"),
            "what to do about it",
            Duration::from_secs(15),
        )
        .await
        .unwrap();
    picture(&mut options, "options-wrong-code.png", 760, 1000, false).await;
    rig.stop();
}

async fn options_page(folder: &Folder, built: &Built, over_pipe: bool) -> (Chromium, xtask::cdp::Page) {
    let options = Options {
        program: xtask::setup::chromium().unwrap(),
        profile: folder.path().join("profile"),
        extension: Some(built.dir.clone()),
        over_pipe,
        one_process: false,
        headless: true,
        open: Vec::new(),
    };
    let mut browser = Chromium::start(&options, &folder.path().join("chromium.log")).await.unwrap();
    browser.wait_for_extension(built).await.unwrap();
    let url = format!("chrome-extension://{}/options.html", built.extension_id);
    let mut page = browser.open(&url).await.unwrap();
    let ready = "document.documentElement.dataset.ready === 'true'";
    page.wait_for(ready, "the options page", Duration::from_secs(20)).await.unwrap();
    (browser, page)
}

/// Google Chrome itself cannot be had here; Chromium is loaded in the way that it alone allows.
#[tokio::test(flavor = "multi_thread")]
async fn a_chrome_that_ignores_load_extension_takes_it_over_the_devtools_pipe() {
    let _turn = crate::harness::one_at_a_time().await;
    let folder = Folder::make().unwrap();
    let out = folder.path().join("extension");
    let built = build(&BuildOptions { out, allow_all_sites: true }).unwrap();
    let (mut browser, mut page) = options_page(&folder, &built, true).await;
    let version = page.eval("chrome.runtime.getManifest().version").await.unwrap();
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    browser.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_grant_button_of_the_shipped_build_asks_for_all_sites_and_goes_when_they_are_granted() {
    let _turn = crate::harness::one_at_a_time().await;
    let folder = Folder::make().unwrap();
    let out = folder.path().join("extension");
    let built = build(&BuildOptions { out, allow_all_sites: false }).unwrap();
    let (mut browser, mut page) = options_page(&folder, &built, false).await;
    let shown = "!document.getElementById('grant').hidden";
    assert_eq!(page.eval(shown).await.unwrap(), true);
    let says = "document.getElementById('access-state').innerText";
    assert!(page.eval(says).await.unwrap().as_str().unwrap().starts_with("Not granted yet"));
    picture(&mut page, "options.png", 760, 1000, false).await;

    let url = format!("chrome-extension://{}/panel.html", built.extension_id);
    let mut panel = browser.open(&url).await.unwrap();
    let unpaired = "document.getElementById('state').innerText.trim() === 'Not paired' \
                    && document.body.innerText.includes('This AutoBolt is not paired yet.')";
    panel.wait_for(unpaired, "the panel to say what is missing", Duration::from_secs(10)).await.unwrap();
    picture(&mut panel, "side-panel-unpaired.png", 400, 760, false).await;
    page.call("Page.bringToFront", serde_json::json!({})).await.unwrap();

    // Nobody can click Chrome's own prompt here: it is answered in its place, first with no, then with yes.
    page.eval(
        "globalThis.asked = []; globalThis.answer = false;\
         chrome.permissions.request = async (what) => { asked.push({ what, click: navigator.userActivation.isActive }); return answer; };\
         chrome.permissions.contains = async () => answer; 0",
    )
    .await
    .unwrap();
    page.eval("document.getElementById('grant').click()").await.unwrap();
    let refused = "document.getElementById('status').innerText.includes('was not granted')";
    page.wait_for(refused, "the refusal to be told", Duration::from_secs(5)).await.unwrap();
    page.eval("answer = true; document.getElementById('grant').click()").await.unwrap();
    let gone = "document.getElementById('grant').hidden && document.getElementById('access-state').innerText === 'Granted.'";
    page.wait_for(gone, "the button to go", Duration::from_secs(5)).await.unwrap();
    let asked = page.eval("asked").await.unwrap();
    let once = serde_json::json!({ "what": { "origins": ["<all_urls>"] }, "click": true });
    assert_eq!(asked, serde_json::json!([once, once]));
    browser.stop();
}
