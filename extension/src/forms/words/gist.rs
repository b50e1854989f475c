//! What an answer amounts to where no phrase fits: single words by what they speak of, language by language.
//!
//! Directories thank in ever new turns of phrase ("Pinned! Your shop waits for a quick check by a human"), but they speak of the
//! same few things: what was sent, that it was taken, who has it now, that it is looked at, that it will be seen. A sentence that
//! brings two of them together says it; so do two sentences that say one each.

mod lists;

use super::{MASK, among};
use lists::{WORDS, Words};

/// What a sentence says of what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Says {
    /// Nothing, or nothing certain.
    #[default]
    Nothing,
    /// Goes with a receipt: "Cheers!", "It waits in line", "An editor reads it".
    Half,
    /// Is one: "Your details are with our editors".
    All,
}

/// What several sentences of one answer say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gist {
    /// The sentences that say something, by their index.
    pub telling: Vec<usize>,
    /// They are a receipt together.
    pub received: bool,
    /// The sentence that says that it was lost or refused.
    pub trouble: Option<usize>,
    /// Something speaks of trouble, or of what is still to be done.
    pub doubted: bool,
    /// Somebody looks at it before it is public.
    pub review: bool,
    /// A mail is there in which something must be pressed.
    pub confirm: bool,
    /// The sentence that speaks of that mail.
    pub mail: Option<usize>,
}

/// Longer sentences are small print.
const LONG: usize = 30;
/// "Got it", "Pinned!", "All wrapped up".
const SHORT: usize = 4;

impl Gist {
    /// Reads an answer's sentences, folded, with what AutoBolt typed masked.
    #[must_use]
    pub fn of(sentences: &[Vec<&str>]) -> Self {
        // Neighbouring languages share words, but not their "no": the one that knows most of the text reads it.
        let known: Vec<usize> = WORDS.iter().map(|w| w.known(sentences)).collect();
        let most = known.iter().copied().max().unwrap_or_default();
        let readers =
            || WORDS.iter().zip(&known).filter(|(_, n)| **n == most).map(|(w, _)| w.read(sentences));
        let doubted = readers().any(|g| g.doubted);
        let best = readers().max_by_key(|g| (g.received, g.confirm, g.telling.len())).unwrap_or_default();
        let trouble = readers().find_map(|g| g.trouble);
        Self { received: best.received && !doubted && trouble.is_none(), doubted, trouble, ..best }
    }
}

impl Words {
    /// How many words of the text this language has.
    fn known(&self, sentences: &[Vec<&str>]) -> usize {
        let lists = [
            self.mine,
            self.other,
            self.this,
            self.thing,
            self.pronoun,
            self.taken,
            self.staff,
            self.hold,
            self.check,
            self.queue,
            self.show,
            self.cheer,
            self.condition,
            self.you,
            self.trouble,
            self.doubt,
            self.pitch,
            self.mailbox,
            self.press,
        ];
        sentences.iter().flatten().filter(|w| lists.iter().any(|list| among(list, w))).count()
    }

    fn read(&self, sentences: &[Vec<&str>]) -> Gist {
        let any = |list: &str| sentences.iter().flatten().any(|w| among(list, w));
        // "Only the button in it makes it visible": what a mail asks for is no doubt about the form.
        let mail = sentences.iter().position(|s| self.is_mail(s)).filter(|_| any(self.press));
        let mut gist = Gist { mail, confirm: mail.is_some(), ..Gist::default() };
        gist.trouble = sentences.iter().position(|s| self.is_trouble(s));
        if sentences.iter().any(|s| !self.is_conditional(s) && self.doubts(s)) {
            gist.doubted = true;
            return gist;
        }
        let mut points = 0;
        for (at, sentence) in sentences.iter().enumerate() {
            let says = self.says(sentence);
            if says > Says::Nothing {
                points += if says == Says::All { 2 } else { 1 };
                gist.telling.push(at);
                gist.review |= sentence.iter().any(|w| among(self.check, w) || among(self.queue, w));
            }
        }
        gist.received = points >= 2;
        gist
    }

    /// "It was flagged and dropped": not where it is denied, one of two ends, or what might be.
    fn is_trouble(&self, sentence: &[&str]) -> bool {
        sentence.iter().enumerate().any(|(at, w)| {
            let might = |w: &&str| among(self.condition, w) || among(self.pitch, w);
            let denied =
                |w: &&str| matches!(*w, "no" | "any" | "without" | "0" | "or" | "oder" | "ou" | "o" | "of");
            among(self.trouble, w)
                && !sentence[..at].iter().any(might)
                && !sentence[at.saturating_sub(2)..at].iter().any(denied)
        })
    }

    /// A message that lies in the mailbox of whoever sent the form.
    fn is_mail(&self, sentence: &[&str]) -> bool {
        let at = sentence.iter().position(|w| among(self.mailbox, w));
        at.is_some_and(|at| sentence[at.saturating_sub(2)..at].iter().any(|w| among(self.mine, w)))
    }

    /// "If anything is missing, we write to you": says nothing about what happened.
    fn is_conditional(&self, sentence: &[&str]) -> bool {
        sentence.first().is_some_and(|w| among(self.condition, w))
    }

    /// Words of trouble, and "… once you have paid": something is still to be done.
    fn doubts(&self, sentence: &[&str]) -> bool {
        let yours =
            |pair: &[&str]| among(self.condition, pair[0]) && pair[1..].iter().any(|w| among(self.you, w));
        sentence.windows(3).skip(1).any(yours)
            || sentence.iter().enumerate().any(|(at, w)| {
                // "Registration no. 4711" denies nothing.
                let counts = matches!(*w, "no" | "nr" | "n")
                    && sentence.get(at + 1).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
                (among(self.doubt, w) || among(self.trouble, w)) && !counts
            })
    }

    fn says(&self, sentence: &[&str]) -> Says {
        let has = |list: &str| sentence.iter().any(|w| among(list, w));
        if sentence.is_empty() || sentence.len() > LONG || has(self.pitch) || self.is_conditional(sentence) {
            return Says::Nothing;
        }
        let near = |at: usize| sentence[at + 1..].iter().take(3).any(|w| among(self.thing, w));
        // Whatever is the reader's ("your surgery"), but for what every reader has ("your inbox").
        let sent = |at: usize| sentence.get(at + 1).is_some_and(|next| !among(self.other, next));
        let named = sentence.contains(&MASK)
            || sentence
                .iter()
                .enumerate()
                .any(|(at, w)| among(self.mine, w) && sent(at) || among(self.this, w) && near(at));
        let taken = has(self.taken);
        let (staff, check, queue, show) = (has(self.staff), has(self.check), has(self.queue), has(self.show));
        let held = staff && has(self.hold);
        let first = sentence.iter().take(2).any(|w| among(self.thing, w));
        if named && (taken || queue || held || staff && (check || show))
            || first && taken && (staff || check || queue)
        {
            return Says::All;
        }
        let meant = named || has(self.pronoun);
        let half = first && taken
            || meant && (queue || show)
            || staff && (check || taken)
            || sentence.len() <= SHORT && has(self.cheer);
        if half { Says::Half } else { Says::Nothing }
    }
}
