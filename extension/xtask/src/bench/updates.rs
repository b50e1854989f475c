//! `POST /jobs/update` beside pgbench.

use super::ground::Ground;
use super::load::{self, Manner, Times};
use super::pgbench::{self, Payloads};
use super::stats::{Latency, median};
use anyhow::Result;
use serde::Serialize;
use std::path::PathBuf;

/// Clients at a time.
const LEVELS: [usize; 3] = [1, 8, 32];
const MOST_CLIENTS: usize = 32;
/// About how long one run is to take on this machine, by the rate of the warm-up.
const SECONDS: f64 = 3.0;
/// Updates per client at least, and at most: a job has 500 directories.
const FEWEST: usize = 20;
const MOST: usize = 450;

/// The results.
#[derive(Debug, Serialize)]
pub struct Updates {
    /// One per number of clients.
    pub levels: Vec<Level>,
}

/// The results at one number of clients.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Clients at a time.
    pub clients: usize,
    /// With lease, event id and press, as AutoBolt reports.
    pub full: Pair,
    /// Four fields, as a bare client reports.
    pub bare: Pair,
    /// `GET /jobs/next` with a job of 500 directories, asked by all clients at once.
    pub next: Latency,
    /// `POST /jobs/begin`.
    pub begin: Latency,
    /// `POST /jobs/update` as AutoBolt reports.
    pub update: Latency,
}

/// Backend and pgbench on the same statements.
#[derive(Debug, Default, Serialize)]
pub struct Pair {
    /// Updates per second through the backend: the median of the rounds.
    pub backend_per_s: f64,
    /// The same of pgbench.
    pub pgbench_per_s: f64,
    /// The median of each round's ratio.
    pub ratio: f64,
    /// Each round: backend, pgbench.
    pub rounds: Vec<(f64, f64)>,
}

/// Measures, in that many rounds.
///
/// # Errors
/// When something cannot be set up, or an update is refused.
pub async fn measure(program: PathBuf, rounds: usize) -> Result<Updates> {
    let jobs_a_round: usize = LEVELS.iter().map(|clients| clients * 4).sum();
    let mut ground = Ground::start(program, MOST_CLIENTS, rounds * jobs_a_round + 6).await?;
    // Everything below blocks, and the backend is another process.
    tokio::task::spawn_blocking(move || {
        let result = run(&mut ground, rounds);
        ground.backend.stop();
        result
    })
    .await?
}

fn run(ground: &mut Ground, rounds: usize) -> Result<Updates> {
    let mut runs = Runs { serial: 0, payloads: pgbench::check(ground, 1)? };
    runs.serial = 10;
    // Connections, prepared statements and caches are warm before anything counts.
    runs.pgbench(ground, Manner::Full, 2, 50)?;
    let rate = runs.backend(ground, Manner::Full, 2, 50, &mut Times::default())?;
    let mut measured: Vec<(Pair, Pair, Times)> = LEVELS.iter().map(|_| Default::default()).collect();
    for round in 0..rounds {
        for (&clients, (full, bare, times)) in LEVELS.iter().zip(&mut measured) {
            let updates = updates_per_client(rate, clients);
            for (manner, pair) in [(Manner::Full, full), (Manner::Bare, bare)] {
                let mut unused = Times::default();
                let times = if manner == Manner::Full { &mut *times } else { &mut unused };
                // Turn about, so that neither always finds the smaller tables.
                let (ours, theirs) = if round % 2 == 0 {
                    let ours = runs.backend(ground, manner, clients, updates, times)?;
                    (ours, runs.pgbench(ground, manner, clients, updates)?)
                } else {
                    let theirs = runs.pgbench(ground, manner, clients, updates)?;
                    (runs.backend(ground, manner, clients, updates, times)?, theirs)
                };
                eprintln!("  {clients:>2} clients, {manner:?}: {ours:.0}/s, pgbench {theirs:.0}/s");
                pair.rounds.push((ours, theirs));
            }
        }
    }
    let levels = LEVELS.iter().zip(measured).map(|(&clients, (full, bare, times))| Level {
        clients,
        full: full.summed_up(),
        bare: bare.summed_up(),
        next: Latency::of(&times.next),
        begin: Latency::of(&times.begin),
        update: Latency::of(&times.update),
    });
    Ok(Updates { levels: levels.collect() })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between FEWEST and MOST"
)]
fn updates_per_client(rate: f64, clients: usize) -> usize {
    ((rate * SECONDS / clients as f64) as usize).clamp(FEWEST, MOST)
}

struct Runs {
    /// Makes the ids of each run its own.
    serial: usize,
    payloads: Payloads,
}

impl Runs {
    /// Updates per second through the backend.
    #[expect(clippy::cast_precision_loss, reason = "some thousand updates")]
    fn backend(
        &mut self,
        ground: &mut Ground,
        manner: Manner,
        clients: usize,
        updates: usize,
        times: &mut Times,
    ) -> Result<f64> {
        let mut own = Times::default();
        let mut all = self.clients(ground, manner, clients, updates, &mut own)?;
        let took = load::report(&mut all, updates, &mut own)?;
        load::release(all)?;
        times.next.extend(own.next);
        times.begin.extend(own.begin);
        times.update.extend(own.update);
        Ok((clients * updates) as f64 / took.as_secs_f64())
    }

    /// Updates per second of pgbench.
    fn pgbench(
        &mut self,
        ground: &mut Ground,
        manner: Manner,
        clients: usize,
        updates: usize,
    ) -> Result<f64> {
        let all = self.clients(ground, manner, clients, updates, &mut Times::default())?;
        let rate = pgbench::run(ground, &self.payloads, manner, self.serial, clients, updates)?;
        load::release(all)?;
        Ok(rate)
    }

    /// Clients with a fresh job each.
    fn clients(
        &mut self,
        ground: &mut Ground,
        manner: Manner,
        clients: usize,
        updates: usize,
        times: &mut Times,
    ) -> Result<Vec<load::Client>> {
        self.serial += 1;
        ground.order(clients)?;
        load::clients(ground, manner, self.serial, clients, updates, times)
    }
}

impl Pair {
    fn summed_up(mut self) -> Self {
        let of = |what: fn(&(f64, f64)) -> f64| median(&self.rounds.iter().map(what).collect::<Vec<_>>());
        let (backend, pgbench, ratio) = (of(|r| r.0), of(|r| r.1), of(|r| r.0 / r.1));
        (self.backend_per_s, self.pgbench_per_s, self.ratio) = (backend, pgbench, ratio);
        self
    }
}
