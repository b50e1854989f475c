//! From a directory's home page to its listing form: which link to follow.

mod cards;

pub use cards::{Card, free_card};

use super::advance::button_text;
use super::field::Meaning;
use super::plan::{Context, Target};
use super::snapshot::{ControlKind, FrameSnapshot, Link, PageSnapshot};
use super::words::{Folded, Topic, says};
use super::{address, walls};

/// So many links are followed from the start page, no more.
pub const MAX_LINKS: u32 = 3;
/// What a link must score.
const FLOOR: i32 = 40;

/// Hosts that are never a directory's own form.
const NEVER: &[&str] = &[
    "facebook.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "instagram.com",
    "youtube.com",
    "pinterest.com",
    "google.com",
    "apple.com",
    "t.me",
    "wa.me",
    "whatsapp.com",
    "tiktok.com",
    "doubleclick.net",
    "googleadservices.com",
    "amazon.com",
    "wordpress.org",
    "github.com",
];

/// The best link to the listing form, or none.
#[must_use]
pub fn follow<'a>(page: &'a PageSnapshot, ctx: &Context<'_>) -> Option<&'a Link> {
    if ctx.links_followed >= MAX_LINKS || ctx.steps_done > 0 {
        return None;
    }
    let scored = page.frames.iter().flat_map(|f| f.links.iter().map(move |l| (score(f, l), l)));
    let mut best: Option<(i32, &Link)> = None;
    for (score, link) in scored {
        if score >= FLOOR && best.is_none_or(|(s, _)| score > s) {
            best = Some((score, link));
        }
    }
    best.map(|(_, link)| link)
}

/// A page that asks for the category first and offers each as a link: the one that fits the business.
#[must_use]
pub fn category<'a>(page: &'a PageSnapshot, ctx: &Context<'_>) -> Option<&'a Link> {
    const VERBS: &[&str] = &[
        "select",
        "choose",
        "pick",
        "wahlen",
        "auswahlen",
        "wahle",
        "choisir",
        "choisissez",
        "elige",
        "elegir",
        "selecciona",
        "seleccionar",
        "scegli",
        "scegliere",
        "seleziona",
        "kies",
        "selecteer",
        "escolha",
        "selecione",
    ];
    if ctx.links_followed >= MAX_LINKS || ctx.steps_done > 0 {
        return None;
    }
    let asks = |text: &str| {
        let folded = Folded::new(text);
        let words = folded.words();
        let of_kind = |w: &&str| {
            ["categor", "kategorie", "rubri", "branche", "sector", "secteur"].iter().any(|k| w.starts_with(k))
        };
        words.len() <= 12 && words.iter().any(|w| VERBS.contains(w)) && words.iter().any(of_kind)
    };
    let top = page.top()?;
    let headings =
        top.texts.iter().filter(|t| matches!(t.tag.as_str(), "h1" | "h2" | "h3")).map(|t| t.text.as_str());
    if !headings.chain([top.title.as_str()]).any(asks) {
        return None;
    }
    let own = |l: &&Link| {
        l.region.is_empty()
            && !address::same_document(&l.href, &top.url)
            && address::site(&l.href) == address::site(&top.url)
            && !walls::is_account_address(&l.href)
    };
    let links: Vec<&Link> = top.links.iter().filter(own).collect();
    let texts: Vec<String> = links.iter().map(|l| l.text.clone()).collect();
    super::choices::among_texts(Meaning::Category, &texts, ctx).and_then(|at| links.get(at).copied())
}

/// A button that opens the form by script, where no link leads to it.
#[must_use]
pub fn opener(page: &PageSnapshot, ctx: &Context<'_>) -> Option<Target> {
    if ctx.links_followed >= MAX_LINKS || ctx.steps_done > 0 {
        return None;
    }
    page.frames.iter().find_map(|frame| {
        let button = frame.controls.iter().find(|c| {
            let text = button_text(c);
            c.kind == ControlKind::Button
                && c.visible
                && !c.disabled
                && c.form.is_none()
                && c.expanded != Some(true)
                && (says_add(text) || starts(frame, text))
        })?;
        Some(Target { frame_id: frame.frame_id, r: button.r })
    })
}

/// "Start" on a page that is about adding a business, and has nothing else to press.
fn starts(frame: &FrameSnapshot, text: &str) -> bool {
    let begins = [
        "start",
        "begin",
        "get started",
        "let s go",
        "lets go",
        "los geht s",
        "starten",
        "commencer",
        "demarrer",
        "empezar",
        "comenzar",
        "inizia",
        "beginnen",
        "comecar",
        "iniciar",
    ];
    let alone = frame.controls.iter().filter(|c| c.kind == ControlKind::Button && c.visible).count() <= 2;
    let about = std::iter::once(frame.title.as_str())
        .chain(frame.texts.iter().filter(|t| matches!(t.tag.as_str(), "h1" | "h2")).map(|t| t.text.as_str()))
        .any(says_add);
    alone && about && begins.contains(&Folded::new(text).as_str())
}

