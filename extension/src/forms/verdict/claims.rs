//! What the page says since the press, and what it said before: only new words count, and never those AutoBolt typed.

use crate::forms::address;
use crate::forms::outcome::PressObservation;
use crate::forms::plan::Context;
use crate::forms::snapshot::{Control, FrameSnapshot, TextBlock};
use crate::forms::words::{Folded, MASK, Topic, beginnings, conditional, doubted, hits, sentences};
use std::collections::HashSet;

/// A page with more blocks of text than this has more on it than an answer: there, only what stands out answers.
const FULL_PAGE: usize = 40;
/// Blocks at the start of a page that stand out by their place.
const FIRST_BLOCKS: usize = 15;
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
}

/// One new text and whether it stands out.
struct New<'a> {
    text: &'a str,
    stands_out: bool,
    /// It was shown and taken away again: what it asked for is no longer asked.
    gone: bool,
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
            }
        }
        claims
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
        note(&mut self.refused, Topic::Refused);

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
        self.duplicate.as_ref().or(self.refused.as_ref()).or(self.failure.as_ref()).or(self.broken.as_ref())
    }
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

/// "Upgrade to premium", "get featured": an offer beside the answer, not a condition of it.
fn is_offer(words: &[&str]) -> bool {
    let offers = [
        "upgrade",
        "premium",
        "featured",
        "feature",
        "boost",
        "optional",
        "faster",
        "promote",
        "highlight",
        "sponsor",
        "hervorheben",
        "aufwerten",
        "avant",
        "destacar",
        "destacado",
        "evidenza",
        "uitgelicht",
        "destaque",
        "option",
        "ads",
    ];
    words.iter().any(|w| offers.contains(w))
}

/// Words of a sentence about a mail that is on its way.
const MAIL_SENT: &[&str] = &[
    "link",
    "inbox",
    "sent",
    "click",
    "clicking",
    "mailbox",
    "spam",
    "posteingang",
    "postfach",
    "klicken",
    "klick",
    "klicke",
    "bestatigungslink",
    "lien",
    "cliquez",
    "boite",
    "enlace",
    "clic",
    "bandeja",
    "clicca",
    "casella",
    "klik",
    "clique",
    "caixa",
];

/// An image was added, a step saved, a link copied: success of a part is none of the whole.
fn is_about_a_part(words: &[&str]) -> bool {
    let parts = [
        "image",
        "images",
        "photo",
        "photos",
        "file",
        "files",
        "logo",
        "picture",
        "video",
        "step",
        "draft",
        "settings",
        "password",
        "cart",
        "comment",
        "vote",
        "copied",
        "clipboard",
        "uploaded",
        "upload",
        "bild",
        "bilder",
        "foto",
        "fotos",
        "datei",
        "dateien",
        "schritt",
        "entwurf",
        "kommentar",
        "warenkorb",
        "einstellungen",
        "passwort",
        "fichier",
        "etape",
        "brouillon",
        "commentaire",
        "panier",
        "imagen",
        "imagenes",
        "archivo",
        "paso",
        "borrador",
        "comentario",
        "carrito",
        "immagine",
        "immagini",
        "passo",
        "bozza",
        "commento",
        "carrello",
        "afbeelding",
        "bestand",
        "stap",
        "concept",
        "reactie",
        "imagem",
        "imagens",
        "arquivo",
        "ficheiro",
        "etapa",
        "rascunho",
        "carrinho",
    ];
    words.iter().any(|w| parts.contains(w))
}

const ACCOUNT_WORDS: &[&str] = &[
    "account",
    "accounts",
    "user",
    "username",
    "login",
    "konto",
    "benutzer",
    "benutzername",
    "benutzerkonto",
    "compte",
    "utilisateur",
    "cuenta",
    "usuario",
    "utente",
    "gebruiker",
    "gebruikersnaam",
    "conta",
    "utilizador",
];

/// "This e-mail is already registered" is about an account, not about the listing.
fn about_an_account(words: &[&str]) -> bool {
    let mail = [
        "email",
        "emailadresse",
        "emailadres",
        "mail",
        "courriel",
        "correo",
        "telefon",
        "phone",
        "password",
        "passwort",
    ];
    words.iter().any(|w| ACCOUNT_WORDS.contains(w) || mail.contains(w))
}

/// "Activate your account": says nothing about a listing.
fn about_an_account_only(words: &[&str]) -> bool {
    let listing =
        ["listing", "submission", "link", "entry", "eintrag", "annonce", "anuncio", "annuncio", "vermelding"];
    words.iter().any(|w| ACCOUNT_WORDS.contains(w)) && !words.iter().any(|w| listing.contains(w))
}

