//! What real directory programs and scripts answer, each as it does.

use super::*;

fn error_item(text: &str) -> TextBlock {
    TextBlock {
        text: text.into(),
        tag: "li".into(),
        role: "alert".into(),
        marks: "error".into(),
        ..TextBlock::default()
    }
}

fn link(text: &str, href: &str) -> Link {
    Link { text: text.into(), href: href.into(), ..Link::default() }
}

#[test]
fn a_review_before_publication_is_no_unfinished_submission() {
    for texts in [
        ["Thank you! Your listing has been submitted.", "Our editors will review it before it is published."],
        ["Your listing has been submitted.", "We check every entry before it is published on the site."],
        [
            "Merci ! Votre fiche a bien été envoyée.",
            "Elle sera vérifiée par notre équipe avant d'être publiée.",
        ],
        ["Vielen Dank! Ihr Eintrag wurde übermittelt.", "Wir prüfen ihn, bevor er veröffentlicht wird."],
        ["¡Gracias! Su ficha ha sido enviada.", "Será revisada antes de publicarse."],
        ["Grazie! La scheda è stata inviata.", "Sarà verificata prima di essere pubblicata."],
        ["Bedankt! Uw aanmelding is verstuurd.", "Wij controleren uw aanmelding voordat deze verschijnt."],
        ["Obrigado! O seu cadastro foi enviado.", "Ele será analisado antes de ser publicado."],
    ] {
        let fetched = pressed().fetches(201).swaps(&texts).verdict();
        assert!(matches!(fetched, Verdict::Submitted { .. }), "{texts:?}: {fetched:#?}");
        let native = pressed().posts(200).arrives("/done", &texts).verdict();
        assert!(matches!(native, Verdict::Submitted { .. }), "{texts:?}: {native:#?}");
    }
    pressed()
        .posts(200)
        .arrives("/x", &["Listing saved as a draft.", "Please review it before you submit it."])
        .proves_nothing();
}

#[test]
fn a_promised_review_is_told_in_any_voice() {
    for texts in [
        ["Vielen Dank! Ihr Eintrag wurde übermittelt.", "Wir prüfen ihn vor der Veröffentlichung."],
        ["Bedankt! Uw aanmelding is verstuurd.", "Wij controleren uw aanmelding voor publicatie."],
        ["Merci ! Votre fiche a bien été envoyée.", "Nous la vérifierons sous peu."],
        ["¡Gracias! Su ficha ha sido enviada.", "La revisaremos en breve."],
        ["Grazie! La scheda è stata inviata.", "La verificheremo al più presto."],
        ["Obrigado! O seu cadastro foi enviado.", "Analisaremos em breve."],
    ] {
        pressed().posts(200).arrives("/done", &texts).proves_submission(REVIEW);
    }
}

#[test]
fn an_error_list_above_a_form_that_came_back_names_its_fields() {
    for text in [
        "E-mail: digits only please, no spaces or symbols.",
        "E-mail: bitte nur Ziffern, ohne Leerzeichen und Sonderzeichen.",
        "E-mail : uniquement des chiffres, sans espaces.",
        "E-mail: eight of them, not nine.",
    ] {
        pressed()
            .posts(200)
            .renders_again(&[], true)
            .with(|s| {
                s.after.frames[0].texts.push(error_item("Please fix the errors below."));
                s.after.frames[0].texts.push(error_item(text));
            })
            .names_fields(&["E-mail"]);
    }
    // Unknown words that name a field, where no errors stand, are no complaint.
    pressed().posts(200).renders_again(&["E-mail: eight of them, not nine."], true).proves_nothing();
    // Nor are they one beside words of success.
    pressed()
        .posts(200)
        .renders_again(&["Thank you! Your listing has been submitted."], false)
        .with(|s| s.after.frames[0].texts.push(error_item("Website: our crawler visits it soon.")))
        .proves_submission(None);
}

#[test]
fn an_error_summary_s_links_lead_to_the_fields() {
    pressed()
        .posts(200)
        .renders_again(&["There is a problem"], true)
        .with(|s| {
            let url = s.after.frames[0].url.clone();
            s.after.frames[0]
                .links
                .push(link("Enter an address in the correct format", &format!("{url}#email")));
            s.after.frames[0].links.push(link("Tell us more about it", "#description"));
        })
        .names_fields(&["E-mail", "Description"]);
}

#[test]
fn phpld_shows_the_form_again_under_its_words() {
    let told = "Link submitted and awaiting approval.";
    let after = |values| pressed().posts(200).renders_again(&[told, "Submit another link"], values);
    after(false).proves_submission(REVIEW);
    after(true).proves_submission(REVIEW);
}

#[test]
fn words_of_success_after_a_redirect_to_the_home_page_count() {
    let home = ["Example Directory", "Browse by category", "Restaurants", "Latest listings", "Search"];
    let redirected = |words: &str| {
        let mut texts = vec![words];
        texts.extend(home);
        pressed().posts(302).arrives("/", &texts)
    };
    redirected("Your listing has been submitted and is pending review.").proves_submission(REVIEW);
    redirected("Your submission is pending review.").proves_submission(REVIEW);
    redirected("Welcome to the best directory of the web").proves_nothing();
}

