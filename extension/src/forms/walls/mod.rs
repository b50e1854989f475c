//! What AutoBolt does not get over by itself: CAPTCHAs, sign-in, payment, codes sent to a phone. They are recognised, never
//! solved and never gone around.

mod account;
mod captcha;
mod payment;

pub use account::{account_in_form, is_account_address, phone_code, sign_in};
pub use captcha::{captcha, captcha_in_form, interstitial, is_captcha_field, is_sum, unseen_challenge};
pub use payment::{first_price, only_paid, payment_in_form, payment_page};

use super::plan::Wall;
use super::snapshot::{Control, ControlKind};
use autobolt_shared::Reason;

fn wall(reason: Reason, what: impl Into<String>) -> Wall {
    Wall { reason, what: what.into() }
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
