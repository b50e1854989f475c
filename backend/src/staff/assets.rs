//! Style and script, built into the binary and cached for ever under the address that names their content.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, sync::LazyLock};

const FILES: &[(&str, &str, &[u8])] = &[
    ("autobolt.css", "text/css; charset=utf-8", include_bytes!("../../assets/autobolt.css")),
    ("autobolt.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/autobolt.js")),
    ("report.css", "text/css; charset=utf-8", include_bytes!("../../assets/report.css")),
    ("report.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/report.js")),
    ("link.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/link.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
    ("htmx.js", "text/javascript; charset=utf-8", include_bytes!("../../vendor/htmx-4.0.1.min.js")),
];

/// Changes with any of the files; part of their addresses.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (_, _, bytes) in FILES {
        hash.update(bytes);
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// What templates put after `?v=`.
#[must_use]
pub fn version() -> &'static str {
    &VERSION
}

/// `GET /staff/assets/{file}`.
pub async fn serve(Path(file): Path<String>) -> Response {
    let Some((_, media_type, bytes)) = FILES.iter().find(|(name, _, _)| *name == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers =
        [(header::CONTENT_TYPE, *media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, *bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendored_script_is_the_one_whose_checksum_is_written_down() {
        let sums = include_str!("../../vendor/SHA256SUMS");
        let (_, _, bytes) = FILES.iter().find(|(name, _, _)| *name == "htmx.js").unwrap();
        let hex = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert!(sums.contains(&format!("{hex}  htmx-4.0.1.min.js")), "{hex}");
    }

    #[test]
    fn style_and_script_together_stay_below_120_kb() {
        let total: usize = FILES.iter().map(|(_, _, bytes)| bytes.len()).sum();
        assert!(total < 120_000, "{total}");
    }
}
