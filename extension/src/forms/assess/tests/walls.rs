//! What AutoBolt does not get over by itself is recognised before anything is sent.

use super::*;

#[test]
fn captchas_are_walls_and_invisible_ones_are_not() {
    let form = || listing(vec![button(30, "Submit", Some(0), "submit")]);
    for (mark, name) in [
        ("div.g-recaptcha[data-sitekey]", "reCAPTCHA"),
        ("div.g-recaptcha[data-sitekey] (hidden: size)", "reCAPTCHA"),
        ("div.h-captcha[data-sitekey]", "hCaptcha"),
        ("div.cf-turnstile[data-sitekey]", "Cloudflare Turnstile"),
    ] {
        assert_eq!(form().with(|f| f.marks.push(mark.into())).wall(), (Reason::Captcha, name.into()));
    }
    for mark in [
        "script src=https://www.google.com/recaptcha/api.js?render=abc",
        "div.grecaptcha-badge",
        "div.g-recaptcha[data-sitekey][data-size=invisible]",
        "button.g-recaptcha[data-sitekey]",
        "div.g-recaptcha[data-sitekey] (hidden: display)",
    ] {
        assert_eq!(form().with(|f| f.marks.push(mark.into())).presses().0, "Submit", "{mark}");
    }
    let code = Control { input_type: "text".into(), ..field(6, "code", "Enter the code shown in the image") };
    assert_eq!(form().with(|f| f.controls.push(code)).wall().0, Reason::Captcha);
    let sum = field(6, "answer", "What is 3 + 4?");
    assert_eq!(form().with(|f| f.controls.push(sum)).wall(), (Reason::Captcha, "What is 3 + 4?".into()));
    let staff = field(6, "employees", "Employees (10 - 20)");
    assert_eq!(form().with(|f| f.controls.push(staff)).presses().0, "Submit");
}

#[test]
fn a_captcha_that_staff_solved_is_no_wall() {
    let answer = Control {
        kind: ControlKind::Hidden,
        visible: false,
        name: "g-recaptcha-response".into(),
        value: "03AG…".into(),
        ..field(7, "g", "")
    };
    let form = listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| {
        f.marks.push("div.g-recaptcha[data-sitekey]".into());
        f.controls.push(answer);
    });
    assert_eq!(form.presses().0, "Submit");
}

#[test]
fn sign_in_is_a_wall_only_where_nothing_else_is_offered() {
    let login = || {
        vec![
            field(1, "user", "Username"),
            Control {
                kind: ControlKind::Password,
                input_type: "password".into(),
                ..field(2, "pass", "Password")
            },
            button(3, "Log in", Some(0), "submit"),
        ]
    };
    assert_eq!(page("/add", &[("p", "Please log in to submit your site.")], login()).wall().0, Reason::Login);
    assert_eq!(page("/login?next=/add", &[("h1", "Sign in")], login()).wall().0, Reason::Login);
    let beside: Vec<Control> =
        login().into_iter().map(|c| Control { r: c.r + 50, form: Some(1), ..c }).collect();
    let both = listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| {
        f.forms.push(FormElement::default());
        f.controls.extend(beside);
        f.texts.push(TextBlock {
            text: "Already have an account? Log in.".into(),
            tag: "p".into(),
            ..TextBlock::default()
        });
    });
    assert_eq!(both.presses().0, "Submit");
}

#[test]
fn payment_is_a_wall() {
    let plans = page(
        "/pricing",
        &[
            ("h2", "Basic"),
            ("p", "$49 per year"),
            ("h2", "Pro"),
            ("p", "$99 per year"),
            ("p", "Choose a plan"),
        ],
        vec![button(3, "Buy now", None, "button")],
    );
    let (reason, what) = plans.wall();
    assert_eq!(reason, Reason::Payment);
    assert!(what.contains("$49"), "{what}");
    assert_eq!(listing(vec![button(30, "Pay $29 and publish", Some(0), "submit")]).wall().0, Reason::Payment);
    let card = field(8, "cardnumber", "Card number");
    assert_eq!(
        listing(vec![button(30, "Submit", Some(0), "submit")]).with(|f| f.controls.push(card)).wall().0,
        Reason::Payment
    );
}

#[test]
fn a_free_plan_among_paid_ones_is_no_wall() {
    let plans = |labels: &[&str]| {
        let mut controls = listing_fields();
        for (at, label) in labels.iter().enumerate() {
            let at = u32::try_from(at).unwrap();
            let mut radio = field(20 + at, "LINK_TYPE", "");
            radio.kind = ControlKind::Radio;
            radio.labels.wrapping = (*label).into();
            radio.labels.cell_left = "Pricing:".into();
            // The text before a radio button may be the price of the plan above.
            radio.labels.preceding = if at > 0 { labels[at as usize - 1].into() } else { "Pricing:".into() };
            controls.push(radio);
        }
        controls.push(button(40, "Continue", Some(0), "submit"));
        page("/submit.php", &[("h2", "Submit Link")], controls)
    };
    let (featured, regular) = ("Featured links $49.95", "Regular links $9.95");
    for (free, r) in [
        (vec![featured, regular, "Regular links (no payment) free"], 22),
        (vec!["Gratis", "Premium 20 €"], 20),
        (vec!["Premium (ad-free) $20", "Basic $0"], 21),
        (vec![featured, "Regular links with reciprocal free", "Links with nofollow attribute free"], 22),
    ] {
        let Assessment::Fill(plan) = plans(&free).assess() else { panic!("{free:?}") };
        assert_eq!(plan.wall, None, "{free:?}");
        let chosen: Vec<u32> = plan.fills.iter().filter(|f| f.r >= 20).map(|f| f.r).collect();
        assert_eq!(chosen, [r], "{free:?}");
    }
    for paid in [vec![featured, regular], vec![featured, regular, "Regular links with reciprocal free"]] {
        let Assessment::Fill(plan) = plans(&paid).assess() else { panic!("{paid:?}") };
        assert_eq!(plan.wall.map(|w| w.reason), Some(Reason::Payment), "{paid:?}");
        assert!(plan.fills.iter().all(|f| f.r < 20), "{paid:?}");
    }
}

#[test]
fn final_words_are_kept() {
    for (text, reason) in [
        ("404 Not Found", Reason::Unreachable),
        ("Internal Server Error", Reason::Unreachable),
        ("The site is down for maintenance.", Reason::Unreachable),
        ("Seite nicht gefunden", Reason::Unreachable),
        ("Page introuvable", Reason::Unreachable),
        ("We are no longer accepting new submissions.", Reason::Rejected),
        ("Wir nehmen derzeit keine neuen Einträge an.", Reason::Rejected),
        ("This directory has closed.", Reason::Rejected),
    ] {
        match page("/add", &[("h1", text)], Vec::new()).assess() {
            Assessment::Final { reason: found, words } => assert_eq!((found, words.as_str()), (reason, text)),
            other => panic!("{text}: {other:#?}"),
        }
    }
}