fn says_add(text: &str) -> bool {
    let folded = Folded::new(text);
    let count = folded.words().len();
    (1..=8).contains(&count) && says(Topic::AddBusiness, text) && !speaks_of_other(&folded)
}

/// Signing in, paying, advertising, claiming what is listed already, and explaining how.
fn speaks_of_other(folded: &Folded) -> bool {
    let text = folded.as_str();
    let words = [
        "login",
        "signin",
        "advertise",
        "advertising",
        "premium",
        "sponsored",
        "sponsor",
        "featured",
        "pricing",
        "claim",
        "review",
        "password",
        "guest",
        "event",
        "events",
        "job",
        "jobs",
        "blog",
        "how",
        "why",
        "guidelines",
        "rules",
        "terms",
        "article",
        "coupon",
        "werbung",
        "werben",
        "publicite",
        "publicidad",
        "pubblicita",
        "adverteren",
        "publicidade",
        "account",
        "rezension",
        "bewertung",
        "avis",
        "resena",
        "recensione",
        "newsletter",
        "api",
        "report",
    ];
    folded.words().iter().any(|w| words.contains(w)) || (says(Topic::Pay, text) && !says(Topic::Free, text))
}

/// "For business owners", "Für Unternehmen": the part of a directory for those who want to be in it.
fn is_for_owners(folded: &Folded) -> bool {
    const OWNERS: &[&str] = &[
        "owner",
        "owners",
        "businesses",
        "unternehmen",
        "unternehmer",
        "firmen",
        "gewerbetreibende",
        "professionnels",
        "pros",
        "entreprises",
        "empresas",
        "negocios",
        "propietarios",
        "aziende",
        "imprese",
        "titolari",
        "bedrijven",
        "ondernemers",
        "proprietarios",
    ];
    let words = folded.words();
    let begins = ["for", "fur", "pour", "para", "per", "voor", "business", "espace"];
    (2..=5).contains(&words.len())
        && words.first().is_some_and(|w| begins.contains(w))
        && words.iter().any(|w| OWNERS.contains(w))
}

/// Path words of submission pages.
const PATHS: &[&str] = &[
    "submit",
    "add",
    "addlisting",
    "addbusiness",
    "addurl",
    "addlink",
    "addsite",
    "submission",
    "suggest",
    "newlisting",
    "eintragen",
    "eintrag",
    "anmelden",
    "inscription",
    "inscrire",
    "ajouter",
    "proposer",
    "soumettre",
    "anadir",
    "agregar",
    "registrar",
    "alta",
    "aggiungi",
    "inserisci",
    "segnala",
    "aanmelden",
    "toevoegen",
    "cadastrar",
    "cadastro",
    "adicionar",
    "anunciar",
    "register",
    "new",
    "create",
    "join",
    "getlisted",
    "list",
    "firmeneintrag",
    "basiseintrag",
    "publicar",
];

fn score(frame: &FrameSnapshot, link: &Link) -> i32 {
    let href = link.href.trim();
    let lower = href.to_ascii_lowercase();
    if !(lower.starts_with("http://") || lower.starts_with("https://"))
        || address::same_document(href, &frame.url)
    {
        return 0;
    }
    if walls::is_account_address(href) {
        return 0;
    }
    let folded = Folded::new(&link.text);
    if speaks_of_other(&folded) {
        return 0;
    }
    let said = says_add(&link.text);
    let own = address::site(href) == address::site(&frame.url);
    if !own && (!said || NEVER.contains(&address::site(href).as_str()) || folded.words().len() < 3) {
        return 0;
    }
    let path = address::words(href);
    let pathed = path.iter().any(|w| PATHS.contains(&w.as_str()));
    let listed = path.iter().any(|w| {
        [
            "listing",
            "listings",
            "business",
            "site",
            "link",
            "url",
            "company",
            "website",
            "tool",
            "startup",
            "firma",
            "empresa",
            "entreprise",
            "azienda",
            "bedrijf",
        ]
        .contains(&w.as_str())
    });
    let mut score = 0;
    if said {
        score += 60 - i32::try_from(folded.words().len()).unwrap_or(0) * 2;
    }
    if pathed {
        score += if listed { 45 } else { 25 };
    }
    // "For business owners": the way to the way.
    if !said && own && is_for_owners(&folded) {
        score += 42;
    }
    if says(Topic::Free, &link.text) && (said || pathed) {
        score += 15;
    }
    // A call on the page itself is meant more than an entry of the menu, a menu more than small print.
    score += match link.region.as_str() {
        "footer" => -5,
        "" => 3,
        _ => 0,
    };
    // "/category/new-york", "/listing/add-ons": deep in the catalogue is no way to the form.
    if path.iter().any(|w| {
        ["category", "categories", "tag", "blog", "news", "cart", "product", "wiki", "search", "author"]
            .contains(&w.as_str())
    }) && !said
    {
        score -= 30;
    }
    if !own {
        score -= 15;
    }
    score
}

#[cfg(test)]
mod tests;
