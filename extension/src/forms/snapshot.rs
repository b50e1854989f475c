//! What the page agent reports: raw facts, no judgement. The JSON keys are these field names.
//!
//! Every field has a default, so a recorded description stays readable when a new fact is added.

use autobolt_shared::json::FromJson;
use serde::Serialize;

/// All frames of a tab at one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct PageSnapshot {
    /// The top frame first, children after their parents.
    pub frames: Vec<FrameSnapshot>,
}

/// One document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct FrameSnapshot {
    /// Chrome's frame id; 0 is the top frame. Set by the tab driver.
    pub frame_id: i32,
    /// Chrome's document id: a page that navigated since has another one. Set by the tab driver.
    pub document_id: String,
    /// The frame that embeds this one. Set by the tab driver.
    pub parent_frame_id: Option<i32>,
    /// Address.
    pub url: String,
    /// `document.title`.
    pub title: String,
    /// `<html lang>`.
    pub lang: String,
    /// `loading`, `interactive`, `complete`.
    pub ready_state: String,
    /// Everything a person could type into, choose, tick or press, in document order, shadow roots included.
    pub controls: Vec<Control>,
    /// The `<form>` elements, in document order.
    pub forms: Vec<FormElement>,
    /// Visible links, in document order; at most 400.
    pub links: Vec<Link>,
    /// Visible text outside controls, one entry per block, in document order; at most 600 blocks of 400 characters.
    pub texts: Vec<TextBlock>,
    /// Embedded documents.
    pub iframes: Vec<Iframe>,
    /// Elements whose class, id, data attribute or source is worth knowing although nobody can see or press them: CAPTCHA
    /// containers, editors, challenge scripts. Raw: `div.g-recaptcha[data-sitekey]`, `script src=https://…/api.js`.
    pub marks: Vec<String>,
    /// Number of elements in the document.
    pub elements: u32,
    /// A dialog, banner or overlay lies over the middle of the page: its text.
    pub overlay: Option<Overlay>,
}

/// What covers the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct Overlay {
    /// Its visible text, at most 600 characters.
    pub text: String,
    /// `role`, `aria-modal`, tag, classes and id, joined by spaces.
    pub marks: String,
    /// The controls inside it.
    pub controls: Vec<u32>,
    /// Share of the viewport it covers, 0 to 1.
    pub covers: f32,
}

/// A `<form>`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct FormElement {
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `action`, resolved.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Classes.
    pub classes: String,
    /// `role`.
    pub role: String,
    /// `aria-label`, or the text that `aria-labelledby` names.
    pub aria_label: String,
    /// The nearest heading above or inside.
    pub heading: String,
    /// Whether any of it can be seen.
    pub visible: bool,
    /// `novalidate`.
    pub no_validate: bool,
    /// Position in document order, comparable with controls', links' and texts'.
    pub order: u32,
}

/// A link a person could follow.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct Link {
    /// Handle for a click.
    pub r: u32,
    /// Text, or its image's `alt`, or `aria-label`.
    pub text: String,
    /// Address, resolved.
    pub href: String,
    /// `target`.
    pub target: String,
    /// In `nav`, `header` or `footer`: that tag; else empty.
    pub region: String,
    /// The words of the card it stands in, where it is the only thing there to press.
    pub card: String,
    /// Document order.
    pub order: u32,
}

/// One visible block of text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct TextBlock {
    /// The text, white space folded.
    pub text: String,
    /// Tag of the block: `h1`, `p`, `li`, `div`, …
    pub tag: String,
    /// `role`, and `aria-live` where present.
    pub role: String,
    /// Classes and id, joined by spaces.
    pub marks: String,
    /// Inside which `<form>` (index into `forms`).
    pub form: Option<u32>,
    /// Document order.
    pub order: u32,
}

/// An embedded document, as its parent sees it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct Iframe {
    /// `src`, resolved.
    pub src: String,
    /// `title` and `name`, joined by a space.
    pub title: String,
    /// Whether it can be seen.
    pub visible: bool,
    /// Width and height in CSS pixels.
    pub size: (f32, f32),
    /// Document order.
    pub order: u32,
}

