//! Pages that wait for a person.

use super::kinds::Kind;
use super::server::JOB;
use super::{Life, Run, Sim};
use crate::forms::snapshot::FrameSnapshot;
use crate::runner::HandPress;
use crate::runner::status::PanelCommand;
use autobolt_shared::protocol::heartbeat::OpenPage;
use autobolt_shared::{JobStatus, Reason};
use std::rc::Rc;

const HOUR: u64 = 3_600_000;

/// A world in which that one directory waits for staff.
fn waiting(kind: Kind) -> (Rc<Sim>, Run) {
    let sim = Sim::with(&[("a", kind), ("b", Kind::Plain)]);
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended), Life::Done);
    (sim, runner)
}

fn in_page(name: &str) -> (autobolt_shared::JobId, autobolt_shared::DirectoryName) {
    (JOB, name.into())
}

fn complete(sim: &Sim) -> bool {
    sim.server.borrow().status == Some(JobStatus::Complete)
}

#[test]
fn a_wall_does_not_hold_up_the_job_and_its_page_stays_open() {
    let (sim, runner) = waiting(Kind::Captcha);
    assert_eq!((sim.result("a").as_str(), sim.result("b").as_str()), ("retry/captcha", "submitted"));
    sim.live(&runner, 60_000, |_| false);
    let panel = runner.panel();
    assert_eq!((panel.badge().as_str(), sim.sites.borrow().open_tabs()), ("1", 1));
    assert!(panel.job.is_none() && panel.waiting[0].goes_on_by_itself);
    assert_eq!(sim.server.borrow().heartbeats.last().unwrap().pages[0].reason, Reason::Captcha);
}

#[test]
fn once_the_captcha_is_solved_autobolt_goes_on_without_a_lease() {
    let (sim, runner) = waiting(Kind::Captcha);
    sim.sites.borrow_mut().site("a").captcha_solved = true;
    assert_eq!(sim.live(&runner, 120_000, complete), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.listings("a"), sim.presses("a")), ("submitted", 1, 1));
    sim.live(&runner, 20_000, |_| false);
    assert_eq!((runner.panel().badge().as_str(), sim.sites.borrow().open_tabs()), ("", 0));
    assert_eq!(sim.on_disk("autobolt.job."), 0);
}

#[test]
fn a_waiting_page_is_still_known_after_a_restart() {
    let (sim, runner) = waiting(Kind::Captcha);
    drop(runner);
    let runner = sim.runner();
    sim.live(&runner, 5_000, |_| false);
    assert_eq!(runner.panel().waiting.len(), 1);
    sim.sites.borrow_mut().site("a").captcha_solved = true;
    assert_eq!(sim.live(&runner, 120_000, complete), Life::Done);
    assert_eq!(sim.listings("a"), 1);
}

#[test]
fn killed_at_any_point_of_a_hand_over_nothing_is_pressed_twice() {
    for point in 1..2_000 {
        let (sim, runner) = waiting(Kind::Captcha);
        drop(runner);
        sim.sites.borrow_mut().site("a").captcha_solved = true;
        sim.kill_at(Some(point));
        let runner = sim.runner();
        let life = sim.live(&runner, 120_000, |s| complete(s) && s.on_disk("autobolt.visit.") == 0);
        drop(runner);
        if life != Life::Killed {
            assert!(point > 20, "{point} {life:?}");
            return;
        }
        sim.kill_at(None);
        let runner = sim.runner();
        sim.live(&runner, 10 * 60_000, complete);
        assert!(sim.presses("a") <= 1 && sim.listings("a") <= 1, "killed at {point}");
        let result = sim.result("a");
        assert!(
            ["submitted", "retry/outcome_unknown"].contains(&result.as_str()),
            "killed at {point}: {result}"
        );
    }
    panic!("the hand-over never ended");
}

#[test]
fn after_the_sign_in_autobolt_goes_back_to_the_form() {
    let (sim, runner) = waiting(Kind::Login);
    sim.sites.borrow_mut().sign_in("a");
    assert_eq!(sim.live(&runner, 120_000, complete), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.listings("a")), ("submitted", 1));
}

#[test]
fn a_wall_behind_a_step_that_sent_nothing_is_handed_over_and_goes_on() {
    let (sim, runner) = waiting(Kind::LateCaptcha);
    assert_eq!(sim.result("a"), "retry/captcha");
    sim.sites.borrow_mut().site("a").captcha_solved = true;
    assert_eq!(sim.live(&runner, 120_000, complete), Life::Done);
    assert_eq!(sim.listings("a"), 1);
}

