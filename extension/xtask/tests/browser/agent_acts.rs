//! What the page agent does to fields is what the page's own scripts see.

use super::harness::{Agent, Browser, Site, by_id, by_name, eventually, one_at_a_time, within};
use autobolt_extension::forms::action::ActOp;
use autobolt_extension::forms::snapshot::ControlKind;
use serde_json::{Value, json};

/// "logo" in base64.
const LOGO: &str = "bG9nbw==";

fn set(r: u32, text: &str) -> ActOp {
    ActOp::SetText { r, text: text.to_owned() }
}

fn rich(r: u32, text: &str) -> ActOp {
    ActOp::SetRichText { r, text: text.to_owned() }
}

fn file(r: u32) -> ActOp {
    ActOp::AttachFile { r, name: "logo.png".into(), media_type: "image/png".into(), base64: LOGO.into() }
}

/// What the page's framework holds, as it prints it.
async fn state(agent: &Agent) -> Value {
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let text = agent.in_page("document.getElementById('state').textContent").await;
    serde_json::from_str(text.as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn react_learns_of_everything_that_is_filled_in() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    // Twice: without and with a policy that allows no other script.
    for url in [site.page("_react"), site.strict_page("_react")] {
        let agent = Agent::inject(&browser.open(&url).await).await;
        let frame = agent.describe().await;
        let r = |name: &str| by_name(&frame, name).r;
        let free = frame.controls.iter().find(|c| c.value == "free").unwrap().r;

        agent.must(set(r("name"), "Bäckerei Huber")).await;
        agent.must(set(r("about"), "Bread.\n\nAnd cake.")).await;
        agent.must(ActOp::Choose { r: r("kind"), options: vec![2] }).await;
        agent.must(ActOp::Choose { r: r("tags"), options: vec![0, 2] }).await;
        agent.must(ActOp::Check { r: r("agree"), on: true }).await;
        agent.must(ActOp::Check { r: free, on: true }).await;
        agent.must(set(r("phone"), "4155550123")).await;
        agent.must(set(r("upper"), "huber")).await;
        agent.must(set(r("founded"), "2003-05-01")).await;
        agent.must(file(r("file"))).await;

        assert_eq!(
            state(&agent).await,
            json!({
                "name": "Bäckerei Huber", "about": "Bread.\n\nAnd cake.", "kind": "c", "tags": ["x", "z"], "agree": true,
                "plan": "free", "phone": "(415) 555-0123", "upper": "HUBER", "file": "logo.png image/png 4",
                "founded": "2003-05-01", "blurred": ["name"],
            })
        );
        assert_eq!(agent.held(r("phone")).await.value, "(415) 555-0123");
        assert_eq!(agent.held(r("tags")).await.shown, ["X", "Z"]);
        assert_eq!(agent.held(r("file")).await.shown, ["logo.png"]);

        // Done again with the same value, nothing changes; unticking works, too.
        agent.must(ActOp::Check { r: r("agree"), on: true }).await;
        assert!(agent.held(r("agree")).await.checked);
        agent.must(ActOp::Check { r: r("agree"), on: false }).await;
        assert_eq!(state(&agent).await["agree"], false);
    }
}

#[tokio::test]
async fn vue_learns_of_everything_that_is_filled_in() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_vue")).await).await;
    let frame = agent.describe().await;
    let r = |name: &str| by_name(&frame, name).r;

    agent.must(set(r("name"), "Huber")).await;
    agent.must(set(r("lazy"), "on change")).await;
    agent.must(set(r("trim"), "short")).await;
    agent.must(set(r("number"), "12")).await;
    agent.must(set(r("about"), "Bread.")).await;
    agent.must(ActOp::Choose { r: r("kind"), options: vec![1] }).await;
    agent.must(ActOp::Check { r: r("agree"), on: true }).await;
    agent.must(ActOp::Check { r: r("plan"), on: true }).await;

    assert_eq!(
        state(&agent).await,
        json!({
            "name": "Huber", "lazy": "on change", "trim": "short", "number": 12, "about": "Bread.", "kind": "b",
            "agree": true, "plan": "free", "sent": false,
        })
    );
}

#[tokio::test]
async fn fields_with_masks_and_types_take_their_value() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_masks")).await).await;
    let frame = agent.describe().await;
    let r = |name: &str| by_name(&frame, name).r;

    for (name, text, holds) in [
        ("formats", "12345678", "12 34 56 78"),
        ("keys", "4155550123", "4155550123"),
        ("undoes", "typed after all", "typed after all"),
        ("number", "42", "42"),
        ("day", "2024-02-29", "2024-02-29"),
        ("time", "08:30", "08:30"),
        ("colour", "#336699", "#336699"),
        ("blur", "nobody", "nobody"),
    ] {
        agent.must(set(r(name), text)).await;
        assert_eq!(agent.held(r(name)).await.value, holds, "{name}");
    }
    assert_eq!(agent.in_page("document.getElementById('blur-said').textContent").await, "Not an address");

    let results = agent
        .act(&[set(r("fixed"), "other"), set(r("off"), "other"), set(r("number"), "many"), set(9999, "x")])
        .await;
    let why: Vec<&str> = results.iter().map(|result| result.why.as_str()).collect();
    assert!(results.iter().all(|result| !result.ok));
    assert_eq!(why, ["readonly", "disabled", "the field does not take it", "gone"]);
    assert_eq!(agent.held(r("fixed")).await.value, "kept");
}

