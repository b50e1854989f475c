//! What the page's answer proves: the proof rule.
//!
//! `Submitted` needs the press, a request that followed and was not refused, new words of the page's own that say so, and
//! nothing that speaks against it. A preview, a validation error, HTTP 200, the business's name, words that stood before or that
//! AutoBolt typed prove nothing. Where it cannot be told, the verdict is `Unknown`, and staff look.

mod about;
mod claims;
mod complaints;
mod fate;
mod fresh;
mod record;
mod sent;

use super::address;
use super::advance;
use super::outcome::{FieldError, PressObservation, Verdict};
use super::plan::{Context, Wall};
use super::snapshot::FrameSnapshot;
use super::walls;
use autobolt_shared::Reason;
use autobolt_shared::log::EvidenceKind as Kind;
use claims::Claims;
use fate::{Fate, Form};
use record::item;
use sent::Sent;

/// Watched that long, a press gets its verdict whatever is still under way. The server's `timing.verify_ms`.
pub const LIMIT_MS: u64 = 20_000;
/// Nothing changed for that long: the answer is complete.
pub const QUIET_MS: u64 = 600;
/// The same where nothing is left that could change the page. A new document says at once what it has to say; in the old one
/// the page's script may just be at it.
pub const QUIET_STILL_MS: u64 = 100;
/// The form stands as it was beside words of success: a page often moves on to a payment a moment later.
const QUIET_STANDING_MS: u64 = 2_500;
/// Words of success on a page whose scripts are not done: they may take them back ("Sorry, the list is full").
const QUIET_SCRIPT_MS: u64 = 2_000;
/// Earlier than this only proof is believed.
const EARLY_MS: u64 = 1_500;
/// Quiet for that long without an answer: none will come.
const QUIET_UNKNOWN_MS: u64 = 5_000;
/// Quiet for that long without a request: the press sent nothing.
const QUIET_NO_REQUEST_MS: u64 = 3_000;

/// Words of an address that say that something was received.
const TELLING: &[&str] = &[
    "thankyou",
    "thanks",
    "thank",
    "success",
    "submitted",
    "danke",
    "merci",
    "gracias",
    "grazie",
    "bedankt",
    "obrigado",
    "notice",
    "received",
    "bestaetigung",
    "erfolg",
    "erfolgreich",
    "succes",
    "exito",
    "successo",
    "sucesso",
];
/// Words of an address that say the contrary, or that more is to come.
const AGAINST: &[&str] = &[
    "error", "fail", "failed", "failure", "preview", "payment", "checkout", "pay", "login", "signin",
    "draft", "0", "false", "no", "none",
];

/// Judges what came of a press.
#[must_use]
pub fn judge(seen: &PressObservation, ctx: &Context<'_>) -> Verdict {
    let late = seen.waited_ms >= LIMIT_MS;
    let settled = !seen.busy && (seen.quiet_ms >= QUIET_MS || is_complete(seen));
    if !settled && !late {
        return Verdict::Unsettled;
    }
    let case =
        Case { seen, ctx, sent: Sent::of(seen), claims: Claims::of(seen, ctx), form: Form::of(seen), late };
    case.verdict()
}

/// Whether the page has said all that it is going to say by itself.
fn is_complete(seen: &PressObservation) -> bool {
    seen.still && (is_new_document(seen) || seen.quiet_ms >= QUIET_STILL_MS)
}

/// Whether another document stands where the press was.
fn is_new_document(seen: &PressObservation) -> bool {
    let frame = seen.pressed.map_or(0, |target| target.frame_id);
    match (seen.before.frame(frame), seen.after.frame(frame)) {
        (Some(before), Some(after)) => {
            !after.document_id.is_empty() && before.document_id != after.document_id
        }
        _ => false,
    }
}

/// Everything known about one press.
struct Case<'a> {
    seen: &'a PressObservation,
    ctx: &'a Context<'a>,
    sent: Sent<'a>,
    claims: Claims,
    form: Form<'a>,
    late: bool,
}

