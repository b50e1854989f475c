//! What a form asks: one control, or a group of tick boxes or radio buttons that answer together.

use super::super::snapshot::{Control, ControlKind, FrameSnapshot};
use super::super::text::{CleanLabel, clean_label, name_tokens, squeeze};

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// Rich text.
    Rich,
    /// A native list.
    Select,
    /// A custom list.
    Combobox,
    /// Radio buttons.
    Radios,
    /// Several tick boxes.
    Ticks,
    /// One tick box.
    Tick,
    /// A file.
    File,
    /// A password.
    Password,
    /// `type=hidden`.
    Hidden,
    /// A colour, a slider, …
    Other,
}

/// One question of a form.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// Its controls, in document order; never empty.
    pub members: Vec<&'a Control>,
    /// How it is answered.
    pub shape: Shape,
    /// What it is called.
    pub label: CleanLabel,
    /// The control whose labels this one borrows: the hidden text area of a rich-text editor.
    pub stand_in: Option<&'a Control>,
    /// Must be answered, as far as the page says.
    pub required: bool,
    /// The text above it is another control's: the label of the tick box before it.
    pub borrows_text_above: bool,
}

impl<'a> Question<'a> {
    /// The first control.
    #[must_use]
    pub fn first(&self) -> &'a Control {
        self.members[0]
    }

    /// Whether a person could answer it.
    #[must_use]
    pub fn reachable(&self) -> bool {
        self.members.iter().any(|c| reachable(c))
    }

    /// Texts of the offered answers, with where each is: member and option.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer<'a>> {
        match self.shape {
            Shape::Radios | Shape::Ticks => self
                .members
                .iter()
                .filter(|c| reachable(c))
                .map(|c| Offer {
                    r: c.r,
                    option: None,
                    text: option_label(c),
                    value: &c.value,
                    group: "",
                    disabled: c.disabled,
                    chosen: c.checked,
                    note: &c.labels.description,
                })
                .collect(),
            _ => self
                .first()
                .options
                .iter()
                .enumerate()
                .map(|(i, o)| Offer {
                    r: self.first().r,
                    option: u32::try_from(i).ok(),
                    text: squeeze(&o.text),
                    value: &o.value,
                    group: &o.group,
                    disabled: o.disabled,
                    chosen: o.selected,
                    note: "",
                })
                .collect(),
        }
    }
}

/// One offered answer.
#[derive(Debug, Clone)]
pub struct Offer<'a> {
    /// The control to act on.
    pub r: u32,
    /// Position among its options; none for radio buttons and tick boxes.
    pub option: Option<u32>,
    /// Shown text.
    pub text: String,
    /// Value.
    pub value: &'a str,
    /// Group of options it stands in.
    pub group: &'a str,
    /// Cannot be chosen.
    pub disabled: bool,
    /// Chosen now.
    pub chosen: bool,
    /// What stands beside it: a price, an explanation.
    pub note: &'a str,
}

/// Whether a person could use this control: seen itself, or by its visible stand-in.
#[must_use]
pub fn reachable(control: &Control) -> bool {
    control.kind != ControlKind::Hidden && (control.visible || control.proxy_visible)
}

/// All questions of a form (`None`: of the fields outside any form), in document order.
#[must_use]
pub fn questions<'a>(frame: &'a FrameSnapshot, form: Option<u32>) -> Vec<Question<'a>> {
    let controls: Vec<&Control> = frame
        .controls
        .iter()
        .filter(|c| c.form == form && !matches!(c.kind, ControlKind::Button | ControlKind::Option))
        .collect();
    let mut out: Vec<Question<'a>> = Vec::with_capacity(controls.len());
    let mut taken = vec![false; controls.len()];
    for (i, control) in controls.iter().enumerate() {
        if taken[i] {
            continue;
        }
        let mut members = vec![*control];
        if matches!(control.kind, ControlKind::Radio | ControlKind::Checkbox) {
            for (j, other) in controls.iter().enumerate().skip(i + 1) {
                if !taken[j] && other.kind == control.kind && same_group(control, other) {
                    taken[j] = true;
                    members.push(other);
                }
            }
        }
        let shape = shape_of(control, members.len());
        let stand_in = (shape == Shape::Rich).then(|| hidden_twin(&controls, i)).flatten();
        let borrows_text_above = i > 0 && is_of(controls[i - 1], &control.labels.preceding);
        let (label, required) = name_it(&members, shape, stand_in, borrows_text_above);
        out.push(Question { members, shape, label, stand_in, required, borrows_text_above });
    }
    out
}

