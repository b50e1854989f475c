//! What the page's answer proves: the proof rule.
//!
//! `Submitted` needs the press, a request that followed and was not refused, new words of the page's own that say so, and
//! nothing that speaks against it. A preview, a validation error, HTTP 200, the business's name, words that stood before or that
//! AutoBolt typed prove nothing. Where it cannot be told, the verdict is `Unknown`, and staff look.

mod claims;
mod complaints;
mod fate;
mod sent;

use super::address;
use super::advance;
use super::outcome::{FieldError, PressObservation, Verdict};
use super::plan::{Context, Wall};
use super::walls;
use autobolt_shared::Reason;
use autobolt_shared::log::{EvidenceItem, EvidenceKind as Kind};
use claims::Claims;
use fate::{Fate, Form};
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
                _ => QUIET_MS,
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
        // A form that is empty again beside an address or plain thanks that say so was taken, too.
        (self.form.fate == Fate::Empty && (said_by_address || thanked))
            || self.form.gone() && (thanked || said_by_address || mails || signs >= 2)
    }

    fn review_reason(&self) -> Option<Reason> {
        if self.claims.confirm_email.is_some() {
            return Some(Reason::NeedsEmailConfirmation);
        }
        self.claims.review.as_ref().map(|_| Reason::PendingReview)
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
            (None, None) => return None,
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

    fn why_nothing_left(&self, messages: &[FieldError]) -> String {
        if let Some(dialog) = self.seen.dialogs.last() {
            return format!("the page asked: {}", claims::quoted(&dialog.text));
        }
        if messages.is_empty() {
            return match self.claims.all.first() {
                Some(words) => format!("nothing was sent; the page shows: {words}"),
                None => "nothing was sent, and the page says nothing".to_owned(),
            };
        }
        let texts: Vec<String> =
            messages.iter().take(5).map(|m| format!("{}: {}", m.label, m.text)).collect();
        texts.join("; ")
    }

    fn requests(&self) -> Vec<EvidenceItem> {
        let answered = |r: &super::outcome::ObservedRequest| {
            let end = match (r.status, r.error.as_str()) {
                (Some(status), _) => status.to_string(),
                (None, "") => "no answer seen".to_owned(),
                (None, error) => error.to_owned(),
            };
            item(Kind::Request, &format!("{} {} → {end}", r.method, address::plain(&r.url)))
        };
        let mut shown: Vec<EvidenceItem> = self.sent.candidates.iter().take(3).map(|r| answered(r)).collect();
        if let Some(failed) = self.sent.failed {
            let text = answered(failed);
            if !shown.contains(&text) {
                shown.push(text);
            }
        }
        shown
    }

    fn place(&self) -> Vec<EvidenceItem> {
        let Some(top) = self.seen.after.top() else { return Vec::new() };
        let mut items = vec![item(Kind::FinalUrl, &address::plain(&top.url))];
        if !top.title.is_empty() {
            items.push(item(Kind::PageTitle, &claims::quoted(&top.title)));
        }
        items
    }

    fn proof(&self) -> Vec<EvidenceItem> {
        let c = &self.claims;
        let mut evidence = Vec::new();
        let mut words: Vec<&String> = c.received.iter().chain(&c.thanks).chain(&c.mild).collect();
        words.extend(c.confirm_email.iter().chain(&c.review));
        for text in words {
            let found = item(Kind::ConfirmationText, text);
            if evidence.len() < 4 && !evidence.contains(&found) {
                evidence.push(found);
            }
        }
        evidence.extend(self.confirmation_url().map(|u| item(Kind::ConfirmationUrl, &u)));
        let fate = match self.form.fate {
            Fate::Gone => Some("the form is gone"),
            Fate::Empty => Some("the form is empty again"),
            Fate::ControlGone => Some("the last step is passed"),
            Fate::Standing | Fate::ControlStands => None,
        };
        evidence.extend(fate.map(|f| item(Kind::FormGone, f)));
        evidence.extend(self.requests());
        evidence.extend(self.dialogs());
        evidence.extend(self.place());
        evidence
    }

    fn dialogs(&self) -> Vec<EvidenceItem> {
        self.seen
            .dialogs
            .iter()
            .take(3)
            .map(|d| item(Kind::Dialog, &claims::quoted(&format!("{}: {}", d.kind, d.text))))
            .collect()
    }

    fn unknown(&self) -> Vec<EvidenceItem> {
        let c = &self.claims;
        let mut evidence = Vec::new();
        if let Some(failed) = self.sent.failed.filter(|r| !r.error.is_empty()) {
            evidence.push(item(Kind::NetworkError, &failed.error));
        }
        let errors = c.failure.iter().chain(&c.broken).chain(c.complaints.iter().take(2));
        evidence.extend(errors.map(|t| item(Kind::ErrorText, t)));
        evidence.extend(self.requests());
        evidence.extend(self.dialogs());
        let said: Vec<&String> = c.received.iter().chain(&c.thanks).take(2).collect();
        for words in &said {
            evidence.push(item(Kind::Note, &format!("the page says “{words}”, but that is not proof here")));
        }
        evidence.push(item(Kind::Note, self.doubt()));
        if said.is_empty() {
            let texts = c.all.iter().take(3).map(|t| item(Kind::Note, &format!("new on the page: {t}")));
            evidence.extend(texts);
        }
        evidence.extend(self.place());
        evidence
    }

    /// What is lacking, in one sentence.
    fn doubt(&self) -> &'static str {
        if self.sent.candidates.is_empty() {
            return "no request was seen that can have carried the form";
        }
        if self.sent.failed.is_some() {
            return "the request was refused or broke off";
        }
        if !self.sent.ok {
            return "the request was not seen to be answered";
        }
        if self.claims.against().is_some() {
            return "the page speaks of an error";
        }
        match self.form.fate {
            Fate::Standing => {
                "the form stands as it was, and the page does not say that the listing was received"
            }
            Fate::Empty => "the form is empty again, and the page does not say that the listing was received",
            _ => "the page does not say that the listing was received",
        }
    }
}

fn item(kind: Kind, value: &str) -> EvidenceItem {
    EvidenceItem { kind, value: value.to_owned() }
}

#[cfg(test)]
mod tests;
