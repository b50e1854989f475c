//! What proves that a listing was received, and what does not.

use super::*;

#[test]
fn success_is_recognised_in_seven_languages() {
    let told: [(&[&str], Option<Reason>); 30] = [
        (&["Thank you for your submission", "We will review it within 48 hours."], REVIEW),
        (&["Your listing has been submitted successfully."], None),
        (&["Submission received", "Your listing is now pending approval."], REVIEW),
        (&["Thanks! We've received your business details."], None),
        (&["Success! Your site was added to our directory."], None),
        (&["Your company is now live."], None),
        (&["Listing submitted!"], None),
        (
            &[
                "Almost done! Please check your inbox and click the link in the email to confirm your submission.",
            ],
            MAIL,
        ),
        (&["Thank you! Café Nord has been received."], None),
        (
            &[
                "Vielen Dank für Ihren Eintrag!",
                "Er wird innerhalb von 2 Werktagen geprüft und freigeschaltet.",
            ],
            REVIEW,
        ),
        (&["Ihr Eintrag wurde erfolgreich übermittelt."], None),
        (
            &[
                "Wir haben Ihre Anmeldung erhalten. Bitte bestätigen Sie Ihre E-Mail-Adresse über den Link in der E-Mail.",
            ],
            MAIL,
        ),
        (&["Eintrag erfolgreich gespeichert"], None),
        (&["Danke, Ihre Firmendaten sind bei uns eingegangen."], None),
        (
            &["Merci ! Votre entreprise a bien été enregistrée.", "Elle sera vérifiée par un modérateur."],
            REVIEW,
        ),
        (&["Votre annonce a été envoyée avec succès."], None),
        (&["Votre fiche est en attente de validation."], REVIEW),
        (&["Merci d’avoir soumis votre site."], None),
        (&["¡Gracias por registrar su empresa!", "Será revisada por nuestro equipo."], REVIEW),
        (&["Su anuncio ha sido enviado correctamente."], None),
        (
            &["Hemos recibido su solicitud. Confirme su correo electrónico con el enlace de confirmación."],
            MAIL,
        ),
        (&["Grazie per aver inserito la tua azienda!", "La scheda sarà verificata dalla redazione."], REVIEW),
        (&["La tua richiesta è stata inviata con successo."], None),
        (&["Annuncio inviato con successo"], None),
        (&["Bedankt voor uw aanmelding!", "Uw bedrijf wordt binnen 2 dagen gecontroleerd."], REVIEW),
        (&["Je vermelding is succesvol toegevoegd."], None),
        (&["We hebben uw gegevens ontvangen."], None),
        (&["Obrigado pelo seu cadastro!", "Seu anúncio será analisado em até 48 horas."], REVIEW),
        (&["Sua empresa foi cadastrada com sucesso."], None),
        (&["O seu registo foi recebido e aguarda aprovação."], REVIEW),
    ];
    for (texts, reason) in told {
        let native = pressed().posts(200).arrives("/add", texts).verdict();
        assert!(
            matches!(&native, Verdict::Submitted { reason: r, .. } if *r == reason),
            "native {texts:?}: {native:#?}"
        );
        let fetched = pressed().fetches(201).swaps(texts).verdict();
        assert!(
            matches!(&fetched, Verdict::Submitted { reason: r, .. } if *r == reason),
            "fetched {texts:?}: {fetched:#?}"
        );
    }
}

#[test]
fn the_same_words_without_a_request_prove_nothing() {
    pressed().swaps(&["Your listing has been submitted successfully."]).proves_nothing();
    pressed().adds(&["Thank you for your submission!"]).proves_nothing();
}

#[test]
fn the_same_words_beside_a_broken_request_prove_nothing() {
    for status in [400, 403, 404, 500, 503] {
        pressed().fetches(status).swaps(&["Thank you! Your listing has been submitted."]).proves_nothing();
        pressed()
            .posts(status)
            .arrives("/done", &["Thank you! Your listing has been submitted."])
            .proves_nothing();
    }
    let broken = ObservedRequest {
        error: "net::ERR_CONNECTION_RESET".into(),
        status: None,
        ..request("POST", "/api", 0, "xmlhttprequest")
    };
    pressed().requests(broken).swaps(&["Your listing has been submitted."]).proves_nothing();
}

