//! The throw-away ground of the update benchmark: a release backend on an embedded database of its own, a catalogue of
//! 500 directories, customers, and a key per client.

use super::database::Database;
use crate::backend::{self, Backend};
use crate::setup;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Directories in the catalogue, and in every job: counting a job's progress costs what it costs at most.
pub const DIRECTORIES: usize = 500;
/// Number of the first directory; its name is the number.
pub const FIRST: usize = 1000;

/// All of it, running. Dropping it stops and removes everything.
pub struct Ground {
    /// The backend.
    pub backend: Backend,
    /// Its database.
    pub database: Database,
    /// One API key per client.
    pub keys: Vec<String>,
    customers: Vec<String>,
    used: usize,
    /// Last, so that it outlives what writes into it.
    folder: crate::private::Folder,
}

impl Ground {
    /// Starts the backend and makes catalogue, customers and keys.
    ///
    /// # Errors
    /// When the machine lacks something, or a part does not start.
    pub async fn start(program: PathBuf, clients: usize, jobs: usize) -> Result<Self> {
        let folder = crate::private::Folder::make()?;
        let options = backend::Options {
            program,
            data_dir: folder.path().join("data"),
            port: setup::free_port()?,
            timing_divisor: 1,
            own_database: true,
        };
        let backend = Backend::start(options, &folder.path().join("backend.log")).await?;
        let database = Database::of(&backend)?;

        let mut catalogue = "name,submission_url,category,active\n".to_owned();
        for number in FIRST..FIRST + DIRECTORIES {
            catalogue.push_str(&format!("{number},http://d{number}.localhost/add,Bakery,true\n"));
        }
        let file = folder.path().join("directories.csv");
        std::fs::write(&file, catalogue)?;
        backend.options.run(&["directories", "import", text(&file)?])?;

        let customers: Vec<Value> = (0..jobs)
            .map(|n| json!({ "business_name": format!("Bakery {n}"), "email": format!("b{n}@bakery.example") }))
            .collect();
        let file = folder.path().join("customers.json");
        std::fs::write(&file, serde_json::to_vec(&customers)?)?;
        let imported = backend.options.json(&["customers", "import", text(&file)?])?;
        let customers = imported
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|customer| customer["id"].as_str().map(str::to_owned))
            .collect();

        let keys = (0..clients)
            .map(|n| {
                let name = format!("bench {n}");
                let made = backend.options.json(&["keys", "create", "--name", &name])?;
                Ok(made["api_key"].as_str().context("no key was made")?.to_owned())
            })
            .collect::<Result<_>>()?;
        let ground = Self { backend, database, keys, customers, used: 0, folder };
        ground.database.sql(
            "create schema bench;
             create table bench.seed (client int primary key, key_hash bytea, key_id uuid, keys uuid[], job_id uuid,
                                      epoch bigint, token_hash bytea, actor text);
             grant usage on schema bench to autobolt_app; grant select on bench.seed to autobolt_app;",
        )?;
        Ok(ground)
    }

    /// Orders and approves that many jobs of all directories, each for a customer of its own.
    ///
    /// # Errors
    /// When the backend refuses one.
    pub fn order(&mut self, jobs: usize) -> Result<()> {
        for _ in 0..jobs {
            let customer = self.customers.get(self.used).context("no customer is left")?;
            self.used += 1;
            let order = ["jobs", "create", "--customer", customer, "--package", "500", "--approve", "--json"];
            self.backend.options.run(&order)?;
        }
        Ok(())
    }

    /// Notes for pgbench under which lease each client writes: what its key holds now.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn seed(&self) -> Result<()> {
        self.database.sql(
            "truncate bench.seed;
             insert into bench.seed
             select substr(k.name, 7)::int, k.key_hash, k.id, array[k.id], c.job_id, c.lease_epoch, c.lease_token_hash, 'key:' || k.name
             from autobolt.job_control c join autobolt.api_keys k on k.id = c.lease_key_id
             where c.lease_token_hash is not null;",
        )
        .map(drop)
    }

    /// A folder for files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not valid text", path.display()))
}
