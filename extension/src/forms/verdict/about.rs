//! What a sentence is about besides: an offer, a part of the whole, an account, a guard before the site.

/// "Upgrade to premium", "get featured": an offer beside the answer, not a condition of it.
pub(super) fn is_offer(words: &[&str]) -> bool {
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
pub(super) const MAIL_SENT: &[&str] = &[
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

/// Words of a guard that stands before a site and takes programs and spammers for the same: a person gets through.
pub(super) const GUARDS: &[&str] = &[
    "security",
    "firewall",
    "waf",
    "cloudflare",
    "wordfence",
    "sucuri",
    "imperva",
    "akamai",
    "bot",
    "bots",
    "robot",
    "automated",
    "suspicious",
    "sicherheitsdienst",
    "sicherheitssystem",
    "sicherheitsgrunden",
    "securite",
    "seguridad",
    "sicurezza",
    "beveiliging",
    "beveiligingsdienst",
    "seguranca",
];

/// An image was added, a step saved, a link copied: success of a part is none of the whole.
pub(super) fn is_about_a_part(words: &[&str]) -> bool {
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
pub(super) fn about_an_account(words: &[&str]) -> bool {
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
pub(super) fn about_an_account_only(words: &[&str]) -> bool {
    let listing =
        ["listing", "submission", "link", "entry", "eintrag", "annonce", "anuncio", "annuncio", "vermelding"];
    words.iter().any(|w| ACCOUNT_WORDS.contains(w)) && !words.iter().any(|w| listing.contains(w))
}