#[test]
fn a_request_that_only_counts_visitors_carries_nothing() {
    let counted = ObservedRequest {
        url: "https://www.google-analytics.com/g/collect".into(),
        ..request("POST", "", 204, "xmlhttprequest")
    };
    pressed().requests(counted).swaps(&["Your listing has been submitted."]).proves_nothing();
    pressed()
        .requests(request("POST", "/submit", 204, "ping"))
        .swaps(&["Your listing has been submitted."])
        .proves_nothing();
    pressed()
        .requests(request("GET", "/thank-you", 200, "main_frame"))
        .arrives("/thank-you", &["Thank you for your submission!"])
        .proves_nothing();
}

#[test]
fn words_that_stood_before_or_that_we_typed_prove_nothing() {
    let thanks = "Your listing has been submitted. Thank you for your submission!";
    pressed()
        .with(|s| s.before.frames[0].texts.extend(blocks(&[thanks])))
        .posts(200)
        .arrives("/add/ok", &[thanks])
        .proves_nothing();
    pressed()
        .with(|s| s.typed.push(thanks.into()))
        .posts(200)
        .arrives("/x", &["Preview of", thanks])
        .proves_nothing();
    pressed()
        .with(|s| s.typed.push(thanks.into()))
        .posts(200)
        .arrives("/x", &["About: Your listing has been…"])
        .proves_nothing();
}

#[test]
fn http_200_the_business_name_or_a_way_home_prove_nothing() {
    pressed().posts(200).proves_nothing();
    pressed()
        .posts(302)
        .arrives("/", &["Welcome to the best directory", "Café Nord", "Latest listings"])
        .proves_nothing();
    pressed()
        .posts(200)
        .arrives("/listing/7", &["Café Nord", "Fresh coffee and cake by the harbour since 1998."])
        .proves_nothing();
    pressed().posts(200).renders_again(&[], false).proves_nothing();
}

#[test]
fn denied_and_conditional_words_prove_nothing() {
    let told = [
        "Your listing was not submitted.",
        "Your listing could not be saved.",
        "Once you submit, your listing will be added within 24 hours.",
        "After your listing has been submitted, we will review it.",
        "Has your listing been submitted?",
        "Sorry, your submission has not been received.",
        "No listing has been submitted yet.",
        "Thank you for visiting our directory.",
        "Thank you for your patience.",
        "Sobald Ihr Eintrag übermittelt wurde, prüfen wir ihn.",
        "Ihr Eintrag konnte leider nicht gespeichert werden.",
        "Votre annonce n’a pas été envoyée.",
        "Si votre annonce a été envoyée, vous recevrez un message.",
        "Su anuncio no ha sido enviado.",
        "La tua richiesta non è stata inviata.",
        "Uw aanmelding is niet verzonden.",
        "Seu cadastro não foi enviado.",
        "Error: your listing has been submitted incorrectly.",
        "Over 5,000 companies have been added to our directory.",
        "“Thank you for adding my business!” says John.",
    ];
    for text in told {
        let verdict = pressed().posts(200).arrives("/page", &[text]).verdict();
        assert!(!matches!(verdict, Verdict::Submitted { .. }), "{text}: {verdict:#?}");
        let verdict = pressed().fetches(200).swaps(&[text]).verdict();
        assert!(!matches!(verdict, Verdict::Submitted { .. }), "{text}: {verdict:#?}");
    }
}

#[test]
fn success_beside_field_errors_proves_nothing() {
    let scene = pressed().fetches(200).adds(&["Your listing has been submitted."]).with(|s| {
        s.after.frames[0].controls[2].labels.error = "Please enter a valid e-mail address".into();
        s.after.frames[0].controls[2].aria_invalid = true;
    });
    scene.proves_nothing();
    pressed()
        .fetches(200)
        .swaps(&["Your listing has been submitted.", "An error occurred while saving."])
        .proves_nothing();
}

#[test]
fn a_form_emptied_under_words_of_success_complains_of_nothing_but_its_emptiness() {
    let emptied = |left: &'static str| {
        pressed().fetches(200).adds(&["Your listing has been submitted.", "Required field"]).with(move |s| {
            for c in &mut s.after.frames[0].controls[..4] {
                c.value.clear();
                c.labels.error = "Required field".into();
                c.aria_invalid = true;
            }
            s.after.frames[0].controls[2].value = left.into();
        })
    };
    emptied("").proves_submission(None);
    // What still holds its value was looked at and found wrong.
    emptied(TYPED[2]).proves_nothing();
}

