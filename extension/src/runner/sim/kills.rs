//! Killed at any moment: nothing is pressed twice, nothing acknowledged is lost, the job ends.

use super::kinds::Kind;
use super::{Life, Sim};
use autobolt_shared::ResultStatus;
use autobolt_shared::protocol::update::PressOutcome;
use std::rc::Rc;

const HOUR: u64 = 3_600_000;

const DIRECTORIES: [(&str, Kind); 9] = [
    ("plain", Kind::Plain),
    ("wizard", Kind::Wizard),
    ("sending", Kind::SendingWizard),
    ("captcha", Kind::Captcha),
    ("errors", Kind::ErrorsOnce),
    ("deadonce", Kind::DeadOnce),
    ("silent", Kind::Silent),
    ("gone", Kind::Gone),
    ("moving", Kind::Moving),
];

/// What must be true of every world, whatever happened in it.
fn holds_its_promises(sim: &Rc<Sim>, story: &str) {
    let server = sim.server.borrow();
    for directory in &server.directories {
        let name = directory.name.as_str();
        let sites = &mut sim.sites.borrow_mut();
        let site = sites.site(name);
        assert!(site.listings <= 1, "{story}: {name} was listed {} times", site.listings);
        // Every press that sent something has a permission of its own, or is a step of the form that has one.
        let steps = if matches!(site.kind, Kind::SendingWizard | Kind::Wizard) { 2 } else { 1 };
        let permitted = u32::try_from(directory.attempts.len()).unwrap() * steps;
        assert!(site.presses <= permitted, "{story}: {name} was pressed {} times", site.presses);
        let accepted =
            directory.attempts.iter().filter(|a| a.outcome == Some(PressOutcome::Answered)).count();
        assert!(accepted <= 1, "{story}: {name}");
        if directory.status == ResultStatus::Submitted {
            assert_eq!(site.listings, 1, "{story}: {name} is a false success");
        }
        // One press has one stored outcome.
        let mut pressed: Vec<_> = directory.written.iter().filter_map(|(_, attempt)| *attempt).collect();
        let all = pressed.len();
        pressed.sort_unstable();
        pressed.dedup();
        assert_eq!(pressed.len(), all, "{story}: {name} has two results of one press");
    }
}

fn finish(sim: &Rc<Sim>, story: &str) {
    sim.kill_at(None);
    let runner = sim.runner();
    let life = sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
    assert_eq!(life, Life::Done, "{story}: the job does not end: {:?}", runner.panel());
    sim.live(&runner, 30_000, |_| false);
    holds_its_promises(sim, story);
    let server = sim.server.borrow();
    for (name, _) in DIRECTORIES {
        assert_ne!(server.result(&name.into()), "pending", "{story}: {name}");
    }
    assert!(runner.panel().refused.is_empty(), "{story}: {:?}", runner.panel().refused);
    let waiting = runner.panel().waiting.len();
    assert_eq!(sim.sites.borrow().open_tabs(), waiting, "{story}: a tab was left open");
    assert_eq!(sim.on_disk("autobolt.visit."), waiting, "{story}");
}

fn points_of_a_whole_life() -> u64 {
    let sim = Sim::with(&DIRECTORIES);
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended), Life::Done);
    sim.points()
}

#[test]
fn a_worker_killed_at_any_point_goes_on_and_presses_nothing_twice() {
    let whole = points_of_a_whole_life();
    assert!(whole > 300, "only {whole} points");
    for point in 1..=whole {
        let sim = Sim::with(&DIRECTORIES);
        sim.kill_at(Some(point));
        let runner = sim.runner();
        let life = sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        drop(runner);
        if life == Life::Killed {
            finish(&sim, &format!("killed at {point}"));
        }
    }
}

#[test]
fn a_browser_killed_at_any_point_loses_its_tabs_and_nothing_else() {
    let whole = points_of_a_whole_life();
    for point in (1..=whole).step_by(3) {
        let sim = Sim::with(&DIRECTORIES);
        sim.kill_at(Some(point));
        let runner = sim.runner();
        sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        drop(runner);
        sim.sites.borrow_mut().close_all();
        finish(&sim, &format!("browser killed at {point}"));
    }
}

#[test]
fn a_worker_killed_again_and_again_still_comes_to_an_end() {
    let whole = points_of_a_whole_life();
    for seed in 0..80_u64 {
        let sim = Sim::with(&DIRECTORIES);
        let mut chance = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        for _ in 0..6 {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            sim.kill_at(Some(1 + chance % (whole / 3)));
            let runner = sim.runner();
            sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        }
        finish(&sim, &format!("seed {seed}"));
    }
}

#[test]
fn answers_that_are_lost_after_their_effect_change_nothing() {
    let mut with_repeats = 0;
    for every in 2..9 {
        let sim = Sim::with(&DIRECTORIES);
        sim.server.borrow_mut().lose_every = every;
        let runner = sim.runner();
        let life = sim.live(&runner, 3 * HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        assert_eq!(life, Life::Done, "every {every}: {:?}", runner.panel());
        holds_its_promises(&sim, &format!("every {every}-th answer lost"));
        for name in ["plain", "wizard", "sending", "errors", "deadonce", "moving"] {
            assert_eq!(sim.result(name), "submitted", "{name}, every {every}");
        }
        with_repeats += u32::from(sim.server.borrow().repeats > 0);
    }
    // Which answers are lost is chance, heartbeats among them; often enough it was a report's.
    assert!(with_repeats >= 3, "reports were sent again in {with_repeats} lives");
}

#[test]
fn killed_between_the_press_and_the_answer_the_page_is_looked_at_and_believed() {
    // The service worker dies right after the click; the tab goes on to its thank-you page by itself.
    let whole = points_of_a_whole_life();
    let mut seen_through = 0;
    for point in 1..=whole {
        let sim = Sim::with(&[("plain", Kind::Plain)]);
        sim.kill_at(Some(point));
        let runner = sim.runner();
        if sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended) != Life::Killed {
            break;
        }
        drop(runner);
        let pressed = sim.presses("plain") == 1;
        sim.kill_at(None);
        let runner = sim.runner();
        sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended);
        if pressed && sim.result("plain") == "submitted" {
            seen_through += 1;
        }
        assert!(sim.presses("plain") <= 1, "killed at {point}");
    }
    assert!(seen_through >= 5, "{seen_through}");
}
