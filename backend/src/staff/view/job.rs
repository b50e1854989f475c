//! A job in words, with its bar and with what may be done to it.

use super::{duration, step_words};
use crate::store::overview::JobLine;

/// A job as the pages show it.
#[derive(Debug)]
pub struct JobView {
    /// As it was read.
    pub job: JobLine,
}

/// Where a job stands, and what may be done.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// In a word or two.
    pub word: &'static str,
    /// The pill's class.
    pub class: &'static str,
    /// Approve may be offered.
    pub may_approve: bool,
    /// Pause may be offered.
    pub may_pause: bool,
    /// Resume may be offered.
    pub may_resume: bool,
    /// Cancel may be offered.
    pub may_cancel: bool,
    /// Going live may be offered.
    pub may_go_live: bool,
    /// It may be rehearsed first: nothing of it was begun.
    pub may_rehearse: bool,
}

/// A progress bar.
#[derive(Debug)]
pub struct Bar {
    /// Left to right; what is left over is open.
    pub segments: Vec<Segment>,
    /// The same in words.
    pub label: String,
}

/// One part of a bar.
#[derive(Debug)]
pub struct Segment {
    /// What it counts.
    pub class: &'static str,
    /// Where it begins, of 100.
    pub x: f64,
    /// How wide it is, of 100.
    pub width: f64,
}

impl JobView {
    /// The business, or the customer's id where it has no name.
    #[must_use]
    pub fn customer(&self) -> String {
        self.job.customer_name.clone().unwrap_or_else(|| format!("Customer {}", self.job.customer_id))
    }

    /// Final directories.
    #[must_use]
    pub const fn done(&self) -> i64 {
        self.job.submitted + self.job.failed
    }

    /// Retries that come by themselves.
    #[must_use]
    pub const fn by_timer(&self) -> i64 {
        self.job.retry - self.job.needs_staff
    }

    /// Directories nobody has worked on yet, or that are due again.
    #[must_use]
    pub const fn untouched(&self) -> i64 {
        self.job.total - self.done() - self.job.retry
    }

    /// What its directories came to, as far as there are any: tab, colour, how many, in words.
    #[must_use]
    pub fn counts(&self) -> Vec<(&'static str, &'static str, i64, &'static str)> {
        let job = &self.job;
        [
            ("submitted", "submitted", job.submitted, "submitted"),
            ("failed", "failed", job.failed, "failed"),
            ("needs", "needs", job.needs_staff, if job.needs_staff == 1 { "needs you" } else { "need you" }),
            ("retry", "retry", self.by_timer(), "tried again later"),
            ("open", "open", self.untouched(), "open"),
        ]
        .into_iter()
        .filter(|(_, _, count, _)| *count > 0)
        .collect()
    }

    /// Nothing is left to rehearse: staff look, and go live.
    #[must_use]
    pub const fn rehearsal_over(&self) -> bool {
        let job = &self.job;
        job.rehearsed > 0 && !job.leased && self.done() + job.needs_staff + job.rehearsed == job.total
    }

    /// What is asked before going live.
    #[must_use]
    pub fn go_live_confirm(&self) -> String {
        let left = self.job.total - self.done();
        let directories = if left == 1 { "directory" } else { "directories" };
        format!("Go live? AutoBolt then submits {} to {left} {directories}.", self.customer())
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        let job = &self.job;
        let cancelling = job.cancel_requested_at.is_some();
        let open = matches!(job.status.as_str(), "pending" | "in_progress");
        let (word, class) = match job.status.as_str() {
            "complete" => ("Complete", "submitted"),
            "failed" if cancelling => ("Cancelled", "off"),
            "failed" => ("Failed", "failed"),
            _ if cancelling => ("Cancelling", "failed"),
            _ if job.paused_at.is_some() && job.leased => ("Pausing", "paused"),
            _ if job.paused_at.is_some() => ("Paused", "paused"),
            "pending" if job.approved_at.is_none() => ("Waiting for approval", "needs"),
            "pending" => ("Queued", "queued"),
            _ if job.leased => ("In progress", "working"),
            _ if self.rehearsal_over() => ("Rehearsed", "needs"),
            _ if self.untouched() == 0 && job.needs_staff > 0 && self.by_timer() == 0 => {
                ("Waiting for you", "needs")
            }
            _ if job.parked_until.is_some() => ("Waiting for a timer", "retry"),
            _ => ("Waiting for an AutoBolt", "queued"),
        };
        let free = open && !cancelling;
        State {
            word,
            class,
            may_approve: free && job.approved_at.is_none(),
            may_pause: free && job.approved_at.is_some() && job.paused_at.is_none(),
            may_resume: free && job.paused_at.is_some(),
            may_cancel: free,
            may_go_live: free && job.dry_run,
            may_rehearse: free && !job.dry_run && !job.leased && job.started_at.is_none(),
        }
    }

