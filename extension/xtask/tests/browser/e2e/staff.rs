//! The staff pages in a real browser: how soon a result is there, what happens when the server goes, the keyboard, and
//! whether everybody can use them.

use super::{done, wait_for, wait_for_rest};
use serde_json::{Value, json};
use std::time::Duration;
use xtask::cdp::Page;
use xtask::rig::{Options, Rig, sign_in};
use xtask::screenshots::{go, look, pages};

/// What judges the pages; see `extension/xtask/vendor`.
const AXE: &str = include_str!("../../../vendor/axe/axe.min.js");

/// What axe says is wrong with the page, one line each.
async fn violations(page: &mut Page) -> Vec<String> {
    page.eval(&format!("{AXE}; true")).await.unwrap();
    let tags = json!(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    let run = format!(
        "axe.run(document, {{ runOnly: {tags}, resultTypes: ['violations'] }}).then((r) => r.violations.flatMap((v) =>
           v.nodes.map((n) => `${{v.id}}: ${{n.target.join(' ')}}: ${{n.failureSummary.replace(/\\s+/g, ' ')}}`)))"
    );
    let found = page.eval(&run).await.unwrap();
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_staff_page_is_for_everybody_light_and_dark_wide_and_on_a_phone() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[1, 4, 8, 10, 13, 22, 33])).await.unwrap();
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    let job = rig.order(None, false).unwrap();
    wait_for_rest(&mut rig, &job, Duration::from_secs(180)).await.unwrap();
    let mut wrong = Vec::new();
    for (name, path) in pages(&mut rig, &job).await.unwrap() {
        go(&mut staff, &rig.backend.url(&path)).await.unwrap();
        // What is folded away is looked at, too.
        staff
            .eval("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")
            .await
            .unwrap();
        for (width, dark) in [(1280, false), (1280, true), (390, false)] {
            look(&mut staff, width, 844, dark).await.unwrap();
            tokio::time::sleep(Duration::from_millis(350)).await;
            let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over = staff.eval(overflow).await.unwrap();
            if over != json!(0) {
                wrong.push(format!("{name} at {width} px is {over} px too wide"));
            }
            let found = violations(&mut staff).await;
            wrong.extend(found.into_iter().map(|v| format!("{name} at {width} px, dark {dark}: {v}")));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    rig.stop();
}

/// Waits until the page hears of what happens.
async fn is_live(staff: &mut Page) {
    let live = "document.getElementById('live').className === 'live on'";
    staff.wait_for(live, "the page to be live", Duration::from_secs(20)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_committed_result_is_on_the_open_page_within_a_quarter_of_a_second() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[1, 2, 3, 4, 8, 10, 13, 17, 22, 24])).await.unwrap();
    let made = rig.backend.options.json(&[
        "jobs",
        "create",
        "--customer",
        &rig.customer_id,
        "--package",
        "50",
        "--accept-fewer",
    ]);
    let job = made.unwrap()["job_id"].as_str().unwrap().to_owned();
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    staff.call("Page.bringToFront", json!({})).await.unwrap();
    is_live(&mut staff).await;
    let state = rig.job(&job).await.unwrap();
    let names: Vec<&str> = state["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["directory_name"].as_str())
        .collect();
    // From before the decision is sent, so its own way and the transaction are counted in.
    let measure = format!(
        "(async () => {{
           const names = {names}, times = [];
           const post = (act, body) => fetch('/staff/api/jobs/{job}/' + act, {{ method: 'POST',
             headers: {{ 'content-type': 'application/json' }}, body: JSON.stringify(body) }});
           const shown = (n) => new Promise((there, late) => {{
             const here = () => document.querySelector('.job .count b')?.textContent === `${{n}}/${{names.length}}`;
             if (here()) return there();
             const watch = new MutationObserver(() => {{ if (here()) {{ watch.disconnect(); there(); }} }});
             watch.observe(document.body, {{ subtree: true, childList: true, characterData: true }});
             setTimeout(() => late(new Error(`${{n}} never came`)), 5000);
           }});
           for (let round = 0; round < 10; round++) {{
             for (const [n, name] of names.entries()) {{
               const up = round % 2 === 0, begun = performance.now();
               const seen = shown(up ? n + 1 : names.length - n - 1);
               await (up ? post('submitted', {{ directory_name: name, note: 'seen there' }})
                         : post('not-submitted', {{ directory_name: name }}));
               await seen;
               times.push(performance.now() - begun);
               await new Promise((r) => setTimeout(r, 20 + 37 * (n % 5)));
             }}
           }}
           return times.sort((a, b) => a - b);
         }})()",
        names = json!(names)
    );
    // A hundred of them take longer than one answer of the browser may: it is asked for afterwards.
    staff.eval(&format!("{{ window.measured = null; {measure}.then((t) => {{ window.measured = t; }}, (e) => {{ window.measured = String(e); }}); }}")).await.unwrap();
    staff.wait_for("window.measured !== null", "a hundred results", Duration::from_secs(120)).await.unwrap();
    let measured = staff.eval("window.measured").await.unwrap();
    let times: Vec<f64> = measured
        .as_array()
        .unwrap_or_else(|| panic!("{measured}"))
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let at = |percent: usize| times[(times.len() * percent).div_ceil(100) - 1];
    eprintln!("a result on the page: p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms", at(50), at(99), at(100));
    assert_eq!(times.len(), 100);
    assert!(at(99) < 250.0, "p50 {:.0} ms, p99 {:.0} ms", at(50), at(99));
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_that_it_is_stale_while_the_server_is_gone_and_catches_up_when_it_is_back() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[1, 4, 8])).await.unwrap();
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    staff.call("Page.bringToFront", json!({})).await.unwrap();
    is_live(&mut staff).await;
    rig.backend.kill();
    let stale = "!document.getElementById('stale').hidden && /^Stale since 1\\d s/.test(document.getElementById('stale').textContent)";
    staff.wait_for(stale, "the page to say that it is stale", Duration::from_secs(30)).await.unwrap();
    rig.restart_backend().await.unwrap();
    let job = rig.order(None, false).unwrap();
    let caught_up =
        format!("document.getElementById('stale').hidden && !!document.getElementById('job-{job}')");
    staff.wait_for(&caught_up, "the page to catch up", Duration::from_secs(40)).await.unwrap();
    wait_for(&mut rig, &job, "a directory", Duration::from_secs(120), |state| done(state) >= 1)
        .await
        .unwrap();
    rig.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_reaches_everything_and_says_how() {
    let _turn = crate::harness::one_at_a_time().await;
    let mut rig = Rig::start(&Options::for_test(&[1, 4, 8])).await.unwrap();
    let job = rig.order(None, false).unwrap();
    wait_for_rest(&mut rig, &job, Duration::from_secs(120)).await.unwrap();
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    go(&mut staff, &rig.backend.url(&format!("/staff/jobs/{job}"))).await.unwrap();
    let press = async |staff: &mut Page, key: &str| {
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "text": if kind == "keyDown" { key } else { "" } });
            staff.call("Input.dispatchKeyEvent", event).await.unwrap();
        }
    };
    is_live(&mut staff).await;
    press(&mut staff, "?").await;
    staff.wait_for("document.getElementById('help').open", "the help", Duration::from_secs(5)).await.unwrap();
    staff.eval("document.getElementById('help').close()").await.unwrap();
    // The browser takes the focus out of a closed dialog with the next frame; until then its button would get the keys.
    let closed = "!document.activeElement.closest('dialog')";
    staff.wait_for(closed, "the help to let go of the keys", Duration::from_secs(5)).await.unwrap();
    // The link of the job's own heading comes before its list.
    let at = "[...document.querySelectorAll('.job h2 a, .results td > details > summary')].indexOf(document.activeElement)";
    for (key, place) in [("j", 0), ("j", 1), ("j", 2), ("k", 1)] {
        press(&mut staff, key).await;
        let on = staff.eval("document.activeElement.outerHTML.slice(0, 200)").await.unwrap();
        assert_eq!(staff.eval(at).await.unwrap(), json!(place), "after {key} on {on}");
    }
    press(&mut staff, "/").await;
    assert_eq!(staff.eval("document.activeElement.type").await.unwrap(), json!("search"));
    staff.eval("document.activeElement.blur()").await.unwrap();
    press(&mut staff, "g").await;
    press(&mut staff, "2").await;
    staff
        .wait_for("location.pathname === '/staff/needs-you'", "the second page", Duration::from_secs(10))
        .await
        .unwrap();
    rig.stop();
}
