//! CAPTCHAs: widgets of known providers, codes to copy, sums to solve, checks of the browser.

use super::{texts_around, wall};
use crate::forms::classify::traps;
use crate::forms::plan::Wall;
use crate::forms::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::forms::words::{Folded, Topic, says, sentence_saying};
use autobolt_shared::Reason;

/// A CAPTCHA on the page that waits for a person. One that has its answer already (staff solved it) is no wall.
#[must_use]
pub fn captcha(page: &PageSnapshot) -> Option<Wall> {
    page.frames.iter().find_map(|frame| captcha_of(frame, None))
}

/// A CAPTCHA of one form.
#[must_use]
pub fn captcha_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    captcha_of(frame, Some(form))
}

fn captcha_of(frame: &FrameSnapshot, form: Option<Option<u32>>) -> Option<Wall> {
    if let Some(kind) = widget(frame, form) {
        return Some(wall(Reason::Captcha, kind));
    }
    let mine = |c: &&Control| form.is_none_or(|form| c.form == form || c.form.is_none());
    let open =
        |c: &&Control| if c.kind == ControlKind::Checkbox { !c.checked } else { c.value.trim().is_empty() };
    let field = frame.controls.iter().filter(mine).find(|c| is_captcha_field(c) && open(c))?;
    let asked = captcha_question(field);
    Some(wall(
        Reason::Captcha,
        if asked.is_empty() { "a code to copy from an image".to_owned() } else { asked },
    ))
}

/// Providers: what their marks and frames are called, the field that holds the answer, and their name for people.
const PROVIDERS: &[(&[&str], &str, &str)] = &[
    (&["h-captcha", "hcaptcha"], "h-captcha-response", "hCaptcha"),
    (
        &["cf-turnstile", "challenges.cloudflare.com/turnstile", "challenges.cloudflare.com/cdn-cgi"],
        "cf-turnstile-response",
        "Cloudflare Turnstile",
    ),
    (&["friendly-challenge", "frc-captcha", "friendlycaptcha"], "frc-captcha-solution", "Friendly Captcha"),
    (&["arkose", "funcaptcha", "arkoselabs"], "fc-token", "Arkose"),
    (&["geetest"], "geetest_validate", "GeeTest"),
    (&["px-captcha", "perimeterx"], "", "PerimeterX"),
    (&["datadome"], "", "DataDome"),
    (&["awswaf"], "", "AWS WAF CAPTCHA"),
    (&["altcha"], "altcha", "ALTCHA"),
    (&["mtcaptcha"], "mtcaptcha-verifiedtoken", "MTCaptcha"),
    (&["smart-captcha", "smartcaptcha"], "smart-token", "SmartCaptcha"),
    (&["keycaptcha"], "capcode", "KeyCAPTCHA"),
];

/// A provider's widget that a person must use. An invisible one (reCAPTCHA v3, a badge) is no wall: the site scores visitors
/// with it and may refuse afterwards. One that belongs to another form of the page (sign-in, comments) is none either.
fn widget(frame: &FrameSnapshot, form: Option<Option<u32>>) -> Option<&'static str> {
    let concerns = |field: &str| {
        let fields = || {
            frame
                .controls
                .iter()
                .filter(|c| !field.is_empty() && (c.name == field || c.id.starts_with(field)))
        };
        let answered = fields().any(|c| !c.value.trim().is_empty());
        let elsewhere = form.is_some_and(|form| {
            fields().next().is_some() && fields().all(|c| c.form.is_some() && c.form != form)
        });
        !answered && !elsewhere
    };
    if recaptcha_box(frame) && concerns("g-recaptcha-response") {
        return Some("reCAPTCHA");
    }
    PROVIDERS.iter().find_map(|(marks, field, name)| {
        let container = frame
            .marks
            .iter()
            .map(|m| m.to_lowercase())
            .any(|m| is_container(&m) && marks.iter().any(|k| m.contains(k)));
        let framed = frame.iframes.iter().any(|f| {
            let src = f.src.to_lowercase();
            f.visible
                && f.size.0 > 50.0
                && f.size.1 > 30.0
                && !src.contains("invisible")
                && marks.iter().any(|k| src.contains(k))
        });
        ((container || framed) && concerns(field)).then_some(*name)
    })
}

/// Whether a mark, in lower case, is the place of a widget that people see or will see: an empty one has no height until its
/// script filled it.
fn is_container(mark: &str) -> bool {
    let other = ["script", "iframe", "button", "input", "textarea", "meta"];
    let unseen =
        mark.contains("(hidden") && !(mark.contains("(hidden: size") && mark.contains("[data-sitekey]"));
    !other.iter().any(|o| mark.starts_with(o)) && !unseen && !mark.contains("invisible")
}

fn recaptcha_box(frame: &FrameSnapshot) -> bool {
    let anchors =
        || frame.iframes.iter().filter(|f| f.src.contains("recaptcha/") && f.src.contains("anchor"));
    let shown = anchors().any(|f| f.visible && !f.src.contains("size=invisible") && f.size.0 > 100.0);
    // The picture puzzle itself, open.
    let puzzle = frame
        .iframes
        .iter()
        .any(|f| f.src.contains("recaptcha/") && f.src.contains("bframe") && f.visible && f.size.1 > 200.0);
    let invisible = anchors().any(|f| f.src.contains("size=invisible"))
        || frame.marks.iter().any(|m| m.contains("grecaptcha-badge"))
        || frame.marks.iter().any(|m| {
            m.starts_with("script")
                && m.contains("recaptcha")
                && m.contains("render=")
                && !m.contains("render=explicit")
        });
    let names = ["g-recaptcha", "recaptcha", "recaptcha_widget", "recaptcha_area", "recaptcha_widget_div"];
    let container = frame
        .marks
        .iter()
        .map(|m| m.to_lowercase())
        .any(|m| is_container(&m) && m.split(['.', '#', '[', ' ']).any(|w| names.contains(&w)));
    shown || puzzle || (container && !invisible)
}

