//! Sign-in, registration, and codes sent to a phone.

use super::{is_data_field, texts_around, wall};
use crate::forms::address;
use crate::forms::advance::button_text;
use crate::forms::plan::Wall;
use crate::forms::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::forms::words::{Folded, Topic, says, sentence_saying};
use autobolt_shared::Reason;

/// A page that lets in only those who sign in. A sign-in box beside a listing form is no wall.
#[must_use]
pub fn sign_in(page: &PageSnapshot, has_listing_form: bool) -> Option<Wall> {
    if has_listing_form {
        return None;
    }
    page.frames.iter().find_map(|frame| {
        let demanded = frame
            .texts
            .iter()
            .filter(|t| t.text.len() < 300)
            .find_map(|t| sentence_saying(Topic::LoginNeeded, &t.text));
        let passwords: Vec<&Control> =
            frame.controls.iter().filter(|c| c.kind == ControlKind::Password && c.visible).collect();
        if let Some(words) = demanded {
            return Some(wall(Reason::Login, words));
        }
        let form = passwords.first().map(|p| p.form);
        if let Some(form) = form {
            let beside =
                frame.controls.iter().filter(|c| c.form == form && c.visible && is_data_field(c)).count();
            // A box in a corner of a page that is about something else is not in the way.
            let corner = frame.texts.len() > 60 && !is_account_address(&frame.url);
            if beside <= 4 && !corner {
                let what =
                    if passwords.len() > 1 || beside > 2 { "registration form" } else { "sign-in form" };
                return Some(wall(Reason::Login, what));
            }
        }
        let others =
            frame.controls.iter().filter(|c| c.kind == ControlKind::Button && c.visible).map(button_text);
        let with_other = others.chain(frame.links.iter().map(|l| l.text.as_str())).any(is_social_login);
        (is_account_address(&frame.url)
            && (with_other || frame.controls.iter().any(|c| c.visible && is_data_field(c))))
        .then(|| wall(Reason::Login, "sign-in page"))
    })
}

fn is_social_login(text: &str) -> bool {
    let folded = Folded::new(text);
    let names = ["google", "facebook", "apple", "github", "linkedin", "microsoft", "twitter"];
    folded.words().iter().any(|w| names.contains(w)) && says(Topic::Login, text)
}

/// The address itself says that it is about an account.
#[must_use]
pub fn is_account_address(url: &str) -> bool {
    let path = address::path(url).to_lowercase();
    let known = [
        "login",
        "signin",
        "sign-in",
        "sign_in",
        "log-in",
        "wp-login.php",
        "auth",
        "signup",
        "sign-up",
        "anmelden",
        "einloggen",
        "connexion",
        "accedi",
        "inloggen",
        "entrar",
        "acceso",
        "session",
    ];
    path.split('/').any(|part| {
        known.iter().any(|k| {
            part == *k
                || part.strip_suffix(".php").is_some_and(|p| p == *k)
                || part.strip_suffix(".html").is_some_and(|p| p == *k)
        })
    })
}

/// A code sent to a phone is asked for.
#[must_use]
pub fn phone_code(page: &PageSnapshot) -> Option<Wall> {
    page.frames.iter().find_map(|frame| {
        let words = frame
            .texts
            .iter()
            .filter(|t| t.text.len() < 300)
            .find_map(|t| sentence_saying(Topic::PhoneCode, &t.text))?;
        let field = frame.controls.iter().any(|c| {
            let name = format!("{} {} {}", c.name, c.id, c.autocomplete).to_lowercase();
            c.visible
                && (["otp", "one-time-code", "sms", "verification"].iter().any(|n| name.contains(n))
                    || name.split([' ', '_', '-']).any(|w| w == "code" || w == "pin"))
        });
        field.then(|| wall(Reason::Login, format!("phone verification: {words}")))
    })
}

/// The form also makes an account and demands a password for it.
#[must_use]
pub fn account_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    let demanded = frame.controls.iter().any(|c| {
        c.kind == ControlKind::Password
            && c.form == form
            && c.visible
            && (c.required || c.aria_required || is_starred(c))
    });
    demanded.then(|| wall(Reason::Login, "the form asks for the password of a new account"))
}

fn is_starred(c: &Control) -> bool {
    texts_around(c)
        .into_iter()
        .take(7)
        .any(|t| t.trim_end().ends_with('*') || t.trim_start().starts_with('*'))
}
