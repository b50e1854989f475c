//! The manifest: one file in the source, a version and the host permissions filled in here.

use anyhow::{Context, Result};
use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Writes `manifest.json` into the build and returns it.
pub(super) fn write(source: &Path, dir: &Path, allow_all_sites: bool) -> Result<Value> {
    let text = fs::read_to_string(source).with_context(|| format!("reading {}", source.display()))?;
    let mut manifest: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", source.display()))?;
    finish(&mut manifest, allow_all_sites)?;
    let mut text = serde_json::to_string_pretty(&manifest)?;
    text.push('\n');
    fs::write(dir.join("manifest.json"), text).context("writing the manifest")?;
    Ok(manifest)
}

fn finish(manifest: &mut Value, allow_all_sites: bool) -> Result<()> {
    manifest["version"] = json!(env!("CARGO_PKG_VERSION"));
    if allow_all_sites {
        manifest["host_permissions"]
            .as_array_mut()
            .context("the manifest lists no host_permissions")?
            .push(json!("<all_urls>"));
    }
    Ok(())
}

/// Chrome's id: the first 16 bytes of the public key's SHA-256, written with the letters a to p.
pub(super) fn extension_id(manifest: &Value) -> Result<String> {
    let key = manifest["key"].as_str().context("the manifest has no key")?;
    let key =
        base64::engine::general_purpose::STANDARD.decode(key).context("the manifest's key is no base64")?;
    let letter = |nibble: u8| char::from(b'a' + nibble);
    Ok(Sha256::digest(key).iter().take(16).flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Value {
        serde_json::from_str(include_str!("../../../static/manifest.json")).unwrap()
    }

    #[test]
    fn the_id_has_thirty_two_letters_from_a_to_p() {
        let id = extension_id(&source()).unwrap();
        assert_eq!(id.len(), 32);
        assert!(id.chars().all(|c| ('a'..='p').contains(&c)), "{id}");
    }

    #[test]
    fn the_shipped_manifest_asks_at_install_for_the_loopback_backend_alone() {
        let mut manifest = source();
        finish(&mut manifest, false).unwrap();
        assert_eq!(manifest["host_permissions"], json!(["http://127.0.0.1/*", "http://localhost/*"]));
        assert_eq!(manifest["optional_host_permissions"], json!(["<all_urls>"]));
    }

    #[test]
    fn the_demo_manifest_differs_in_host_permissions_only() {
        let (mut shipped, mut demo) = (source(), source());
        finish(&mut shipped, false).unwrap();
        finish(&mut demo, true).unwrap();
        assert_ne!(shipped, demo);
        let removed = demo["host_permissions"].as_array_mut().unwrap().pop();
        assert_eq!(removed, Some(json!("<all_urls>")));
        assert_eq!(shipped, demo);
    }

    #[test]
    fn no_page_can_reach_the_extension() {
        let manifest = source();
        for key in ["web_accessible_resources", "externally_connectable", "content_scripts"] {
            assert!(manifest.get(key).is_none(), "{key}");
        }
        assert_eq!(manifest["incognito"], json!("not_allowed"));
    }
}
