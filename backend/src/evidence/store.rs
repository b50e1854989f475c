//! Where evidence is kept. A storage that fails costs no picture: it goes to the disk instead, and is read from there.

use super::supabase::{StorageError, Supabase};
use super::{Image, disk};
use std::io;
use std::path::{Path, PathBuf};

/// Before the location of a picture in Supabase's storage; without it, it is on disk.
const REMOTE: &str = "supabase:";

/// The picture cannot be kept, or not be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// The disk's.
    #[error("evidence on disk: {0}")]
    Disk(#[from] io::Error),
    /// Supabase's.
    #[error("evidence in Supabase's storage: {0}")]
    Storage(#[from] StorageError),
    /// It is in Supabase's storage, and this backend is not set up for it.
    #[error("this picture is in Supabase's storage, and SUPABASE_URL and SUPABASE_SECRET_KEY are not set")]
    NotSetUp,
}

/// The evidence of this backend.
#[derive(Debug, Clone)]
pub struct Store {
    data_dir: PathBuf,
    remote: Option<Supabase>,
}

impl Store {
    /// On disk, below this folder.
    #[must_use]
    pub fn disk(data_dir: &Path) -> Self {
        Self { data_dir: data_dir.to_owned(), remote: None }
    }

    /// In Supabase's storage, and on disk while that fails.
    #[must_use]
    pub fn supabase(data_dir: &Path, remote: Supabase) -> Self {
        Self { data_dir: data_dir.to_owned(), remote: Some(remote) }
    }

    /// Keeps a picture; where it is, for its row.
    ///
    /// # Errors
    /// The disk's: a storage that fails is logged, and the picture goes to the disk.
    pub async fn write(&self, location: &str, image: Image, bytes: Vec<u8>) -> Result<String, EvidenceError> {
        if let Some(remote) = &self.remote {
            match remote.upload(location, image.media_type(), bytes.clone()).await {
                Ok(()) => return Ok(format!("{REMOTE}{location}")),
                Err(error) => {
                    tracing::warn!(%error, location, "Supabase's storage took no picture; it is kept on disk instead");
                }
            }
        }
        disk::write(&self.data_dir, location, bytes).await?;
        Ok(location.to_owned())
    }

    /// Reads a picture.
    ///
    /// # Errors
    /// It is not there, or the storage does not answer.
    pub async fn read(&self, location: &str) -> Result<Vec<u8>, EvidenceError> {
        match location.strip_prefix(REMOTE) {
            Some(remote) => Ok(self.remote.as_ref().ok_or(EvidenceError::NotSetUp)?.download(remote).await?),
            None => Ok(disk::read(&self.data_dir, location).await?),
        }
    }

    /// Removes a picture. One that is gone already is no error.
    ///
    /// # Errors
    /// The disk's or the storage's.
    pub async fn remove(&self, location: &str) -> Result<(), EvidenceError> {
        match location.strip_prefix(REMOTE) {
            Some(remote) => Ok(self.remote.as_ref().ok_or(EvidenceError::NotSetUp)?.remove(remote).await?),
            None => Ok(disk::remove(&self.data_dir, location).await?),
        }
    }
}