#[test]
fn a_press_by_staff_is_recorded_before_it_happens_and_its_outcome_is_reported() {
    let (sim, runner) = waiting(Kind::Missing);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    let world = Rc::clone(&sim);
    let person = async {
        runner.staff_is_about_to_press(tab).await.unwrap();
        let begun = world.server.borrow().directory(&"a".into()).attempts.len();
        assert_eq!((begun, world.presses("a")), (1, 0), "recorded first");
        let now = world.time();
        world.sites.borrow_mut().press_by_hand("a", now);
        runner.staff_pressed(tab, HandPress::default()).await;
    };
    let both = person;
    assert_eq!(sim.live_with(&runner, both, 120_000, complete), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.listings("a")), ("submitted", 1));
}

#[test]
fn staff_go_through_the_steps_of_a_form_under_one_permission() {
    let (sim, runner) = waiting(Kind::MissingSteps);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    for step in 1..=2 {
        let now = sim.time();
        sim.sites.borrow_mut().press_by_hand("a", now);
        sim.live_with(&runner, runner.staff_pressed(tab, HandPress::default()), 20_000, |_| false);
        assert_eq!(sim.server.borrow().directory(&"a".into()).attempts.len(), 1, "step {step}");
    }
    assert_eq!((sim.result("a").as_str(), sim.listings("a")), ("submitted", 1));
}

#[test]
fn a_press_by_staff_that_sends_nothing_leaves_the_page_waiting_and_can_be_tried_again() {
    let (sim, runner) = waiting(Kind::Missing);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    sim.sites.borrow_mut().site("a").kind = Kind::Dead;
    let now = sim.time();
    sim.sites.borrow_mut().press_by_hand("a", now);
    sim.live_with(&runner, runner.staff_pressed(tab, HandPress::default()), 30_000, |_| false);
    assert_eq!((sim.result("a").as_str(), runner.panel().waiting.len()), ("retry/missing_data", 1));
    sim.sites.borrow_mut().site("a").kind = Kind::Missing;
    let now = sim.time();
    sim.sites.borrow_mut().press_by_hand("a", now);
    let life = sim.live_with(&runner, runner.staff_pressed(tab, HandPress::default()), 60_000, complete);
    assert_eq!((life, sim.result("a").as_str()), (Life::Done, "submitted"));
}

#[test]
fn staff_say_in_the_panel_what_they_did_by_hand() {
    for (done, expected) in [(true, "submitted"), (false, "failed/skipped")] {
        let (sim, runner) = waiting(Kind::Missing);
        let (job_id, directory_name) = in_page("a");
        let command = if done {
            PanelCommand::DoneByHand { job_id, directory_name, words: "Thanks!".to_owned() }
        } else {
            PanelCommand::CouldNot { job_id, directory_name, words: String::new() }
        };
        let both = runner.command(command);
        assert_eq!(sim.live_with(&runner, both, 60_000, complete), Life::Done);
        assert_eq!(sim.result("a"), expected);
        assert!(sim.server.borrow().directory(&"a".into()).log.to_string().contains("A person"));
        sim.live(&runner, 10_000, |_| false);
        assert_eq!(sim.sites.borrow().open_tabs(), 0);
    }
}

#[test]
fn a_page_the_dashboard_asks_for_is_shown_and_one_it_does_not_need_is_closed() {
    let (sim, runner) = waiting(Kind::Missing);
    let page = OpenPage { job_id: JOB, directory_name: "a".into(), request: None };
    sim.server.borrow_mut().open.push(page.clone());
    sim.live(&runner, 60_000, |s| !s.sites.borrow().shown.is_empty());
    assert_eq!(sim.sites.borrow().shown, ["a"]);
    sim.server.borrow_mut().close.push(page);
    assert_eq!(sim.live(&runner, 60_000, |s| s.sites.borrow().open_tabs() == 0), Life::Done);
    assert!(runner.panel().waiting.is_empty());
}

#[test]
fn a_page_request_is_repeated_until_it_is_known_to_have_arrived_and_followed_once() {
    let (sim, runner) = waiting(Kind::Missing);
    let page = OpenPage { job_id: JOB, directory_name: "a".into(), request: Some(7) };
    sim.server.borrow_mut().open.push(page);
    // Every second answer is lost on its way.
    sim.server.borrow_mut().lose_every = 2;
    assert_eq!(sim.live(&runner, 5 * 60_000, |s| s.server.borrow().open.is_empty()), Life::Done);
    sim.live(&runner, 2 * 60_000, |_| false);
    assert_eq!(sim.sites.borrow().shown, ["a"]);
}

