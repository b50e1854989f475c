//! AutoBolt at a directory beside a bare scripted browser that knows the form's selectors: same browser, same sites, same
//! business, turn about.
//!
//! Both are timed from the moment the site has answered with its form: AutoBolt until the backend stores its result, the
//! script until it sees the confirmation.

use super::database::Database;
use super::stats::median;
use crate::cdp::Page;
use crate::rig::{Rig, is_at_rest};
use crate::sites::{self, Ledger};
use anyhow::{Context as _, Result, bail};
use autobolt_shared::log::SubmissionLog;
use autobolt_shared::protocol::heartbeat::Step;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

/// The sites: a classic form, table cells without labels, fields in no form sent by fetch, a strict content policy.
pub const SITES: [u8; 4] = [1, 4, 8, 19];

/// One site's medians, in milliseconds.
#[derive(Debug, Serialize)]
pub struct Form {
    /// Its number.
    pub site: u8,
    /// Its name.
    pub name: &'static str,
    /// What the site itself takes to answer the submit; taken off below.
    pub site_delay_ms: f64,
    /// AutoBolt, from the form's arrival to the stored result.
    pub autobolt_ms: f64,
    /// Of that, describing, planning, filling and judging (`own_ms` in the result's log).
    pub own_ms: f64,
    /// From the opening of the page to the report (`duration_ms` in the result's log), the site's delay included.
    pub duration_ms: f64,
    /// The bare script, from the form's arrival to the confirmation.
    pub bare_ms: f64,
    /// `autobolt_ms` over `bare_ms`.
    pub ratio: f64,
    /// `own_ms` over `bare_ms`.
    pub own_ratio: f64,
    /// What AutoBolt's time went to (`times` in the result's log); opening and the site's delay included, reporting not.
    pub steps: Vec<(&'static str, f64)>,
}

/// The steps of a visit, as the log calls them.
const STEPS: [&str; 6] = ["opening", "reading", "filling", "checking", "pressing", "verifying"];

/// What a script that was written for one form knows of it.
struct Script {
    site: u8,
    site_delay_ms: f64,
    fields: &'static [(&'static str, &'static str)],
    tick: Option<&'static str>,
    press: &'static str,
    done: &'static str,
}

const NAME: &str = "Bluebird Bakery";
const MAIL: &str = "hello@bluebird-bakery.example";
const PHONE: &str = "+1 503-555-0142";
const WEB: &str = "https://www.bluebird-bakery.example";
const ABOUT: &str = "Bluebird Bakery is a neighbourhood bakery in downtown Portland. We bake sourdough bread, rye loaves and pastries every \
     night and open at seven in the morning. Our coffee comes from a roaster two streets away. We take orders for birthdays and \
     weddings, and deliver bread to cafés and offices within the city.";

const SCRIPTS: [Script; 4] = [
    Script {
        site: 1,
        site_delay_ms: 0.0,
        fields: &[
            ("#f1", NAME),
            ("#f2", "Marion Keller"),
            ("#f3", MAIL),
            ("#f4", PHONE),
            ("#f5", WEB),
            ("#f6", "1287 Alder Street"),
            ("#f7", "97205"),
            ("#f8", "Portland"),
            ("#f9", "2"),
            ("#f10", ABOUT),
        ],
        tick: Some("[name=agb]"),
        press: "button[type=submit]",
        done: "location.pathname === '/thank-you' && !!document.querySelector('h1')",
    },
    Script {
        site: 4,
        site_delay_ms: 0.0,
        fields: &[
            ("[name=field_1]", NAME),
            ("[name=field_2]", "Marion Keller"),
            ("[name=field_3]", MAIL),
            ("[name=field_4]", WEB),
            ("[name=field_5]", PHONE),
            ("[name=field_6]", "Portland"),
            ("[name=field_7]", "2"),
            ("[name=field_8]", ABOUT),
        ],
        tick: None,
        press: "[name=go]",
        done: "!!document.querySelector('h2')",
    },
    Script {
        site: 8,
        // What its server waits before it answers the fetch.
        site_delay_ms: 300.0,
        fields: &[
            ("[data-k=name]", NAME),
            ("[data-k=email]", MAIL),
            ("[data-k=phone]", PHONE),
            ("[data-k=website]", WEB),
            ("[data-k=street]", "1287 Alder Street"),
            ("[data-k=zip]", "97205"),
            ("[data-k=city]", "Portland"),
            ("[data-k=category]", "2"),
            ("[data-k=description]", ABOUT),
        ],
        tick: None,
        press: "#go",
        done: "!!document.querySelector('.card')",
    },
    Script {
        site: 19,
        site_delay_ms: 0.0,
        fields: &[
            ("#k-n", NAME),
            ("#k-e", MAIL),
            ("#k-p", PHONE),
            ("#k-u", WEB),
            ("#k-c", "Portland"),
            ("#k-t", ABOUT),
        ],
        tick: None,
        press: "#k button",
        done: "!document.querySelector('#k') && !!document.querySelector('h1')",
    },
];

/// The times of one site.
#[derive(Default)]
struct Times {
    visits: Vec<Visit>,
    bare: Vec<f64>,
}

/// AutoBolt's times at one site in one round.
struct Visit {
    autobolt: f64,
    own: f64,
    duration: f64,
    log: SubmissionLog,
}

impl Visit {
    fn step(&self, name: &str) -> f64 {
        let of = |step: &Step| serde_json::to_value(step).is_ok_and(|word| word == name);
        let ms = self.log.times.iter().find(|time| of(&time.step)).map_or(0, |time| time.ms);
        f64::from(u32::try_from(ms).unwrap_or(u32::MAX))
    }
}

/// Measures, in that many rounds; each is a job for a customer of its own, for a directory is done once per customer.
///
/// # Errors
/// When a form is not submitted: there would be nothing to compare.
pub async fn measure(rig: &mut Rig, rounds: usize) -> Result<Vec<Form>> {
    let database = Database::of(&rig.backend)?;
    let customers = customers(rig, rounds + 1)?;
    let mut own_page = rig.own_page().await?;
    let mut times: Vec<Times> = SCRIPTS.iter().map(|_| Times::default()).collect();
    for (round, customer) in customers.iter().enumerate() {
        let job = order(rig, customer)?;
        own_page
            .eval("chrome.runtime.sendMessage({kind: 'panel', command: {do: 'check_now'}}).then(() => 0)")
            .await?;
        finish(rig, &job).await?;
        // The first round warms both up: the browser's caches, the module's compiled code.
        let warm = round > 0;
        for (script, times) in SCRIPTS.iter().zip(&mut times) {
            let autobolt = by_autobolt(rig, &database, &job, script)?;
            let bare = by_script(rig, script).await?;
            if warm {
                times.visits.push(autobolt);
                times.bare.push(bare);
            }
        }
        eprintln!("  round {round} of {rounds} is done");
    }
    Ok(SCRIPTS.iter().zip(times).map(|(script, times)| script.form(&times)).collect())
}

impl Script {
    fn form(&self, times: &Times) -> Form {
        let of = |ms: &dyn Fn(&Visit) -> f64| median(&times.visits.iter().map(ms).collect::<Vec<f64>>());
        let (autobolt_ms, own_ms, bare_ms) =
            (of(&|visit| visit.autobolt), of(&|visit| visit.own), median(&times.bare));
        Form {
            site: self.site,
            name: self.known().map_or("", |site| site.name),
            site_delay_ms: self.site_delay_ms,
            autobolt_ms,
            own_ms,
            duration_ms: of(&|visit| visit.duration),
            bare_ms,
            ratio: autobolt_ms / bare_ms,
            own_ratio: own_ms / bare_ms,
            steps: STEPS.map(|step| (step, of(&|visit| visit.step(step)))).to_vec(),
        }
    }

