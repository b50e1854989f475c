//! Receipts in words that no list of phrases knows, and pages that only sound like one.

use super::*;

/// They have it.
const TOLD: &[&[&str]] = &[
    &["On its way to the shelf", "We read every submission before it is shown."],
    &["Spot booked", "We have passed your details to our editors."],
    &["Got it — your details are with our team now.", "Expect to hear back before Friday."],
    &["All wrapped up!", "Our directory desk has your details."],
    &["Pinned!", "Your shop waits for a quick check by a human and then pops up on the map."],
    &["Link taken in.", "It waits in line for an editor."],
    &["Record inserted.", "An administrator activates it before it shows."],
    &["Registration no. 4711 entered in our books.", "Welcome aboard!"],
    &["Cheers!", "One of our moderators will publish this place shortly."],
    &["Your site was put into the pool for approval."],
    &["Locked in", "Your product is lined up; we eyeball each one by hand."],
    &["Application is in! Someone from the desk picks it up tomorrow."],
    &["Safe and sound.", "Your entry has reached the people who keep the guide."],
    &["You made the list of new arrivals: your café shows up once a volunteer has had a look."],
    &["That's a wrap.", "Your business is now with our reviewers."],
    &["Your company joins the queue behind 14 others."],
    &["Thank you kindly. The card for your shop has been filed."],
    &["Merci, entry lodged.", "We turn it on once we have looked it over."],
    &["Lovely. Your surgery is with the map team, who pin new places on Mondays."],
    &["The listing has gone to the site administrator, who will switch it on."],
    &["Entry parked for review."],
    &["That's it, thank you!"],
    &["Alles da!", "Ihre Ordination wird sichtbar, sobald die Redaktion sie freigegeben hat."],
    &["Geschafft! Ihr Betrieb liegt jetzt bei unserer Redaktion."],
    &["Angekommen!", "Unsere Redaktion schaut sich Ihren Vorschlag in den nächsten Tagen an."],
    &["Notiert. Ihr Geschäft erscheint, sobald ein Mensch ihn gesehen hat."],
    &["Alles klar, Ihre Angaben sind da."],
    &["C'est noté !", "Votre établissement rejoindra l'annuaire après relecture."],
    &["C'est dans la boîte !", "Votre fiche est entre les mains de nos modérateurs."],
    &["¡Listo!", "Hemos guardado los datos de tu negocio; aparecerá tras la revisión."],
    &["Tu ficha está en manos de nuestro equipo."],
    &["Ci siamo!", "La tua attività è nelle mani dei nostri redattori: la vedrai online a breve."],
    &["Preso in carico!", "La sua scheda passa ora alla redazione."],
    &["Gelukt", "Uw zaak staat in de wachtrij; de redactie kijkt er binnenkort naar."],
    &["Binnen!", "Je aanmelding ligt bij onze redactie."],
    &["Tudo certo!", "Seu negócio entrou na fila de análise."],
    &["Pronto!", "A sua ficha está com a nossa equipa."],
    &["Dziękujemy!", "Twój wpis czeka na akceptację."],
    &["Tack!", "Ditt företag har skickats till vår redaktion."],
    &["Tak!", "Din virksomhed er sendt til vores redaktion."],
];

