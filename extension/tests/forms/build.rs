//! Snapshots written tersely: `form("Add your business", vec![line("Company name *").name("f1"), …])`.

use autobolt_extension::forms::choose::{FormChoice, listing_forms};
use autobolt_extension::forms::fill::{FormFill, plan_fill};
use autobolt_extension::forms::plan::{Context, FillValue, Recipe};
use autobolt_extension::forms::snapshot::{
    Choice, Control, ControlKind, FormElement, FrameSnapshot, PageSnapshot, TextBlock,
};
use autobolt_shared::BusinessProfile;

/// A control under construction.
#[derive(Clone)]
pub struct C(pub Control);

impl std::fmt::Debug for C {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let c = &self.0;
        write!(f, "{:?} \"{}\" {} {} {}", c.kind, c.labels.label_for, c.name, c.input_type, c.hidden_by)
    }
}

fn control(kind: ControlKind, label: &str, tag: &str, input_type: &str) -> C {
    let mut c = Control {
        kind,
        tag: tag.into(),
        input_type: input_type.into(),
        visible: true,
        rect: (10.0, 10.0, 200.0, 30.0),
        ..Control::default()
    };
    c.labels.label_for = label.into();
    C(c)
}

pub fn line(label: &str) -> C {
    control(ControlKind::Text, label, "input", "text")
}
pub fn typed(label: &str, input_type: &str) -> C {
    control(ControlKind::Text, label, "input", input_type)
}
pub fn lines(label: &str) -> C {
    control(ControlKind::TextArea, label, "textarea", "")
}
pub fn tick(label: &str) -> C {
    control(ControlKind::Checkbox, label, "input", "checkbox")
}
pub fn radio(name: &str, label: &str) -> C {
    control(ControlKind::Radio, label, "input", "radio").name(name)
}
pub fn file(label: &str) -> C {
    control(ControlKind::File, label, "input", "file")
}
pub fn password(label: &str) -> C {
    control(ControlKind::Password, label, "input", "password")
}
pub fn rich(label: &str) -> C {
    control(ControlKind::RichText, label, "div", "")
}
pub fn combo(label: &str) -> C {
    control(ControlKind::Combobox, label, "button", "")
}
pub fn button(text: &str) -> C {
    let mut c = control(ControlKind::Button, "", "button", "submit");
    c.0.text = text.into();
    c
}
/// A list; an option written `value=text` has that value, the first of an empty value is the prompt.
pub fn select(label: &str, options: &[&str]) -> C {
    let mut c = control(ControlKind::Select, label, "select", "");
    c.0.options = options
        .iter()
        .map(|o| {
            let (value, text) = o.split_once('=').unwrap_or((o, o));
            Choice { value: value.into(), text: text.into(), ..Choice::default() }
        })
        .collect();
    c.0.options_total = u32::try_from(options.len()).unwrap();
    c
}

impl C {
    pub fn name(mut self, name: &str) -> Self {
        self.0.name = name.into();
        self
    }
    pub fn placeholder(mut self, text: &str) -> Self {
        self.0.placeholder = text.into();
        self
    }
    pub fn required(mut self) -> Self {
        self.0.required = true;
        self
    }
    pub fn legend(mut self, text: &str) -> Self {
        self.0.labels.legend = text.into();
        self
    }
    pub fn help(mut self, text: &str) -> Self {
        self.0.labels.description = text.into();
        self
    }
    pub fn max(mut self, n: u32) -> Self {
        self.0.max_length = Some(n);
        self
    }
    pub fn min(mut self, n: u32) -> Self {
        self.0.min_length = Some(n);
        self
    }
    pub fn hidden(mut self, by: &str) -> Self {
        self.0.visible = false;
        self.0.hidden_by = by.into();
        self
    }
    /// Any other change.
    pub fn with(mut self, change: impl FnOnce(&mut Control)) -> Self {
        change(&mut self.0);
        self
    }
}

