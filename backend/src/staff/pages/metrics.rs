//! `GET /staff/metrics`: throughput, success, durations and reasons. The charts are SVG made here: no script draws them.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{
        api::metrics::MetricsQuery,
        session::Caller,
        view::{Shell, Tab, duration, reason_words},
    },
    store::overview::{self, By, Day, Metrics, Why},
};
use askama::Template;
use axum::{extract::State, http::Uri};

/// The chart's own units.
const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 160.0;

/// One stacked bar of the chart.
struct Column {
    /// The day, and what it came to, in words.
    words: String,
    /// Class, left, top, width, height.
    parts: Vec<(&'static str, f64, f64, f64, f64)>,
    /// Where its label stands, and the label; not every day has room for one.
    label: Option<(f64, String)>,
}

#[derive(Template)]
#[template(path = "metrics.html")]
struct MetricsPage {
    shell: Shell,
    tabs: Vec<Tab>,
    m: Metrics,
    columns: Vec<Column>,
    /// The day on which most happened.
    most: i64,
}

/// Of those that came out, how many of a hundred were submitted.
fn percent(submitted: i64, failed: i64) -> String {
    match submitted + failed {
        0 => "–".to_owned(),
        all => format!("{:.0} %", submitted as f64 * 100.0 / all as f64),
    }
}

fn span(ms: Option<f64>) -> String {
    ms.map_or_else(|| "–".to_owned(), |ms| duration(ms.max(0.0) as u64))
}

impl MetricsPage {
    fn success(&self) -> String {
        percent(self.m.totals.submitted, self.m.totals.failed)
    }

    fn success_of(&self, by: &By) -> String {
        percent(by.submitted, by.failed)
    }

    fn span(&self, ms: &Option<f64>) -> String {
        span(*ms)
    }

    /// Answered on a day, on average over the days on which anything was.
    fn per_day(&self) -> i64 {
        let busy = self.m.days.iter().filter(|day| total(day) > 0).count() as i64;
        let all: i64 = self.m.days.iter().map(total).sum();
        if busy == 0 { 0 } else { all / busy }
    }

    fn why(&self, why: &Why) -> (&'static str, &'static str) {
        let class = match why.status.as_str() {
            "submitted" => "submitted",
            "failed" => "failed",
            _ => "needs",
        };
        let words = match (why.reason.as_str(), why.status.as_str()) {
            ("", "submitted") => "submitted",
            ("", _) => "without a reason",
            (reason, _) => reason_words(reason),
        };
        (words, class)
    }

    /// A share of all that came out, of 100.
    fn share(&self, why: &Why) -> f64 {
        let all: i64 = self.m.reasons.iter().map(|why| why.count).sum();
        why.count as f64 * 100.0 / all.max(1) as f64
    }
}

const fn total(day: &Day) -> i64 {
    day.submitted + day.failed + day.waiting
}

/// The days as stacked bars.
fn columns(days: &[Day], most: i64) -> Vec<Column> {
    let step = WIDTH / days.len().max(1) as f64;
    let every = days.len().div_ceil(7).max(1);
    days.iter()
        .enumerate()
        .map(|(n, day)| {
            let left = n as f64 * step + step * 0.12;
            let width = step * 0.76;
            let mut top = HEIGHT;
            let parts = [("submitted", day.submitted), ("failed", day.failed), ("needs", day.waiting)]
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(class, count)| {
                    let height = count as f64 * HEIGHT / most.max(1) as f64;
                    top -= height;
                    (class, left, top, width, height)
                })
                .collect();
            let date = day.day.format("%-d %b").to_string();
            let words = format!(
                "{date}: {} submitted, {} failed, {} waiting",
                day.submitted, day.failed, day.waiting
            );
            let label = (n % every == 0).then(|| (left + width / 2.0, date));
            Column { words, parts, label }
        })
        .collect()
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    uri: Uri,
    Query(query): Query<MetricsQuery>,
) -> Page {
    let days = query.days()?;
    let m = overview::metrics(&app.pool, days).await?;
    let tabs = [(1, "Today"), (7, "7 days"), (14, "14 days"), (30, "30 days"), (90, "90 days")]
        .into_iter()
        .map(|(n, label)| Tab { href: format!("/staff/metrics?days={n}"), label, count: -1, here: n == days })
        .collect();
    let most = m.days.iter().map(total).max().unwrap_or_default();
    let columns = columns(&m.days, most);
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&MetricsPage { shell, tabs, m, columns, most }))
}
