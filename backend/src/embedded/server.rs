//! Making a cluster, starting its server, stopping it.

use super::account::Account;
use super::binaries::Binaries;
use super::{EmbeddedError, orphan};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::PgConnectOptions;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// How long a server may take to become ready: recovery after a crash included.
const START: Duration = Duration::from_secs(60);
/// How long a server may take to write everything out before it stops. After that it stops at once and replays its log at
/// the next start; nothing that was committed is lost either way, and `serve` is gone in two seconds.
const IN_ORDER: Duration = Duration::from_millis(1100);
/// How long a server may take to stop before it is told more firmly.
const STOP: Duration = Duration::from_secs(10);
/// `sockaddr_un.sun_path` less its terminator, less the name of the socket in the folder.
const LONGEST_SOCKET_DIR: usize = 103 - "/.s.PGSQL.5432".len();
/// A log longer than this is started anew.
const LONGEST_LOG: u64 = 10 * 1024 * 1024;

/// What to start.
#[derive(Debug, Clone)]
pub struct Launch<'a> {
    /// The data folder, which exists: the cluster becomes `pg<major>` inside it.
    pub root: &'a Path,
    /// Settings beside the ones every embedded server has, e.g. `("fsync", "off")`.
    pub settings: &'a [(&'a str, &'a str)],
}

/// A running PostgreSQL that this process started. Stopped when dropped, and by the kernel when this process dies.
#[derive(Debug)]
pub struct Server {
    pid: Pid,
    socket_dir: PathBuf,
    ended: Arc<Ended>,
}

#[derive(Debug, Default)]
struct Ended {
    status: Mutex<Option<ExitStatus>>,
    changed: Condvar,
}

impl Server {
    /// Starts the server, making the cluster first where there is none. Blocks until it takes connections.
    ///
    /// # Errors
    /// See [`EmbeddedError`]; nothing is left running.
    pub fn start(launch: &Launch<'_>) -> Result<Self, EmbeddedError> {
        let root = launch.root.canonicalize().map_err(EmbeddedError::io(launch.root))?;
        let account = Account::choose()?;
        account.check_way_to(&root)?;
        let binaries = Binaries::find(&root)?;
        let data = root.join(format!("pg{}", binaries.major));
        if !data.is_dir() {
            make_cluster(&binaries, &account, &data)?;
        }
        orphan::clear(&data)?;
        let socket_dir = socket_dir(&root, &account)?;
        let log = root.join("postgres.log");
        let mut command = postgres(&binaries, &account, &data, &socket_dir, launch.settings);
        let read_from = attach_log(&mut command, &log)?;
        let server = Self::spawn(command, socket_dir)?;
        server.wait_ready(&data, &log, read_from)?;
        Ok(server)
    }

    /// How to connect as `user` to `database`.
    #[must_use]
    pub fn options(&self, user: &str, database: &str) -> PgConnectOptions {
        socket_options(&self.socket_dir, user, database)
    }

    /// The folder with the socket.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The server's process.
    #[must_use]
    pub fn pid(&self) -> i32 {
        self.pid.as_raw()
    }

