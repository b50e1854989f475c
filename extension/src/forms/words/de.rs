//! German.

use super::{Language, Topic as T};

pub(super) static LANGUAGE: Language = Language {
    thing: "eintrag*|firmeneintrag*|branchenbucheintrag*|anmeldung|firma|unternehmen|betrieb|geschaft|seite|webseite|website|homepage|link|url|anzeige|inserat|anfrage|nachricht|formular|daten|angaben|registrierung|profil|vorschlag|einsendung|einreichung|ubermittlung|antrag|projekt|produkt|firmendaten|mitteilung|meldung|bewerbung",
    core: "eintrag|firmeneintrag|branchenbucheintrag|anmeldung|link|anzeige|inserat|anfrage|nachricht|formular|daten|angaben|registrierung|vorschlag|einsendung|einreichung|ubermittlung|antrag|firmendaten",
    done: "eingereicht|ubermittelt|gesendet|gesandt|abgesendet|abgeschickt|versendet|verschickt|eingegangen|erhalten|empfangen|angelegt|eingetragen|aufgenommen|gespeichert|registriert|hinzugefugt|angenommen|entgegengenommen|erstellt|veroffentlicht|weitergeleitet|zugestellt|vorgemerkt",
    condition: "wenn|sobald|nachdem|falls|bevor|sofern|ob|wie|warum|soll|sollen|mein|meine|muss|mussen",
    denial: "nicht|kein|keine|keinen|noch|nie|ohne|konnte|konnten|fehler|leider|erst",
    phrases: &[
        (
            T::Received,
            &[
                "ihr|ihre|ihren|dein|deine|deinen .? .? <thing> .? wurde|wurden|ist|sind|haben|hat .? .? .? <done>",
                "der|die|das|den <core> .? wurde|wurden|ist|sind .? .? <done>",
                "^ <core> .? wurde|wurden|ist|sind? .? .? <done>",
                "¤ wurde .? .? <done>",
                "wir haben ihre|ihren|ihr|deine|deinen|dein .? .? <thing> .? .? erhalten|empfangen|gespeichert|aufgenommen|registriert",
                "^ .? <core> erfolgreich? <done>|erfolgreich $",
                "erfolgreich <done>",
                "dank|danke fur ihre|ihren|ihr|deine|deinen|dein|die|den|das .? <thing>",
                "dank|danke dass|das sie|du _ eingetragen|eingereicht|angemeldet|registriert|gesendet|vorgeschlagen",
                "ihr|ihre|dein|deine .? .? <thing> .? wird .? .? .? .? gepruft|freigeschaltet|freigegeben|bearbeitet|kontrolliert",
                "ihr|ihre|dein|deine .? .? <thing> .? wartet|ist|sind|befindet .? .? auf|in|zur|jetzt|nun|online|sich freigabe|prufung|freischaltung|online|sichtbar|live|der|bearbeitung",
                "sie|du haben|hast ihre|ihren|deinen|deine .? <thing> .? eingereicht|gesendet|eingetragen",
            ],
        ),
        (
            T::Thanks,
            &[
                "^ vielen|herzlichen|besten|schonen? dank|danke ¤? $",
                "^ danke|dankeschon ¤? schon|sehr? $",
                "^ erfolg|erfolgreich|geschafft|fertig|gesendet|abgeschickt $",
                "wir werden|prufen|melden|bearbeiten|benachrichtigen|informieren|schalten .? .? ihre|ihren|ihr|sie|uns|deine|deinen|den|die|das",
                "wird .? .? .? .? gepruft|freigeschaltet|freigegeben|bearbeitet|veroffentlicht|kontrolliert",
                "sie|du erhalten|erhaltst|bekommen .? .? .? email|nachricht|bestatigung",
                "unsere redaktion|unser team",
            ],
        ),
        (
            T::Review,
            &[
                "gepruft|uberpruft|kontrolliert|freigeschaltet|freigegeben|freischaltung|freigabe|prufung|uberprufung|moderation|redaktion",
                "innerhalb _ stunden|tagen|werktagen",
            ],
        ),
        (
            T::ConfirmEmail,
            &[
                "bestatigen|bestatige|bestatigung|verifizieren .? ihre|deine|der email|emailadresse|mailadresse|adresse",
                "prufen|uberprufen|checken .? ihr|ihren|dein|deinen|ihre email|posteingang|postfach|postfacher|emails|mails",
                "klicken|klick|klicke .? .? .? .? link .? .? .? email|mail|bestatigungslink|um",
                "link .? .? email|mail|bestatigungsmail|bestatigungsemail",
                "bestatigungslink|aktivierungslink|bestatigungsmail|bestatigungsemail|aktivierungsmail|bestatigungs",
                "email .? .? .? link zur|zum bestatigung|bestatigen|aktivierung",
            ],
        ),
        (
            T::Duplicate,
            &[
                "bereits|schon .? .? eingetragen|vorhanden|gelistet|registriert|existiert|in|angemeldet|aufgenommen|eingereicht|verzeichnet|erfasst",
                "existiert bereits|schon",
                "doppelter|doppelte|doppelt eintrag|eintrage|vorhanden",
                "duplikat",
            ],
        ),
        (
            T::Refused,
            &[
                "abgelehnt|zuruckgewiesen|verweigert|gesperrt|blockiert",
                "nicht aufgenommen|akzeptiert werden",
                "konnen|nehmen .? .? .? nicht aufnehmen|annehmen|akzeptieren|an",
                "als spam",
                "erfullt|entspricht .? nicht",
            ],
        ),
        (
            T::Failure,
            &[
                "nicht .? .? gesendet|gespeichert|ubermittelt|abgesendet|verschickt|verarbeitet|eingereicht|bearbeitet|angelegt|abgeschickt|versendet",
                "ist .? fehler aufgetreten",
                "fehler .? .? .? aufgetreten|beim|bei|gefunden",
                "^ .? fehler",
                "fehlgeschlagen|gescheitert",
                "versuchen|versuch|versuche sie|es? es? bitte? .? .? erneut|nochmal|noch|spater|wieder",
                "bitte .? erneut",
                "schief|schiefgegangen|schiefgelaufen gegangen|gelaufen?",
                "sitzung .? abgelaufen",
                "zu viele anfragen|versuche",
                "bitte korrigieren|beheben|berichtigen",
                "nicht erfolgreich",
                "leider .? .? .? nicht",
            ],
        ),
        (
            T::Complaint,
            &[
                "pflichtfeld|pflichtfelder|pflichtangabe",
                "bitte .? .? .? .? .? eingeben|angeben|ausfullen|wahlen|auswahlen|ein|an|aus|zustimmen|akzeptieren|korrigieren|uberprufen|prufen|hochladen",
                "bitte geben|fullen|wahlen|korrigieren|prufen|uberprufen|akzeptieren|stimmen|gib|wahle",
                "erforderlich|notwendig",
                "ungultig*",
                "muss|mussen|darf|durfen .? .? .? .? ausgefullt|enthalten|sein|haben|werden|lang",
                "fehlt|fehlen|fehlerhaft|unvollstandig",
                "zu kurz|lang|gross",
                "mindestens|hochstens|maximal . zeichen|worter",
                "kein|keine gultige|gultiger|gultiges",
                "nicht gultig|korrekt",
            ],
        ),
        (
            T::Further,
            &[
                "fast geschafft|fertig",
                "noch ein|nur schritt|ein|nicht",
                "letzter|nachster|letzten|nachsten|weiterer schritt",
                "vorschau",
                "entwurf",
                "so wird|sieht ihr|dein",
                "noch nicht gesendet|eingereicht|abgeschickt|ubermittelt|veroffentlicht",
                "bitte uberprufen|prufen|kontrollieren|bestatigen sie? ihre|ihren|die|deine|den .? angaben|daten|eingaben|eintrag",
                "wahlen sie? .? .? paket|tarif",
                "schritt . von",
                "vor dem absenden",
                "zum abschliessen|abschluss",
            ],
        ),
        (
            T::Working,
            &[
                "^ .? .? gesendet|ubermittelt|geladen|gespeichert|verarbeitet $",
                "wird|werden gesendet|ubertragen|geladen|gespeichert|verarbeitet|ubermittelt|weitergeleitet",
                "bitte warten|haben|einen",
                "^ laden|ladt|senden|moment",
            ],
        ),
        (
            T::LoginNeeded,
            &[
                "bitte .? .? anmelden|einloggen|registrieren|an|ein",
                "bitte melden|loggen|registrieren sie sich",
                "melden|loggen|melde sie? dich|sich .? .? an|ein um|damit",
                "mussen|musst .? .? .? .? angemeldet|eingeloggt|registriert|anmelden|einloggen|registrieren",
                "nur fur|registrierte angemeldete|registrierte|mitglieder|nutzer|benutzer",
                "nicht angemeldet|eingeloggt",
                "anmeldung|registrierung|login erforderlich|notig|notwendig",
            ],
        ),
        (
            T::PayNeeded,
            &[
                "zahlungspflichtig*|kostenpflichtig*",
                "zahlung|zahlungsart|zahlungsmethode|zahlungsdaten|bezahlung|bezahlen|kasse",
                "pro monat|jahr",
                "eintragungsgebuhr|gebuhr|aufnahmegebuhr|bearbeitungsgebuhr",
                "kreditkarte|kartennummer",
                "paket|tarif|tarife|pakete wahlen|auswahlen|buchen",
                "wahlen sie? .? .? paket|tarif",
                "zzgl|inkl mwst",
            ],
        ),
        (
            T::PhoneCode,
            &[
                "code .? .? per sms|telefon|anruf",
                "sms code|verifizierung",
                "telefonnummer|handynummer|mobilnummer bestatigen|verifizieren",
            ],
        ),
        (
            T::Captcha,
            &[
                "sicherheitscode|sicherheitsfrage|sicherheitsabfrage|spamschutz|bestatigungscode|prufcode|kontrollfrage|spamfrage",
                "code .? .? .? bild|grafik",
                "zeichen|buchstaben|zahlen aus|im|ab|in .? .? bild",
                "kein|bin roboter|ein",
                "mensch sind|bist|bestatigen",
            ],
        ),
        (
            T::BrowserCheck,
            &[
                "browser wird uberpruft|gepruft",
                "einen moment bitte",
                "zugriff verweigert|blockiert|gesperrt",
                "nur einen moment",
            ],
        ),
        (
            T::Closed,
            &[
                "keine|derzeit .? neuen|neue eintrage|anmeldungen|neuen",
                "nicht mehr angenommen|verfugbar|moglich|aufgenommen|betrieben",
                "eingestellt|geschlossen|abgeschaltet worden|wurde|ist",
                "wurde|ist|sind .? .? .? eingestellt|geschlossen|abgeschaltet",
                "domain .? .? verkauf|verkaufen",
            ],
        ),
        (
            T::NotFound,
            &[
                "seite .? .? .? .? nicht gefunden|existiert|vorhanden|verfugbar",
                "nicht gefunden",
                "existiert nicht|leider",
            ],
        ),
        (
            T::ServerDown,
            &[
                "wartungsarbeiten|wartung|wartungsmodus",
                "interner serverfehler|fehler",
                "voruber*|zurzeit|derzeit nicht erreichbar|verfugbar",
                "datenbankfehler|serverfehler",
                "gleich|bald wieder da|zuruck",
            ],
        ),
        (
            T::AddBusiness,
            &[
                "firma|unternehmen|eintrag|webseite|website|seite|link|betrieb|geschaft|inserat|anzeige|homepage|firmeneintrag|url|praxis|verein .? kostenlos? gratis? .? eintragen|anmelden|hinzufugen|vorschlagen|erstellen|anlegen|aufgeben|melden|registrieren|einreichen|listen",
                "^ .? .? kostenlos|gratis? eintragen|inserieren|vorschlagen|einreichen|listen .?",
                "^ .? neuer|neuen|kostenloser|gratis|basis eintrag|firmeneintrag|basiseintrag $",
                "^ kostenlos|gratis .? firmeneintrag|eintrag|anmelden|registrieren|basiseintrag",
                "^ jetzt .? .? eintragen|listen|inserieren",
                "^ basiseintrag|firmeneintrag|gratiseintrag|eintragsformular|grundeintrag",
                "tragen sie|trage ihre|ihr|deine|dein",
            ],
        ),
        (
            T::Cookies,
            &["cookie*", "datenschutz|datenschutzeinstellungen|privatsphare", "einwilligung", "dsgvo"],
        ),
        (
            T::Reject,
            &[
                "ablehnen|verweigern",
                "nur .? .? notwendige|erforderliche|essenzielle|technisch|essentielle .?",
                "ohne einwilligung|zustimmung",
            ],
        ),
        (
            T::Accept,
            &[
                "akzeptieren|akzeptiere|zustimmen|annehmen|erlauben|einverstanden|zulassen",
                "^ verstanden|ok|alles klar? $",
                "^ alle? .? auswahlen|cookies",
            ],
        ),
        (
            T::Close,
            &[
                "^ schliessen",
                "^ nein danke",
                "^ spater|jetzt nicht",
                "^ nicht jetzt",
                "^ uberspringen $",
                "^ ausblenden",
            ],
        ),
        (
            T::Submit,
            &[
                "^ .? .? .? .? absenden|senden|abschicken|ubermitteln|einreichen|veroffentlichen|eintragen|einsenden|verschicken|abschliessen .? .?",
                "^ .? .? .? kostenlos? anlegen|hinzufugen|erstellen|speichern|aufgeben|vorschlagen|inserieren|registrieren .?",
                "^ fertig|fertigstellen|speichern|hinzufugen|bestatigen $",
                "^ firma|unternehmen|eintrag|website|seite|betrieb .? anmelden",
            ],
        ),
        (
            T::Next,
            &[
                "^ weiter .? .? .? .?",
                "^ .? .? .? nachster|nachsten|nachste .?",
                "^ speichern und weiter",
                "^ fortfahren|fortsetzen",
            ],
        ),
        (T::Preview, &["^ .? .? vorschau .? .?", "^ .? .? eingaben|angaben prufen|uberprufen"]),
        (
            T::Publish,
            &[
                "^ .? .? .? jetzt? veroffentlichen|absenden|abschicken|senden|einreichen|eintragen|ubermitteln|abschliessen|bestatigen .?",
                "^ ja .? .? .?",
                "^ bestatigen .? .? .?",
                "^ .? .? freigeben",
            ],
        ),
        (
            T::Back,
            &[
                "^ .? zuruck .? .?",
                "^ zurucksetzen|abbrechen|loschen|verwerfen|bearbeiten|entfernen|andern|leeren|drucken|teilen|bewerten",
                "^ .? .? .? bearbeiten|andern|korrigieren|loschen|zurucksetzen|abbrechen $",
                "^ noch|weiteren|weitere|weiterer|neuen ein|einen|eintrag|firma|unternehmen",
                "^ .? .? ansehen|anzeigen",
            ],
        ),
        (T::Draft, &["entwurf", "zwischenspeichern", "spater fortsetzen|fortfahren|speichern"]),
        (T::Search, &["^ .? suchen|suche|finden|filtern|filter .? .?", "^ finden|durchsuchen"]),
        (
            T::Login,
            &[
                "^ .? einloggen|anmelden|login|log|registrieren|anmeldung .? .?",
                "^ mit .? anmelden|einloggen|fortfahren|registrieren",
                "^ konto|account|benutzerkonto .? anlegen|erstellen|eroffnen",
                "passwort vergessen",
                "^ mein konto",
            ],
        ),
        (T::Newsletter, &["newsletter*", "^ abonnieren"]),
        (
            T::Pay,
            &[
                "bezahlen|zahlungspflichtig|kostenpflichtig|kaufen|bestellen|kasse|zahlung",
                "^ .? upgrade .?",
                "^ premium .? .?",
            ],
        ),
        (
            T::Helper,
            &[
                "^ .? .? hochladen",
                "^ .? durchsuchen|auswahlen $",
                "^ datei|dateien|bild|bilder|foto|logo",
                "^ weitere|weiteres|weiteren .? .? hinzufugen",
                "^ standort|adresse|position .? .?",
                "^ .? .? generieren|erzeugen|abrufen|ermitteln",
            ],
        ),
        (T::Free, &["kostenlos*|gratis|kostenfrei|umsonst|unentgeltlich"]),
    ],
};
