//! What the page agent sees around a press.

use super::harness::{Agent, Browser, Site, by_id, eventually, extension_dir, one_at_a_time, within};
use chromiumoxide::layout::Point;
use serde_json::{Value, json};
use std::time::Duration;

async fn appeared(agent: &Agent) -> Vec<String> {
    serde_json::from_value(agent.seen().await["appeared"].clone()).unwrap()
}

#[tokio::test]
async fn texts_that_appear_are_kept_even_when_they_vanish_and_hidden_ones_are_not() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_clicks")).await).await;
    let frame = agent.describe().await;
    assert_eq!(agent.seen().await["armed"], false);

    agent.arm().await;
    assert!(agent.press(by_id(&frame, "toast").r).await.ok);
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(appeared(&agent).await, ["Saved as draft."]);

    assert!(agent.press(by_id(&frame, "reveal").r).await.ok);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let now = appeared(&agent).await;
    assert_eq!(now, ["Saved as draft.", "Thank you, it is listed.", "It fades in."]);
    assert!(agent.seen().await["quiet_ms"].as_u64().unwrap() >= 100);

    agent.arm().await;
    assert!(appeared(&agent).await.is_empty(), "what is there already does not appear");
}

#[tokio::test]
async fn a_page_is_still_unless_a_timer_an_animation_or_another_document_could_change_it() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_clicks")).await).await;
    let is_still = async || agent.seen().await["still"].as_bool().unwrap();
    assert!(is_still().await);
    assert!(is_still().await, "its own timers are not the page's");
    for disturbance in
        ["setTimeout(() => {}, 300)", "setInterval(() => {}, 5000)", "requestAnimationFrame(() => {})"]
    {
        agent.in_page(&format!("void {disturbance}")).await;
        assert!(!is_still().await, "{disturbance}");
        // What the page does by itself all the time has nothing to do with what is put into it now.
        agent.act(&[]).await;
        assert!(is_still().await, "before the filling: {disturbance}");
    }
    agent.in_page("void document.body.animate({opacity: [0.9, 1]}, 100000)").await;
    assert!(!is_still().await, "something moves");
    agent.in_page("document.getAnimations().forEach((a) => a.cancel())").await;
    assert!(is_still().await);
    agent.in_page("void document.body.append(document.createElement('iframe'))").await;
    assert!(!is_still().await, "another document");
}

#[tokio::test]
async fn a_press_is_one_real_click() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let page = browser.open(&site.page("_clicks")).await;
    let agent = Agent::inject(&page).await;
    let frame = agent.describe().await;
    assert_eq!(agent.press(by_id(&frame, "off").r).await.why, "disabled");
    assert_eq!(agent.press(9999).await.why, "gone");

    agent.arm().await;
    assert!(agent.press(by_id(&frame, "native").r).await.ok);
    eventually("the site has it", || async { (!site.posts().is_empty()).then_some(()) }).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(site.posts(), ["application/x-www-form-urlencoded\nname=x"]);
    // The new document has no agent until one is injected, and that one is not armed.
    let agent = Agent::inject(&page).await;
    assert_eq!(agent.seen().await["armed"], false);
}

#[tokio::test]
async fn dialogs_are_recorded_and_answered_with_no() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    for url in [site.page("_clicks"), site.strict_page("_clicks")] {
        let agent = Agent::inject(&browser.open(&url).await).await;
        let frame = agent.describe().await;
        let dialogs = std::fs::read_to_string(extension_dir("static/dialogs.js")).unwrap();
        agent.arm().await;
        // Injected twice, as for a second press in the same document.
        agent.in_page(&dialogs).await;
        agent.in_page(&dialogs).await;
        assert!(agent.press(by_id(&frame, "alert").r).await.ok);
        assert_eq!(agent.in_page("document.getElementById('answer').textContent").await, "after the alert");
        assert!(agent.press(by_id(&frame, "ask").r).await.ok);
        assert_eq!(agent.in_page("document.getElementById('answer').textContent").await, "false null");
        assert_eq!(
            agent.seen().await["dialogs"],
            json!([
                {"kind": "alert", "text": "Thank you!"},
                {"kind": "confirm", "text": "Really send?"},
                {"kind": "prompt", "text": "Your code?"},
            ])
        );
    }
}