    /// Whether it has ended, stopped or not.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended.wait(Duration::ZERO).is_some()
    }

    /// Stops the server: open transactions are rolled back, data is written out where that is done soon.
    pub fn stop(&self) {
        for (signal, patience) in
            [(Signal::SIGINT, IN_ORDER), (Signal::SIGQUIT, STOP), (Signal::SIGKILL, STOP)]
        {
            if self.ended.wait(Duration::ZERO).is_some() {
                return;
            }
            let _ = kill(self.pid, signal);
            if self.ended.wait(patience).is_some() {
                return;
            }
        }
    }

    /// The kernel signals the server when the *thread* that spawned it ends, so a thread of its own lives exactly as long
    /// as the server does: a worker thread of an async runtime might not.
    fn spawn(command: Command, socket_dir: PathBuf) -> Result<Self, EmbeddedError> {
        let program = PathBuf::from(command.get_program());
        let ended = Arc::new(Ended::default());
        let (tell, told) = mpsc::channel();
        let on_thread = Arc::clone(&ended);
        let mut command = command;
        std::thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || {
                let mut child = match command.spawn() {
                    Ok(child) => child,
                    Err(error) => {
                        let _ = tell.send(Err(error));
                        return;
                    }
                };
                let _ = tell.send(Ok(child.id()));
                if let Ok(status) = child.wait() {
                    on_thread.set(status);
                }
            })
            .map_err(EmbeddedError::io(&program))?;
        let spawned = told.recv().map_err(|_| std::io::Error::other("the thread that starts it ended"));
        let pid = spawned.and_then(|started| started).map_err(|e| EmbeddedError::Program {
            program: program.display().to_string(),
            detail: e.to_string(),
        })?;
        let pid = Pid::from_raw(i32::try_from(pid).unwrap_or(i32::MAX));
        Ok(Self { pid, socket_dir, ended })
    }

    /// Ready is what the server itself writes into the last line of its pid file.
    fn wait_ready(&self, data: &Path, log: &Path, read_from: u64) -> Result<(), EmbeddedError> {
        let started = Instant::now();
        let pid_file = data.join("postmaster.pid");
        while started.elapsed() < START {
            if let Some(status) = self.ended.wait(Duration::from_millis(10)) {
                let said = tail(log, read_from);
                return Err(EmbeddedError::Program {
                    program: "postgres".to_owned(),
                    detail: format!("it ended at once ({status}) and said:\n{said}"),
                });
            }
            let text = std::fs::read_to_string(&pid_file).unwrap_or_default();
            let mut lines = text.lines();
            let ours = lines.next().is_some_and(|pid| pid.trim() == self.pid.to_string());
            if ours && lines.nth(6).is_some_and(|state| state.trim() == "ready") {
                return Ok(());
            }
        }
        Err(EmbeddedError::NotReady {
            seconds: START.as_secs(),
            log: log.to_owned(),
            tail: tail(log, read_from),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        // Gone with its socket; only an empty folder goes.
        let _ = std::fs::remove_dir(&self.socket_dir);
    }
}

impl Ended {
    fn set(&self, status: ExitStatus) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
        self.changed.notify_all();
    }

    fn wait(&self, patience: Duration) -> Option<ExitStatus> {
        let status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, _) = self
            .changed
            .wait_timeout_while(status, patience, |status| status.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        *status
    }
}

/// How to connect through a socket folder.
pub(super) fn socket_options(socket_dir: &Path, user: &str, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket_dir)
        .host("localhost")
        .port(5432)
        .username(user)
        .database(database)
        .ssl_mode(sqlx::postgres::PgSslMode::Disable)
}

/// Made beside its final place and moved there when complete: an `initdb` that was killed leaves nothing that looks whole.
fn make_cluster(binaries: &Binaries, account: &Account, data: &Path) -> Result<(), EmbeddedError> {
    let unfinished = data.with_extension("tmp");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).map_err(EmbeddedError::io(&unfinished))?;
    }
    std::fs::create_dir(&unfinished).map_err(EmbeddedError::io(&unfinished))?;
    account.take(&unfinished)?;
    let locale = if cfg!(target_os = "macos") { "en_US.UTF-8" } else { "C.UTF-8" };
    let mut command = Command::new(binaries.program("initdb"));
    command
        .args(["-U", super::OWNER_ROLE, "-A", "trust", "-E", "UTF8"])
        .arg(format!("--locale={locale}"))
        .arg("-D")
        .arg(&unfinished);
    prepare(&mut command, account);
    let failed = |detail: String| EmbeddedError::Program { program: "initdb".to_owned(), detail };
    let out =
        command.output().map_err(|e| failed(format!("{}: {e}", binaries.program("initdb").display())))?;
    if !out.status.success() {
        return Err(failed(String::from_utf8_lossy(&out.stderr).trim().to_owned()));
    }
    std::fs::rename(&unfinished, data).map_err(EmbeddedError::io(data))
}

