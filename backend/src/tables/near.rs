//! The name somebody probably meant.

use autobolt_shared::profile::aliases::normal_key;

/// The known name that is spelled most like this one, if it is like it at all and not this very one.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = normal_key(written);
    let best = known.into_iter().map(|name| (strsim::osa_distance(&written, name), name)).min()?;
    // A third of the letters may be wrong: more is another word.
    (best.0 > 0 && best.0 <= best.1.len() / 3).then_some(best.1)
}

/// “; did you mean …?”, or nothing.
#[must_use]
pub fn hint<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |name| format!("; did you mean {name:?}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word_and_another_word_finds_none() {
        let known = ["business_name", "email", "website", "zip"];
        assert_eq!(nearest("Busines Name", known), Some("business_name"));
        assert_eq!(nearest("emial", known), Some("email"));
        assert_eq!(nearest("favourite_colour", known), None);
        assert_eq!(hint("web-site", known), "; did you mean \"website\"?");
        assert_eq!(hint("Email", known), "", "who wrote it right did not mean something else");
    }
}
