//! Short scenes: what was on the page before and after the press, what was sent, and what that proves.

use super::judge;
use crate::forms::outcome::{Dialog, ObservedRequest, PressObservation, Verdict};
use crate::forms::plan::{Context, Recipe, Target};
use crate::forms::snapshot::{
    Control, ControlKind, FormElement, FrameSnapshot, Labels, Link, PageSnapshot, TextBlock,
};
use autobolt_shared::{BusinessProfile, Reason};
use proptest::prelude::*;

mod programs;

const HOST: &str = "https://dir.example";
const TYPED: [&str; 4] = [
    "Café Nord",
    "https://cafe-nord.example",
    "info@cafe-nord.example",
    "Fresh coffee and cake by the harbour since 1998.",
];

/// One press, told step by step.
#[derive(Debug)]
struct Scene(PressObservation);

fn field(r: u32, name: &str, label: &str, value: &str) -> Control {
    Control {
        r,
        name: name.into(),
        id: name.into(),
        form: Some(0),
        visible: true,
        order: r,
        value: value.into(),
        input_type: "text".into(),
        labels: Labels { label_for: label.into(), ..Labels::default() },
        ..Control::default()
    }
}

fn button(r: u32, text: &str, form: Option<u32>) -> Control {
    Control {
        r,
        kind: ControlKind::Button,
        tag: "button".into(),
        input_type: "submit".into(),
        text: text.into(),
        form,
        visible: true,
        order: r,
        ..Control::default()
    }
}

fn listing_form(values: bool) -> Vec<Control> {
    let value = |i: usize| if values { TYPED[i] } else { "" };
    vec![
        field(1, "title", "Business name", value(0)),
        field(2, "url", "Website", value(1)),
        field(3, "email", "E-mail", value(2)),
        field(4, "description", "Description", value(3)),
        button(9, "Submit listing", Some(0)),
    ]
}

fn blocks(texts: &[&str]) -> Vec<TextBlock> {
    let block = |(at, t): (usize, &&str)| TextBlock {
        text: (*t).into(),
        tag: "p".into(),
        order: 100 + u32::try_from(at).unwrap(),
        ..TextBlock::default()
    };
    texts.iter().enumerate().map(block).collect()
}

fn document(id: &str, url: &str, texts: &[&str], controls: Vec<Control>) -> FrameSnapshot {
    FrameSnapshot {
        document_id: id.into(),
        url: format!("{HOST}{url}"),
        title: "Example Directory".into(),
        ready_state: "complete".into(),
        forms: vec![FormElement {
            action: format!("{HOST}/submit"),
            method: "post".into(),
            visible: true,
            ..FormElement::default()
        }],
        texts: blocks(texts),
        controls,
        ..FrameSnapshot::default()
    }
}

fn page(frame: FrameSnapshot) -> PageSnapshot {
    PageSnapshot { frames: vec![frame] }
}

fn request(method: &str, path: &str, status: u16, kind: &str) -> ObservedRequest {
    ObservedRequest {
        method: method.into(),
        url: format!("{HOST}{path}"),
        status: Some(status),
        kind: kind.into(),
        ..ObservedRequest::default()
    }
}

/// A filled listing form whose button was pressed ten seconds ago; nothing has moved for six.
fn pressed() -> Scene {
    let intro = [
        "Add your business",
        "Your listing will be reviewed before it is published. Thank you for your patience.",
    ];
    let before = document("d1", "/add", &intro, listing_form(true));
    Scene(PressObservation {
        after: page(before.clone()),
        before: page(before),
        pressed: Some(Target { frame_id: 0, r: 9 }),
        pressed_text: "Submit listing".into(),
        waited_ms: 10_000,
        quiet_ms: 6_000,
        typed: TYPED.map(str::to_owned).to_vec(),
        ..PressObservation::default()
    })
}

