//! From the classified form to what is put where, what is left alone and why, and what is missing.

use super::assign::fillable;
use super::choices::{self, Chosen};
use super::choose::FormChoice;
use super::classify::question::{Offer, Question, Shape, option_label, reachable};
use super::classify::{Understood, understand};
use super::field::Meaning as M;
use super::plan::{Context, Fill, FillValue, Missing, Skip};
use super::snapshot::FrameSnapshot;
use super::text::{fold, tokens};
use super::values::{Answer, Beside, Facts, fit, hours};

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
    if ctx.recipe.ignore.iter().any(|i| !i.is_empty() && (*i == c.name || *i == c.id)) {
        return Decision::Skip("the directory's recipe leaves it alone".into());
    }
    if let Some(decision) = fixed_choice(q, ctx) {
        return decision;
    }
    if u.is.meaning == M::Captcha {
        return Decision::Skip("a CAPTCHA: for a person".into());
    }
    if let Some(decision) = answered_before(u, facts) {
        return decision;
    }
    if !fillable(u.is.meaning) {
        return unfilled(u);
    }
    let decision = match q.shape {
        Shape::Tick => tick(u, facts),
        Shape::File => file(u, facts, before),
        Shape::Select | Shape::Radios | Shape::Ticks => pick(u, facts),
        Shape::Combobox => combobox(u, facts, beside),
        Shape::Line | Shape::Lines | Shape::Rich => text(u, facts, beside, email),
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

/// A recipe's fixed choice.
fn fixed_choice(q: &Question<'_>, ctx: &Context<'_>) -> Option<Decision> {
    let c = q.first();
    let named =
        [&c.name, &c.id].into_iter().filter(|k| !k.is_empty()).find_map(|k| ctx.recipe.choices.get(k));
    // What staff picked once is remembered by the list's label: its name may be a number.
    let asked = tokens(&q.label.text);
    let labelled = || {
        let mut all = ctx.recipe.choices.iter();
        all.find(|(key, _)| !asked.is_empty() && tokens(key) == asked).map(|(_, option)| option)
    };
    let wanted = named.or_else(labelled)?;
    Some(choose_text(q, wanted, "the directory's recipe"))
}

/// Puts a given answer into any kind of question.
fn choose_text(q: &Question<'_>, wanted: &str, why: &str) -> Decision {
    match q.shape {
        Shape::Select | Shape::Radios | Shape::Ticks => {
            let fold = |t: &str| tokens(t).join(" ");
            match choices::real(q).iter().find(|o| fold(&o.text) == fold(wanted) || o.value == wanted) {
                Some(o) => act_on(q, &[chosen(o, why)]),
                None => Decision::Missing,
            }
        }
        Shape::Tick => match fold(wanted).as_str() {
            "yes" | "true" | "ja" | "oui" | "si" | "sim" | "1" | "on" => {
                Decision::Fill(vec![(q.first().r, FillValue::Check(true), why.to_owned())])
            }
            _ => Decision::Skip(format!("{why}: no")),
        },
        Shape::Combobox => {
            Decision::Fill(vec![(q.first().r, FillValue::Pick(vec![wanted.to_owned()]), why.to_owned())])
        }
        Shape::Rich => {
            Decision::Fill(vec![(q.first().r, FillValue::Rich(wanted.to_owned()), why.to_owned())])
        }
        Shape::Line | Shape::Lines => match fit(M::Unknown, q, &[wanted.to_owned()]) {
            Answer::Text(t) => Decision::Fill(vec![(q.first().r, FillValue::Text(t), why.to_owned())]),
            _ => Decision::Missing,
        },
        _ => Decision::Skip("no kind of field AutoBolt fills".into()),
    }
}

fn chosen(o: &Offer<'_>, why: &str) -> Chosen {
    Chosen { r: o.r, option: o.option, text: o.text.clone(), score: 1.0, why: why.to_owned() }
}

/// What staff answered once for a question of this label.
fn answered_before(u: &Understood<'_>, facts: &Facts<'_>) -> Option<Decision> {
    if matches!(
        u.is.meaning,
        M::Password | M::Token | M::Captcha | M::Search | M::Newsletter | M::Coupon | M::ReciprocalLink
    ) {
        return None;
    }
    let asked = tokens(&u.question.label.text);
    if asked.is_empty() {
        return None;
    }
    let answer = facts
        .profile
        .answers
        .iter()
        .find(|(k, _)| tokens(k) == asked)
        .map(|(_, v)| v.trim())
        .filter(|v| !v.is_empty())?;
    match choose_text(&u.question, answer, "staff answered this once") {
        Decision::Missing => None,
        d => Some(d),
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

fn tick(u: &Understood<'_>, facts: &Facts<'_>) -> Decision {
    let r = u.question.first().r;
    match u.is.meaning {
        M::Terms => Decision::Fill(vec![(
            r,
            FillValue::Check(true),
            String::from("the customer ordered the listing"),
        )]),
        M::DayHours(day) => match hours::closed(facts.profile, day) {
            Some(closed) => {
                let says_open = tokens(&option_label(u.question.first())).iter().any(|w| {
                    matches!(
                        w.as_str(),
                        "open" | "geoffnet" | "ouvert" | "abierto" | "aperto" | "geopend" | "aberto"
                    )
                });
                Decision::Fill(vec![(
                    r,
                    FillValue::Check(closed != says_open),
                    String::from("opening hours"),
                )])
            }
            None => Decision::Missing,
        },
        M::FreePlan if choices::names_a_price(&option_label(u.question.first())) => {
            Decision::Skip("an extra that costs money".into())
        }
        M::FreePlan => {
            Decision::Fill(vec![(r, FillValue::Check(true), String::from("the plan that costs nothing"))])
        }
        _ => Decision::Missing,
    }
}

fn file(u: &Understood<'_>, facts: &Facts<'_>, before: &[Fill]) -> Decision {
    let c = u.question.first();
    let p = facts.profile;
    let takes = |media: &str, name: &str| {
        let accept = c.accept.trim().to_ascii_lowercase();
        accept.is_empty()
            || accept.split(',').map(str::trim).any(|a| match a.strip_suffix("/*") {
                Some(kind) => media.starts_with(kind),
                None if a.starts_with('.') => {
                    name.to_ascii_lowercase().ends_with(a)
                        || (a == ".jpg" && media == "image/jpeg")
                        || (a == ".jpeg" && media == "image/jpeg")
                        || media.ends_with(&a[1..])
                }
                None => a == media || a == "*",
            })
    };
    let asset = match u.is.meaning {
        // "Image" alone is the listing's one picture: the logo, or a photo where there is none.
        M::Logo if p.logo.is_none() && !tokens(&u.question.label.text).iter().any(|w| w.contains("logo")) => {
            p.photos.iter().collect()
        }
        M::Logo => p.logo.iter().collect(),
        M::Photo => p.photos.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    if asset.is_empty() {
        return Decision::Missing;
    }
    let attached = |kind: &str| before.iter().any(|f| f.value == FillValue::File(kind.to_owned()));
    match asset.into_iter().find(|a| takes(&a.media_type, &a.file_name) && !attached(&a.kind)) {
        Some(a) => Decision::Fill(vec![(c.r, FillValue::File(a.kind.clone()), a.file_name.clone())]),
        None if u.question.required => Decision::Missing,
        None if c.accept.is_empty() => Decision::Skip("no further picture is known".into()),
        None => Decision::Skip(format!("no picture of the kind the field takes ({})", c.accept)),
    }
}

fn pick(u: &Understood<'_>, facts: &Facts<'_>) -> Decision {
    let q = &u.question;
    if u.is.meaning == M::Terms {
        return consent_group(q);
    }
    let picked = choices::choose(u.is.meaning, q, facts);
    if !picked.is_empty() {
        return act_on(q, &picked);
    }
    let must = q.required || stands_on_something_false(u, facts);
    if matches!(u.is.meaning, M::Category | M::Subcategory)
        && must
        && facts.profile.category.is_some()
        && let Some(other) = choices::last_resort(q)
    {
        return act_on(q, &[other]);
    }
    // A list that a script fills later has nothing to choose from yet.
    Decision::Missing
}

/// Several consent boxes under one name: terms ticked, marketing left. Of a choice between yes and no, the yes.
fn consent_group(q: &Question<'_>) -> Decision {
    let offered = q.members.iter().filter(|c| reachable(c)).map(|c| (c.r, tokens(&fold(&option_label(c)))));
    let (refusals, agreements): (Vec<_>, Vec<_>) = offered.partition(|(_, words)| refuses(words));
    let single = q.shape == Shape::Radios;
    let mut all: Vec<u32> = agreements.iter().filter(|(_, words)| agrees(words)).map(|(r, _)| *r).collect();
    // "I do not agree" says that the other one agrees, whatever its words.
    if let (true, true, [(r, _)], [_]) = (all.is_empty(), single, &agreements[..], &refusals[..]) {
        all.push(*r);
    }
    if single {
        all.truncate(1);
    }
    if all.is_empty() {
        return Decision::Missing;
    }
    let why = "the customer ordered the listing";
    Decision::Fill(all.into_iter().map(|r| (r, FillValue::Check(true), String::from(why))).collect())
}

/// Whether an option of a consent says no, by folded words.
fn refuses(words: &[String]) -> bool {
    const NO: &[&str] = &[
        "no", "not", "don", "dont", "decline", "refuse", "disagree", "reject", "nein", "nicht", "kein",
        "ablehnen", "non", "ne", "pas", "refuser", "rechazo", "rifiuto", "nao", "recuso", "nee", "niet",
        "geen", "weiger",
    ];
    words.iter().any(|w| NO.contains(&w.as_str()))
}

/// Whether an option of a consent says yes to terms, not to advertising, by folded words.
fn agrees(words: &[String]) -> bool {
    if matches!(words, [only] if matches!(only.as_str(), "yes" | "ja" | "oui" | "si" | "sim")) {
        return true;
    }
    let hits = super::classify::vocabulary::look_up(&super::classify::vocabulary::significant(words));
    let of = |m: M| hits.iter().find(|h| h.meaning == m).map_or(0.0, |h| h.strength);
    of(M::Terms) > 0.0 && of(M::Newsletter) <= 0.0
}

fn act_on(q: &Question<'_>, picked: &[Chosen]) -> Decision {
    if q.shape == Shape::Select {
        let single = !q.first().multiple;
        let kept: Vec<(u32, String)> = picked
            .iter()
            .take(if single { 1 } else { usize::MAX })
            .filter_map(|c| Some((c.option?, c.text.clone())))
            .collect();
        let why = picked.first().map(|c| c.why.clone()).unwrap_or_default();
        return Decision::Fill(vec![(q.first().r, FillValue::Options(kept), why)]);
    }
    let single = q.shape == Shape::Radios;
    Decision::Fill(
        picked
            .iter()
            .take(if single { 1 } else { usize::MAX })
            .map(|c| (c.r, FillValue::Check(true), c.why.clone()))
            .collect(),
    )
}

fn combobox(u: &Understood<'_>, facts: &Facts<'_>, beside: Beside) -> Decision {
    let q = &u.question;
    if !q.first().options.is_empty() {
        let picked = choices::choose(u.is.meaning, q, facts);
        if let Some(best) = picked.first() {
            let mut texts: Vec<String> = picked.iter().map(|c| c.text.clone()).collect();
            texts.dedup();
            return if q.first().multiple && texts.len() > 1 {
                Decision::Fill(vec![(q.first().r, FillValue::Tags(texts), best.why.clone())])
            } else {
                Decision::Fill(vec![(
                    q.first().r,
                    FillValue::Pick(vec![best.text.clone()]),
                    best.why.clone(),
                )])
            };
        }
    }
    if u.is.meaning == M::PhoneCountryCode
        && let Some(code) = facts.candidates(M::PhoneCountryCode, q, beside).first()
    {
        let c = q.first();
        let shown = [&c.value, &c.title, &c.text, &c.labels.aria_label];
        if shown.into_iter().any(|t| t.split([' ', ':', '(', ')', '\u{a0}']).any(|w| w == code)) {
            return Decision::Skip("it stands on the right code already".into());
        }
    }
    // Texts can be typed one after the other into an input, or into the input of a box that takes several.
    let types =
        (matches!(q.first().tag.as_str(), "input" | "textarea") || q.first().multiple) && !q.first().readonly;
    let list = match u.is.meaning {
        M::Keywords => Some(&facts.profile.keywords),
        M::Languages => Some(&facts.profile.languages),
        M::PaymentMethods => Some(&facts.profile.payment_methods),
        _ => None,
    };
    let wanted: Vec<String> = match (list, u.is.meaning) {
        (Some(all), _) if all.is_empty() => return Decision::Missing,
        (Some(all), _) if types => {
            return Decision::Fill(vec![(q.first().r, FillValue::Tags(all.clone()), String::new())]);
        }
        (Some(all), _) => all.clone(),
        (None, M::Category | M::Subcategory | M::Employees | M::PriceRange) => {
            choices::to_look_for(u.is.meaning, facts)
        }
        (None, m) => facts.candidates(m, q, beside),
    };
    if wanted.is_empty() {
        Decision::Missing
    } else {
        Decision::Fill(vec![(
            q.first().r,
            FillValue::Pick(wanted),
            String::from("chosen from the list when it opens"),
        )])
    }
}

fn text(u: &Understood<'_>, facts: &Facts<'_>, beside: Beside, email: Option<&str>) -> Decision {
    let q = &u.question;
    let c = q.first();
    if u.is.meaning == M::OpeningHours && beside.hours_by_day && !q.required {
        return Decision::Skip("the hours are asked by day".into());
    }
    if u.is.meaning == M::Keywords && is_tag_input(q) && !facts.profile.keywords.is_empty() {
        return Decision::Fill(vec![(
            c.r,
            FillValue::Tags(facts.profile.keywords.clone()),
            String::from("one tag after the other"),
        )]);
    }
    // A text field with suggestions offers options, too.
    let answer = if u.is.meaning == M::EmailConfirm {
        match email.map(str::to_owned).or_else(|| facts.candidates(M::Email, q, beside).into_iter().next()) {
            Some(e) => fit(M::EmailConfirm, q, &[e]),
            None => Answer::Unknown,
        }
    } else if c.input_type == "time" {
        match facts.candidates(u.is.meaning, q, beside).into_iter().next() {
            Some(t) => Answer::Text(t),
            None => Answer::Unknown,
        }
    } else {
        facts.text_for(u.is.meaning, q, beside)
    };
    match answer {
        Answer::Text(t) => Decision::Fill(vec![(
            c.r,
            if q.shape == Shape::Rich { FillValue::Rich(t) } else { FillValue::Text(t) },
            String::new(),
        )]),
        Answer::Unknown => Decision::Missing,
        Answer::Unfit(_) if q.required => Decision::Missing,
        Answer::Unfit(why) => Decision::Skip(why),
    }
}

/// A text field that turns each entry into a chip.
fn is_tag_input(q: &Question<'_>) -> bool {
    let c = q.first();
    let marks =
        fold(&format!("{} {}", c.classes, c.ancestors.iter().take(3).cloned().collect::<Vec<_>>().join(" ")));
    q.shape == Shape::Line
        && [
            "tagify",
            "tag-input",
            "taginput",
            "tags-input",
            "tagsinput",
            "bootstrap-tagsinput",
            "chips",
            "chip-input",
            "token-input",
            "react-tags",
            "selectize",
            "choices__input",
        ]
        .iter()
        .any(|m| marks.contains(m))
        || [
            "press enter",
            "hit enter",
            "enter drucken",
            "appuyez sur entree",
            "pulsa intro",
            "premi invio",
            "druk op enter",
            "pressione enter",
            "add a tag",
            "add tag",
            "add keyword",
            "add a keyword",
        ]
        .iter()
        .any(|m| fold(&format!("{} {}", c.placeholder, c.labels.description)).contains(m))
}
