//! The business itself: its name, numbers and what it offers.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for facts about the business.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::BusinessName,
        whole: "company, business, firm, organization, organisation, establishment, shop, store, venue, brand, institution, startup, product
                Firma, Unternehmen, Betrieb, Organisation, Einrichtung, Institution, Geschäft, Verein, Praxis
                entreprise, société, établissement, raison sociale, enseigne, organisme, commerce
                empresa, negocio, razón social, establecimiento, comercio, organización, compañía
                azienda, impresa, ditta, attività, esercizio, società, insegna
                bedrijf, onderneming, organisatie, zaak, winkel
                empresa, negócio, estabelecimento, organização, loja, razão social",
        part: "company name, business name, name company, name business, business title, company title, organization name, organisation name, firm name, listing title,
               listing name, title listing, name listing, site title, site name, website title, website name, title website, title site, store name, shop name, trading name, trade name, legal name,
               brand name, venue name, place name, name place, product name, project name, name project, name product, tool name, app name, startup name, agency name, institution name, practice name, restaurant name, hotel name, doing business as, dba, link title, title link, business or organization name, business organization, business organisation, organization business, organisation business, company organisation, business company, company organization, name organization, entry title, resource name, service name
               Firmenname*, Unternehmensname*, Betriebsname, Firmenbezeichnung, Name Firma, Name Unternehmens, Name Betriebs, Name Geschäfts, Geschäftsname, Vereinsname, Name Einrichtung, Name Praxis, Titel Eintrags, Eintragstitel, Unternehmensbezeichnung, Name Organisation, Organisationsname, Titel Webseite, Name Webseite, Seitentitel, Name Website, Titel Website
               nom entreprise, nom société, nom établissement, nom commerce, nom commercial, raison sociale, nom enseigne, nom site, titre site, titre annonce, titre fiche, dénomination sociale, nom organisme, nom organisation
               nombre empresa, nombre negocio, nombre comercial, razón social, nombre establecimiento, nombre comercio, título anuncio, título listado, nombre sitio, título sitio, nombre organización, nombre compañía
               nome azienda, nome impresa, nome attività, nome ditta, ragione sociale, denominazione*, nome aziendale, nome società, nome negozio, titolo sito, nome sito, titolo annuncio, nome commerciale, nome esercizio
               bedrijfsnaam, naam bedrijf, naam onderneming, handelsnaam, ondernemingsnaam, naam organisatie, organisatienaam, winkelnaam, naam winkel, titel website, naam website
               nome empresa, nome negócio, nome fantasia, razão social, nome estabelecimento, nome comercial, nome loja, nome organização, título anúncio, título site, nome site",
        weak: "name, title, Titel, Name, nom, titre, nombre, título, nome, titolo, naam, Bezeichnung, headline, project, site, tool, app",
        never: "first name, last name, Vorname, Nachname, email, e-mail, phone, Telefon*, website url, description*, Beschreibung*, category, Kategorie*, type, city name, street, country name, contact name, contact person, owner name, your name, person, size, logo, address, user, username, login, job title, page title, meta title, image, photo, video, friend, register number, number, card, password, coupon, color, link text, file",
    },
    Entry {
        meaning: Meaning::FoundedYear,
        whole: "founded, established, since, seit, gegründet, fondée en, fundada, fondata, opgericht",
        part: "year founded, founded year, founding year, year established, established year, year established, established in, founded in, founded on, year of establishment, foundation year, year foundation, business since, in business since, year started, start year, date established, date founded, year opened, inception
               Gründungsjahr, Gründung*, gegründet im, Jahr Gründung, Bestehen seit, Firmengründung
               année création, année fondation, date création, créée en, fondée en
               año fundación, año creación, fecha fundación, fundada en
               anno fondazione, anno costituzione, fondata nel, anno apertura, anno inizio attività
               oprichtingsjaar, jaar oprichting, opgericht in
               ano fundação, ano criação, fundada em",
        weak: "year, Jahr, année, año, anno, jaar, ano",
        never: "founder, expiry, card, birth*, Geburts*",
    },
    Entry {
        meaning: Meaning::Employees,
        whole: "employees, staff, Mitarbeiter, Beschäftigte, effectif, effectifs, employés, salariés, empleados, dipendenti, addetti, medewerkers, werknemers, personeel, funcionários, colaboradores, headcount",
        part: "number employees, employee count, employee number, no employees, company size, business size, team size, staff size, size company, size team, number staff, how many employees, employee range, employees number, num employees, organization size
               Mitarbeiterzahl, Anzahl Mitarbeiter*, Mitarbeiteranzahl, Beschäftigtenzahl, Unternehmensgröße, Firmengröße, Anzahl Beschäftigte*, Teamgröße, Betriebsgröße
               nombre employés, nombre salariés, taille entreprise, taille équipe
               número empleados, tamaño empresa, tamaño equipo, cantidad empleados, num empleados
               numero dipendenti, numero addetti, dimensione azienda, dimensioni azienda, n dipendenti
               aantal medewerkers, aantal werknemers, bedrijfsgrootte, bedrijfsomvang, aantal personeelsleden
               número funcionários, número empregados, tamanho empresa, tamanho equipe, número colaboradores",
        weak: "size",
        never: "name, email, phone, image, file",
    },
    Entry {
        meaning: Meaning::PriceRange,
        whole: "price range, price level, price category, pricing level, Preisniveau, Preisklasse, Preisspanne, Preiskategorie, Preissegment, gamme de prix, fourchette de prix, niveau de prix, rango de precios, nivel de precios, fascia di prezzo, livello prezzi, prijsklasse, prijsniveau, prijscategorie, faixa de preço, nível de preço",
        part: "price range, price level, price bracket, cost range, Preisniveau, Preisklasse, Preisspanne, Preiskategorie, gamme prix, fourchette prix, rango precios, rango precio, nivel precios, fascia prezzo, livello prezzi, prijsklasse, prijsniveau, faixa preço, faixa preços, affordability",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::PaymentMethods,
        whole: "payment, payments, payment methods, payment options, Zahlungsarten, Zahlungsmethoden, Zahlungsmittel",
        part: "payment methods, payment method accepted, payment options, payments accepted, accepted payments, payment accepted, accepted payment, methods payment, forms payment, means payment, payment types, accepted cards, payment modes
               Zahlungsart*, Zahlungsmethode*, Zahlungsmittel, Zahlungsmöglichkeit*, Zahlungsweise*, Bezahlmöglichkeit*
               moyens paiement, modes paiement, méthodes paiement, paiements acceptés
               métodos pago, formas pago, medios pago, métodos pago aceptados
               metodi pagamento, modalità pagamento, pagamenti accettati, forme pagamento
               betaalmethode*, betaalmogelijkheden, betaalwijze*, betalingsmogelijkheden
               formas pagamento, métodos pagamento, meios pagamento",
        weak: "",
        never: "card number, billing, plan, amount",
    },
    Entry {
        meaning: Meaning::Languages,
        whole: "languages, languages spoken, spoken languages, Sprachen, langues, langues parlées, idiomas, lingue, lingue parlate, talen, línguas",
        part: "languages spoken, language spoken, languages you speak, spoken languages, service languages, Sprachkenntnisse, gesprochene Sprachen, Sprachen, langues parlées, idiomas hablados, idiomas, lingue parlate, gesproken talen, idiomas falados, línguas faladas, languages supported",
        weak: "language, Sprache, langue, idioma, lingua, taal",
        never: "",
    },
    Entry {
        meaning: Meaning::ServiceArea,
        whole: "service area, areas served, area served, service areas, coverage area, Einzugsgebiet, Liefergebiet, Servicegebiet, zone d'intervention, zona de servicio, area di servizio, werkgebied, área de atuação",
        part: "service area, service areas, areas served, areas you serve, area you serve, where do you work, where do you operate, areas you cover, cities you serve, area served, serving area, coverage area, areas covered, area coverage, area operation, geographic area, locations served, regions served
               Einsatzgebiet, Einzugsgebiet, Liefergebiet, Servicegebiet, Tätigkeitsgebiet, Wirkungskreis, Servicebereich
               zone intervention, zone desservie, zone couverte, secteur géographique, zone activité, rayon intervention
               zona servicio, área servicio, zona cobertura, área cobertura, zonas servicio
               area servizio, zona servita, area intervento, zone servite, zona operativa, zona intervento
               werkgebied, servicegebied, verzorgingsgebied
               área atendimento, área atuação, região atendida, área cobertura, zona atuação",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::TaxId,
        whole: "vat, vat number, tax id, ein, abn, ust id, uid, siret, siren, nif, cif, partita iva, p iva, kvk, btw nummer, cnpj, nipc, Steuernummer, Handelsregisternummer",
        part: "vat number, vat id, vat no, tax id, tax number, tax identification, company number, registration number, business number, company registration, registration no, gst number
               Umsatzsteuer*, USt-IdNr, USt Id, UStID*, Steuernummer, Handelsregister*, UID Nummer, Registernummer, HRB
               numéro siret, numéro siren, numéro tva, tva intracommunautaire, siret
               número fiscal, número identificación fiscal, cif nif, nif cif
               partita iva, codice fiscale, numero rea
               kvk nummer, btw nummer, btw id, kvknummer, btwnummer
               número contribuinte, cnpj",
        weak: "",
        never: "",
    },
];
