//! A backup: one file with the database, customers' pictures and evidence, made while the backend serves.
//!
//! It is a zip: `backup.json` says what it is, `database.dump` is PostgreSQL's own custom format, the rest are the files below
//! `assets/` and `evidence/`. What comes from a file is not trusted: a name that leads out of the folder is refused.

use crate::config::LAST_BACKUP;
use crate::db::MIGRATOR;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Component, Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const ABOUT: &str = "backup.json";
const DATABASE: &str = "database.dump";
/// The folders beside the database.
const FOLDERS: [&str; 2] = ["assets", "evidence"];

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The build that made it.
    pub version: String,
    /// The newest migration its tables have.
    pub migration: i64,
}

/// The backup cannot be made or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is none of ours.
    #[error("{} is no backup of AutoBolt's: {detail}", path.display())]
    NoBackup {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// A newer build made it.
    #[error(
        "the backup was made by AutoBolt {0}, whose tables this build does not know. Restore it with that build or a newer one."
    )]
    Newer(String),
    /// A name that leads elsewhere.
    #[error("the backup holds the name `{0}`, which leads out of the data folder; nothing was restored")]
    BadName(String),
    /// Files are in the way.
    #[error("{} is there already. Nothing was changed. Move it away, or restore into another folder with AUTOBOLT_DATA_DIR.", .0.display())]
    InTheWay(PathBuf),
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Io { path, source }
}

fn zip_at(path: &Path) -> impl Fn(ZipError) -> BackupError {
    let path = path.to_owned();
    move |error| match error {
        ZipError::Io(source) => BackupError::Io { path: path.clone(), source },
        other => BackupError::NoBackup { path: path.clone(), detail: other.to_string() },
    }
}

/// Packs the dump and the data folder's files into `file`, which is there whole or not at all, and readable by its owner alone.
///
/// # Errors
/// The disk's.
pub fn pack(data_dir: &Path, dump: &Path, file: &Path, at: DateTime<Utc>) -> Result<About, BackupError> {
    let about = About { at, version: env!("CARGO_PKG_VERSION").to_owned(), migration: newest() };
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    let packed = write(data_dir, dump, &unfinished, &about);
    if packed.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    packed?;
    fs::rename(&unfinished, file).map_err(io_at(file))?;
    note(data_dir, &about).map_err(io_at(data_dir))?;
    Ok(about)
}

fn write(data_dir: &Path, dump: &Path, file: &Path, about: &About) -> Result<(), BackupError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut zip = ZipWriter::new(BufWriter::new(options.open(file).map_err(io_at(file))?));
    // Pictures and the dump are compressed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let text = serde_json::to_vec_pretty(about).map_err(io::Error::other).map_err(io_at(file))?;
    zip.start_file(ABOUT, stored).map_err(zip_at(file))?;
    io::copy(&mut text.as_slice(), &mut zip).map_err(io_at(file))?;
    zip.start_file(DATABASE, stored).map_err(zip_at(file))?;
    io::copy(&mut File::open(dump).map_err(io_at(dump))?, &mut zip).map_err(io_at(file))?;
    for folder in FOLDERS {
        for path in files(&data_dir.join(folder)).map_err(io_at(data_dir))? {
            // One that went away meanwhile is in no row any more.
            let Ok(mut source) = File::open(&path) else { continue };
            let name = path.strip_prefix(data_dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            zip.start_file(name, stored).map_err(zip_at(file))?;
            io::copy(&mut source, &mut zip).map_err(io_at(file))?;
        }
    }
    let written = zip.finish().map_err(zip_at(file))?;
    written.into_inner().map_err(|error| io_at(file)(error.into_error()))?.sync_all().map_err(io_at(file))
}

fn note(data_dir: &Path, about: &About) -> io::Result<()> {
    fs::write(data_dir.join(LAST_BACKUP), serde_json::to_vec(about).map_err(io::Error::other)?)
}

/// Every file below a folder; none where there is no such folder. Links are not followed, unfinished files left out.
fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_none_or(|ending| ending != "tmp") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A backup that was opened and looked through.
pub struct Backup {
    path: PathBuf,
    zip: ZipArchive<File>,
    /// What it says of itself.
    pub about: About,
}

