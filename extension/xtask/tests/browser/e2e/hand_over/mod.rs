//! A person and AutoBolt in one page: what the person does counts, is verified, and is learnt from.

mod person;
mod places;

use super::pages::picture;
use super::{wait_for, wait_for_rest};
use person::Person;
use places::Places;
use serde_json::{Value, json};
use std::time::Duration;
use xtask::cdp::Page;
use xtask::rig::{Rig, sign_in};

const PATIENCE: Duration = Duration::from_secs(90);

fn status<'a>(job: &'a Value, name: &str) -> (&'a str, &'a str) {
    let rows = job["results"].as_array().unwrap();
    let row = rows.iter().find(|row| row["directory_name"] == name).unwrap();
    (row["status"].as_str().unwrap_or_default(), row["reason"].as_str().unwrap_or_default())
}

async fn complete(rig: &mut Rig, job: &str) -> Value {
    wait_for(rig, job, "the job to be complete", PATIENCE, |j| j["status"] == "complete").await.unwrap()
}

/// Presses a button of a staff page by its words.
async fn press(page: &mut Page, words: &str) {
    let click = format!(
        "(() => {{ const b = [...document.querySelectorAll('button, a, summary')].find((b) => b.innerText.trim() === {words:?}); \
         if (b) b.click(); return Boolean(b); }})()"
    );
    page.wait_for(&click, words, Duration::from_secs(15)).await.unwrap();
}

