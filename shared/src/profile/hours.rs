//! Opening hours as people write them, read into a table of days.

use super::{DayHours, OpenInterval, Weekday};
use serde_json::Value;
use std::collections::BTreeMap;

/// A table of days, and the parts that could not be understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    pub days: BTreeMap<Weekday, DayHours>,
    /// Keys whose value made no sense.
    pub unread: Vec<String>,
}

/// Reads a table: `{"monday": "08:00-18:00", "sat": "closed"}`, `[{"day": "Monday", "open": …, "close": …}]` or
/// `["Monday: 9 AM – 5 PM", "Sunday: Closed"]`.
pub(super) fn table(value: &Value) -> Option<Read> {
    let mut read = Read::default();
    match value {
        Value::Object(days) => {
            for (key, hours) in days {
                read.add(key, hours);
            }
        }
        Value::Array(rows) if rows.iter().all(Value::is_string) => {
            for (i, row) in rows.iter().enumerate() {
                match row.as_str().and_then(sentence) {
                    Some(days) => read.days.extend(days),
                    None => read.unread.push(i.to_string()),
                }
            }
        }
        Value::Array(rows) => {
            for row in rows.iter().filter_map(Value::as_object) {
                let key = row.iter().find(|(k, _)| matches!(k.to_lowercase().as_str(), "day" | "days"));
                if let Some(key) = key.and_then(|(_, v)| v.as_str()) {
                    let hours: Value =
                        row.iter().filter(|(k, _)| !k.to_lowercase().starts_with("day")).collect_object();
                    read.add(key, &hours);
                }
            }
        }
        _ => return None,
    }
    (!read.days.is_empty() || !read.unread.is_empty()).then_some(read)
}

trait CollectObject {
    fn collect_object(self) -> Value;
}

impl<'a, I: Iterator<Item = (&'a String, &'a Value)>> CollectObject for I {
    fn collect_object(self) -> Value {
        Value::Object(self.map(|(k, v)| (k.clone(), v.clone())).collect())
    }
}

impl Read {
    fn add(&mut self, key: &str, hours: &Value) {
        if hours.is_null() || hours.as_str().is_some_and(|h| h.trim().is_empty()) {
            return;
        }
        match (days(key), day_hours(hours)) {
            (Some(days), Some(hours)) => {
                for day in days {
                    // Two rows for one day are its two intervals.
                    self.days.entry(day).or_default().0.extend(hours.0.clone());
                }
            }
            _ => self.unread.push(key.to_owned()),
        }
    }
}

/// Reads `Mon-Fri 9am-5pm; Sat 10:00-14:00; Sun closed`. All of it, or nothing.
pub(super) fn sentence(text: &str) -> Option<BTreeMap<Weekday, DayHours>> {
    // A comma may stand between days, or between the intervals of one.
    parts(text, &[';', '\n', '|']).or_else(|| parts(text, &[';', '\n', '|', ',']))
}

fn parts(text: &str, ends: &[char]) -> Option<BTreeMap<Weekday, DayHours>> {
    let mut table = BTreeMap::new();
    for part in text.split(ends).map(str::trim).filter(|p| !p.is_empty()) {
        // The days end where the first digit or the word that stands for hours begins.
        let lower = part.to_lowercase();
        let cut = lower
            .char_indices()
            .find(|(i, c)| {
                c.is_ascii_digit() || ["closed", "open"].iter().any(|w| lower[*i..].starts_with(w))
            })?
            .0;
        let (when, hours) = lower.split_at(cut);
        let days = days(when.trim().trim_end_matches(':'))?;
        let hours = day_hours(&Value::String(hours.to_owned()))?;
        for day in days {
            if table.insert(day, hours.clone()).is_some() {
                return None;
            }
        }
    }
    (!table.is_empty()).then_some(table)
}

/// `monday`, `Mon`, `mon-fri`, `Saturday & Sunday`, `weekdays`.
fn days(text: &str) -> Option<Vec<Weekday>> {
    let text = text
        .trim()
        .to_lowercase()
        .replace(['–', '—', '_'], "-")
        .replace(" to ", "-")
        .replace(" through ", "-");
    match text.as_str() {
        "daily" | "every day" | "everyday" | "all days" => return Some(Weekday::ALL.to_vec()),
        "weekdays" | "weekday" => return Some(Weekday::ALL[..5].to_vec()),
        "weekend" | "weekends" => return Some(Weekday::ALL[5..].to_vec()),
        _ => {}
    }
    let mut found = Vec::new();
    for part in text.split([',', '&', '/', '+']).flat_map(|p| p.split(" and ")) {
        match part.split_once('-') {
            None => found.push(day(part)?),
            Some((from, to)) => {
                let (from, to) = (day(from)? as usize, day(to)? as usize);
                let span = if from <= to { to - from } else { to + 7 - from };
                found.extend((0..=span).map(|n| Weekday::ALL[(from + n) % 7]));
            }
        }
    }
    Some(found)
}

