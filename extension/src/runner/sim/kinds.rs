//! What the simulated sites do, one kind each.

/// What a site does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One form, one answer.
    Plain,
    /// Answers after eight seconds.
    Slow,
    /// Two steps, the first of which sends nothing.
    Wizard,
    /// Two steps, each of which sends.
    SendingWizard,
    /// A CAPTCHA in the form.
    Captcha,
    /// A CAPTCHA behind the first step, which sent nothing.
    LateCaptcha,
    /// A sign-in form before it; afterwards the site shows its home page.
    Login,
    /// Complains of the values once.
    ErrorsOnce,
    /// Complains of the values once, on a new page with an empty form.
    ErrorsAnew,
    /// Says that it has the listing, and a moment later that it does not.
    TakesBack,
    /// Checks its visitors unseen.
    Badge,
    /// Complains of them always.
    ErrorsAlways,
    /// The button works at the second press.
    DeadOnce,
    /// The button never works.
    Dead,
    /// Takes the data and says nothing.
    Silent,
    /// HTTP 404.
    Gone,
    /// HTTP 500, as a page without a form.
    Fault,
    /// Does not answer scripts: a dialog is open.
    Hung,
    /// Does not answer scripts once pressed.
    HungAfter,
    /// The name does not resolve.
    NoHost,
    /// The form comes three seconds late.
    Late,
    /// A banner lies over the form.
    Banner,
    /// The page reloads itself just before the press, once.
    Moving,
    /// It does so always.
    Restless,
    /// A required field nobody can answer.
    Missing,
    /// The same, and two steps.
    MissingSteps,
    /// Says that the business is listed already.
    Duplicate,
    /// No form.
    NoForm,
    /// The first field forgets what was put there once.
    Forgetful,
    /// The first field never holds anything.
    Stubborn,
    /// The second field appears when the first is filled.
    Cascade,
    /// Sends its form when the first field is filled, and keeps that as a listing.
    SendsItself,
    /// Sends its form when the first field is filled, and comes back as it was.
    PostsBack,
    /// Lets nobody press for eight seconds.
    Patient,
    /// A custom dropdown that offers a bakery.
    Dropdown,
    /// One that does not.
    OtherDropdown,
}
