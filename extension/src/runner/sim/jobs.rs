//! A job from lease to completion, and what each kind of site comes to.

use super::kinds::Kind;
use super::{Life, Sim};
use crate::runner::status::PanelCommand;
use autobolt_shared::{JobStatus, log::SubmissionLog, protocol::heartbeat::Step, timing::Timing};

const HOUR: u64 = 3_600_000;

fn comes_to(kind: Kind) -> (String, std::rc::Rc<Sim>) {
    let sim = Sim::with(&[("a", kind)]);
    let runner = sim.runner();
    assert_eq!(
        sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().completed > 0),
        Life::Done,
        "{kind:?}"
    );
    (sim.result("a"), sim)
}

#[test]
fn a_job_of_plain_sites_ends_complete_with_one_press_and_one_listing_each() {
    let sim =
        Sim::with(&[("a", Kind::Plain), ("b", Kind::Slow), ("c", Kind::Wizard), ("d", Kind::SendingWizard)]);
    let runner = sim.runner();
    assert_eq!(
        sim.live(&runner, HOUR, |s| s.server.borrow().status == Some(JobStatus::Complete)),
        Life::Done
    );
    for name in ["a", "b", "c", "d"] {
        assert_eq!((sim.result(name).as_str(), sim.listings(name)), ("submitted", 1), "{name}");
        assert_eq!(
            sim.server.borrow().directory(&name.into()).attempts.len(),
            1,
            "{name}: a form is one attempt"
        );
    }
    sim.live(&runner, 60_000, |_| false);
    assert_eq!(sim.sites.borrow().open_tabs(), 0, "AutoBolt closes its tabs");
    assert_eq!(
        sim.on_disk("autobolt.visit.") + sim.on_disk("autobolt.before.") + sim.on_disk("autobolt.job."),
        0
    );
    assert_eq!(sim.server.borrow().shots, 4);
}

#[test]
fn each_kind_of_site_comes_to_what_the_design_s_table_says() {
    let expected = [
        (Kind::Plain, "submitted"),
        (Kind::Slow, "submitted"),
        (Kind::Late, "submitted"),
        (Kind::Banner, "submitted"),
        (Kind::Cascade, "submitted"),
        (Kind::Forgetful, "submitted"),
        (Kind::Dropdown, "submitted"),
        (Kind::OtherDropdown, "retry/validation"),
        (Kind::Moving, "submitted"),
        (Kind::ErrorsOnce, "submitted"),
        (Kind::ErrorsAnew, "submitted"),
        (Kind::Badge, "submitted"),
        (Kind::DeadOnce, "submitted"),
        (Kind::Patient, "submitted"),
        (Kind::PostsBack, "submitted"),
        (Kind::SendsItself, "retry/outcome_unknown"),
        (Kind::Captcha, "retry/captcha"),
        (Kind::LateCaptcha, "retry/captcha"),
        (Kind::Login, "retry/login"),
        (Kind::Missing, "retry/missing_data"),
        (Kind::Stubborn, "retry/validation"),
        (Kind::ErrorsAlways, "retry/validation"),
        (Kind::TakesBack, "retry/validation"),
        (Kind::Dead, "retry/unsupported_form"),
        (Kind::Restless, "retry/unsupported_form"),
        (Kind::Silent, "retry/outcome_unknown"),
        (Kind::HungAfter, "retry/outcome_unknown"),
        (Kind::Duplicate, "failed/duplicate"),
        (Kind::NoForm, "failed/unsupported_form"),
        (Kind::Gone, "failed/unreachable"),
        (Kind::Fault, "retry/unreachable"),
        (Kind::NoHost, "retry/unreachable"),
        (Kind::Hung, "retry/timeout"),
    ];
    let got: Vec<_> = expected.iter().map(|(kind, _)| (*kind, comes_to(*kind).0)).collect();
    let wanted: Vec<_> = expected.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
    assert_eq!(got, wanted);
}

#[test]
fn what_the_page_complained_of_is_corrected_once_under_a_permission_of_its_own() {
    let (result, sim) = comes_to(Kind::ErrorsAlways);
    assert_eq!((result.as_str(), sim.presses("a")), ("retry/validation", 2));
    assert_eq!(sim.server.borrow().directory(&"a".into()).attempts.len(), 2);
}

#[test]
fn a_form_that_comes_back_empty_with_complaints_is_filled_anew_before_the_second_press() {
    let (result, sim) = comes_to(Kind::ErrorsAnew);
    assert_eq!((result.as_str(), sim.presses("a"), sim.listings("a")), ("submitted", 2, 1));
    assert_eq!(sim.server.borrow().directory(&"a".into()).attempts.len(), 2);
}

#[test]
fn a_page_that_sends_its_form_by_itself_is_sent_no_second_time_and_staff_are_told() {
    let (result, sim) = comes_to(Kind::SendsItself);
    assert_eq!((result.as_str(), sim.presses("a"), sim.listings("a")), ("retry/outcome_unknown", 0, 1));
    let log = sim.server.borrow().directory(&"a".into()).log.to_string();
    assert!(log.contains("sent its form by itself"), "{log}");
}

#[test]
fn a_page_that_comes_back_when_a_list_is_answered_is_filled_on_and_pressed_once() {
    let (result, sim) = comes_to(Kind::PostsBack);
    assert_eq!((result.as_str(), sim.presses("a"), sim.listings("a")), ("submitted", 1, 1));
    let log = sim.server.borrow().directory(&"a".into()).log.to_string();
    assert!(log.contains("Field 1") && log.contains("Field 2"), "{log}");
}

