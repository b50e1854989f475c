//! What the manifest asks for, and what it lets others do.

use super::super::check::{Check, Spec};
use super::files::Files;
use serde_json::Value;

const PERMISSIONS: Spec = Spec::security("extension.permissions", "R1");
const CLOSED: Spec = Spec::security("extension.manifest", "R1");
const POLICY: Spec = Spec::security("extension.csp", "R1");

/// The checks of this file.
pub(super) const SPECS: [Spec; 3] = [PERMISSIONS, CLOSED, POLICY];

/// All AutoBolt needs. None of these reads cookies, history or other extensions.
const NEEDED: [&str; 7] =
    ["alarms", "scripting", "sidePanel", "storage", "unlimitedStorage", "webNavigation", "webRequest"];
/// The backend on this machine; any other address, and the directories, are asked for with a click.
const HOSTS: [&str; 2] = ["http://127.0.0.1/*", "http://localhost/*"];

/// The manifest.
pub(super) fn read(files: &Files) -> Result<Value, String> {
    let bytes = files.get("manifest.json").ok_or("there is no manifest.json")?;
    serde_json::from_slice(bytes).map_err(|error| format!("manifest.json cannot be read: {error}"))
}

pub(super) fn checks(files: &Files) -> Vec<Check> {
    match read(files) {
        Ok(manifest) => vec![permissions(&manifest), closed(&manifest), policy(&manifest)],
        Err(why) => SPECS
            .into_iter()
            .map(|spec| spec.fail(why.clone(), "Build it anew: `cargo xtask extension`."))
            .collect(),
    }
}

/// Files the manifest names and the extension lacks.
pub(super) fn missing_files(files: &Files) -> Vec<String> {
    let Ok(manifest) = read(files) else { return vec!["manifest.json is missing or unreadable".to_owned()] };
    let named = ["/background/service_worker", "/side_panel/default_path", "/options_ui/page"];
    named
        .iter()
        .filter_map(|place| match manifest.pointer(place).and_then(Value::as_str) {
            Some(file) if files.get(file).is_some() => None,
            Some(file) => Some(format!("{file}, which the manifest names, is missing")),
            None => Some(format!("the manifest names nothing at {place}")),
        })
        .collect()
}

fn words<'a>(manifest: &'a Value, key: &str) -> Vec<&'a str> {
    manifest[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn permissions(manifest: &Value) -> Check {
    const FIX: &str = "Ask for no more than extension/static/manifest.json does.";
    let mut wrong: Vec<String> = words(manifest, "permissions")
        .iter()
        .filter(|p| !NEEDED.contains(p))
        .map(|p| format!("it asks for the permission `{p}`"))
        .collect();
    wrong.extend(
        words(manifest, "optional_permissions")
            .iter()
            .map(|p| format!("it may ask for the permission `{p}`")),
    );
    let strange: Vec<&str> =
        words(manifest, "host_permissions").into_iter().filter(|host| !HOSTS.contains(host)).collect();
    wrong.extend(
        strange
            .iter()
            .filter(|host| **host != "<all_urls>")
            .map(|host| format!("it may reach {host} from the start")),
    );
    if wrong.is_empty() && strange.contains(&"<all_urls>") {
        return PERMISSIONS.partial(
            "it has access to every site from the start: a build for the demo, `cargo xtask up` or tests",
            "Ship the build of `cargo xtask extension` without --allow-all-sites.",
        );
    }
    PERMISSIONS.judge(
        &wrong,
        format!("it asks for {} and for the backend on this machine", NEEDED.join(", ")),
        FIX,
    )
}

/// Nothing from outside reaches into it.
fn closed(manifest: &Value) -> Check {
    let mut wrong = Vec::new();
    if manifest["manifest_version"] != 3 {
        wrong.push("it is not of manifest version 3".to_owned());
    }
    for (key, why) in [
        ("externally_connectable", "pages or other extensions may send it messages"),
        ("content_scripts", "it runs in pages without being asked"),
        ("web_accessible_resources", "pages may load parts of it"),
        ("oauth2", "it signs in somewhere"),
        ("storage", "its settings come from elsewhere"),
    ] {
        if manifest.get(key).is_some() {
            wrong.push(format!("`{key}`: {why}"));
        }
    }
    if manifest.get("key").and_then(Value::as_str).is_none() {
        wrong.push("it has no `key`: its id changes with its folder, and what it stored is lost".to_owned());
    }
    CLOSED.judge(
        &wrong,
        "no page and no other extension can send it messages or load parts of it, and its id is fixed",
        "Leave these keys out of the manifest, and keep `key`.",
    )
}

fn policy(manifest: &Value) -> Check {
    const FIX: &str = "Use the policy of extension/static/manifest.json.";
    let Some(text) = manifest.pointer("/content_security_policy/extension_pages").and_then(Value::as_str)
    else {
        return POLICY.fail("it has no content security policy of its own", FIX);
    };
    let directive = |name: &str| {
        text.split(';').map(str::trim).find_map(|part| {
            let (found, sources) = part.split_once(' ').unwrap_or((part, ""));
            found.eq_ignore_ascii_case(name).then(|| sources.split_whitespace().collect::<Vec<_>>())
        })
    };
    let mut wrong = Vec::new();
    let scripts = directive("script-src").or_else(|| directive("default-src"));
    match scripts {
        None => wrong.push("any script may run".to_owned()),
        Some(sources) => wrong.extend(
            sources
                .iter()
                .filter(|source| !["'self'", "'none'", "'wasm-unsafe-eval'"].contains(source))
                .map(|source| format!("scripts may come from {source}")),
        ),
    }
    for (name, wanted) in [
        ("default-src", "'none'"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        if directive(name).as_deref() != Some(&[wanted]) {
            wrong.push(format!("{name} is not {wanted}"));
        }
    }
    POLICY.judge(
        &wrong,
        "scripts are its own alone, nothing else loads by default, and it cannot be framed",
        FIX,
    )
}
