//! Custom dropdowns: open, look at what is offered, choose what fits best, close when nothing does.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::fill::frame_of;
use super::{Visit, Walk};
use crate::forms::action::ActOp;
use crate::forms::choices;
use crate::forms::field::Meaning;
use crate::forms::plan::{Fill, FillValue};
use crate::forms::snapshot::{Choice, Control, ControlKind, FrameSnapshot};

/// How long options may take to appear.
const OPTIONS_MS: u64 = 1_200;
/// Candidates typed into a box that searches.
const TYPED: usize = 3;
/// How long a list that was opened, and one that was searched, is waited for.
const OPENED_MS: u64 = 0;
const SEARCHED_MS: u64 = 1_200;
/// Between two looks at a list.
const LOOK_MS: u64 = 200;
/// Lists within lists: country, state, city, district.
const LEVELS: u32 = 4;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Chooses in a custom dropdown. What could not be chosen shows when the field is read back.
    pub(super) async fn pick(
        &mut self,
        frame: &FrameSnapshot,
        fill: &Fill,
        candidates: &[String],
    ) -> Walk<()> {
        let r = fill.r;
        let takes_text = frame
            .control(r)
            .is_some_and(|c| matches!(c.tag.as_str(), "input" | "textarea") && !c.readonly && !c.disabled);
        self.act(frame, &[ActOp::Open { r }]).await?;
        if self.choose(frame, fill, candidates, OPENED_MS).await? {
            return Ok(());
        }
        // The search field of a list that is a button comes up with the list; where there is none, nothing can be typed.
        for text in candidates.iter().take(TYPED) {
            let typed = [ActOp::TypeText { r, text: text.clone(), commit: false }];
            if !self.could(frame, &typed).await? {
                break;
            }
            if self.choose(frame, fill, candidates, SEARCHED_MS).await? {
                return Ok(());
            }
        }
        if takes_text {
            // What was typed to search is no answer, but where a place may be written as well.
            let written = candidates.first().filter(|_| is_place(fill.meaning)).cloned().unwrap_or_default();
            let kept = !written.is_empty();
            self.act(frame, &[ActOp::SetText { r, text: written }]).await?;
            if kept {
                return Ok(());
            }
        }
        // The box does not open; the native list behind it may take the choice.
        let behind = frame.control(r).and_then(|c| {
            let at = c.options.iter().position(|o| {
                o.r.is_none() && !o.disabled && candidates.iter().any(|t| fold(t) == fold(&o.text))
            })?;
            Some((u32::try_from(at).ok()?, c.options.get(at)?.text.clone()))
        });
        if let Some((position, text)) = behind.filter(|(_, text)| !text.is_empty()) {
            self.act(frame, &[ActOp::Close { r }, ActOp::Choose { r, options: vec![position] }]).await?;
            self.picked.insert(r, text);
            return Ok(());
        }
        // Nothing on offer: a box for words of one's own takes each typed and closed with Enter.
        if !takes_text && matches!(fill.meaning, Meaning::Keywords) {
            let typed: Vec<ActOp> = candidates
                .iter()
                .map(|text| ActOp::TypeText { r, text: text.clone(), commit: true })
                .collect();
            self.act(frame, &typed).await?;
            self.picked.insert(r, candidates.first().cloned().unwrap_or_default());
        }
        self.act(frame, &[ActOp::Close { r }]).await
    }

    /// Looks at the options open now and clicks the best one; in a list of lists one after the other, as far as it goes.
    /// Options that are searched for come late: they are looked for as long as `patience_ms`.
    async fn choose(
        &mut self,
        frame: &FrameSnapshot,
        fill: &Fill,
        candidates: &[String],
        patience_ms: u64,
    ) -> Walk<bool> {
        let from = self.runner.now();
        let mut chosen: Vec<String> = Vec::new();
        let mut before: Vec<(u32, String)> = Vec::new();
        for level in 0..LEVELS {
            let (page, found) = loop {
                self.runner.browser.settle(self.tab()?, if level == 0 { OPTIONS_MS } else { 300 }).await?;
                let page = self.describe().await?;
                let offered = offered(frame_of(&page, frame.frame_id)?, fill.r, frame);
                // The same list again: the choice is made, and the list only stays open.
                let further = level == 0 || offered.iter().any(|o| !before.contains(o));
                let found = further.then(|| self.fitting(fill, candidates, &offered)).flatten();
                before = offered;
                if found.is_some() || level > 0 || self.runner.now().saturating_sub(from) >= patience_ms {
                    break (page, found);
                }
                self.runner.world.sleep(LOOK_MS).await;
            };
            let Some((option, text)) = found else { break };
            self.act(frame_of(&page, frame.frame_id)?, &[ActOp::Click { r: option }]).await?;
            chosen.push(text);
        }
        if let Some(last) = chosen.last() {
            self.remember_typed(&FillValue::Pick(chosen.clone()));
            self.picked.insert(fill.r, last.clone());
        }
        Ok(!chosen.is_empty())
    }

    /// Types an address where the page may know it, and takes its suggestion; else what was typed stays.
    pub(super) async fn write_place(&mut self, frame: &FrameSnapshot, fill: &Fill, text: &str) -> Walk<()> {
        let r = fill.r;
        let wanted: Vec<String> = match (&self.profile.street, &self.profile.city) {
            (Some(street), Some(city)) if fill.meaning != Meaning::City => vec![format!("{street} {city}")],
            _ => Vec::new(),
        };
        let wanted = if wanted.is_empty() { vec![text.to_owned()] } else { wanted };
        self.act(frame, &[ActOp::TypeText { r, text: text.to_owned(), commit: false }]).await?;
        if !self.choose(frame, fill, &wanted, SEARCHED_MS).await? {
            return self.act(frame, &[ActOp::SetText { r, text: text.to_owned() }]).await;
        }
        // The page writes the address its own way.
        self.picked.remove(&r);
        let held = self.runner.browser.read(self.tab()?, frame.frame_id, &frame.document_id, &[r]).await?;
        if let Some(held) = held.into_iter().find(|held| !held.value.trim().is_empty()) {
            self.picked.insert(r, held.value);
        }
        Ok(())
    }

    /// The option that answers the question: by meaning where the engine knows the question's answers, else by the words looked
    /// for. Where a list begins with the country or the state, the place is further in.
    fn fitting(
        &self,
        fill: &Fill,
        candidates: &[String],
        offered: &[(u32, String)],
    ) -> Option<(u32, String)> {
        let texts: Vec<String> = offered.iter().map(|(_, text)| text.clone()).collect();
        let outer: &[Meaning] = match fill.meaning {
            Meaning::City => &[Meaning::State, Meaning::Country],
            Meaning::State | Meaning::Country => &[Meaning::City, Meaning::State, Meaning::Country],
            _ => &[],
        };
        let meant = |m: &Meaning| choices::among_texts(*m, &texts, &self.context(0));
        meant(&fill.meaning)
            .and_then(|at| offered.get(at))
            .or_else(|| best(offered, candidates).and_then(|r| offered.iter().find(|o| o.0 == r)))
            .or_else(|| outer.iter().find_map(meant).and_then(|at| offered.get(at)))
            .cloned()
    }
}

