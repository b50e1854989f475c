//! `autobolt audit`: every requirement checked against the running system.

use super::{Global, Opened, print, print_json, running};
use crate::audit::{self, Place, Report, Scratch, Status, Subject};
use crate::db::{self, Limits};
use crate::{api, app::App, config::Config, live::Live};
use anyhow::Context;
use autobolt_shared::timing::Timing;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Check every requirement against the running system, with evidence and fixes.
///
/// The live database is only read. A whole job is played in a throw-away database, on the same server where databases may be made
/// (the embedded one; else with MIGRATION_DATABASE_URL), otherwise on an embedded one. Where no backend runs, one is started for as
/// long as it takes. Ends with 0 where nothing failed, 1 where something did, 2 where the audit could not be made.
#[derive(Debug, clap::Args)]
pub struct Audit {
    /// The report as JSON.
    #[arg(long, group = "form")]
    json: bool,
    /// The report as Markdown.
    #[arg(long, group = "form")]
    markdown: bool,
    /// The report as a page of its own.
    #[arg(long, group = "form")]
    html: bool,
    /// The built extension, a folder or a zip [default: extension/dist, where it is there].
    #[arg(long, env = "AUTOBOLT_EXTENSION", value_name = "PATH")]
    extension: Option<PathBuf>,
    /// The running backend's address [default: the one that serves this data folder].
    #[arg(long, value_name = "URL", value_parser = super::serve::public_url)]
    url: Option<Url>,
    /// The owner's address of the database: on its server the throw-away database is made, and dropped.
    #[arg(long, env = "MIGRATION_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    migration_database_url: Option<String>,
}

/// Runs the command.
pub(super) async fn run(command: Audit, global: &Global) -> ExitCode {
    match report(&command, global).await.and_then(|report| shown(&command, &report).map(|()| report)) {
        Ok(report) if report.verdict == Status::Fail => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            super::complain(&error);
            ExitCode::from(2)
        }
    }
}

fn shown(command: &Audit, report: &Report) -> anyhow::Result<()> {
    if command.json {
        return print_json(report);
    }
    print(if command.markdown {
        audit::render::markdown(report)
    } else if command.html {
        audit::render::html(report)?
    } else {
        audit::render::text(report)
    });
    Ok(())
}

async fn report(command: &Audit, global: &Global) -> anyhow::Result<Report> {
    // Before the embedded database is started: a wrong path should cost no time.
    if let Some(path) = &command.extension {
        anyhow::ensure!(
            path.exists(),
            "{} is not there; `cargo xtask extension` builds the extension",
            path.display()
        );
    }
    let opened = Opened::open_to_read(global, Limits::COMMAND).await?;
    let result = opened.run(look(command, &opened)).await;
    opened.close_politely().await;
    result
}

async fn look(command: &Audit, opened: &Opened) -> anyhow::Result<Report> {
    let mut described = vec![format!("database: {}", opened.describe())];
    let running = command.url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
    let running = running.or_else(|| running::address(opened.data_dir()));
    let mut own = None;
    let url = match running {
        Some(url) => {
            described.push(format!("backend: {url}"));
            url
        }
        None => {
            let backend = Backend::start(opened).await?;
            described.push("backend: none was running; one was started for this audit".to_owned());
            own.insert(backend).url.clone()
        }
    };
    let extension = command.extension.clone().or_else(audit::built_extension);
    described.push(match &extension {
        Some(path) => format!("extension: {}", path.display()),
        None => "extension: none".to_owned(),
    });
    let maintenance = opened.maintenance_options();
    let address = opened.address();
    let place = Place {
        owner: owner(command, maintenance.clone())?.unwrap_or_else(|| address.clone()),
        app: address.clone(),
    };
    let scratch = Scratch::open(Some(place), api::router).await;
    described.push(match &scratch {
        Ok(scratch) => match &scratch.elsewhere {
            None => "rehearsal: in a throw-away database on the same server".to_owned(),
            Some(why) => format!("rehearsal: {why}"),
        },
        Err(why) => format!("rehearsal: none ({why})"),
    });
    let subject = Subject {
        database: opened.pool.clone(),
        address,
        embedded: maintenance.is_some(),
        url,
        extension,
        environment: std::env::vars_os()
            .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
            .collect(),
        data_dir: opened.data_dir().to_owned(),
        service_file: PathBuf::from("/etc/autobolt.env"),
        clock: audit::clock,
        described,
    };
    let report = audit::run(&subject, scratch.as_ref().map_err(String::as_str)).await;
    if let Ok(scratch) = scratch
        && let Err(left) = scratch.close().await
    {
        super::warn(left);
    }
    if let Some(own) = own {
        own.stop();
    }
    let report = report?;
    if let Err(error) = audit::keep(opened.data_dir(), &report) {
        super::warn(format_args!("the report could not be kept for the staff page: {error}"));
    }
    Ok(report)
}

/// The owner's address, where one is given.
fn owner(
    command: &Audit,
    maintenance: Option<sqlx::postgres::PgConnectOptions>,
) -> anyhow::Result<Option<sqlx::postgres::PgConnectOptions>> {
    match command.migration_database_url.as_deref().filter(|url| !url.trim().is_empty()) {
        _ if maintenance.is_some() => Ok(maintenance),
        Some(url) => db::options_from_url(url).map(Some).context("MIGRATION_DATABASE_URL cannot be read"),
        None => Ok(None),
    }
}

/// A backend over the live database, for reading alone: nothing is swept, nothing written.
struct Backend {
    url: String,
    shutdown: CancellationToken,
    server: tokio::task::JoinHandle<()>,
}

impl Backend {
    async fn start(opened: &Opened) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let listen = listener.local_addr()?;
        let config = Config { listen, public_url: None, data_dir: opened.data_dir().to_owned() };
        let shutdown = CancellationToken::new();
        let app = App::new(opened.pool.clone(), Timing::REAL, Live::new(), config, shutdown.clone());
        let service = api::router(app).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        Ok(Self { url: format!("http://{listen}"), shutdown, server })
    }

    fn stop(self) {
        self.shutdown.cancel();
        self.server.abort();
    }
}
