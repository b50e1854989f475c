//! `autobolt serve`: the API and the staff pages, until told to stop.

use super::{Global, Opened, logs, print, running::Noted};
use crate::api::peer::Network;
use crate::app::{App, Options};
use crate::config::Config;
use crate::db::Limits;
use crate::evidence::{Settings, StorageError, Store, Supabase};
use crate::live::{self, Live};
use anyhow::Context;
use autobolt_shared::timing::Timing;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

/// How long open requests may take to end after the signal to stop; streams end at once.
const GRACE: Duration = Duration::from_millis(700);

/// Serve the API and the staff pages until told to stop (Ctrl-C or SIGTERM).
///
/// Prints where it listens and, while there is no staff yet, a one-time link that makes the first administrator.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "AUTOBOLT_LISTEN", default_value = "127.0.0.1:8787", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// The address people and AutoBolts reach this backend under, e.g. https://autobolt.example.com.
    #[arg(long, env = "AUTOBOLT_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    public_url: Option<Url>,
    /// Tell this webhook when a directory waits for a person or an AutoBolt falls silent: a POST of JSON whose `text` says
    /// it, as chat programs take it. Of several backends, give it to one.
    #[arg(long, env = "AUTOBOLT_NOTIFY_URL", hide_env_values = true, value_name = "URL", value_parser = public_url)]
    notify_url: Option<Url>,
    /// Screenshots older than so many days are removed [default: they are kept].
    #[arg(long, env = "AUTOBOLT_EVIDENCE_DAYS", value_name = "DAYS", value_parser = clap::value_parser!(i32).range(1..=36500))]
    evidence_days: Option<i32>,
    /// Proxies in front whose X-Forwarded-For is believed: addresses or networks, with commas between.
    #[arg(long, env = "AUTOBOLT_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',')]
    trusted_proxies: Vec<Network>,
    /// Ids of extensions that may call beside the one this repository builds, with commas between: for a build with a key of its own.
    #[arg(long, env = "AUTOBOLT_EXTENSION_IDS", value_name = "IDS", value_delimiter = ',', value_parser = extension_id)]
    extension_ids: Vec<String>,
    /// Requests a minute that one API key may make.
    #[arg(long, env = "AUTOBOLT_KEY_REQUESTS", value_name = "NUMBER", default_value_t = Options::KEY_REQUESTS)]
    key_requests: u32,
    /// Divides the lease protocol's times, so that tests need not wait for real ones.
    #[arg(long, hide = true, default_value_t = 1)]
    timing_divisor: u64,
}

/// Reads an address people can open.
pub(super) fn public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|e| e.to_string())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("an http or https address is needed".to_owned());
    }
    Ok(url)
}

/// Reads an extension's id: 32 letters from a to p.
fn extension_id(text: &str) -> Result<String, String> {
    let id = text.trim();
    if id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b)) {
        return Ok(id.to_owned());
    }
    Err("an extension's id is 32 letters from a to p; chrome://extensions shows it".to_owned())
}

/// Runs the command.
pub(super) async fn run(command: Serve, global: &Global) -> anyhow::Result<()> {
    let listener = TcpListener::bind(command.listen)
        .await
        .with_context(|| format!("cannot listen on {}", command.listen))?;
    let shutdown = CancellationToken::new();
    let signals = tokio::spawn(stop_on_signal(shutdown.clone()));
    // Starting a database takes a moment; Ctrl-C meanwhile ends the command.
    let opened = tokio::select! {
        opened = Opened::open(global, Limits::SERVE) => opened?,
        () = shutdown.cancelled() => return Ok(()),
    };
    let config = Config {
        listen: listener.local_addr()?,
        public_url: command.public_url,
        data_dir: opened.data_dir().to_owned(),
    };
    let wanted = Wanted {
        timing_divisor: command.timing_divisor,
        notify_url: command.notify_url,
        options: Options {
            evidence_days: command.evidence_days,
            trusted_proxies: command.trusted_proxies,
            extension_ids: command.extension_ids,
            key_requests: command.key_requests,
        },
    };
    let result = opened.run(serve(listener, config, &opened, wanted, &shutdown)).await;
    shutdown.cancel();
    opened.close().await;
    signals.abort();
    result
}

