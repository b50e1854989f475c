//! What is written down of a press: the evidence for the verdict, or what is lacking.

use super::fate::Fate;
use super::{Case, Kind, claims};
use crate::forms::address;
use crate::forms::outcome::{FieldError, ObservedRequest};
use autobolt_shared::log::EvidenceItem;

impl Case<'_> {
    pub(super) fn why_nothing_left(&self, messages: &[FieldError]) -> String {
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

    pub(super) fn requests(&self) -> Vec<EvidenceItem> {
        let answered = |r: &ObservedRequest| {
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

    pub(super) fn place(&self) -> Vec<EvidenceItem> {
        let Some(top) = self.seen.after.top() else { return Vec::new() };
        let mut items = vec![item(Kind::FinalUrl, &address::plain(&top.url))];
        if !top.title.is_empty() {
            items.push(item(Kind::PageTitle, &claims::quoted(&top.title)));
        }
        items
    }

    pub(super) fn proof(&self) -> Vec<EvidenceItem> {
        let c = &self.claims;
        let mut evidence = Vec::new();
        let mut words: Vec<&String> = c.received.iter().chain(&c.thanks).chain(&c.mild).collect();
        if c.received.is_empty() {
            words.extend(&c.telling);
        }
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

    pub(super) fn unknown(&self) -> Vec<EvidenceItem> {
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

pub(super) fn item(kind: Kind, value: &str) -> EvidenceItem {
    EvidenceItem { kind, value: value.to_owned() }
}