impl Scene {
    fn posts(mut self, status: u16) -> Self {
        self.0.requests.push(request("POST", "/submit", status, "main_frame"));
        self
    }
    fn fetches(mut self, status: u16) -> Self {
        self.0.requests.push(request("POST", "/api/listings", status, "xmlhttprequest"));
        self
    }
    fn requests(mut self, r: ObservedRequest) -> Self {
        self.0.requests.push(r);
        self
    }
    /// Another document is there, with these texts and nothing to fill.
    fn arrives(mut self, url: &str, texts: &[&str]) -> Self {
        self.0.after = page(document("d2", url, texts, Vec::new()));
        self.0.navigated = true;
        self
    }
    /// The form was taken out of the same document, these texts stand instead.
    fn swaps(mut self, texts: &[&str]) -> Self {
        self.0.after = page(document("d1", "/add", texts, Vec::new()));
        self.0.appeared = texts.iter().map(|t| (*t).to_owned()).collect();
        self
    }
    /// The form stays as it is, these texts appear.
    fn adds(mut self, texts: &[&str]) -> Self {
        self.0.after.frames[0].texts.extend(blocks(texts));
        self.0.appeared.extend(texts.iter().map(|t| (*t).to_owned()));
        self
    }
    /// The server sends the page again, with these texts above an empty form.
    fn renders_again(mut self, texts: &[&str], values: bool) -> Self {
        let mut frame = document("d2", "/submit", texts, listing_form(values));
        frame.texts.extend(self.0.before.frames[0].texts.clone());
        self.0.after = page(frame);
        self.0.navigated = true;
        self
    }
    fn with(mut self, change: impl FnOnce(&mut PressObservation)) -> Self {
        change(&mut self.0);
        self
    }
    fn verdict(&self) -> Verdict {
        let profile = BusinessProfile { business_name: Some(TYPED[0].into()), ..BusinessProfile::default() };
        self.verdict_with(&profile, &Recipe::default())
    }
    fn verdict_with(&self, profile: &BusinessProfile, recipe: &Recipe) -> Verdict {
        let ctx = Context {
            profile,
            recipe,
            language: None,
            country: None,
            steps_done: 0,
            links_followed: 0,
            waited_ms: 0,
        };
        judge(&self.0, &ctx)
    }
    #[track_caller]
    fn counts(&self, words: &str) {
        assert!(self.counts_as_submitted(), "{words}: {:#?}", self.verdict());
    }

    fn counts_as_submitted(&self) -> bool {
        matches!(self.verdict(), Verdict::Submitted { .. })
    }
    #[track_caller]
    fn proves_submission(self, reason: Option<Reason>) {
        match self.verdict() {
            Verdict::Submitted { reason: found, evidence } => {
                assert_eq!(found, reason, "{evidence:#?}");
                assert!(evidence.len() >= 2, "{evidence:#?}");
            }
            other => panic!("not recognised: {other:#?}"),
        }
    }
    #[track_caller]
    fn proves_nothing(self) {
        let verdict = self.verdict();
        assert!(matches!(verdict, Verdict::Unknown { .. }), "{verdict:#?}");
    }
    #[track_caller]
    fn meets_wall(self, reason: Reason) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::Wall(w) if w.reason == reason), "{verdict:#?}");
    }
    #[track_caller]
    fn gets_refused(self, reason: Reason) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::Refused { reason: r, .. } if *r == reason), "{verdict:#?}");
    }
    #[track_caller]
    fn goes_a_step_on(self) {
        let verdict = self.verdict();
        assert!(matches!(verdict, Verdict::NextStep), "{verdict:#?}");
    }
    #[track_caller]
    fn names_fields(self, labels: &[&str]) {
        match self.verdict() {
            Verdict::FieldErrors(errors) => {
                let found: Vec<&str> = errors.iter().map(|e| e.label.as_str()).collect();
                assert_eq!(found, labels, "{errors:#?}");
            }
            other => panic!("no field errors: {other:#?}"),
        }
    }
    #[track_caller]
    fn stays_unsettled(self) {
        assert_eq!(self.verdict(), Verdict::Unsettled);
    }
    #[track_caller]
    fn sent_nothing(self, why: &str) {
        let verdict = self.verdict();
        assert!(matches!(&verdict, Verdict::NoRequest { why: w } if w.contains(why)), "{verdict:#?}");
    }
}

