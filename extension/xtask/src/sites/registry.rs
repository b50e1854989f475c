//! The sites, one line each.

use super::kit::{Reply, Request};
use super::{Ledger, broken, extras, places, plain, spa, steps, strict, walls};

/// What an honest report of that site says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// It can be submitted and is stored.
    Stored,
    /// It stops at a wall or for want of data: this reason, nothing stored.
    HandOver(&'static str),
    /// It cannot work, or lies: anything but `submitted`, nothing stored.
    NotStored,
    /// It answers that the business is listed already.
    Duplicate,
}

/// How a site answers a request.
pub type Template = fn(&Site, &Request, &Ledger) -> Reply;

/// One sample site.
#[derive(Debug)]
pub struct Site {
    /// `siteNN.localhost`.
    pub number: u8,
    /// Its name in the catalogue.
    pub name: &'static str,
    /// Its language.
    pub lang: &'static str,
    /// Path AutoBolt is sent to.
    pub start: &'static str,
    /// What an honest report says.
    pub expect: Expect,
    /// How it is built.
    pub template: Template,
}

impl Site {
    /// Requests that would store a listing it may see from an honest AutoBolt: one, or two where the first is answered with
    /// field errors.
    #[must_use]
    pub fn most_sends(&self) -> u32 {
        if matches!(self.number, 6 | 7 | 24 | 25) { 2 } else { 1 }
    }
}

/// Every sample site.
#[must_use]
pub fn all() -> &'static [Site] {
    SITES
}

const fn site(
    number: u8,
    name: &'static str,
    lang: &'static str,
    start: &'static str,
    expect: Expect,
    template: Template,
) -> Site {
    Site { number, name, lang, start, expect, template }
}

use Expect::{Duplicate, HandOver, NotStored, Stored};

static SITES: &[Site] = &[
    site(1, "Harbor Business Index", "en", "/add", Stored, plain::labelled),
    site(2, "Stadtbranchenbuch Nord", "de", "/add", Stored, plain::labelled),
    site(3, "Annuaire des Artisans", "fr", "/add", Stored, plain::labelled),
    site(4, "Linkwell Directory", "en", "/add", Stored, plain::table_cells),
    site(5, "Guida Imprese", "it", "/add", Stored, plain::table_cells),
    site(6, "Guía Local Sur", "es", "/add", Stored, strict::inline_errors),
    site(7, "Catálogo Atlântico", "pt", "/add", Stored, strict::inline_errors),
    site(8, "Fetchbook", "en", "/add", Stored, spa::fetch_no_form),
    site(9, "Netzverzeichnis", "de", "/add", Stored, spa::fetch_no_form),
    site(10, "Reactory", "en", "/add", Stored, spa::react),
    site(11, "Pages Réactives", "fr", "/add", Stored, spa::react),
    site(12, "Vuepoint Listings", "en", "/add", Stored, spa::vue),
    site(13, "Three Steps Directory", "en", "/add", Stored, steps::server_wizard),
    site(14, "Bedrijvenwijzer", "nl", "/add", Stored, steps::server_wizard),
    site(15, "Wizardry Local", "en", "/add", Stored, steps::client_wizard),
    site(16, "Répertoire Pas à Pas", "fr", "/add", Stored, steps::client_wizard),
    site(17, "Preview First", "en", "/add", Stored, steps::preview),
    site(18, "Vorschau Branchenbuch", "de", "/add", Stored, steps::preview),
    site(19, "Fort Knox Listings", "en", "/add", Stored, places::strict_csp_native),
    site(20, "Nonce Sense Directory", "en", "/add", Stored, places::strict_csp_fetch),
    site(21, "Latecomer Pages", "en", "/add", Stored, places::late_form),
    site(22, "Lista Vagarosa", "pt", "/add", Stored, places::slow_answer),
    site(23, "Old School Links", "en", "/submit.php", Stored, extras::link_directory),
    site(24, "Picky Pages", "en", "/add", Stored, strict::picky_formats),
    site(25, "Genaues Verzeichnis", "de", "/add", Stored, strict::picky_formats),
    site(26, "State by State", "en", "/add", Stored, strict::cascading),
    site(27, "Regiones y Empresas", "es", "/add", Stored, strict::cascading),
    site(28, "Framed Directory", "en", "/add", Stored, places::iframe),
    site(29, "Shadowlist", "en", "/add", Stored, places::shadow_root),
    site(30, "Limiti e Imprese", "it", "/add", Stored, strict::limits),
    site(31, "Cookie Corner", "en", "/", Stored, places::home_and_banner),
    site(32, "Koekjesgids", "nl", "/", Stored, places::home_and_banner),
    site(33, "Open Hours Guide", "en", "/add", Stored, extras::hours_and_logo),
    site(34, "Noisy Neighbourhood", "en", "/add", Stored, extras::noisy),
    site(35, "Bestätigt Verzeichnis", "de", "/add", Stored, extras::confirm_by_mail),
    site(36, "Alert Bay", "en", "/add", Stored, extras::alerting),
    site(37, "Combo Directory", "en", "/add", Stored, spa::combobox),
    site(38, "Selectory", "en", "/add", Stored, spa::select_box),
    site(39, "Rich Text Registry", "en", "/add", Stored, spa::rich_text),
    site(40, "Captcha Gate", "en", "/add", HandOver("captcha"), walls::recaptcha),
    site(41, "Bildcode Verzeichnis", "de", "/add", HandOver("captcha"), walls::image_code),
    site(42, "Turnstile Town", "en", "/add", HandOver("captcha"), walls::turnstile),
    site(43, "Members Only Index", "en", "/add", HandOver("login"), walls::login),
    site(44, "Espace Membres", "fr", "/add", HandOver("login"), walls::login),
    site(45, "Premium Placement", "en", "/add", HandOver("payment"), walls::paid),
    site(46, "Licensed Trades Board", "en", "/add", HandOver("missing_data"), walls::unknown_field),
    site(47, "Thanks For Nothing", "en", "/add", NotStored, broken::always_thanks),
    site(48, "Crash and Cheer", "en", "/add", NotStored, broken::cheerful_error),
    site(49, "Dead Letter Directory", "en", "/add", NotStored, broken::dead_button),
    site(50, "Already Here", "en", "/add", Duplicate, broken::duplicate),
    site(51, "Gone Fishing", "en", "/add", NotStored, broken::gone),
    site(52, "Silent Treatment", "en", "/add", NotStored, broken::silent),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_template_serves_more_than_three_sites_and_most_sites_can_be_submitted() {
        for site in SITES {
            let same = SITES.iter().filter(|s| std::ptr::fn_addr_eq(s.template, site.template)).count();
            assert!(same <= 3, "{} shares its template with {same}", site.name);
        }
        assert!(SITES.len() >= 50);
        assert!(SITES.iter().filter(|s| s.expect == Stored).count() >= 36);
    }
}