#[test]
fn a_form_that_comes_back_empty_under_words_of_success_was_received() {
    pressed()
        .posts(200)
        .renders_again(&["Link submitted and awaiting approval.", "Submit another link."], false)
        .proves_submission(REVIEW);
}

#[test]
fn the_seven_programs_say_when_they_have_it() {
    // Directorist: the notice, after the link on the preview.
    let mut preview = document(
        "d1",
        "/listing/cafe?preview=1",
        &["Café Nord", "This is a preview of your listing"],
        Vec::new(),
    );
    preview.links.push(Link {
        r: 5,
        text: "Continue To Publish".into(),
        href: format!("{HOST}/?p=1&notice=1"),
        ..Link::default()
    });
    let published = |texts: &[&str]| {
        let texts = texts.to_vec();
        let preview = preview.clone();
        pressed()
            .with(move |s| {
                s.before = page(preview);
                s.pressed = Some(Target { frame_id: 0, r: 5 });
                s.pressed_text = "Continue To Publish".into();
            })
            .requests(request("GET", "/", 200, "main_frame"))
            .arrives("/listing/cafe?preview=1&notice=1&reviewed=yes", &texts)
    };
    published(&["Café Nord", "Thank you for your submission. Your listing is being reviewed and it may take up to 24 hours to complete the review."]).proves_submission(REVIEW);
    published(&["Café Nord"])
        .with(|s| s.after.frames[0].url = format!("{HOST}/listing/cafe"))
        .proves_nothing();
    // WPBDP: the address never changes.
    pressed()
        .fetches(200)
        .swaps(&[
            "Submission Received",
            "Your listing has been submitted. Your listing requires admin approval.",
        ])
        .proves_submission(REVIEW);
    // LinkX: two kinds.
    pressed()
        .posts(200)
        .arrives(
            "/submit",
            &["Link Added", "Thank you for submitting your link. It will be reviewed by an administrator."],
        )
        .proves_submission(REVIEW);
    pressed()
        .posts(200)
        .arrives(
            "/submit",
            &[
                "Link Added",
                "Thank you for submitting your link.",
                "You must confirm your e-mail address: click on the link in the message we sent you.",
            ],
        )
        .proves_submission(MAIL);
    // Osclass: a flash message on the home page.
    pressed()
        .posts(302)
        .arrives("/", &["Your listing has been published", "Categories", "For sale"])
        .proves_submission(None);
    // ShowYourProject: a card.
    pressed()
        .fetches(200)
        .swaps(&["Thank you for submitting “Café Nord” to ShowYourProject.com"])
        .proves_submission(None);
    // Mkdirs: a toast, and then the payment.
    pressed()
        .fetches(200)
        .with(|s| s.appeared.push("Successfully submitted".into()))
        .arrives("/payment/77", &["Choose a pricing plan", "Free", "Pro $29"])
        .meets_wall(Reason::Payment);
}

#[test]
fn a_preview_is_a_further_step() {
    pressed()
        .fetches(200)
        .arrives("/listing/cafe?preview=1", &["Café Nord", "This is a preview of your listing."])
        .with(|s| {
            s.after.frames[0].links.push(Link {
                r: 5,
                text: "Continue To Publish".into(),
                href: format!("{HOST}/x?notice=1"),
                ..Link::default()
            })
        })
        .goes_a_step_on();
    pressed()
        .posts(200)
        .arrives("/review", &["Please check your details", "Café Nord"])
        .with(|s| s.after.frames[0].controls.push(button(3, "Confirm and submit", None)))
        .goes_a_step_on();
}

#[test]
fn other_fields_are_a_further_step() {
    pressed()
        .fetches(200)
        .with(|s| {
            s.after.frames[0].controls = vec![
                field(21, "street", "Street", ""),
                field(22, "city", "City", ""),
                button(23, "Next", Some(0)),
            ]
        })
        .goes_a_step_on();
    pressed()
        .with(|s| {
            s.after.frames[0].controls = vec![
                field(21, "street", "Street", ""),
                field(22, "city", "City", ""),
                button(23, "Next", Some(0)),
            ]
        })
        .goes_a_step_on();
    pressed()
        .posts(200)
        .arrives("/step2", &["Step 2 of 3", "Your details have been saved."])
        .with(|s| {
            s.after.frames[0].controls = vec![
                field(21, "street", "Street", ""),
                field(22, "city", "City", ""),
                button(23, "Next", Some(0)),
            ]
        })
        .goes_a_step_on();
}
