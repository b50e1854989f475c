//! The people: contact person, e-mail, telephone.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for ways to reach the business and its people.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::ContactName,
        whole: "your name, full name, contact, contact person, contact name, owner, owner name, submitter, author, manager, your full name, name contact, person, responsible person, submitted by, founder
                Ansprechpartner, Ansprechperson, Kontaktperson, Kontakt, Inhaber, Geschäftsführer, Ihr vollständiger Name, Name Ansprechpartner
                personne à contacter, votre nom, nom et prénom, nom prénom, prénom et nom, gérant, responsable, interlocuteur, contact
                persona de contacto, nombre apellidos, su nombre, tu nombre, nombre completo, contacto, responsable, propietario
                referente, persona di contatto, nome e cognome, nome completo, contatto, titolare, responsabile, il tuo nome
                contactpersoon, volledige naam, uw naam, eigenaar, naam contactpersoon
                pessoa de contato, pessoa de contacto, nome completo, seu nome, contato, responsável, proprietário",
        part: "contact person*, contact name, contact full name, owner name, name owner, owner full name, owners name, submitter name, name submitter, author name, your name, your full name, full name, manager name, representative name, name contact, person contact, primary contact, point contact, contact point, user full name, display name, contact person name
               Ansprechpartner*, Ansprechperson, Kontaktperson, Kontaktname, vollständiger Name, your Name, Vor- und Nachname, Vorname Nachname, Name Inhabers, Inhabername, Name Ansprechpartners
               personne contact, personne contacter, nom contact, nom complet, nom prénom, prénom nom, nom gérant, nom responsable
               persona contacto, nombre contacto, nombre completo, nombre apellidos, nombre responsable, nombre propietario
               persona contatto, nome contatto, nome cognome, nome completo, nome referente, nome titolare, nome responsabile
               contactpersoon, naam contactpersoon, volledige naam, naam eigenaar
               pessoa contato, pessoa contacto, nome contato, nome completo, nome responsável, nome proprietário",
        weak: "name, Name, nom, nombre, nome, naam, from, posted by",
        never: "email, e-mail, phone, Telefon*, téléphone, teléfono, telefono, telefoon, telefone, mobile, fax, website, url, role, position, job title, company, business, firm, Firma, Firmenname, Unternehmen*, entreprise, empresa, azienda, bedrijf*, username, user login, first name, last name, Vorname und, number, address, method, page, form, file, image, product, project, preferred",
    },
    Entry {
        meaning: Meaning::ContactFirstName,
        whole: "first name, given name, forename, Vorname, prénom, nombre de pila, nombre propio, voornaam, primeiro nome, nome proprio, fname, firstname, first",
        part: "first name, given name, forename, firstname, fname, Vorname, prénom, nombre pila, voornaam, primeiro nome, primer nombre, givenname",
        weak: "",
        never: "last name, Nachname, nom et, cognome, apellidos, achternaam, sobrenome, Nachname*",
    },
    Entry {
        meaning: Meaning::ContactLastName,
        whole: "last name, family name, surname, Nachname, Familienname, nom de famille, apellido, apellidos, cognome, achternaam, sobrenome, apelido, último nome, lname, lastname, last, Zuname",
        part: "last name, family name, surname, lastname, lname, Nachname, Familienname, nom famille, apellido, apellidos, cognome, achternaam, familienaam, sobrenome, apelido, último nome, familyname",
        weak: "",
        never: "first name, Vorname, prénom, voornaam",
    },
    Entry {
        meaning: Meaning::ContactRole,
        whole: "role, position, job title, job, your role, function, Funktion, Position, Rolle, fonction, poste, cargo, puesto, ruolo, posizione, functie, função, designation",
        part: "job title, your role, your position, position company, role company, contact title, contact role, contact position, your job title, title position, your title
               Stellung Unternehmen, Funktion Unternehmen, Berufsbezeichnung, Position Unternehmen
               fonction entreprise, poste occupé, your fonction, cargo empresa, puesto trabajo, ruolo aziendale, ruolo azienda, functie bedrijf, functietitel, cargo na empresa, relationship business, your relationship",
        weak: "title, Titel",
        never: "listing, page",
    },
    Entry {
        meaning: Meaning::Email,
        whole: "email, email address, mail, Mailadresse, E-Mail-Adresse, adresse email, courriel, adresse courriel, correo, correo electrónico, dirección de correo, posta elettronica, indirizzo email, indirizzo mail, mailadres, e-mailadres, endereço de email, correio eletrónico, correio eletrônico, mél, email id",
        part: "email, mail address, email address, company email, business email, public email, contact email, Mailadresse, Emailadresse, E-Mail-Adresse, Firmen-E-Mail, courriel, adresse email, adresse mail, correo electrónico, correo, posta elettronica, indirizzo email, emailadres, mailadres, correio eletrônico, correio eletrónico, info email",
        weak: "",
        never: "confirm*, repeat, again, verify, retype, re-enter, reenter, wiederhol*, bestätig*, confirmez, confirmer, repita, repetir, ripeti, conferma, herhaal, bevestig*, confirme, newsletter*, friend, show email, hide email, display email, send email, subscribe, notify, notification*, paypal, type email, email marketing, password",
    },
    Entry {
        meaning: Meaning::SubmitterEmail,
        whole: "your email, your email address, your mail, submitter email, author email, owner email, user email, Ihre E-Mail, account email, personal email, private email, registered email, email contact person, login email",
        part: "your email, your email address, your E-Mail-Adresse, submitter email, submitters email, author email, owner email, owners email, user email, guest email, account email, personal email, guest user email, private email, email contact person, contact person email, poster email, email owner, email submitter, Ansprechpartner E-Mail, E-Mail Ansprechpartner, your courriel, your adresse email, your correo, your correo electrónico, your indirizzo email, your mailadres, email responsable, notification email, email for notifications, not published, wird nicht veröffentlicht, reg email, sender email",
        weak: "",
        never: "confirm*, repeat, again, verify, retype, reenter, wiederhol*, bestätig*, confirmer, repetir, ripeti, conferma, herhaal, bevestig*, newsletter*, friend, subscribe, name, phone",
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
        whole: "phone, telephone, tel, phone number, telephone number, contact number, landline, call us, ph, tlf, Telefon, Telefonnummer, Tel-Nr, Rufnummer, Festnetz, téléphone, numéro de téléphone, téléphone fixe, fixe, teléfono, número de teléfono, telefono, numero di telefono, recapito telefonico, telefoon, telefoonnummer, telefone, número de telefone, telemóvel ou telefone, phone no",
        part: "phone, phone number, telephone, telephone number, tel, contact number, company phone, business phone, office phone, work phone, main phone, daytime phone, phone no, landline, phonenumber, tel number, tel no
               Telefon, Telefonnummer, Tel-Nr, Rufnummer, Telefonnr, Festnetz*, Firmentelefon
               téléphone, numéro téléphone, no téléphone, teléfono, número teléfono, teléfono fijo, telefono, numero telefono, recapito telefonico, telefoon, telefoonnummer, telefone, número telefone, telefone fixo, telefone comercial",
        weak: "number, Nummer, call",
        never: "mobile, mobil, Handy*, cell, cellphone, cellular, fax, Telefax, country code, phone code, dial code, Ländervorwahl, Vorwahl, extension, ext, whatsapp, portable, móvil, celular, cellulare, mobiel, telemóvel, code, verification, type",
    },
    Entry {
        meaning: Meaning::PhoneCountryCode,
        whole: "country code, dial code, dialling code, dialing code, phone code, phone country code, calling code, area code country, Ländervorwahl, Landesvorwahl, Vorwahl, indicatif, indicatif pays, prefijo, prefijo país, prefisso, prefisso internazionale, landcode, landnummer, código do país, indicativo, DDI",
        part: "dial code, dialling code, dialing code, phone code, phone country code, phone country, country calling code, calling code, country code phone, phone prefix, tel prefix, Ländervorwahl, Landesvorwahl, Telefonvorwahl, indicatif téléphonique, indicatif pays, prefijo telefónico, prefijo país, prefisso telefonico, prefisso internazionale, indicativo país, intl code, isd code",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Mobile,
        whole: "mobile, mobile phone, mobile number, cell, cell phone, cellphone, cellular, Handy, Mobil, Mobiltelefon, Handynummer, Mobilnummer, portable, téléphone portable, mobile portable, móvil, celular, teléfono móvil, cellulare, mobiel, mobiele telefoon, gsm, telemóvel, mob",
        part: "mobile, mobile phone, mobile number, cell phone, cellphone, cell number, cellular, Handy*, Mobiltelefon, Mobilnummer, Mobilfunk*, Mobil, téléphone portable, numéro portable, téléphone mobile, teléfono móvil, número móvil, móvil, celular, cellulare, numero cellulare, mobiel, mobiele, mobielnummer, gsm, telemóvel",
        weak: "",
        never: "app, friendly, version, image, banner, payment",
    },
    Entry {
        meaning: Meaning::Fax,
        whole: "fax, fax number, Telefax, Faxnummer, télécopie, télécopieur, número de fax, faxnummer",
        part: "fax, fax number, Telefax, Faxnummer, télécopie, télécopieur, facsimile, fax no",
        weak: "",
        never: "",
    },
];