#[tokio::test]
async fn the_page_cannot_see_the_agent_and_a_description_changes_nothing() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let page = browser.open(&site.page("directorist")).await;
    let agent = Agent::inject(&page).await;
    agent
        .in_page("window.changes = 0; new MutationObserver((m) => changes += m.length).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })")
        .await;
    let (before, scroll) =
        (agent.in_page("document.documentElement.outerHTML").await, agent.in_page("scrollY").await);
    let first = agent.describe().await;
    let second = agent.describe().await;
    assert_eq!(first, second);
    assert_eq!(agent.in_page("document.documentElement.outerHTML").await, before);
    assert_eq!(agent.in_page("[changes, scrollY]").await, json!([0, scroll]));
    assert_eq!(agent.in_page("typeof __autobolt").await, "undefined");
}

/// Rows of a made-up form, each with all that a description looks at.
const ROWS: &str = "(n) => { document.querySelector('form').innerHTML = Array.from({ length: n }, (_, i) => `<div class='row'><div class='col'><label for='f${i}'>Field ${i} <b>*</b></label></div><div class='col'><input id='f${i}' name='f${i}'><span class='help'>Help for <i>field</i> ${i}</span></div><ul><li>one</li><li>two</li><li><a href='/x${i}'>three</a></li></ul><p>Some <em>text</em> <span>here</span></p></div>`).join('') }";

/// The best of ten: how busy the machine is can only add to it.
async fn describing_ms(agent: &Agent) -> f64 {
    let times = "Array.from({ length: 10 }, () => { const t = performance.now(); __autobolt.describe(); return performance.now() - t })";
    let times = agent.evaluate(times).await;
    times.as_array().unwrap().iter().filter_map(Value::as_f64).min_by(f64::total_cmp).unwrap()
}

#[tokio::test]
async fn a_large_page_is_described_quickly_and_a_larger_one_in_proportion() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("cookie-bar")).await).await;
    agent.in_page(&format!("({ROWS})(75)")).await;
    let some = describing_ms(&agent).await;
    agent.in_page(&format!("({ROWS})(300)")).await;
    let frame = agent.describe().await;
    let (elements, controls) = (frame.elements, frame.controls.len());
    assert!(elements > 4800 && controls > 300, "{elements} {controls}");
    let many = describing_ms(&agent).await;
    // 50 ms on an idle machine; four times the page takes four times as long, or sixteen times in a quadratic loop.
    assert!(many < 400.0 && many < 9.0 * some.max(2.0), "{some:.1} ms, then {many:.1} ms");
}

#[tokio::test]
async fn a_person_who_presses_submit_in_a_handed_over_page_is_reported_before_it_is_sent() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let page = browser.open(&site.page("_clicks")).await;
    let agent = Agent::inject(&page).await;
    let frame = agent.describe().await;
    let [submit, toast] = ["native", "toast"].map(|id| by_id(&frame, id));
    // Stands for the extension, which this world does not have here; the page's own listener notes what it knew by then.
    agent
        .evaluate("globalThis.chrome = { runtime: { sendMessage: async (m) => { document.title = JSON.stringify(m); } } }")
        .await;
    agent
        .in_page("document.addEventListener('click', () => { window.told = document.title; }, true); addEventListener('submit', (e) => e.preventDefault())")
        .await;

    agent.press(submit.r).await;
    assert_eq!(agent.in_page("document.title").await, "Clicks", "not armed yet");
    agent.evaluate(&format!("__autobolt.arm_hand_over([{}])", toast.r)).await;
    agent.press(submit.r).await;
    assert_eq!(agent.in_page("document.title").await, "Clicks", "AutoBolt's own press is no person's");

    for control in [submit, toast] {
        let (left, top, width, height) = control.rect;
        agent.evaluate("document.title = ''").await;
        let middle = Point::new(f64::from(left + width / 2.0), f64::from(top + height / 2.0));
        within("a real click", page.click(middle)).await;
        let told: Value = serde_json::from_str(agent.in_page("told").await.as_str().unwrap()).unwrap();
        assert_eq!((&told["kind"], &told["r"]), (&json!("staff_pressed"), &json!(control.r)));
        tokio::time::sleep(Duration::from_millis(1100)).await;
    }
}
