//! The audit of the very backend that runs it, for the staff page.

use super::{AuditError, Place, Report, Scratch, Subject, built_extension, clock, keep, run};
use crate::app::App;
use crate::db::{self, Limits};
use crate::embedded;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

/// Audits the system this process serves, and keeps the report.
///
/// # Errors
/// Its database or the backend itself cannot be asked.
pub async fn of_serving(app: &App) -> Result<Report, AuditError> {
    let address = (*app.pool.connect_options()).clone();
    let embedded = address.get_socket().is_some() && address.get_database() == Some(embedded::DATABASE);
    // On the embedded server databases may be made; on another one the role that serves may not, and the rehearsal says so.
    let owner = if embedded {
        address.clone().username(embedded::OWNER_ROLE).database("postgres")
    } else {
        address.clone()
    };
    let scratch = Scratch::open(Some(Place { owner, app: address.clone() }), crate::api::router).await;
    let database = db::reading_pool(address.clone(), Limits::COMMAND).await?;
    let extension = std::env::var_os("AUTOBOLT_EXTENSION").filter(|path| !path.is_empty()).map(PathBuf::from);
    let url = format!("http://{}", near(app.config.listen));
    let rehearsal = match &scratch {
        Ok(scratch) => scratch
            .elsewhere
            .clone()
            .unwrap_or_else(|| "in a throw-away database on the same server".to_owned()),
        Err(why) => format!("none ({why})"),
    };
    let subject = Subject {
        database,
        embedded,
        extension: extension.or_else(built_extension),
        environment: std::env::vars_os()
            .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
            .collect(),
        data_dir: app.config.data_dir.clone(),
        service_file: PathBuf::from("/etc/autobolt.env"),
        clock,
        described: vec![
            format!(
                "database: {}",
                if embedded {
                    "embedded".to_owned()
                } else {
                    format!("{}:{}", address.get_host(), address.get_port())
                }
            ),
            format!("backend: {url}, this one"),
            format!("rehearsal: {rehearsal}"),
        ],
        url,
        address,
    };
    let report = run(&subject, scratch.as_ref().map_err(String::as_str)).await;
    subject.database.close().await;
    if let Ok(scratch) = scratch
        && let Err(left) = scratch.close().await
    {
        tracing::warn!(left, "the audit's throw-away database could not be removed");
    }
    let report = report?;
    if let Err(error) = keep(&app.config.data_dir, &report) {
        tracing::warn!(%error, "the audit's report could not be kept");
    }
    Ok(report)
}

/// An address this machine itself reaches the listener at.
fn near(mut listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() {
        listen.set_ip(match listen.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    listen
}
