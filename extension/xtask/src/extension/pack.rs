//! The zip: the same files give the same bytes, so two builds can be compared.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs every file of `dir`, sorted, with one fixed time stamp.
pub(super) fn zip(dir: &Path, target: &Path) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let file = File::create(target).with_context(|| format!("making {}", target.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for path in files(dir)? {
        let name = path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
        zip.start_file(name, options)?;
        io::copy(&mut File::open(&path)?, &mut zip).with_context(|| format!("packing {}", path.display()))?;
    }
    zip.finish().with_context(|| format!("writing {}", target.display()))?;
    Ok(())
}

/// Every file below `dir`, sorted.
pub(crate) fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    Ok(found)
}
