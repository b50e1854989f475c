//! What the page agent can do, and what it says the controls hold afterwards. Hands, no decisions.

use autobolt_shared::json::FromJson;
use serde::Serialize;

/// One thing to do in one frame. `r` is the control's handle.
#[derive(Debug, Clone, PartialEq, Serialize, FromJson)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum ActOp {
    /// Replaces what a text field holds, as if typed: focus, set, `input`, `change`, blur.
    SetText {
        /// Handle.
        r: u32,
        /// The text.
        text: String,
    },
    /// Types without leaving the field (type-to-search, tag inputs); `commit` presses Enter after it.
    TypeText {
        /// Handle.
        r: u32,
        /// The text.
        text: String,
        /// Press Enter at the end.
        commit: bool,
    },
    /// Replaces what an editor or contenteditable holds with plain text; a blank line starts a paragraph.
    SetRichText {
        /// Handle.
        r: u32,
        /// The text.
        text: String,
    },
    /// Chooses options of a native select, by their positions in [`super::snapshot::Control::options`].
    Choose {
        /// Handle.
        r: u32,
        /// Positions.
        options: Vec<u32>,
    },
    /// Ticks or unticks, presses only when the state differs. A radio is only ever ticked.
    Check {
        /// Handle.
        r: u32,
        /// Wanted state.
        on: bool,
    },
    /// Puts a file into a file input.
    AttachFile {
        /// Handle.
        r: u32,
        /// File name.
        name: String,
        /// Media type.
        media_type: String,
        /// The bytes.
        base64: String,
    },
    /// Opens a custom dropdown; the options are read by the next `describe`.
    Open {
        /// Handle.
        r: u32,
    },
    /// Clicks something that sends nothing: an option, a banner's button, an "add" button.
    Click {
        /// Handle.
        r: u32,
    },
    /// Closes an open dropdown (Escape).
    Close {
        /// Handle.
        r: u32,
    },
}

/// How one action went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct ActResult {
    /// It was done.
    pub ok: bool,
    /// If not: `gone`, `disabled`, `readonly`, `not_visible`, `no_option`, or the browser's words.
    pub why: String,
}

/// What one control holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct Held {
    /// Handle.
    pub r: u32,
    /// The element is not in the document any more.
    pub gone: bool,
    /// Text, or the chosen option's value; never a password.
    pub value: String,
    /// Texts of the chosen options, or names of the attached files.
    pub shown: Vec<String>,
    /// Ticked.
    pub checked: bool,
    /// Browser's validation message, `aria-invalid`, or the error text beside it; empty when fine.
    pub error: String,
}
