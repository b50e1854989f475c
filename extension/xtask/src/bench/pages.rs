//! The staff pages over a thousand jobs of five hundred directories each: half a million results.

use super::ground::Ground;
use super::stats::Latency;
use anyhow::{Context as _, Result, bail};
use reqwest::{StatusCode, header, redirect};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

/// Jobs, each of all the ground's directories.
const JOBS: usize = 1_000;
/// How often each page is asked for.
const TIMES: usize = 20;
/// What a page may take at the server.
pub const AIM_MS: f64 = 300.0;

/// One page.
#[derive(Debug, Serialize)]
pub struct Page {
    /// What it is.
    pub name: &'static str,
    /// From the request to the last byte.
    pub took: Latency,
    /// Its size.
    pub kilobytes: usize,
}

/// Asks for every page.
///
/// # Errors
/// When the backend refuses one.
pub async fn measure(program: PathBuf) -> Result<Vec<Page>> {
    let ground = Ground::start(program, 1, JOBS).await?;
    super::step("pages: half a million results are written");
    seed(&ground)?;
    let cli = &ground.backend.options;
    cli.run(&["staff", "add", "bench@autobolt.localhost", "--role", "admin"])?;
    let link = cli.json(&["staff", "link", "bench@autobolt.localhost"])?;
    let client = reqwest::Client::builder().redirect(redirect::Policy::none()).build()?;
    let origin = ground.backend.url("");
    let link = ground.backend.url(link["path"].as_str().context("no link was made")?);
    let signed = client
        .post(link)
        .header(header::ORIGIN, origin.trim_end_matches('/'))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .send()
        .await?;
    let cookie = signed
        .headers()
        .get(header::SET_COOKIE)
        .and_then(|set| set.to_str().ok())
        .and_then(|set| set.split(';').next())
        .context("the link signs nobody in")?
        .to_owned();
    let one = |sql: &str| ground.database.sql(sql);
    let job = one("select id from public.jobs where status = 'in_progress' limit 1")?;
    let customer = one("select customer_id from public.jobs limit 1")?;
    let directory = one("select id from autobolt.directories limit 1")?;
    let mut pages = Vec::new();
    for (name, path) in [
        ("overview", "/staff".to_owned()),
        ("search", "/staff?q=Bakery+77".to_owned()),
        ("needs you", "/staff/needs-you".to_owned()),
        ("job", format!("/staff/jobs/{job}")),
        ("report", format!("/staff/jobs/{job}/report")),
        ("AutoBolts", "/staff/autobolts".to_owned()),
        ("customers", "/staff/customers".to_owned()),
        ("customer", format!("/staff/customers/{customer}")),
        ("new job", format!("/staff/jobs/new?customer={customer}&package=500")),
        ("directories", "/staff/directories".to_owned()),
        ("directory", format!("/staff/directories/{directory}")),
        ("metrics", "/staff/metrics?days=14".to_owned()),
        ("audit log", "/staff/audit".to_owned()),
    ] {
        let mut took = Vec::new();
        let mut size = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            let answer = client.get(ground.backend.url(&path)).header(header::COOKIE, &cookie).send().await?;
            let status = answer.status();
            size = answer.bytes().await?.len();
            took.push(begun.elapsed());
            if status != StatusCode::OK {
                bail!("{path} answered {status}");
            }
        }
        pages.push(Page { name, took: Latency::of(&took), kilobytes: size.div_ceil(1024) });
    }
    Ok(pages)
}

/// A thousand jobs in all states, with the mixture of results a month brings.
fn seed(ground: &Ground) -> Result<()> {
    ground
        .database
        .sql(
            "with made as (
               insert into public.jobs (customer_id, package_size, status, created_at)
               select id, 500, case when n % 10 < 7 then 'complete' when n % 10 < 9 then 'in_progress' else 'pending' end,
                      now() - n * interval '40 minutes'
               from (select id, row_number() over (order by id) as n from public.customers) c
               returning id, status, created_at)
             insert into autobolt.job_control (job_id, created_by, approved_at, approved_by, started_at, finished_at)
             select id, 'cli', created_at, 'cli', case when status <> 'pending' then created_at end,
                    case when status = 'complete' then created_at + interval '1 hour' end from made;
             insert into public.job_results (job_id, directory_name, status, response_log, submitted_at)
             select j.id, d.name, k.status,
                    jsonb_build_object('summary', 'The page thanks for the submission and says that it is looked at.',
                      'missing', case when k.reason = 'missing_data' then jsonb_build_array('Year founded') else '[]' end,
                      'evidence', jsonb_build_array(jsonb_build_object('kind', 'confirmation_text', 'value', 'Thank you'))),
                    case when k.status = 'submitted' then j.created_at end
             from public.jobs j cross join autobolt.directories d
             cross join lateral (select case when j.status = 'pending' then 'pending'
                   when j.status = 'in_progress' and d.name::int % 2 = 0 then 'pending'
                   when d.name::int % 10 < 8 then 'submitted' when d.name::int % 100 = 99 and j.status = 'in_progress' then 'retry'
                   else 'failed' end as status, case when d.name::int % 200 = 199 then 'missing_data' else 'captcha' end as reason) k;
             insert into autobolt.submissions (result_id, job_id, directory_id, customer_id, position, reason, needs_staff,
                                               started_at, updated_at, duration_ms, holds)
             select r.id, r.job_id, d.id, j.customer_id, d.name::int,
                    case r.status when 'failed' then 'rejected' when 'retry' then
                      case when d.name::int % 200 = 199 then 'missing_data' else 'captcha' end end,
                    r.status = 'retry', case when r.status <> 'pending' then j.created_at end,
                    j.created_at + interval '20 minutes', case when r.status <> 'pending' then 4000 + d.name::int % 3000 end,
                    r.status <> 'failed'
             from public.job_results r join public.jobs j on j.id = r.job_id join autobolt.directories d on d.name = r.directory_name;
             insert into autobolt.attempts (id, result_id, job_id, key_id, epoch, begun_at, finished_at, outcome)
             select gen_random_uuid(), s.result_id, s.job_id, (select id from autobolt.api_keys limit 1), 1, s.updated_at,
                    s.updated_at, 'answered' from autobolt.submissions s where s.started_at is not null;
             analyze;",
        )
        .map(drop)
}