fn day(text: &str) -> Option<Weekday> {
    let text = text.trim().trim_end_matches('.');
    Some(match text {
        "monday" | "mondays" | "mon" | "mo" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tue" | "tues" | "tu" => Weekday::Tuesday,
        "wednesday" | "wednesdays" | "wed" | "we" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thu" | "thur" | "thurs" | "th" => Weekday::Thursday,
        "friday" | "fridays" | "fri" | "fr" => Weekday::Friday,
        "saturday" | "saturdays" | "sat" | "sa" => Weekday::Saturday,
        "sunday" | "sundays" | "sun" | "su" => Weekday::Sunday,
        _ => return None,
    })
}

/// One day's hours: words, a list of intervals, or an object with an opening and a closing time.
fn day_hours(value: &Value) -> Option<DayHours> {
    match value {
        Value::String(text) => words(text),
        Value::Bool(false) => Some(DayHours::default()),
        Value::Array(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(day_hours(part)?.0);
            }
            Some(DayHours(all))
        }
        Value::Object(parts) => {
            let get = |names: &[&str]| {
                parts.iter().find(|(k, _)| names.contains(&k.to_lowercase().as_str())).map(|(_, v)| v)
            };
            if let Some(hours) = get(&["hours", "time", "times", "intervals"]) {
                return day_hours(hours);
            }
            if get(&["closed", "is_closed", "isclosed"]).is_some_and(|v| v == &Value::Bool(true)) {
                return Some(DayHours::default());
            }
            let from = get(&["open", "opens", "opening", "from", "start"]);
            if from == Some(&Value::Bool(false)) {
                return Some(DayHours::default());
            }
            let to = get(&["close", "closes", "closing", "to", "end"])?.as_str()?;
            Some(DayHours(vec![interval(from?.as_str()?, to)?]))
        }
        _ => None,
    }
}

fn words(text: &str) -> Option<DayHours> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "closed" | "closed all day" | "geschlossen" | "fermé" | "cerrado" | "chiuso" | "gesloten"
        | "fechado" => {
            return Some(DayHours::default());
        }
        // As schema.org writes a whole day.
        "24 hours" | "open 24 hours" | "24h" | "24/7" => {
            return Some(DayHours(vec![OpenInterval { from: "00:00".to_owned(), to: "23:59".to_owned() }]));
        }
        _ => {}
    }
    let text =
        text.trim_start_matches("open").replace(['–', '—'], "-").replace(" to ", "-").replace(" until ", "-");
    let mut intervals = Vec::new();
    for part in text.split([',', '/', '&']).flat_map(|p| p.split(" and ")) {
        let (from, to) = part.split_once('-')?;
        intervals.push(interval(from, to)?);
    }
    Some(DayHours(intervals))
}

