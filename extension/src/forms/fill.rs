//! From the classified form to what is put where, what is left alone and why, and what is missing.

mod files;
mod given;
mod lists;
mod texts;
mod ticks;

use super::assign::fillable;
use super::choices;
use super::choose::FormChoice;
use super::classify::question::{Offer, Question, Shape};
use super::classify::{Understood, understand};
use super::field::Meaning as M;
use super::plan::{Context, Fill, FillValue, Missing, Skip};
use super::recipe;
use super::snapshot::FrameSnapshot;
use super::text::fold;
use super::values::{Beside, Facts, hours};

/// What to do with the fields of one form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormFill {
    /// What to fill, in document order.
    pub fills: Vec<Fill>,
    /// What is left alone, and why.
    pub skips: Vec<Skip>,
    /// Required fields without an answer.
    pub missing: Vec<Missing>,
}

/// What to do with one question.
enum Decision {
    Fill(Vec<(u32, FillValue, String)>),
    Skip(String),
    Missing,
}

/// Plans the fields of a chosen form.
#[must_use]
pub fn plan_fill(frame: &FrameSnapshot, choice: &FormChoice, ctx: &Context<'_>) -> FormFill {
    fill_understood(frame, choice, &understand(frame, choice.form, ctx), ctx)
}

/// Plans the fields of a form that was understood already.
#[must_use]
pub fn fill_understood(
    frame: &FrameSnapshot,
    choice: &FormChoice,
    understood: &[Understood<'_>],
    ctx: &Context<'_>,
) -> FormFill {
    let language = ctx.language.or(Some(frame.lang.as_str()).filter(|l| !l.is_empty()));
    let facts = Facts { language, ..Facts::of(ctx) };
    let beside = beside(understood);
    let mut out = FormFill::default();
    let mut email: Option<String> = None;
    for u in understood {
        if !u.question.members.iter().any(|c| choice.controls.contains(&c.r)) {
            continue;
        }
        let decision = decide(u, &facts, beside, ctx, email.as_deref(), &out.fills);
        let q = &u.question;
        let label = if q.label.text.is_empty() { q.first().name.clone() } else { q.label.text.clone() };
        match decision {
            Decision::Fill(all) => {
                for (r, value, why) in all {
                    if let (M::Email | M::SubmitterEmail, FillValue::Text(t)) = (u.is.meaning, &value) {
                        email = Some(t.clone());
                    }
                    let mut reasons = u.is.why.clone();
                    reasons.extend(Some(why).filter(|w| !w.is_empty()));
                    out.fills.push(Fill {
                        r,
                        label: label.clone(),
                        meaning: u.is.meaning,
                        value,
                        required: q.required,
                        why: reasons,
                    });
                }
            }
            Decision::Skip(why) => out.skips.push(Skip { r: q.first().r, label, meaning: u.is.meaning, why }),
            Decision::Missing => out.missing.push(Missing {
                r: q.first().r,
                label,
                meaning: u.is.meaning,
                options: choices::real(q).into_iter().map(|o| o.text).filter(|t| !t.is_empty()).collect(),
            }),
        }
    }
    out
}

fn beside(understood: &[Understood<'_>]) -> Beside {
    let asks = |meaning: M| understood.iter().any(|u| u.is.meaning == meaning && u.question.reachable());
    Beside {
        phone_code: asks(M::PhoneCountryCode),
        house_number: asks(M::HouseNumber),
        street2: asks(M::Street2),
        city: asks(M::City),
        postcode: asks(M::Postcode),
        state: asks(M::State),
        short_description: asks(M::ShortDescription),
        hours_by_day: understood.iter().any(|u| matches!(u.is.meaning, M::OpensAt(_) | M::ClosesAt(_))),
    }
}

fn decide(
    u: &Understood<'_>,
    facts: &Facts<'_>,
    beside: Beside,
    ctx: &Context<'_>,
    email: Option<&str>,
    before: &[Fill],
) -> Decision {
    let q = &u.question;
    let c = q.first();
    if !q.reachable() {
        let why = if c.hidden_by.is_empty() {
            String::from("cannot be seen")
        } else {
            format!("cannot be seen ({})", c.hidden_by)
        };
        return Decision::Skip(if matches!(u.is.meaning, M::Honeypot | M::Token) {
            u.is.why.first().cloned().unwrap_or(why)
        } else {
            why
        });
    }
    if matches!(u.is.meaning, M::Honeypot) {
        return Decision::Skip(format!(
            "a trap for programs: {}",
            u.is.why.first().map_or("", String::as_str)
        ));
    }
    if c.disabled || (c.readonly && !matches!(q.shape, Shape::Combobox)) {
        return Decision::Skip(String::from(if c.disabled { "disabled" } else { "read-only" }));
    }
    if recipe::names(&ctx.recipe.ignore, q) {
        return Decision::Skip("the directory's recipe leaves it alone".into());
    }
    if let Some(decision) = given::fixed_choice(q, ctx) {
        return decision;
    }
    if u.is.meaning == M::Captcha {
        return Decision::Skip("a CAPTCHA: for a person".into());
    }
    if let Some(decision) = given::answered_before(u, facts) {
        return decision;
    }
    if !fillable(u.is.meaning) {
        return unfilled(u);
    }
    let decision = match q.shape {
        Shape::Tick => ticks::tick(u, facts),
        Shape::File => files::file(u, facts, before),
        Shape::Select | Shape::Radios | Shape::Ticks => lists::pick(u, facts),
        Shape::Combobox => lists::combobox(u, facts, beside),
        Shape::Line | Shape::Lines | Shape::Rich => texts::text(u, facts, beside, email),
        Shape::Password | Shape::Hidden | Shape::Other => {
            Decision::Skip("no kind of field AutoBolt fills".into())
        }
    };
    match decision {
        // A list that stands on something false would say it on the customer's behalf.
        Decision::Missing if stands_on_something_false(u, facts) => Decision::Missing,
        // What the site or the browser has chosen already is an answer, unless it is only the list's invitation.
        Decision::Missing if holds_answer(q) => Decision::Skip("already answered by the page".into()),
        Decision::Missing if closed_that_day(u, facts) => Decision::Skip("closed that day".into()),
        Decision::Missing if !q.required => Decision::Skip("the customer's data does not say".into()),
        d => d,
    }
}

fn closed_that_day(u: &Understood<'_>, facts: &Facts<'_>) -> bool {
    matches!(u.is.meaning, M::OpensAt(day) | M::ClosesAt(day) if hours::closed(facts.profile, day) == Some(true))
}

/// Whether a list without an invitation is left on an answer that was not chosen for this business: its first option, or one
/// that the customer's data contradicts.
fn stands_on_something_false(u: &Understood<'_>, facts: &Facts<'_>) -> bool {
    let q = &u.question;
    let p = facts.profile;
    let known = match u.is.meaning {
        M::Category | M::Subcategory => p.category.is_some() || p.subcategory.is_some(),
        M::Country => p.country.is_some(),
        M::State => p.state.is_some() || p.state_name.is_some(),
        M::City => p.city.is_some(),
        M::Employees => p.employees.is_some(),
        M::FoundedYear => p.founded_year.is_some(),
        _ => return false,
    };
    if q.shape != Shape::Select || q.first().multiple {
        return false;
    }
    let offers = q.offers();
    match offers.iter().position(|o| o.chosen) {
        Some(at) if choices::is_prompt(&offers[at], at) => false,
        Some(at) => known || (at == 0 && choices::real(q).len() > 1),
        None => false,
    }
}

fn unfilled(u: &Understood<'_>) -> Decision {
    let q = &u.question;
    let why = match u.is.meaning {
        M::Newsletter => "marketing consent: the customer did not ask for it",
        M::Password => "a password: AutoBolt has no account here",
        M::Username => "an account's name",
        M::Search => "a search box",
        M::Coupon => "a voucher",
        M::ReciprocalLink => "asks for a link back",
        M::DeepLink => "a link other than the website",
        M::NotAboutBusiness => "nothing a business profile answers",
        M::Token => "hidden input",
        M::TemplateRow => "a further row of a list",
        _ => "not understood",
    };
    // Required, empty and not answerable: staff have to know before anything is pressed.
    let must = q.required
        && !holds_answer(q)
        && matches!(
            u.is.meaning,
            M::Unknown
                | M::NotAboutBusiness
                | M::Username
                | M::ReciprocalLink
                | M::TemplateRow
                | M::DeepLink
                | M::Coupon
                | M::Password
        );
    if must {
        return Decision::Missing;
    }
    Decision::Skip(match u.is.why.first() {
        Some(w) if matches!(u.is.meaning, M::TemplateRow | M::DeepLink | M::Unknown) => format!("{why}: {w}"),
        _ => why.to_owned(),
    })
}

/// Whether the page itself has put an answer there.
fn holds_answer(q: &Question<'_>) -> bool {
    match q.shape {
        Shape::Select => q.offers().iter().enumerate().any(|(i, o)| o.chosen && !choices::is_prompt(o, i)),
        Shape::Radios | Shape::Ticks | Shape::Tick => q.members.iter().any(|c| c.checked),
        Shape::Combobox => {
            let c = q.first();
            !c.value.trim().is_empty()
                && fold(&c.value) != fold(&c.placeholder)
                && !choices::is_prompt(
                    &Offer {
                        r: c.r,
                        option: None,
                        text: c.value.clone(),
                        value: "",
                        group: "",
                        disabled: false,
                        chosen: true,
                        note: "",
                    },
                    0,
                )
        }
        Shape::Line | Shape::Lines | Shape::Rich => !q.first().value.trim().is_empty(),
        _ => false,
    }
}
