//! Screenshots: on disk below the data folder, or in a private bucket of Supabase's storage. What an image is, its first bytes
//! say.

mod disk;
mod retention;
mod store;
mod supabase;

pub use retention::remove_old;
pub use store::{EvidenceError, Store};
pub use supabase::{Settings, SettingsError, StorageError, Supabase};

pub(crate) use disk::closed_folder;

use autobolt_shared::{EvidenceId, JobId};

/// The kinds of image taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl Image {
    /// What the bytes are.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }
}

/// Where an image is kept, below the evidence folder: names of ours alone, nothing a client chose but a UUID.
#[must_use]
pub fn location(job: JobId, id: EvidenceId, image: Image) -> String {
    format!("{job}/{id}.{}", image.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_what_its_bytes_say() {
        assert_eq!(Image::of(b"\x89PNG\r\n\x1a\n...."), Some(Image::Png));
        assert_eq!(Image::of(b"\xff\xd8\xff\xe0"), Some(Image::Jpeg));
        assert_eq!(Image::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Image::Webp));
        assert_eq!(Image::of(b"<svg onload=alert(1)>"), None);
        assert_eq!(Image::of(b"RIFF"), None);
    }
}
