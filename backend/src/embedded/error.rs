//! What can go wrong with the embedded database, each with what the reader can do about it.

use std::path::PathBuf;

/// The embedded database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddedError {
    /// No PostgreSQL on this machine.
    #[error(
        "no PostgreSQL found on this machine. Looked at:\n{}\n\
         Install it (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; \
         macOS: brew install postgresql), or set PG_BINDIR to the folder that holds `postgres` and `initdb`, \
         or set DATABASE_URL to a server that runs already.",
        places.join("\n")
    )]
    NoBinaries {
        /// Every place looked at, with what was found there.
        places: Vec<String>,
    },
    /// The data was written by another major version than any that is installed.
    #[error(
        "the data in {} was written by PostgreSQL {found}, and only {installed} is installed. Install PostgreSQL {found} \
         (or point PG_BINDIR at it); to move the data to another version use pg_upgrade or pg_dump.",
        root.display()
    )]
    OtherMajor {
        /// The data folder.
        root: PathBuf,
        /// The version that wrote the data.
        found: u32,
        /// The versions that are installed.
        installed: String,
    },
    /// PostgreSQL refuses to run as root, and there is no user to run it as.
    #[error(
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` to run it as. \
         Create one of them, run autobolt as an ordinary user, or set DATABASE_URL."
    )]
    NoAccount,
    /// A folder above the data folder keeps PostgreSQL's user out.
    #[error(
        "the user `{user}`, as which PostgreSQL runs when autobolt is run by root, may not enter {}. Choose another data \
         folder with AUTOBOLT_DATA_DIR (for example /var/lib/autobolt), or open the folder: chmod o+x {}",
        folder.display(), folder.display()
    )]
    NotTraversable {
        /// PostgreSQL's user.
        user: String,
        /// The folder in the way.
        folder: PathBuf,
    },
    /// No home folder and nothing set.
    #[error(
        "no data folder: neither AUTOBOLT_DATA_DIR, XDG_DATA_HOME nor HOME is set. Set AUTOBOLT_DATA_DIR."
    )]
    NoDataDir,
    /// A folder that must be private is somebody else's.
    #[error("{} exists and is not a private folder of this user's. Remove it, or choose another AUTOBOLT_DATA_DIR.", .0.display())]
    NotPrivate(PathBuf),
    /// A program could not be run or failed.
    #[error("{program} failed: {detail}")]
    Program {
        /// `initdb` or `postgres`.
        program: String,
        /// The end of what it said.
        detail: String,
    },
    /// The server did not become ready.
    #[error("PostgreSQL did not become ready within {seconds} s. Its log, {}, ends with:\n{tail}", log.display())]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// The server's log.
        log: PathBuf,
        /// The end of the log.
        tail: String,
    },
    /// A server left over from an earlier run does not stop.
    #[error("a PostgreSQL left over from an earlier run (process {pid}) in {} does not stop. End it, then try again.", folder.display())]
    Orphan {
        /// Its process.
        pid: i32,
        /// Its data folder.
        folder: PathBuf,
    },
    /// Another command owns the server but it never came up.
    #[error(
        "another autobolt command holds the embedded database in {}, but its server cannot be reached ({detail}). \
         Wait for it to finish starting, or end it, then try again.",
        root.display()
    )]
    OwnerSilent {
        /// The data folder.
        root: PathBuf,
        /// The last error.
        detail: String,
    },
    /// A program that comes with PostgreSQL's client is missing.
    #[error(
        "{program} is not in {}. It comes with PostgreSQL's client programs (Debian, Ubuntu: apt-get install postgresql-client).",
        dir.display()
    )]
    NoClient {
        /// Which.
        program: &'static str,
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// Somebody works on the data folder.
    #[error("another autobolt command runs on the data folder {}. End it (`autobolt serve` too), then try again.", .0.display())]
    InUse(PathBuf),
    /// A database is there already.
    #[error(
        "there is a database already, {}. Nothing was changed. Move it away, or restore into another folder with AUTOBOLT_DATA_DIR.",
        .0.display()
    )]
    HoldsData(PathBuf),
    /// This system has no embedded database.
    #[error("the embedded PostgreSQL runs on Linux and macOS only. Set DATABASE_URL to a PostgreSQL server.")]
    Unsupported,
    /// A file or folder could not be used.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The server answered with an error.
    #[error("the embedded database: {0}")]
    Sql(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error(transparent)]
    Migrate(#[from] crate::db::MigrateError),
}

impl EmbeddedError {
    /// An I/O error with the path it happened at.
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
