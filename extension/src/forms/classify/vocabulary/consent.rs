//! Tick boxes that agree to something, and plans.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for agreements.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Terms,
        whole: "terms, i agree, agree, tos, terms and conditions, AGB, CGU, CGV, privacy, gdpr, consent, rgpd, dsgvo, accept, i accept",
        part: "i consent, consent having, consent website, consent storage, consent collection, store submitted, stores submitted, happy for these details, details be shown, details to be shown, may be published, can be published, agree listed, agree be listed, agree publication, permission publish, consent listing, correct and complete, true and correct, comply, read rules, accept rules, rules of,
               darf veröffentlicht, veröffentlicht werden dürfen, Veröffentlichung, Angaben sind richtig, Angaben korrekt, Hinweise gelesen, zur Kenntnis genommen, Nutzungsbestimmungen, Datenschutzhinweise, Datenschutzbestimmungen, Regeln,
               charte, règlement, atteste, reconnais, déclare, conditions du site, mentions, avoir lu, respecte,
               declaro, autorizo, condiciones, normas, aviso privacidad, tratamiento datos, consiento,
               preso visione, presa visione, informativa, regolamento, dichiaro di, autorizzo al trattamento, privacy,
               privacyverklaring, ga ermee akkoord, gebruiksvoorwaarden, huisregels, toestemming, verklaar,
               li e aceito, li e concordo, informações são verdadeiras, política de privacidade, termos, condições, autorizo, regulamento, regulamin, villkor, vilkår, betingelser, akceptuję,
               terms conditions, terms service, terms use, i agree, i accept, agree terms, accept terms, privacy policy, privacy statement, submission guidelines, guidelines, i have read, have read, i confirm, i certify, i am authorized, i am authorised, am authorized, am authorised, authorized represent*, authorised represent*, you agree, you accept, agree terms, accept rules, submission rules, confirm that, certify that, owner business, owner company, owner listing, own business, own company, represent business, represent company, information is correct, information accurate, your consent, data processing, processing my data, processing personal data, gdpr, agree privacy, store my data, storing data, data protection, tos, agreement
               AGB, Nutzungsbedingungen, Geschäftsbedingungen, Datenschutz*, akzeptiere, stimme zu, einverstanden, zugestimmt, gelesen und, habe gelesen, bestätige, bin berechtigt, befugt, Einwilligung, Teilnahmebedingungen, Verarbeitung meiner Daten, Richtlinien, zustimmen, DSGVO, versichere
               j accepte, accepte conditions, accepter conditions, conditions générales, conditions utilisation, politique confidentialité, en soumettant, j ai lu, certifie, je confirme, données personnelles, autorisé, rgpd, cgu, cgv, mentions légales
               acepto, términos condiciones, condiciones uso, términos, política privacidad, he leído, confirmo, certifico, autorizado, protección datos, aviso legal, condiciones generales
               accetto, termini condizioni, termini e condizioni, condizioni uso, informativa privacy, privacy policy, ho letto, dichiaro, autorizzo, confermo, acconsento, trattamento dati, consenso trattamento, termini servizio
               ga akkoord, akkoord, algemene voorwaarden, voorwaarden, privacybeleid, privacyverklaring, bevestig dat, gemachtigd, gelezen en, ik accepteer, privacyvoorwaarden
               aceito, concordo, termos condições, termos uso, política privacidade, li e, confirmo, declaro, termos serviço, autorizo",
        weak: "",
        never: "are you owner, are you the owner, sind Sie, êtes-vous, eres, es usted, sei il, siete, ben je, bent u, você é, do you own, are you authorized representative",
    },
    Entry {
        meaning: Meaning::Newsletter,
        whole: "newsletter, subscribe, mailing list, marketing, subscription, Newsletter abonnieren, infolettre, boletín, nieuwsbrief, mailinglist, opt in, optin",
        part: "newsletter*, subscribe, mailing list, marketing, special offers, promotional*, promotions, send me, receive offers, receive updates, receive news, receive email, receive emails, like to receive, want to receive, keep me informed, keep me updated, stay informed, updates and offers, email updates, partner offers, third parties, news and, latest news, weekly, product updates, tips and
               Newsletter*, abonnieren, Werbung, Angebote, informiert werden, Neuigkeiten, Werbemails, auf dem Laufenden, Marketing*, Rundbrief
               infolettre, abonner, offres, recevoir, lettre information, actualités, promotionnelles, prospection, inscrire newsletter
               boletín, suscrib*, ofertas, novedades, recibir, publicidad, comunicaciones comerciales, promociones
               iscriviti, iscrizione newsletter, offerte, promozioni, ricevere, novità, comunicazioni commerciali, finalità marketing
               nieuwsbrief, aanbiedingen, op hoogte, inschrijven, ontvangen, reclame
               boletim, inscrever, receber, novidades, promoções, promocionais",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::FreePlan,
        whole: "plan, plans, package, packages, pricing plan, listing plan, membership, listing package, Paket, Tarif, Eintragsart, Pakete, forfait, formule, offre, paquete, plan tarifario, tarifa, pacchetto, piano, pakket, abonnement, pacote, plano, subscription plan, choose plan, select plan, select package, link type",
        part: "listing plan, pricing plan, choose plan, select plan, select package, listing package, membership plan, membership level, membership type, subscription plan, plan type, package type, Eintragsart, Paket wählen, Tarif wählen, choisir forfait, choisir formule, elige plan, scegli piano, kies pakket, escolha plano, link type, Mitgliedschaft, listing level, free listing, kostenloser Eintrag, Basiseintrag, Gratiseintrag, inscription gratuite",
        weak: "",
        never: "business plan, description",
    },
];
