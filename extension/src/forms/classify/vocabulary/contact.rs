//! The people: contact person, e-mail, telephone.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for ways to reach the business and its people.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::ContactName,
        whole: "your own name, own name,
               proprietor, representative, principal, director, ceo, president, head, contact name and surname, webmaster, administrator, publisher, officer, applicant, listed by, added by, first and last name, name and surname, name surname, first last name, contact details name,
                Inhaberin, Geschäftsführung, Geschäftsführerin, Betreiber, Leitung, Verantwortlich, Verantwortlicher, Eigentümer, Vor- und Nachname, Vor- und Zuname, Vorname und Nachname, Vorname Name, Ansprechpartnerin, Eingetragen von, Einsender,
                propriétaire, gérante, dirigeant, dirigeante, votre nom complet, nom et prénoms, contact principal, nom prénom du contact,
                encargado, encargada, representante, titular, dueño, dueña, gerente, propietaria, nombre y apellido, nombre y apellidos, apellidos y nombre, solicitante,
                nominativo, proprietario, gestore, legale rappresentante, responsabile, richiedente, nome cognome,
                zaakvoerder, beheerder, verantwoordelijke, voor- en achternaam, aanvrager, contact persoon, eigenaar naam,
                dono, sócio, gerente, titular, representante, requerente, nome e sobrenome, nome e apelido, pessoa responsável,
               your name, full name, contact, contact person, contact name, owner, owner name, submitter, author, manager, your full name, name contact, person, responsible person, submitted by, founder
                Ansprechpartner, Ansprechperson, Kontaktperson, Kontakt, Inhaber, Geschäftsführer, Ihr vollständiger Name, Name Ansprechpartner
                personne à contacter, votre nom, nom et prénom, nom prénom, prénom et nom, gérant, responsable, interlocuteur, contact
                persona de contacto, nombre apellidos, su nombre, tu nombre, nombre completo, contacto, responsable, propietario
                referente, persona di contatto, nome e cognome, nome completo, contatto, titolare, responsabile, il tuo nome
                contactpersoon, volledige naam, uw naam, eigenaar, naam contactpersoon
                pessoa de contato, pessoa de contacto, nome completo, seu nome, contato, responsável, proprietário",
        part: "who filled, filled in, filling in form, who fills, who completed, chi compila, qui remplit, persona que rellena, quien rellena, quem preenche, wie vult, wer füllt, credit submission, should we credit, falar com, hablar con, parlare con, speak to, speak with, ask for, contact with questions, contact questions, we contact, we talking, we speaking, people ask for, proprietor, practice manager, primary representative, representative, main contact, principal contact, key contact, person in charge, managing director, contact person s name, webmaster name, publisher name, name publisher, name representative, name owner operator, first and last name, name and surname, who runs, who owns, who submits, who is submitting, owner operator, submitted by, contact full, director name, name director, ceo name, founder name, founder s name, name founder, alternate contact,
               Vor- und Zuname, Vor und Nachname, Name Inhaber*, Name Betreibers, Name Verantwortlichen, Geschäftsführ*, verantwortliche Person, Name Einsenders, wer führt,
               nom propriétaire, nom dirigeant, nom webmaster, nom responsable, nom déposant, nom demandeur, nom interlocuteur, nom personne, prénom et nom,
               nombre encargado, nombre dueño, nombre titular, nombre representante, nombre solicitante, nombre gerente, persona encargada, persona responsable, nombre persona,
               nominativo, nome responsabile, nome proprietario, nome gestore, nome richiedente, nome webmaster, persona riferimento,
               naam aanvrager, naam beheerder, naam zaakvoerder, naam aanmelder, naam verantwoordelijke, voor en achternaam,
               nome proprietário, nome dono, nome titular, nome representante, nome requerente, nome quem, quem submete, nome sobrenome,
               contact person*, contact name, contact full name, owner name, name owner, owner full name, owners name, submitter name, name submitter, author name, your name, your full name, full name, manager name, representative name, name contact, person contact, primary contact, point contact, contact point, user full name, display name, contact person name
               Ansprechpartner*, Ansprechperson, Kontaktperson, Kontaktname, vollständiger Name, your Name, Vor- und Nachname, Vorname Nachname, Name Inhabers, Inhabername, Name Ansprechpartners
               personne contact, personne contacter, nom contact, nom complet, nom prénom, prénom nom, nom gérant, nom responsable
               persona contacto, nombre contacto, nombre completo, nombre apellidos, nombre responsable, nombre propietario
               persona contatto, nome contatto, nome cognome, nome completo, nome referente, nome titolare, nome responsabile
               contactpersoon, naam contactpersoon, volledige naam, naam eigenaar
               pessoa contato, pessoa contacto, nome contato, nome completo, nome responsável, nome proprietário",
        weak: "name, Name, nom, nombre, nome, naam, from, posted by",
        never: "email, e-mail, phone, Telefon*, téléphone, teléfono, telefono, telefoon, telefone, mobile, fax, website, url, role, position, job title, company, business, firm, Firma, Firmenname, Unternehmen*, entreprise, empresa, azienda, bedrijf*, username, user login, Vorname und, number, address, method, page, form, file, image, product, project, preferred",
    },
    Entry {
        meaning: Meaning::ContactFirstName,
        whole: "contact person first, main contact first, your first, owner first, name first,
               christian name, given names, first names, nombres, contact first, nome próprio, forenames, nome de batismo, imię,
               first name, given name, forename, Vorname, prénom, nombre de pila, nombre propio, voornaam, primeiro nome, nome proprio, fname, firstname, first",
        part: "contact first name, main contact first name, primary contact first name, contact person first name, owner first name, your first name, representative first name, Vorname Ansprechpartner*, Vorname Kontaktperson, Vorname Inhabers, prénom responsable, prénom interlocuteur, voornaam contactpersoon,
               contact first, person first, name first, owner first, contact forename, christian name, contact given, prénom contact, nombre contacto pila, main contact first,
               first name, given name, forename, firstname, fname, Vorname, prénom, nombre pila, voornaam, primeiro nome, primer nombre, givenname",
        weak: "",
        never: "last name, Nachname, nom et, cognome, apellidos, achternaam, sobrenome, Nachname*",
    },
    Entry {
        meaning: Meaning::ContactLastName,
        whole: "contact person last, main contact last, your last, owner last, name last,
               second name, family names, contact last, nom de naissance, primer apellido,
               last name, family name, surname, Nachname, Familienname, nom de famille, apellido, apellidos, cognome, achternaam, sobrenome, apelido, último nome, lname, lastname, last, Zuname",
        part: "contact last name, main contact last name, primary contact last name, contact person last name, owner last name, your last name, representative last name, contact surname, Nachname Ansprechpartner*, Nachname Kontaktperson, Nachname Inhabers, cognome referente, achternaam contactpersoon, apellidos contacto, apellidos responsable,
               contact last, person last, name last, owner last, contact surname, contact family, Zuname, nom contact famille,
               last name, family name, surname, lastname, lname, Nachname, Familienname, nom famille, apellido, apellidos, cognome, achternaam, familienaam, sobrenome, apelido, último nome, familyname",
        weak: "",
        never: "first name, Vorname, prénom, voornaam",
    },
    Entry {
        meaning: Meaning::ContactRole,
        whole: "position held, job position, job function, occupation, role in company, role organisation, Stellung, Aufgabe, Tätigkeit im Unternehmen, qualité, titre du poste, intitulé du poste, rol, función, qualifica, mansione, incarico, carica, positie, posição, cargo na empresa, relationship, your relationship to business, stanowisko, roll,
               role, position, job title, job, your role, function, Funktion, Position, Rolle, fonction, poste, cargo, puesto, ruolo, posizione, functie, função, designation",
        part: "position held, role organisation, role organization, role business, job position, job function, your function, position organisation, position organization, Funktion Betrieb, Position Betrieb, Stellung Betrieb, fonction société, fonction structure, fonction organisme, cargo negocio, cargo despacho, función empresa, ruolo attività, ruolo società, functie organisatie, função empresa, contact role, contact job,
               job title, your role, your position, position company, role company, contact title, contact role, contact position, your job title, title position, your title
               Stellung Unternehmen, Funktion Unternehmen, Berufsbezeichnung, Position Unternehmen
               fonction entreprise, poste occupé, your fonction, cargo empresa, puesto trabajo, ruolo aziendale, ruolo azienda, functie bedrijf, functietitel, cargo na empresa, relationship business, your relationship",
        weak: "title, Titel",
        never: "listing, page",
    },
    Entry {
        meaning: Meaning::Email,
        whole: "work email, office email, business mail, contact email, contact mail, mail contact, mail de contact, mail de contacto, email firma, e-mail firma, email société, email professionnel, email pro, adresse électronique, correo de contacto, correo empresa, correo de la empresa, email azienda, email aziendale, zakelijk e-mailadres, email comercial, email profissional, email de contato, email de contacto, E-Post, epost, epostadresse,
               email, email address, mail, Mailadresse, E-Mail-Adresse, adresse email, courriel, adresse courriel, correo, correo electrónico, dirección de correo, posta elettronica, indirizzo email, indirizzo mail, mailadres, e-mailadres, endereço de email, correio eletrónico, correio eletrônico, mél, email id",
        part: "reach you mail, reach you email, reach mail, work email, office email, mail contact, contact mail, mail firma, email firma, email société, mail société, email professionnel, mail professionnel, email empresa, correo empresa, correo contacto, email azienda, mail azienda, email aziendale, zakelijk e-mailadres, email comercial, email profissional, enquiries email, email enquiries, customer email, email customers, email published, email people write, email displayed,
               email, mail address, email address, company email, business email, public email, contact email, Mailadresse, Emailadresse, E-Mail-Adresse, Firmen-E-Mail, courriel, adresse email, adresse mail, correo electrónico, correo, posta elettronica, indirizzo email, emailadres, mailadres, correio eletrônico, correio eletrónico, info email",
        weak: "",
        never: "confirm*, repeat, again, verify, retype, re-enter, reenter, wiederhol*, bestätig*, confirmez, confirmer, repita, repetir, ripeti, conferma, herhaal, bevestig*, confirme, newsletter*, friend, show email, hide email, display email, send email, subscribe, notify, notification*, paypal, type email, email marketing, password",
    },
    Entry {
        meaning: Meaning::SubmitterEmail,
        whole: "we ll reply to, we will reply to, reply to address, reply-to email, email for login, email address for login, login email address, email of submitter, mail du webmaster, your own email, account email address, notification email, contact person email, email of contact person, email contact,
               your email, your email address, your mail, submitter email, author email, owner email, user email, Ihre E-Mail, account email, personal email, private email, registered email, email contact person, login email",
        part: "questions from us, email questions, email intern, email internal, email chi compila, email quien rellena, email login, login email, your own email, mail webmaster, email webmaster, webmaster email, use only, internal use, private use, never print, never publish, won t publish, won t be published, will not be published, not be published, not be displayed, not displayed, not shown, not public, not visible, kept private, remain private, wird nicht angezeigt, nicht öffentlich, nicht sichtbar, nicht veröffentlicht, Rückfragen, E-Mail-Adresse Ansprechpartners, ne sera pas publié, ne sera pas affiché, ne sera pas publiée, non publié, non publiée, non visible, no se publicará, no será publicado, no se mostrará, non sarà pubblicata, non sarà pubblicato, non visibile, niet zichtbaar, niet getoond, niet gepubliceerd, wordt niet gepubliceerd, não será publicado, não será exibido, não publicado, não visível, main contact email, email contact person, correo responsable, email solicitante, correo solicitante, email referente, mail referente, email contactpersoon, e-mailadres contactpersoon, email responsável, email titulaire, mail personne, son adresse mail, son email, son courriel,
               your email, your email address, your E-Mail-Adresse, submitter email, submitters email, author email, owner email, owners email, user email, guest email, account email, personal email, guest user email, private email, email contact person, contact person email, poster email, email owner, email submitter, Ansprechpartner E-Mail, E-Mail Ansprechpartner, your courriel, your adresse email, your correo, your correo electrónico, your indirizzo email, your mailadres, email responsable, notification email, email for notifications, not published, wird nicht veröffentlicht, reg email, sender email",
        weak: "",
        never: "confirm*, repeat, again, verify, retype, reenter, wiederhol*, bestätig*, confirmer, repetir, ripeti, conferma, herhaal, bevestig*, newsletter*, friend, subscribe, phone",
    },
    Entry {
        meaning: Meaning::EmailConfirm,
        whole: "",
        part: "confirm email, confirm your email, email confirm*, email confirmation, repeat email, repeat your email, email repeat, email again, verify email, email verify, verify your email, retype email, retype your email, re-enter email, re enter email, reenter email, reenter your email, email 2
               E-Mail wiederholen, E-Mail-Adresse wiederholen, E-Mail bestätigen, E-Mail-Adresse bestätigen, E-Mail Wiederholung, E-Mail-Wiederholung, E-Mail-Bestätigung, wiederholen E-Mail, confirmation email, confirmation adresse email, confirmez email, confirmez your email, confirmer email, confirmer your email, confirmer your adresse email, confirmer adresse email, confirmez your adresse email, confirmation courriel, confirmez courriel
               confirmar email, confirmar correo, confirme email, confirme your email, confirme your correo, confirmar correo electrónico, repetir email, repetir correo, repita email, repita your email, repita correo electrónico, confirmación email, repita correo, confirme correo
               conferma email, conferma your email, conferma indirizzo email, ripeti email, ripeti your email, ripeti indirizzo email, conferma posta elettronica
               bevestig email, bevestig e-mailadres, herhaal email, herhaal e-mailadres, herhaal your email, bevestig your email, bevestig your e-mailadres, email bevestigen, email herhalen
               confirmar email, confirme email, repetir email, repita email, confirmação email, confirmar seu email",
        weak: "",
        never: "newsletter*, code",
    },
    Entry {
        meaning: Meaning::Phone,
        whole: "Fon, Fonnummer, Ruf,
               tel no, tel nr, tel number, telephone no, contact phone, contact telephone, direct line, main line, office line, fono, fone, Tel Zentrale, Telefon Zentrale, standard, téléphone du standard, téléphone fixe, numéro fixe, contacto telefónico, contato telefônico, teléfono fijo, teléfono de contacto, recapito, telefono fisso, contatto telefonico, vaste lijn, telefoon vast, telefoonnr, telefone de contato, telefone de contacto, contato telefônico, your phone, business line, phone nr, telnr, phone 1, tel 1,
               phone, telephone, tel, phone number, telephone number, contact number, landline, call us, ph, tlf, Telefon, Telefonnummer, Tel-Nr, Rufnummer, Festnetz, téléphone, numéro de téléphone, téléphone fixe, fixe, teléfono, número de teléfono, telefono, numero di telefono, recapito telefonico, telefoon, telefoonnummer, telefone, número de telefone, telemóvel ou telefone, phone no",
        part: "patients ring, patients call, clients call, guests call, callers use, number print, number to print, Fon,
               tel no, tel nr, contact phone, contact telephone, main line, office line, direct line, number people ring, number customers call, number people call, people ring, customers call, number should people, number to reach, best phone, fono, fone, Zentrale, Telefon tagsüber, téléphone standard, téléphone fixe, tél fixe, teléfono contacto, contacto telefónico, recapito, telefono fisso, telefono prenotazioni, contatto telefonico, vaste telefoon, telefoonnr, telnr, telefone contato, telefone contacto, contato telefônico, contacto telefónico, numero fisso,
               phone, phone number, telephone, telephone number, tel, contact number, company phone, business phone, office phone, work phone, main phone, daytime phone, phone no, landline, phonenumber, tel number, tel no
               Telefon, Telefonnummer, Tel-Nr, Rufnummer, Telefonnr, Festnetz*, Firmentelefon
               téléphone, numéro téléphone, no téléphone, teléfono, número teléfono, teléfono fijo, telefono, numero telefono, recapito telefonico, telefoon, telefoonnummer, telefone, número telefone, telefone fixo, telefone comercial",
        weak: "number, Nummer, call",
        never: "mobile, mobil, Handy*, cell, cellphone, cellular, fax, Telefax, country code, phone code, dial code, Ländervorwahl, Vorwahl, extension, ext, whatsapp, portable, móvil, celular, cellulare, mobiel, telemóvel, code, verification, type",
    },
    Entry {
        meaning: Meaning::PhoneCountryCode,
        whole: "dialling code country, international code, prefix, Landesvorwahl, indicatif international, code pays téléphone,
               country code, dial code, dialling code, dialing code, phone code, phone country code, calling code, area code country, Ländervorwahl, Landesvorwahl, Vorwahl, indicatif, indicatif pays, prefijo, prefijo país, prefisso, prefisso internazionale, landcode, landnummer, código do país, indicativo, DDI",
        part: "dial code, dialling code, dialing code, phone code, phone country code, phone country, country calling code, calling code, country code phone, phone prefix, tel prefix, Ländervorwahl, Landesvorwahl, Telefonvorwahl, indicatif téléphonique, indicatif pays, prefijo telefónico, prefijo país, prefisso telefonico, prefisso internazionale, indicativo país, intl code, isd code",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Mobile,
        whole: "mob, mob no, mobile no, cell no, cellulaire, téléphone cellulaire, Natel, 06 nummer, 06-nummer, gsm nummer, Mobilnummer, cel, numero cellulare, telefono cellulare, telemovel, número de celular, número móvil, mobil nummer,
               mobile, mobile phone, mobile number, cell, cell phone, cellphone, cellular, Handy, Mobil, Mobiltelefon, Handynummer, Mobilnummer, portable, téléphone portable, mobile portable, móvil, celular, teléfono móvil, cellulare, mobiel, mobiele telefoon, gsm, telemóvel, mob",
        part: "mob no, mobile no, cell no, cellulaire, Natel, gsm nummer, 06 nummer, telefono cellulare, número celular, número telemóvel, telefone móvel, telefone celular,
               mobile, mobile phone, mobile number, cell phone, cellphone, cell number, cellular, Handy*, Mobiltelefon, Mobilnummer, Mobilfunk*, Mobil, téléphone portable, tél portable, tel portable, gsm, numéro portable, téléphone mobile, teléfono móvil, número móvil, móvil, celular, cellulare, numero cellulare, mobiel, mobiele, mobielnummer, gsm, telemóvel",
        weak: "",
        never: "app, friendly, version, image, banner, payment",
    },
    Entry {
        meaning: Meaning::Fax,
        whole: "fax no, fax nr, fax num, facsimile, telecopie, número fax, numero fax, Telefaxnummer,
               fax, fax number, Telefax, Faxnummer, télécopie, télécopieur, número de fax, faxnummer",
        part: "fax, fax number, Telefax, Faxnummer, télécopie, télécopieur, facsimile, fax no",
        weak: "",
        never: "",
    },
];