fn postgres(
    binaries: &Binaries,
    account: &Account,
    data: &Path,
    socket_dir: &Path,
    settings: &[(&str, &str)],
) -> Command {
    let mut command = Command::new(binaries.program("postgres"));
    command.arg("-D").arg(data).arg("-k").arg(socket_dir);
    let fixed = [
        ("listen_addresses", ""),
        ("port", "5432"),
        ("unix_socket_permissions", "0700"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("logging_collector", "off"),
    ];
    for (name, value) in fixed.iter().chain(settings) {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    prepare(&mut command, account);
    // A group of its own, so Ctrl-C in a terminal reaches this process alone, which then stops the server in order.
    command.process_group(0);
    die_with_parent(&mut command);
    command
}

/// Nothing of the caller's environment reaches PostgreSQL (`PGDATA`, `PGPORT`, locales …).
fn prepare(command: &mut Command, account: &Account) {
    command.env_clear().current_dir("/").stdin(Stdio::null());
    account.apply(command);
}

#[cfg(target_os = "linux")]
fn die_with_parent(command: &mut Command) {
    let parent = nix::unistd::getpid();
    let ask = move || {
        nix::sys::prctl::set_pdeathsig(Signal::SIGINT)?;
        // The parent may have died before the request: then nobody would ever signal.
        if nix::unistd::getppid() != parent {
            return Err(std::io::Error::other("the process that starts PostgreSQL is gone"));
        }
        Ok(())
    };
    #[expect(
        unsafe_code,
        reason = "the only way to run code between fork and exec; the closure makes two system calls, allocates nothing \
                  on success and takes no lock"
    )]
    // SAFETY: `prctl` and `getppid` are async-signal-safe, and the closure touches no memory but its own copy of a pid.
    unsafe {
        command.pre_exec(ask);
    }
}

/// No such request elsewhere: the next start finds the orphan and stops it.
#[cfg(not(target_os = "linux"))]
fn die_with_parent(_command: &mut Command) {}

/// `run` in the data folder, or, where that path is too long for a socket, a private folder under `/tmp`.
fn socket_dir(root: &Path, account: &Account) -> Result<PathBuf, EmbeddedError> {
    let beside = root.join("run");
    let dir = if beside.as_os_str().len() <= LONGEST_SOCKET_DIR {
        beside
    } else {
        let name = crc32fast::hash(root.as_os_str().as_encoded_bytes());
        PathBuf::from(format!("/tmp/autobolt-{}-{name:08x}", account.uid()))
    };
    match std::fs::DirBuilder::new().mode(0o700).create(&dir) {
        Ok(()) => account.take(&dir)?,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            // `/tmp` is everybody's: a folder or link somebody else put there is not used.
            let found = std::fs::symlink_metadata(&dir).map_err(EmbeddedError::io(&dir))?;
            let me = nix::unistd::Uid::effective().as_raw();
            if !found.is_dir() || (found.uid() != account.uid() && found.uid() != me) {
                return Err(EmbeddedError::NotPrivate(dir));
            }
            account.take(&dir)?;
        }
        Err(e) => return Err(EmbeddedError::io(&dir)(e)),
    }
    Ok(dir)
}

/// Sends the server's output to its log; gives back where this run's part begins.
fn attach_log(command: &mut Command, log: &Path) -> Result<u64, EmbeddedError> {
    let long = std::fs::metadata(log).map(|m| m.len()).unwrap_or(0);
    let file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(log)
        .map_err(EmbeddedError::io(log))?;
    let from = if long > LONGEST_LOG {
        file.set_len(0).map_err(EmbeddedError::io(log))?;
        0
    } else {
        long
    };
    let copy = file.try_clone().map_err(EmbeddedError::io(log))?;
    command.stdout(copy).stderr(file);
    Ok(from)
}

/// The last lines the server wrote since `from`.
fn tail(log: &Path, from: u64) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let start = usize::try_from(from).unwrap_or(0).min(bytes.len());
    let text = String::from_utf8_lossy(bytes.get(start..).unwrap_or_default()).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(15)..).unwrap_or_default().join("\n")
}