    /// Whether a retry of all that failed has something to do.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        let cancelling = self.job.cancel_requested_at.is_some() && self.job.status != "failed";
        !cancelling && (self.job.failed > 0 || (self.job.status == "failed" && self.done() < self.job.total))
    }

    /// The retry button's words.
    #[must_use]
    pub fn retry_label(&self) -> String {
        if self.job.failed > 0 { format!("Retry {} failed", self.job.failed) } else { "Go on".to_owned() }
    }

    /// What is asked before a retry.
    #[must_use]
    pub fn retry_confirm(&self) -> String {
        if self.job.failed > 1 {
            format!("Try {} failed directories of {} again?", self.job.failed, self.customer())
        } else {
            String::new()
        }
    }

    /// What is asked before a cancellation.
    #[must_use]
    pub fn cancel_confirm(&self) -> String {
        let left = self.job.total - self.done();
        format!(
            "Cancel the job of {}? {left} of {} directories are not done and will be left out. What is submitted stays submitted.",
            self.customer(),
            self.job.total
        )
    }

    /// Its bar.
    #[must_use]
    pub fn bar(&self) -> Bar {
        let job = &self.job;
        let parts = [
            ("submitted", "submitted", job.submitted),
            ("failed", "failed", job.failed),
            ("needs", "need you", job.needs_staff),
            ("retry", "waiting for a timer", self.by_timer()),
        ];
        let total = job.total.max(1) as f64;
        let mut x = 0.0;
        let mut segments = Vec::new();
        let mut label = format!("{} of {} directories done", self.done(), job.total);
        for (class, words, count) in parts {
            if count > 0 {
                let width = count as f64 * 100.0 / total;
                segments.push(Segment { class, x, width });
                x += width;
                label.push_str(&format!(", {count} {words}"));
            }
        }
        Bar { segments, label }
    }

    /// What staff may say about its turn: the number, in words, whether it is so.
    #[must_use]
    pub fn priorities(&self) -> Vec<(i32, String, bool)> {
        let mut all = vec![(50, "before the others"), (0, "in order"), (-50, "after the others")];
        let now = self.job.priority;
        if !all.iter().any(|(n, _)| *n == now) {
            all.insert(usize::from(now < 0) + 1, (now, ""));
        }
        all.into_iter()
            .map(|(n, words)| {
                (n, if words.is_empty() { format!("priority {n}") } else { words.to_owned() }, n == now)
            })
            .collect()
    }

    /// How fast it goes and how long it takes at that pace; nothing where too little happened to say so.
    #[must_use]
    pub fn pace(&self) -> Option<String> {
        let per_hour = self.job.per_hour()?;
        let speed = if per_hour >= 120.0 {
            format!("{:.0} a minute", per_hour / 60.0)
        } else {
            format!("{per_hour:.0} an hour")
        };
        Some(match self.job.seconds_left() {
            Some(left) => format!("{speed} · {} left", about(left)),
            None => speed,
        })
    }

    /// The words of its priority, where it is not the usual one.
    #[must_use]
    pub const fn priority_word(&self) -> &'static str {
        match self.job.priority {
            0 => "",
            1.. => "goes first",
            _ => "goes last",
        }
    }

    /// The worker on it and what it does this second, or what the job waits for.
    #[must_use]
    pub fn doing_words(&self) -> String {
        let job = &self.job;
        if !job.leased {
            return match (job.status.as_str(), &job.last_error) {
                ("failed", Some(error)) => error.clone(),
                ("complete" | "failed", _) => String::new(),
                _ if job.cancel_requested_at.is_some() => "Ending".to_owned(),
                _ if job.paused_at.is_some() => {
                    format!("Paused by {}", person(job.paused_by.as_deref().unwrap_or("somebody")))
                }
                _ if job.approved_at.is_none() => "Nothing is sent before you approve it.".to_owned(),
                _ if self.rehearsal_over() => {
                    "Rehearsed: nothing was sent. Look at what was filled in, then go live.".to_owned()
                }
                _ if self.untouched() == 0 && job.needs_staff > 0 => {
                    "Everything else is done; what is left waits for a person.".to_owned()
                }
                _ => "The next free AutoBolt takes it.".to_owned(),
            };
        }
        let name = job.worker_name.as_deref().unwrap_or("AutoBolt");
        if let Some(silent) = job.silent_s.filter(|silent| *silent > 45) {
            return format!("{name} has been silent for {}", duration(silent.unsigned_abs() * 1_000));
        }
        let steps: Vec<String> = job
            .doing
            .iter()
            .flat_map(|doing| doing.0.iter())
            .map(|doing| format!("{} {}", step_words(doing.step), doing.directory_name))
            .collect();
        if steps.is_empty() { format!("{name} has it") } else { format!("{name}: {}", steps.join(" · ")) }
    }
}

/// A span that is only estimated: whole minutes, later whole hours.
fn about(seconds: f64) -> String {
    match seconds {
        s if s < 60.0 => "under a minute".to_owned(),
        s if s < 5_400.0 => format!("about {:.0} min", (s / 60.0).ceil()),
        s => format!("about {:.0} h", (s / 3_600.0).ceil()),
    }
}

/// `staff:a@b.example` as a person reads it.
#[must_use]
pub fn person(actor: &str) -> &str {
    actor.strip_prefix("staff:").or_else(|| actor.strip_prefix("key:")).unwrap_or(match actor {
        "cli" => "the command line",
        "system" => "AutoBolt",
        other => other,
    })
}