/// A challenge nobody sees, by name, for the record.
#[must_use]
pub fn unseen_challenge(page: &PageSnapshot) -> Option<&'static str> {
    let any = |word: &str| page.frames.iter().flat_map(|f| &f.marks).any(|m| m.to_lowercase().contains(word));
    if any("recaptcha") {
        Some("invisible reCAPTCHA")
    } else if any("hcaptcha") || any("h-captcha") {
        Some("invisible hCaptcha")
    } else if any("turnstile") {
        Some("invisible Turnstile")
    } else {
        None
    }
}

/// Whether the field asks for what only a person should answer: a code from an image, a sum, "are you human".
#[must_use]
pub fn is_captcha_field(c: &Control) -> bool {
    let shown = c.visible || c.proxy_visible;
    if !shown
        || !matches!(
            c.kind,
            ControlKind::Text | ControlKind::Checkbox | ControlKind::Other | ControlKind::Select
        )
    {
        return false;
    }
    let name = format!("{} {}", c.name, c.id).to_lowercase();
    let named = [
        "captcha",
        "turing",
        "antispam",
        "anti_spam",
        "spamcheck",
        "humancheck",
        "security_code",
        "securitycode",
        "imagetext",
        "vericode",
    ];
    if named.iter().any(|n| name.contains(n)) {
        return true;
    }
    let own = texts_around(c);
    // "If you are human, leave this field blank" asks nothing.
    if own.iter().any(|t| traps::warns(t)) {
        return false;
    }
    if c.kind == ControlKind::Checkbox {
        return own.iter().any(|t| {
            let folded = Folded::new(t);
            folded.words().len() < 12 && says(Topic::Captcha, t)
        });
    }
    own.iter().any(|t| is_sum(t) || (t.len() < 160 && says(Topic::Captcha, t)))
}

fn captcha_question(c: &Control) -> String {
    texts_around(c)
        .into_iter()
        .find(|t| is_sum(t) || says(Topic::Captcha, t))
        .map(|t| t.chars().take(120).collect())
        .unwrap_or_default()
}

/// "3 + 4 =", "What is 7 x 2?", "five plus three": a sum asked of people is a CAPTCHA.
#[must_use]
pub fn is_sum(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let spaced: String = text
        .chars()
        .flat_map(|c| if "+-−–*×÷=?".contains(c) { vec![' ', c, ' '] } else { vec![c] })
        .collect::<String>()
        .to_lowercase();
    let parts: Vec<&str> = spaced
        .split_whitespace()
        .map(|p| p.trim_matches(['.', ',', ':', '(', ')']))
        .filter(|p| !p.is_empty())
        .collect();
    let names = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eins", "zwei",
        "drei", "vier", "funf", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "un", "deux", "trois",
        "quatre", "cinq", "sept", "huit", "neuf", "dix", "uno", "dos", "tres", "cuatro", "cinco", "siete",
        "ocho", "nueve", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "een",
        "twee", "drie", "vijf", "zes", "zeven", "negen", "um", "dois", "três", "quatro", "seis", "sete",
        "oito", "dez",
    ];
    let number = |p: &str| {
        names.contains(&p) || (!p.is_empty() && p.len() <= 3 && p.chars().all(|c| c.is_ascii_digit()))
    };
    let signs = [
        "+", "-", "−", "–", "*", "×", "÷", "x", "plus", "minus", "mal", "times", "plus", "moins", "fois",
        "mas", "más", "menos", "piu", "più", "meno", "keer", "mais", "vezes", "und", "and",
    ];
    let asks = text.contains('?') || text.contains('=') || spaced.starts_with("what") || parts.len() <= 4;
    let sum = parts.windows(3).any(|w| number(w[0]) && signs.contains(&w[1]) && number(w[2]));
    // "10 - 20 employees", "9 and 17": only a real sum with a plus, times, or an explicit question.
    let certain = parts.windows(3).any(|w| {
        number(w[0])
            && number(w[2])
            && matches!(
                w[1],
                "+" | "*"
                    | "×"
                    | "x"
                    | "plus"
                    | "mal"
                    | "times"
                    | "fois"
                    | "más"
                    | "mas"
                    | "più"
                    | "piu"
                    | "keer"
                    | "mais"
                    | "vezes"
            )
    });
    sum && asks
        && (certain
            || text.contains('=')
            || spaced.starts_with("what")
            || spaced.contains("wie viel")
            || spaced.contains("combien"))
}

/// The whole page is a check of the browser or a refusal to serve it.
#[must_use]
pub fn interstitial(page: &PageSnapshot) -> Option<Wall> {
    let top = page.top()?;
    let entries = top
        .controls
        .iter()
        .filter(|c| c.visible && !matches!(c.kind, ControlKind::Button | ControlKind::Hidden))
        .count();
    if entries > 2 || top.texts.len() > 30 {
        return None;
    }
    let marked = top.marks.iter().any(|m| {
        ["cf-chl", "cf-challenge", "challenge-form", "challenge-running", "challenge-platform"]
            .iter()
            .any(|k| m.contains(k))
            && !m.starts_with("script")
    });
    let said = std::iter::once(top.title.as_str())
        .chain(top.texts.iter().map(|t| t.text.as_str()))
        .find_map(|t| sentence_saying(Topic::BrowserCheck, t));
    match (said, marked) {
        (Some(words), _) => Some(wall(Reason::Captcha, format!("browser check: {words}"))),
        (None, true) => Some(wall(Reason::Captcha, "browser check")),
        (None, false) => None,
    }
}
