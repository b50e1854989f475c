//! Learning from a person: what they did in a page by hand, as far as AutoBolt would have done otherwise, as a recipe.
//!
//! A recipe serves every customer, so nothing of this one's may get into it. Text becomes "this field is the customer's
//! phone" or is left out; only what is chosen from a list, or ticked, can become a fixed choice, and only where the answer
//! does not depend on the customer.

mod held;
mod press;
mod private;

pub use press::sends_listing;

use super::advance::{advance, button_text};
use super::assign::fillable;
use super::choose::FormChoice;
use super::classify::question::Shape;
use super::classify::{Understood, understand};
use super::field::Meaning as M;
use super::fill::{FormFill, fill_understood};
use super::plan::{Context, FillValue};
use super::recipe::key_of;
use super::snapshot::{Control, FrameSnapshot};
use super::values::{Beside, Facts};
use super::{choices, text};
use autobolt_shared::log::{FilledField, SkippedField};
use autobolt_shared::recipe::Learned;
use held::{Held, held, same_text};
use private::Private;

/// A page as it was when a person pressed in it.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'a> {
    /// The document.
    pub frame: &'a FrameSnapshot,
    /// What was pressed.
    pub pressed: Option<u32>,
    /// The controls the person used.
    pub touched: &'a [u32],
    /// The same document when it was handed over.
    pub before: Option<&'a FrameSnapshot>,
    /// What AutoBolt had filled.
    pub filled: &'a [FilledField],
    /// Addresses at which AutoBolt arrives by itself.
    pub known_urls: &'a [&'a str],
}

/// What it teaches; nothing where AutoBolt would have done the same.
#[must_use]
pub fn learn(lesson: &Lesson<'_>, ctx: &Context<'_>) -> Learned {
    let frame = lesson.frame;
    let Some(form) = form_of(lesson) else { return Learned::default() };
    let controls = frame.controls.iter().filter(|c| c.form == form).map(|c| c.r).collect();
    let choice = FormChoice { frame_id: frame.frame_id, form, score: 0.0, controls };
    let understood = understand(frame, form, ctx);
    let plan = fill_understood(frame, &choice, &understood, ctx);
    let mut pupil = Pupil { lesson, ctx, plan, private: Private::of(ctx.profile), out: Learned::default() };
    for u in &understood {
        pupil.question(u);
    }
    pupil.button(form);
    pupil.start();
    pupil.out
}

/// The form it is about: the pressed button's, else the one the person worked in.
fn form_of(lesson: &Lesson<'_>) -> Option<Option<u32>> {
    let at = |r: &u32| lesson.frame.control(*r).map(|c| c.form);
    lesson.pressed.as_ref().and_then(at).or_else(|| lesson.touched.iter().find_map(at))
}

struct Pupil<'a> {
    lesson: &'a Lesson<'a>,
    ctx: &'a Context<'a>,
    plan: FormFill,
    private: Private,
    out: Learned,
}