/// `9-5pm` is from 9 in the morning: a half day the start lacks is the end's, unless it would then end before it begins.
fn interval(from: &str, to: &str) -> Option<OpenInterval> {
    let (to, to_half) = time(to)?;
    let (mut start, from_half) = time(from)?;
    if from_half.is_none() && to_half == Some(Half::Pm) && start < 12 * 60 && start + 12 * 60 < to {
        // `1-5pm`: the afternoon. `9-5pm` stays the morning, because 21:00 comes after 17:00.
        start += 12 * 60;
    }
    Some(OpenInterval { from: clock(start), to: clock(to) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// Minutes since midnight, and the half of the day if it was named: `8`, `08:00`, `8.30`, `0800`, `8:30 pm`, `noon`.
fn time(text: &str) -> Option<(u16, Option<Half>)> {
    let text = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let text = text.trim_end_matches("uhr").trim_end();
    match text {
        "noon" | "midday" => return Some((12 * 60, Some(Half::Pm))),
        "midnight" => return Some((24 * 60, None)),
        _ => {}
    }
    let (number, half) = if let Some(rest) = text.strip_suffix("am") {
        (rest, Some(Half::Am))
    } else if let Some(rest) = text.strip_suffix("pm") {
        (rest, Some(Half::Pm))
    } else {
        (text, None)
    };
    let number = number.trim().trim_end_matches('h');
    let (hour, minute) = match number.split_once([':', '.', 'h']) {
        // `08:00:00` is how a time column writes it.
        Some((hour, rest)) => (hour, rest.split_once(':').map_or(rest, |(minute, _)| minute)),
        None if number.len() == 4 && number.is_ascii() => number.split_at(2),
        None => (number, "00"),
    };
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        None => hour,
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(Half::Am) => hour % 12,
        Some(Half::Pm) => hour % 12 + 12,
    };
    let all = hour * 60 + minute;
    (minute < 60 && all <= 24 * 60).then_some((all, half))
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(hours: &DayHours) -> String {
        hours.0.iter().map(|i| format!("{}-{}", i.from, i.to)).collect::<Vec<_>>().join(" ")
    }

    fn one(text: &str) -> Option<String> {
        words(text).map(|h| shown(&h))
    }

    #[test]
    fn hours_are_read_in_the_ways_people_write_them() {
        for (written, meant) in [
            ("08:00-18:00", "08:00-18:00"),
            ("8:00 - 18:00", "08:00-18:00"),
            ("9am-5pm", "09:00-17:00"),
            ("9-5pm", "09:00-17:00"),
            ("1-5pm", "13:00-17:00"),
            ("9:30 AM – 5:30 p.m.", "09:30-17:30"),
            ("12pm to 12am", "12:00-00:00"),
            ("0800-1730", "08:00-17:30"),
            ("8.30-12.30, 14-18", "08:30-12:30 14:00-18:00"),
            ("09:00:00-17:00:00", "09:00-17:00"),
            ("08:00-12:00 and 13:00-17:00", "08:00-12:00 13:00-17:00"),
            ("open 24 hours", "00:00-23:59"),
            ("18:00-02:00", "18:00-02:00"),
            ("closed", ""),
        ] {
            assert_eq!(one(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_guessed() {
        for written in ["by appointment", "25:00-26:00", "9am", "13pm-2pm", "8:7-9:00", "", "morning-evening"]
        {
            assert_eq!(one(written), None, "{written}");
        }
    }

    #[test]
    fn tables_take_names_ranges_objects_and_lists_of_days() {
        let read = table(&json!({
            "Mon-Thu": "9am-5pm", "fri": [{"open": "09:00", "close": "12:00"}, {"from": "13:00", "to": "15:00"}],
            "saturday": {"closed": true}, "sunday": null
        }))
        .unwrap();
        assert_eq!(shown(&read.days[&Weekday::Thursday]), "09:00-17:00");
        assert_eq!(shown(&read.days[&Weekday::Friday]), "09:00-12:00 13:00-15:00");
        assert!(read.days[&Weekday::Saturday].0.is_empty());
        assert!(!read.days.contains_key(&Weekday::Sunday), "unknown is not closed");
        let rows = table(
            &json!([{"day": "Monday", "open": "8:00", "close": "12:00"}, {"day": "Monday", "open": "13:00", "close": "17:00"}]),
        );
        assert_eq!(shown(&rows.unwrap().days[&Weekday::Monday]), "08:00-12:00 13:00-17:00");
    }

    #[test]
    fn a_list_of_sentences_is_a_table() {
        let read = table(&json!(["Monday: 9:00 AM – 5:00 PM", "Saturday: by appointment", "Sunday: Closed"]))
            .unwrap();
        assert_eq!(shown(&read.days[&Weekday::Monday]), "09:00-17:00");
        assert!(read.days[&Weekday::Sunday].0.is_empty());
        assert_eq!(read.unread, ["1"]);
        assert_eq!(table(&json!([])), None);
    }

    #[test]
    fn a_day_that_makes_no_sense_is_named() {
        let read = table(&json!({"monday": "08:00-18:00", "tuesday": "by appointment"})).unwrap();
        assert_eq!((read.days.len(), read.unread), (1, vec!["tuesday".to_owned()]));
    }

    #[test]
    fn a_sentence_is_read_as_a_whole_or_not_at_all() {
        let days = sentence("Mon-Fri 9am-5pm; Sat: 10:00-14:00; Sun closed").unwrap();
        assert_eq!((days.len(), shown(&days[&Weekday::Saturday])), (7, "10:00-14:00".to_owned()));
        let commas = sentence("Mon-Fri 8-12, Sat 10-14, Sunday: closed").unwrap();
        assert_eq!((commas.len(), commas[&Weekday::Sunday].0.len()), (7, 0));
        let breaks = sentence("Mon, Tue 8-12, 14-18; Sun closed").unwrap();
        assert_eq!(shown(&breaks[&Weekday::Tuesday]), "08:00-12:00 14:00-18:00");
        assert_eq!(sentence("Mon-Fri 9am-5pm; otherwise by appointment"), None);
        assert_eq!(sentence("Call us"), None);
    }
}
