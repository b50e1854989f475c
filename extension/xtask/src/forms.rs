//! `cargo xtask forms`: what the engine sees in a page and would do with it, for engineers and for staff who write recipes.
//!
//! The page is described by the same agent, and judged by the same engine, as in the extension. Nothing is typed or pressed.

pub mod account;
pub mod describe;
mod print;

use account::Account;
use anyhow::{Context as _, Result, bail};
use autobolt_extension::forms::plan::{Context, Recipe};
use autobolt_extension::forms::snapshot::PageSnapshot;
use autobolt_shared::BusinessProfile;
use autobolt_shared::profile::{AssetRef, read};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command's options.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask forms https://directory.example/add-listing
  cargo xtask forms saved-page.html --customer customer.json --language de
  cargo xtask forms saved-page.html --recipe recipe.json       # try a recipe before it is stored
  cargo xtask forms extension/fixtures/described/wpbdp.json    # a description needs no browser

Reading the answer: each field shows what it was taken for, how sure the engine is, what that rests on, and what would be put
there; or why it is left alone. \"or\" names the next best meanings. A wrong meaning is put right in the directory's recipe:
{\"fields\": {\"<name or id>\": \"<meaning>\"}, \"choices\": {\"<name or id>\": \"<option's text>\"}, \"ignore\": [\"<name or id>\"]}.

Exit code 0: the page would be filled. 2: it would not (a wall, a link to follow, missing data, no listing form).")]
pub struct Args {
    /// An address, a saved page (.html), or a description that was written with --save (.json)
    #[arg(value_name = "FILE.html|FILE.json|URL")]
    page: String,
    /// The customer whose data would be used, as for `autobolt customers import` [default: the sample bakery]
    #[arg(long, value_name = "FILE.json")]
    customer: Option<PathBuf>,
    /// A recipe, as it would be stored for the directory
    #[arg(long, value_name = "FILE.json")]
    recipe: Option<PathBuf>,
    /// The directory's language by catalogue, where the page does not say it (`de`)
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The directory's country by catalogue (`DE`)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Steps of this form that were passed already: a later page of a wizard is judged otherwise
    #[arg(long, value_name = "N", default_value_t = 0)]
    step: u32,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
    /// Keep the page's description there, for a test or a question to an engineer
    #[arg(long, value_name = "FILE.json")]
    save: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When the page cannot be had, or a file cannot be read.
#[expect(clippy::print_stdout, reason = "the command's result")]
pub fn run(args: &Args) -> Result<ExitCode> {
    let (profile, unused) = customer(args.customer.as_deref())?;
    let recipe = recipe(args.recipe.as_deref())?;
    let page = page(&args.page)?;
    if let Some(path) = &args.save {
        std::fs::write(path, describe::to_text(&page)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let context = Context {
        profile: &profile,
        recipe: &recipe,
        language: args.language.as_deref(),
        country: args.country.as_deref(),
        steps_done: args.step,
        links_followed: 0,
        // Late enough: what a script brings is there.
        waited_ms: 20_000,
    };
    let account = Account::of(&page, &context);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&account)?);
    } else {
        for key in unused {
            eprintln!("note: the customer's {key} is not understood and not used");
        }
        print!("{}", print::text(&account));
    }
    Ok(ExitCode::from(if account.would_fill() { 0 } else { 2 }))
}

fn page(given: &str) -> Result<PageSnapshot> {
    if given.starts_with("http://") || given.starts_with("https://") {
        return describe::describe(given);
    }
    let path = Path::new(given);
    if !path.is_file() {
        bail!("{given} does not exist. Give a file, or an address that begins with http:// or https://");
    }
    match path.extension().and_then(|e| e.to_str()) {
        Some("json") => autobolt_extension::json::read(&std::fs::read_to_string(path)?)
            .with_context(|| format!("{given} is no description of a page; --save writes one")),
        Some("html" | "htm" | "xhtml" | "mhtml") => describe::describe_file(path),
        _ => bail!("{given} is no page. Give a saved page (.html) or a description (.json)"),
    }
}

/// The customer's facts, and the keys nothing was made of.
fn customer(path: Option<&Path>) -> Result<(BusinessProfile, Vec<String>)> {
    let sample = crate::workspace::root().join("extension/xtask/sample/customer.json");
    let path = path.unwrap_or(&sample);
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let values: Map<String, Value> = serde_json::from_str(&text)
        .with_context(|| format!("{} is no JSON object with a customer's facts", path.display()))?;
    let read = read(&values);
    if read.profile.business_name.is_none() {
        bail!("{} names no business: it needs at least \"business_name\"", path.display());
    }
    let mut profile = read.profile;
    profile.logo = read.files.logo.as_deref().map(|file| asset("logo", file));
    profile.photos =
        read.files.photos.iter().zip(1..).map(|(file, n)| asset(&format!("photo-{n}"), file)).collect();
    let unused = read.unused.into_iter().filter(|k| !matches!(k.as_str(), "id" | "customer_id")).collect();
    Ok((profile, unused))
}

/// A picture by its file name; what is in it does not matter here.
fn asset(kind: &str, file: &str) -> AssetRef {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let media_type = match name.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        _ => "image/png",
    };
    AssetRef {
        kind: kind.to_owned(),
        file_name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes: 0,
    }
}

fn recipe(path: Option<&Path>) -> Result<Recipe> {
    let Some(path) = path else { return Ok(Recipe::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // The same rules and the same words as in the editor on the directory's page.
    autobolt_shared::recipe::read(&text).map_err(|problems| {
        let all = problems.iter().map(|problem| format!("\n  {problem}")).collect::<String>();
        anyhow::anyhow!("{} is no recipe:{all}", path.display())
    })
}
