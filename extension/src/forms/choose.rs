//! Which form of a page is the listing form.

use super::assign::fillable;
use super::classify::question::{Shape, reachable};
use super::classify::{Understood, understand};
use super::field::Meaning as M;
use super::plan::Context;
use super::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use super::text::{fold, tokens};

/// A form that may be the listing form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormChoice {
    /// The frame it is in.
    pub frame_id: i32,
    /// Index into the frame's forms; `None` for fields outside any `<form>`.
    pub form: Option<u32>,
    /// How much speaks for it; [`FLOOR`] and above.
    pub score: f32,
    /// Its controls, buttons included.
    pub controls: Vec<u32>,
}

/// Below this a form is no listing form.
pub const FLOOR: f32 = 3.0;

/// The listing forms of a page, best first; fields outside any `<form>` count as one.
#[must_use]
pub fn listing_forms(page: &PageSnapshot, ctx: &Context<'_>) -> Vec<FormChoice> {
    understood_forms(page, ctx).into_iter().map(|(choice, _)| choice).collect()
}

/// The listing forms with what their fields were understood as, so that who fills one need not read it again.
#[must_use]
pub fn understood_forms<'a>(
    page: &'a PageSnapshot,
    ctx: &Context<'_>,
) -> Vec<(FormChoice, Vec<Understood<'a>>)> {
    let mut all = every_form(page, ctx);
    all.retain(|(choice, _)| choice.score >= FLOOR);
    all
}