/// What AutoBolt typed, folded: the values of this press, and the profile's own words.
fn typed_values(seen: &PressObservation, ctx: &Context<'_>) -> Vec<Folded> {
    let p = ctx.profile;
    let profile =
        [&p.business_name, &p.description, &p.short_description, &p.tagline, &p.street, &p.contact_name];
    let mut values: Vec<Folded> = seen
        .typed
        .iter()
        .map(String::as_str)
        .chain(profile.into_iter().filter_map(|v| v.as_deref()))
        .map(Folded::new)
        .filter(|f| !f.as_str().is_empty())
        .collect();
    crate::order::sort_by(&mut values, |a, b| a.as_str().cmp(b.as_str()));
    values.dedup();
    values
}

fn texts_of(frame: &FrameSnapshot) -> impl Iterator<Item = &str> {
    frame.texts.iter().map(|t| t.text.as_str()).chain(std::iter::once(frame.title.as_str()))
}

fn labels_of(control: &Control) -> [&str; 12] {
    let l = &control.labels;
    [
        &l.label_for,
        &l.wrapping,
        &l.aria_label,
        &l.aria_labelledby,
        &l.description,
        &l.legend,
        &l.preceding,
        &l.following,
        &l.orphan_label,
        &control.text,
        &control.placeholder,
        &control.title,
    ]
}

/// Sentences that are no answer: those that stood before, and those on things to press and fill.
fn known_sentences(seen: &PressObservation) -> HashSet<Folded> {
    let mut texts: Vec<&str> = vec![&seen.pressed_text];
    for frame in &seen.before.frames {
        texts.extend(texts_of(frame));
        texts.extend(frame.links.iter().map(|l| l.text.as_str()));
        texts.extend(frame.overlay.iter().map(|o| o.text.as_str()));
        for control in &frame.controls {
            texts.extend(labels_of(control));
            texts.extend([
                control.labels.heading.as_str(),
                control.labels.cell_left.as_str(),
                control.labels.cell_above.as_str(),
            ]);
            texts.push(&control.labels.error);
        }
    }
    for frame in &seen.after.frames {
        texts.extend(frame.links.iter().map(|l| l.text.as_str()));
        for control in &frame.controls {
            texts.extend([
                control.text.as_str(),
                &control.placeholder,
                &control.labels.label_for,
                &control.labels.wrapping,
            ]);
        }
    }
    // Labels and headings are told many times over.
    let wholes: HashSet<&str> = texts.into_iter().collect();
    let parts: HashSet<&str> = wholes.iter().flat_map(|t| sentences(t)).collect();
    wholes.union(&parts).map(|t| Folded::new(t)).collect()
}

fn new_texts(seen: &PressObservation) -> Vec<New<'_>> {
    let mut texts: Vec<New<'_>> = seen
        .dialogs
        .iter()
        .filter(|d| d.kind == "alert")
        .map(|d| New { text: &d.text, stands_out: true, gone: false })
        .collect();
    let sites: Vec<String> = seen
        .before
        .frames
        .iter()
        .filter(|f| f.parent_frame_id.is_none())
        .map(|f| address::site(&f.url))
        .collect();
    let pressed = seen.pressed.map(|t| t.frame_id);
    // An advertisement's or a chat's frame does not speak for the directory.
    let speaks = |f: &&FrameSnapshot| {
        f.parent_frame_id.is_none() || Some(f.frame_id) == pressed || sites.contains(&address::site(&f.url))
    };
    for frame in seen.after.frames.iter().filter(speaks) {
        let replaced = seen.before.frame(frame.frame_id).is_none_or(|b| b.document_id != frame.document_id);
        let full = replaced && frame.texts.len() > FULL_PAGE;
        let stands_out = |at: usize, block: &TextBlock| !full || at < FIRST_BLOCKS || is_notice(block);
        texts.extend(frame.texts.iter().enumerate().map(|(at, b)| New {
            text: &b.text,
            stands_out: stands_out(at, b),
            gone: false,
        }));
        texts.extend(frame.overlay.iter().map(|o| New { text: &o.text, stands_out: true, gone: false }));
    }
    // What appeared and stays was read above, with its place; what vanished again (a toast) stands out by itself.
    let full = seen.navigated && seen.after.frames.iter().any(|f| f.texts.len() > FULL_PAGE);
    let stays = |text: &str| {
        seen.after
            .frames
            .iter()
            .flat_map(|f| &f.texts)
            .any(|b| b.text.contains(text) || text.contains(&b.text))
    };
    texts.extend(seen.appeared.iter().map(|t| {
        let gone = !stays(t);
        New { text: t, stands_out: !full || gone, gone }
    }));
    texts
}

/// Whether a block is made to be noticed.
pub(super) fn is_notice(block: &TextBlock) -> bool {
    let marks = block.marks.to_lowercase();
    let words = [
        "alert",
        "notice",
        "message",
        "success",
        "flash",
        "error",
        "warning",
        "info",
        "status",
        "toast",
        "thank",
        "confirm",
        "notification",
        "msg",
        "invalid",
        "danger",
        "meldung",
        "hinweis",
    ];
    matches!(block.tag.as_str(), "h1" | "h2" | "h3" | "dialog")
        || ["alert", "status", "dialog", "alertdialog", "log"].iter().any(|r| block.role.contains(r))
        || words.iter().any(|w| marks.contains(w))
}
