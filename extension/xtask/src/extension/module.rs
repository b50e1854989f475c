//! The WebAssembly module: compiled by cargo, bound by `wasm-bindgen`, made smaller by `wasm-opt` where there is one.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TARGET: &str = "wasm32-unknown-unknown";
/// The names the pages and the worker import.
const NAME: &str = "autobolt";
/// What rustc's code uses. With all of its features on, `wasm-opt` writes types that not every browser reads.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles the extension's crate and returns the module as rustc wrote it.
pub(super) fn compile() -> Result<PathBuf> {
    ensure_target()?;
    let output = workspace::cargo()
        .args(["rustc", "--package", "autobolt-extension", "--lib", "--target", TARGET, "--profile", "wasm"])
        // Asked for here alone: a crate that is a library for others as well is linked without link-time optimisation.
        .args(["--crate-type", "cdylib"])
        .args(["--message-format", "json-render-diagnostics"])
        // Encoded: a folder's name may hold blanks.
        .env("CARGO_ENCODED_RUSTFLAGS", remapped_paths())
        .stderr(Stdio::inherit())
        .output()
        .context("running cargo")?;
    if !output.status.success() {
        bail!("the extension does not compile");
    }
    let messages = String::from_utf8(output.stdout).context("cargo's messages are no UTF-8")?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == "autobolt_extension")
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .rfind(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo built no wasm module")
}

/// Writes the glue and the module into `dir`; returns the module's size.
pub(super) fn bind(wasm: &Path, dir: &Path) -> Result<u64> {
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .out_name(NAME)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(dir)
        .context("writing the wasm glue")?;
    let module = dir.join(format!("{NAME}_bg.wasm"));
    if let Some(tool) = wasm_opt() {
        optimise(&tool, &module)?;
    }
    Ok(fs::metadata(&module).context("the wasm glue has no module")?.len())
}

/// Rustup adds the target; a Rust from elsewhere must bring it.
pub(crate) fn ensure_target() -> Result<()> {
    if has_target() {
        return Ok(());
    }
    if workspace::on_path("rustup").is_none() {
        bail!(
            "Rust has no {TARGET} target, and there is no rustup to add it. Install Rust with rustup (https://rustup.rs), or \
             that target's standard library with whatever installed Rust."
        );
    }
    eprintln!("▸ Rust's {TARGET} target is missing: rustup target add {TARGET}");
    let status = Command::new("rustup")
        .args(["target", "add", TARGET])
        .current_dir(workspace::root())
        .status()
        .context("running rustup")?;
    if !status.success() {
        bail!("`rustup target add {TARGET}` failed: the extension cannot be compiled without that target");
    }
    Ok(())
}

/// Whether the compiler that will be used finds the target's standard library.
fn has_target() -> bool {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(workspace::root())
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|said| {
        said.status.success() && Path::new(String::from_utf8_lossy(&said.stdout).trim()).is_dir()
    })
}

/// The folders of whoever builds are no business of who loads the extension, and would make each build another one.
fn remapped_paths() -> OsString {
    let mut flags = OsString::from("--remap-path-prefix=");
    flags.push(workspace::root());
    flags.push("=autobolt");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let user = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(user).join(".cargo"))
    });
    if let Some(home) = home {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(home);
        flags.push("=cargo");
    }
    flags
}

/// `wasm-opt` on `PATH`, or from npm's binaryen in the repository.
fn wasm_opt() -> Option<PathBuf> {
    workspace::on_path("wasm-opt").or_else(|| {
        let local = workspace::root().join("node_modules/.bin/wasm-opt");
        local.is_file().then_some(local)
    })
}

/// Makes the module smaller. A `wasm-opt` too old for it is said, not a failure: the module works as it is.
fn optimise(tool: &Path, module: &Path) -> Result<()> {
    let smaller = module.with_extension("opt");
    let status = Command::new(tool)
        .args(FEATURES)
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .arg(module)
        .arg("-o")
        .arg(&smaller)
        .status()
        .with_context(|| format!("running {}", tool.display()))?;
    if status.success() {
        fs::rename(&smaller, module).context("taking the smaller module")?;
    } else {
        eprintln!("{} could not read the module; it stays as it is", tool.display());
        if smaller.exists() {
            fs::remove_file(&smaller).context("removing what wasm-opt left")?;
        }
    }
    Ok(())
}