/// What the command line says beside where to listen.
struct Wanted {
    timing_divisor: u64,
    notify_url: Option<Url>,
    options: Options,
}

async fn serve(
    listener: TcpListener,
    config: Config,
    opened: &Opened,
    wanted: Wanted,
    shutdown: &CancellationToken,
) -> anyhow::Result<()> {
    let Wanted { timing_divisor, notify_url, options } = wanted;
    let timing = Timing::divided(timing_divisor);
    let evidence = evidence_store(&config.data_dir).await?;
    let app =
        App::with(opened.pool.clone(), timing, Live::new(), config, shutdown.clone(), evidence, options);
    let _noted = Noted::write(&app.config);
    greet(&app, opened);
    if let Some(path) =
        crate::staff::link::first_admin(&app.pool).await.map_err(|error| anyhow::anyhow!("{}", error.0))?
    {
        print(format_args!("No staff account exists yet. Make the first one, within a day and once, at:"));
        print(format_args!("  {}{path}", app.config.base_url()));
    }
    // What the embedded server has not written out yet is written while requests end, not after them.
    let written = opened.write_out();
    let stopping = shutdown.clone();
    let writing = tokio::spawn(async move {
        stopping.cancelled().await;
        written.await;
    });
    let feed = tokio::spawn(live::feed(app.live.clone(), app.pool.clone(), shutdown.clone()));
    tokio::spawn(crate::sweep::run(app.clone()));
    if let Some(webhook) = notify_url {
        tokio::spawn(crate::notify::run(app.clone(), webhook));
    }
    tokio::spawn(crate::jobs::pauses::run(app.pool.clone(), shutdown.clone()));
    let service = logs::traced(crate::api::router(app)).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(shutdown.clone().cancelled_owned());
    tokio::select! {
        served = server => served?,
        () = grace(shutdown) => tracing::info!("open requests were ended"),
    }
    feed.abort();
    writing.abort();
    Ok(())
}

/// Supabase's storage where its address and key are set, else the disk. The key comes from the environment alone: what stands on
/// a command line, every user of the machine can read.
async fn evidence_store(data_dir: &Path) -> anyhow::Result<Store> {
    let Some(settings) = Settings::read(&|name| std::env::var(name).ok())? else {
        return Ok(Store::disk(data_dir));
    };
    let remote = Supabase::new(&settings)?;
    match remote.prepare().await {
        Ok(()) => {}
        Err(error @ StorageError::PublicBucket(_)) => return Err(error.into()),
        // Results matter more than pictures: they go to the disk until it answers.
        Err(error) => {
            tracing::warn!(%error, "Supabase's storage cannot be used now; pictures are kept on disk meanwhile")
        }
    }
    Ok(Store::supabase(data_dir, remote))
}

async fn grace(shutdown: &CancellationToken) {
    shutdown.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

fn greet(app: &App, opened: &Opened) {
    let config = &app.config;
    print(format_args!("AutoBolt listens on {}", config.base_url()));
    tracing::info!(listen = %config.listen, database = opened.describe(), "serving");
    if config.needs_https() {
        tracing::warn!(
            "sign-in works over HTTPS only, except on this machine: put a proxy that speaks HTTPS in front and name its \
             address with --public-url (docs/deploy.md)"
        );
    }
}

/// The first signal asks everything to end; a second one ends the process at once (the kernel then stops the embedded
/// server).
async fn stop_on_signal(shutdown: CancellationToken) {
    wait_for_signal().await;
    tracing::info!("stopping");
    shutdown.cancel();
    wait_for_signal().await;
    std::process::exit(130);
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
