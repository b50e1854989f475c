//! The business itself: its name, numbers and what it offers.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for facts about the business.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::BusinessName,
        whole: "legal business name, practice, clinic, restaurant, hotel, school, club, charity, agency, studio, salon, café, church, nazwa firmy, nazwa, företagsnamn, firmanavn, firmanamn, bedriftsnavn, virksomhedens navn, název firmy, trading as, trading name, legal entity name, entity name, supplier, vendor, exhibitor, Firmierung, Kanzlei, Gewerbebetrieb, structure, magasin, boutique, cabinet, dénomination, despacho, denominación, negozio, struttura, denominazione sociale, vestigingsnaam, praktijk, designação comercial, designação social, denominação social,
               company, business, firm, organization, organisation, establishment, shop, store, venue, brand, institution, startup, product
                Firma, Unternehmen, Betrieb, Organisation, Einrichtung, Institution, Geschäft, Verein, Praxis
                entreprise, société, établissement, raison sociale, enseigne, organisme, commerce
                empresa, negocio, razón social, establecimiento, comercio, organización, compañía
                azienda, impresa, ditta, attività, esercizio, società, insegna
                bedrijf, onderneming, organisatie, zaak, winkel
                empresa, negócio, estabelecimento, organização, loja, razão social",
        part: "organisation called, organization called, business called, company called, place called, service called, shop called, site called, it called, legal entity, entity name, vendor name, supplier name, merchant name, member organisation, firm s name, title your listing, title your site, name your site, name site, name website, site s name, page name, hotel name, club name, school name, clinic name, name practice, name clinic, name restaurant, name hotel, name service, name product, name tool, name app, name startup, name store, name shop, name venue, name charity, name club, name group, facility name, name facility, exhibitor name, club or organisation, place title, business listing title, place s name, official name, public name, display name business,
               heißt Ihr, heißt Unternehmen, heißt Betrieb, Name Firma, Name Ladens, Name Lokals, Name Restaurants, Name Hotels, Name Vereins, Name Anbieters, Seitenname, Name Seite, Titel Seite, Titel Links, Linktitel, Firmierung, Name Studios, Name Salons, Firmenbezeichnung, Betriebsbezeichnung,
               nom lieu, nom structure, nom magasin, nom boutique, nom restaurant, nom association, nom cabinet, nom hôtel, nom votre site, nom votre entreprise, titre lien, titre votre site, comment s appelle, dénomination, nom marque, nom activité, intitulé site, nom affaire,
               nombre local, nombre lugar, nombre tienda, nombre despacho, nombre restaurante, nombre hotel, nombre institución, cómo se llama, nombre marca, título enlace, título web, nombre web, nombre página, denominación social, nombre profesional,
               nome locale, nome struttura, nome ristorante, nome hotel, come si chiama, nome studio, nome associazione, titolo link, nome pagina, nome marchio, insegna, denominazione sociale,
               naam zaak, naam uw zaak, naam je zaak, naam winkel, naam vestiging, naam praktijk, naam salon, naam restaurant, naam hotel, hoe heet, titel link, titel site, naam site, naam vereniging, naam bedrijf organisatie, merknaam,
               nome local, nome espaço, nome restaurante, nome hotel, nome marca, como se chama, título link, título página, nome página, designação comercial, denominação social, nome associação, nome clínica,
               company name, business name, name company, name business, business title, company title, organization name, organisation name, firm name, listing title,
               listing name, title listing, name listing, site title, site name, website title, website name, title website, title site, store name, shop name, trading name, trade name, legal name,
               brand name, venue name, place name, name place, product name, project name, name project, name product, tool name, app name, startup name, agency name, institution name, practice name, restaurant name, hotel name, doing business as, dba, link title, title link, business or organization name, business organization, business organisation, organization business, organisation business, company organisation, business company, company organization, name organization, entry title, resource name, service name
               Firmenname*, Unternehmensname*, Betriebsname, Firmenbezeichnung, Name Firma, Name Unternehmens, Name Betriebs, Name Geschäfts, Geschäftsname, Vereinsname, Name Einrichtung, Name Praxis, Titel Eintrags, Eintragstitel, Unternehmensbezeichnung, Name Organisation, Organisationsname, Titel Webseite, Name Webseite, Seitentitel, Name Website, Titel Website
               nom entreprise, nom société, nom établissement, nom commerce, nom commercial, raison sociale, nom enseigne, nom site, titre site, titre annonce, titre fiche, dénomination sociale, nom organisme, nom organisation
               nombre empresa, nombre negocio, nombre comercial, razón social, nombre establecimiento, nombre comercio, título anuncio, título listado, nombre sitio, título sitio, nombre organización, nombre compañía
               nome azienda, nome impresa, nome attività, nome ditta, ragione sociale, denominazione*, nome aziendale, nome società, nome negozio, titolo sito, nome sito, titolo annuncio, nome commerciale, nome esercizio
               bedrijfsnaam, naam bedrijf, naam onderneming, handelsnaam, ondernemingsnaam, naam organisatie, organisatienaam, winkelnaam, naam winkel, titel website, naam website
               nome empresa, nome negócio, nome fantasia, razão social, nome estabelecimento, nome comercial, nome loja, nome organização, título anúncio, título site, nome site",
        weak: "name, title, Titel, Name, nom, titre, nombre, título, nome, titolo, naam, Bezeichnung, headline, project, site, tool, app",
        never: "first, last, city, street name, country, forename, surname, called you, anchor, category name, tag, domain,
               Vorname, Nachname, email, e-mail, phone, Telefon*, website url, description*, Beschreibung*, category, Kategorie*, type, contact name, contact person, owner name, your name, person, size, logo, address, user, username, login, job title, page title, meta title, image, photo, video, friend, register number, number, card, password, coupon, color, link text, file",
    },
    Entry {
        meaning: Meaning::FoundedYear,
        whole: "establish year, year of launch, launch year, launched, launched in, est, est year, year est, opened, trading since, in business since, founding, business start, existe depuis, en affaires depuis, depuis, desde, dal, sinds, desde quando, Gründungsdatum, Bestehensjahr, gegründet im Jahr, inizio attività, fundação, fundación, fundado em, opgericht in, year of foundation, rok założenia, grundat år,
               founded, established, since, seit, gegründet, fondée en, fundada, fondata, opgericht",
        part: "year you opened, opened your doors, opened doors, est year, year est, trading since, year business, business started, started year, since what year, year opened, gegründet Jahr, im Jahr gegründet, Jahr Gründung, seit wann, affaires depuis, existe depuis, depuis quelle, año inicio, año apertura, fundada año, desde qué año, anno nascita attività, anno avvio, sinds welk jaar, ano abertura, ano início, desde quando,
               year founded, founded year, founding year, year established, established year, year established, established in, founded in, founded on, year of establishment, foundation year, year foundation, business since, in business since, year started, start year, date established, date founded, year opened, inception
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
        whole: "no of employees, headcount, workforce, team, full-time employees, Personal, Belegschaft, nombre de salariés, plantilla, organico, personale, equipe, effectif total, trabajadores, trabalhadores, pracownicy,
               employees, staff, Mitarbeiter, Beschäftigte, effectif, effectifs, employés, salariés, empleados, dipendenti, addetti, medewerkers, werknemers, personeel, funcionários, colaboradores, headcount",
        part: "employees, staff number, headcount, how big team, full time staff, size your team, size your company, how many people work, wie viele Mitarbeiter, Personalstärke, combien employés, combien salariés, nombre personnes, cuántos empleados, número trabajadores, quanti dipendenti, hoeveel medewerkers, aantal werkzame, quantos funcionários, número trabalhadores,
               number employees, employee count, employee number, no employees, company size, business size, team size, staff size, size company, size team, number staff, how many employees, employee range, employees number, num employees, organization size
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
        part: "how expensive, price class, prices level, tarifs moyens, gamme tarifaire, nivel precios, livello prezzo, prijspeil, cost level,
               price range, price level, price bracket, cost range, Preisniveau, Preisklasse, Preisspanne, Preiskategorie, gamme prix, fourchette prix, rango precios, rango precio, nivel precios, fascia prezzo, livello prezzi, prijsklasse, prijsniveau, faixa preço, faixa preços, affordability",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::PaymentMethods,
        whole: "we accept, cards accepted, accepted cards, credit cards, akzeptierte Karten, Zahlung, cartes acceptées, paiement, paiements, moyens de paiement, modes de règlement, tarjetas aceptadas, pagos, aceptamos, carte accettate, pagamenti, accettiamo, betaling, betaalmethoden, wij accepteren, cartões aceitos, pagamento, pagamentos, aceitamos,
               payment, payments, payment methods, payment options, Zahlungsarten, Zahlungsmethoden, Zahlungsmittel",
        part: "accepted payment, cards accepted, credit cards accepted, payments taken, payment accepted, how can customers pay, ways pay, akzeptierte Karten, akzeptierte Zahlungs*, bezahlt werden, cartes acceptées, règlements acceptés, modes règlement, tarjetas aceptadas, pagos aceptados, carte accettate, geaccepteerde betaal*, betaalopties, cartões aceitos, cartões aceites, pagamentos aceites, métodos aceitos,
               payment methods, payment method accepted, payment options, payments accepted, accepted payments, methods payment, forms payment, means payment, payment types, accepted cards, payment modes
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
        whole: "languages of service, languages you work in, languages offered, Sprachen im Betrieb, Beratungssprachen, langues pratiquées, langue parlée, idiomas que se hablan, lingue conosciute, gesproken taal, voertaal, idiomas atendidos,
               languages, languages spoken, spoken languages, Sprachen, langues, langues parlées, idiomas, lingue, lingue parlate, talen, línguas",
        part: "languages, languages work, Beratungssprachen, langues pratiquées, langues, idiomas atención, lingue conosciute, talen gesproken, idiomas atendimento,
               languages spoken, language spoken, languages you speak, spoken languages, service languages, Sprachkenntnisse, gesprochene Sprachen, Sprachen, langues parlées, idiomas hablados, idiomas, lingue parlate, gesproken talen, idiomas falados, línguas faladas, languages supported",
        weak: "language, Sprache, langue, idioma, lingua, taal",
        never: "",
    },
    Entry {
        meaning: Meaning::ServiceArea,
        whole: "service regions, regions served, delivery area, catchment area, areas covered, coverage, region served, travel radius, Wirkungsgebiet, Aktionsradius, zone de chalandise, zone de livraison, rayon, zona de cobertura, zonas de servicio, zona di consegna, zona servita, bezorggebied, actieradius, regio werkgebied, raio de atuação, zona de entrega,
               service area, areas served, area served, service areas, coverage area, Einzugsgebiet, Liefergebiet, Servicegebiet, zone d'intervention, zona de servicio, area di servizio, werkgebied, área de atuação",
        part: "towns cover, areas cover, towns you cover, areas you cover, places you cover, towns you serve, service regions, regions served, delivery area, catchment area, how far do you travel, where do you deliver, what areas do you cover, area s served, zone chalandise, zone livraison, zones desservies, secteurs desservis, zonas atendidas, zona reparto, zona consegna, bezorggebied, in welke regio, zona entrega, áreas atendidas,
               service area, service areas, areas served, areas you serve, area you serve, where do you work, where do you operate, areas you cover, cities you serve, area served, serving area, coverage area, areas covered, area coverage, area operation, geographic area, locations served, regions served
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
        whole: "codice fiscale, codice fiscale partita iva,
               vat, vat number, tax id, ein, ust id, uid, nif, cif, partita iva, p iva, btw nummer, cnpj, nipc, Steuernummer, Mehrwertsteuernummer, tva, iva, btw, ust, nip, momsnummer, rfc, nit, cuit, gst",
        part: "vat number, vat id, vat no, vat registration, vat code, tax id, tax number, tax identification, gst number, gst no, employer identification
               Umsatzsteuer*, USt-IdNr, USt Id, USt Nr, UStID*, Steuernummer, UID Nummer, Mehrwertsteuer*
               numéro tva, tva intracommunautaire, n tva
               número fiscal, número identificación fiscal, cif nif, nif cif, nif, cif
               partita iva, p iva
               btw nummer, btw id, btwnummer, btw nr
               número contribuinte, cnpj, nif nipc",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::RegistrationNumber,
        whole: "registration number, company number, registered number, abn, acn, crn, siret, siren, rcs, neq, kvk, kvk nummer, Handelsregister, Handelsregisternummer, Registernummer, Firmenbuchnummer, rea, krs, regon, cvr, Organisationsnummer, inscrição estadual",
        part: "company number, company registration, registration number, registration no, registered company, registered number, business number, business registration, charity number, companies house
               Handelsregister*, Registernummer, HRB, Firmenbuch*, Registergericht
               numéro siret, numéro siren, siret, siren, code ape, code naf, numéro entreprise
               registro mercantil, registro mercantile, numero rea, camera commercio
               kvk nummer, kvknummer, kvk nr, kamer koophandel, ondernemingsnummer
               inscrição estadual, inscrição municipal, registo comercial",
        weak: "",
        never: "",
    },
];
