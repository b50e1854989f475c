//! Group 2, first half: the built extension, as a folder or a zip. It must hold no key, name no Supabase, and ask for no more
//! than it needs.

mod files;
mod manifest;
mod scan;

pub use files::{ExtensionError, Files};
pub(super) use scan::{holds_api_key, secret_kinds, suspicious};

use super::check::{Check, Spec};
use std::path::Path;

const BUILT: Spec = Spec::architecture("extension.built", "R1");
const SUPABASE: Spec = Spec::security("extension.supabase", "R1");
const OWN_KEY: Spec = Spec::security("extension.no_key", "R1");
const FOREIGN_SCRIPT: Spec = Spec::security("extension.scripts", "R1");
const SOLVERS: Spec = Spec::security("extension.solvers", "R8");

/// Looks at a built extension.
pub fn checks(files: &Files) -> Vec<Check> {
    let mut checks =
        vec![built(files), supabase(files), own_key(files), foreign_scripts(files), solvers(files)];
    checks.extend(manifest::checks(files));
    checks
}

/// Where there is no built extension to look at, or it cannot be read.
pub fn unseen(why: &str) -> Vec<Check> {
    let fix = "Build it with `cargo xtask extension` and name the folder or the zip with --extension.";
    [BUILT, SUPABASE, OWN_KEY, FOREIGN_SCRIPT, SOLVERS]
        .into_iter()
        .chain(manifest::SPECS)
        .map(|spec| spec.partial(format!("not looked at: {why}"), fix))
        .collect()
}

/// The build's version, from its manifest.
#[must_use]
pub fn version(files: &Files) -> Option<String> {
    manifest::read(files).ok()?.get("version")?.as_str().map(str::to_owned)
}

fn built(files: &Files) -> Check {
    let wasm = files.iter().filter(|(name, _)| has_ending(name, "wasm"));
    let broken: Vec<String> = wasm
        .clone()
        .filter(|(_, bytes)| !bytes.starts_with(b"\0asm"))
        .map(|(name, _)| format!("{name} is no WebAssembly"))
        .collect();
    let mut wrong = manifest::missing_files(files);
    wrong.extend(broken);
    if wasm.count() == 0 {
        wrong.push("there is no WebAssembly module".to_owned());
    }
    let evidence = format!("{} files, every one that the manifest names among them", files.iter().count());
    BUILT.judge(&wrong, evidence, "Build it anew: `cargo xtask extension`.")
}

fn supabase(files: &Files) -> Check {
    let found: Vec<String> = files
        .iter()
        .flat_map(|(name, bytes)| {
            suspicious(bytes).into_iter().map(move |what| format!("{name} holds {what}"))
        })
        .collect();
    SUPABASE.judge(
        &found,
        format!("no Supabase address and no Supabase key in {} files, the WebAssembly module included", files.iter().count()),
        "Remove it from the source and build again. A key that was in an extension is known to everybody who had it: revoke it at Supabase.",
    )
}

fn own_key(files: &Files) -> Check {
    let found: Vec<String> = files
        .iter()
        .filter(|(_, bytes)| holds_api_key(bytes))
        .map(|(name, _)| format!("{name} holds an API key of AutoBolt's"))
        .collect();
    OWN_KEY.judge(
        &found,
        "no API key is built in: each installation gets its own by pairing",
        "Remove it, build again, and revoke the key (`autobolt keys revoke`).",
    )
}

/// Pages load scripts of the extension's own alone.
fn foreign_scripts(files: &Files) -> Check {
    let found: Vec<String> = files
        .iter()
        .filter(|(name, _)| has_ending(name, "html"))
        .flat_map(|(name, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            let mut wrong = Vec::new();
            for tag in text.split("<script").skip(1) {
                let (attributes, rest) = tag.split_once('>').unwrap_or((tag, ""));
                let foreign = ["http:", "https:", "\"//", "'//", "=//", "data:", "blob:"]
                    .iter()
                    .any(|way| attributes.contains(way));
                if foreign {
                    wrong.push(format!("{name} loads a script from elsewhere"));
                } else if !rest.split("</script").next().unwrap_or_default().trim().is_empty() {
                    wrong.push(format!("{name} has a script written into it"));
                }
            }
            wrong
        })
        .collect();
    FOREIGN_SCRIPT.judge(
        &found,
        "every page loads scripts of the extension's own alone",
        "Put the script into the extension as a file.",
    )
}

/// Services that solve CAPTCHAs for money, and libraries that imitate people towards them.
const SOLVING: [&str; 10] = [
    "2captcha",
    "rucaptcha",
    "anti-captcha",
    "anticaptcha",
    "capsolver",
    "capmonster",
    "deathbycaptcha",
    "nopecha",
    "nocaptchaai",
    "solvecaptcha",
];

fn solvers(files: &Files) -> Check {
    let mut found = Vec::new();
    for (name, bytes) in files.iter() {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        found.extend(
            SOLVING.iter().filter(|word| text.contains(**word)).map(|word| format!("{name} names {word}")),
        );
    }
    SOLVERS.judge(
        &found,
        "no service that solves CAPTCHAs is named anywhere",
        "AutoBolt stops at a CAPTCHA and hands the page to staff: remove it.",
    )
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
