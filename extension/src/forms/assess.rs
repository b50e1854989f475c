//! What to do with a page: fill its listing form, clear the way to it, follow a link to it, wait, hand over, or stop.

use super::advance::{self, button_text};
use super::choose::{FormChoice, understood_forms};
use super::classify::{Understood, understand};
use super::field::Meaning;
use super::fill::{FormFill, fill_understood, plan_fill};
use super::plan::{Advance, AdvanceKind, Assessment, Context, PagePlan, Wall};
use super::snapshot::{Control, ControlKind, FrameSnapshot, PageSnapshot};
use super::words::{Topic, says};
use super::{address, closed, errors, links, overlay, walls};
use autobolt_shared::Reason;

/// A browser check often passes by itself: it gets this long.
const CHECK_MS: u64 = 8_000;
/// Content that scripts fetch is there by then.
const LATE_MS: u64 = 6_000;
/// A page that is no submission page by its address is looked at this long before a link is followed.
const LINK_MS: u64 = 1_200;
/// A form is looked at this long for a button that sends it.
const BUTTON_MS: u64 = 3_000;

/// Decides. `ctx.waited_ms` says how long content has had to arrive.
#[must_use]
pub fn assess(page: &PageSnapshot, ctx: &Context<'_>) -> Assessment {
    let Some(top) = page.top() else { return Assessment::NotYet };
    if top.ready_state == "loading" && ctx.waited_ms < LATE_MS {
        return Assessment::NotYet;
    }
    if let Some(wall) = walls::interstitial(page) {
        return if ctx.waited_ms < CHECK_MS { Assessment::NotYet } else { Assessment::Wall(wall) };
    }
    let forms = understood_forms(page, ctx);
    if forms.is_empty()
        && let Some((reason, words)) = errors::final_words(page)
    {
        return Assessment::Final { reason, words };
    }
    if let Some(target) = overlay::dismiss(page) {
        return Assessment::Dismiss(target);
    }
    if let Some(plan) = best_plan(page, &forms, ctx) {
        let unfinished = plan.advance.is_none() && plan.wall.is_none() && ctx.waited_ms < BUTTON_MS;
        return if unfinished || (is_working(page) && ctx.waited_ms < LATE_MS) {
            Assessment::NotYet
        } else {
            Assessment::Fill(Box::new(plan))
        };
    }
    if ctx.steps_done > 0 { later_step(page, ctx) } else { without_form(page, top, ctx) }
}

