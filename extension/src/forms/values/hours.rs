//! Opening hours as one text, by day, and as the times a list offers.

use autobolt_shared::BusinessProfile;
use autobolt_shared::profile::{DayHours, Weekday};

/// Short names of the days, Monday first, and the word for "closed".
const NAMES: &[(&str, [&str; 7], &str)] = &[
    ("en", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "closed"),
    ("de", ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"], "geschlossen"),
    ("fr", ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"], "fermé"),
    ("es", ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"], "cerrado"),
    ("it", ["lun", "mar", "mer", "gio", "ven", "sab", "dom"], "chiuso"),
    ("nl", ["ma", "di", "wo", "do", "vr", "za", "zo"], "gesloten"),
    ("pt", ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"], "fechado"),
];

/// All hours as one text: `Mon-Fri 08:00-18:00, Sat 09:00-13:00, Sun closed`; one line for each where there is room.
#[must_use]
pub fn as_text(p: &BusinessProfile, lines: bool, language: Option<&str>) -> Option<String> {
    if let Some(text) = p.opening_hours_text.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        return Some(text.to_owned());
    }
    let language = language.and_then(|l| l.get(..2)).unwrap_or("en");
    let (_, names, closed) =
        NAMES.iter().find(|(l, _, _)| l.eq_ignore_ascii_case(language)).unwrap_or(&NAMES[0]);
    let mut runs: Vec<(usize, usize, &DayHours)> = Vec::new();
    for (i, day) in Weekday::ALL.iter().enumerate() {
        let Some(hours) = p.opening_hours.get(day) else { continue };
        match runs.last_mut() {
            Some((_, last, h)) if *last + 1 == i && *h == hours => *last = i,
            _ => runs.push((i, i, hours)),
        }
    }
    let text: Vec<String> = runs
        .into_iter()
        .map(|(first, last, hours)| {
            let days = if first == last {
                names[first].to_owned()
            } else {
                format!("{}-{}", names[first], names[last])
            };
            format!("{days} {}", day_text(hours, closed))
        })
        .collect();
    (!text.is_empty()).then(|| text.join(if lines { "\n" } else { ", " }))
}

fn day_text(hours: &DayHours, closed: &str) -> String {
    if hours.0.is_empty() {
        return closed.to_owned();
    }
    hours.0.iter().map(|i| format!("{}-{}", i.from, i.to)).collect::<Vec<_>>().join(" ")
}

/// The hours of one day as text.
#[must_use]
pub fn of_day(p: &BusinessProfile, day: Weekday, language: Option<&str>) -> Option<String> {
    let language = language.and_then(|l| l.get(..2)).unwrap_or("en");
    let (_, _, closed) = NAMES.iter().find(|(l, _, _)| l.eq_ignore_ascii_case(language)).unwrap_or(&NAMES[0]);
    p.opening_hours.get(&day).map(|h| day_text(h, closed))
}

/// Whether the business is known to be closed (`true`) or open (`false`) on a day.
#[must_use]
pub fn closed(p: &BusinessProfile, day: Weekday) -> Option<bool> {
    p.opening_hours.get(&day).map(|h| h.0.is_empty())
}

/// Opening or closing time of a day in every dress, 24 hours first. Empty where the day is closed, unknown, or has a break that
/// one pair of times cannot say.
#[must_use]
pub fn edge(p: &BusinessProfile, day: Weekday, opens: bool) -> Vec<String> {
    match p.opening_hours.get(&day).map(|h| h.0.as_slice()) {
        Some([only]) => dresses(if opens { &only.from } else { &only.to }),
        _ => Vec::new(),
    }
}

/// `08:00` in every dress: `08:00`, `8:00`, `8:00 AM`, `08:00 AM`, `8 AM`, `8am`, `0800`, `08:00:00`, `8.00`, `8h00`.
#[must_use]
pub fn dresses(time: &str) -> Vec<String> {
    let Some((h, m)) = minutes(time).map(|t| (t / 60, t % 60)) else { return vec![time.to_owned()] };
    let (h12, half) = match h {
        0 | 24 => (12, "AM"),
        12 => (12, "PM"),
        13..=23 => (h - 12, "PM"),
        _ => (h, "AM"),
    };
    let mut out = vec![
        format!("{h:02}:{m:02}"),
        format!("{h}:{m:02}"),
        format!("{h12}:{m:02} {half}"),
        format!("{h12:02}:{m:02} {half}"),
        format!("{h:02}:{m:02}:00"),
        format!("{h:02}.{m:02}"),
        format!("{h}h{m:02}"),
        format!("{h:02}{m:02}"),
    ];
    if m == 0 {
        out.extend([format!("{h12} {half}"), format!("{h12}{half}"), format!("{h}h"), format!("{h} Uhr")]);
    }
    out
}

/// Minutes since midnight of a time in any usual dress.
#[must_use]
pub fn minutes(time: &str) -> Option<u32> {
    let t = time.trim().to_ascii_lowercase();
    let afternoon = t.contains("pm") || t.contains("p.m");
    let morning = t.contains("am") || t.contains("a.m");
    let digits: Vec<&str> = t.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty()).collect();
    let (h, m): (u32, u32) = match digits.as_slice() {
        [h] if h.len() == 4 => (h[..2].parse().ok()?, h[2..].parse().ok()?),
        [h] => (h.parse().ok()?, 0),
        [h, m, ..] => (h.parse().ok()?, m.parse().ok()?),
        [] => return None,
    };
    if h > 24 || m > 59 {
        return None;
    }
    let h = match (h, afternoon, morning) {
        (12, _, true) => 0,
        (1..=11, true, _) => h + 12,
        _ => h,
    };
    Some(h * 60 + m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use autobolt_shared::profile::OpenInterval;

    fn week() -> BusinessProfile {
        let mut p = BusinessProfile::default();
        for day in Weekday::ALL {
            let hours = match day {
                Weekday::Sunday => vec![],
                Weekday::Saturday => vec![OpenInterval { from: "09:00".into(), to: "13:00".into() }],
                _ => vec![OpenInterval { from: "08:00".into(), to: "18:00".into() }],
            };
            p.opening_hours.insert(day, DayHours(hours));
        }
        p
    }

    #[test]
    fn days_with_the_same_hours_are_told_together() {
        assert_eq!(
            as_text(&week(), false, None).as_deref(),
            Some("Mon-Fri 08:00-18:00, Sat 09:00-13:00, Sun closed")
        );
        assert_eq!(
            as_text(&week(), false, Some("de")).as_deref(),
            Some("Mo-Fr 08:00-18:00, Sa 09:00-13:00, So geschlossen")
        );
    }

    #[test]
    fn a_day_with_a_break_is_not_squeezed_into_one_pair_of_times() {
        let mut p = week();
        p.opening_hours.insert(
            Weekday::Monday,
            DayHours(vec![
                OpenInterval { from: "08:00".into(), to: "12:00".into() },
                OpenInterval { from: "14:00".into(), to: "18:00".into() },
            ]),
        );
        assert!(edge(&p, Weekday::Monday, true).is_empty());
        assert_eq!(of_day(&p, Weekday::Monday, None).as_deref(), Some("08:00-12:00 14:00-18:00"));
    }

    #[test]
    fn times_are_read_in_any_dress() {
        for (text, want) in [
            ("08:00", 480),
            ("8:00 AM", 480),
            ("6 pm", 1080),
            ("12:00 AM", 0),
            ("18.30", 1110),
            ("1830", 1110),
            ("18h30", 1110),
        ] {
            assert_eq!(minutes(text), Some(want), "{text}");
        }
    }
}