/// Whether a field of that meaning takes a place in one's own words.
fn is_place(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::City | Meaning::Street | Meaning::FullAddress)
}

/// Whether a text field looks as if it suggested addresses.
pub(super) fn suggests(control: Option<&Control>, meaning: Meaning) -> bool {
    const MARKS: [&str; 9] = [
        "autocomplete",
        "pac-",
        "places",
        "geocod",
        "typeahead",
        "suggest",
        "location",
        "start typing",
        "tt-input",
    ];
    control.filter(|c| c.kind == ControlKind::Text && is_place(meaning)).is_some_and(|c| {
        let said = [&c.classes, &c.id, &c.name, &c.placeholder].map(|text| text.to_lowercase());
        matches!(c.autocomplete.as_str(), "off" | "nope" | "new-password")
            || said.iter().any(|text| MARKS.iter().any(|mark| text.contains(mark)))
    })
}

/// The options that belong to the open dropdown: those it names, else the ones that were not there before.
fn offered(now: &FrameSnapshot, r: u32, before: &FrameSnapshot) -> Vec<(u32, String)> {
    let named: Vec<&Choice> = now.control(r).map(|c| c.options.iter().collect()).unwrap_or_default();
    let own: Vec<(u32, String)> =
        named.into_iter().filter(|o| !o.disabled).filter_map(|o| Some((o.r?, o.text.clone()))).collect();
    if !own.is_empty() {
        return own;
    }
    now.controls
        .iter()
        .filter(|c| c.kind == ControlKind::Option && c.visible && !c.disabled)
        .filter(|c| before.control(c.r).is_none_or(|was| !was.visible))
        .map(|c| (c.r, if c.text.is_empty() { c.value.clone() } else { c.text.clone() }))
        .collect()
}

/// The first candidate that an option equals; else the first whose words an option has all.
fn best(offered: &[(u32, String)], candidates: &[String]) -> Option<u32> {
    let folded: Vec<(u32, String)> = offered.iter().map(|(r, text)| (*r, fold(text))).collect();
    let equal = candidates.iter().find_map(|c| {
        let wanted = fold(c);
        folded.iter().find(|(_, text)| *text == wanted && !wanted.is_empty()).map(|(r, _)| *r)
    });
    equal.or_else(|| {
        candidates.iter().find_map(|c| {
            let wanted = fold(c);
            let words: Vec<&str> = wanted.split(' ').filter(|w| !w.is_empty()).collect();
            if words.is_empty() {
                return None;
            }
            folded
                .iter()
                .filter(|(_, text)| words.iter().all(|w| text.split(' ').any(|t| t == *w)))
                .min_by_key(|(_, text)| text.len())
                .map(|(r, _)| *r)
        })
    })
}

/// Lower case, punctuation as spaces, spaces single.
fn fold(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(texts: &[&str]) -> Vec<(u32, String)> {
        texts.iter().enumerate().map(|(i, t)| (i as u32, (*t).to_owned())).collect()
    }

    #[test]
    fn an_equal_option_wins_over_one_that_merely_holds_the_words() {
        let offered = options(&["Bakery supplies", "Bakery", "Cafe"]);
        assert_eq!(best(&offered, &["bakery".to_owned()]), Some(1));
    }

    #[test]
    fn a_better_candidate_that_is_not_offered_gives_way_to_the_next() {
        let offered = options(&["Food & Drink", "Services"]);
        assert_eq!(best(&offered, &["Bakery".to_owned(), "food drink".to_owned()]), Some(0));
    }

    #[test]
    fn nothing_is_chosen_when_nothing_fits() {
        assert_eq!(best(&options(&["Plumber", "Florist"]), &["Bakery".to_owned()]), None);
    }
}
