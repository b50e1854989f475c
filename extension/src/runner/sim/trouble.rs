//! Staff's commands, lost leases, a backend that is away, a machine that slept.

use super::browser::Kind;
use super::{Life, Sim};
use crate::runner::status::{Connection, PanelCommand};
use autobolt_shared::protocol::heartbeat::WorkerState;
use autobolt_shared::{JobStatus, ResultStatus};

const HOUR: u64 = 3_600_000;

fn many(kind: Kind) -> Vec<(&'static str, Kind)> {
    ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| (name, kind)).to_vec()
}

fn done(sim: &Sim) -> usize {
    sim.server.borrow().directories.iter().filter(|d| d.status == ResultStatus::Submitted).count()
}

fn pressed(sim: &Sim) -> u32 {
    many(Kind::Plain).iter().map(|(name, _)| sim.presses(name)).sum()
}

#[test]
fn while_the_backend_is_away_results_wait_and_arrive_when_it_is_back() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    // All three are pressed, none has answered.
    assert_eq!(sim.live(&runner, HOUR, |s| pressed(s) == 3), Life::Done);
    sim.server.borrow_mut().down = true;
    sim.live(&runner, 60_000, |_| false);
    let panel = runner.panel();
    assert_eq!((panel.outbox, done(&sim)), (3, 0));
    assert!(matches!(panel.connection, Connection::Unreachable { .. }) && !panel.advice.is_empty());
    assert_eq!(pressed(&sim), 3, "nothing is pressed without a permission");
    sim.server.borrow_mut().down = false;
    assert_eq!(
        sim.live(&runner, HOUR, |s| s.server.borrow().status == Some(JobStatus::Complete)),
        Life::Done
    );
    assert!(many(Kind::Slow).iter().all(|(name, _)| sim.listings(name) == 1));
}

#[test]
fn a_lost_lease_stops_the_pressing_and_what_was_pressed_is_still_reported() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| pressed(s) == 3);
    sim.server.borrow_mut().take_away();
    sim.server.borrow_mut().stop = true;
    sim.live(&runner, 120_000, |_| false);
    assert_eq!((pressed(&sim), done(&sim)), (3, 3));
    assert!(runner.panel().job.is_none());
    assert_eq!(sim.sites.borrow().open_tabs(), 0);
}

#[test]
fn a_paused_job_is_pressed_no_more_and_let_go_when_the_begun_is_reported() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| pressed(s) == 3);
    sim.server.borrow_mut().paused = true;
    assert_eq!(sim.live(&runner, 120_000, |s| s.server.borrow().lease_ended), Life::Done);
    assert_eq!((pressed(&sim), done(&sim)), (3, 3));
    sim.server.borrow_mut().paused = false;
    assert_eq!(
        sim.live(&runner, HOUR, |s| s.server.borrow().status == Some(JobStatus::Complete)),
        Life::Done
    );
    assert_eq!(pressed(&sim), 8);
}

#[test]
fn a_cancelled_job_ends_and_its_tabs_are_closed() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| pressed(s) == 3);
    sim.server.borrow_mut().cancelled = true;
    let life = sim.live(&runner, 120_000, |s| s.server.borrow().status == Some(JobStatus::Failed));
    assert_eq!(life, Life::Done, "{:?}", runner.panel());
    sim.live(&runner, 10_000, |_| false);
    assert_eq!(sim.sites.borrow().open_tabs(), 0);
}

#[test]
fn a_stopped_autobolt_asks_for_nothing_until_it_may_go_on() {
    let sim = Sim::with(&many(Kind::Plain));
    let runner = sim.runner();
    sim.server.borrow_mut().stop = true;
    sim.live(&runner, 120_000, |_| false);
    assert_eq!((pressed(&sim), runner.panel().state), (0, Some(WorkerState::Stopped)));
    sim.server.borrow_mut().stop = false;
    assert_eq!(sim.live(&runner, HOUR, |s| done(s) == 8), Life::Done);
}

#[test]
fn paused_in_the_panel_it_stays_paused_over_a_restart() {
    let sim = Sim::with(&many(Kind::Plain));
    let runner = sim.runner();
    let paused = runner.command(PanelCommand::Pause);
    sim.live_with(&runner, paused, 60_000, |_| false);
    let runner = sim.runner();
    sim.live(&runner, 60_000, |_| false);
    assert_eq!((pressed(&sim), runner.panel().state), (0, Some(WorkerState::PausedHere)));
    let resumed = runner.command(PanelCommand::Resume);
    assert_eq!(sim.live_with(&runner, resumed, HOUR, |s| done(s) == 8), Life::Done);
}

#[test]
fn without_site_access_nothing_is_leased_and_the_dashboard_is_told_why() {
    let sim = Sim::with(&many(Kind::Plain));
    sim.sites.borrow_mut().no_access = true;
    let runner = sim.runner();
    sim.live(&runner, 60_000, |_| false);
    assert_eq!(sim.server.borrow().epoch, 0);
    assert_eq!(sim.server.borrow().heartbeats.last().unwrap().state, Some(WorkerState::NeedsAccess));
}

#[test]
fn a_revoked_key_is_said_in_the_panel_and_keeps_its_results() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| pressed(s) == 3);
    sim.server.borrow_mut().unauthorized = true;
    sim.live(&runner, 60_000, |_| false);
    let panel = runner.panel();
    assert!(matches!(panel.connection, Connection::Unauthorized { .. }), "{:?}", panel.connection);
    assert_eq!(panel.outbox, 3);
    sim.server.borrow_mut().unauthorized = false;
    runner.wake();
    assert_eq!(sim.live(&runner, 10 * 60_000, |s| done(s) >= 3), Life::Done);
}

#[test]
fn a_permission_that_grew_old_while_the_machine_slept_is_asked_for_again() {
    let sim = Sim::with(&[("a", Kind::Plain)]);
    // The lid is closed between the permission and the click.
    sim.sleep_when_writing("autobolt.before.", 60_000, false);
    let runner = sim.runner();
    assert_eq!(sim.live(&runner, HOUR, Sim::settled), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.presses("a")), ("submitted", 1));
    assert_eq!(sim.server.borrow().directory(&"a".into()).attempts.len(), 1, "it is the same permission");
}

#[test]
fn a_permission_is_not_used_when_the_lease_was_lost_while_the_machine_slept() {
    let sim = Sim::with(&[("a", Kind::Plain)]);
    sim.sleep_when_writing("autobolt.before.", HOUR, true);
    let runner = sim.runner();
    sim.live(&runner, 2 * HOUR, |_| false);
    assert_eq!((sim.presses("a"), sim.result("a").as_str()), (0, "retry/outcome_unknown"));
    assert_eq!(sim.sites.borrow().open_tabs(), 0);
}