/// The plan for the best form that something sends; else for the best form.
fn best_plan(
    page: &PageSnapshot,
    forms: &[(FormChoice, Vec<Understood<'_>>)],
    ctx: &Context<'_>,
) -> Option<PagePlan> {
    let mut first = None;
    for (choice, understood) in forms {
        let Some(plan) = plan_of(page, choice, understood, ctx) else { continue };
        if plan.advance.is_some() || plan.wall.is_some() {
            return Some(plan);
        }
        first.get_or_insert(plan);
    }
    first
}

fn plan_of(
    page: &PageSnapshot,
    choice: &FormChoice,
    understood: &[Understood<'_>],
    ctx: &Context<'_>,
) -> Option<PagePlan> {
    let frame = page.frame(choice.frame_id)?;
    let FormFill { fills, skips, missing } = fill_understood(frame, choice, understood, ctx);
    let advance = advance::advance(frame, choice.form, ctx);
    let wall = wall_in_form(frame, choice.form).or_else(|| {
        // A form without a button under "log in to submit" is only shown, not offered.
        let demanded = || walls::sign_in(page, false).filter(|_| advance.is_none());
        demanded()
    });
    let closed = closed::parts(frame, choice.form);
    Some(PagePlan {
        frame_id: choice.frame_id,
        form: choice.form,
        fills,
        skips,
        missing,
        wall,
        advance,
        closed,
    })
}

fn wall_in_form(frame: &FrameSnapshot, form: Option<u32>) -> Option<Wall> {
    walls::captcha_in_form(frame, form)
        .or_else(|| walls::payment_in_form(frame, form))
        .or_else(|| walls::account_in_form(frame, form))
}

/// A further step of a form: a preview to publish from, or a few fields that alone would be no listing form.
fn later_step(page: &PageSnapshot, ctx: &Context<'_>) -> Assessment {
    if let Some(wall) = walls::payment_page(page).or_else(|| walls::phone_code(page)) {
        return Assessment::Wall(wall);
    }
    if let Some((frame_id, advance)) = advance::publish(page, ctx)
        && let Some(frame) = page.frame(frame_id)
    {
        return Assessment::Fill(Box::new(publishing(frame, advance, ctx)));
    }
    if let Some(plan) = small_form(page, ctx, |_| true) {
        return Assessment::Fill(Box::new(plan));
    }
    if let Some(wall) =
        walls::sign_in(page, false).or_else(|| walls::captcha(page)).or_else(|| walls::only_paid(page))
    {
        return Assessment::Wall(wall);
    }
    if ctx.waited_ms < LATE_MS {
        return Assessment::NotYet;
    }
    Assessment::Unsupported {
        why: format!("After step {} AutoBolt does not know how to go on. {}", ctx.steps_done, seen(page)),
    }
}

/// On a preview nothing is filled, but for a box that says "I confirm this".
fn publishing(frame: &FrameSnapshot, advance: Advance, ctx: &Context<'_>) -> PagePlan {
    let form = frame.control(advance.r).and_then(|c| c.form);
    let controls: Vec<u32> = frame
        .controls
        .iter()
        .filter(|c| form.is_some() && c.form == form && c.kind == ControlKind::Checkbox)
        .map(|c| c.r)
        .collect();
    let choice = FormChoice { frame_id: frame.frame_id, form, score: 0.0, controls };
    let FormFill { fills, skips, missing } =
        if choice.controls.is_empty() { FormFill::default() } else { plan_fill(frame, &choice, ctx) };
    PagePlan {
        frame_id: frame.frame_id,
        form,
        fills,
        skips,
        missing,
        wall: wall_in_form(frame, form),
        advance: Some(advance),
        closed: Vec::new(),
    }
}

/// The form with the most fields that AutoBolt can fill, however few, if something sends it on.
fn small_form(page: &PageSnapshot, ctx: &Context<'_>, fits: impl Fn(&PagePlan) -> bool) -> Option<PagePlan> {
    let mut best: Option<PagePlan> = None;
    for frame in &page.frames {
        let mut forms: Vec<Option<u32>> =
            frame.controls.iter().filter(|c| is_entry(c)).map(|c| c.form).collect();
        crate::order::sort_by(&mut forms, Ord::cmp);
        forms.dedup();
        for form in forms {
            let own = || frame.controls.iter().filter(move |c| c.form == form);
            if own().any(|c| c.kind == ControlKind::Password || c.input_type == "search") {
                continue;
            }
            let choice = FormChoice {
                frame_id: frame.frame_id,
                form,
                score: 0.0,
                controls: own().map(|c| c.r).collect(),
            };
            let understood = understand(frame, form, ctx);
            let Some(plan) = plan_of(page, &choice, &understood, ctx) else { continue };
            let sends = plan.advance.is_some() || plan.wall.is_some();
            let known = !plan.fills.is_empty() || !plan.missing.is_empty();
            let better = best.as_ref().is_none_or(|b| plan.fills.len() > b.fills.len());
            if sends && known && better && fits(&plan) && !is_newsletter(frame, form) {
                best = Some(plan);
            }
        }
    }
    best
}

fn is_newsletter(frame: &FrameSnapshot, form: Option<u32>) -> bool {
    let own = || frame.controls.iter().filter(move |c| c.form == form && c.visible);
    let element = form.and_then(|i| frame.forms.get(i as usize));
    own().any(|c| c.kind == ControlKind::Button && says(Topic::Newsletter, button_text(c)))
        || element.is_some_and(|f| {
            says(Topic::Newsletter, &f.heading)
                || f.classes.contains("newsletter")
                || f.action.contains("list-manage")
        })
}

/// A first page without a form that is a listing form by itself.
fn without_form(page: &PageSnapshot, top: &FrameSnapshot, ctx: &Context<'_>) -> Assessment {
    let submission_page = is_submission_page(top);
    if walls::is_account_address(&top.url)
        && let Some(wall) = walls::sign_in(page, false)
    {
        return Assessment::Wall(wall);
    }
    if ctx.waited_ms >= LINK_MS
        && let Some(target) = closed::way_in(page, ctx)
    {
        return Assessment::Dismiss(target);
    }
    let unfinished = is_working(page) || is_bare(top);
    let patience = if unfinished || submission_page { LATE_MS } else { LINK_MS };
    // "Your website: [ ] Continue": the first step of a form that asks one thing at a time.
    if submission_page && let Some(plan) = small_form(page, ctx, starts_a_listing) {
        return if is_working(page) && ctx.waited_ms < LATE_MS {
            Assessment::NotYet
        } else {
            Assessment::Fill(Box::new(plan))
        };
    }
    let demanded = page
        .frames
        .iter()
        .flat_map(|f| &f.texts)
        .any(|t| t.text.len() < 300 && says(Topic::LoginNeeded, &t.text));
    if submission_page
        && (demanded || ctx.waited_ms >= LINK_MS)
        && let Some(wall) = walls::sign_in(page, false)
    {
        return Assessment::Wall(wall);
    }
    if ctx.waited_ms < patience {
        return Assessment::NotYet;
    }
    match links::free_card(page, ctx) {
        Some(links::Card::Link(link)) => {
            return Assessment::Follow { href: link.href.clone(), text: link.text.clone() };
        }
        Some(links::Card::Button(target)) => return Assessment::Dismiss(target),
        Some(links::Card::AllPaid) => {
            let what = "every plan has its price".to_owned();
            return Assessment::Wall(Wall { reason: Reason::Payment, what });
        }
        None => {}
    }
    if let Some(link) = links::category(page, ctx).or_else(|| links::follow(page, ctx)) {
        return Assessment::Follow { href: link.href.clone(), text: link.text.clone() };
    }
    let wall =
        walls::sign_in(page, false).or_else(|| walls::only_paid(page)).or_else(|| walls::phone_code(page));
    if let Some(wall) = wall {
        return Assessment::Wall(wall);
    }
    if let Some(words) = errors::closed(page) {
        return Assessment::Final { reason: Reason::Rejected, words };
    }
    if let Some(target) = links::opener(page, ctx) {
        return Assessment::Dismiss(target);
    }
    if ctx.waited_ms < LATE_MS {
        return Assessment::NotYet;
    }
    if let Some(wall) = walls::captcha(page) {
        return Assessment::Wall(wall);
    }
    Assessment::Unsupported { why: format!("AutoBolt found no listing form. {}", seen(page)) }
}

/// A lone field that begins a listing: the website, the name, the category; and a button that goes on.
fn starts_a_listing(plan: &PagePlan) -> bool {
    let begins = |m: Meaning| {
        matches!(m, Meaning::Website | Meaning::BusinessName | Meaning::Category | Meaning::FreePlan)
    };
    let asked =
        plan.fills.iter().map(|f| f.meaning).chain(plan.missing.iter().map(|m| m.meaning)).any(begins);
    let goes_on = plan
        .advance
        .as_ref()
        .is_none_or(|a| matches!(a.kind, AdvanceKind::Next | AdvanceKind::Submit | AdvanceKind::Preview));
    asked && goes_on
}

/// The page's address, title or main heading says that one adds something here.
fn is_submission_page(top: &FrameSnapshot) -> bool {
    let path = address::path(&top.url).to_lowercase();
    let words: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let known = [
        "submit",
        "add",
        "submission",
        "suggest",
        "eintragen",
        "eintrag",
        "anmelden",
        "ajouter",
        "proposer",
        "soumettre",
        "inscription",
        "registrar",
        "agregar",
        "anadir",
        "alta",
        "aggiungi",
        "inserisci",
        "segnala",
        "aanmelden",
        "toevoegen",
        "cadastrar",
        "cadastro",
        "adicionar",
        "new",
        "create",
        "register",
        "join",
    ];
    let addressed = words
        .iter()
        .any(|w| known.contains(w) || w.starts_with("add") && w.len() > 5 || w.starts_with("submit"));
    let headed = top
        .texts
        .iter()
        .filter(|t| matches!(t.tag.as_str(), "h1" | "h2"))
        .any(|t| says(Topic::AddBusiness, &t.text));
    addressed || headed || says(Topic::AddBusiness, &top.title)
}

fn is_entry(c: &Control) -> bool {
    (c.visible || c.proxy_visible)
        && !matches!(c.kind, ControlKind::Button | ControlKind::Hidden | ControlKind::Option)
}

/// Almost nothing on it: a page that a script still fills.
fn is_bare(top: &FrameSnapshot) -> bool {
    let entries = top.controls.iter().filter(|c| is_entry(c)).count();
    entries == 0 && top.texts.iter().map(|t| t.text.len()).sum::<usize>() < 200
}

/// A spinner's words.
fn is_working(page: &PageSnapshot) -> bool {
    page.frames.iter().flat_map(|f| &f.texts).any(|t| t.text.len() < 40 && says(Topic::Working, &t.text))
}

/// What is on the page instead, for staff.
fn seen(page: &PageSnapshot) -> String {
    let Some(top) = page.top() else { return "The page is empty.".to_owned() };
    let fields = page.frames.iter().flat_map(|f| &f.controls).filter(|c| is_entry(c)).count();
    let heading = top
        .texts
        .iter()
        .find(|t| matches!(t.tag.as_str(), "h1" | "h2"))
        .map(|t| t.text.chars().take(100).collect::<String>());
    let title: String = top.title.chars().take(100).collect();
    let mut text = match fields {
        0 => "The page has nothing to fill".to_owned(),
        1 => "The page has one field".to_owned(),
        n => format!("The page has {n} fields"),
    };
    if !title.is_empty() {
        text.push_str(&format!("; its title is “{title}”"));
    }
    if let Some(heading) = heading.filter(|h| *h != title) {
        text.push_str(&format!("; it is headed “{heading}”"));
    }
    text.push('.');
    text
}

#[cfg(test)]
mod tests;