impl Pupil<'_> {
    fn question(&mut self, u: &Understood<'_>) {
        let q = &u.question;
        let never = matches!(u.is.meaning, M::Password | M::Honeypot | M::Captcha | M::Token | M::Search);
        if never || !q.reachable() || !q.members.iter().any(|c| self.was_used(c)) {
            return;
        }
        match (held(q), q.shape) {
            (Held::Nothing, _) => self.emptied(u),
            (Held::Text(said), _) => self.typed(u, &said),
            (Held::Chosen(texts), _) => self.chosen(u, &texts),
            (Held::Ticked(true), Shape::Tick) => self.ticked(u),
            (Held::Ticked(_), _) => self.emptied(u),
            (Held::NotSaid, _) => {}
        }
    }

    /// Whether a person did something to it, as far as can be told.
    fn was_used(&self, c: &Control) -> bool {
        let before = self.lesson.before.and_then(|frame| frame.control(c.r));
        let changed = before.is_some_and(|b| {
            let picked = |c: &Control| c.options.iter().position(|o| o.selected);
            b.value != c.value || b.checked != c.checked || picked(b) != picked(c)
        });
        changed || self.lesson.touched.contains(&c.r)
    }

    fn planned(&self, u: &Understood<'_>) -> impl Iterator<Item = &FillValue> {
        let members: Vec<u32> = u.question.members.iter().map(|c| c.r).collect();
        self.plan.fills.iter().filter(move |fill| members.contains(&fill.r)).map(|fill| &fill.value)
    }

    /// A person took out what AutoBolt had put there.
    fn emptied(&mut self, u: &Understood<'_>) {
        let label = &u.question.label.text;
        let ours = self.planned(u).next().is_some() && self.lesson.filled.iter().any(|f| f.label == *label);
        if ours && !u.question.required {
            let Some(key) = self.key(u) else { return };
            self.out.recipe.ignore.push(key);
        }
    }

    fn typed(&mut self, u: &Understood<'_>, said: &str) {
        let q = &u.question;
        let by_plan = self.planned(u).any(|value| match value {
            FillValue::Text(text) | FillValue::Rich(text) => same_text(text, said),
            FillValue::Tags(tags) | FillValue::Pick(tags) => tags.iter().any(|tag| same_text(tag, said)),
            _ => false,
        });
        if by_plan {
            return;
        }
        let facts = Facts::of(self.ctx);
        let says = |meaning: &M| {
            let dresses = facts.candidates(*meaning, q, Beside::default());
            dresses.iter().any(|dress| same_text(dress, said))
        };
        if says(&u.is.meaning) {
            return;
        }
        let weighed = u.weighed.iter().map(|scored| scored.meaning);
        match weighed.chain(TYPED.iter().copied()).filter(|m| fillable(*m)).find(says) {
            Some(meaning) => {
                let Some(key) = self.key(u) else { return };
                self.out.recipe.fields.insert(key, meaning);
            }
            None => self.leave_out(u, "what was typed is not in the customer's data: add it to the customer"),
        }
    }

    fn chosen(&mut self, u: &Understood<'_>, texts: &[String]) {
        let q = &u.question;
        let [text] = texts else {
            return self.leave_out(u, "several options were chosen; a recipe fixes one");
        };
        let by_plan = self.planned_options(u).iter().any(|planned| same_text(planned, text));
        if by_plan {
            return;
        }
        if depends_on_customer(u.is.meaning) {
            let why = "the answer depends on the customer: pick it under Needs you, where it is remembered for the category";
            return self.leave_out(u, why);
        }
        let facts = Facts::of(self.ctx);
        let by_meaning = CHOSEN.iter().copied().find(|meaning| {
            if q.shape == Shape::Combobox {
                return choices::among_texts(*meaning, texts, self.ctx) == Some(0);
            }
            choices::choose(*meaning, q, &facts).first().is_some_and(|best| same_text(&best.text, text))
        });
        let Some(key) = self.key(u) else { return };
        if let Some(meaning) = by_meaning {
            self.out.recipe.fields.insert(key, meaning);
        } else if self.private.is_in(text) {
            self.leave_out(u, "the answer is the customer's own");
        } else {
            self.out.recipe.choices.insert(key, text.clone());
        }
    }

    fn planned_options(&self, u: &Understood<'_>) -> Vec<String> {
        let offers = u.question.offers();
        let mut all = Vec::new();
        for fill in self.plan.fills.iter().filter(|f| u.question.members.iter().any(|c| c.r == f.r)) {
            match &fill.value {
                FillValue::Options(options) => all.extend(options.iter().map(|(_, text)| text.clone())),
                FillValue::Pick(texts) => all.extend(texts.iter().cloned()),
                FillValue::Check(true) => {
                    all.extend(offers.iter().filter(|o| o.r == fill.r).map(|o| o.text.clone()));
                }
                _ => {}
            }
        }
        all
    }

    fn ticked(&mut self, u: &Understood<'_>) {
        if self.planned(u).any(|value| *value == FillValue::Check(true)) {
            return;
        }
        match u.is.meaning {
            M::Newsletter => self.leave_out(u, "advertising is the customer's to agree to, each time"),
            meaning if depends_on_customer(meaning) => {
                self.leave_out(u, "the answer depends on the customer")
            }
            _ => {
                let Some(key) = self.key(u) else { return };
                self.out.recipe.choices.insert(key, "yes".to_owned());
            }
        }
    }

    /// The button, where AutoBolt would have pressed another one, or none.
    fn button(&mut self, form: Option<u32>) {
        let Some(pressed) = self.lesson.pressed.and_then(|r| self.lesson.frame.control(r)) else { return };
        if advance(self.lesson.frame, form, self.ctx).is_some_and(|own| own.r == pressed.r) {
            return;
        }
        let words = button_text(pressed);
        let fits = (1..=200).contains(&words.chars().count()) && !text::tokens(words).is_empty();
        if fits && !self.private.is_in(words) {
            self.out.recipe.submit_text = Some(words.to_owned());
        }
    }

    /// The address, where AutoBolt would not have come to it.
    fn start(&mut self) {
        let bare =
            |url: &str| url.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/').to_owned();
        let url = &self.lesson.frame.url;
        let known = self.lesson.known_urls.iter().any(|known| bare(known) == bare(url));
        let web = url.starts_with("https://") || url.starts_with("http://");
        if known || !web || self.lesson.frame.frame_id != 0 || self.ctx.steps_done > 0 {
            return;
        }
        // What stands behind the question mark may name a visit or a person.
        let url = bare(url);
        if !self.private.is_in(&url) && url.chars().count() <= 300 {
            self.out.recipe.start_url = Some(url);
        }
    }

    /// The name of a question in the recipe; a label that speaks of this customer is no name.
    fn key(&mut self, u: &Understood<'_>) -> Option<String> {
        let key = key_of(&u.question).filter(|key| !self.private.is_in(key));
        if key.is_none() {
            self.leave_out(u, "nothing names this field");
        }
        key
    }

    fn leave_out(&mut self, u: &Understood<'_>, why: &str) {
        let q = &u.question;
        let label = if q.label.text.is_empty() { &q.first().name } else { &q.label.text };
        let label = if self.private.is_in(label) || label.is_empty() { "a field" } else { label.as_str() };
        self.out
            .left_out
            .push(SkippedField { label: label.chars().take(300).collect(), why: why.to_owned() });
    }
}

