//! `cargo xtask extension`: the folder Chrome loads, and a zip of it.
//!
//! Needs Rust alone: the wasm glue is written by `wasm-bindgen` as a library, and `wasm-opt` only makes the module a
//! little smaller where it happens to be installed.

pub mod agent;
mod manifest;
mod module;
mod pack;

#[cfg(test)]
pub(crate) use pack::files;

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The command's options.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to put the folder; the zip goes beside it
    #[arg(long, value_name = "DIR", default_value = "extension/dist")]
    out: PathBuf,
    /// Access to all sites without asking: for the demo and for tests, where nobody can click the permission prompt
    #[arg(long)]
    allow_all_sites: bool,
}

/// What to build.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder; what an earlier build left there is replaced.
    pub out: PathBuf,
    /// Put `<all_urls>` among the host permissions. Nothing else differs.
    pub allow_all_sites: bool,
}

/// What was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// The folder for "Load unpacked".
    pub dir: PathBuf,
    /// The same as a zip.
    pub zip: PathBuf,
    /// Chrome's id for it, the same wherever the folder lies: it comes from the manifest's `key`.
    pub extension_id: String,
    /// Size of the WebAssembly module.
    pub wasm_bytes: u64,
}

/// Runs the command.
///
/// # Errors
/// See [`build`].
#[expect(clippy::print_stdout, reason = "the command's result")]
pub fn run(args: &Args) -> Result<()> {
    let out =
        if args.out.is_absolute() { args.out.clone() } else { crate::workspace::root().join(&args.out) };
    let built = build(&BuildOptions { out, allow_all_sites: args.allow_all_sites })?;
    println!("extension  {}", built.dir.display());
    println!("zip        {} ({:.0} KB)", built.zip.display(), kilobytes(fs::metadata(&built.zip)?.len()));
    println!("module     {:.0} KB", kilobytes(built.wasm_bytes));
    println!("id         {}", built.extension_id);
    println!("Load it in Chrome: chrome://extensions, Developer mode, Load unpacked, choose the folder.");
    Ok(())
}

/// Adds the WebAssembly target to the toolchain where it is missing.
///
/// # Errors
/// When it cannot be added; with the command to run by hand.
pub fn ensure_wasm_target() -> Result<()> {
    module::ensure_target()
}

/// Builds the extension.
///
/// # Errors
/// When the module does not compile, or a file cannot be read or written.
pub fn build(options: &BuildOptions) -> Result<Built> {
    let source = crate::workspace::root().join("extension/static");
    let wasm = module::compile()?;

    // Made beside the target and renamed at the end: a browser that reloads meanwhile never sees half a build.
    let dir = &options.out;
    let fresh = sibling(dir, "new")?;
    clear(&fresh)?;
    copy_tree(&source, &fresh)?;
    fs::write(fresh.join("agent.js"), agent::source()?)?;
    let wasm_bytes = module::bind(&wasm, &fresh)?;
    let manifest = manifest::write(&source.join("manifest.json"), &fresh, options.allow_all_sites)?;

    let old = sibling(dir, "old")?;
    clear(&old)?;
    if dir.exists() {
        fs::rename(dir, &old).with_context(|| format!("moving {} aside", dir.display()))?;
    }
    fs::rename(&fresh, dir).with_context(|| format!("putting {} in place", dir.display()))?;
    clear(&old)?;

    let zip = dir.with_extension("zip");
    pack::zip(dir, &zip)?;
    Ok(Built { dir: dir.clone(), zip, extension_id: manifest::extension_id(&manifest)?, wasm_bytes })
}

/// A name beside a folder, on the same file system.
fn sibling(dir: &Path, suffix: &str) -> Result<PathBuf> {
    let name = dir.file_name().with_context(|| format!("{} is no folder name", dir.display()))?;
    Ok(dir.with_file_name(format!(".{}.{suffix}", name.to_string_lossy())))
}

fn clear(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", dir.display()))
        }
        _ => Ok(()),
    }
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("copying {}", entry.path().display()))?;
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        pack::files(dir)
            .unwrap()
            .into_iter()
            .map(|path| (path.strip_prefix(dir).unwrap().to_path_buf(), fs::read(&path).unwrap()))
            .collect()
    }

    /// 4 % above what it had when this was written, without `wasm-opt`. Who raises it says in `docs/benchmarks.md`, "Module
    /// size", what the module got for it.
    const CEILING_KB: f64 = 1400.0;

    #[test]
    fn the_module_does_not_grow_unnoticed() {
        let temp = tempfile::tempdir().unwrap();
        let options = BuildOptions { out: temp.path().join("dist"), allow_all_sites: false };
        let size = kilobytes(build(&options).unwrap().wasm_bytes);
        assert!(size <= CEILING_KB, "the module has {size:.0} KB, more than {CEILING_KB} KB");
    }

    #[test]
    fn the_demo_build_differs_from_the_shipped_one_in_host_permissions_only() {
        let temp = tempfile::tempdir().unwrap();
        let build_to = |name: &str, allow_all_sites| {
            build(&BuildOptions { out: temp.path().join(name), allow_all_sites }).unwrap()
        };
        let (shipped, demo) = (build_to("shipped", false), build_to("demo", true));
        assert_eq!(shipped.extension_id, demo.extension_id);

        let (mut shipped, mut demo) = (files(&shipped.dir), files(&demo.dir));
        let manifest = |files: &mut BTreeMap<PathBuf, Vec<u8>>| -> serde_json::Value {
            serde_json::from_slice(&files.remove(Path::new("manifest.json")).unwrap()).unwrap()
        };
        let (mut shipped_manifest, mut demo_manifest) = (manifest(&mut shipped), manifest(&mut demo));
        assert!(shipped == demo, "another file than the manifest differs");

        let hosts = |manifest: &mut serde_json::Value| manifest["host_permissions"].take();
        let (shipped_hosts, demo_hosts) = (hosts(&mut shipped_manifest), hosts(&mut demo_manifest));
        assert_eq!(shipped_hosts, serde_json::json!(["http://127.0.0.1/*", "http://localhost/*"]));
        assert_eq!(demo_hosts, serde_json::json!(["http://127.0.0.1/*", "http://localhost/*", "<all_urls>"]));
        assert_eq!(shipped_manifest, demo_manifest);

        for needed in [
            "worker.js",
            "agent.js",
            "dialogs.js",
            "autobolt.js",
            "autobolt_bg.wasm",
            "options.html",
            "panel.html",
        ] {
            assert!(shipped.contains_key(Path::new(needed)), "{needed} is missing");
        }
        let module = &shipped[Path::new("autobolt_bg.wasm")];
        let home = workspace_text();
        assert!(
            !module.windows(home.len()).any(|part| part == home.as_bytes()),
            "the module tells in which folder it was built"
        );
    }

    fn workspace_text() -> String {
        crate::workspace::root().display().to_string()
    }
}
