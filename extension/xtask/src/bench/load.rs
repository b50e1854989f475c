//! Clients of the worker API: each its own key, its own job, its own connection and thread.

use super::ground::{FIRST, Ground};
use super::http::Connection;
use anyhow::{Context as _, Result, anyhow};
use autobolt_shared::log::{EvidenceKind, FilledField, SubmissionLog, SubmitRequest};
use autobolt_shared::protocol::{BUILD_HEADER, INCARNATION_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION};
use serde_json::json;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How a client reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As AutoBolt: lease, event id, and the press it is the outcome of.
    Full,
    /// As a bare client: job, directory, status, log.
    Bare,
}

/// How long each request took.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// `GET /jobs/next`.
    pub next: Vec<Duration>,
    /// `POST /jobs/begin`.
    pub begin: Vec<Duration>,
    /// `POST /jobs/update`.
    pub update: Vec<Duration>,
}

/// A client with its job.
pub struct Client {
    connection: Connection,
    manner: Manner,
    number: usize,
    serial: usize,
    job: String,
    lease: String,
    log: String,
}

/// Clients with a job each; where they report as AutoBolt does, with permission to press at the first `directories`.
///
/// # Errors
/// When the backend refuses one.
pub fn clients(
    ground: &Ground,
    manner: Manner,
    serial: usize,
    clients: usize,
    directories: usize,
    times: &mut Times,
) -> Result<Vec<Client>> {
    let port = ground.backend.options.port;
    let log = serde_json::to_string(&log())?;
    let ready: Vec<Result<(Client, Times)>> = std::thread::scope(|scope| {
        let threads: Vec<_> = ground
            .keys
            .iter()
            .take(clients)
            .enumerate()
            .map(|(number, key)| {
                let log = log.clone();
                scope.spawn(move || {
                    let mut times = Times::default();
                    let mut client = Client::new(port, key, manner, serial, number, log, &mut times)?;
                    if manner == Manner::Full {
                        for directory in FIRST..FIRST + directories {
                            let asked = Instant::now();
                            client.begin(directory)?;
                            times.begin.push(asked.elapsed());
                        }
                    }
                    Ok((client, times))
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(anyhow!("a client ended"))))
            .collect()
    });
    let mut all = Vec::new();
    for one in ready {
        let (client, own) = one?;
        times.next.extend(own.next);
        times.begin.extend(own.begin);
        all.push(client);
    }
    Ok(all)
}

/// All clients report on the first `directories` of their jobs, as fast as they are answered. Returns the time from the
/// first request to the last answer.
///
/// # Errors
/// When the backend refuses one.
pub fn report(clients: &mut [Client], directories: usize, times: &mut Times) -> Result<Duration> {
    let together = Barrier::new(clients.len());
    let done: Vec<Result<(Instant, Instant, Vec<Duration>)>> = std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter_mut()
            .map(|client| {
                let together = &together;
                scope.spawn(move || {
                    let mut own = Vec::with_capacity(directories);
                    together.wait();
                    let begun = Instant::now();
                    for directory in FIRST..FIRST + directories {
                        let asked = Instant::now();
                        client.update(directory)?;
                        own.push(asked.elapsed());
                    }
                    Ok((begun, Instant::now(), own))
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(anyhow!("a client ended"))))
            .collect()
    });
    let mut span: Option<(Instant, Instant)> = None;
    for one in done {
        let (begun, ended, own) = one?;
        times.update.extend(own);
        span = Some(span.map_or((begun, ended), |(first, last)| (first.min(begun), last.max(ended))));
    }
    let (first, last) = span.context("no client reported")?;
    Ok(last - first)
}

/// The clients give their jobs back.
///
/// # Errors
/// When the backend refuses one.
pub fn release(clients: Vec<Client>) -> Result<()> {
    clients.into_iter().try_for_each(Client::release)
}

impl Client {
    fn new(
        port: u16,
        key: &str,
        manner: Manner,
        serial: usize,
        number: usize,
        log: String,
        times: &mut Times,
    ) -> Result<Self> {
        let headers = match manner {
            Manner::Full => format!(
                "{PROTOCOL_HEADER}: {PROTOCOL_VERSION}\r\n{BUILD_HEADER}: bench\r\n{INCARNATION_HEADER}: {serial}-{number}\r\n"
            ),
            Manner::Bare => String::new(),
        };
        let mut connection = Connection::open(port, key, &headers)?;
        let asked = Instant::now();
        let answer = connection.get("/jobs/next")?;
        times.next.push(asked.elapsed());
        let next = answer.json().context("no job for a client")?;
        let job = next["job_id"].as_str().context("a lease without a job")?.to_owned();
        let lease = json!({ "epoch": next["lease"]["epoch"], "token": next["lease"]["token"] }).to_string();
        Ok(Self { connection, manner, number, serial, job, lease, log })
    }

    /// The last twelve digits of the ids that belong to a directory; the script for pgbench counts the same way.
    fn id(&self, directory: usize) -> usize {
        100_000_000_000 + self.serial * 100_000 + self.number * 1000 + directory - 1000
    }

    fn begin(&mut self, directory: usize) -> Result<()> {
        let (job, lease, id) = (&self.job, &self.lease, self.id(directory));
        let body = format!(
            r#"{{"job_id":"{job}","directory_name":"{directory}","attempt_id":"00000000-0000-4000-9000-{id}","lease":{lease}}}"#
        );
        self.connection.post("/jobs/begin", &body)?.expect_ok()
    }

    fn update(&mut self, directory: usize) -> Result<()> {
        let (job, lease, log, id) = (&self.job, &self.lease, &self.log, self.id(directory));
        let proof = match self.manner {
            Manner::Bare => String::new(),
            Manner::Full => format!(
                r#","reason":"pending_review","event_id":"00000000-0000-4000-8000-{id}","lease":{lease},"attempt":{{"attempt_id":"00000000-0000-4000-9000-{id}","outcome":"answered"}}"#
            ),
        };
        let body = format!(
            r#"{{"job_id":"{job}","directory_name":"{directory}","status":"submitted"{proof},"response_log":{log}}}"#
        );
        self.connection.post("/jobs/update", &body)?.expect_ok()
    }

    fn release(mut self) -> Result<()> {
        let body =
            json!({ "job_id": self.job, "error_message": "the benchmark is done with it" }).to_string();
        self.connection.post("/jobs/fail", &body)?.expect_ok()
    }
}

/// A log as long as that of an ordinary visit.
fn log() -> SubmissionLog {
    let filled = [
        ("Business name *", "business_name", "Bluebird Bakery"),
        ("Contact person", "contact_name", "Marion Keller"),
        ("E-mail address *", "email", "hello@bluebird-bakery.example"),
        ("Phone number", "phone", "+1 503-555-0142"),
        ("Website", "website", "https://www.bluebird-bakery.example"),
        ("Street address", "address", "1287 Alder Street"),
        ("ZIP / Postal code", "zip", "97205"),
        ("City", "city", "Portland"),
        ("Category *", "category", "Bakeries & Food Shops"),
        (
            "Description",
            "description",
            "Neighbourhood bakery in downtown Portland: sourdough, pastries and good coffee.",
        ),
    ];
    let field = |(label, meaning, value): (&str, &str, &str)| FilledField {
        label: label.to_owned(),
        meaning: meaning.to_owned(),
        value: value.to_owned(),
    };
    let mut log = SubmissionLog {
        opened_url: "http://d1000.localhost/add".to_owned(),
        final_url: "http://d1000.localhost/thank-you".to_owned(),
        title: "Add your business".to_owned(),
        filled: filled.into_iter().map(field).collect(),
        submit: Some(SubmitRequest {
            method: "POST".to_owned(),
            url: "http://d1000.localhost/add".to_owned(),
            status: Some(303),
        }),
        appeared: vec!["Thank you! Your listing has been submitted.".to_owned()],
        summary: "The directory took the listing; its editors review it.".to_owned(),
        duration_ms: 1500,
        own_ms: 300,
        steps: 1,
        ..SubmissionLog::default()
    };
    log.prove(EvidenceKind::ConfirmationText, "Thank you! Your listing has been submitted.");
    log.prove(EvidenceKind::Request, "POST http://d1000.localhost/add → 303");
    log.prove(EvidenceKind::FinalUrl, "http://d1000.localhost/thank-you");
    log.prove(EvidenceKind::FormGone, "The form is gone.");
    log
}
