//! What follows from what: the lease protocol in plain Rust.

use super::model::{Attempt, Ended, Model, Plain, Press, Row, Told, key_of};

impl Model {
    pub(super) fn open(&self) -> bool {
        matches!(self.status, "pending" | "in_progress")
    }

    pub(super) fn finals(&self) -> bool {
        self.rows.iter().all(|row| matches!(row, Row::Submitted | Row::Failed))
    }

    pub(super) fn unresolved(&self, at: usize) -> bool {
        self.attempts[at].iter().any(|a| !a.decided && a.press == Press::Open)
    }

    pub(super) fn runnable(&self, at: usize) -> bool {
        matches!(self.rows[at], Row::Pending | Row::Due)
            && !self.unresolved(at)
            && !(self.dry && self.rehearsed[at])
    }

    /// The lease of a worker holds, or may be revived.
    pub(super) fn covers(&self, worker: usize) -> bool {
        self.belief[worker] == Some(self.epoch)
            && (self.holder == Some(key_of(worker))
                || (self.holder.is_none()
                    && self.last == Some((key_of(worker), Ended::Expired))
                    && !self.paused
                    && !self.cancelled
                    && self.open()))
    }

    pub(super) fn renew(&mut self, worker: usize) {
        self.holder = Some(key_of(worker));
        self.ran_out = false;
        self.last = None;
    }

    /// What was pressed under the lease and has no outcome waits for staff.
    fn settle(&mut self) {
        for at in 0..2 {
            let open = |a: &Attempt| !a.decided && !a.by_hand && a.press == Press::Open;
            if self.attempts[at].iter().any(open) && !matches!(self.rows[at], Row::Submitted | Row::Failed) {
                self.unknown(at);
            }
        }
    }

    /// Nobody knows, and nobody's page is open any more.
    fn unknown(&mut self, at: usize) {
        if self.rows[at] != Row::Staff("outcome_unknown") {
            self.rows[at] = Row::Staff("outcome_unknown");
            self.handed[at] = None;
        }
    }

    fn refresh(&mut self) {
        if self.holder.is_some() {
            return;
        }
        if self.open() && self.cancelled {
            self.status = "failed";
            self.forget_expired();
        } else if self.open() && self.finals() {
            self.status = "complete";
            self.forget_expired();
        }
        if self.status == "failed" && self.cancelled {
            for at in 0..2 {
                if !matches!(self.rows[at], Row::Submitted | Row::Failed) {
                    self.rows[at] = Row::Failed;
                    self.handed[at] = None;
                }
            }
        }
    }

    /// A lease that ran out is not revived for a job that is over.
    fn forget_expired(&mut self) {
        if let Some((worker, Ended::Expired)) = self.last {
            self.last = Some((worker, Ended::InOrder));
        }
    }

    fn let_go(&mut self, worker: usize, how: Ended) {
        self.holder = None;
        self.ran_out = false;
        self.last = Some((worker, how));
        self.settle();
        if how == Ended::GivenUp {
            self.status = "failed";
        } else {
            self.refresh();
        }
    }

    pub(super) fn last_attempt(&mut self, worker: usize, at: usize) -> Option<&mut Attempt> {
        self.attempts[at].iter_mut().rev().find(|a| a.worker == worker)
    }

    pub(super) fn next(&mut self, worker: usize) -> bool {
        match self.holder {
            Some(holder) if holder == key_of(worker) && (self.paused || self.cancelled) => {
                self.let_go(holder, Ended::InOrder);
                return false;
            }
            Some(holder) if holder == key_of(worker) => self.settle(),
            Some(_) => return false,
            None => {
                if !self.open() || self.paused || self.cancelled || !(self.runnable(0) || self.runnable(1)) {
                    return false;
                }
                self.fruitless += 1;
                self.started = true;
                self.status = "in_progress";
            }
        }
        self.epoch += 1;
        self.belief[worker] = Some(self.epoch);
        self.renew(worker);
        true
    }

    pub(super) fn begin(&mut self, worker: usize, at: usize, after: bool) -> bool {
        if !self.covers(worker) || self.paused || self.cancelled || self.dry {
            return false;
        }
        let mut attempts = self.attempts[at].clone();
        if after {
            let Some(before) = attempts.iter_mut().rev().find(|a| a.worker == worker) else { return false };
            match before.press {
                _ if before.decided => return false,
                Press::Open => before.press = Press::Harmless,
                Press::Harmless => {}
                Press::MaybeAccepted | Press::Lost => return false,
            }
        }
        let harmless = attempts.iter().all(|a| a.decided || a.press == Press::Harmless);
        if !harmless || !matches!(self.rows[at], Row::Pending | Row::Due) {
            return false;
        }
        attempts.push(self.press(worker, false));
        self.attempts[at] = attempts;
        self.fruitless = 0;
        self.renew(worker);
        true
    }

    fn press(&self, worker: usize, by_hand: bool) -> Attempt {
        Attempt { worker, epoch: self.epoch, press: Press::Open, decided: false, by_hand, overdue: false }
    }

    /// In a page that waits for staff: by whoever prepared it, with no lease, unless something may have been accepted.
    pub(super) fn hand_over(&mut self, worker: usize, at: usize) -> bool {
        let harmless = self.attempts[at].iter().all(|a| a.decided || a.press == Press::Harmless);
        let waits = matches!(self.rows[at], Row::Staff(_)) && self.handed[at] == Some(key_of(worker));
        if self.paused || self.cancelled || self.status == "failed" || !waits || !harmless {
            return false;
        }
        let press = self.press(worker, true);
        self.attempts[at].push(press);
        true
    }

