//! Sites that stop a machine, and rightly so. None of them stores anything.

use super::kit::{Reply, Request, page};
use super::words::words;
use super::{Ledger, Site};

fn guarded(site: &Site, request: &Request, ledger: &Ledger, guard: &str, field: &str) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            // No answer to the challenge is ever right here: nobody solves it in a test.
            let _ = request.has(field);
            Reply::html(page(site, w.add, "", "<p class=\"error\">The verification failed.</p>")).status(403)
        }
        ("/add", false) => {
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/add\"><p><label>{name} *<br><input name=\"name\" required></label></p>\
                 <p><label>{email} *<br><input name=\"email\" type=\"email\" required></label></p>\
                 <p><label>{description}<br><textarea name=\"text\"></textarea></label></p>{guard}<button type=\"submit\">{submit}</button></form>",
                add = w.add,
                name = w.name,
                email = w.email,
                description = w.description,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/captcha.svg", _) => Reply::html(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40\"><text x=\"10\" y=\"28\" font-size=\"24\">x7Rk2</text></svg>",
        )
        .header("content-type", "image/svg+xml"),
        ("/challenge", _) => Reply::html("<!doctype html><body><label><input type=\"checkbox\"> I'm not a robot</label></body>"),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// A tick-box challenge in a frame.
pub fn recaptcha(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let guard = "<div class=\"g-recaptcha\" data-sitekey=\"6Lsample\"><iframe title=\"reCAPTCHA\" src=\"/challenge?recaptcha/api2/anchor\" width=\"304\" height=\"78\"></iframe>\
                 <textarea name=\"g-recaptcha-response\" style=\"display:none\"></textarea></div>";
    guarded(site, request, ledger, guard, "g-recaptcha-response")
}

/// Letters in a picture.
pub fn image_code(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let guard = "<p><img src=\"/captcha.svg\" alt=\"Sicherheitscode\" id=\"captcha\"><br><label>Bitte geben Sie den Code aus dem Bild ein *<br><input name=\"code\" autocomplete=\"off\" required></label></p>";
    guarded(site, request, ledger, guard, "code")
}

/// A widget that loads a token.
pub fn turnstile(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let guard = "<div class=\"cf-turnstile\" data-sitekey=\"0xsample\"><iframe title=\"Widget containing a Cloudflare security challenge\" src=\"/challenge?turnstile\" width=\"300\" height=\"65\"></iframe>\
                 <input type=\"hidden\" name=\"cf-turnstile-response\"></div>";
    guarded(site, request, ledger, guard, "cf-turnstile-response")
}

/// Nothing without an account.
pub fn login(site: &Site, request: &Request, _: &Ledger) -> Reply {
    let (title, text, user, password, go, register) = if site.lang == "fr" {
        (
            "Connexion",
            "Connectez-vous pour ajouter votre entreprise.",
            "Identifiant ou e-mail",
            "Mot de passe",
            "Se connecter",
            "Créer un compte",
        )
    } else {
        (
            "Sign in",
            "Please sign in to add your business.",
            "E-mail",
            "Password",
            "Sign in",
            "Create an account",
        )
    };
    match request.path.as_str() {
        "/add" | "/" => Reply::redirect("/login?next=/add"),
        "/login" => {
            let error =
                if request.is_post() { "<p class=\"error\">Wrong user name or password.</p>" } else { "" };
            Reply::html(page(
                site,
                title,
                "",
                &format!(
                    "<h1>{title}</h1><p>{text}</p>{error}<form method=\"post\" action=\"/login\"><p><label>{user}<br><input name=\"user\" type=\"text\" autocomplete=\"username\"></label></p>\
                     <p><label>{password}<br><input name=\"password\" type=\"password\" autocomplete=\"current-password\"></label></p><button>{go}</button></form><p><a href=\"/register\">{register}</a></p>"
                ),
            ))
        }
        _ => Reply::not_found(),
    }
}

/// Every plan costs money.
pub fn paid(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    match (request.path.as_str(), request.is_post()) {
        ("/checkout", _) => {
            ledger.sent(site.number);
            Reply::html(page(
                site,
                "Checkout",
                "",
                "<h1>Checkout</h1><p>Card payments are not possible right now.</p>",
            ))
        }
        ("/add", _) => Reply::html(page(
            site,
            "Choose a plan",
            "",
            "<h1>Choose your plan</h1><p>Listings start at $29 per month. There is no free plan.</p>\
             <form method=\"post\" action=\"/checkout\"><label><input type=\"radio\" name=\"plan\" value=\"s\" checked> Standard – $29/month</label><br>\
             <label><input type=\"radio\" name=\"plan\" value=\"p\"> Premium – $99/month</label><br>\
             <p><label>Business name<br><input name=\"name\"></label></p><p><label>Email<br><input name=\"email\" type=\"email\"></label></p>\
             <p><label>Card number<br><input name=\"cc\" autocomplete=\"cc-number\" inputmode=\"numeric\"></label></p>\
             <button>Continue to payment</button></form>",
        )),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Asks for something that no sign-up knows.
pub fn unknown_field(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            Reply::html(page(
                site,
                w.add,
                "",
                "<p class=\"error\">The licence number is not in the state register.</p>",
            ))
        }
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!(
                "<h1>{}</h1><form method=\"post\" action=\"/add\"><p><label>{} *<br><input name=\"n\" required></label></p>\
                 <p><label>{} *<br><input name=\"e\" type=\"email\" required></label></p>\
                 <p><label>State contractor licence number *<br><input name=\"lic\" required></label></p>\
                 <p><label>Date of your last safety inspection *<br><input name=\"insp\" type=\"date\" required></label></p>\
                 <button>{}</button></form>",
                w.add, w.name, w.email, w.submit
            ),
        )),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}