impl Backup {
    /// Opens a backup, and refuses one that a newer build made or that holds a name that leads elsewhere.
    ///
    /// # Errors
    /// It is none, or not to be used.
    pub fn open(path: &Path) -> Result<Self, BackupError> {
        let mut zip = ZipArchive::new(File::open(path).map_err(io_at(path))?).map_err(zip_at(path))?;
        let mut text = String::new();
        let entry = zip.by_name(ABOUT).map_err(zip_at(path))?;
        entry.take(64 * 1024).read_to_string(&mut text).map_err(io_at(path))?;
        let about: About = serde_json::from_str(&text)
            .map_err(|e| BackupError::NoBackup { path: path.to_owned(), detail: e.to_string() })?;
        if about.migration > newest() {
            return Err(BackupError::Newer(about.version));
        }
        if let Some(bad) = zip.file_names().find(|name| !is_ours(name)) {
            return Err(BackupError::BadName(bad.to_owned()));
        }
        Ok(Self { path: path.to_owned(), zip, about })
    }

    /// Writes the database's part to a file.
    ///
    /// # Errors
    /// It holds none; the disk's.
    pub fn database(&mut self, file: &Path) -> Result<(), BackupError> {
        let mut entry = self.zip.by_name(DATABASE).map_err(zip_at(&self.path))?;
        let mut target = File::create(file).map_err(io_at(file))?;
        io::copy(&mut entry, &mut target).map_err(io_at(file)).map(|_| ())
    }

    /// That nothing is in the way of the files.
    ///
    /// # Errors
    /// Something is.
    pub fn may_unpack(data_dir: &Path) -> Result<(), BackupError> {
        match FOLDERS.map(|folder| data_dir.join(folder)).into_iter().find(|folder| !is_empty(folder)) {
            Some(there) => Err(BackupError::InTheWay(there)),
            None => Ok(()),
        }
    }

    /// Writes the files into the data folder; how many.
    ///
    /// # Errors
    /// The disk's.
    pub fn unpack(&mut self, data_dir: &Path) -> Result<usize, BackupError> {
        let mut count = 0;
        for at in 0..self.zip.len() {
            let mut entry = self.zip.by_index(at).map_err(zip_at(&self.path))?;
            if !entry.is_file() || [ABOUT, DATABASE].contains(&entry.name()) {
                continue;
            }
            let path = data_dir.join(entry.name());
            let folder = path.parent().unwrap_or(data_dir);
            crate::evidence::closed_folder(folder).map_err(io_at(folder))?;
            let mut target = File::create(&path).map_err(io_at(&path))?;
            io::copy(&mut entry, &mut target).map_err(io_at(&path))?;
            count += 1;
        }
        Ok(count)
    }
}

/// One of the two own names, or a plain path below the two folders.
fn is_ours(name: &str) -> bool {
    let path = Path::new(name);
    let plain =
        !name.contains(['\\', '\0']) && path.components().all(|part| matches!(part, Component::Normal(_)));
    plain && (name == ABOUT || name == DATABASE || FOLDERS.iter().any(|folder| path.starts_with(folder)))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

fn newest() -> i64 {
    MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip_of(folder: &Path, files: &[(&str, &str)]) -> PathBuf {
        let path = folder.join("hostile.autobolt");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    const ABOUT_NOW: &str = r#"{"at":"2026-01-01T00:00:00Z","version":"0.1.0","migration":1}"#;

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["../evil", "/etc/cron.d/evil", "evidence/../../evil", "pg15/PG_VERSION", "evidence\\..\\evil"]
        {
            let path = zip_of(folder.path(), &[(ABOUT, ABOUT_NOW), (name, "x")]);
            assert!(matches!(Backup::open(&path), Err(BackupError::BadName(_))), "{name}");
        }
        let path = zip_of(folder.path(), &[(ABOUT, ABOUT_NOW), ("evidence/job/1.png", "x")]);
        let data = folder.path().join("data");
        assert_eq!(Backup::open(&path).unwrap().unpack(&data).unwrap(), 1);
        assert_eq!(fs::read(data.join("evidence/job/1.png")).unwrap(), b"x");
    }

    #[test]
    fn a_backup_of_a_newer_build_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let newer =
            ABOUT_NOW.replace("\"migration\":1", "\"migration\":99999999999999").replace("0.1.0", "9.9.9");
        let path = zip_of(folder.path(), &[(ABOUT, &newer)]);
        let Err(error) = Backup::open(&path) else { panic!("it is newer") };
        assert!(error.to_string().contains("9.9.9"), "{error}");
    }

    #[test]
    fn another_file_is_said_to_be_no_backup() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        fs::write(&path, "hello").unwrap();
        assert!(matches!(Backup::open(&path), Err(BackupError::NoBackup { .. })));
    }
}
