//! Pages that send their form when a list is answered: some come back with the next list, some took that for the listing.

use super::super::engine::Engine;
use super::super::ports::{Backend, Browser, Store, World};
use super::fill::Form;
use super::{Halt, Start, Visit, Walk};
use crate::forms::outcome::ObservedRequest;
use crate::forms::plan::{Assessment, PagePlan};
use crate::forms::snapshot::{Control, PageSnapshot};

/// Lists that depend on each other: country, region, town, and as many again.
const MOST: usize = 6;
/// How long the page may take to come back.
const BACK_MS: u64 = 4_000;

impl<B: Backend, W: Browser, S: Store, C: World, E: Engine> Visit<'_, B, W, S, C, E> {
    /// Whether the page left because it sent its form by itself.
    pub(super) async fn sent_itself(&mut self) -> bool {
        // After a press, what was sent is judged with that press.
        if self.start != Start::Fresh || self.record.attempt.is_some() {
            return false;
        }
        let sent = self.sent(is_document).await;
        let again = sent > self.reloads;
        self.reloads = sent;
        again
    }

    /// Whether the form is gone with all that was filled after a script sent something. What is sent and leaves the form where
    /// it is, is not meant: pages check and keep what is typed all the time.
    pub(super) async fn left_by_itself(&self, form: &Form) -> bool {
        if self.start != Start::Fresh || self.record.attempt.is_some() {
            return false;
        }
        let Some(frame) = form.page.frame(form.plan.frame_id) else { return false };
        let stands =
            |r: u32| frame.control(r).is_some_and(|c| c.visible || c.proxy_visible || c.opened_by.is_some());
        let filled = form.done.keys().count();
        filled > 0 && !form.done.keys().any(|r| stands(*r)) && self.sent(|_| true).await > 0
    }

    /// How many requests, of those that fit, may have carried the form.
    async fn sent(&self, fits: impl Fn(&ObservedRequest) -> bool) -> usize {
        let Some(tab) = self.record.tab else { return 0 };
        let Ok(seen) = self.runner.browser.seen(tab).await else { return 0 };
        let carries = |request: &&ObservedRequest| {
            fits(request)
                && (!request.method.eq_ignore_ascii_case("GET") || asks_with(&request.url, &self.names))
        };
        seen.requests.iter().filter(carries).count()
    }

    /// The form, when it came back with what was filled in it. Anything else may be the answer to a listing: nobody asked for
    /// a permission, and nobody sends it a second time.
    pub(super) async fn come_back(&mut self) -> Walk<(PageSnapshot, PagePlan)> {
        self.runner.browser.settle(self.tab()?, BACK_MS).await?;
        let page = self.describe().await?;
        if self.reloads <= MOST
            && let Assessment::Fill(plan) = self.assess(&page)
            && let Some(frame) = page.frame(plan.frame_id)
            && frame.controls.iter().any(|control| self.is_ours(control))
        {
            return Ok((page, *plan));
        }
        Err(Halt::End(self.unknown("The page sent its form by itself while it was being filled.")))
    }

    /// Whether a control holds something AutoBolt put into this form.
    fn is_ours(&self, control: &Control) -> bool {
        let typed = |text: &str| self.memo.typed.iter().any(|t| t.trim() == text.trim());
        typed(&control.value) || control.options.iter().any(|o| o.selected && typed(&o.text))
    }
}

fn is_document(request: &ObservedRequest) -> bool {
    matches!(request.kind.as_str(), "main_frame" | "sub_frame")
}

/// Whether an address asks with a form's fields: at least two, or all there are.
fn asks_with(url: &str, names: &[String]) -> bool {
    let Some((_, query)) = url.split_once('?') else { return false };
    let asked = query.split('&').map(|name| name.split('=').next().unwrap_or_default());
    let fields = asked.filter(|name| names.iter().any(|n| n == name)).count();
    fields >= 2.min(names.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sent_by_get_is_known_by_its_fields_and_a_link_with_a_query_is_not() {
        let names = ["company", "city", "email"].map(str::to_owned);
        assert!(asks_with("https://a.example/add?company&city&email&go", &names));
        assert!(!asks_with("https://a.example/list?page&city", &names));
        assert!(!asks_with("https://a.example/add", &names));
    }
}
