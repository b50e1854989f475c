//! Telephone numbers in the form a field wants. The digits are the customer's, only their dress changes.

use super::super::field::PhonePiece;
use super::super::snapshot::Control;
use super::places::{self, Country};

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As the customer wrote it.
    pub written: String,
    /// Dialling code, where it is known.
    pub dial: Option<&'static str>,
    /// Digits after the dialling code, without the trunk digit.
    pub national: String,
    /// The trunk digit of its country (`0` in most of Europe), or empty.
    pub trunk: &'static str,
}

/// Takes a number apart; `home` is the business's country.
#[must_use]
pub fn parse(written: &str, home: Option<&'static Country>) -> Option<Number> {
    let written = written.trim();
    // "(0)" between dialling code and number is the trunk digit in brackets.
    let plain = written.replace("(0)", "");
    // An extension is no part of the number.
    let lower = plain.to_ascii_lowercase();
    let end =
        ["ext", " x", "#", "durchwahl"].iter().filter_map(|m| lower.find(m)).min().unwrap_or(plain.len());
    let digits: String = plain.get(..end).unwrap_or(&plain).chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 5 {
        return None;
    }
    let abroad =
        if plain.trim_start().starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let (country, rest) = match abroad {
        Some(d) => {
            let c = home.filter(|h| d.starts_with(h.dial)).or_else(|| places::by_dial(d));
            (c, c.map_or(d, |c| &d[c.dial.len()..]).to_owned())
        }
        None => (home, digits.clone()),
    };
    let trunk = country.map_or("", |c| if c.trunk == "-" { "" } else { c.trunk });
    let national = match (trunk, country) {
        ("", _) => rest,
        // In North America the 1 is only a trunk digit before ten others.
        ("1", _) if rest.len() == 11 => rest.strip_prefix('1').unwrap_or(&rest).to_owned(),
        ("1", _) => rest,
        (t, _) => rest.strip_prefix(t).unwrap_or(&rest).to_owned(),
    };
    Some(Number { written: written.to_owned(), dial: country.map(|c| c.dial), national, trunk })
}

impl Number {
    /// `+15125550142`.
    #[must_use]
    pub fn e164(&self) -> Option<String> {
        self.dial.map(|d| format!("+{d}{}", self.national))
    }

    /// As dialled at home: `5125550142`, `0307654321`.
    #[must_use]
    pub fn at_home(&self) -> String {
        if self.trunk == "1" { self.national.clone() } else { format!("{}{}", self.trunk, self.national) }
    }

    /// One piece of it, best dress first; empty where it is not known how the number divides.
    #[must_use]
    pub fn piece(&self, piece: PhonePiece) -> Vec<String> {
        let Some((area, local)) = self.divided() else { return Vec::new() };
        let halves = || local.split_at_checked(3).filter(|_| self.dial == Some("1"));
        match piece {
            PhonePiece::Area => vec![area],
            PhonePiece::Local => {
                let dashed = halves().map(|(prefix, suffix)| format!("{prefix}-{suffix}"));
                dashed.into_iter().chain([local.clone()]).collect()
            }
            PhonePiece::Prefix => halves().map(|(prefix, _)| vec![prefix.to_owned()]).unwrap_or_default(),
            PhonePiece::Suffix => halves().map(|(_, suffix)| vec![suffix.to_owned()]).unwrap_or_default(),
        }
    }