const REVIEW: Option<Reason> = Some(Reason::PendingReview);
const MAIL: Option<Reason> = Some(Reason::NeedsEmailConfirmation);

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

#[test]
fn it_waits_while_anything_is_under_way() {
    let done = ["Your listing has been submitted."];
    pressed().fetches(200).swaps(&done).with(|s| s.busy = true).stays_unsettled();
    pressed().fetches(200).swaps(&done).with(|s| (s.busy, s.still) = (true, true)).stays_unsettled();
    pressed().fetches(200).swaps(&done).with(|s| s.quiet_ms = 300).stays_unsettled();
    pressed().fetches(200).adds(&done).with(|s| s.quiet_ms = 1_000).stays_unsettled();
    pressed()
        .with(|s| {
            s.waited_ms = 900;
            s.quiet_ms = 900
        })
        .stays_unsettled();
    pressed().fetches(200).adds(&["Submitting…"]).stays_unsettled();
    pressed()
        .fetches(200)
        .swaps(&done)
        .with(|s| {
            s.busy = true;
            s.waited_ms = super::LIMIT_MS
        })
        .proves_submission(None);
}

/// The answer is there; nothing has moved for that long, and `still` as said.
fn just_answered(scene: Scene, quiet_ms: u64, still: bool) -> Scene {
    scene.with(|s| (s.waited_ms, s.quiet_ms, s.still) = (200, quiet_ms, still))
}

#[test]
fn what_cannot_change_any_more_is_believed_at_once_and_what_could_is_given_its_time() {
    let done = ["Your listing has been submitted."];
    let page = || pressed().posts(303).arrives("/thank-you", &done);
    just_answered(page(), 0, true).proves_submission(None);
    just_answered(page(), 500, false).stays_unsettled();
    // In the old document the script may be in the middle of something.
    let swapped = || pressed().fetches(200).swaps(&done);
    just_answered(swapped(), 20, true).stays_unsettled();
    just_answered(swapped(), 100, true).proves_submission(None);
    just_answered(swapped(), 500, false).stays_unsettled();
    // Another address alone makes no other document.
    just_answered(swapped(), 20, true).with(|s| s.navigated = true).stays_unsettled();
    just_answered(pressed().fetches(200).adds(&done), 500, true).stays_unsettled();
}

#[test]
fn complaints_on_a_page_that_cannot_change_any_more_are_heard_at_once() {
    let page = || pressed().posts(422).renders_again(&["Please enter a valid phone number."], true);
    assert!(matches!(just_answered(page(), 0, true).verdict(), Verdict::FieldErrors(_)));
    just_answered(page(), 700, false).stays_unsettled();
}

#[test]
fn a_recipe_tells_what_success_looks_like() {
    let recipe = Recipe { success_text: Some("Kiitos".into()), ..Recipe::default() };
    let scene = pressed().posts(200).arrives("/x", &["Kiitos!"]);
    assert!(matches!(scene.verdict(), Verdict::Unknown { .. }));
    assert!(matches!(scene.verdict_with(&BusinessProfile::default(), &recipe), Verdict::Submitted { .. }));
}

fn phrase() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Your listing has been submitted.",
        "Thank you for your submission",
        "Thank you!",
        "Submission received",
        "Welcome back",
        "Vielen Dank für Ihren Eintrag",
        "Done",
        "Your listing is now live",
        "Success",
        "Gracias por registrar su empresa",
        "¤",
        "listing",
        "has been submitted",
        "Thank you for",
        "Café Nord has been received",
    ])
    .prop_map(str::to_owned)
}