#[test]
fn a_confirmation_that_is_taken_back_a_moment_later_is_none() {
    let (result, sim) = comes_to(Kind::TakesBack);
    assert_eq!((result.as_str(), sim.listings("a")), ("retry/validation", 0));
}

#[test]
fn an_answer_that_is_complete_is_believed_at_once_and_the_log_says_what_the_time_went_to() {
    let sim = Sim::with(&[("a", Kind::Plain)]);
    let runner = sim.runner();
    let from = sim.time();
    assert_eq!(sim.live(&runner, HOUR, |s| s.result("a") == "submitted"), Life::Done);
    assert!(sim.time() - from < 1_000, "{} ms", sim.time() - from);
    let log: SubmissionLog =
        serde_json::from_value(sim.server.borrow().directory(&"a".into()).log.clone()).unwrap();
    let steps: Vec<Step> = log.times.iter().map(|time| time.step).collect();
    let order =
        [Step::Opening, Step::Reading, Step::Filling, Step::Checking, Step::Pressing, Step::Verifying];
    assert_eq!(steps, order);
    assert!(log.times.iter().map(|time| time.ms).sum::<u64>() <= log.duration_ms);
}

#[test]
fn a_check_that_nobody_sees_stands_in_the_log() {
    let (_, sim) = comes_to(Kind::Badge);
    let log = sim.server.borrow().directory(&"a".into()).log.to_string();
    assert!(log.contains("invisible reCAPTCHA"), "{log}");
}

#[test]
fn a_page_that_reloads_itself_is_read_again_at_most_twice_and_never_pressed() {
    let (_, sim) = comes_to(Kind::Restless);
    assert_eq!((sim.presses("a"), sim.listings("a")), (0, 0));
}

#[test]
fn nothing_waits_for_a_screenshot() {
    let sim = Sim::with(&[("a", Kind::Plain)]);
    sim.sites.borrow_mut().screenshots_hang = true;
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, 30_000, Sim::settled), Life::Done);
    let log = sim.server.borrow().directory(&"a".into()).log.clone();
    assert!(log.to_string().contains("screenshot_absent"), "{log}");
}

#[test]
fn several_directories_are_done_at_a_time_as_many_as_the_panel_allows() {
    let names: Vec<String> = (0..12).map(|i| format!("s{i}")).collect();
    let directories: Vec<(&str, Kind)> = names.iter().map(|n| (n.as_str(), Kind::Plain)).collect();
    for wanted in [1, 6] {
        let sim = Sim::with(&directories);
        let runner = sim.runner();
        sim.server.borrow_mut().stop = true;
        let command = runner.command(PanelCommand::Concurrency { directories: wanted });
        sim.live_with(&runner, command, 10_000, |_| false);
        sim.server.borrow_mut().stop = false;
        assert_eq!(sim.live(&runner, HOUR, Sim::settled), Life::Done);
        assert_eq!(sim.sites.borrow().most_open, usize::from(wanted));
        assert!(names.iter().all(|n| sim.listings(n) == 1));
    }
}

#[test]
fn a_directory_that_waits_for_its_timer_is_visited_again_when_it_is_due() {
    let sim = Sim::with(&[("a", Kind::NoHost)]);
    let runner = sim.runner();
    sim.live(&runner, 60_000, |s| s.server.borrow().completed == 1);
    assert_eq!(sim.result("a"), "retry/unreachable");
    sim.sites.borrow_mut().site("a").kind = Kind::Plain;
    assert_eq!(sim.live(&runner, HOUR, |s| s.result("a") == "submitted"), Life::Done);
}

#[test]
fn a_rehearsal_fills_and_presses_nothing() {
    let sim = Sim::with(&[("a", Kind::Plain), ("b", Kind::Captcha)]);
    sim.server.borrow_mut().dry_run = true;
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, HOUR, |s| s.server.borrow().rehearsals.len() == 2), Life::Done);
    sim.live(&runner, 30_000, |_| false);
    assert_eq!((sim.presses("a"), sim.sites.borrow().open_tabs()), (0, 0));
    assert!(sim.server.borrow().directories.iter().all(|d| d.attempts.is_empty()));
}

#[test]
fn signs_of_life_come_often_enough_with_and_without_a_job() {
    let sim = Sim::with(&[("a", Kind::Slow)]);
    sim.server.borrow_mut().timing = Some(Timing::REAL);
    let runner = sim.runner();
    let from = sim.time();
    sim.live(&runner, 5 * 60_000, |_| false);
    let beats = sim.server.borrow().heartbeats.len() as u64;
    assert!(beats >= (sim.time() - from) / 25_000, "{beats} heartbeats");
    assert!(
        sim.server.borrow().heartbeats.iter().any(|h| !h.doing.is_empty()),
        "they say what is being done"
    );
}

#[test]
fn a_step_that_lasts_is_told_within_a_moment_of_its_beginning() {
    let sim = Sim::with(&[("a", Kind::Slow)]);
    sim.server.borrow_mut().timing = Some(Timing::REAL);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.result("a") == "submitted");
    let told = sim.server.borrow();
    let mut told = told.heartbeats.iter().flat_map(|beat| &beat.doing);
    let first = told.find(|doing| doing.step == Step::Verifying).expect("it takes eight seconds");
    assert!(first.for_ms <= 1_500, "{first:?}");
}
