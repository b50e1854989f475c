//! Group 2, second half: where the server keeps its secrets. Values are looked at and never told.

use super::check::{Check, Spec};
use super::extension::suspicious;
use std::collections::BTreeMap;
use std::path::Path;

const ENVIRONMENT: Spec = Spec::security("secrets.environment", "R1");
const FILES: Spec = Spec::security("secrets.files", "R1");

/// Where a secret of the database's or of Supabase's belongs.
const HOLDERS: [&str; 5] = [
    "DATABASE_URL",
    "MIGRATION_DATABASE_URL",
    "SUPABASE_URL",
    "SUPABASE_SECRET_KEY",
    "SUPABASE_SERVICE_ROLE_KEY",
];

/// Looks at the environment of this process, the data folder, and the file the service reads its environment from.
#[must_use]
pub fn checks(environment: &BTreeMap<String, String>, data_dir: &Path, service_file: &Path) -> Vec<Check> {
    vec![self::environment(environment), files(data_dir, service_file)]
}

fn environment(variables: &BTreeMap<String, String>) -> Check {
    let mut wrong: Vec<String> = variables
        .iter()
        .filter(|(name, value)| !HOLDERS.contains(&name.as_str()) && is_secret(value))
        .map(|(name, _)| format!("{name} holds a secret of the database's or of Supabase's"))
        .collect();
    for name in ["SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY"] {
        let value = variables.get(name).map(String::as_str).unwrap_or_default();
        if value.starts_with("sb_publishable_")
            || suspicious(value.as_bytes()).iter().any(|what| what.contains("`anon`"))
        {
            wrong.push(format!("{name} holds a key that is meant for browsers"));
        }
    }
    if variables.get("SUPABASE_URL").is_some_and(|value| value.contains("sb_") || value.contains("apikey")) {
        wrong.push("SUPABASE_URL holds a key: addresses are logged".to_owned());
    }
    let set: Vec<&str> = HOLDERS
        .into_iter()
        .filter(|name| variables.get(*name).is_some_and(|v| !v.trim().is_empty()))
        .collect();
    let evidence = if set.is_empty() {
        "no secret of the database's or of Supabase's is in the environment: the embedded database needs none"
            .to_owned()
    } else {
        format!("secrets are in the environment of this process alone, in {}", set.join(", "))
    };
    ENVIRONMENT.judge(
        &wrong,
        evidence,
        format!("Keep secrets in {} alone, and replace one that was elsewhere.", HOLDERS.join(", ")),
    )
}

/// A key that must not be shown, or an address with a password in it.
fn is_secret(value: &str) -> bool {
    let with_password = |scheme: &str| {
        value.starts_with(scheme)
            && value.split('@').next().is_some_and(|before| before.matches(':').count() > 1)
            && value.contains('@')
    };
    let found = suspicious(value.as_bytes());
    found.iter().any(|what| what.contains("secret key") || what.contains("`service_role`"))
        || with_password("postgres://")
        || with_password("postgresql://")
}

#[cfg(unix)]
fn files(data_dir: &Path, service_file: &Path) -> Check {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).ok().map(|meta| meta.permissions().mode() & 0o777);
    let mut wrong = Vec::new();
    if let Some(found) = mode(service_file).filter(|found| found & 0o077 != 0) {
        wrong.push(format!("{} may be read by others (mode {found:o})", service_file.display()));
    }
    let root = mode(data_dir).unwrap_or_default();
    if root & 0o022 != 0 {
        wrong
            .push(format!("the data folder {} may be changed by others (mode {root:o})", data_dir.display()));
    }
    // Whoever may pass through the folder reaches what lies in it.
    if root & 0o011 != 0 {
        for entry in std::fs::read_dir(data_dir).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let holds =
                |name: &str| matches!(name, "evidence" | "assets" | "run" | "backups") || is_cluster(name);
            if name.to_str().is_some_and(holds)
                && let Some(found) = mode(&entry.path()).filter(|found| found & 0o077 != 0)
            {
                wrong.push(format!("{} may be entered by others (mode {found:o})", entry.path().display()));
            }
        }
    }
    FILES.judge(
        &wrong,
        format!(
            "the database, customers' files and evidence in {} are closed to other users of the machine",
            data_dir.display()
        ),
        "chmod 700 for folders, chmod 600 for files with secrets",
    )
}

#[cfg(not(unix))]
fn files(data_dir: &Path, _: &Path) -> Check {
    FILES.partial(
        format!("not looked at: {} is on a system without such modes", data_dir.display()),
        "See who may read the data folder.",
    )
}

/// `pg15`
#[cfg(unix)]
fn is_cluster(name: &str) -> bool {
    name.strip_prefix("pg")
        .is_some_and(|major| !major.is_empty() && major.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_secret_when_it_has_a_password_in_it() {
        assert!(is_secret("postgres://autobolt_app:secret@db.example/postgres"));
        assert!(!is_secret("postgres://autobolt_app@db.example/postgres"));
        assert!(!is_secret("postgres://db.example:5432/postgres"));
        assert!(is_secret("sb_secret_abcdefghijkl"));
        assert!(!is_secret("https://autobolt.example.com"));
    }
}