fn any_scene() -> impl Strategy<Value = Scene> {
    (
        prop::collection::vec(phrase(), 0..3),
        prop::collection::vec(phrase(), 0..4),
        0..5u8,
        prop::sample::select(vec![200_u16, 302, 404, 500]),
    )
        .prop_map(|(typed, texts, how, status)| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let scene = pressed().with(|s| s.typed.extend(typed));
            match how {
                0 => scene.posts(status).arrives("/next", &texts),
                1 => scene.fetches(status).swaps(&texts),
                2 => scene.fetches(status).adds(&texts),
                3 => scene.posts(status).renders_again(&texts, false),
                _ => scene.swaps(&texts),
            }
        })
}

proptest! {
    #[test]
    fn our_own_words_on_the_page_never_make_it_submitted(scene in any_scene(), joined in any::<bool>()) {
        if !matches!(scene.verdict(), Verdict::Submitted { .. }) {
            let typed = scene.0.typed.clone();
            let texts: Vec<String> = if joined { vec![typed.join(" ")] } else { typed };
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let scene = scene.adds(&texts);
            prop_assert!(!scene.counts_as_submitted());
        }
    }

    #[test]
    fn nothing_is_submitted_without_a_request(scene in any_scene()) {
        let scene = scene.with(|s| s.requests.clear());
        prop_assert!(!scene.counts_as_submitted());
    }
}

/// Words of success as directories write them.
const TOLD: &[&str] = &[
    "Thanks for your submission!",
    "Thank you, your submission has been received.",
    "Your submission was successful",
    "Thank you for adding your business to our directory.",
    "Your business has been added and is pending approval.",
    "Thank you! We have received your listing and will review it shortly.",
    "Your site has been submitted for review.",
    "Your request has been sent. We will contact you soon.",
    "Submission complete",
    "Submission successful!",
    "Form submitted successfully",
    "Your form has been submitted",
    "Thanks for submitting the form",
    "Thank you for contacting us. We will get back to you shortly.",
    "Thank you for registering with us. Your listing will appear within 24 hours.",
    "Congratulations! Your listing is now live.",
    "Great! Your listing has been created.",
    "We got it! Your listing is in the review queue.",
    "Your listing is awaiting moderation.",
    "Your website was successfully added to the queue.",
    "URL submitted.",
    "Your tool has been submitted! We'll email you when it goes live.",
    "Your entry has been saved and will be reviewed by our editors.",
    "All done! Your business is listed.",
    "Thank you. Your company profile has been registered in our database.",
    "Your ad has been posted.",
    "Your message was sent successfully.",
    "Success! We've got your details.",
    "Listing received. An editor will check it.",
    "Your application has been received and is under review.",
    "Thanks, Café Nord! Your listing was sent to our moderators.",
    "We've received your submission and our team will look at it in the next few days.",
    "Your business listing request has been submitted successfully and is pending for admin approval.",
    "Application submitted",
    "Your listing has been successfully submitted and will be published after approval.",
    "Thank you for listing with us!",
    "Received! Reference number: 12345",
    "Received, thank you! Your listing will appear after review.",
    "Your listing is on its way. Our team checks every entry. You will hear from us within two days.",
    "Your reference number is AB-1234. Thank you for your submission.",
    "Your listing was published.",
    "Vielen Dank! Ihr Eintrag wird nun geprüft.",
    "Danke für Ihre Anmeldung! Wir prüfen Ihren Eintrag und schalten ihn frei.",
    "Ihre Daten wurden übermittelt.",
    "Ihr Unternehmen wurde erfolgreich eingetragen.",
    "Der Eintrag wurde gespeichert und wartet auf Freischaltung.",
    "Vielen Dank für Ihre Nachricht. Sie wurde gesendet.",
    "Ihr Firmeneintrag ist bei uns eingegangen und wird geprüft.",
    "Eintrag wurde angelegt.",
    "Ihre Anfrage wurde erfolgreich versendet.",
    "Vielen Dank für die Übermittlung Ihrer Daten.",
    "Geschafft! Ihr Eintrag ist jetzt online.",
    "Herzlichen Dank, wir haben Ihren Eintrag erhalten.",
    "Ihre Anmeldung wurde entgegengenommen.",
    "Merci pour votre inscription !",
    "Merci, votre demande a bien été envoyée.",
    "Votre site a été soumis avec succès.",
    "Votre entreprise a été ajoutée à notre annuaire.",
    "Nous avons bien reçu votre demande.",
    "Votre inscription est enregistrée et sera validée sous 48 h.",
    "Votre fiche a bien été créée.",
    "Demande envoyée avec succès",
    "Merci ! Nous avons bien reçu votre proposition.",
    "Inscription réussie",
    "Votre annonce est en cours de validation.",
    "Formulaire envoyé",
    "¡Gracias! Su empresa ha sido registrada.",
    "Hemos recibido tu solicitud, la revisaremos en breve.",
    "Hemos recibido los datos de su empresa. Los revisaremos en 48 horas.",
    "Abbiamo ricevuto i dati della sua azienda.",
    "Nous avons bien reçu les informations de votre entreprise.",
    "Recebemos os dados da sua empresa.",
    "Wij hebben de gegevens van uw bedrijf ontvangen.",
    "Wir haben die Angaben Ihres Betriebs erhalten.",
    "Tu negocio se ha añadido correctamente.",
    "Su solicitud se ha enviado con éxito.",
    "Registro completado",
    "Empresa registrada correctamente",
    "Gracias por enviar tu sitio web.",
    "Su anuncio está pendiente de aprobación.",
    "El formulario se envió correctamente.",
    "Gracias por su registro.",
    "Grazie! La tua azienda è stata inserita.",
    "Abbiamo ricevuto la tua richiesta.",
    "Segnalazione inviata con successo!",
    "Il sito è stato aggiunto ed è in attesa di approvazione.",
    "Grazie per la tua segnalazione.",
    "Iscrizione completata con successo",
    "La tua scheda è in fase di revisione.",
    "Grazie per aver registrato la tua attività.",
    "Bedankt! Uw bedrijf is toegevoegd.",
    "Uw aanmelding is ontvangen.",
    "Uw aanvraag is succesvol verzonden.",
    "Bedankt voor je inzending. We bekijken hem binnen 3 werkdagen.",
    "Aanmelding gelukt!",
    "Het formulier is verzonden.",
    "Je bedrijf staat nu online.",
    "Dank u wel voor uw aanmelding.",
    "Obrigado! Sua empresa foi cadastrada.",
    "Seu cadastro foi realizado com sucesso!",
    "Recebemos o seu pedido.",
    "Cadastro enviado com sucesso",
    "Obrigado por cadastrar sua empresa.",
    "O seu anúncio foi submetido e será analisado.",
    "Formulário enviado com sucesso.",
    "Inscrição concluída com sucesso.",
];

