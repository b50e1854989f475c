//! One report that never gets through, a full disk, a clock that jumps.

use super::kinds::Kind;
use super::{Life, Sim};
use crate::runner::status::PanelCommand;

const HOUR: u64 = 3_600_000;

#[test]
fn a_report_the_backend_fails_at_is_set_aside_and_all_else_goes_on() {
    let sim = Sim::with(&[("a", Kind::Plain), ("b", Kind::Plain), ("c", Kind::Plain)]);
    sim.server.borrow_mut().fails_at = Some("a".into());
    let runner = sim.runner();
    let aside = |_: &Sim| !runner.panel().aside.is_empty();
    assert_eq!(sim.live(&runner, HOUR, aside), Life::Done, "{:?}", runner.panel());
    // The worker is free: it takes what comes next.
    sim.server.borrow_mut().add("d");
    sim.sites.borrow_mut().add("d", Kind::Plain);
    let life = sim.live(&runner, HOUR, |s| ["b", "c", "d"].iter().all(|name| s.result(name) == "submitted"));
    assert_eq!(life, Life::Done, "{:?}", runner.panel());
    let panel = runner.panel();
    assert_eq!((panel.aside.len(), panel.outbox, panel.refused.len()), (1, 1, 0));
    assert!(panel.aside[0].why.contains("busy"), "{:?}", panel.aside);
    // Kept over a restart, and not done a second time.
    drop(runner);
    let runner = sim.runner();
    sim.live(&runner, 10 * 60_000, |_| false);
    assert_eq!((runner.panel().aside.len(), sim.presses("a")), (1, 1));
    // Once the backend is put right, it arrives by a press on the button in the panel.
    sim.server.borrow_mut().fails_at = None;
    let again = runner.command(PanelCommand::SendAgain);
    assert_eq!(sim.live_with(&runner, again, 60_000, |s| s.result("a") == "submitted"), Life::Done);
    assert!(runner.panel().aside.is_empty());
}

#[test]
fn while_the_backend_is_away_nothing_is_set_aside() {
    let sim = Sim::with(&[("a", Kind::Slow), ("b", Kind::Slow)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.presses("a") == 1 && s.presses("b") == 1);
    sim.server.borrow_mut().down = true;
    sim.live(&runner, 3 * HOUR, |_| false);
    assert_eq!((runner.panel().aside.len(), runner.panel().outbox), (0, 2));
    sim.server.borrow_mut().down = false;
    assert_eq!(sim.live(&runner, HOUR, Sim::settled), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.result("b").as_str()), ("submitted", "submitted"));
}

#[test]
fn on_a_full_disk_nothing_is_pressed_and_what_was_pressed_is_reported() {
    let sim = Sim::with(&[("a", Kind::Slow), ("b", Kind::Late)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.presses("a") == 1);
    sim.full.set(true);
    assert_eq!(sim.live(&runner, 60_000, |s| s.result("a") == "submitted"), Life::Done);
    sim.live(&runner, 60_000, |_| false);
    assert_eq!(sim.presses("b"), 0, "a press that cannot be noted down is not made");
    let notices = runner.panel().notices;
    assert!(notices.iter().any(|n| n.text.contains("quota") && n.advice.contains("disk")), "{notices:?}");
    sim.full.set(false);
    assert_eq!(
        sim.live(&runner, 3 * HOUR, |s| s.result("b") == "submitted"),
        Life::Done,
        "{}",
        sim.result("b")
    );
    assert_eq!((sim.presses("a"), sim.presses("b")), (1, 1));
}

#[test]
fn a_clock_that_is_set_back_delays_no_result() {
    let sim = Sim::with(&[("a", Kind::Slow)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.presses("a") == 1);
    sim.server.borrow_mut().down = true;
    sim.live(&runner, 60_000, |_| false);
    sim.skew_ms.set(-5 * 3_600_000);
    sim.server.borrow_mut().down = false;
    assert_eq!(sim.live(&runner, 3 * 60_000, |s| s.result("a") == "submitted"), Life::Done);
}

#[test]
fn a_clock_that_jumps_in_mid_job_harms_nothing() {
    for jump in [-7_200_000_i64, 7_200_000] {
        let sim =
            Sim::with(&[("a", Kind::Wizard), ("b", Kind::Slow), ("c", Kind::Captcha), ("d", Kind::Plain)]);
        let runner = sim.runner();
        sim.live(&runner, HOUR, |s| s.presses("a") > 0);
        sim.skew_ms.set(jump);
        sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        sim.sites.borrow_mut().site("c").captcha_solved = true;
        let all = |s: &Sim| ["a", "b", "c", "d"].iter().all(|name| s.result(name) == "submitted");
        assert_eq!(sim.live(&runner, 10 * 60_000, all), Life::Done, "{jump}: {:?}", runner.panel());
        assert!(["a", "b", "c", "d"].iter().all(|name| sim.listings(name) == 1));
    }
}