    fn known(&self) -> Option<&'static sites::Site> {
        sites::all().iter().find(|site| site.number == self.site)
    }
}

/// The sample bakery, several times, as customers of their own.
fn customers(rig: &Rig, how_many: usize) -> Result<Vec<String>> {
    let sample = crate::workspace::root().join("extension/xtask/sample/customer.json");
    let mut one: Value = serde_json::from_slice(&std::fs::read(sample)?)?;
    // A file beside the original; none of the four forms takes one.
    if let Some(fields) = one.as_object_mut() {
        fields.remove("logo");
    }
    let file = rig.folder().join("bakeries.json");
    std::fs::write(&file, serde_json::to_vec(&vec![one; how_many])?)?;
    let imported = rig.backend.options.json(&[
        "customers",
        "import",
        "--new",
        file.to_str().context("a path is not valid text")?,
    ])?;
    let ids = imported.as_array().into_iter().flatten().filter_map(|c| c["id"].as_str().map(str::to_owned));
    Ok(ids.collect())
}

fn order(rig: &Rig, customer: &str) -> Result<String> {
    let order = ["jobs", "create", "--customer", customer, "--package", "50", "--approve", "--accept-fewer"];
    let made = rig.backend.options.json(&order)?;
    Ok(made["job_id"].as_str().context("no job was made")?.to_owned())
}

