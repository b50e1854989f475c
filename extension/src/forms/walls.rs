//! What AutoBolt does not get over by itself: CAPTCHAs, sign-in, payment, codes sent to a phone. They are recognised, never
//! solved and never gone around.

use super::advance::button_text;
use super::plan::Wall;
use super::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use super::words::{Folded, Topic, says, sentence_saying};
use super::{address, advance};
use autobolt_shared::Reason;

fn wall(reason: Reason, what: impl Into<String>) -> Wall {
    Wall { reason, what: what.into() }
}

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

fn texts_around(c: &Control) -> [&str; 11] {
    let l = &c.labels;
    [
        &l.label_for,
        &l.wrapping,
        &l.aria_label,
        &l.aria_labelledby,
        &l.orphan_label,
        &l.cell_left,
        &l.preceding,
        &c.placeholder,
        &l.description,
        &l.following,
        &c.title,
    ]
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

fn is_data_field(c: &Control) -> bool {
    matches!(
        c.kind,
        ControlKind::Text
            | ControlKind::TextArea
            | ControlKind::Select
            | ControlKind::Combobox
            | ControlKind::RichText
    ) && c.input_type != "search"
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

/// A page where one pays: card fields, a checkout, a choice of paid plans alone.
#[must_use]
pub fn payment_page(page: &PageSnapshot) -> Option<Wall> {
    page.frames.iter().find_map(|frame| {
        if frame.controls.iter().any(|c| (c.visible || c.proxy_visible) && is_card_field(c)) {
            return Some(wall(Reason::Payment, "a form for card details"));
        }
        let framed = frame.iframes.iter().any(|f| {
            f.visible
                && f.size.1 > 20.0
                && f.size.0 > 100.0
                && [
                    "js.stripe.com/v3/elements",
                    "checkout.stripe",
                    "paypal.com/smart",
                    "braintree",
                    "checkout.razorpay",
                ]
                .iter()
                .any(|k| f.src.contains(k))
        });
        if framed {
            return Some(wall(Reason::Payment, "a payment provider's form"));
        }
        let address = address::path(&frame.url).to_lowercase();
        let paying = [
            "payment",
            "payments",
            "checkout",
            "pay",
            "billing",
            "cart",
            "kasse",
            "zahlung",
            "paiement",
            "pago",
            "pagamento",
            "betaling",
        ];
        let told = address.split(['/', '-', '_', '.']).any(|p| paying.contains(&p));
        let host = address::site(&frame.url);
        let provider =
            ["stripe.com", "paypal.com", "paddle.com", "lemonsqueezy.com", "gumroad.com", "mollie.com"]
                .contains(&host.as_str());
        if frame.parent_frame_id.is_none() && (told || provider) {
            let shown = price(frame).unwrap_or_else(|| "a payment page".to_owned());
            return Some(wall(Reason::Payment, shown));
        }
        None
    })
}

fn is_card_field(c: &Control) -> bool {
    let name = format!("{} {}", c.name, c.id).to_lowercase();
    c.autocomplete.starts_with("cc-")
        || ["cardnumber", "card_number", "card-number", "ccnumber", "cc_number", "cvc", "cvv"]
            .iter()
            .any(|n| name.contains(n))
}

/// Offers of listings for money, and none for free; for pages without a listing form.
#[must_use]
pub fn only_paid(page: &PageSnapshot) -> Option<Wall> {
    if let Some(found) = payment_page(page) {
        return Some(found);
    }
    page.frames.iter().find_map(|frame| {
        let price = price(frame)?;
        let free = frame
            .texts
            .iter()
            .map(|t| t.text.as_str())
            .chain(frame.links.iter().map(|l| l.text.as_str()))
            .any(is_free_offer);
        let sells = frame.texts.iter().any(|t| says(Topic::PayNeeded, &t.text))
            || frame.controls.iter().any(|c| {
                c.visible
                    && c.kind == ControlKind::Button
                    && advance::meaning(button_text(c)) == advance::ButtonMeaning::Pay
            })
            || frame
                .links
                .iter()
                .any(|l| l.region.is_empty() && advance::meaning(&l.text) == advance::ButtonMeaning::Pay);
        (!free && sells).then(|| wall(Reason::Payment, format!("only paid plans: {price}")))
    })
}

/// "Free", "$0": not "free shipping", "free support".
fn is_free_offer(text: &str) -> bool {
    let folded = Folded::new(text);
    let not = ["shipping", "support", "trial", "cancel", "feel", "tax", "versand"];
    says(Topic::Free, text) && folded.words().len() <= 25 && !folded.words().iter().any(|w| not.contains(w))
}

/// A button that pays, or a fee demanded with no free way: the form is filled, but not sent.
#[must_use]
pub fn payment_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    let buttons =
        || frame.controls.iter().filter(|c| c.kind == ControlKind::Button && c.visible && c.form == form);
    let can_submit = buttons().any(|c| {
        matches!(
            advance::meaning(button_text(c)),
            advance::ButtonMeaning::Submit | advance::ButtonMeaning::Next | advance::ButtonMeaning::Preview
        )
    });
    let pays = buttons().find(|c| advance::meaning(button_text(c)) == advance::ButtonMeaning::Pay);
    if let Some(button) = pays.filter(|_| !can_submit) {
        return Some(wall(Reason::Payment, format!("the only button is “{}”", button_text(button))));
    }
    if frame.controls.iter().any(|c| c.form == form && c.visible && is_card_field(c)) {
        return Some(wall(Reason::Payment, "a form for card details"));
    }
    if let Some(found) = plans_in_form(frame, form) {
        return Some(found);
    }
    let fee = frame.texts.iter().find(|t| {
        let folded = Folded::new(&t.text);
        let words = folded.words();
        let names =
            ["fee", "gebuhr", "frais", "tarifa", "cuota", "costo", "kosten", "taxa", "inschrijfkosten"];
        words.iter().any(|w| names.contains(w))
            && first_price(&t.text).is_some()
            && says(Topic::PayNeeded, &t.text)
    })?;
    let free = frame.texts.iter().any(|t| is_free_offer(&t.text))
        || frame.controls.iter().any(|c| c.form == form && texts_around(c).into_iter().any(is_free_offer));
    (!free).then(|| wall(Reason::Payment, fee.text.chars().take(160).collect::<String>()))
}

/// A choice among plans of which each costs.
fn plans_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    let radios: Vec<&Control> = frame
        .controls
        .iter()
        .filter(|c| c.kind == ControlKind::Radio && c.form == form && (c.visible || c.proxy_visible))
        .collect();
    let mut names: Vec<&str> = radios.iter().map(|c| c.name.as_str()).collect();
    names.dedup();
    for name in names {
        let group: Vec<String> =
            radios.iter().filter(|c| c.name == name).map(|c| texts_around(c).join(" ")).collect();
        let priced: Vec<String> = group.iter().filter_map(|t| first_price(t)).collect();
        if group.len() > 1
            && priced.len() == group.len()
            && priced.iter().all(|p| p.chars().any(|c| ('1'..='9').contains(&c)))
        {
            return Some(wall(Reason::Payment, format!("only paid plans: {}", priced.join(", "))));
        }
    }
    None
}