#[test]
fn a_toast_that_vanished_counts_where_the_form_is_empty_or_gone() {
    let toast = |s: &mut PressObservation| s.appeared.push("Listing submitted successfully!".into());
    pressed().fetches(200).swaps(&["✓"]).with(toast).proves_submission(None);
    pressed()
        .fetches(200)
        .with(|s| s.after.frames[0].controls = listing_form(false))
        .with(toast)
        .proves_submission(None);
    pressed().fetches(500).with(toast).proves_nothing();
}

#[test]
fn thank_you_check_your_inbox_needs_a_confirmation() {
    for texts in [
        ["Thank you, check your inbox.", ""],
        ["Thank you!", "Please check your inbox to confirm your listing."],
        [
            "One more step: confirm your e-mail",
            "We sent a link to info@cafe-nord.example. Click it to publish your listing.",
        ],
        ["Fast geschafft!", "Wir haben einen Link an info@cafe-nord.example geschickt."],
        ["Danke!", "Bitte schauen Sie in Ihr Postfach und klicken Sie auf den Bestätigungslink."],
    ] {
        pressed().posts(200).arrives("/done", &texts).proves_submission(MAIL);
    }
}

#[test]
fn an_address_that_says_success_proves_it_where_the_form_is_gone_or_empty() {
    for url in ["/add?success=1", "/add?submitted=true", "/?listing_submitted=1", "/add?status=success"] {
        pressed().posts(302).arrives(url, &["Café Nord", "Hamburg"]).proves_submission(None);
    }
    let again = |url: &'static str, values| {
        pressed().posts(302).renders_again(&["Dodano!"], values).with(move |s| {
            s.after.frames[0].url = format!("{HOST}{url}");
        })
    };
    again("/add?success=1", false).proves_submission(None);
    again("/add?success=1", true).proves_nothing();
    again("/add?page=1", false).proves_nothing();
    for url in ["/add?success=0", "/add?success=false", "/add?status=error", "/?submitted=no"] {
        pressed().posts(302).arrives(url, &["Café Nord", "Hamburg"]).proves_nothing();
    }
}

#[test]
fn a_dialog_of_the_page_with_an_ok_button_speaks_for_it() {
    let modal = |text: &str| {
        let text = text.to_owned();
        pressed().fetches(200).with(move |s| {
            let frame = &mut s.after.frames[0];
            frame.controls.push(button(40, "OK", None));
            frame.overlay = Some(crate::forms::snapshot::Overlay {
                text: format!("{text} OK"),
                marks: "div swal2-popup dialog".into(),
                controls: vec![40],
                ..Default::default()
            });
            frame.texts.push(TextBlock {
                text,
                tag: "div".into(),
                marks: "swal2-html-container".into(),
                ..TextBlock::default()
            });
        })
    };
    modal("Your listing was submitted successfully.").proves_submission(None);
    modal("Oops! Something went wrong.").proves_nothing();
}

#[test]
fn an_answer_in_another_language_than_the_form_is_understood() {
    pressed().posts(200).arrives("/danke", &["Vielen Dank für Ihre Anmeldung!"]).proves_submission(None);
    pressed()
        .fetches(200)
        .swaps(&["Gracias por enviar su empresa.", "Our team will check it."])
        .proves_submission(REVIEW);
}

#[test]
fn a_multi_step_form_whose_every_step_answers_200_is_sent_only_by_the_last() {
    // The next fields come into the same document.
    let step = |button_text: &str, texts: &[&str]| {
        let mut frame = document(
            "d1",
            "/add",
            texts,
            vec![field(21, "listing[phone]", "Phone", ""), field(22, "listing[street]", "Street", "")],
        );
        frame.controls.push(button(29, button_text, Some(0)));
        pressed().fetches(200).with(move |s| s.after = page(frame))
    };
    step("Continue", &["Step 2 of 3", "Contact"]).goes_a_step_on();
    step("Submit listing", &["Your details were saved.", "Last step"]).goes_a_step_on();
    // "Saved" beside the next step's fields is no success.
    step("Continue", &["Listing saved successfully. Step 2 of 3"]).goes_a_step_on();
}

#[test]
fn the_stock_answers_of_form_builders_are_understood() {
    for words in [
        "Your responses were successfully submitted. Thank you!",
        "Your response has been recorded.",
        "New submission added to Submit your business.",
        "Thanks for submitting the form.",
        "Thanks for contacting us! We will get in touch with you shortly.",
        "Thank you for your message. It has been sent.",
        "The form was sent successfully.",
        "Form submitted successfully.",
        "Thank you for contacting us, we will be in touch shortly.",
        "Your entry has been submitted. Thank you.",
        "Post received, your listing will be reviewed by an administrator.",
        "Listing saved successfully",
        "Business was successfully created.",
        "Thanks! We got your answers.",
        "Company information saved. The listing is pending approval.",
    ] {
        pressed().fetches(200).swaps(&[words]).counts(words);
        pressed().fetches(200).renders_again(&[words], false).counts(words);
    }
}

#[test]
fn a_draft_that_was_saved_on_the_way_does_not_unsay_what_came_after() {
    pressed()
        .fetches(200)
        .swaps(&["Your listing has been submitted for review."])
        .with(|s| s.appeared = vec!["Draft saved".into(), "Please wait…".into()])
        .proves_submission(None);
}
