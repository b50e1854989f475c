//! Custom dropdowns: open, look at what is offered, choose what fits best, close when nothing does.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::fill::frame_of;
use super::{Visit, Walk};
use crate::forms::action::ActOp;
use crate::forms::choices;
use crate::forms::plan::{Fill, FillValue};
use crate::forms::snapshot::{Choice, ControlKind, FrameSnapshot};

/// How long options may take to appear.
const OPTIONS_MS: u64 = 1_200;
/// Candidates typed into a box that searches.
const TYPED: usize = 3;

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
        if self.choose(frame, fill, candidates).await? {
            return Ok(());
        }
        if takes_text {
            for text in candidates.iter().take(TYPED) {
                let typed = [ActOp::TypeText { r, text: text.clone(), commit: false }];
                self.act(frame, &typed).await?;
                if self.choose(frame, fill, candidates).await? {
                    return Ok(());
                }
            }
            // What was typed to search is no answer.
            self.act(frame, &[ActOp::SetText { r, text: String::new() }]).await?;
        }
        self.act(frame, &[ActOp::Close { r }]).await
    }

    /// Looks at the options open now and clicks the best one.
    async fn choose(&mut self, frame: &FrameSnapshot, fill: &Fill, candidates: &[String]) -> Walk<bool> {
        self.runner.browser.settle(self.tab()?, OPTIONS_MS).await?;
        let page = self.describe().await?;
        let now = frame_of(&page, frame.frame_id)?;
        let offered = offered(now, fill.r, frame);
        let texts: Vec<String> = offered.iter().map(|(_, text)| text.clone()).collect();
        // By meaning where the engine knows the question's answers; else by the words looked for.
        let meant = choices::among_texts(fill.meaning, &texts, &self.context(0));
        let option = meant.and_then(|at| offered.get(at)).map(|(option, _)| *option);
        let Some(option) = option.or_else(|| best(&offered, candidates)) else { return Ok(false) };
        self.act(now, &[ActOp::Click { r: option }]).await?;
        if let Some((_, text)) = offered.into_iter().find(|(r, _)| *r == option) {
            self.remember_typed(&FillValue::Pick(vec![text.clone()]));
            self.picked.insert(fill.r, text);
        }
        self.runner.browser.settle(self.tab()?, 300).await?;
        Ok(true)
    }
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