    /// Area code, with its trunk digit, and the rest: by rule in North America, elsewhere as the customer wrote it.
    fn divided(&self) -> Option<(String, String)> {
        if self.dial == Some("1") {
            let (area, local) = self.national.split_at_checked(3).filter(|_| self.national.len() == 10)?;
            return Some((area.to_owned(), local.to_owned()));
        }
        let home = self.at_home();
        let plain = self.written.replace("(0)", "");
        let groups = plain.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty());
        // The dialling code is a group of its own, or stands before the area code in its.
        let area = groups.map(|g| g.strip_prefix("00").unwrap_or(g)).find_map(|group| {
            let bare = group.strip_prefix(self.trunk).unwrap_or(group);
            let area = format!("{}{bare}", self.trunk);
            let rest = self.national.strip_prefix(bare)?;
            ((2..=5).contains(&bare.len()) && rest.len() >= 4).then_some(area)
        })?;
        let local = home.strip_prefix(&area)?.to_owned();
        Some((area, local))
    }

    /// Every dress, the customer's own first.
    #[must_use]
    pub fn dresses(&self) -> Vec<String> {
        let mut out = vec![self.written.clone()];
        let n = &self.national;
        let north_american = self.dial == Some("1") && n.len() == 10;
        if let Some(e164) = self.e164() {
            out.push(e164);
        }
        if north_american {
            out.push(format!("({}) {}-{}", &n[..3], &n[3..6], &n[6..]));
            out.push(format!("{}-{}-{}", &n[..3], &n[3..6], &n[6..]));
            out.push(format!("{}.{}.{}", &n[..3], &n[3..6], &n[6..]));
            out.push(format!("{} {} {}", &n[..3], &n[3..6], &n[6..]));
            out.push(format!("+1 ({}) {}-{}", &n[..3], &n[3..6], &n[6..]));
            out.push(format!("+1-{}-{}-{}", &n[..3], &n[3..6], &n[6..]));
        } else if let Some(d) = self.dial {
            out.push(format!("+{d} {n}"));
            out.push(format!("00{d}{n}"));
        }
        out.push(self.at_home());
        out.push(n.clone());
        if let Some(d) = self.dial {
            out.push(format!("{d}{n}"));
        }
        out
    }

    /// The dress for this field, without its limits; `apart` when the dialling code has a field of its own.
    #[must_use]
    pub fn for_field(&self, c: &Control, apart: bool) -> Vec<String> {
        let mut out = self.dresses();
        let wanted = shape(&c.placeholder);
        let home = self.at_home();
        let rank = |s: &String| -> u8 {
            if c.input_type == "number" && *s == home && !apart {
                return 0;
            }
            if c.input_type == "number" && !s.bytes().all(|b| b.is_ascii_digit()) {
                return 9;
            }
            if apart {
                return u8::from(
                    s.starts_with('+')
                        || s.starts_with("00")
                        || (!self.trunk.is_empty() && self.trunk != "1" && s.starts_with(self.trunk)),
                ) * 5;
            }
            if wanted.matches('9').count() >= 6 {
                if shape(s) == wanted {
                    return 0;
                }
                if c.placeholder.trim_start().starts_with('+') == s.starts_with('+') {
                    return 1;
                }
                return 3;
            }
            1
        };
        crate::order::sort_by_key(&mut out, rank);
        out
    }
}

/// Digits as `9`, so two numbers of one dress look alike.
fn shape(text: &str) -> String {
    text.trim()
        .trim_start_matches("e.g.")
        .trim()
        .chars()
        .map(|c| if c.is_ascii_digit() || matches!(c, 'x' | 'X' | '#' | '_') { '9' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(iso: &str) -> Option<&'static Country> {
        places::country(iso)
    }

    #[test]
    fn a_number_is_read_however_it_was_written() {
        for (written, country, e164) in [
            ("(512) 555-0142", "US", "+15125550142"),
            ("+1 512 555 0142", "US", "+15125550142"),
            ("1-512-555-0142", "US", "+15125550142"),
            ("030 7654321", "DE", "+49307654321"),
            ("+49 (0)30 7654321", "DE", "+49307654321"),
            ("0049 30 7654321", "DE", "+49307654321"),
            ("06 1234 5678", "IT", "+390612345678"),
            ("020 7946 0018", "GB", "+442079460018"),
        ] {
            assert_eq!(
                parse(written, home(country)).and_then(|n| n.e164()).as_deref(),
                Some(e164),
                "{written}"
            );
        }
    }

    #[test]
    fn a_number_divides_by_rule_or_as_it_was_written() {
        for (written, country, area, local) in [
            ("+1 512 555 0142", "US", "512", "555-0142"),
            ("5125550142", "US", "512", "555-0142"),
            ("030 7654321", "DE", "030", "7654321"),
            ("+49 (0)30 7654321", "DE", "030", "7654321"),
            ("0049 30 7654321", "DE", "030", "7654321"),
            ("020 7946 0018", "GB", "020", "79460018"),
        ] {
            let n = parse(written, home(country)).unwrap();
            assert_eq!(n.piece(PhonePiece::Area), [area], "{written}");
            assert_eq!(n.piece(PhonePiece::Local).first().map(String::as_str), Some(local), "{written}");
        }
        let us = parse("(512) 555-0142", home("US")).unwrap();
        assert_eq!(us.piece(PhonePiece::Prefix), ["555"]);
        assert_eq!(us.piece(PhonePiece::Suffix), ["0142"]);
        let unwritten = parse("0307654321", home("DE")).unwrap();
        assert!(unwritten.piece(PhonePiece::Area).is_empty(), "nobody said where it divides");
    }

    #[test]
    fn the_placeholder_tells_the_dress() {
        let n = parse("+1 512 555 0142", home("US")).unwrap();
        let like = |placeholder: &str| {
            n.for_field(&Control { placeholder: placeholder.into(), ..Control::default() }, false)[0].clone()
        };
        assert_eq!(like("(555) 123-4567"), "(512) 555-0142");
        assert_eq!(like("555-123-4567"), "512-555-0142");
        assert_eq!(like("+12025550123"), "+15125550142");
        assert_eq!(like("Your phone"), "+1 512 555 0142");
    }
}