/// Every form of a page, listing form or not, best first.
#[must_use]
pub fn every_form<'a>(page: &'a PageSnapshot, ctx: &Context<'_>) -> Vec<(FormChoice, Vec<Understood<'a>>)> {
    let mut out: Vec<(FormChoice, Vec<Understood<'a>>)> = Vec::new();
    let about_page = page.top().map_or(0.0, page_says);
    for frame in &page.frames {
        let mut forms: Vec<Option<u32>> = Vec::new();
        for c in &frame.controls {
            if !forms.contains(&c.form) {
                forms.push(c.form);
            }
        }
        for form in forms {
            let understood = understand(frame, form, ctx);
            let score = score(frame, form, &understood, about_page, ctx);
            let controls = frame.controls.iter().filter(|c| c.form == form).map(|c| c.r).collect();
            out.push((FormChoice { frame_id: frame.frame_id, form, score, controls }, understood));
        }
    }
    crate::order::sort_by(&mut out, |(a, _), (b, _)| b.score.total_cmp(&a.score));
    out
}

/// What a field of this meaning is worth as a sign of a listing form.
fn worth(meaning: M) -> f32 {
    match meaning {
        M::BusinessName | M::Category => 2.0,
        M::Description | M::Website | M::Street | M::FullAddress | M::OpeningHours => 1.5,
        M::ShortDescription
        | M::Tagline
        | M::Subcategory
        | M::Keywords
        | M::City
        | M::Postcode
        | M::State
        | M::Phone
        | M::Logo
        | M::Employees
        | M::FoundedYear
        | M::PriceRange => 1.0,
        M::Social(_)
        | M::Photo
        | M::Country
        | M::VideoUrl
        | M::PaymentMethods
        | M::ServiceArea
        | M::TaxId
        | M::Fax
        | M::Mobile
        | M::Latitude
        | M::Longitude
        | M::FreePlan => 0.7,
        M::Email | M::ContactName | M::ContactFirstName | M::ContactLastName | M::SubmitterEmail => 0.6,
        M::Terms
        | M::EmailConfirm
        | M::ContactRole
        | M::Languages
        | M::Street2
        | M::HouseNumber
        | M::PhoneCountryCode
        | M::PhonePiece(_) => 0.3,
        M::OpensAt(_) | M::ClosesAt(_) | M::DayHours(_) => 0.2,
        _ => 0.0,
    }
}

fn score(
    frame: &FrameSnapshot,
    form: Option<u32>,
    understood: &[Understood<'_>],
    about_page: f32,
    ctx: &Context<'_>,
) -> f32 {
    let seen: Vec<&Understood<'_>> = understood.iter().filter(|u| u.question.reachable()).collect();
    let usable = seen.iter().filter(|u| fillable(u.is.meaning)).count();
    if usable == 0 {
        return 0.0;
    }
    let mut score: f32 =
        seen.iter().filter(|u| fillable(u.is.meaning)).map(|u| worth(u.is.meaning) * u.is.confidence).sum();
    let words = form_says(frame, form);
    let wording = words.listing.max(about_page);
    let has = |m: M| seen.iter().any(|u| u.is.meaning == m);
    let any = |test: &dyn Fn(&Understood<'_>) -> bool| seen.iter().any(|u| test(u));
    // The kinds of form that stand beside the listing form.
    if words.search || (has(M::Search) && usable <= 3) {
        score -= 6.0;
    }
    let typed = seen
        .iter()
        .filter(|u| {
            matches!(
                u.question.shape,
                Shape::Line | Shape::Lines | Shape::Rich | Shape::Password | Shape::Select | Shape::Combobox
            )
        })
        .count();
    let password = has(M::Password);
    if password && typed <= 3 {
        score -= 8.0;
    }
    let only_person = seen.iter().filter(|u| fillable(u.is.meaning)).all(|u| {
        matches!(
            u.is.meaning,
            M::Email
                | M::SubmitterEmail
                | M::EmailConfirm
                | M::ContactName
                | M::ContactFirstName
                | M::ContactLastName
                | M::Terms
                | M::Phone
                | M::Mobile
                | M::PhoneCountryCode
                | M::PhonePiece(_)
                | M::ContactRole
                | M::Country
        )
    });
    if only_person {
        // Newsletter, sign-up, contact.
        score -= if wording > 1.5 && !password && !words.newsletter && typed > 1 { 0.0 } else { 5.0 };
    }
    let comment = any(&|u| {
        u.is.meaning == M::NotAboutBusiness && matches!(u.question.shape, Shape::Lines) && u.question.required
            || is_comment_box(u.question.first())
    });
    let listing_signs =
        ["category", "address"].iter().filter(|k| seen.iter().any(|u| sign(u.is.meaning) == **k)).count();
    if comment && listing_signs == 0 {
        score -= 5.0;
    }
    if words.comment {
        score -= 6.0;
    }
    score += words.listing.min(2.0) + about_page * 0.7;
    // A first step that asks one thing is known by what the page around it says.
    let first_step = any(&|u| {
        matches!(u.is.meaning, M::Category | M::Website | M::BusinessName | M::FreePlan | M::FullAddress)
    }) && !password
        && !words.search
        && !words.comment
        && !words.newsletter;
    if first_step && score < FLOOR && (wording >= 1.0 || ctx.steps_done > 0) {
        score = FLOOR;
    }
    let login = password && typed <= 3;
    let beside = words.search || words.newsletter || words.comment || login;
    if ctx.steps_done > 0 && !beside {
        // A later step of a wizard may ask anything.
        score = score.max(if wording > 0.0 || usable >= 2 { FLOOR } else { score });
    }
    score
}

fn sign(meaning: M) -> &'static str {
    match meaning {
        M::Category | M::Subcategory => "category",
        M::Street | M::FullAddress | M::City | M::Postcode => "address",
        _ => "",
    }
}

fn is_comment_box(c: &Control) -> bool {
    c.kind == ControlKind::TextArea
        && matches!(
            fold(&c.name).as_str(),
            "comment" | "message" | "kommentar" | "nachricht" | "your-message"
        )
}

#[derive(Default)]
struct Says {
    listing: f32,
    search: bool,
    newsletter: bool,
    comment: bool,
}

fn form_says(frame: &FrameSnapshot, form: Option<u32>) -> Says {
    let mut says = Says::default();
    for c in frame.controls.iter().filter(|c| c.form == form && c.kind == ControlKind::Button && reachable(c))
    {
        let text = if c.text.is_empty() { &c.value } else { &c.text };
        says.listing = says.listing.max(listing_words(text) * 1.2);
        says.newsletter |= tokens(text).iter().any(|w| {
            matches!(
                w.as_str(),
                "subscribe"
                    | "abonnieren"
                    | "suscribirse"
                    | "suscribirme"
                    | "iscriviti"
                    | "inschrijven"
                    | "assinar"
                    | "abonner"
            )
        });
    }
    let Some(f) = form.and_then(|i| frame.forms.get(i as usize)) else { return says };
    for text in [&f.heading, &f.aria_label] {
        says.listing = says.listing.max(listing_words(text) * 1.5);
    }
    for text in [&f.id, &f.name, &f.classes] {
        says.listing = says.listing.max(listing_words(&super::text::name_tokens(text).join(" ")) * 0.8);
    }
    says.listing = says.listing.max(address_words(&f.action) * 0.8);
    let marks = fold(&format!("{} {} {} {} {}", f.id, f.name, f.classes, f.role, f.action));
    says.search = f.role == "search" || marks.contains("search") && f.method == "get";
    says.newsletter |=
        ["newsletter", "mc-embedded", "mailchimp", "subscribe"].iter().any(|m| marks.contains(m));
    says.comment = ["commentform", "comment-form", "comments-post", "reviewform", "review-form"]
        .iter()
        .any(|m| marks.contains(m));
    says
}

/// What the page's address, title and headings say about listing a business, 0 to 2.
fn page_says(frame: &FrameSnapshot) -> f32 {
    let headings = frame
        .texts
        .iter()
        .filter(|t| matches!(t.tag.as_str(), "h1" | "h2" | "legend"))
        .map(|t| listing_words(&t.text))
        .fold(0.0, f32::max);
    headings.max(listing_words(&frame.title) * 0.8).max(address_words(&frame.url)).min(2.0)
}

const VERBS: &str = "\
    aanmelden aanmelding add adicionar adicione aggiungi agrega agregar ajouter ajoutez alta anade \
    anadir anmelden cadastrar cadastre claim create creer eintragen enviar erstellen \
    hinzufuegen hinzufugen inschrijven inscrever inscribir inscrire inscrivez inserisci iscrivi \
    kostenlos list melden new post proponi proposer publicar publier publish referencer register \
    registra registrar registrati registre registreren registrieren segnala soumettre submit sugerir \
    suggest toevoegen voeg vorschlagen";
const THINGS: &str = "\
    ad annuaire anuncio app attivita azienda bedrijf bedrijfsvermelding betrieb branchenbuch \
    brancheneintrag business company directorio directory ditta eintrag empresa enlace entreprise \
    estabelecimento etablissement fiche firm firma firmeneintrag impresa item lien link listing \
    negocio onderneming organization place product profile project resource scheda service site \
    sitio sito societe startup tool unternehmen url vermelding verzeichnis webseite website";

/// Whether a word is in a list of words.
fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// How much a text speaks of adding a business to a directory, 0 to 1.
fn listing_words(text: &str) -> f32 {
    let words = tokens(text);
    if words.is_empty() || words.len() > 14 {
        return 0.0;
    }
    let verb = words.iter().any(|w| listed(VERBS, w));
    let thing = words.iter().any(|w| listed(THINGS, w));
    let single = words.iter().any(|w| {
        matches!(
            w.as_str(),
            "firmeneintrag"
                | "brancheneintrag"
                | "addlisting"
                | "addlink"
                | "addsite"
                | "submitlisting"
                | "submitlink"
                | "bedrijfsvermelding"
                | "firmeneintragung"
                | "addbusiness"
                | "addurl"
        )
    });
    match (verb, thing) {
        (true, true) => 1.3,
        _ if single => 1.3,
        (true, false) if words.len() <= 2 => 0.3,
        _ => 0.0,
    }
}

fn address_words(url: &str) -> f32 {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, p)| p);
    path.split(['/', '?', '&', '#', '='])
        .map(|part| listing_words(&super::text::name_tokens(part).join(" ")))
        .fold(0.0, f32::max)
}
