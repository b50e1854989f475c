//! Words that carry nothing: articles in labels, programs' habits in names.

/// Words that carry nothing, in any of the languages.
pub(super) const FILLER: &[&str] = &[
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "and", "or", "with", "please", "enter", "select",
    "choose", "here", "this", "der", "die", "das", "des", "dem", "den", "ein", "eine", "einen", "und",
    "oder", "fur", "fuer", "zu", "zum", "zur", "von", "vom", "im", "am", "bitte", "de", "la", "le", "les",
    "du", "d", "l", "un", "une", "et", "ou", "pour", "el", "los", "las", "del", "y", "o", "para", "una",
    "il", "lo", "gli", "i", "di", "dell", "della", "dello", "dei", "delle", "degli", "e", "per", "het",
    "een", "van", "en", "of", "voor", "do", "da", "dos", "das", "os", "as", "um", "uma", "em", "no", "na",
    "s",
];
/// Possessives, all read as `your`.
const YOUR: &[&str] = &[
    "your", "my", "ihr", "ihre", "ihren", "ihrer", "ihres", "ihrem", "dein", "deine", "deiner", "deines",
    "mein", "meine", "votre", "vos", "ton", "su", "tu", "vostro", "vostra", "tuo", "tua", "suo", "sua", "uw",
    "je", "jouw", "seu", "teu", "our", "unser", "unsere", "nuestro", "nuestra",
];
/// Words that programs put into names without saying anything.
const NOISE: &[&str] = &[
    "field",
    "fields",
    "input",
    "inp",
    "form",
    "frm",
    "txt",
    "text",
    "textfield",
    "textarea",
    "select",
    "sel",
    "ddl",
    "listing",
    "listings",
    "listingfields",
    "data",
    "item",
    "meta",
    "acf",
    "wpforms",
    "wpbdp",
    "wpcf",
    "ctl",
    "ctrl",
    "control",
    "edit",
    "val",
    "value",
    "id",
    "ids",
    "add",
    "new",
    "submit",
    "submission",
    "post",
    "entry",
    "mui",
    "radix",
    "r",
    "tax",
    "js",
    "el",
    "custom",
    "attr",
    "attributes",
    "model",
    "object",
    "details",
    "detail",
    "info",
    "fld",
    "tb",
    "q",
    "cf",
    "box",
    "html",
    "api",
    "the",
    "create",
];
/// Drops fillers, reads possessives as `your`. A text of nothing but such words stays as it is: "Mon" is a day.
#[must_use]
pub fn significant(words: &[String]) -> Vec<String> {
    if words.len() == 1 {
        return words.to_vec();
    }
    let kept: Vec<String> = words
        .iter()
        .filter(|w| !FILLER.contains(&w.as_str()))
        .map(|w| if YOUR.contains(&w.as_str()) { String::from("your") } else { w.clone() })
        .collect();
    if kept.is_empty() { words.to_vec() } else { kept }
}
/// The words of a machine's name that may mean something: noise dropped; nothing left for `field_7` or `listingfields[3]`.
#[must_use]
pub fn telling(words: &[String]) -> Vec<String> {
    let kept: Vec<String> = words
        .iter()
        .filter(|w| !NOISE.contains(&w.as_str()) && w.len() > 1 || is_line_number(w))
        .cloned()
        .collect();
    if kept.iter().all(|w| w.bytes().all(|b| b.is_ascii_digit())) { Vec::new() } else { kept }
}
fn is_line_number(word: &str) -> bool {
    matches!(word, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
}
