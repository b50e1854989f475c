//! What the page says since the press, and what it said before: only new words count, and never those AutoBolt typed.

use super::about::{GUARDS, MAIL_SENT, about_an_account, about_an_account_only, is_about_a_part, is_offer};
use super::fresh::{New, known_sentences, new_texts, typed_values};
use crate::forms::outcome::PressObservation;
use crate::forms::plan::Context;
use crate::forms::words::{Folded, Gist, MASK, Topic, beginnings, conditional, doubted, hits, sentences};
use std::collections::HashSet;

/// An answer of more sentences than this is a page about something else besides.
const MOST_SENTENCES: usize = 40;
/// Words of a sentence beyond which it is small print.
const LONG_SENTENCE: usize = 45;

/// The new sentences by what they say, as the page wrote them.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Says by itself that the listing was received.
    pub received: Vec<String>,
    /// A bare "Thank you!".
    pub thanks: Vec<String>,
    /// What goes with a received listing ("we will review it within two days").
    pub mild: Vec<String>,
    /// It is reviewed first.
    pub review: Option<String>,
    /// A mail was sent whose link must be clicked.
    pub confirm_email: Option<String>,
    /// Listed already.
    pub duplicate: Option<String>,
    /// The directory says no.
    pub refused: Option<String>,
    /// Not taken.
    pub failure: Option<String>,
    /// No listings are taken at the moment.
    pub closed: Option<String>,
    /// A guard before the site refused the request, not the directory.
    pub guarded: Option<String>,
    /// Complaints about fields.
    pub complaints: Vec<String>,
    /// More is to be done.
    pub further: Option<String>,
    /// Nothing is done yet, in so many words.
    pub unfinished: Option<String>,
    /// A mail whose link must be clicked was sent already, so the form was taken.
    pub mail_sent: bool,
    /// Still working.
    pub working: Option<String>,
    /// An account is needed.
    pub login: Option<String>,
    /// Money is asked for.
    pub pay: Option<String>,
    /// A code sent by SMS is asked for.
    pub phone: Option<String>,
    /// A CAPTCHA is asked for or was wrong.
    pub captcha: Option<String>,
    /// The server is broken, or the page does not exist.
    pub broken: Option<String>,
    /// New sentences that stand out and say something else.
    pub other: usize,
    /// Everything new, for the record.
    pub all: Vec<String>,
    /// What the sentences that stand out say together, in words that no phrase knows.
    pub gist: Gist,
    /// Those of them that say it.
    pub telling: Vec<String>,
}

impl Claims {
    pub(super) fn of(seen: &PressObservation, ctx: &Context<'_>) -> Self {
        let known = known_sentences(seen);
        let typed = typed_values(seen, ctx);
        let mut masks: Vec<(&Folded, u128)> = typed
            .iter()
            .filter(|t| t.as_str().len() >= 4 || t.words().len() > 1)
            .map(|t| (t, beginnings(t)))
            .collect();
        crate::order::sort_by_key(&mut masks, |(t, _)| std::cmp::Reverse(t.as_str().len()));
        let whole: Vec<(&Folded, u128)> = typed.iter().map(|t| (t, beginnings(t))).collect();

        let mut claims = Self::default();
        let mut read = HashSet::new();
        let mut outstanding: Vec<(&str, Folded)> = Vec::new();
        for new in &new_texts(seen) {
            for sentence in sentences(new.text) {
                let folded = Folded::new(sentence);
                if folded.as_str().is_empty() || known.contains(&folded) || !read.insert(folded.clone()) {
                    continue;
                }
                let begins = beginnings(&folded);
                if whole.iter().any(|(t, all)| begins & !all == 0 && t.contains(&folded)) {
                    continue;
                }
                let mut masked = folded.clone();
                for (mask, _) in masks.iter().filter(|(_, needed)| needed & !begins == 0) {
                    masked.mask(mask);
                }
                claims.read(sentence, &folded, &masked, new, &typed, ctx);
                if new.stands_out && !sentence.ends_with('?') && !invites(&folded) {
                    outstanding.push((sentence, masked));
                }
            }
        }
        claims.sum_up(&outstanding);
        claims
    }