async fn says(page: &mut Page, words: &str) {
    let there = format!("document.body.innerText.includes({words:?})");
    page.wait_for(&there, words, Duration::from_secs(15)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_finished_by_hand_is_verified_and_what_staff_did_serves_the_next_customer_once_approved() {
    let _turn = crate::harness::one_at_a_time().await;
    let places = Places::start().await;
    let mut rig = places.rig(&[("Odd", "odd/add")]).await;
    let first = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &first, PATIENCE).await.unwrap();
    assert_eq!(status(&state, "Odd"), ("retry", "missing_data"), "{}", state["results"]);

    let mut person = Person::at(&rig, "odd.localhost").await;
    person.types("[name=f_9]", "+1 503 555 0142").await;
    person.picks("[name=f_10]", "Outer ring").await;
    person.click("#send").await;
    let state = complete(&mut rig, &first).await;
    assert_eq!(status(&state, "Odd"), ("submitted", "pending_review"), "{}", state["results"]);
    assert_eq!(places.kept("odd/add").len(), 1);

    // Nothing is used before somebody approved it.
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    staff.eval("location.href = '/staff/directories'; 0").await.unwrap();
    says(&mut staff, "recipe proposed").await;
    press(&mut staff, "recipe proposed").await;
    says(&mut staff, "“f_9” is the phone").await;
    says(&mut staff, "In “f_10” always choose “Outer ring”").await;
    picture(&mut staff, "staff-recipe-proposed.png", 1200, 900, false).await;
    let said = staff.eval("document.body.innerText").await.unwrap().to_string();
    assert!(!said.contains("503") && !said.contains("bluebird"), "nothing of the customer's: {said}");
    press(&mut staff, "Approve").await;
    says(&mut staff, "learnt from staff's work").await;
    picture(&mut staff, "staff-recipe.png", 1200, 900, false).await;

    places.customer(
        &mut rig,
        &[("business_name", "Harbour Books"), ("phone", "+1 206-555-0177"), ("email", "hi@harbour.example")],
    );
    let second = rig.order(None, false).unwrap();
    let state = complete(&mut rig, &second).await;
    assert_eq!(status(&state, "Odd").0, "submitted", "{}", state["results"]);
    let kept = &places.kept("odd/add")[1];
    assert!(kept["f_9"].contains("555") && kept["f_9"].ends_with("0177"), "{kept:?}");
    assert_eq!((kept["f_10"].as_str(), kept["name"].as_str()), ("2", "Harbour Books"));
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_sign_in_by_hand_every_waiting_directory_of_that_host_goes_on_and_the_next_job_just_works() {
    let _turn = crate::harness::one_at_a_time().await;
    let places = Places::start().await;
    let mut rig = places.rig(&[("Club One", "club/one"), ("Club Two", "club/two"), ("Odd", "odd/add")]).await;
    let first = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &first, PATIENCE).await.unwrap();
    for name in ["Club One", "Club Two"] {
        assert_eq!(status(&state, name), ("retry", "login"), "{}", state["results"]);
    }
    let url = format!("chrome-extension://{}/panel.html", rig.built.extension_id);
    let mut panel = rig.browser.open(&url).await.unwrap();
    says(&mut panel, "3 pages need you").await;
    picture(&mut panel, "side-panel-waiting.png", 400, 900, false).await;

    let mut person = Person::at(&rig, "club.localhost").await;
    person.types("[name=user]", "staff@example.org").await;
    person.types("[name=password]", "secret").await;
    person.click("#in").await;
    let both = |j: &Value| ["Club One", "Club Two"].iter().all(|name| status(j, name).0 == "submitted");
    wait_for(&mut rig, &first, "both directories of the club", PATIENCE, both).await.unwrap();
    assert_eq!((places.kept("club/one").len(), places.kept("club/two").len()), (1, 1));

    places.customer(&mut rig, &[("business_name", "Harbour Books"), ("email", "hi@harbour.example")]);
    let second = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &second, PATIENCE).await.unwrap();
    assert!(both(&state), "{}", state["results"]);
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_several_pages_finished_by_hand_is_one_press_and_is_verified_at_its_end() {
    let _turn = crate::harness::one_at_a_time().await;
    let places = Places::start().await;
    let mut rig = places.rig(&[("Steps", "steps/add")]).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, PATIENCE).await.unwrap();
    assert_eq!(status(&state, "Steps"), ("retry", "missing_data"), "{}", state["results"]);

    let mut person = Person::at(&rig, "steps.localhost").await;
    person.types("[name=f_7]", "ZZ-1").await;
    person.click("#send").await;
    person.reads("Check your entry").await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    person.click("#fine").await;
    person.reads("One more thing").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    person.picks("[name=bill]", "Never").await;
    person.click("#end").await;
    let state = complete(&mut rig, &job).await;
    assert_eq!(status(&state, "Steps").0, "submitted", "{}", state["results"]);
    assert_eq!(places.kept("steps/done").len(), 1);
    assert_eq!(state["results"][0]["attempts"], 1, "{}", state["results"]);
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_person_solved_the_captcha_autobolt_goes_on() {
    let _turn = crate::harness::one_at_a_time().await;
    let places = Places::start().await;
    let mut rig = places.rig(&[("Guarded", "guarded/add")]).await;
    let job = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &job, PATIENCE).await.unwrap();
    assert_eq!(status(&state, "Guarded"), ("retry", "captcha"), "{}", state["results"]);
    let mut person = Person::at(&rig, "guarded.localhost").await;
    // What the widget does when a person has passed its check.
    person
        .eval("document.querySelector('[name=g-recaptcha-response]').value = 'passed-by-a-person'; 0")
        .await;
    let state = complete(&mut rig, &job).await;
    assert_eq!(status(&state, "Guarded").0, "submitted", "{}", state["results"]);
    assert_eq!(places.kept("guarded/add").len(), 1);
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_pick_once_serves_the_next_customer_of_that_category() {
    let _turn = crate::harness::one_at_a_time().await;
    let places = Places::start().await;
    let mut rig = places.rig(&[("Trades", "trades/add")]).await;
    let first = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &first, PATIENCE).await.unwrap();
    assert_eq!(status(&state, "Trades"), ("retry", "missing_data"), "{}", state["results"]);

    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    staff.eval("location.href = '/staff/needs-you'; 0").await.unwrap();
    says(&mut staff, "Use this and try again").await;
    let pick = "(() => { const s = document.querySelector('select[name^=\"choice:\"]'); s.value = 'Leptons'; return s.value; })()";
    assert_eq!(staff.eval(pick).await.unwrap(), "Leptons");
    picture(&mut staff, "staff-pick-once.png", 1200, 700, false).await;
    press(&mut staff, "Use this and try again").await;
    let state = complete(&mut rig, &first).await;
    assert_eq!(status(&state, "Trades").0, "submitted", "{}", state["results"]);
    assert_eq!(places.kept("trades/add")[0]["f_3"], "Leptons");

    places.customer(
        &mut rig,
        &[("business_name", "Second Bakery"), ("email", "b@second.example"), ("category", "BAKERY")],
    );
    let second = rig.order(None, false).unwrap();
    let state = complete(&mut rig, &second).await;
    assert_eq!(status(&state, "Trades").0, "submitted", "{}", state["results"]);
    assert_eq!(places.kept("trades/add")[1]["f_3"], "Leptons");

    // Another trade is another question.
    places.customer(
        &mut rig,
        &[
            ("business_name", "Pipes"),
            ("email", "p@pipes.example"),
            ("category", "Plumber"),
            ("subcategory", "Boilers"),
        ],
    );
    let third = rig.order(None, false).unwrap();
    let state = wait_for_rest(&mut rig, &third, PATIENCE).await.unwrap();
    assert_eq!(status(&state, "Trades"), ("retry", "missing_data"), "{}", state["results"]);
    assert_eq!(json!(places.kept("trades/add").len()), 2);
    rig.stop();
}
