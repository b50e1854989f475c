//! The badge on the toolbar button: how many pages wait for a person, or that AutoBolt needs one itself.

use crate::chrome::{Result, action};
use crate::panel::words;
use crate::runner::status::PanelState;

const WAITING: &str = "#b97700";
const BROKEN: &str = "#b3261e";

/// Shows how things stand.
pub(super) async fn show(state: &PanelState) -> Result<()> {
    let (headline, _) = words::headline(state, true);
    if state.connection.needs_person() {
        return action::badge("!", BROKEN, &format!("AutoBolt: {headline}")).await;
    }
    let title = match state.waiting.len() {
        0 => format!("AutoBolt: {headline}"),
        number => {
            format!("AutoBolt: {headline}, {}", words::count(number, "page needs you", "pages need you"))
        }
    };
    action::badge(&state.badge(), WAITING, &title).await
}