#[tokio::test]
async fn real_editors_take_paragraphs() {
    const TEXT: &str = "We bake bread <daily> & cake.\n\nSince 2003, in \"Munich\".";
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_editors")).await).await;
    eventually("the editors are there", || async {
        (agent.in_page("window.ready === true").await == true).then_some(())
    })
    .await;
    let frame = agent.describe().await;
    let editors: Vec<(&str, &str)> = frame
        .controls
        .iter()
        .filter(|c| c.kind == ControlKind::RichText)
        .map(|c| (c.editor.as_str(), c.labels.label_for.as_str()))
        .collect();
    assert_eq!(
        editors,
        [
            ("quill", ""),
            ("tinymce", "About us"),
            ("codemirror", ""),
            ("ckeditor5", "Your story"),
            ("prosemirror", ""),
            ("contenteditable", ""),
            ("contenteditable", "")
        ]
    );

    for c in frame.controls.iter().filter(|c| c.kind == ControlKind::RichText) {
        agent.must(rich(c.r, "first try")).await;
        agent.must(rich(c.r, TEXT)).await;
        let held = agent.held(c.r).await.value;
        let words = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&held), words(TEXT), "{} {}", c.editor, c.id);
    }
    // What the editors themselves would send.
    let html = "<p>We bake bread &lt;daily&gt; &amp; cake.</p><p>Since 2003, in \"Munich\".</p>";
    assert_eq!(agent.in_page("quill.root.innerHTML").await, html);
    let tiny = agent.in_page("tinymce.get('tiny').getContent()").await;
    assert_eq!(tiny.as_str().unwrap().replace('\n', ""), html);
    assert_eq!(agent.in_page("mde.value()").await, TEXT);
    assert_eq!(agent.in_page("ck.getData()").await, html);
    assert_eq!(agent.in_page("document.querySelector('.ProseMirror').innerHTML").await, html);
    let prose = agent.in_page("prose.state.doc.textBetween(0, prose.state.doc.content.size, '\\n\\n')").await;
    assert_eq!(prose, TEXT);
    assert_eq!(
        agent.in_page("document.getElementById('only').innerText").await.as_str().unwrap().trim(),
        TEXT
    );
    assert_eq!(agent.in_page("document.querySelectorAll('#plain p').length").await, 2);
}

#[tokio::test]
async fn custom_dropdowns_are_opened_read_and_chosen_from() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);

    // A list that opens on pointer down.
    let agent = Agent::inject(&browser.open(&site.page("showyourproject-2")).await).await;
    let frame = agent.describe().await;
    let team = by_id(&frame, "team").r;
    agent.must(ActOp::Open { r: team }).await;
    let open = agent.describe().await;
    let options = &open.control(team).unwrap().options;
    let texts: Vec<&str> = options.iter().map(|o| o.text.as_str()).collect();
    assert_eq!(texts, ["Solo", "2-5", "6-20", "More than 20"]);
    agent.must(ActOp::Click { r: options[2].r.unwrap() }).await;
    assert_eq!(agent.held(team).await.shown, ["6-20"]);
    agent.must(ActOp::Open { r: team }).await;
    agent.must(ActOp::Close { r: team }).await;
    assert_eq!(agent.describe().await.control(team).unwrap().expanded, Some(false));

    // A popover with a search field of its own.
    let agent = Agent::inject(&browser.open(&site.page("mkdirs")).await).await;
    let category = by_id(&agent.describe().await, "cat").r;
    agent.must(ActOp::Open { r: category }).await;
    agent.must(ActOp::TypeText { r: category, text: "mark".into(), commit: false }).await;
    let open = agent.describe().await;
    let c = open.control(category).unwrap();
    assert_eq!(c.options.iter().map(|o| o.text.as_str()).collect::<Vec<_>>(), ["Marketing"]);
    assert!(
        !open.controls.iter().any(|c| c.placeholder == "Search..."),
        "the search field is part of the dropdown"
    );
    agent.must(ActOp::Click { r: c.options[0].r.unwrap() }).await;
    agent.must(ActOp::Close { r: category }).await;
    assert_eq!(agent.held(category).await.shown, ["Marketing"]);

    // A select box whose options come from a server.
    let agent = Agent::inject(&browser.open(&site.page("directorist")).await).await;
    let frame = agent.describe().await;
    for (name, typed, wanted) in
        [("admin_category_select[]", "", "Restaurants"), ("tax_input[at_biz_dir-tags][]", "plu", "Plumbers")]
    {
        let r = frame.controls.iter().find(|c| c.kind == ControlKind::Combobox && c.name == name).unwrap().r;
        agent.must(ActOp::Open { r }).await;
        if !typed.is_empty() {
            agent.must(ActOp::TypeText { r, text: typed.into(), commit: false }).await;
        }
        let option = eventually("the server's options", || async {
            let frame = agent.describe().await;
            let c = frame.control(r).unwrap();
            c.options.iter().find(|o| o.text == wanted).and_then(|o| o.r)
        })
        .await;
        agent.must(ActOp::Click { r: option }).await;
        assert_eq!(agent.held(r).await.shown, [wanted]);
    }
}