    /// What no sentence says by itself they may say together.
    fn sum_up(&mut self, sentences: &[(&str, Folded)]) {
        if sentences.len() > MOST_SENTENCES {
            return;
        }
        let own: Vec<Vec<&str>> = sentences.iter().map(|(_, masked)| masked.words()).collect();
        self.gist = Gist::of(&own);
        self.telling =
            self.gist.telling.iter().filter_map(|at| sentences.get(*at)).map(|s| quoted(s.0)).collect();
        if let Some(lost) = self.gist.trouble.and_then(|at| sentences.get(at)) {
            self.failure.get_or_insert_with(|| quoted(lost.0));
        }
        if self.gist.confirm && self.confirm_email.is_none() && self.login.is_none() {
            let (mails, all) = (self.gist.mail, sentences);
            self.confirm_email = mails.and_then(|at| all.get(at)).map(|s| quoted(s.0));
            self.mail_sent |= self.confirm_email.is_some();
        }
    }

    fn read(
        &mut self,
        sentence: &str,
        folded: &Folded,
        masked: &Folded,
        new: &New<'_>,
        typed: &[Folded],
        ctx: &Context<'_>,
    ) {
        let own = masked.words();
        let whole = folded.words();
        if own.iter().all(|w| *w == MASK) {
            return;
        }
        let quote = || quoted(sentence);
        self.all.push(quote());

        // What speaks against the listing is looked for in the whole text: a typed value never hides it.
        let against = |topic: Topic| hits(topic, &whole).into_iter().any(|h| !conditional(h, &whole));
        let note = |slot: &mut Option<String>, topic: Topic| {
            if slot.is_none() && against(topic) {
                *slot = Some(quote());
            }
        };
        let fails = against(Topic::Failure);
        if fails {
            self.failure.get_or_insert_with(quote);
        }
        if against(Topic::Complaint)
            && !against(Topic::ConfirmEmail)
            && !against(Topic::Review)
            && hits(Topic::Received, &own).is_empty()
        {
            self.complaints.push(quote());
        }
        if !new.gone {
            note(&mut self.further, Topic::Further);
            note(&mut self.unfinished, Topic::Unfinished);
            note(&mut self.working, Topic::Working);
        }
        note(&mut self.login, Topic::LoginNeeded);
        note(&mut self.phone, Topic::PhoneCode);
        note(&mut self.captcha, Topic::Captcha);
        if against(Topic::NotFound) || against(Topic::ServerDown) {
            self.broken.get_or_insert_with(quote);
        }
        if against(Topic::PayNeeded) && !is_offer(&whole) {
            self.pay.get_or_insert_with(quote);
        }
        if !new.stands_out {
            return;
        }
        if !about_an_account(&whole) {
            note(&mut self.duplicate, Topic::Duplicate);
        }
        note(&mut self.closed, Topic::Closed);
        if whole.iter().any(|w| GUARDS.contains(w))
            && (against(Topic::Refused) || against(Topic::BrowserCheck))
        {
            self.guarded.get_or_insert_with(quote);
        } else {
            note(&mut self.refused, Topic::Refused);
        }

        // What speaks for it must be the page's own words, said plainly.
        if fails || sentence.ends_with('?') || own.len() > LONG_SENTENCE {
            return;
        }
        let plain = |topic: Topic| {
            hits(topic, &own).into_iter().find(|h| {
                let span = own[h.start..h.end].join(" ");
                let ours = typed.iter().any(|t| t.contains(&Folded::new(&span)));
                !doubted(*h, &own) && !ours && (h.specific || !is_about_a_part(&whole))
            })
        };
        let told = ctx.recipe.success_text.as_deref().map(Folded::new);
        if told.is_some_and(|t| masked.contains(&t)) || plain(Topic::Received).is_some() {
            self.received.push(quote());
        } else if let Some(hit) = plain(Topic::Thanks) {
            if hit.whole { self.thanks.push(quote()) } else { self.mild.push(quote()) }
        } else if own.len() > 3 {
            self.other += 1;
        }
        if !hits(Topic::Review, &own).is_empty() {
            self.review.get_or_insert_with(quote);
        }
        // Also as a condition: "once you confirm your e-mail, …".
        if !hits(Topic::ConfirmEmail, &own).is_empty() && !about_an_account_only(&whole) {
            self.mail_sent |= whole.iter().any(|w| MAIL_SENT.contains(w));
            self.confirm_email.get_or_insert_with(quote);
        }
    }

    /// Whether anything speaks against a received listing.
    pub(super) fn against(&self) -> Option<&String> {
        [&self.duplicate, &self.refused, &self.closed, &self.guarded, &self.failure, &self.broken]
            .into_iter()
            .find_map(Option::as_ref)
    }
}

/// "Add your business": the sentence asks for what another one answers.
fn invites(sentence: &Folded) -> bool {
    hits(Topic::AddBusiness, &sentence.words()).iter().any(|h| h.start == 0)
}

/// Quotes the page, at most 300 characters.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(300).collect();
    if short.len() < text.len() {
        short.pop();
        short.push('…');
    }
    short
}
