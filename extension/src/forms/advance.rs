//! Which control sends the form, goes to its next step or to its preview; and on a page without a form, the one that publishes
//! what stands there.

use super::address;
use super::plan::{Advance, AdvanceKind, Context};
use super::recipe::Buttons;
use super::snapshot::{Control, ControlKind, FrameSnapshot, Link, PageSnapshot};
use super::words::{Folded, Topic, says};

/// What a button's words mean. Order matters: what must never be pressed comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonMeaning {
    /// Sends.
    Submit,
    /// Next step.
    Next,
    /// Preview.
    Preview,
    /// Pay, check out.
    Pay,
    /// Anything else that is never pressed to get on: search, sign in, cancel, upload, …
    Other,
    /// Says nothing known.
    Unclear,
}

/// Reads a button's text.
#[must_use]
pub fn meaning(text: &str) -> ButtonMeaning {
    use ButtonMeaning as M;
    let folded = Folded::new(text);
    let plain = folded.as_str();
    if plain.is_empty() {
        return M::Unclear;
    }
    let has = |topic| says(topic, plain);
    // "Save and continue" saves no draft; "Continue with Google" continues nothing.
    if has(Topic::Draft) || has(Topic::Login) || has(Topic::Newsletter) {
        return if has(Topic::AddBusiness)
            && !has(Topic::Draft)
            && !has(Topic::Newsletter)
            && !with_account(plain)
        {
            M::Submit
        } else {
            M::Other
        };
    }
    if has(Topic::Pay) {
        return M::Pay;
    }
    if has(Topic::Preview) {
        return M::Preview;
    }
    if has(Topic::Back) || has(Topic::Helper) || has(Topic::Search) {
        return M::Other;
    }
    if has(Topic::Next) {
        return M::Next;
    }
    if plain.split(' ').any(|w| w == "preview" || w == "vorschau" || w == "apercu" || w == "anteprima") {
        return M::Preview;
    }
    if has(Topic::Submit) || has(Topic::AddBusiness) {
        return M::Submit;
    }
    M::Unclear
}

/// "Sign in with …", "create an account": an account, not a listing.
fn with_account(folded: &str) -> bool {
    let marks = [
        "account", "konto", "compte", "cuenta", "conta", "google", "facebook", "apple", "github", "linkedin",
        "login", "signin",
    ];
    folded.split(' ').any(|w| marks.contains(&w))
}

/// Text by which a button is known: what stands on it, else its value, its label, its title.
#[must_use]
pub fn button_text(c: &Control) -> &str {
    [&c.text, &c.value, &c.labels.aria_label, &c.title, &c.labels.aria_labelledby]
        .into_iter()
        .map(|t| t.trim())
        .find(|t| !t.is_empty())
        .unwrap_or_default()
}

fn is_button(c: &Control) -> bool {
    c.kind == ControlKind::Button && (c.visible || c.proxy_visible) && c.input_type != "reset"
}

/// The control that gets the form on; `None` where none can be told.
#[must_use]
pub fn advance(frame: &FrameSnapshot, form: Option<u32>, ctx: &Context<'_>) -> Option<Advance> {
    let named = Buttons::of(ctx);
    let last_entry = frame
        .controls
        .iter()
        .filter(|c| c.form == form && is_visible_entry(c))
        .map(|c| c.order)
        .max()
        .unwrap_or_default();
    let stepped = shows_steps(frame);
    let own: Vec<&Control> = frame.controls.iter().filter(|c| is_button(c) && c.form == form).collect();
    let outside: Vec<&Control> = frame.controls.iter().filter(|c| is_button(c) && c.form.is_none()).collect();
    let scored =
        own.iter().map(|c| (*c, true)).chain(outside.iter().filter(|_| form.is_some()).map(|c| (*c, false)));

    let mut by_recipe: Option<(i32, Advance)> = None;
    let mut best: Option<(i32, Advance)> = None;
    for (control, inside) in scored {
        let text = button_text(control);
        if let Some((rank, kind)) = named.rank(text)
            && by_recipe.as_ref().is_none_or(|(best, _)| rank > *best)
        {
            by_recipe = Some((rank, Advance { r: control.r, text: text.to_owned(), kind }));
        }
        // A bare `<button>` sends, too; between the fields it is a tool whose page stops it from sending.
        let tool = control.tag == "button" && control.order < last_entry;
        let submits = matches!(control.input_type.as_str(), "submit" | "image") && inside && !tool;
        let Some((kind, mut score)) = rank(text, control, submits, stepped) else { continue };
        score += if inside { 30 } else { 0 };
        score += if control.order > last_entry { 15 } else { -10 };
        score -= if control.disabled { 12 } else { 0 };
        score -= if control.visible { 0 } else { 10 };
        if in_side_place(control) {
            score -= 40;
        }
        // Of equals the later one: forms end with what sends them.
        if score > 20 && best.as_ref().is_none_or(|(s, _)| score >= *s) {
            best = Some((score, Advance { r: control.r, text: text.to_owned(), kind }));
        }
    }
    by_recipe
        .or(best)
        .map(|(_, advance)| advance)
        .or_else(|| link_that_advances(frame, last_entry))
        .or_else(|| only_submit(&own, last_entry))
}

