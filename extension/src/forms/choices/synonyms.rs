//! Means of payment and languages by their names in several languages: one line, one thing.

use super::super::text::{fold, tokens};
use super::concepts;

const PAYMENTS: &str = "
cash|bar|barzahlung|bargeld|especes|liquide|efectivo|contado|contanti|contante|contant|dinheiro|numerario|contant geld|kontant|kontanter|gotowka
check|cheque|checks|cheques|scheck|schecks|cheque bancario|cheque bancaire|assegno|assegni
credit card|credit cards|kreditkarte|kreditkarten|carte de credit|cartes de credit|tarjeta de credito|tarjetas de credito|carta di credito|carte di credito|creditcard|creditcards|cartao de credito|cartoes de credito|major credit cards
debit card|debit|ec karte|ec|girocard|maestro|ec cash|carte de debit|tarjeta de debito|bancomat|carta di debito|pin|pinnen|pinpas|cartao de debito|multibanco|debito
card|carte bancaire|cb|cartes bancaires|carte bleue|tarjeta|tarjetas|carte|bankkaart|cartao|cartoes
visa
mastercard|master card|eurocard
american express|amex
paypal|pay pal
bank transfer|wire transfer|transfer|uberweisung|vorkasse|virement|virement bancaire|transferencia|transferencia bancaria|bonifico|bonifico bancario|overschrijving|bankoverschrijving|overboeking|transferencia bancaria
invoice|rechnung|auf rechnung|facture|factura|fattura|factuur|op rekening|boleto
direct debit|lastschrift|sepa|prelevement|domiciliacion|addebito|incasso|automatische incasso
apple pay
google pay
ideal
pix
bizum
twint
klarna
bitcoin|cryptocurrency|crypto
";

const LANGUAGES: &str = "
english|englisch|anglais|ingles|inglese|engels|engelska|engelsk|angielski|en
german|deutsch|allemand|aleman|tedesco|duits|alemao|tyska|tysk|niemiecki|de
french|franzosisch|francais|frances|francese|frans|franska|fransk|francuski|fr
spanish|spanisch|espagnol|espanol|castellano|spagnolo|spaans|espanhol|spanska|spansk|hiszpanski|es
italian|italienisch|italien|italiano|italiaans|italienska|wloski|it
dutch|niederlandisch|neerlandais|neerlandes|hollandais|holandes|olandese|nederlands|holandes|nl
portuguese|portugiesisch|portugais|portugues|portoghese|portugees|portugisiska|pt
polish|polnisch|polonais|polaco|polacco|pools|polones|polski
russian|russisch|russe|ruso|russo|ryska
turkish|turkisch|turc|turco|turks
arabic|arabisch|arabe|arabo
chinese|chinesisch|chinois|chino|cinese|chinees|mandarin
japanese|japanisch|japonais|japones|giapponese|japans
hindi
swedish|schwedisch|suedois|sueco|svedese|zweeds|svenska
danish|danisch|danois|danes|danese|deens|dansk
catalan|katalanisch|catala|catalano
ukrainian|ukrainisch|ukrainien|ucraniano|ucraino|oekraiens
";

/// How alike two names of a means of payment are, 0 to 1.
#[must_use]
pub fn payment(option: &str, known: &str) -> f32 {
    let (offered, taken) = (line(PAYMENTS, option), line(PAYMENTS, known));
    let among = |found: Option<usize>, names: &[&str]| {
        found.is_some() && names.iter().any(|n| line(PAYMENTS, n) == found)
    };
    // Who takes Visa takes cards; who takes cards may not take Visa.
    if among(taken, &["visa", "mastercard", "american express"]) && among(offered, &["card", "credit card"]) {
        return 0.9;
    }
    alike(PAYMENTS, option, known)
}

/// How alike two names of a language are, 0 to 1.
#[must_use]
pub fn language(option: &str, known: &str) -> f32 {
    alike(LANGUAGES, option, known)
}

fn alike(table: &str, option: &str, known: &str) -> f32 {
    let (a, b) = (line(table, option), line(table, known));
    match (a, b) {
        (Some(a), Some(b)) => f32::from(u8::from(a == b)),
        _ => concepts::similar(option, known),
    }
}

/// The line a name stands in.
fn line(table: &str, name: &str) -> Option<usize> {
    let wanted = tokens(&fold(name)).join(" ");
    table.lines().position(|l| l.split('|').any(|n| n == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_of_payment_and_languages_are_known_by_their_names_elsewhere() {
        assert!(payment("Bar", "Barzahlung") > 0.9 && payment("Espèces", "Cash") > 0.9);
        assert!(payment("Carte bancaire", "Visa") >= 0.9 && payment("Visa", "Carte bancaire") < 0.5);
        assert!(payment("Kreditkarte", "Überweisung") < 0.5 && payment("Visa", "Mastercard") < 0.5);
        assert!(language("Englisch", "English") > 0.9 && language("Französisch", "Deutsch") < 0.5);
    }
}