/// A frame with one form.
pub fn form(heading: &str, controls: Vec<C>) -> FrameSnapshot {
    let mut frame = FrameSnapshot {
        url: "https://directory.example/page".into(),
        lang: "en".into(),
        ready_state: "complete".into(),
        ..FrameSnapshot::default()
    };
    frame.texts.push(TextBlock { text: heading.into(), tag: "h1".into(), ..TextBlock::default() });
    add_form(&mut frame, heading, controls);
    frame
}

/// Adds another form to a frame.
pub fn add_form(frame: &mut FrameSnapshot, heading: &str, controls: Vec<C>) {
    let index = u32::try_from(frame.forms.len()).unwrap();
    frame.forms.push(FormElement {
        heading: heading.into(),
        method: "post".into(),
        visible: true,
        order: u32::try_from(frame.controls.len()).unwrap(),
        ..FormElement::default()
    });
    for C(mut c) in controls {
        c.form = Some(index);
        c.r = u32::try_from(frame.controls.len()).unwrap() + 1;
        c.order = c.r * 10;
        frame.controls.push(c);
    }
}

pub fn page(frame: FrameSnapshot) -> PageSnapshot {
    PageSnapshot { frames: vec![frame] }
}

/// A context for a customer.
pub fn ctx<'a>(profile: &'a BusinessProfile, recipe: &'a Recipe) -> Context<'a> {
    Context {
        profile,
        recipe,
        language: None,
        country: None,
        steps_done: 0,
        links_followed: 0,
        waited_ms: 5_000,
    }
}

/// A plan with what it was made from, for questions by label.
pub struct Planned {
    pub frame: FrameSnapshot,
    pub choice: Option<FormChoice>,
    pub fill: FormFill,
}

/// Plans the listing form of a page; the whole frame's first form where none is chosen.
pub fn plan(frame: FrameSnapshot, profile: &BusinessProfile) -> Planned {
    plan_with(frame, profile, &Recipe::default())
}

pub fn plan_with(frame: FrameSnapshot, profile: &BusinessProfile, recipe: &Recipe) -> Planned {
    let page = page(frame);
    let context = ctx(profile, recipe);
    let choice = listing_forms(&page, &context).into_iter().next();
    let frame = page.frames.into_iter().next().unwrap();
    let whole = FormChoice {
        frame_id: 0,
        form: frame.controls.first().and_then(|c| c.form),
        score: 0.0,
        controls: frame.controls.iter().map(|c| c.r).collect(),
    };
    let fill = plan_fill(&frame, choice.as_ref().unwrap_or(&whole), &context);
    Planned { frame, choice, fill }
}

impl Planned {
    /// What is put into the field of that label (or name), as a person would read it; empty when it is left alone.
    pub fn value(&self, label: &str) -> String {
        self.fill
            .fills
            .iter()
            .filter(|f| {
                f.label == label
                    || self.frame.control(f.r).is_some_and(|c| c.name == label || c.labels.label_for == label)
            })
            .map(|f| shown(&f.value))
            .collect::<Vec<_>>()
            .join(" + ")
    }
    /// Why a field is left alone; empty when it is not.
    pub fn left(&self, label: &str) -> String {
        self.fill
            .skips
            .iter()
            .filter(|s| {
                s.label == label
                    || self.frame.control(s.r).is_some_and(|c| c.name == label || c.labels.label_for == label)
            })
            .map(|s| s.why.clone())
            .collect()
    }
    /// Labels of what is missing.
    pub fn missing(&self) -> Vec<&str> {
        self.fill.missing.iter().map(|m| m.label.as_str()).collect()
    }
}

pub fn shown(value: &FillValue) -> String {
    match value {
        FillValue::Text(t) | FillValue::Rich(t) => t.clone(),
        FillValue::Options(all) => all.iter().map(|(_, t)| t.clone()).collect::<Vec<_>>().join(", "),
        FillValue::Pick(all) => format!("pick {}", all.join(" | ")),
        FillValue::Tags(all) => format!("tags {}", all.join(" | ")),
        FillValue::Check(on) => if *on { "ticked" } else { "unticked" }.into(),
        FillValue::File(kind) => format!("file {kind}"),
    }
}
