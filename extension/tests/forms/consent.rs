//! Consent asked as a choice.

use super::build::*;
use super::customer::plumber;

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

#[test]
fn of_a_consent_asked_as_a_choice_the_yes_alone_is_ticked() {
    for (asked, yes, no) in [
        ("Terms and conditions", "I agree to the terms", "I do not agree to the terms"),
        ("Datenschutz", "Ich stimme der Datenschutzerklärung zu", "Ich stimme nicht zu"),
        ("Trattamento dei dati personali", "Acconsento", "Non acconsento"),
        ("Conditions générales", "J'accepte les conditions", "Je n'accepte pas les conditions"),
        ("Privacy policy", "Yes", "No"),
    ] {
        for order in [[yes, no], [no, yes]] {
            let choice = order.map(|o| radio("consent", o).legend(asked).required());
            let mut controls = vec![line("Company"), typed("Email", "email"), lines("Description")];
            controls.extend(choice);
            let p = listing(controls);
            assert_eq!((p.value(yes).as_str(), p.value(no).as_str()), ("ticked", ""), "{asked}");
        }
    }
}
