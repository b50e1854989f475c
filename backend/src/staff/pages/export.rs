//! Tables for spreadsheets: `GET /staff/jobs/{id}/results.csv`, a job's directories, and `GET /staff/directories/export.csv`,
//! the catalogue as it can be imported again.

use crate::catalogue::COLUMNS as COLUMNS_OF_DIRECTORIES;
use crate::{
    app::App,
    problem::{ApiError, ApiResult, Path},
    staff::{api::jobs::find, view::ResultView},
    store::{directories, overview},
    tables::unarmed,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use serde_json::Value;
use uuid::Uuid;

const COLUMNS: [&str; 12] = [
    "directory",
    "status",
    "reason",
    "presses",
    "started_at",
    "updated_at",
    "submitted_at",
    "took_s",
    "address",
    "decided_by",
    "summary",
    "evidence",
];

/// Writes them.
pub async fn job(State(app): State<App>, Path(id): Path<Uuid>) -> ApiResult<Response> {
    let job = find(&app, id).await?;
    let rows = overview::results(&app.pool, Some(id), 1_000).await?;
    let bytes =
        write(rows.into_iter().map(|row| ResultView { row })).map_err(|error| ApiError::internal(&error))?;
    let name = file_name(job.customer_name.as_deref().unwrap_or("job"));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{id}.csv\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// Writes the catalogue.
pub async fn catalogue(State(app): State<App>) -> ApiResult<Response> {
    let all = directories::export(&mut *app.pool.acquire().await?).await?;
    let bytes = write_catalogue(&all).map_err(|error| ApiError::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"directories.csv\""),
    ];
    Ok((headers, bytes).into_response())
}

fn write_catalogue(all: &[directories::Directory]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS_OF_DIRECTORIES)?;
    for directory in all {
        let row = serde_json::to_value(directory).unwrap_or_default();
        let cells = COLUMNS_OF_DIRECTORIES.map(|column| match row.get(column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => unarmed(text).into_owned(),
            Some(other) => other.to_string(),
        });
        writer.write_record(cells)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A name as part of a file's: letters, digits and dashes.
fn file_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "job".to_owned() } else { parts.join("-") }
}

fn write(rows: impl Iterator<Item = ResultView>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for view in rows {
        let row = &view.row;
        let at = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
        let evidence: Vec<String> =
            view.evidence().into_iter().map(|(kind, value)| format!("{kind}: {value}")).collect();
        let cells = [
            row.directory_name.clone(),
            row.status.clone(),
            row.reason.clone().unwrap_or_default(),
            row.attempts.to_string(),
            at(row.started_at),
            at(Some(row.updated_at)),
            at(row.submitted_at),
            row.duration_ms.map(|ms| format!("{:.1}", f64::from(ms) / 1_000.0)).unwrap_or_default(),
            row.url.clone().unwrap_or_default(),
            row.decided_by.clone().unwrap_or_default(),
            view.summary().unwrap_or_default(),
            evidence.join("\n"),
        ];
        writer.write_record(cells.iter().map(|cell| unarmed(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_customer_whatever_that_is_called() {
        assert_eq!(file_name("Blue Door \"Bakery\"\r\n"), "Blue-Door-Bakery");
        assert_eq!(file_name("北京"), "job");
    }
}
