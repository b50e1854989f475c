//! The whole of AutoBolt on this machine, private and short-lived: sample sites, embedded database, backend, Chromium with
//! the paired extension. The demo runs on it, and so do the browser tests.

use crate::backend::{self, Backend};
use crate::cdp::Page;
use crate::chromium::{self, Chromium};
use crate::extension::{self, BuildOptions, Built};
use crate::private::Folder;
use crate::{pairing, setup, sites};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// No browser window.
    pub headless: bool,
    /// 1 for the protocol's real times, 10 for tests.
    pub timing_divisor: u32,
    /// A catalogue of the user's own; the sample sites otherwise.
    pub directories: Option<PathBuf>,
    /// Which sample sites, by number; all where empty.
    pub sites: Vec<u8>,
    /// The customer; the sample bakery otherwise.
    pub customer: Option<PathBuf>,
    /// Directories worked on at a time.
    pub concurrency: u8,
    /// Open the staff page, signed in.
    pub staff_page: bool,
    /// The backend's program; built where it is not given.
    pub backend: Option<PathBuf>,
    /// Says what is being done.
    pub say: fn(&str),
}

impl Options {
    /// For tests: sample sites of these numbers, times at a tenth.
    #[must_use]
    pub fn for_test(sites: &[u8]) -> Self {
        Self {
            headless: true,
            timing_divisor: 10,
            directories: None,
            sites: sites.to_vec(),
            customer: None,
            concurrency: 3,
            staff_page: false,
            backend: None,
            say: |_| {},
        }
    }
}

/// All of it, running. Dropping it stops everything.
pub struct Rig {
    /// The browser.
    pub browser: Chromium,
    /// The backend.
    pub backend: Backend,
    /// The sample sites, unless the catalogue is the user's own.
    pub sites: Option<sites::Sites>,
    /// The extension.
    pub built: Built,
    /// The customer's id.
    pub customer_id: String,
    /// Directories in the catalogue.
    pub directories: i64,
    browser_options: chromium::Options,
    /// Last, so that it outlives the processes that write into it.
    folder: Folder,
}

impl Rig {
    /// Builds and starts everything.
    ///
    /// # Errors
    /// When the machine lacks something, or a part does not start.
    pub async fn start(options: &Options) -> Result<Self> {
        let (_, program) = setup::both()?;
        (options.say)("building the extension");
        let folder = Folder::make()?;
        // In the private folder: a second demo must not change the files under a running browser.
        let out = folder.path().join("extension");
        let built = beside(move || extension::build(&BuildOptions { out, allow_all_sites: true })).await?;
        let backend_program = match &options.backend {
            Some(program) => program.clone(),
            None => {
                (options.say)("building the backend");
                beside(backend::build).await?
            }
        };

        let at = |name: &str| folder.path().join(name);
        let (sites, catalogue) = match &options.directories {
            Some(file) => (None, file.clone()),
            None => {
                let sites = sites::Sites::start().await?;
                let file = at("directories.csv");
                let wanted = sites::all()
                    .iter()
                    .filter(|s| options.sites.is_empty() || options.sites.contains(&s.number));
                std::fs::write(&file, sites.catalogue_csv(wanted)?)?;
                (Some(sites), file)
            }
        };
        let sample = crate::workspace::root().join("extension/xtask/sample/customer.json");
        let customer = options.customer.clone().unwrap_or(sample);

        (options.say)("starting the database and the backend");
        let backend_options = backend::Options {
            program: backend_program,
            data_dir: at("data"),
            port: setup::free_port()?,
            timing_divisor: options.timing_divisor,
            own_database: true,
        };
        let backend = Backend::start(backend_options, &at("backend.log")).await?;
        let cli = &backend.options;
        let imported = cli.json(&["directories", "import", path_text(&catalogue)?])?;
        let count = |key: &str| imported[key].as_i64().unwrap_or_default();
        let directories = count("added") + count("changed") + count("unchanged");
        if directories == 0 {
            bail!("{} holds no directory: it needs a header line and a line for each", catalogue.display());
        }
        let customers = cli.json(&["customers", "import", path_text(&customer)?])?;
        let customer_id =
            customers[0]["id"].as_str().context("the customer file holds no customer")?.to_owned();

        (options.say)("starting Chromium with the extension");
        let browser_options = chromium::Options {
            over_pipe: setup::is_branded(&program),
            one_process: false,
            program,
            profile: at("profile"),
            extension: Some(built.dir.clone()),
            headless: options.headless,
            open: Vec::new(),
        };
        let mut browser = Chromium::start(&browser_options, &at("chromium.log")).await?;
        browser.wait_for_extension(&built).await?;
        let mut page = pairing::pair(&browser, &built.extension_id, &backend, "Sample").await?;
        pairing::set_concurrency(&mut page, options.concurrency).await?;
        if options.staff_page {
            sign_in(&browser, &backend).await?;
        }
        Ok(Self { browser, backend, sites, built, customer_id, directories, browser_options, folder })
    }

