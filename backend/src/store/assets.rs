//! Customers' files: logo and photos, in `assets/<customer>/` of the data folder. What a file is, its bytes say.

use autobolt_shared::CustomerId;
use autobolt_shared::profile::AssetRef;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Files larger than this are not taken: directories refuse them, and a lease would be spent on carrying them.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// A file cannot be taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AssetError {
    /// It cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is too large.
    #[error("{}: larger than {} MB", .0.display(), LARGEST / 1024 / 1024)]
    TooLarge(PathBuf),
    /// Its bytes are no picture.
    #[error("{}: neither PNG, JPEG, WebP nor GIF", .0.display())]
    NoPicture(PathBuf),
}

/// The folder of customers' files.
#[derive(Debug, Clone)]
pub struct Assets(PathBuf);

/// A file that is open, with what its bytes say it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// What to tell the client about it.
    pub about: AssetRef,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Assets {
    /// The folder inside the data folder.
    #[must_use]
    pub fn new(data_dir: &Path) -> Self {
        Self(data_dir.join("assets"))
    }

    /// What to tell a worker about a file, if it is there and is a picture. `stored` is the name kept with the customer.
    #[must_use]
    pub fn describe(&self, customer: CustomerId, stored: &str, kind: &str) -> Option<AssetRef> {
        let path = self.find(customer, stored)?;
        let mut file = std::fs::File::open(&path).ok()?;
        let bytes = file.metadata().ok()?.len();
        let mut head = [0; 16];
        let read = file.read(&mut head).ok()?;
        let (media_type, _) = picture(head.get(..read)?)?;
        Some(AssetRef {
            kind: kind.to_owned(),
            file_name: path.file_name()?.to_str()?.to_owned(),
            media_type: media_type.to_owned(),
            bytes,
        })
        .filter(|asset| asset.bytes <= LARGEST)
    }

    /// Reads a file.
    #[must_use]
    pub fn open(&self, customer: CustomerId, stored: &str, kind: &str) -> Option<Asset> {
        let about = self.describe(customer, stored, kind)?;
        let bytes = std::fs::read(self.find(customer, stored)?).ok()?;
        Some(Asset { about: AssetRef { bytes: bytes.len() as u64, ..about }, bytes })
    }

    /// Copies a file in and gives back the name to keep with the customer, and whether the picture is another than before.
    /// `slot` is `logo` or `photo-1`; the ending follows the bytes, whatever the file was called. A dry run copies nothing.
    ///
    /// # Errors
    /// It cannot be read, is too large or is no picture.
    pub fn take(
        &self,
        customer: CustomerId,
        slot: &str,
        from: &Path,
        dry_run: bool,
    ) -> Result<(String, bool), AssetError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| AssetError::Io { path, source }
        };
        let bytes = check(from)?;
        let (_, ending) = picture(&bytes).ok_or_else(|| AssetError::NoPicture(from.to_owned()))?;
        let folder = self.0.join(customer.to_string());
        let name = format!("{slot}.{ending}");
        let (place, stored) = (folder.join(&name), format!("assets/{customer}/{name}"));
        let same = std::fs::read(&place).is_ok_and(|before| before == bytes);
        if same || dry_run {
            return Ok((stored, !same));
        }
        make_private(&self.0).map_err(io(&self.0))?;
        make_private(&folder).map_err(io(&folder))?;
        // Written beside and moved into place: a worker never reads half a file.
        let unfinished = folder.join(format!("{name}.tmp"));
        std::fs::write(&unfinished, &bytes).map_err(io(&unfinished))?;
        std::fs::rename(&unfinished, &place).map_err(io(&place))?;
        Ok((stored, true))
    }

    /// The path of a stored name: `assets/<this customer>/<file>`, a plain file, and nothing that leads elsewhere. Names
    /// come from a table others write too.
    fn find(&self, customer: CustomerId, stored: &str) -> Option<PathBuf> {
        let name = stored.strip_prefix(&format!("assets/{customer}/"))?;
        let mut parts = Path::new(name).components();
        let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else { return None };
        let path = self.0.join(customer.to_string()).join(name);
        std::fs::symlink_metadata(&path).ok()?.is_file().then_some(path)
    }
}

/// Reads a file that is small enough and a picture.
///
/// # Errors
/// It is not.
pub fn check(from: &Path) -> Result<Vec<u8>, AssetError> {
    let io = |source| AssetError::Io { path: from.to_owned(), source };
    let file = std::fs::File::open(from).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(io(io::Error::other("not a file")));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a larger file, also one that grows while it is read.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > LARGEST {
        return Err(AssetError::TooLarge(from.to_owned()));
    }
    if picture(&bytes).is_none() {
        return Err(AssetError::NoPicture(from.to_owned()));
    }
    Ok(bytes)
}

/// Media type and usual file ending, by the first bytes.
fn picture(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(("image/png", "png")),
        [0xff, 0xd8, 0xff, ..] => Some(("image/jpeg", "jpg")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("image/webp", "webp")),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(("image/gif", "gif")),
        _ => None,
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand what follows";

    fn customer() -> CustomerId {
        CustomerId(uuid::Uuid::from_u128(7))
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let (data, from) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = from.path().join("logo.jpg");
        std::fs::write(&file, PNG).unwrap();
        let assets = Assets::new(data.path());
        assert!(assets.take(customer(), "logo", &file, true).unwrap().1);
        let (stored, changed) = assets.take(customer(), "logo", &file, false).unwrap();
        assert!(changed, "a dry run copied nothing");
        assert!(!assets.take(customer(), "logo", &file, false).unwrap().1, "the same picture again");
        let asset = assets.open(customer(), &stored, "logo").unwrap();
        assert_eq!(
            (asset.about.media_type.as_str(), asset.about.file_name.as_str()),
            ("image/png", "logo.png")
        );
        assert_eq!(asset.bytes, PNG);
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let from = tempfile::tempdir().unwrap();
        let file = from.path().join("logo.png");
        std::fs::write(&file, b"<svg onload=alert(1)>").unwrap();
        assert!(matches!(check(&file), Err(AssetError::NoPicture(_))));
        let mut large = PNG.to_vec();
        large.resize(usize::try_from(LARGEST).unwrap() + 1, 0);
        std::fs::write(&file, large).unwrap();
        assert!(matches!(check(&file), Err(AssetError::TooLarge(_))));
        assert!(matches!(check(from.path()), Err(AssetError::Io { .. })));
    }

    #[test]
    fn no_name_leads_out_of_the_customers_own_folder() {
        let data = tempfile::tempdir().unwrap();
        let assets = Assets::new(data.path());
        let mine = data.path().join("assets").join(customer().to_string());
        std::fs::create_dir_all(mine.join("sub")).unwrap();
        for outside in
            [data.path().join("secret.png"), data.path().join("assets/other.png"), mine.join("sub/x.png")]
        {
            std::fs::write(outside, PNG).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(data.path().join("secret.png"), mine.join("link.png")).unwrap();
        let prefix = format!("assets/{}/", customer());
        for name in
            ["../../secret.png", "../other.png", "/etc/passwd", "link.png", "sub/x.png", "sub", "", ".", ".."]
        {
            assert_eq!(assets.describe(customer(), &format!("{prefix}{name}"), "logo"), None, "{name}");
        }
        for name in ["/etc/passwd", "logo.png", "https://example.com/logo.png", "../secret.png"] {
            assert_eq!(assets.describe(customer(), name, "logo"), None, "{name}");
        }
    }
}