/// Whether a text is the label of that tick box or radio button.
fn is_of(before: &Control, text: &str) -> bool {
    let own = [&before.labels.wrapping, &before.labels.label_for, &before.labels.following];
    matches!(before.kind, ControlKind::Checkbox | ControlKind::Radio)
        && !text.trim().is_empty()
        && own.into_iter().any(|t| t.trim() == text.trim())
}

fn shape_of(control: &Control, members: usize) -> Shape {
    match control.kind {
        ControlKind::Text if matches!(control.input_type.as_str(), "color" | "range") => Shape::Other,
        ControlKind::Text => Shape::Line,
        ControlKind::TextArea => Shape::Lines,
        ControlKind::Select => Shape::Select,
        ControlKind::Checkbox if members == 1 => Shape::Tick,
        ControlKind::Checkbox => Shape::Ticks,
        ControlKind::Radio => Shape::Radios,
        ControlKind::File => Shape::File,
        ControlKind::Combobox => Shape::Combobox,
        ControlKind::RichText => Shape::Rich,
        ControlKind::Password => Shape::Password,
        ControlKind::Hidden => Shape::Hidden,
        ControlKind::Button | ControlKind::Option | ControlKind::Other => Shape::Other,
    }
}

/// Radio buttons of one name are one question; tick boxes only when the name or the legend says so.
fn same_group(a: &Control, b: &Control) -> bool {
    if a.kind == ControlKind::Radio {
        return if a.name.is_empty() && b.name.is_empty() {
            !a.labels.legend.is_empty() && a.labels.legend == b.labels.legend
        } else {
            a.name == b.name
        };
    }
    if !a.name.is_empty() && a.name == b.name {
        // `atbd_listing_pricing` twice without brackets and with other labels is still a group for a person.
        return true;
    }
    let base = |c: &Control| c.name.trim_end_matches(']').rsplit_once('[').map(|(base, _)| base.to_owned());
    // `pay1`, `pay2` under one legend.
    let stem = |c: &Control| c.name.trim_end_matches(|d: char| d.is_ascii_digit()).to_owned();
    if !a.name.is_empty()
        && !a.labels.legend.is_empty()
        && a.labels.legend == b.labels.legend
        && stem(a) == stem(b)
    {
        return true;
    }
    match (base(a), base(b)) {
        (Some(x), Some(y)) => x == y && !a.labels.legend.is_empty() && a.labels.legend == b.labels.legend,
        _ => {
            a.name.is_empty()
                && b.name.is_empty()
                && !a.labels.legend.is_empty()
                && a.labels.legend == b.labels.legend
        }
    }
}

/// The hidden text area an editor stands for: right before or after it.
fn hidden_twin<'a>(controls: &[&'a Control], at: usize) -> Option<&'a Control> {
    let near = |j: usize| controls.get(j).copied().filter(|c| c.kind == ControlKind::TextArea && !c.visible);
    at.checked_sub(1).and_then(near).or_else(|| near(at + 1)).or_else(|| at.checked_sub(2).and_then(near))
}

/// The text beside a tick box or radio button.
#[must_use]
pub fn option_label(control: &Control) -> String {
    let l = &control.labels;
    let text = [
        &l.label_for,
        &l.wrapping,
        &l.aria_labelledby,
        &l.aria_label,
        &l.following,
        &l.preceding,
        &control.title,
        &control.value,
    ]
    .into_iter()
    .find(|t| !t.trim().is_empty());
    squeeze(text.map_or("", String::as_str))
}