/// Words that come near it and say something else.
const NOT_TOLD: &[&str] = &[
    "Step 1 saved. Now tell us about your opening hours.",
    "Your listing has been saved as a draft.",
    "Your draft has been saved.",
    "Please review your listing before submitting.",
    "Your listing is not yet submitted. Click Publish to submit it.",
    "One more step: verify your phone number.",
    "Almost done! Choose a plan to publish your listing.",
    "Thanks! Now create a password.",
    "Thank you for your interest, but we are not accepting new listings.",
    "Thanks for stopping by!",
    "Thank you for choosing us.",
    "Your session has expired. Please submit again.",
    "You can submit your listing once it is complete.",
    "Submit your listing and get received by thousands.",
    "Listings are reviewed before they are published.",
    "Your listing will be reviewed within 24 hours after payment.",
    "We review every submission.",
    "Create your account to finish.",
    "Check your email address.",
    "Please confirm your e-mail address.",
    "Email sent.",
    "Your password has been sent.",
    "Your comment has been posted.",
    "Your vote has been received.",
    "Your account has been created.",
    "You are now logged in.",
    "Welcome, Café Nord!",
    "Profile updated.",
    "Settings saved.",
    "Successfully logged in",
    "Image uploaded successfully",
    "File uploaded successfully",
    "Logo successfully added",
    "Photo added",
    "Address verified successfully",
    "Code sent",
    "Validation successful",
    "Your cookie preferences have been saved.",
    "Item added to cart",
    "Added to cart successfully",
    "Product added",
    "Your cart has been created",
    "Newsletter: thank you for subscribing!",
    "Thanks for subscribing",
    "You will receive an email.",
    "Link copied",
    "Link copied successfully",
    "Preview created",
    "Listing preview",
    "Here is what your listing will look like:",
    "Your listing looks great! Ready to publish?",
    "Is this correct?",
    "Your listing was successfully created as draft",
    "Your listing has been created. Proceed to payment.",
    "Your listing has been submitted. Payment is required to publish it.",
    "Your free trial has been added",
    "Duplicate check passed",
    "Your listing has been rejected",
    "Your listing has been deleted.",
    "Your request could not be processed",
    "Ihr Entwurf wurde gespeichert.",
    "Ihr Eintrag wurde als Entwurf gespeichert.",
    "Schritt 1 wurde erfolgreich gespeichert.",
    "Fast geschafft!",
    "Noch ein Schritt",
    "Ihre Einstellungen wurden gespeichert.",
    "Bild erfolgreich hinzugefügt",
    "Vielen Dank für Ihren Besuch",
    "Vielen Dank für Ihr Interesse.",
    "Vielen Dank für Ihr Vertrauen",
    "Merci de votre visite",
    "Merci de remplir votre fiche",
    "Merci de vérifier votre adresse",
    "Merci de compléter votre inscription",
    "Merci de patienter",
    "Brouillon enregistré avec succès",
    "Votre brouillon a été enregistré.",
    "Image ajoutée avec succès",
    "Gracias por su visita",
    "Borrador guardado correctamente",
    "Imagen subida con éxito",
    "Su sesión ha sido iniciada",
    "Grazie per la visita",
    "Bozza salvata con successo",
    "Immagine caricata con successo",
    "Bedankt voor uw bezoek",
    "Concept is opgeslagen",
    "Afbeelding toegevoegd",
    "Obrigado pela visita",
    "Rascunho salvo com sucesso",
    "Imagem enviada com sucesso",
];