#[test]
fn a_page_whose_tab_a_person_closed_waits_no_more() {
    let (sim, runner) = waiting(Kind::Missing);
    sim.sites.borrow_mut().close_all();
    sim.live(&runner, 60_000, |_| false);
    assert!(runner.panel().waiting.is_empty());
    assert!(sim.server.borrow().heartbeats.last().unwrap().pages.is_empty());
}

#[test]
fn a_directory_staff_send_back_is_visited_afresh_and_its_old_page_closed() {
    let (sim, runner) = waiting(Kind::Captcha);
    let old = sim.sites.borrow().tab_of("a");
    sim.sites.borrow_mut().site("a").kind = Kind::Plain;
    sim.server.borrow_mut().retry("a");
    assert_eq!(sim.live(&runner, HOUR, complete), Life::Done);
    assert_ne!(sim.sites.borrow().tab_of("a"), old);
    assert_eq!(sim.listings("a"), 1);
}

/// A press as the page agent tells it, in a page that shows this.
fn press_in(shows: &str) -> HandPress {
    let page =
        FrameSnapshot { title: shows.to_owned(), document_id: "doc".to_owned(), ..FrameSnapshot::default() };
    HandPress { r: Some(9), touched: vec![3], page: Some(page) }
}

#[test]
fn a_sign_in_opens_every_waiting_directory_of_that_host_and_no_other() {
    let sim = Sim::with(&[("h+one", Kind::Login), ("h+two", Kind::Login), ("x", Kind::Login)]);
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended), Life::Done);
    assert_eq!(runner.panel().waiting.len(), 3);
    sim.sites.borrow_mut().sign_in("h+one");
    let both = |s: &Sim| s.result("h+one") == "submitted" && s.result("h+two") == "submitted";
    assert_eq!(sim.live(&runner, 120_000, both), Life::Done);
    assert_eq!((sim.listings("h+one"), sim.listings("h+two"), sim.listings("x")), (1, 1, 0));
    assert_eq!(runner.panel().waiting.len(), 1);
}

#[test]
fn a_sign_in_by_hand_is_not_taken_for_the_listing_s_press() {
    let (sim, runner) = waiting(Kind::Login);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    sim.live_with(&runner, runner.staff_pressed(tab, press_in("login")), 5_000, |_| false);
    assert!(sim.server.borrow().directory(&"a".into()).attempts.is_empty());
    sim.sites.borrow_mut().sign_in("a");
    assert_eq!(sim.live(&runner, 120_000, complete), Life::Done);
    assert_eq!(sim.listings("a"), 1);
}

#[test]
fn what_a_person_did_is_reported_with_the_listing_that_came_of_it_and_with_no_other_result() {
    let (sim, runner) = waiting(Kind::Missing);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    sim.sites.borrow_mut().site("a").kind = Kind::Dead;
    sim.sites.borrow_mut().press_by_hand("a", sim.time());
    sim.live_with(&runner, runner.staff_pressed(tab, press_in("form")), 30_000, |_| false);
    let log = |sim: &Sim| sim.server.borrow().directory(&"a".into()).log.to_string();
    assert!(!log(&sim).contains("learned"), "{}", log(&sim));
    sim.sites.borrow_mut().site("a").kind = Kind::Missing;
    sim.sites.borrow_mut().press_by_hand("a", sim.time());
    let life = sim.live_with(&runner, runner.staff_pressed(tab, press_in("form")), 60_000, complete);
    assert_eq!(life, Life::Done);
    assert!(log(&sim).contains("button 9"), "{}", log(&sim));
}

#[test]
fn a_page_closed_between_two_steps_by_hand_leaves_no_press_open() {
    let (sim, runner) = waiting(Kind::MissingSteps);
    let tab = sim.sites.borrow().tab_of("a").unwrap();
    sim.sites.borrow_mut().press_by_hand("a", sim.time());
    sim.live_with(&runner, runner.staff_pressed(tab, HandPress::default()), 20_000, |_| false);
    sim.sites.borrow_mut().close_all();
    sim.live_with(&runner, runner.tab_closed(tab), 20_000, |_| false);
    let resolved = sim.server.borrow().directory(&"a".into()).attempts.iter().all(|a| a.outcome.is_some());
    assert!(resolved && runner.panel().waiting.is_empty(), "{:?}", runner.panel());
}