/// The one control that can send the form under HTML's own rules, after everything that is filled in: "Join the register",
/// "Book my spot". Its words need not say that it sends; they must not say that it does something else.
fn only_submit(own: &[&Control], last_entry: u32) -> Option<Advance> {
    let mut sending = own.iter().filter(|c| matches!(c.input_type.as_str(), "submit" | "image"));
    let (Some(only), None) = (sending.next(), sending.next()) else { return None };
    let text = button_text(only);
    let folded = Folded::new(text);
    let plain = folded.as_str();
    let other = leads_elsewhere(plain) || with_account(plain);
    (only.order > last_entry && only.visible && !other && !in_side_place(only)).then(|| Advance {
        r: only.r,
        text: text.to_owned(),
        kind: AdvanceKind::Submit,
    })
}

/// Topics of buttons that do something else than send what was filled in.
const ELSEWHERE: [Topic; 6] =
    [Topic::Pay, Topic::Draft, Topic::Search, Topic::Back, Topic::Newsletter, Topic::Cookies];

fn leads_elsewhere(folded: &str) -> bool {
    ELSEWHERE.into_iter().any(|t| says(t, folded))
}

fn rank(text: &str, control: &Control, submits: bool, stepped: bool) -> Option<(AdvanceKind, i32)> {
    let base = if submits { 25 } else { 0 };
    match meaning(text) {
        ButtonMeaning::Submit => Some((AdvanceKind::Submit, base + 40)),
        ButtonMeaning::Next => Some((AdvanceKind::Next, base + if stepped { 70 } else { 35 })),
        ButtonMeaning::Preview => Some((AdvanceKind::Preview, base + 30)),
        ButtonMeaning::Pay | ButtonMeaning::Other => None,
        ButtonMeaning::Unclear if submits => Some((AdvanceKind::Submit, base + 10)),
        ButtonMeaning::Unclear => {
            let marks = format!("{} {} {}", control.id, control.name, control.classes).to_lowercase();
            let named = ["submit", "btn-send", "save-listing", "btn-next", "next-step"]
                .iter()
                .any(|m| marks.contains(m));
            let next = marks.contains("next");
            named.then_some((if next { AdvanceKind::Next } else { AdvanceKind::Submit }, 15))
        }
    }
}

/// A plain link dressed as the form's button; only one that leads nowhere else.
fn link_that_advances(frame: &FrameSnapshot, after: u32) -> Option<Advance> {
    let here = |l: &&Link| {
        l.region.is_empty()
            && l.order > after
            && (l.href.is_empty() || address::same_document(&l.href, &frame.url))
    };
    frame.links.iter().filter(here).find_map(|l| {
        let kind = match meaning(&l.text) {
            ButtonMeaning::Submit => AdvanceKind::Submit,
            ButtonMeaning::Next => AdvanceKind::Next,
            ButtonMeaning::Preview => AdvanceKind::Preview,
            _ => return None,
        };
        Some(Advance { r: l.r, text: l.text.clone(), kind })
    })
}

/// A button in the page's head, menu or foot, or in a dialog of its own, is not the form's.
fn in_side_place(control: &Control) -> bool {
    control.ancestors.iter().any(|a| {
        let a = a.to_lowercase();
        let tag = a.split(['.', '#']).next().unwrap_or_default();
        matches!(tag, "nav" | "header" | "footer")
            || ["cookie", "consent", "navbar", "newsletter", "search", "login"].iter().any(|w| a.contains(w))
    })
}

fn is_visible_entry(c: &Control) -> bool {
    (c.visible || c.proxy_visible)
        && !matches!(c.kind, ControlKind::Button | ControlKind::Hidden | ControlKind::Option)
}

/// Whether the page counts steps: "Step 1 of 3", a step bar.
#[must_use]
pub fn shows_steps(frame: &FrameSnapshot) -> bool {
    frame.texts.iter().any(|t| step_of(&t.text).is_some_and(|(now, all)| now < all))
}

/// "Step 2 of 3" → (2, 3).
#[must_use]
pub fn step_of(text: &str) -> Option<(u32, u32)> {
    let folded = Folded::new(text);
    let found = folded.words();
    let names = ["step", "schritt", "etape", "paso", "passo", "stap", "passaggio", "fase", "etapa"];
    let links = ["of", "von", "sur", "de", "di", "van", "from"];
    for (at, word) in found.iter().enumerate() {
        let Some(now) = word.parse::<u32>().ok().filter(|n| (1..20).contains(n)) else { continue };
        let named = at > 0 && names.contains(&found[at - 1]);
        let all = match found.get(at + 1..) {
            Some([link, all, ..]) if links.contains(link) => all.parse::<u32>().ok(),
            Some([all, ..]) => all.parse::<u32>().ok(),
            _ => None,
        };
        if let Some(all) = all.filter(|all| named && (now..20).contains(all)) {
            return Some((now, all));
        }
    }
    None
}

