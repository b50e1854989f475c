//! Staff's commands, lost leases, a backend that is away, a machine that slept.

use super::kinds::Kind;
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
fn paused_in_the_panel_it_reports_what_was_begun_and_lets_the_job_go_at_once() {
    let sim = Sim::with(&many(Kind::Slow));
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| pressed(s) == 3);
    let paused = runner.command(PanelCommand::Pause);
    assert_eq!(sim.live_with(&runner, paused, 20_000, |s| s.server.borrow().lease_ended), Life::Done);
    assert_eq!((pressed(&sim), done(&sim)), (3, 3));
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

#[test]
fn a_permission_that_cannot_be_asked_for_within_the_directory_s_time_is_asked_for_in_a_new_visit() {
    let sim = Sim::with(&[("a", Kind::Plain)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| !s.sites.borrow().opened.is_empty());
    sim.server.borrow_mut().down = true;
    sim.live(&runner, 10 * 60_000, |_| false);
    assert_eq!(sim.presses("a"), 0);
    assert!(sim.sites.borrow().opened.len() > 1, "the form is filled anew");
    sim.server.borrow_mut().down = false;
    assert_eq!(sim.live(&runner, HOUR, |s| s.result("a") == "submitted"), Life::Done);
    assert_eq!((sim.presses("a"), sim.sites.borrow().open_tabs() <= 1), (1, true));
}

#[test]
fn a_result_the_backend_does_not_take_is_kept_for_the_panel_and_not_sent_for_ever() {
    let sim = Sim::with(&[("a", Kind::Slow), ("b", Kind::Plain)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.presses("a") == 1 && s.result("b") == "submitted");
    // What was pressed is decided elsewhere.
    sim.server.borrow_mut().resolve("a");
    sim.live(&runner, 60_000, |_| false);
    let panel = runner.panel();
    assert_eq!((panel.outbox, panel.refused.len()), (0, 1));
    assert_eq!(panel.refused[0].status, ResultStatus::Submitted);
    assert!(!panel.refused[0].why.is_empty());
    let again = sim.runner();
    sim.live(&again, 5_000, |_| false);
    assert_eq!(again.panel().refused.len(), 1, "it is still there after a restart");
    sim.live_with(&again, again.command(PanelCommand::ClearRefused), 1_000, |_| false);
    assert!(again.panel().refused.is_empty());
}

#[test]
fn a_press_of_which_every_record_was_deleted_is_unknown_and_not_repeated() {
    let sim = Sim::with(&[("a", Kind::Slow)]);
    let runner = sim.runner();
    sim.live(&runner, HOUR, |s| s.presses("a") == 1);
    drop(runner);
    sim.wipe();
    let runner = sim.runner();
    sim.server.borrow_mut().add("b");
    sim.sites.borrow_mut().add("b", Kind::Plain);
    assert_eq!(sim.live(&runner, HOUR, |s| s.settled() && s.server.borrow().lease_ended), Life::Done);
    assert_eq!((sim.result("a").as_str(), sim.presses("a")), ("retry/outcome_unknown", 1));
    assert_eq!(sim.result("b"), "submitted");
}

#[test]
fn two_reports_of_one_directory_arrive_in_their_order_and_another_one_s_trouble_holds_up_nobody() {
    use crate::runner::outbox::{Due, Outbox};
    let sim = Sim::with(&[]);
    let outbox = Outbox::default();
    let shelf = crate::runner::shelf::Shelf(std::rc::Rc::clone(&sim));
    let report = |event: u128, directory: &str| autobolt_shared::protocol::update::UpdateRequest {
        job_id: super::server::JOB,
        directory_name: directory.into(),
        status: ResultStatus::Retry,
        response_log: serde_json::Value::Null,
        reason: None,
        event_id: Some(autobolt_shared::EventId(uuid::Uuid::from_u128(event))),
        attempt: None,
        lease: None,
        dry_run: false,
    };
    let due = |now| match outbox.due(now) {
        Due::Send(entry) => entry.request.event_id.map(|e| e.0.as_u128()),
        _ => None,
    };
    let work = async {
        for (event, directory) in [(1, "a"), (2, "a"), (3, "b"), (3, "b")] {
            outbox.add(&shelf, report(event, directory), false).await.unwrap();
        }
        assert_eq!(outbox.len(), 3, "the same event is queued once");
        assert_eq!(due(0), Some(1));
        outbox.later(0, 0, |_| 1_000);
        assert_eq!(due(500), Some(3), "the second of `a` waits for the first, `b` does not");
        outbox.done(&shelf, 2).await.unwrap();
        assert_eq!((due(500), outbox.due(500)), (None, Due::In(500)));
        // A later life finds the same queue.
        let later = Outbox::default();
        later.load(&shelf).await.unwrap();
        assert_eq!(later.len(), 2);
        assert!(matches!(later.due(0), Due::Send(entry) if entry.seq == 0));
    };
    assert_eq!(sim.drive(std::pin::pin!(work), 1_000, |_| false), Life::Done);
}