    /// Orders and approves a job of the smallest package that holds the catalogue, or of that one.
    ///
    /// # Errors
    /// When the backend refuses it.
    pub fn order(&self, package: Option<autobolt_shared::PackageSize>, dry_run: bool) -> Result<String> {
        let smallest = autobolt_shared::PackageSize::ALL
            .into_iter()
            .find(|p| i64::from(p.directories()) >= self.directories);
        let package = package.or(smallest).unwrap_or(autobolt_shared::PackageSize::FiveHundred);
        if i64::from(package.directories()) > self.directories {
            eprintln!(
                "the catalogue holds {} of the package's {package} directories; it is used as it is",
                self.directories
            );
        }
        let package = package.to_string();
        let mut arguments = vec![
            "jobs",
            "create",
            "--customer",
            &self.customer_id,
            "--package",
            &package,
            "--approve",
            "--accept-fewer",
        ];
        if dry_run {
            arguments.push("--dry-run");
        }
        let job = self.backend.options.json(&arguments)?;
        Ok(job["job_id"].as_str().context("no job was made")?.to_owned())
    }

    /// The job as the staff API tells it.
    ///
    /// # Errors
    /// When the backend does not answer.
    pub async fn job(&mut self, job_id: &str) -> Result<Value> {
        self.backend.staff(&format!("/staff/api/jobs/{job_id}")).await
    }

    /// Starts the browser again on the same profile, after [`Chromium::kill`].
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart_browser(&mut self) -> Result<()> {
        self.browser =
            Chromium::start(&self.browser_options, &self.folder.path().join("chromium.log")).await?;
        self.browser.wait_for_extension(&self.built).await
    }

    /// Starts the backend again on the same data and port, after [`Backend::kill`].
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart_backend(&mut self) -> Result<()> {
        let options = self.backend.options.clone();
        self.backend = Backend::start(options, &self.folder.path().join("backend.log")).await?;
        Ok(())
    }

    /// What the sample sites hold.
    ///
    /// # Errors
    /// When the catalogue is the user's own.
    pub fn ledger(&self) -> Result<&sites::Ledger> {
        Ok(&self.sites.as_ref().context("the sample sites do not run")?.ledger)
    }

    /// A page of the extension's own, from which its service worker can be spoken to.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn own_page(&self) -> Result<Page> {
        let mut page = self
            .browser
            .open(&format!("chrome-extension://{}/options.html", self.built.extension_id))
            .await?;
        page.wait_for(
            "document.documentElement.dataset.ready === 'true'",
            "the options page",
            Duration::from_secs(20),
        )
        .await?;
        Ok(page)
    }

    /// Why a part of it has ended, if one did.
    pub fn ended(&mut self) -> Option<String> {
        self.backend.ended().or_else(|| self.browser.ended())
    }

    /// Stops browser and backend in that order.
    pub fn stop(&mut self) {
        self.browser.stop();
        self.backend.stop();
    }

    /// The folder everything of it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Opens the staff page, signed in by a one-time link.
///
/// # Errors
/// When the page does not come up.
pub async fn sign_in(browser: &Chromium, backend: &Backend) -> Result<Page> {
    const STAFF: &str = "demo@autobolt.localhost";
    let cli = &backend.options;
    let known = cli.json(&["staff", "list"])?;
    if !known.to_string().contains(STAFF) {
        cli.run(&["staff", "add", STAFF, "--role", "admin"])?;
    }
    let link = cli.json(&["staff", "link", STAFF])?;
    let path = link["path"].as_str().context("no sign-in link was made")?;
    // The page behind the link signs in by itself.
    let mut page = browser.open(&backend.url(path)).await?;
    page.wait_for("location.pathname === '/staff'", "the staff page", Duration::from_secs(20)).await?;
    Ok(page)
}

/// The job is over, or nobody works on it and only people and timers could bring it on.
#[must_use]
pub fn is_at_rest(job: &Value) -> bool {
    let over = matches!(job["status"].as_str(), Some("complete" | "failed"));
    // A rehearsed directory stays pending, and waits for staff to go live.
    let rehearsed = |result: &Value| job["dry_run"] == true && result["rehearsed"].is_object();
    let nothing_left = job["results"]
        .as_array()
        .is_some_and(|all| all.iter().all(|result| result["status"] != "pending" || rehearsed(result)));
    over || (job["worker"].is_null() && nothing_left)
}

/// Long work beside the run, which can be ended meanwhile.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}

fn path_text(path: &Path) -> Result<&str> {
    let Some(text) = path.to_str() else { bail!("{} is not valid text", path.display()) };
    Ok(text)
}