/// One control.
#[derive(Debug, Clone, Default, PartialEq, Serialize, FromJson)]
#[serde(default)]
pub struct Control {
    /// The agent's handle: the same element keeps it as long as the document lives.
    pub r: u32,
    /// What it is.
    pub kind: ControlKind,
    /// Tag name in lower case.
    pub tag: String,
    /// The `type` attribute as the browser understands it (`text` where unknown).
    pub input_type: String,
    /// `name`.
    pub name: String,
    /// `id`.
    pub id: String,
    /// Classes.
    pub classes: String,
    /// `role`.
    pub role: String,
    /// `autocomplete`.
    pub autocomplete: String,
    /// `placeholder` or `aria-placeholder` or `data-placeholder`.
    pub placeholder: String,
    /// `title`.
    pub title: String,
    /// `inputmode`.
    pub inputmode: String,
    /// Every text that may be its label, by the route that leads to it.
    pub labels: Labels,
    /// Index into `forms`: the form it belongs to (`form` attribute included).
    pub form: Option<u32>,
    /// `required`.
    pub required: bool,
    /// `aria-required="true"`.
    pub aria_required: bool,
    /// `disabled` (its own or its fieldset's) or `aria-disabled="true"`.
    pub disabled: bool,
    /// `readonly` or `aria-readonly="true"`.
    pub readonly: bool,
    /// `multiple`, or a listbox with `aria-multiselectable`.
    pub multiple: bool,
    /// `pattern`.
    pub pattern: String,
    /// `minlength`.
    pub min_length: Option<u32>,
    /// `maxlength`.
    pub max_length: Option<u32>,
    /// `min`.
    pub min: String,
    /// `max`.
    pub max: String,
    /// `step`.
    pub step: String,
    /// `accept`.
    pub accept: String,
    /// What it holds now; empty for password fields. For rich text the text, for a custom dropdown its shown text.
    pub value: String,
    /// Ticked, or pressed for a toggle.
    pub checked: bool,
    /// Options of a select, datalist, or an open listbox; at most 600.
    pub options: Vec<Choice>,
    /// How many options there really are.
    pub options_total: u32,
    /// Text of a button.
    pub text: String,
    /// Whether a person could see it, and if not, why.
    pub visible: bool,
    /// `display`, `visibility`, `opacity`, `size`, `clipped`, `off_screen`, `aria_hidden`, `covered`, `details_closed`, `type_hidden`; empty when visible.
    pub hidden_by: String,
    /// A styled stand-in (label, Select2 box, upload button) is visible for this hidden native control.
    pub proxy_visible: bool,
    /// `tabindex`, where set.
    pub tabindex: Option<i32>,
    /// `left, top, width, height` in CSS pixels from the page's corner.
    pub rect: (f32, f32, f32, f32),
    /// Document order.
    pub order: u32,
    /// Classes and ids of the six nearest ancestors, nearest first, each `tag.class#id`.
    pub ancestors: Vec<String>,
    /// `validationMessage` when the browser holds it for invalid, else empty.
    pub invalid: String,
    /// `aria-invalid="true"`.
    pub aria_invalid: bool,
    /// In an open shadow root.
    pub in_shadow: bool,
    /// `aria-controls` / `aria-owns` / `list`: what it opens.
    pub controls_id: String,
    /// `aria-expanded`, where set.
    pub expanded: Option<bool>,
    /// The rich-text editor it is part of, by the mark that tells: `tinymce`, `quill`, `ckeditor5`, `prosemirror`, `codemirror`, …
    pub editor: String,
    /// What is pressed to open the closed part of the page the control is in (a header, a tab, a summary), when it cannot be seen.
    pub opened_by: Option<u32>,
    /// A button that opens a part of the page, closed as yet; the part may not be there before.
    pub opens: bool,
}

/// What a control is for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, FromJson)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// `<input>` of any textual type.
    #[default]
    Text,
    /// `<textarea>`.
    TextArea,
    /// `<select>`.
    Select,
    /// Checkbox, native or by role; switch.
    Checkbox,
    /// Radio button, native or by role.
    Radio,
    /// File input.
    File,
    /// Custom dropdown: `role=combobox`, or a button with `aria-haspopup=listbox`.
    Combobox,
    /// An option of an open custom dropdown (`role=option`).
    Option,
    /// Contenteditable or editor.
    RichText,
    /// Button, submit, image, or `role=button`.
    Button,
    /// `type=hidden`.
    Hidden,
    /// `type=password`.
    Password,
    /// Anything else: range, colour, …
    Other,
}

/// The texts around a control, by route. Each at most 300 characters, white space folded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct Labels {
    /// `<label for>`; several joined by a space.
    pub label_for: String,
    /// The text of the `<label>` around it, without the text of controls inside.
    pub wrapping: String,
    /// `aria-label`.
    pub aria_label: String,
    /// Texts that `aria-labelledby` names.
    pub aria_labelledby: String,
    /// Texts that `aria-describedby` names, and visible help right after it.
    pub description: String,
    /// Legend of the nearest fieldset, or the label of the nearest `role=group`/`radiogroup`.
    pub legend: String,
    /// Text of the table cell to its left.
    pub cell_left: String,
    /// Text of the header cell or cell above it in its column.
    pub cell_above: String,
    /// The nearest text before it inside the smallest ancestor that holds no other control.
    pub preceding: String,
    /// The nearest text after it, likewise (tick boxes).
    pub following: String,
    /// The nearest heading before it.
    pub heading: String,
    /// A `<label>` whose `for` names nothing, nearest before it, or `<dt>` before its `<dd>`.
    pub orphan_label: String,
    /// An error text next to it or named by `aria-errormessage`.
    pub error: String,
}

/// One option.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
pub struct Choice {
    /// Handle for a click, for options that are elements of their own (`role=option`).
    pub r: Option<u32>,
    /// `value`.
    pub value: String,
    /// Shown text.
    pub text: String,
    /// `<optgroup>` label.
    pub group: String,
    /// Cannot be chosen.
    pub disabled: bool,
    /// Is chosen.
    pub selected: bool,
}

impl PageSnapshot {
    /// The frame of that id.
    #[must_use]
    pub fn frame(&self, frame_id: i32) -> Option<&FrameSnapshot> {
        self.frames.iter().find(|f| f.frame_id == frame_id)
    }

    /// The top document.
    #[must_use]
    pub fn top(&self) -> Option<&FrameSnapshot> {
        self.frames.first()
    }
}

impl FrameSnapshot {
    /// The control of that handle.
    #[must_use]
    pub fn control(&self, r: u32) -> Option<&Control> {
        self.controls.iter().find(|c| c.r == r)
    }
}