/// On a page with nothing to fill (a preview, a summary): what publishes it. The frame, and the control or link.
#[must_use]
pub fn publish(page: &PageSnapshot, ctx: &Context<'_>) -> Option<(i32, Advance)> {
    page.frames.iter().find_map(|frame| publish_in(frame, ctx).map(|a| (frame.frame_id, a)))
}

fn publish_in(frame: &FrameSnapshot, ctx: &Context<'_>) -> Option<Advance> {
    let entries = frame.controls.iter().filter(|c| {
        is_visible_entry(c)
            && c.input_type != "search"
            && !matches!(c.kind, ControlKind::Checkbox | ControlKind::Radio)
    });
    if entries.filter(|c| !is_newsletter(c)).count() > 1 || !is_preview(frame, ctx) {
        return None;
    }
    // "Edit" and "Continue" under a page that calls itself a preview: there is nothing else to continue with.
    let goes_on = declares_preview(frame) && offers_edit(frame);
    let buttons = frame
        .controls
        .iter()
        .filter(|c| is_button(c) && !in_side_place(c))
        .map(|c| (c.r, button_text(c).to_owned(), 10));
    let links = frame.links.iter().filter(|l| l.region.is_empty()).map(|l| (l.r, l.text.clone(), 0));
    let wanted = ctx.recipe.submit_text.as_deref().map(Folded::new);
    let mut best: Option<(i32, Advance)> = None;
    for (r, text, bonus) in buttons.chain(links) {
        let folded = Folded::new(&text);
        let named = wanted.as_ref().is_some_and(|w| *w == folded);
        let continues = goes_on && meaning(&text) == ButtonMeaning::Next && folded.words().len() <= 4;
        if !named && !continues && !publishes(folded.as_str()) {
            continue;
        }
        let score = bonus + if named { 100 } else { 0 } + i32::from(says(Topic::Submit, folded.as_str())) * 5;
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, Advance { r, text, kind: AdvanceKind::Submit }));
        }
    }
    best.map(|(_, advance)| advance)
}

/// Whether a page has a button of its own that goes on: to a next step, a preview, a payment.
#[must_use]
pub fn goes_on(page: &PageSnapshot) -> bool {
    let on = |c: &Control| {
        matches!(meaning(button_text(c)), ButtonMeaning::Next | ButtonMeaning::Preview | ButtonMeaning::Pay)
    };
    page.frames.iter().flat_map(|f| &f.controls).any(|c| is_button(c) && !in_side_place(c) && on(c))
}

/// Words that publish what is shown, and not the way to something else ("Submit another link", "Add your business").
fn publishes(folded: &str) -> bool {
    says(Topic::Publish, folded)
        && !leads_elsewhere(folded)
        && !says(Topic::Login, folded)
        && !says(Topic::Helper, folded)
        && folded.split(' ').count() <= 7
        && (!says(Topic::AddBusiness, folded) || is_definite(folded))
}

/// "Submit listing", "Publish my entry" speak of the one at hand; "submit a site" of any.
fn is_definite(folded: &str) -> bool {
    let any = [
        "a", "an", "new", "free", "ein", "eine", "einen", "neue", "neuen", "un", "une", "una", "uno", "uma",
        "um", "een", "nouvelle", "nuevo", "nuova", "nuovo",
    ];
    !folded.split(' ').any(|w| any.contains(&w))
}

fn is_newsletter(c: &Control) -> bool {
    let marks = format!("{} {} {}", c.name, c.id, c.classes).to_lowercase();
    marks.contains("newsletter") || marks.contains("subscribe")
}

/// A way back to the form, to change something.
fn offers_edit(frame: &FrameSnapshot) -> bool {
    let buttons = frame.controls.iter().filter(|c| is_button(c)).map(button_text);
    let links = frame.links.iter().filter(|l| l.region.is_empty()).map(|l| l.text.as_str());
    buttons.chain(links).any(|t| t.len() < 40 && says(Topic::Back, t))
}

/// Whether the page itself says that it shows what will be published.
fn declares_preview(frame: &FrameSnapshot) -> bool {
    let told = frame.texts.iter().any(|t| t.text.len() < 200 && says(Topic::Further, &t.text))
        || says(Topic::Further, &frame.title);
    let addressed = address::words(&frame.url).iter().any(|w| {
        matches!(
            w.as_str(),
            "preview"
                | "review"
                | "confirm"
                | "summary"
                | "vorschau"
                | "apercu"
                | "anteprima"
                | "previa"
                | "check"
        )
    });
    told || addressed
}

/// Whether the page shows what will be published and asks to go on.
fn is_preview(frame: &FrameSnapshot, ctx: &Context<'_>) -> bool {
    let name = ctx.profile.business_name.as_deref().map(Folded::new).unwrap_or_default();
    let shown = frame.texts.iter().any(|t| Folded::new(&t.text).contains(&name));
    declares_preview(frame) || (shown && ctx.steps_done > 0)
}
