//! Pages and forms that want money.

use super::{texts_around, wall};
use crate::forms::address;
use crate::forms::advance::{self, button_text};
use crate::forms::choices;
use crate::forms::classify::question::{Shape, questions};
use crate::forms::plan::Wall;
use crate::forms::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use crate::forms::words::{Folded, Topic, says};
use autobolt_shared::Reason;

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

/// A choice among plans of which each costs; one that is free only for a link back is no free one.
fn plans_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    questions(frame, form).iter().filter(|q| q.shape == Shape::Radios).find_map(|q| {
        let plans = q.offers();
        let offered = || plans.iter().filter(|o| !o.disabled && !choices::wants_link_back(o));
        let priced: Vec<String> = offered()
            .filter_map(|o| first_price(&o.text).or_else(|| first_price(o.note)))
            .filter(|p| p.chars().any(|c| ('1'..='9').contains(&c)))
            .collect();
        let only_paid = plans.len() > 1 && !priced.is_empty() && priced.len() == offered().count();
        (only_paid && !offered().any(choices::costs_nothing))
            .then(|| wall(Reason::Payment, format!("only paid plans: {}", priced.join(", "))))
    })
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
