//! Limits of length that a text announces.

use super::fold;

/// Limits of a text's length, as announced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// At least so many characters.
    pub min: Option<u32>,
    /// At most so many characters.
    pub max: Option<u32>,
    /// At most so many words.
    pub max_words: Option<u32>,
}
impl Limits {
    /// Both limits: the stricter of each.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let least = |a: Option<u32>, b: Option<u32>| a.into_iter().chain(b).min();
        Self {
            min: self.min.into_iter().chain(other.min).max(),
            max: least(self.max, other.max),
            max_words: least(self.max_words, other.max_words),
        }
    }
}
const CHARACTERS: &[&str] = &[
    "character",
    "characters",
    "chars",
    "char",
    "zeichen",
    "caractere",
    "caracteres",
    "caratteri",
    "carattere",
    "tekens",
    "karakters",
    "buchstaben",
    "letters",
    "signes",
    "anschlage",
];
const WORDS: &[&str] =
    &["words", "woerter", "worter", "worte", "mots", "palabras", "parole", "woorden", "palavras"];
const AT_MOST: &[&str] = &[
    "max",
    "maximum",
    "maximal",
    "maximale",
    "maximo",
    "massimo",
    "hochstens",
    "up",
    "bis",
    "limit",
    "limited",
    "jusqu",
    "hasta",
    "fino",
    "ate",
    "tot",
    "under",
    "exceed",
    "remaining",
    "left",
    "verbleibend",
    "ubrig",
    "restants",
    "restantes",
    "rimanenti",
    "resterend",
];
const AT_LEAST: &[&str] = &[
    "min",
    "minimum",
    "minimal",
    "minimo",
    "mindestens",
    "least",
    "moins",
    "menos",
    "almeno",
    "minstens",
    "minimaal",
];
/// Limits a text announces: `max. 200 characters`, `200 Zeichen`, `0/256`, `at least 50 characters`, `50-300 words`.
#[must_use]
pub fn announced_limits(text: &str) -> Limits {
    let mut limits = Limits::default();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return limits;
    }
    let folded = fold(text);
    // "0/256" and "12 / 256 characters": the second number is the limit when the first one is not greater.
    let squeezed = folded.replace(" / ", "/");
    for word in squeezed.split_whitespace() {
        if let Some((a, b)) = word.trim_matches(|c: char| !c.is_ascii_digit()).split_once('/')
            && let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>())
            && b >= 20
            && a <= b
            && !(a == 24 && b == 7)
        {
            limits.max = Some(limits.max.map_or(b, |m| m.min(b)));
        }
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect();
    // "1,000 characters" and "1.000 Zeichen" arrive as two words.
    let number_at = |i: usize| -> Option<u32> {
        let n: u32 = words.get(i)?.parse().ok()?;
        let thousands = i.checked_sub(1).and_then(|j| words[j].parse::<u32>().ok());
        match thousands {
            Some(t)
                if words[i].len() == 3
                    && t < 100
                    && (folded.contains(&format!("{t},{}", words[i]))
                        || folded.contains(&format!("{t}.{}", words[i]))) =>
            {
                Some(t * 1000 + n)
            }
            _ => Some(n),
        }
    };
    for (i, word) in words.iter().enumerate() {
        let of_words = WORDS.contains(word);
        if !of_words && !CHARACTERS.contains(word) {
            continue;
        }
        // The number stands before the unit, at most two words away.
        let Some(at) = (1..=3).filter_map(|back| i.checked_sub(back)).find(|&j| number_at(j).is_some())
        else {
            continue;
        };
        let Some(n) = number_at(at) else { continue };
        let around = &words[at.saturating_sub(5)..(i + 4).min(words.len())];
        let least = around.iter().any(|w| AT_LEAST.contains(w));
        let most = around.iter().any(|w| AT_MOST.contains(w));
        // "50-300 characters", "between 50 and 300 characters".
        let lower = at
            .checked_sub(1)
            .and_then(number_at)
            .or_else(|| at.checked_sub(2).and_then(number_at))
            .filter(|&l| l < n);
        if of_words {
            if !least || most {
                limits.max_words = Some(n);
            }
        } else if let Some(lower) = lower.filter(|l| *l > 0) {
            limits.min = Some(lower);
            limits.max = Some(n);
        } else if least && !most {
            limits.min = Some(n);
        } else if n >= 10 {
            limits.max = Some(limits.max.map_or(n, |m| m.min(n)));
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_what_the_page_says() {
        assert_eq!(announced_limits("max. 200 characters").max, Some(200));
        assert_eq!(announced_limits("Kurzbeschreibung (200 Zeichen)").max, Some(200));
        assert_eq!(announced_limits("0/256").max, Some(256));
        assert_eq!(announced_limits("Maximal 1.000 Zeichen").max, Some(1000));
        assert_eq!(announced_limits("at least 50 characters").min, Some(50));
        assert_eq!(
            announced_limits("between 50 and 300 characters"),
            Limits { min: Some(50), max: Some(300), max_words: None }
        );
        assert_eq!(announced_limits("no more than 40 words").max_words, Some(40));
        assert_eq!(announced_limits("open 24/7, since 1998"), Limits::default());
    }
}
