//! `cargo xtask screenshots DIR`: a real job on the sample sites, and a picture of every staff page: light and dark, wide and
//! as a phone shows it. For whoever changes a page, and for the README.

use crate::cdp::Page;
use crate::process::asked_to_end;
use crate::rig::{self, Rig, is_at_rest, sign_in};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder to write into; made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Only these sample sites, by number
    #[arg(long, value_name = "N,N,…", value_delimiter = ',')]
    sites: Vec<u8>,
}

/// How a page is looked at: the word in the picture's name, width and height, dark.
const LOOKS: [(&str, u32, u32, bool); 4] = [
    ("wide", 1280, 860, false),
    ("wide-dark", 1280, 860, true),
    ("phone", 390, 844, false),
    ("phone-dark", 390, 844, true),
];

/// Longest wait for anything of the job.
const PATIENCE: Duration = Duration::from_secs(600);

/// Runs the command.
///
/// # Errors
/// When something cannot be set up, or a picture cannot be taken.
pub fn run(args: &Args) -> Result<ExitCode> {
    std::fs::create_dir_all(&args.folder)
        .with_context(|| format!("cannot make {}", args.folder.display()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = work(args) => ended.map(|()| ExitCode::SUCCESS),
            () = asked_to_end() => Ok(ExitCode::from(130)),
        }
    });
    runtime.shutdown_background();
    ended
}

fn step(what: &str) {
    eprintln!("▸ {what}");
}

async fn work(args: &Args) -> Result<()> {
    let options = rig::Options { timing_divisor: 1, say: step, ..rig::Options::for_test(&args.sites) };
    let mut rig = Rig::start(&options).await?;
    let mut page = sign_in(&rig.browser, &rig.backend).await?;
    let folder = &args.folder;
    let job = rig.order(None, false)?;
    step("a job runs");
    until(&mut rig, &job, |state| state["progress"]["done"].as_i64() >= Some(5)).await?;
    for (name, path) in [
        ("overview-running", "/staff".to_owned()),
        ("autobolts-running", "/staff/autobolts".to_owned()),
        ("job-running", format!("/staff/jobs/{job}")),
    ] {
        every_look(&mut page, &rig, folder, name, &path).await?;
    }
    until(&mut rig, &job, is_at_rest).await?;
    step("the job has come to rest");
    for (name, path) in pages(&mut rig, &job).await? {
        every_look(&mut page, &rig, folder, name, &path).await?;
    }
    rig.stop();
    Ok(())
}

/// Every page there is, as (name, path).
///
/// # Errors
/// When the backend does not answer.
pub async fn pages(rig: &mut Rig, job: &str) -> Result<Vec<(&'static str, String)>> {
    let customer = rig.customer_id.clone();
    let catalogue = rig.backend.staff("/staff/api/directories?limit=1").await?;
    let directory = catalogue["directories"][0]["id"].as_str().context("the catalogue is empty")?;
    Ok(vec![
        ("overview", "/staff".to_owned()),
        ("overview-waiting", "/staff?state=waiting".to_owned()),
        ("needs-you", "/staff/needs-you".to_owned()),
        ("job", format!("/staff/jobs/{job}")),
        ("job-failed", format!("/staff/jobs/{job}?show=failed&sort=-took")),
        ("report", format!("/staff/jobs/{job}/report")),
        ("autobolts", "/staff/autobolts".to_owned()),
        ("customers", "/staff/customers".to_owned()),
        ("customer", format!("/staff/customers/{customer}")),
        ("new-job", format!("/staff/jobs/new?customer={customer}&package=50")),
        ("directories", "/staff/directories".to_owned()),
        ("directory", format!("/staff/directories/{directory}")),
        ("import", "/staff/directories/import".to_owned()),
        ("metrics", "/staff/metrics?days=7".to_owned()),
        ("keys", "/staff/keys".to_owned()),
        ("staff", "/staff/people".to_owned()),
        ("audit", "/staff/audit".to_owned()),
        ("nothing-there", "/staff/nothing-there".to_owned()),
    ])
}

async fn until(rig: &mut Rig, job: &str, mut done: impl FnMut(&Value) -> bool) -> Result<()> {
    let limit = tokio::time::Instant::now() + PATIENCE;
    loop {
        if let Some(end) = rig.ended() {
            bail!("{end}");
        }
        if done(&rig.job(job).await?) {
            return Ok(());
        }
        if tokio::time::Instant::now() > limit {
            bail!("the job did not get there within {} s", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn every_look(page: &mut Page, rig: &Rig, folder: &Path, name: &str, path: &str) -> Result<()> {
    go(page, &rig.backend.url(path)).await?;
    for (look, width, height, dark) in LOOKS {
        let png = picture(page, width, height, dark).await?;
        let file = folder.join(format!("{name}-{look}.png"));
        std::fs::write(&file, png).with_context(|| format!("cannot write {}", file.display()))?;
    }
    step(name);
    Ok(())
}

/// Goes to an address and waits until it is there.
///
/// # Errors
/// When it does not come up.
pub async fn go(page: &mut Page, url: &str) -> Result<()> {
    page.call("Page.navigate", json!({ "url": url })).await?;
    let there = format!("location.href === {} && document.readyState === 'complete'", json!(url));
    page.wait_for(&there, url, Duration::from_secs(20)).await
}

/// A picture of the page in that size and scheme, as PNG.
///
/// # Errors
/// When the browser takes none.
pub async fn picture(page: &mut Page, width: u32, height: u32, dark: bool) -> Result<Vec<u8>> {
    look(page, width, height, dark).await?;
    // A morph, a bar that grows: what moves has come to rest.
    tokio::time::sleep(Duration::from_millis(400)).await;
    page.screenshot().await
}

/// Makes the page as large as that, light or dark.
///
/// # Errors
/// When the browser refuses.
pub async fn look(page: &mut Page, width: u32, height: u32, dark: bool) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.call("Emulation.setDeviceMetricsOverride", size).await?;
    let scheme = if dark { "dark" } else { "light" };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    page.call("Emulation.setEmulatedMedia", media).await?;
    Ok(())
}
