//! Sabotage of the built extension.

use super::{Copy, fails, found, is_partial};
use autobolt_backend::keys::ApiKey;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;

const SECRET: &str = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";

/// What `cargo xtask extension` makes, but for a module that does nothing: the files and the manifest are the real ones.
pub(super) fn build(dir: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extension/static");
    fs::create_dir(dir).unwrap();
    for entry in fs::read_dir(source).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), dir.join(entry.file_name())).unwrap();
        }
    }
    fs::write(dir.join("autobolt_bg.wasm"), b"\0asm\x01\0\0\0").unwrap();
    change_manifest(dir, |manifest| manifest["version"] = json!(env!("CARGO_PKG_VERSION")));
}

fn change_manifest(dir: &Path, change: impl FnOnce(&mut Value)) {
    let path = dir.join("manifest.json");
    let mut manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    fs::write(path, manifest.to_string()).unwrap();
}

async fn plant(file: &str, bytes: &[u8]) -> Copy {
    let copy = Copy::new().await;
    let mut file = fs::OpenOptions::new().append(true).open(copy.extension().join(file)).unwrap();
    file.write_all(bytes).unwrap();
    copy
}

async fn with_manifest(change: impl FnOnce(&mut Value)) -> Copy {
    let copy = Copy::new().await;
    change_manifest(&copy.extension(), change);
    copy
}

#[tokio::test]
async fn a_system_as_it_should_be_has_nothing_wrong_with_it() {
    let report = Copy::new().await.audit().await;
    assert!(found(&report).is_empty(), "{:#?}", report.gaps());
}

#[tokio::test]
async fn the_address_of_a_project_is_noticed() {
    let copy = plant("worker.js", b"\nfetch('https://abcdefghijklmnopqrst.supabase.co/rest/v1/jobs');").await;
    fails(&copy.audit().await, "extension.supabase");
}

#[tokio::test]
async fn a_token_of_the_anon_role_inside_the_module_is_noticed() {
    let payload = URL_SAFE_NO_PAD.encode(r#"{"iss":"supabase","ref":"abc","role":"anon","exp":2000000000}"#);
    let copy =
        plant("autobolt_bg.wasm", format!("\0eyJhbGciOiJIUzI1NiJ9.{payload}.c2lnbmF0dXJl\0").as_bytes())
            .await;
    fails(&copy.audit().await, "extension.supabase");
}

#[tokio::test]
async fn a_secret_key_that_was_encoded_inside_the_zip_is_noticed() {
    let mut copy =
        plant("panel.js", format!("\nconst k = atob('{}');", STANDARD.encode(SECRET)).as_bytes()).await;
    let packed = copy.path().join("extension.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&packed).unwrap());
    for entry in fs::read_dir(copy.extension()).unwrap() {
        let entry = entry.unwrap();
        zip.start_file(entry.file_name().to_string_lossy(), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&fs::read(entry.path()).unwrap()).unwrap();
    }
    zip.finish().unwrap();
    copy.subject.extension = Some(packed);
    fails(&copy.audit().await, "extension.supabase");
}

#[tokio::test]
async fn a_publishable_key_and_the_service_role_s_name_are_noticed() {
    for text in
        ["\nconst k = 'sb_publishable_abc';", "\n// role: service_role", "\nconst k = 'sb_' + 'secret_abc';"]
    {
        fails(&plant("options.js", text.as_bytes()).await.audit().await, "extension.supabase");
    }
}

#[tokio::test]
async fn an_api_key_that_was_built_in_is_noticed() {
    let text = format!("\nconst key = '{}';", ApiKey::random().expose());
    fails(&plant("worker.js", text.as_bytes()).await.audit().await, "extension.no_key");
}

#[tokio::test]
async fn a_script_from_elsewhere_is_noticed() {
    let copy = plant("panel.html", b"<script src=\"https://cdn.example/lib.js\"></script>").await;
    fails(&copy.audit().await, "extension.scripts");
}

#[tokio::test]
async fn a_service_that_solves_captchas_is_noticed() {
    let copy = plant("worker.js", b"\nconst solve = 'https://2captcha.com/in.php';").await;
    fails(&copy.audit().await, "extension.solvers");
}

#[tokio::test]
async fn a_permission_too_many_is_noticed() {
    let copy = with_manifest(|m| m["permissions"].as_array_mut().unwrap().push(json!("cookies"))).await;
    fails(&copy.audit().await, "extension.permissions");
    let copy =
        with_manifest(|m| m["host_permissions"].as_array_mut().unwrap().push(json!("https://api.example/*")))
            .await;
    fails(&copy.audit().await, "extension.permissions");
}

#[tokio::test]
async fn the_demo_s_access_to_every_site_is_pointed_out() {
    let copy =
        with_manifest(|m| m["host_permissions"].as_array_mut().unwrap().push(json!("<all_urls>"))).await;
    is_partial(&copy.audit().await, "extension.permissions");
}

#[tokio::test]
async fn an_extension_that_pages_can_talk_to_is_noticed() {
    let copy =
        with_manifest(|m| m["externally_connectable"] = json!({ "matches": ["https://*.example/*"] })).await;
    fails(&copy.audit().await, "extension.manifest");
}

#[tokio::test]
async fn a_policy_that_lets_text_run_as_script_is_noticed() {
    let policy = "default-src 'none'; script-src 'self' 'unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    let copy = with_manifest(|m| m["content_security_policy"]["extension_pages"] = json!(policy)).await;
    fails(&copy.audit().await, "extension.csp");
}

#[tokio::test]
async fn a_file_that_is_missing_is_noticed() {
    let copy = Copy::new().await;
    fs::remove_file(copy.extension().join("worker.js")).unwrap();
    fails(&copy.audit().await, "extension.built");
}
