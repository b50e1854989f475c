//! The files of a built extension.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// No extension of ours comes near; a zip that claims to is not unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
const MOST_FILES: usize = 5_000;

/// The extension cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtensionError {
    /// A file, or all of them.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Not a zip.
    #[error("{} is no folder and no zip: {source}", path.display())]
    Zip {
        /// Which.
        path: PathBuf,
        /// Why.
        source: zip::result::ZipError,
    },
    /// More than any build of ours.
    #[error("{} holds more than {MOST_FILES} files or 64 MB; that is no build of AutoBolt's", .0.display())]
    TooLarge(PathBuf),
}

/// Every file, by its path inside the extension.
#[derive(Debug, Clone)]
pub struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    /// Reads a folder, or a zip.
    ///
    /// # Errors
    /// It is neither, too large, or cannot be read.
    pub fn read(path: &Path) -> Result<Self, ExtensionError> {
        if path.is_dir() { Self::of_folder(path) } else { Self::of_zip(path) }
    }

    /// Path and content of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> + Clone {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The file of that path.
    #[must_use]
    pub fn get(&self, wanted: &str) -> Option<&[u8]> {
        self.iter().find(|(name, _)| *name == wanted).map(|(_, bytes)| bytes)
    }

    fn of_folder(root: &Path) -> Result<Self, ExtensionError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| ExtensionError::Io { path, source }
        };
        let (mut found, mut folders, mut total) = (Vec::new(), vec![root.to_owned()], 0);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(io(&folder))? {
                let entry = entry.map_err(io(&folder))?;
                let (path, kind) = (entry.path(), entry.file_type().map_err(io(&folder))?);
                if kind.is_dir() {
                    folders.push(path);
                } else {
                    total += entry.metadata().map_err(io(&path))?.len();
                    if total > MOST_BYTES || found.len() >= MOST_FILES {
                        return Err(ExtensionError::TooLarge(root.to_owned()));
                    }
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    found.push((name, fs::read(&path).map_err(io(&path))?));
                }
            }
        }
        found.sort();
        Ok(Self(found))
    }

    fn of_zip(path: &Path) -> Result<Self, ExtensionError> {
        let io = |source| ExtensionError::Io { path: path.to_owned(), source };
        let zip = |source| ExtensionError::Zip { path: path.to_owned(), source };
        let mut archive = zip::ZipArchive::new(fs::File::open(path).map_err(io)?).map_err(zip)?;
        if archive.len() > MOST_FILES {
            return Err(ExtensionError::TooLarge(path.to_owned()));
        }
        let (mut found, mut left) = (Vec::new(), MOST_BYTES);
        for at in 0..archive.len() {
            let entry = archive.by_index(at).map_err(zip)?;
            if !entry.is_file() {
                continue;
            }
            let name = entry.name().to_owned();
            // What it says of its size is not believed: a bomb lies.
            let mut bytes = Vec::new();
            entry.take(left + 1).read_to_end(&mut bytes).map_err(io)?;
            left = left
                .checked_sub(bytes.len() as u64)
                .ok_or_else(|| ExtensionError::TooLarge(path.to_owned()))?;
            found.push((name, bytes));
        }
        found.sort();
        Ok(Self(found))
    }
}

#[cfg(test)]
impl From<Vec<(&str, &[u8])>> for Files {
    fn from(files: Vec<(&str, &[u8])>) -> Self {
        Self(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn zip_of(folder: &Path, files: &[(&str, &[u8])]) -> PathBuf {
        let path = folder.join("packed.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    #[test]
    fn a_folder_and_a_zip_of_it_are_read_alike() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("dist");
        fs::create_dir_all(root.join("icons")).unwrap();
        fs::write(root.join("worker.js"), "1").unwrap();
        fs::write(root.join("icons/16.png"), "2").unwrap();
        let zip = zip_of(folder.path(), &[("worker.js", b"1"), ("icons/16.png", b"2")]);
        assert_eq!(Files::read(&root).unwrap().0, Files::read(&zip).unwrap().0);
    }

    #[test]
    fn a_decompression_bomb_is_given_up_before_it_fills_the_memory() {
        let folder = tempfile::tempdir().unwrap();
        let zeros = vec![0; 8 * 1024 * 1024];
        let files: Vec<(String, &[u8])> = (0..10).map(|n| (format!("{n}"), zeros.as_slice())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), *b)).collect();
        let zip = zip_of(folder.path(), &files);
        assert!(fs::metadata(&zip).unwrap().len() < 1024 * 1024);
        assert!(matches!(Files::read(&zip), Err(ExtensionError::TooLarge(_))));
    }

    #[test]
    fn what_is_neither_folder_nor_zip_is_said_to_be_neither() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.txt");
        fs::write(&file, "hello").unwrap();
        assert!(Files::read(&file).unwrap_err().to_string().contains("no folder and no zip"));
    }
}