fn name_it(
    members: &[&Control],
    shape: Shape,
    stand_in: Option<&Control>,
    borrows_text_above: bool,
) -> (CleanLabel, bool) {
    let first = members[0];
    let marked = members.iter().any(|c| c.required || c.aria_required);
    let routes: Vec<&str> = match shape {
        Shape::Radios | Shape::Ticks => group_routes(first),
        Shape::Tick => tick_routes(first),
        _ => {
            let mut routes = label_routes(first);
            if let Some(twin) = stand_in {
                routes.extend(label_routes(twin));
            }
            routes
        }
    };
    let mut label = CleanLabel::default();
    for route in routes {
        if borrows_text_above && route == first.labels.preceding {
            continue;
        }
        let clean = clean_label(route);
        label.required |= clean.required;
        label.optional |= clean.optional;
        label.limits = label.limits.and(clean.limits);
        if label.text.is_empty() {
            label.text = clean.text;
            label.help = clean.help;
        }
        if !label.text.is_empty() {
            break;
        }
    }
    let l = &first.labels;
    for own in [&l.label_for, &l.wrapping, &l.aria_labelledby, &l.cell_left] {
        label.required |= clean_label(own).required;
    }
    // A text nearby may be another field's: its mark counts where it is a mark alone, or names this field, too.
    for near in [&l.orphan_label, &l.preceding] {
        let clean = clean_label(near);
        label.required |= clean.required && (clean.text.is_empty() || clean.text == label.text);
    }
    // A heading that names nothing else but this field carries its mark, too.
    let heading = clean_label(&l.heading);
    label.required |= heading.required
        && !heading.text.is_empty()
        && (heading.text == label.text || heading.text == clean_label(&l.preceding).text);
    if label.text.is_empty() {
        let name = if first.name.is_empty() { &first.id } else { &first.name };
        label.text = name_tokens(name).join(" ");
    }
    // The mark often stands on the wrapper: `<div class="field required">`.
    let wrapper = first.ancestors.first().is_some_and(|a| {
        a.split(['.', '#', ' ']).skip(1).any(|class| {
            matches!(
                class,
                "required"
                    | "is-required"
                    | "field-required"
                    | "gfield_contains_required"
                    | "validate-required"
                    | "form-required"
                    | "mandatory"
                    | "required-field"
            )
        })
    });
    let starred = matches!(l.following.trim(), "*" | "(*)" | "required")
        || [&first.placeholder, &first.labels.description]
            .iter()
            .any(|t| t.trim_end().ends_with('*') || t.trim_start().starts_with('*'));
    let optional = label.optional || clean_label(&first.placeholder).optional;
    let required = marked || ((label.required || wrapper || starred) && !optional);
    (label, required)
}

/// Every route to a control's label, best first.
#[must_use]
pub fn label_routes(control: &Control) -> Vec<&str> {
    let l = &control.labels;
    let mut routes = vec![
        l.label_for.as_str(),
        &l.wrapping,
        &l.aria_labelledby,
        &l.aria_label,
        &l.cell_left,
        &l.orphan_label,
        &l.preceding,
    ];
    if l.cell_left.is_empty() {
        routes.push(&l.cell_above);
    }
    if matches!(control.kind, ControlKind::Combobox) && !control.text.is_empty() {
        routes.push(&control.text);
    }
    routes.extend([
        control.placeholder.as_str(),
        &control.title,
        empty_option(control),
        &l.legend,
        &l.heading,
    ]);
    routes.retain(|t| !t.trim().is_empty());
    routes
}

/// `Select a category` as the first, empty option.
#[must_use]
pub fn empty_option(control: &Control) -> &str {
    match control.options.first() {
        Some(o) if control.kind == ControlKind::Select && matches!(o.value.trim(), "" | "0" | "-1") => {
            &o.text
        }
        _ => "",
    }
}

fn group_routes(first: &Control) -> Vec<&str> {
    let l = &first.labels;
    let mut routes = vec![l.legend.as_str(), &l.cell_left, &l.orphan_label, &l.preceding, &l.heading];
    routes.retain(|t| !t.trim().is_empty());
    routes
}

fn tick_routes(first: &Control) -> Vec<&str> {
    let l = &first.labels;
    let mut routes = vec![
        l.label_for.as_str(),
        &l.wrapping,
        &l.aria_labelledby,
        &l.aria_label,
        &l.following,
        &l.preceding,
        &l.cell_left,
        &first.title,
        &l.legend,
    ];
    routes.retain(|t| !t.trim().is_empty());
    routes
}