    /// Writes nothing but that it was.
    pub(super) fn rehearse(&mut self, worker: usize, at: usize) -> bool {
        if !self.covers(worker) {
            return false;
        }
        self.rehearsed[at] |= self.dry;
        self.renew(worker);
        self.fruitless = 0;
        self.acknowledged[worker] += 1;
        true
    }

    pub(super) fn outcome(&mut self, worker: usize, at: usize, told: Told) -> bool {
        let covers = self.covers(worker);
        let Some(attempt) = self.last_attempt(worker, at) else { return false };
        let counts = attempt.press == Press::Open && !attempt.decided;
        if !matches!(attempt.press, Press::Open | Press::Lost) {
            return false;
        }
        attempt.press = if told == Told::FieldErrors { Press::Harmless } else { Press::MaybeAccepted };
        if counts {
            self.rows[at] = match told {
                Told::Submitted => Row::Submitted,
                Told::Unknown => Row::Staff("outcome_unknown"),
                Told::FieldErrors => Row::Staff("validation"),
            };
            self.handed[at] = (told != Told::Submitted).then_some(key_of(worker));
        }
        if covers {
            self.renew(worker);
            self.fruitless = 0;
        } else {
            self.refresh();
        }
        self.acknowledged[worker] += 1;
        true
    }

    pub(super) fn report(&mut self, worker: usize, at: usize, told: Plain) -> bool {
        if self.dry {
            return self.rehearse(worker, at);
        }
        let waits = matches!(self.rows[at], Row::Staff(_));
        let harmless = self.attempts[at].iter().all(|a| a.decided || a.press == Press::Harmless);
        if !self.covers(worker)
            || matches!(self.rows[at], Row::Submitted | Row::Failed)
            || !harmless
            || (told == Plain::Timeout && waits)
        {
            return false;
        }
        self.rows[at] = match told {
            Plain::Captcha => Row::Staff("captcha"),
            Plain::Rejected => Row::Failed,
            Plain::Timeout if self.tries[at] >= 5 => Row::Failed,
            Plain::Timeout => {
                self.tries[at] += 1;
                Row::Timer
            }
        };
        self.handed[at] = (told == Plain::Captcha).then_some(key_of(worker));
        self.renew(worker);
        self.fruitless = 0;
        self.acknowledged[worker] += 1;
        true
    }

    pub(super) fn complete(&mut self, worker: usize) -> bool {
        if !self.covers(worker) {
            return self.belief[worker] == Some(self.epoch)
                && self.holder.is_none()
                && self.last == Some((key_of(worker), Ended::InOrder));
        }
        if !self.paused && !self.cancelled && (self.runnable(0) || self.runnable(1)) {
            return false;
        }
        self.fruitless = 0;
        self.let_go(key_of(worker), Ended::InOrder);
        true
    }

    pub(super) fn sweep(&mut self) {
        if let Some(worker) = self.holder.filter(|_| self.ran_out) {
            let how = if self.fruitless >= 5 { Ended::GivenUp } else { Ended::Expired };
            self.let_go(worker, how);
        }
        for at in 0..2 {
            let overdue = |a: &Attempt| a.by_hand && a.overdue && !a.decided && a.press == Press::Open;
            if matches!(self.rows[at], Row::Staff(_)) && self.attempts[at].iter().any(overdue) {
                self.unknown(at);
            }
        }
    }

    pub(super) fn retry(&mut self, at: usize) -> bool {
        // Between any two steps and this one lies an hour.
        for attempt in self.attempts.iter_mut().flatten() {
            attempt.overdue = true;
        }
        if self.cancelled && self.status != "failed" {
            return false;
        }
        let living = self.holder.is_some() && !self.ran_out;
        let under_way =
            self.attempts[at].iter().any(|a| a.press == Press::Open && living && a.epoch == self.epoch);
        let pending = self.rows[at] == Row::Pending && !(self.dry && self.rehearsed[at]);
        if under_way || pending || self.rows[at] == Row::Submitted {
            return false;
        }
        self.rows[at] = Row::Pending;
        self.handed[at] = None;
        self.rehearsed[at] = false;
        self.cancelled = false;
        self.tries[at] = 0;
        self.fruitless = 0;
        for attempt in &mut self.attempts[at] {
            attempt.decided = true;
            if attempt.press == Press::Open {
                attempt.press = Press::Lost;
            }
        }
        self.status = if self.started { "in_progress" } else { "pending" };
        self.refresh();
        true
    }

    pub(super) fn pause(&mut self) -> bool {
        let may = self.open() && !self.cancelled && !self.paused;
        self.paused |= may;
        may
    }

    pub(super) fn resume(&mut self) -> bool {
        let may = self.open() && !self.cancelled && self.paused;
        self.paused &= !may;
        may
    }

    pub(super) fn cancel(&mut self) -> bool {
        let may = self.open() && !self.cancelled;
        self.cancelled |= may;
        if may {
            self.refresh();
        }
        may
    }

    pub(super) fn go_live(&mut self) -> bool {
        let may = self.open() && !self.cancelled && self.dry;
        if may {
            self.dry = false;
            self.fruitless = 0;
        }
        may
    }
}