#[test]
fn the_many_ways_to_say_it_are_understood() {
    for text in TOLD {
        assert!(pressed().posts(200).arrives("/done", &[text]).counts_as_submitted(), "native: {text}");
        assert!(pressed().fetches(200).swaps(&[text]).counts_as_submitted(), "fetched: {text}");
    }
}

#[test]
fn the_many_ways_to_say_something_else_are_too() {
    for text in NOT_TOLD {
        assert!(!pressed().posts(200).arrives("/page", &[text]).counts_as_submitted(), "native: {text}");
        assert!(!pressed().fetches(200).swaps(&[text]).counts_as_submitted(), "swapped: {text}");
        assert!(!pressed().fetches(200).adds(&[text]).counts_as_submitted(), "added: {text}");
        assert!(
            !pressed().posts(200).renders_again(&[text], false).counts_as_submitted(),
            "rendered again: {text}"
        );
    }
}

#[test]
fn words_of_success_beside_what_is_still_to_do_prove_nothing() {
    for more in [
        "One last step: choose a plan.",
        "Your listing is still a draft.",
        "This is a preview of your listing.",
        "To complete your submission, please create an account.",
    ] {
        let verdict =
            pressed().posts(200).arrives("/next", &["Your listing has been received.", more]).verdict();
        assert!(!matches!(verdict, Verdict::Submitted { .. }), "{more}: {verdict:#?}");
    }
}

#[test]
fn an_advertisement_s_words_are_not_the_directory_s() {
    let ad = FrameSnapshot {
        frame_id: 5,
        parent_frame_id: Some(0),
        url: "https://ads.example/x".into(),
        texts: blocks(&["Your listing has been submitted."]),
        ..FrameSnapshot::default()
    };
    pressed().posts(200).arrives("/", &["Welcome"]).with(|s| s.after.frames.push(ad)).proves_nothing();
}
