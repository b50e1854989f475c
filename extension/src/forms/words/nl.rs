//! Dutch.

use super::{Language, Topic as T};

pub(super) static LANGUAGE: Language = Language {
    thing: "aanmelding|vermelding|bedrijf|bedrijfsvermelding|website|site|link|url|advertentie|aanvraag|bericht|formulier|inzending|registratie|gegevens|inschrijving|pagina|profiel|onderneming|voorstel|suggestie|bedrijfsgegevens|winkel|product|project|listing|melding",
    core: "aanmelding|vermelding|bedrijfsvermelding|link|advertentie|aanvraag|bericht|formulier|inzending|registratie|inschrijving|voorstel|suggestie|gegevens|website|site|bedrijf",
    done: "verzonden|verstuurd|ontvangen|toegevoegd|aangemeld|geregistreerd|opgeslagen|ingediend|geplaatst|gepubliceerd|ingezonden|aangemaakt|doorgestuurd|opgenomen|geaccepteerd|ingestuurd",
    condition: "als|zodra|wanneer|nadat|indien|voordat|mits|tot|hoe|waarom|moet|moeten|mijn",
    denial: "niet|geen|nooit|zonder|fout|kon|konden|helaas|nog",
    answers: &[
        (
            T::Received,
            &[
                "^ .? <core> .? gelukt|geslaagd|voltooid|compleet $",
                "uw|je|jouw .? <thing> staat nu? online|in",
                "uw|je|jouw .? .? <thing> .? is|zijn|werd|hebben|wij|we .? .? .? <done>",
                "de|het|deze|dit <core> is|werd|zijn .? .? <done>",
                "^ <core> .? is|werd|zijn? succesvol|nu? <done>",
                "^ .? <core> <done>",
                "¤ is|werd .? <done>",
                "we|wij hebben uw|je|jouw .? <thing> .? .? ontvangen|geregistreerd|toegevoegd",
                "we|wij hebben de gegevens|informatie van uw|je|jouw .? <thing> .? ontvangen|geregistreerd",
                "succesvol <done>",
                "bedankt|dank u|je|jullie? .? .? voor uw|je|jouw|het|de .? <thing>|aanmelden|insturen|toevoegen|indienen|registreren|inzenden",
                "dank|bedankt .? .? voor het aanmelden|insturen|toevoegen|indienen|registreren|inzenden|plaatsen",
                "uw|je|jouw .? <thing> .? wordt|staat|is|wacht .? .? .? .? gecontroleerd|beoordeeld|online|behandeling|goedkeuring|bekeken|nagekeken|goedgekeurd",
            ],
        ),
        (
            T::Thanks,
            &[
                "^ ontvangen|verzonden bedankt|dank $",
                "uw|je|jouw <thing> .? verschijnt",
                "u|je hoort .? .? van ons",
                "ons team controleert elke|alle",
                "^ .? dank|bedankt u|je|jullie? wel? ¤? $",
                "^ hartelijk dank|bedankt ¤? $",
                "^ succes|gelukt|gefeliciteerd|klaar|verzonden $",
                "wordt|worden .? .? .? .? gecontroleerd|beoordeeld|geplaatst|gepubliceerd|bekeken|verwerkt|nagekeken|goedgekeurd",
                "nemen .? .? .? contact",
                "ons|onze team|redactie",
                "u|je ontvangt|krijgt|hoort",
            ],
        ),
        (
            T::Review,
            &[
                "wij|we .? controleren|beoordelen|bekijken",
                "controleren|beoordelen|bekijken wij|we",
                "gecontroleerd|beoordeeld|goedgekeurd|goedkeuring|beoordeling|controle|moderatie|nagekeken|bekeken|redactie|beheerder",
                "in behandeling",
                "binnen _ uur|dagen|werkdagen",
            ],
        ),
        (
            T::ConfirmEmail,
            &[
                "link .? .? naar ¤|uw|je|jouw .? .? .? gestuurd|verzonden|verstuurd",
                "bevestig|bevestigen|verifieer|activeer .? uw|je|jouw .? emailadres|email|mailadres|aanmelding|vermelding|inschrijving|registratie",
                "controleer|check|bekijk uw|je|jouw inbox|email|mail|mailbox|postvak",
                "klik|volg .? .? .? .? link .? .? .? .? email|mail|bericht|om",
                "bevestigingslink|activatielink|bevestigingsmail|bevestigingsemail|activatiemail|verificatielink",
                "bevestigings email|mail|link",
            ],
        ),
        (
            T::Duplicate,
            &[
                "al|reeds .? .? bekend|aangemeld|vermeld|opgenomen|geregistreerd|aanwezig|toegevoegd|in|ingeschreven",
                "bestaat|staat|komt al|reeds",
                "dubbele|duplicaat vermelding|aanmelding|gevonden|inzending?",
            ],
        ),
        (
            T::Refused,
            &[
                "afgewezen|geweigerd|geblokkeerd|afgekeurd",
                "kunnen .? .? .? niet accepteren|opnemen|plaatsen|toelaten",
                "als spam",
                "voldoet niet",
            ],
        ),
        (
            T::Failure,
            &[
                "niet .? .? .? verzonden|verstuurd|opgeslagen|ontvangen|verwerkt|toegevoegd|geplaatst|worden",
                "fout opgetreden|bij|tijdens|met",
                "^ .? fout|fouten|foutmelding|sorry|oeps",
                "een fout",
                "er ging|is iets|misgegaan .?",
                "ging .? mis|fout",
                "probeer .? .? .? opnieuw|later|nogmaals|nog",
                "mislukt",
                "sessie .? verlopen",
                "te veel pogingen|verzoeken|aanvragen",
                "corrigeer|herstel .?",
            ],
        ),
        (
            T::Complaint,
            &[
                "te snel",
                "verplicht|vereist",
                "vul .? .? .? .? in",
                "voer .? .? .? .? .? in",
                "kies|selecteer|accepteer|geef een|de|het|uw|aan|minimaal",
                "ongeldig|ongeldige",
                "geen geldig|geldige",
                "niet geldig|correct",
                "moet|mag|moeten .? .? .? .? bevatten|zijn|worden|ingevuld|hebben|leeg",
                "te kort|lang|groot",
                "minimaal|maximaal|minstens . tekens|woorden",
                "alleen|enkel|uitsluitend cijfers|letters|nummers",
                "zonder|geen spaties|leestekens|streepjes|symbolen",
                "ontbreekt|ontbreken|onvolledig",
            ],
        ),
        (
            T::Further,
            &[
                "bijna klaar|gereed|voltooid",
                "nog een|niet stap|verzonden|ingediend|verstuurd",
                "laatste|volgende stap",
                "voorbeeld|voorvertoning|concept|preview",
                "zo ziet|komt uw|je|jouw",
                "controleer uw|je|jouw|de gegevens|invoer|aanmelding|vermelding",
                "kies .? .? pakket|abonnement",
                "stap . van",
                "voordat u|je|het",
                "om .? .? af|voltooien .?",
            ],
        ),
        (
            T::Unfinished,
            &[
                "bijna klaar|gereed|voltooid",
                "nog een|niet stap|verzonden|ingediend|verstuurd|afgerond|compleet",
                "laatste stap",
                "concept",
                "om .? .? .? te voltooien|ronden",
                "onvolledig",
                "een voorbeeld|voorvertoning",
            ],
        ),
        (
            T::Working,
            &[
                "^ .? bezig|laden|verzenden|versturen|verwerken",
                "wordt|worden verzonden|verwerkt|geladen|verstuurd|opgeslagen|doorgestuurd",
                "even geduld",
                "moment geduld",
                "een ogenblik",
            ],
        ),
        (
            T::LoginNeeded,
            &[
                "moet|dient|gelieve .? .? .? .? .? ingelogd|inloggen|registreren|aanmelden|loggen|geregistreerd",
                "log|meld .? .? in|aan om|eerst|voordat",
                "alleen|uitsluitend .? .? leden|gebruikers|geregistreerde",
                "account nodig|vereist|aanmaken .?",
                "niet ingelogd",
                "inloggen vereist|verplicht|noodzakelijk",
            ],
        ),
        (
            T::PayNeeded,
            &[
                "betaling|betalen|betaalmethode|betaald|afrekenen",
                "per maand|jaar",
                "creditcard|kaartnummer|ideal",
                "kies .? .? pakket|abonnement",
                "inschrijfkosten|inschrijfgeld|plaatsingskosten",
            ],
        ),
        (
            T::PhoneCode,
            &[
                "code .? .? .? via|per sms",
                "sms code|verificatie",
                "verifieer|bevestig uw|je|jouw telefoonnummer|mobiele",
            ],
        ),
        (
            T::Captcha,
            &[
                "beveiligingscode|controlecode|verificatiecode|controlevraag|antispam|spambeveiliging|beveiligingsvraag",
                "typ|voer|neem|vul .? .? code|tekens|letters|cijfers .? .? .? .? afbeelding|plaatje|over|ziet",
                "geen robot",
                "code|tekens .? .? afbeelding|plaatje",
            ],
        ),
        (T::BrowserCheck, &["browser .? .? gecontroleerd", "een moment", "toegang geweigerd|geblokkeerd"]),
        (
            T::Closed,
            &[
                "niet|geen meer|nieuwe .? mogelijk|aanmeldingen|inzendingen|vermeldingen|beschikbaar",
                "aanmeldingen|inschrijving .? .? gesloten",
                "is|wordt gestopt|opgeheven|gesloten",
            ],
        ),
        (
            T::NotFound,
            &["pagina .? .? .? niet gevonden|bestaat|beschikbaar", "bestaat niet", "niet gevonden"],
        ),
        (
            T::ServerDown,
            &[
                "in|voor|wegens onderhoud",
                "interne serverfout|fout",
                "serverfout|databasefout",
                "tijdelijk niet|onbereikbaar .?",
                "zijn|snel zo|weer terug",
            ],
        ),
    ],
    buttons: &[
        (
            T::AddBusiness,
            &[
                "bedrijf|website|site|link|vermelding|advertentie|onderneming|winkel|url|pagina|zaak .? gratis? .? aanmelden|toevoegen|plaatsen|registreren|inschrijven|vermelden|insturen",
                "^ gratis .? aanmelden|vermelden|vermelding|toevoegen|inschrijven|plaatsen",
                "^ .? meld|voeg|registreer|plaats|schrijf uw|je|jouw|een|gratis .? .? .? .?",
                "^ aanmelden|toevoegen|vermelden .? .? $",
                "^ nieuwe vermelding|aanmelding|link",
            ],
        ),
        (T::Cookies, &["cookie*", "privacy*", "toestemming", "avg"]),
        (
            T::Reject,
            &[
                "weigeren|afwijzen|weiger",
                "alleen .? .? noodzakelijke|functionele|essentiele|noodzakelijk",
                "doorgaan zonder",
            ],
        ),
        (
            T::Accept,
            &[
                "accepteren|accepteer|akkoord|toestaan|toestemmen",
                "^ ok|begrepen|prima|oke $",
                "^ ik ga akkoord",
                "^ alles",
            ],
        ),
        (
            T::Close,
            &["^ sluiten|sluit", "^ nee bedankt|dank", "^ later", "^ niet nu", "^ overslaan $", "^ nu niet"],
        ),
        (
            T::Submit,
            &[
                "^ .? .? .? .? verzenden|versturen|verstuur|verzend|plaatsen|indienen|aanmelden|publiceren|toevoegen|opslaan|insturen|registreren|voltooien|afronden|bevestigen|vermelden .?",
                "^ stuur|verzend|verstuur|voeg|plaats|meld .? .? .? .?",
                "^ klaar|bevestig|opslaan $",
            ],
        ),
        (
            T::Next,
            &[
                "^ volgende .? .?",
                "^ verder|doorgaan|ga|vervolgen .? .?",
                "^ naar .? volgende|stap",
                "^ opslaan en doorgaan|verder",
            ],
        ),
        (T::Preview, &["^ .? voorbeeld|voorvertoning|preview .? .?", "^ .? controleren"]),
        (
            T::Publish,
            &[
                "^ .? .? publiceren|plaatsen|bevestigen|verzenden|versturen|indienen .?",
                "^ publiceer|bevestig|verzend|verstuur .? .? .?",
                "^ ja .? .?",
                "^ definitief .? .?",
            ],
        ),
        (
            T::Back,
            &[
                "^ .? terug .? .?",
                "^ vorige|annuleren|annuleer|wissen|verwijderen|bewerken|wijzigen|aanpassen|herstellen|leegmaken|afdrukken|delen .? .?",
                "^ .? .? wijzigen|bewerken|aanpassen|verwijderen $",
                "^ nog een",
                "^ bekijk|toon .? .?",
            ],
        ),
        (T::Draft, &["concept", "later verder|opslaan"]),
        (T::Search, &["^ .? zoeken|zoek|vind|filter .? .?"]),
        (
            T::Login,
            &[
                "^ .? inloggen|login|log|registreren .? .?",
                "^ .? .? met google|facebook|apple",
                "^ maak|account .? .? account|aanmaken",
                "wachtwoord vergeten",
                "^ mijn account",
            ],
        ),
        (T::Newsletter, &["nieuwsbrief|newsletter", "^ abonneren|abonneer"]),
        (
            T::Pay,
            &[
                "^ .? betalen|kopen|bestellen|afrekenen|koop|bestel .? .?",
                "betaling|winkelwagen",
                "^ .? .? premium",
            ],
        ),
        (
            T::Helper,
            &[
                "^ .? .? uploaden|upload",
                "^ bladeren|bestand|bestanden|kies .? .?",
                "^ foto|afbeelding|logo|nog .? .? toevoegen|een",
                "^ gebruik|bepaal|zoek .? locatie|adres",
                "^ genereer",
            ],
        ),
        (T::No, &["nee|niet|geen|weiger"]),
        (T::Free, &["gratis|kosteloos"]),
    ],
};
