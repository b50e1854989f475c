//! What is never filled.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for what is never filled.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Password,
        whole: "password, pass, pwd, Passwort, Kennwort, mot de passe, contraseña, wachtwoord, senha, palavra-passe, parola d'ordine",
        part: "password, passwort, kennwort, mot passe, contraseña, wachtwoord, senha, palavra passe, pin number",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Username,
        whole: "login name, nom d'utilisateur, Anmeldename, nom de connexion, apodo, alias, nome de usuario,
               username, user name, login, user id, user login, Benutzername, Nutzername, identifiant, nom d'utilisateur, pseudo, usuario, nombre de usuario, nome utente, gebruikersnaam, nome de usuário, utilizador, nickname, screen name",
        part: "username, user login, login name, Benutzername, Nutzername, nom utilisateur, nombre usuario, nome utente, gebruikersnaam, nome usuário, choose username, account name, nickname",
        weak: "user, account",
        never: "email, full name, facebook, instagram, twitter, linkedin, tiktok, telegram, github, pinterest",
    },
    Entry {
        meaning: Meaning::Search,
        whole: "search, find, Suche, Suchen, recherche, rechercher, buscar, búsqueda, cerca, ricerca, zoeken, zoek, pesquisar, busca, pesquisa, s, keyword search, what are you looking for, near, query, Wonach suchen Sie, que recherchez-vous, search term, search for, looking for, was",
        part: "search, search for, looking for, suchen, suche nach, rechercher, recherche, buscar, cerca su, zoeken, pesquisar, search here, site search, find businesses",
        weak: "",
        never: "search results, search result, search listing, Suchergebnis*, search engine, search terms, search address, search keywords for, Suchbegriffe, seo",
    },
    Entry {
        meaning: Meaning::Coupon,
        whole: "coupon, coupon code, promo code, discount code, voucher, voucher code, discount, gift code, Gutschein, Gutscheincode, Rabattcode, Aktionscode, code promo, code de réduction, cupón, código promocional, código de descuento, codice sconto, codice promozionale, kortingscode, vouchercode, cupom, código de desconto, referral code, promotional code, invitation code",
        part: "coupon, promo code, discount code, voucher, promotional code, Gutschein*, Rabattcode, Aktionscode, code promo, code réduction, cupón, código promocional, código descuento, codice sconto, codice promozionale, kortingscode, cupom, código desconto, referral code, referred by, affiliate code, redeem",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::ReciprocalLink,
        whole: "reciprocal, reciprocal link, reciprocal url, recip url, link back, backlink, back link, Backlink, Rücklink, Gegenlink, lien retour, lien réciproque, enlace recíproco, link reciproco, scambio link, wederzijdse link, link recíproco, recpr url, link exchange",
        part: "Rückverlinkung, link us from, links to us, link back url, where our link, page contenant lien, lien retour, seite mit unserem, page with link, contenente link, enlace a nosotros, linkt naar ons,
               reciprocal, reciprocal link, reciprocal url, recip url, recip, recpr, recpr url, link back, linkback, backlink, back link, Rücklink, Gegenlink, lien retour, lien réciproque, enlace recíproco, link reciproco, terugkoppeling, wederkerige link, retourlink, link recíproco, html code place, code place your page, link exchange, your link to us, page with our link",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::DeepLink,
        whole: "anchor, deep link title, ancre, ancla, ancora, anker, rss url, feed rss, flux rss, canal rss, feed rss atom,
               link text, anchor text, anchor, deep link, deep links, deeplink, Linktext, Ankertext, texte du lien, texte d'ancre, texto del enlace, testo del link, linktekst, ankertekst, texto do link, url title, button text, menu url, booking url, blog, blog url, rss, rss feed, feed, feed url, custom link, additional link, affiliate link, google maps link, map link, google maps url, booking link, reservation url, appointment url, demo url, demo link, docs url, app store url, google play url, slug, permalink",
        part: "deeplink*, deep link, flux rss, feed rss, rss atom, canal rss, anchor url,
               link text, anchor text, deep link*, deeplink, Linktext, Ankertext, texte lien, texto enlace, testo link, linktekst, texto link, rss feed, feed url, menu url, booking url, booking link, blog url, affiliate link, affiliate url, additional url, additional link, privacy policy url, terms url, google maps link, google maps url, app store, google play, pricing url, documentation url, alternate url, video title, button label",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Honeypot,
        whole: "honeypot, hp, gotcha, leave blank, leave empty, nospam, antispam, bot, robot trap, url hp, hp field",
        part: "leave blank, leave empty, leave field blank, leave field empty, leave it empty, leave it blank, do not fill, don t fill in, don t fill this, not fill out, not fill in, must be empty, keep empty, keep blank, left blank, should be empty, should be left empty, left blank, left unchanged, if you are human, if you re human, you are human leave, ignore field, for robots, spam trap, honeypot*, hpot, gotcha, nospam, antispam, spam protection, validation purposes and should
               nicht ausfüllen, frei lassen, leer lassen, leerlassen, freilassen, nichts eintragen, muss leer bleiben
               ne pas remplir, laisser vide, laissez vide, laissez champ vide, laisser champ vide, ne remplissez pas, ne rien saisir
               no rellenar, dejar vacío, deje vacío, dejar blanco, deje campo vacío, no rellene, dejar este campo vacío
               non compilare, lasciare vuoto, lascia vuoto, lasciare campo vuoto, lascia campo vuoto, lasciare bianco
               niet invullen, leeg laten, laat leeg, laat veld leeg
               não preencha, não preencher, deixe vazio, deixar vazio, deixe branco, deixe campo vazio, deixe este campo vazio",
        weak: "",
        never: "if you have no, if you do not, if unknown, if not applicable, if none, optional",
    },
    Entry {
        meaning: Meaning::Captcha,
        whole: "captcha, security code, verification code, verification, anti-spam, human verification, Sicherheitscode, Spamschutz, code de sécurité, código de seguridad, codice di sicurezza, beveiligingscode, código de segurança, i'm not a robot, i am not a robot, are you human, image code, math question, recaptcha response, g recaptcha response, h captcha response",
        part: "type word, type the word, user verification, capital of, Hauptstadt, Spamfrage, question anti, recopier, escriba código, digite código, inserisci codice, scrivi la parola, vul code, sum of, security answer, anti spam, antibot, are human,
               captcha*, *captcha, recaptcha, hcaptcha, turnstile, security code, security question, security image, verification code, image code, code image, code shown, code above, code below, letters shown, characters shown, not a robot, not robot, are you human, you human, anti-spam, antispam question, spam check, Sicherheitscode, Sicherheitsfrage, Sicherheitsabfrage, Spamschutz, kein Roboter, Zeichen aus dem Bild, code sécurité, pas un robot, code affiché, recopiez, código seguridad, no soy un robot, código verificación, código imagen, codice sicurezza, non sono un robot, codice verifica, beveiligingscode, geen robot, código segurança, não sou um robô, código verificação, solve, what is sum, result of, how much is, wie viel ist, combien font, cuánto es, quanto fa, hoeveel is, quanto é",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Token,
        whole: "token, csrf, nonce, csrf token, csrfmiddlewaretoken, viewstate, authenticity token",
        part: "csrf*, nonce, wpnonce, authenticity token, csrfmiddlewaretoken, viewstate, request verification token",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::NotAboutBusiness,
        whole: "anything else, anything else to add, anything to add, observaciones, observações, observations, remarques, osservazioni, annotazioni, notas, additional comments, extra info, opmerkingen voor redactie, feedback, neighbourhood, bairro, colonia, barrio, quartier, Stadtteil, wijk, quartiere, frazione, Rechtsform, legal form, forme juridique, forma jurídica, forma giuridica, rechtsvorm, natureza jurídica, Postfach, po box, boîte postale, apartado, casella postale, postbus, caixa postal, annual revenue, annual turnover, chiffre d'affaires, facturación, fatturato, omzet, faturamento, PEC, extension, ext, hourly rate, founder s twitter, mr mrs ms, launch date, expiry date, wheelchair access, discount offered, seating capacity, number of seats, coperti, closing day, giorno di chiusura, jour de fermeture, Ruhetag,
               price, cost, amount, currency, sku, quantity, qty, subject, comment, comments, your comment, your message, rating, review, your review, condition, salary, date of birth, birthday, gender, sex, salutation, Anrede, civilité, tratamiento, Preis, prix, precio, prezzo, prijs, preço, Währung, devise monétaire, moneda, valuta, moeda, Kommentar, Bemerkung, Bemerkungen, Nachricht, Betreff, commentaire, commentaires, sujet, objet, asunto, comentario, comentarios, mensaje, oggetto, commento, messaggio, onderwerp, opmerking, opmerkingen, bericht, assunto, comentário, mensagem, remarks, notes, note, anmerkungen, city area, neighborhood, how did you hear about us, card number, cvc, expiry, expiration date, event date, start date, end date, isbn, license key, mobile app, timezone, time zone, hide map, capacity, color, colour, expires, message to reviewer, notes for editor, special offer, reply, questions
                date, timer, zoom level, map zoom",
        part: "maker x, maker twitter, maker linkedin, makers x, makers twitter, founder x, founder twitter, founder linkedin, owner twitter, owner linkedin, personal twitter, personal linkedin, personal facebook, anything else we, heard about, hear about, find out about us, how did you find, where did you hear, wie sind Sie, wie haben Sie, aufmerksam geworden, comment avez-vous, connu, connus, cómo nos, cómo conociste, come ci, hoe hebt, hoe heb je, hoe bent, gevonden, como nos, como conheceu, funding raised, annual revenue, chiffre affaires, launch date, Bemerkung*, message éditeur, mensaje editor, legal form, wheelchair, minimum project, discount offered, member since,
               price usd, price eur, price from, starting price, hourly rate, price per, sale price, regular price, how did you hear, how you hear, hear about us, wie haben Sie von uns, comment avez-vous connu, cómo nos conoció, come ci hai conosciuto, hoe heeft u, como nos conheceu, date of birth, birth date, your comment, leave comment, leave reply, your message, message editor, message admin, note admin, notes editor, card number, credit card number, show email, hide email, display email, hide map, show map, notes reviewer, your rating, order number, invoice, billing*, shipping address, remember me, reason for, special offer, keep me signed, manual coordinate*, coordinates manually, custom message, competitor*, funding, revenue, turnover, Umsatz, stay signed in",
        weak: "message",
        never: "price range, price level, about your",
    },
];
