//! Whether the part of a form that a field stands in speaks of a person or of the business.

use super::super::field::Meaning;
use super::super::snapshot::Control;
use super::super::text::tokens;
use super::evidence::Memory;
use super::vocabulary::significant;

/// What a section speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Section {
    /// A person (true), the business (false); none where it does not say.
    pub person: Option<bool>,
    /// The person who submits, and nobody else.
    pub personal: bool,
}

/// People: whoever submits, owns or answers.
const PEOPLE: &str = "\
    submitter submitted owner owners personal person account publisher author representative login \
    ansprechpartner ansprechpartnerin ansprechperson kontaktperson inhaber inhaberin personliche personlich absender \
    einsender zugangsdaten proprietaire gerant personne demandeur personnelles solicitante propietario persona titular \
    personales responsable referente titolare persona compila personali richiedente contactpersoon eigenaar aanvrager \
    persoonlijke persoonsgegevens pessoa responsavel proprietario solicitante pessoais";
/// Words that go with people and with businesses.
const EITHER: &str =
    "contact kontakt kontaktdaten contacto contatto contactgegevens coordonnees contato applicant";
/// What makes "your …" speak of the person: "Your details", "Vos coordonnées".
const DETAILS: &str = "details information informations info data daten angaben datos dati dados gegevens";
/// The business.
const BUSINESS: &str = "\
    business company listing firma unternehmen unternehmensdaten firmendaten betrieb betriebsdaten praxis entreprise societe \
    etablissement commerce structure empresa negocio despacho establecimiento azienda attivita locale impresa bedrijf \
    bedrijfsgegevens onderneming zaak estabelecimento negocio site website organization organisation place venue practice \
    shop store project product";

/// What the nearest legend, else the nearest heading, speaks of.
#[must_use]
pub fn of(c: &Control, memory: &mut Memory) -> Section {
    for text in [&c.labels.legend, &c.labels.heading] {
        let words = significant(&tokens(text));
        let says = |list: &str| words.iter().any(|w| list.split_whitespace().any(|l| l == w));
        let yours = words.iter().any(|w| w == "your");
        let either = says(EITHER) || yours && says(DETAILS);
        let (people, business) = (says(PEOPLE), says(BUSINESS));
        let section = match (people, either, business) {
            // "Owner of the business" is the owner; "your business" is the business.
            (true, _, _) => Section { person: Some(true), personal: true },
            (false, _, true) => Section { person: Some(false), personal: false },
            (false, true, false) => Section { person: Some(true), personal: yours },
            (false, false, false) => by_vocabulary(text, memory),
        };
        if section.person.is_some() {
            return section;
        }
    }
    Section::default()
}

fn by_vocabulary(text: &str, memory: &mut Memory) -> Section {
    let (mut person, mut business) = (0.0_f32, 0.0_f32);
    for hit in memory.text(text) {
        match hit.meaning {
            Meaning::ContactName | Meaning::SubmitterEmail | Meaning::Username | Meaning::ContactRole => {
                person = person.max(hit.strength);
            }
            Meaning::BusinessName | Meaning::FullAddress => business = business.max(hit.strength),
            _ => {}
        }
    }
    Section { person: ((person - business).abs() > 0.05).then_some(person > business), personal: false }
}
