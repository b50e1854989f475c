//! Numbers of trade and company registers: told by their form, since a profile keeps one number of either kind.

/// Whether a number has the form of the register's number that a label asks for. Labels of unknown registers take none.
#[must_use]
pub fn asked_form(number: &str, label: &[String]) -> bool {
    let says = |list: &[&str]| label.iter().any(|w| list.contains(&w.as_str()));
    let plain: String =
        number.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_uppercase();
    let digits = plain.bytes().all(|b| b.is_ascii_digit());
    let letters_first = plain.bytes().take(2).all(|b| b.is_ascii_uppercase());
    if says(&["siret"]) {
        digits && plain.len() == 14
    } else if says(&["siren", "rcs"]) {
        digits && plain.len() == 9
    } else if says(&["kvk", "koophandel"]) {
        digits && plain.len() == 8
    } else if says(&["abn"]) {
        digits && plain.len() == 11
    } else if says(&["handelsregister", "handelsregisternummer", "hrb", "registernummer"]) {
        plain.starts_with("HRB") || plain.starts_with("HRA")
    } else if says(&["company", "registered", "companies"]) {
        // Companies House: eight digits, or two letters and six digits.
        plain.len() == 8 && (digits || letters_first && plain.bytes().skip(2).all(|b| b.is_ascii_digit()))
    } else {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::text::tokens;

    #[test]
    fn a_number_goes_only_where_its_form_is_asked() {
        let fits = |number: &str, label: &str| asked_form(number, &tokens(label));
        assert!(fits("732 829 320 00074", "Numéro SIRET") && fits("12345678", "KvK-nummer"));
        assert!(fits("HRB 12345", "Handelsregisternummer") && fits("SC123456", "Registered company number"));
        assert!(!fits("DE123456789", "Handelsregisternummer") && !fits("FR12345678901", "N° SIRET"));
        assert!(!fits("12.345.678/0001-95", "Inscrição Estadual"));
    }
}