async fn finish(rig: &mut Rig, job: &str) -> Result<()> {
    for _ in 0..600 {
        if let Some(end) = rig.ended() {
            bail!("{end}");
        }
        if is_at_rest(&rig.job(job).await?) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    bail!("the job is not done after two minutes")
}

/// AutoBolt's times at a site.
fn by_autobolt(rig: &Rig, database: &Database, job: &str, script: &Script) -> Result<Visit> {
    let site = script.known().context("no such sample site")?;
    let row = database.sql(&format!(
        "select extract(epoch from submitted_at) * 1000, status, response_log
         from public.job_results where job_id = '{job}' and directory_name = '{}'",
        site.name.replace('\'', "''")
    ))?;
    let mut columns = row.splitn(3, '|');
    let (Some(Ok(stored)), Some("submitted"), Some(log)) =
        (columns.next().map(str::parse::<f64>), columns.next(), columns.next())
    else {
        bail!("AutoBolt did not submit to {}: {row}", site.name);
    };
    let log: SubmissionLog = serde_json::from_str(log).context("a result's log cannot be read")?;
    let ms = |ms: u64| f64::from(u32::try_from(ms).unwrap_or(u32::MAX));
    let opened = since_epoch_ms(opened(rig.ledger()?, script.site)?)?;
    let autobolt = stored - opened - script.site_delay_ms;
    Ok(Visit { autobolt, own: ms(log.own_ms), duration: ms(log.duration_ms), log })
}

/// The script's time at a site.
#[expect(
    clippy::disallowed_methods,
    reason = "compared with the moment the site's answer left, in the same process"
)]
async fn by_script(rig: &Rig, script: &Script) -> Result<f64> {
    let site = script.known().context("no such sample site")?;
    let ledger = rig.ledger()?;
    let stored = ledger.listings(script.site).len();
    let url = rig.sites.as_ref().context("the sample sites do not run")?.url(site);
    let mut page = rig.browser.open("about:blank").await?;
    page.call("Page.navigate", json!({ "url": url })).await?;
    until(
        &mut page,
        &format!("document.readyState === 'complete' && !!document.querySelector({})", json!(script.press)),
    )
    .await?;
    for (selector, value) in script.fields {
        let fill = format!(
            "(() => {{ const e = document.querySelector({}); e.focus(); e.value = {}; \
             e.dispatchEvent(new Event('input', {{bubbles: true}})); e.dispatchEvent(new Event('change', {{bubbles: true}})); }})()",
            json!(selector),
            json!(value)
        );
        page.eval(&fill).await?;
    }
    if let Some(tick) = script.tick {
        page.eval(&format!("document.querySelector({}).click()", json!(tick))).await?;
    }
    page.eval(&format!("document.querySelector({}).click()", json!(script.press))).await?;
    until(&mut page, script.done).await?;
    let seen = SystemTime::now();
    if ledger.listings(script.site).len() != stored + 1 {
        bail!("the bare script did not submit to {}", site.name);
    }
    let took = seen.duration_since(opened(ledger, script.site)?)?;
    page.call("Page.close", json!({})).await?;
    Ok(took.as_secs_f64() * 1000.0 - script.site_delay_ms)
}

/// Waits, looking as often as the page answers.
async fn until(page: &mut Page, expression: &str) -> Result<()> {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
    while tokio::time::Instant::now() < deadline {
        // A page that is just being replaced throws.
        if page.eval(expression).await.is_ok_and(|value| value == Value::Bool(true)) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    bail!("waited 30 s for {expression}")
}

fn opened(ledger: &Ledger, site: u8) -> Result<SystemTime> {
    ledger.opened_at(site).context("the site was never opened")
}

fn since_epoch_ms(at: SystemTime) -> Result<f64> {
    Ok(at.duration_since(SystemTime::UNIX_EPOCH)?.as_secs_f64() * 1000.0)
}