/// They do not, or do not say.
const NOT_TOLD: &[&[&str]] = &[
    &["Thank you for your interest!", "Registrations are paused, so nothing has been recorded."],
    &["Great!", "Your business deserves to be seen."],
    &["Great news: your business can appear here within minutes."],
    &["Thanks! One more thing", "Create your account to hand the listing in."],
    &["Hold tight, your details are with our payment partner."],
    &["Oops! Our team has been told about your submission and is looking into it."],
    &["Your listing was flagged for our team; nothing is kept."],
    &["Your business is on our list since 2019."],
    &["Your company is on our books already."],
    &["Your entry is too short for our editors."],
    &["Our editors could not read your listing."],
    &["Your site was put on our blocklist."],
    &["Your listing goes live as soon as you pay."],
    &["Your listing appears once you have added our link to your site."],
    &["Your business is on the map as soon as you have called us."],
    &["Your details are in our hands until you log in; then you can send them."],
    &["Your form has arrived without a category, so our editors have sent it back."],
    &["Our team reads every message.", "Popular this week"],
    &["Editors", "Meet the people who check the guide."],
    &["Done reading? Add your business."],
    &["Your spot is waiting. Choose a plan."],
    &["We saved a place for you: sign up to claim it."],
    &["Thanks for your submission", "It has been flagged by our firewall and dropped."],
    &["Whoa", "The database hiccuped while your clinic was being stored.", "Our team has been told."],
    &["Cheers for trying", "The dentists section is full up, so your clinic was let go."],
    &["Thank you! Your listing was received.", "It bounced off our filter, though, and was discarded."],
    &["Your visit was recorded."],
    &["Your clinic reached our team, and they have passed on it this time."],
    &["Many thanks!", "We looked at your website and it does not fit our guide, which lists garages."],
    &["Your phone will receive a code from our team."],
    &["Your inbox has a gift from our team."],
    &["Leider liegt Ihr Betrieb nicht in unserem Gebiet."],
    &["Ihr Betrieb liegt unserer Redaktion bereits vor."],
    &["Ihre Angaben sind bei uns sicher.", "Bitte wählen Sie nun ein Paket."],
    &["Votre fiche est presque entre les mains de nos modérateurs."],
    &["Votre établissement figure déjà dans l'annuaire."],
    &["Tu ficha no está en manos de nuestro equipo."],
    &["La tua attività non è stata inserita."],
    &["Uw zaak staat al in de gids."],
    &["Esta empresa no se ha registrado."],
    &["Esta empresa não foi registrada."],
    &["Este formulario no fue enviado."],
    &["Questo sito non è stato registrato."],
    &["Seu negócio já está na fila."],
    &["Twój wpis nie został dodany."],
    &["Ditt företag finns redan hos vår redaktion."],
];

fn told(texts: &[&str]) -> bool {
    let native = pressed().posts(200).arrives("/done", texts).counts_as_submitted();
    native && pressed().fetches(200).swaps(texts).counts_as_submitted()
}

#[test]
fn a_receipt_is_understood_by_what_it_speaks_of() {
    let missed: Vec<_> = TOLD.iter().filter(|texts| !told(texts)).collect();
    assert!(missed.is_empty(), "{} of {} missed: {missed:#?}", missed.len(), TOLD.len());
}

#[test]
fn what_only_sounds_like_a_receipt_is_none() {
    for texts in NOT_TOLD {
        for scene in [
            pressed().posts(200).arrives("/done", texts),
            pressed().fetches(200).swaps(texts),
            pressed().fetches(200).adds(texts),
            pressed().posts(200).renders_again(texts, false),
        ] {
            let verdict = scene.verdict();
            assert!(!matches!(verdict, Verdict::Submitted { .. }), "{texts:?}: {verdict:#?}");
        }
    }
}

#[test]
fn a_front_page_that_speaks_of_itself_is_no_receipt() {
    let front =
        ["Great places near you", "Our team checks your favourites.", "This site is live in 40 towns."];
    pressed().posts(302).arrives("/", &front).proves_nothing();
}

#[test]
fn a_receipt_beside_a_button_that_goes_on_is_none_yet() {
    let texts = ["Your details are with our team now."];
    let on = |s: &mut PressObservation| s.after.frames[0].controls.push(button(90, "Continue", None));
    pressed().posts(200).arrives("/next", &texts).with(on).proves_nothing();
}

#[test]
fn a_guard_before_the_site_is_a_wall_and_a_pause_a_refusal() {
    let guarded = pressed().posts(403).arrives("/go", &["Your request was blocked by our security service."]);
    assert!(matches!(guarded.verdict(), Verdict::Wall(w) if w.reason == Reason::Captcha));
    let paused = pressed().posts(200).arrives("/go", &["Thanks!", "Submissions are closed at the moment."]);
    assert!(matches!(paused.verdict(), Verdict::Refused { reason: Reason::Rejected, .. }));
}

#[test]
fn a_message_that_waits_in_the_mailbox_asks_for_a_press_there() {
    for texts in [
        ["Advertisement created.", "Press the link that is waiting in your inbox."],
        ["Ein Klick fehlt noch", "In Ihrem Postfach liegt eine Nachricht mit einem Knopf darin."],
        ["C'est presque fini", "Un bouton vous attend dans votre boîte de réception."],
    ] {
        pressed().posts(200).arrives("/done", &texts).proves_submission(MAIL);
    }
}
