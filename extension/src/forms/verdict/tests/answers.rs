//! Answers that say something else: duplicates, refusals, complaints, walls.

use super::*;

#[test]
fn duplicates_and_refusals_keep_the_page_s_words() {
    for text in [
        "This website is already listed in our directory.",
        "Duplicate listing detected.",
        "Dieses Unternehmen ist bereits eingetragen.",
        "Cette entreprise existe déjà dans notre annuaire.",
        "Esta empresa ya está registrada.",
        "Questa azienda è già presente.",
        "Dit bedrijf is al aangemeld.",
        "Esta empresa já está cadastrada.",
    ] {
        let verdict = pressed().posts(200).renders_again(&[text], true).verdict();
        assert!(
            matches!(&verdict, Verdict::Refused { reason: Reason::Duplicate, evidence } if evidence[0].value == text),
            "{text}: {verdict:#?}"
        );
    }
    pressed()
        .fetches(200)
        .adds(&["Your submission was rejected: we do not accept online shops."])
        .gets_refused(Reason::Rejected);
    pressed().posts(200).arrives("/x", &["Ihr Eintrag wurde abgelehnt."]).gets_refused(Reason::Rejected);
}

#[test]
fn complaints_are_matched_to_their_fields() {
    pressed()
        .posts(200)
        .renders_again(&["Please correct the following:"], true)
        .with(|s| s.after.frames[0].controls[1].labels.error = "Invalid URL".into())
        .names_fields(&["Website"]);
    pressed().fetches(422).adds(&["Description is required."]).names_fields(&["Description"]);
    pressed().adds(&["Bitte geben Sie eine gültige E-Mail ein."]).names_fields(&["E-mail"]);
    pressed()
        .fetches(200)
        .with(|s| s.after.frames[0].controls[3].aria_invalid = true)
        .names_fields(&["Description"]);
}

#[test]
fn a_press_that_sent_nothing_says_why() {
    pressed()
        .with(|s| s.after.frames[0].controls[1].invalid = "Please enter a URL.".into())
        .sent_nothing("Website: Please enter a URL.");
    pressed().sent_nothing("nothing was sent");
    pressed()
        .with(|s| s.dialogs.push(Dialog { kind: "confirm".into(), text: "Really submit?".into() }))
        .sent_nothing("Really submit?");
}

#[test]
fn an_alert_counts_as_the_page_s_words() {
    let alert = |text: &str| Dialog { kind: "alert".into(), text: text.into() };
    pressed()
        .fetches(200)
        .renders_again(&[], false)
        .with(|s| s.dialogs.push(alert("Thank you! Your listing has been submitted.")))
        .proves_submission(None);
    pressed()
        .fetches(200)
        .with(|s| s.dialogs.push(alert("Something went wrong, please try again.")))
        .proves_nothing();
}

#[test]
fn walls_behind_the_press_are_handed_over() {
    pressed()
        .posts(200)
        .arrives("/login", &["Please log in to submit your listing."])
        .meets_wall(Reason::Login);
    pressed().posts(200).arrives("/checkout", &["Order summary", "Total $49"]).meets_wall(Reason::Payment);
    pressed().fetches(200).adds(&["Please complete the captcha."]).meets_wall(Reason::Captcha);
    pressed()
        .fetches(200)
        .with(|s| s.after.frames[0].marks.push("div.h-captcha[data-sitekey]".into()))
        .meets_wall(Reason::Captcha);
    pressed()
        .posts(200)
        .arrives("/x", &["Your listing is awaiting payment. Complete your payment to publish it."])
        .meets_wall(Reason::Payment);
}

#[test]
fn success_beside_an_offer_is_still_success() {
    pressed()
        .posts(200)
        .arrives(
            "/done",
            &[
                "Your free listing has been submitted.",
                "Upgrade to a premium plan for $49 per year!",
                "Log in to manage it.",
            ],
        )
        .proves_submission(None);
}

#[test]
fn a_bare_thank_you_counts_only_where_the_form_is_gone() {
    pressed().posts(200).arrives("/done", &["Thank you!"]).proves_submission(None);
    pressed().fetches(200).adds(&["Thank you!"]).proves_nothing();
    pressed().posts(302).arrives("/thank-you", &["Dziękujemy"]).proves_submission(None);
}
