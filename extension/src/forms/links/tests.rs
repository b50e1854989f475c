//! Which link leads to the form.

use super::*;
use crate::forms::plan::Recipe;
use autobolt_shared::BusinessProfile;

fn link(text: &str, href: &str) -> Link {
    Link { text: text.into(), href: href.into(), ..Link::default() }
}

fn followed(links: &[(&str, &str)], followed: u32) -> Option<String> {
    let links = links.iter().map(|(t, h)| link(t, h)).collect();
    let frame = FrameSnapshot { url: "https://dir.example/".into(), links, ..FrameSnapshot::default() };
    let page = PageSnapshot { frames: vec![frame] };
    let (profile, recipe) = (BusinessProfile::default(), Recipe::default());
    let ctx = Context {
        profile: &profile,
        recipe: &recipe,
        language: None,
        country: None,
        steps_done: 0,
        links_followed: followed,
        waited_ms: 0,
    };
    follow(&page, &ctx).map(|l| l.text.clone())
}

#[test]
fn the_way_to_the_form_is_found_in_seven_languages() {
    for text in [
        "Add your business",
        "Submit a site",
        "List your company for free",
        "Submit Listing",
        "Get listed",
        "Firma eintragen",
        "Kostenlos eintragen",
        "Jetzt Unternehmen anmelden",
        "Ajouter votre entreprise",
        "Inscrire mon site",
        "Añadir empresa",
        "Registra tu negocio",
        "Aggiungi la tua azienda",
        "Segnala il tuo sito",
        "Bedrijf aanmelden",
        "Meld uw bedrijf aan",
        "Cadastre sua empresa",
        "Adicionar empresa",
    ] {
        let links = [
            ("Home", "https://dir.example/home"),
            ("Categories", "https://dir.example/c"),
            (text, "https://dir.example/p/17"),
            ("Contact", "https://dir.example/contact"),
        ];
        assert_eq!(followed(&links, 0).as_deref(), Some(text));
    }
}

#[test]
fn sign_in_advertising_and_other_sites_are_not_followed() {
    for (text, href) in [
        ("Log in to add your business", "https://dir.example/login"),
        ("Add your business", "https://dir.example/login?next=/add"),
        ("Advertise your business", "https://dir.example/add-ad"),
        ("Add listing", "https://other.example/add"),
        ("Add your business on Google", "https://business.google.com/add"),
        ("Claim your listing", "https://dir.example/claim"),
        ("How to submit a site", "https://dir.example/blog/how-to-submit"),
        ("Add your business", "https://dir.example/"),
        ("Add your business", "javascript:void(0)"),
    ] {
        assert_eq!(followed(&[(text, href)], 0), None, "{text} {href}");
    }
}

#[test]
fn the_free_way_is_preferred_and_three_links_are_enough() {
    let links = [
        ("Add premium listing", "https://dir.example/add?plan=2"),
        ("Add listing", "https://dir.example/add?plan=3"),
        ("Add free listing", "https://dir.example/add?plan=1"),
    ];
    assert_eq!(followed(&links, 0).as_deref(), Some("Add free listing"));
    assert_eq!(followed(&links, 3), None);
}
