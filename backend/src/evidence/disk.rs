//! Files below the data folder's `evidence/`.

use std::{
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

/// Writes an image so that it is there whole or not at all.
///
/// # Errors
/// The disk's.
pub async fn write(data_dir: &Path, location: &str, bytes: Vec<u8>) -> io::Result<()> {
    let path = path(data_dir, location)?;
    let written = tokio::task::spawn_blocking(move || {
        let folder = path.parent().ok_or_else(|| io::Error::other("no folder"))?;
        closed_folder(folder)?;
        // Two requests with the same id write two files; the last rename wins with the same bytes.
        let unfinished = path.with_extension(format!("{}.tmp", uuid::Uuid::new_v4().simple()));
        let mut file = std::fs::File::create(&unfinished)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, &path)
    });
    written.await.map_err(io::Error::other)?
}

/// Makes a folder, and those above it, that nobody else on the machine may look into: customers' data is on the pictures.
pub(crate) fn closed_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Reads an image.
///
/// # Errors
/// The disk's; it is not there, e.g. because another backend with a disk of its own took it.
pub async fn read(data_dir: &Path, location: &str) -> io::Result<Vec<u8>> {
    tokio::fs::read(path(data_dir, location)?).await
}

/// Removes an image. One that is gone already is no error.
///
/// # Errors
/// The disk's.
pub async fn remove(data_dir: &Path, location: &str) -> io::Result<()> {
    match tokio::fs::remove_file(path(data_dir, location)?).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The path of a location; one that leads out of the evidence folder is refused.
fn path(data_dir: &Path, location: &str) -> io::Result<PathBuf> {
    let below = Path::new(location);
    if below.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(data_dir.join("evidence").join(below));
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "the location leads out of the evidence folder"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_is_read_from_outside_the_evidence_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret"), "s").unwrap();
        assert!(read(folder.path(), "../secret").await.is_err());
        assert!(read(folder.path(), "/etc/passwd").await.is_err());
        write(folder.path(), "job/one.png", b"x".to_vec()).await.unwrap();
        assert_eq!(read(folder.path(), "job/one.png").await.unwrap(), b"x");
    }
}
