//! Plans shown as cards: the way into the one that costs nothing.

use super::MAX_LINKS;
use crate::forms::plan::{Context, Target};
use crate::forms::snapshot::{ControlKind, Link, PageSnapshot};
use crate::forms::words::{Folded, Topic, says};
use crate::forms::{address, walls};

/// Among the plans a page shows as cards, the way into the one that costs nothing: the card's words decide, where the links
/// all say "Select".
#[must_use]
pub fn free_card<'a>(page: &'a PageSnapshot, ctx: &Context<'_>) -> Option<Card<'a>> {
    if ctx.links_followed >= MAX_LINKS || ctx.steps_done > 0 {
        return None;
    }
    let frame = page.top()?;
    let links = frame
        .links
        .iter()
        .filter(|l| l.region.is_empty() && !walls::is_account_address(&l.href))
        .filter(|l| !address::same_document(&l.href, &frame.url))
        .map(|l| (l.card.as_str(), Card::Link(l)));
    let buttons =
        frame.controls.iter().filter(|c| c.kind == ControlKind::Button && c.visible && !c.disabled).map(
            |c| (c.labels.description.as_str(), Card::Button(Target { frame_id: frame.frame_id, r: c.r })),
        );
    let cards: Vec<(&str, Card<'_>)> = links.chain(buttons).filter(|(text, _)| !text.is_empty()).collect();
    let priced =
        |text: &str| walls::first_price(text).is_some_and(|p| p.chars().any(|c| ('1'..='9').contains(&c)));
    if !cards.iter().any(|(text, _)| priced(text)) {
        return None;
    }
    let plan = |text: &str| priced(text) && !is_free(text);
    if cards.iter().filter(|(text, _)| plan(text)).count() >= 2
        && !cards.iter().any(|(text, _)| is_free(text))
    {
        return Some(Card::AllPaid);
    }
    cards.into_iter().find(|(text, _)| !priced(text) && is_free(text)).map(|(_, card)| card)
}

/// Where a plan's card leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Card<'a> {
    /// A link.
    Link(&'a Link),
    /// A button.
    Button(Target),
    /// Nowhere for nothing: every plan has its price.
    AllPaid,
}

fn is_free(text: &str) -> bool {
    let zero = walls::first_price(text).is_some_and(|p| !p.chars().any(|c| ('1'..='9').contains(&c)));
    zero || (says(Topic::Free, text) && !Folded::new(text).words().contains(&"trial"))
}