fn price(frame: &FrameSnapshot) -> Option<String> {
    frame
        .texts
        .iter()
        .find_map(|t| first_price(&t.text).filter(|p| p.chars().any(|c| ('1'..='9').contains(&c))))
}

/// "$49", "49,00 €", "USD 20": the first price in a text.
#[must_use]
pub fn first_price(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥');
    for (at, &c) in chars.iter().enumerate() {
        if sign(c) {
            let after: String = chars[at + 1..]
                .iter()
                .copied()
                .skip_while(|c| *c == ' ')
                .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
                .collect();
            if after.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(format!("{c}{}", after.trim_end_matches(['.', ','])));
            }
            let before: String = chars[..at]
                .iter()
                .rev()
                .copied()
                .skip_while(|c| *c == ' ' || *c == '\u{a0}')
                .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
                .collect();
            let before: String = before.chars().rev().collect();
            if before.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(format!("{before} {c}"));
            }
        }
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let code =
        |p: &str| matches!(p.trim_matches(['.', ',', '(', ')', '/']), "USD" | "EUR" | "GBP" | "CHF" | "BRL");
    let number = |p: &str| {
        p.starts_with(|c: char| c.is_ascii_digit())
            && p.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    parts
        .windows(2)
        .find(|w| (code(w[0]) && number(w[1])) || (number(w[0]) && code(w[1])))
        .map(|w| w.join(" "))
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