impl Case<'_> {
    fn verdict(&self) -> Verdict {
        let errors = complaints::complaints(self.seen, &self.form, &self.claims);
        if self.is_working() && !self.late {
            return Verdict::Unsettled;
        }
        if let Some(wall) = self.wall() {
            return Verdict::Wall(wall);
        }
        if let Some(verdict) = self.refusal() {
            return verdict;
        }
        let further = advance::publish(&self.seen.after, self.ctx).is_some() && self.is_another_page();
        if self.is_received(&errors)
            && !further
            && !(self.form.is_new_step() && self.claims.further.is_some())
        {
            let wait = match self.form.fate {
                Fate::Standing | Fate::Empty | Fate::ControlStands if !self.seen.navigated => {
                    QUIET_STANDING_MS
                }
                _ if is_complete(self.seen) => 0,
                _ => QUIET_SCRIPT_MS,
            };
            if self.seen.quiet_ms < wait && !self.late {
                return Verdict::Unsettled;
            }
            return Verdict::Submitted { reason: self.review_reason(), evidence: self.proof() };
        }
        if self.seen.waited_ms < EARLY_MS && !is_complete(self.seen) && !self.late {
            return Verdict::Unsettled;
        }
        let spoken_for = !self.claims.received.is_empty() || self.sent.failed.is_some();
        if !spoken_for && errors.is_empty() && (further || self.form.is_new_step()) {
            return Verdict::NextStep;
        }
        if let Some(verdict) = self.complaint(errors) {
            return verdict;
        }
        if self.sends_nothing() {
            let messages = complaints::browser_messages(&self.form);
            if messages.is_empty() && self.seen.quiet_ms < QUIET_NO_REQUEST_MS && !self.late {
                return Verdict::Unsettled;
            }
            return Verdict::NoRequest { why: self.why_nothing_left(&messages) };
        }
        if self.seen.quiet_ms < QUIET_UNKNOWN_MS && self.sent.failed.is_none() && !self.late {
            return Verdict::Unsettled;
        }
        Verdict::Unknown { evidence: self.unknown() }
    }

    /// "Sending…", "please wait": unless the page says it is done.
    fn is_working(&self) -> bool {
        self.claims.working.is_some() && self.claims.received.is_empty()
    }

    /// Whether what is on the page now is not what was pressed on.
    fn is_another_page(&self) -> bool {
        self.seen.navigated || self.form.gone() || self.form.is_new_step()
    }

    /// The proof rule.
    fn is_received(&self, errors: &[FieldError]) -> bool {
        let c = &self.claims;
        if self.seen.pressed.is_none() || !self.sent.ok || !errors.is_empty() || c.against().is_some() {
            return false;
        }
        if c.pay.is_some() || c.phone.is_some() {
            return false;
        }
        if c.unfinished.is_some() && !c.mail_sent {
            return false;
        }
        let mails = c.mail_sent;
        // "Almost done! Please confirm the mail we sent you" is done, as far as the form goes.
        if c.further.is_some() && !mails && c.received.is_empty() {
            return false;
        }
        if self.form.is_new_step() && c.received.is_empty() {
            return false;
        }
        if !c.received.is_empty() {
            return true;
        }
        // A page that calls itself thank-you, in words we do not know, and a bare "Thank you!" count only where the form is gone.
        let said_by_address = self.confirmation_url().is_some();
        let signs = usize::from(said_by_address) + usize::from(mails) + c.mild.len().min(2);
        let thanked = !c.thanks.is_empty() && (c.other == 0 || signs > 0);
        if self.is_told_in_other_words() {
            return true;
        }
        // A form that is empty again beside an address or plain thanks that say so was taken, too.
        (self.form.fate == Fate::Empty && (said_by_address || thanked))
            || self.form.gone() && (thanked || said_by_address || mails || signs >= 2)
    }

    /// Whether the answer amounts to a receipt, though no phrase of it is known: only where the form is done with, and where
    /// nothing on the page asks for more.
    fn is_told_in_other_words(&self) -> bool {
        let c = &self.claims;
        let asks =
            [&c.further, &c.unfinished, &c.working, &c.login, &c.captcha].into_iter().any(Option::is_some);
        c.gist.received
            && (self.form.gone() || self.form.fate == Fate::Empty)
            && !asks
            && c.complaints.is_empty()
            && !self.form.is_new_step()
            && !self.went_home()
            && !advance::goes_on(&self.seen.after)
    }

    /// Whether the press led to the directory's front page, where much is said that answers nothing.
    fn went_home(&self) -> bool {
        let is_home = |f: &FrameSnapshot| address::path(&f.url).trim_matches('/').is_empty();
        let marked = |f: &FrameSnapshot| {
            f.texts.iter().any(|b| fresh::is_marked_notice(b) && is_told_in(&self.claims.telling, &b.text))
        };
        match (self.seen.before.top(), self.seen.after.top()) {
            (Some(before), Some(after)) => {
                is_new_document(self.seen) && is_home(after) && !is_home(before) && !marked(after)
            }
            _ => false,
        }
    }

    fn review_reason(&self) -> Option<Reason> {
        if self.claims.confirm_email.is_some() {
            return Some(Reason::NeedsEmailConfirmation);
        }
        let told =
            self.claims.received.is_empty() && self.claims.gist.review && self.is_told_in_other_words();
        (self.claims.review.is_some() || told).then_some(Reason::PendingReview)
    }

    /// The address the page went to, where it says that something was received.
    fn confirmation_url(&self) -> Option<String> {
        let before: Vec<&str> = self.seen.before.frames.iter().map(|f| f.url.as_str()).collect();
        let top = self.seen.after.top()?;
        if before.iter().any(|b| address::same_document(b, &top.url)) {
            return None;
        }
        let words = address::words(&top.url);
        let known: Vec<String> = before.iter().flat_map(|b| address::words(b)).collect();
        let says = words.iter().any(|w| TELLING.contains(&w.as_str()) && !known.contains(w));
        let denies = words.iter().any(|w| AGAINST.contains(&w.as_str()));
        (says && !denies).then(|| address::with_telling_values(&top.url, TELLING))
    }

    /// A wall that came up behind the press. Words of success beside a sign-in box or a CAPTCHA are still words of success;
    /// a payment page makes them void.
    fn wall(&self) -> Option<Wall> {
        let (before, after) = (&self.seen.before, &self.seen.after);
        if let Some(wall) = walls::payment_page(after)
            && walls::payment_page(before).is_none()
        {
            return Some(wall);
        }
        let c = &self.claims;
        if !c.received.is_empty()
            && self.sent.ok
            && c.pay.is_none()
            && (c.unfinished.is_none() || c.mail_sent)
        {
            return None;
        }
        let wall = |reason: Reason, what: &str| Some(Wall { reason, what: what.to_owned() });
        if let Some(words) = &c.pay {
            return wall(Reason::Payment, words);
        }
        if c.against().is_none() || c.captcha.is_some() {
            if let Some(found) = walls::captcha(after)
                && walls::captcha(before).is_none()
            {
                return Some(found);
            }
            if let Some(words) = c.captcha.as_deref().filter(|_| !self.form.gone()) {
                return wall(Reason::Captcha, words);
            }
        }
        if let Some(words) = &c.guarded {
            return wall(Reason::Captcha, words);
        }
        if let Some(words) = &c.phone {
            return wall(Reason::Login, words);
        }
        if (self.form.gone() || self.seen.navigated)
            && let Some(found) = walls::sign_in(after, false)
            && walls::sign_in(before, false).is_none()
        {
            return Some(found);
        }
        if let Some(words) = &c.login {
            return wall(Reason::Login, words);
        }
        None
    }

    /// Final words of the directory.
    fn refusal(&self) -> Option<Verdict> {
        let c = &self.claims;
        let (reason, kind, words) = match (&c.duplicate, &c.refused) {
            (Some(words), _) => (Reason::Duplicate, Kind::DuplicateText, words),
            (None, Some(words)) => (Reason::Rejected, Kind::RejectionText, words),
            (None, None) => match &c.closed {
                Some(words) if c.received.is_empty() => (Reason::Rejected, Kind::RejectionText, words),
                _ => return None,
            },
        };
        let mut evidence = vec![item(kind, words)];
        evidence.extend(self.requests());
        evidence.extend(self.place());
        Some(Verdict::Refused { reason, evidence })
    }

    /// Complaints, where the form is still there and nothing says that it was taken all the same.
    fn complaint(&self, mut errors: Vec<FieldError>) -> Option<Verdict> {
        let stands = matches!(self.form.fate, Fate::Standing | Fate::Empty) && !self.form.kept.is_empty();
        let c = &self.claims;
        if !stands || !c.received.is_empty() || !c.thanks.is_empty() {
            return None;
        }
        // A server that broke may have stored it before it broke.
        if self.sent.failed.is_some() && !self.sent.not_taken {
            return None;
        }
        if errors.is_empty()
            && let Some(words) = c.complaints.first().or(c.failure.as_ref())
            && (self.sent.not_taken || !c.complaints.is_empty())
        {
            errors.push(FieldError { target: None, label: String::new(), text: words.clone() });
        }
        if errors.is_empty() {
            return None;
        }
        if errors.iter().all(|e| complaints::is_about_captcha(&e.text)) {
            let what = errors.first().map(|e| e.text.clone()).unwrap_or_default();
            return Some(Verdict::Wall(Wall { reason: Reason::Captcha, what }));
        }
        Some(Verdict::FieldErrors(errors))
    }

    /// Provably nothing left: no request that can have carried the form, the page where it was, and no words of success.
    fn sends_nothing(&self) -> bool {
        let stands = matches!(self.form.fate, Fate::Standing | Fate::ControlStands);
        self.sent.candidates.is_empty()
            && !self.sent.only_navigated
            && !self.seen.navigated
            && !self.seen.busy
            && stands
            && self.claims.received.is_empty()
            && self.claims.thanks.is_empty()
    }
}

fn is_told_in(telling: &[String], block: &str) -> bool {
    telling.iter().any(|t| block.contains(t.trim_end_matches('…')))
}

#[cfg(test)]
mod tests;