#[tokio::test]
async fn native_controls_behind_drawn_ones_are_set() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("hidden")).await).await;
    let frame = agent.describe().await;
    for name in ["terms", "open_now"] {
        agent.must(ActOp::Check { r: by_name(&frame, name).r, on: true }).await;
    }
    agent.must(file(by_name(&frame, "logo").r)).await;
    assert!(agent.in_page("document.querySelector('[name=terms]').checked && document.querySelector('[name=open_now]').checked").await == true);
    assert_eq!(agent.in_page("document.querySelector('[name=logo]').files[0].name").await, "logo.png");

    let agent = Agent::inject(&browser.open(&site.page("wpbdp")).await).await;
    let select = eventually("the form", || async {
        agent.describe().await.controls.into_iter().find(|c| c.id == "wpbdp-field-2")
    })
    .await;
    assert!(select.proxy_visible);
    agent.must(ActOp::Choose { r: select.r, options: vec![2] }).await;
    assert_eq!(agent.held(select.r).await.shown, ["— Restaurants"]);
}

#[tokio::test]
async fn shadow_roots_and_frames_are_filled_like_the_rest() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("shadow")).await).await;
    let frame = agent.describe().await;
    let city = by_name(&frame, "shop_city");
    assert_eq!(city.labels.preceding, "City");
    assert!(city.in_shadow && by_name(&frame, "deep").in_shadow);
    assert_eq!(frame.controls.last().unwrap().text, "Register");
    agent.must(set(city.r, "Graz")).await;
    agent.must(ActOp::Check { r: by_name(&frame, "deep").r, on: true }).await;
    assert_eq!(agent.held(city.r).await.value, "Graz");

    let agents = Agent::inject_all(&browser.open(&site.page("frames")).await).await;
    let inner = &agents[1];
    let name = by_name(&inner.describe().await, "business").r;
    inner.must(set(name, "Huber")).await;
    assert_eq!(inner.held(name).await.value, "Huber");
}

#[tokio::test]
async fn acting_never_submits_a_form() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let agent = Agent::inject(&browser.open(&site.page("_clicks")).await).await;
    let frame = agent.describe().await;
    let results = agent
        .act(&[
            ActOp::Click { r: by_id(&frame, "native").r },
            ActOp::TypeText { r: by_name(&frame, "name").r, text: "y".into(), commit: true },
            ActOp::Click { r: by_id(&frame, "off").r },
        ])
        .await;
    assert_eq!(results[0].why, "it would submit the form");
    assert!(results[1].ok);
    assert_eq!(results[2].why, "disabled");
    assert!(site.posts().is_empty());
    assert_eq!(agent.in_page("document.title").await, "Clicks");
}

#[tokio::test]
async fn a_page_that_is_not_in_front_is_filled_like_one_that_is() {
    let _turn = one_at_a_time().await;
    let (site, browser) = (Site::start().await, Browser::launch().await);
    let react = browser.open(&site.page("_react")).await;
    let editors = browser.open(&site.page("_editors")).await;
    let front = browser.open("about:blank").await;
    within("bring to front", front.bring_to_front()).await;
    let agent = Agent::inject(&react).await;
    assert_eq!(agent.in_page("document.hasFocus()").await, false);
    let frame = agent.describe().await;
    agent.must(set(by_name(&frame, "name").r, "Huber")).await;
    let state = state(&agent).await;
    assert_eq!((&state["name"], &state["blurred"]), (&json!("Huber"), &json!(["name"])));

    let agent = Agent::inject(&editors).await;
    eventually("the editors are there", || async {
        (agent.in_page("window.ready === true").await == true).then_some(())
    })
    .await;
    for c in agent.describe().await.controls.iter().filter(|c| c.kind == ControlKind::RichText) {
        agent.must(rich(c.r, "Bread & cake")).await;
        assert_eq!(agent.held(c.r).await.value, "Bread & cake", "{}", c.editor);
    }
}