/// Whether a text is one of a customer's own, or holds one.
#[must_use]
pub fn is_private(text: &str, profile: &autobolt_shared::BusinessProfile) -> bool {
    Private::of(profile).is_in(text)
}

/// Whether the answer is another one for the next customer.
fn depends_on_customer(meaning: M) -> bool {
    fillable(meaning) && !matches!(meaning, M::Terms | M::FreePlan)
}

/// What a typed value may be, the surest first.
const TYPED: &[M] = &[
    M::BusinessName,
    M::Email,
    M::SubmitterEmail,
    M::Phone,
    M::Mobile,
    M::Fax,
    M::Website,
    M::ContactName,
    M::ContactFirstName,
    M::ContactLastName,
    M::ContactRole,
    M::Street,
    M::Street2,
    M::HouseNumber,
    M::City,
    M::State,
    M::Postcode,
    M::Country,
    M::FullAddress,
    M::Description,
    M::ShortDescription,
    M::Tagline,
    M::Category,
    M::Subcategory,
    M::Keywords,
    M::FoundedYear,
    M::Employees,
    M::OpeningHours,
    M::VideoUrl,
    M::ServiceArea,
    M::TaxId,
    M::RegistrationNumber,
    M::Latitude,
    M::Longitude,
    M::PhoneCountryCode,
];

/// What a chosen option may say.
const CHOSEN: &[M] = &[
    M::FreePlan,
    M::Country,
    M::State,
    M::City,
    M::Category,
    M::Subcategory,
    M::Employees,
    M::PriceRange,
    M::FoundedYear,
    M::PhoneCountryCode,
];
