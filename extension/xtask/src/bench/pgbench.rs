//! The yardstick: pgbench sends the statements of an update, through the socket the backend uses, as the role the backend
//! uses, to the same rows of jobs leased in the same way.

use super::ground::{FIRST, Ground};
use super::load::{self, Manner, Times};
use anyhow::{Context as _, Result, bail};
use autobolt_shared::timing::Timing;
use std::time::Duration;

/// What the backend wrote for one report of each manner, so that pgbench writes the same.
pub struct Payloads {
    log: String,
    result_data: String,
    bare_result_data: String,
    press_data: String,
    press_log: String,
    reply: String,
}

impl Manner {
    /// The script of the same statements.
    #[must_use]
    pub fn script(self) -> &'static str {
        match self {
            Self::Full => include_str!("update.sql"),
            Self::Bare => include_str!("update_bare.sql"),
        }
    }
}

/// Sends one report of each manner while the server logs every statement, and compares what was sent with the scripts.
///
/// # Errors
/// When they differ: the ratio would compare different things.
pub fn check(ground: &mut Ground, serial: usize) -> Result<Payloads> {
    ground.order(2)?;
    for (number, manner) in [Manner::Full, Manner::Bare].into_iter().enumerate() {
        let mut clients = load::clients(ground, manner, serial + number, 1, 1, &mut Times::default())?;
        log_statements(ground, true)?;
        let before = ground.database.log()?.len();
        load::report(&mut clients, 1, &mut Times::default())?;
        log_statements(ground, false)?;
        let log = ground.database.log()?;
        let sent = transaction_in(log.get(before..).unwrap_or_default());
        load::release(clients)?;
        let script = transaction_of(manner.script());
        if sent != script {
            bail!(
                "the script of {manner:?} updates is not what the backend sends:\n  backend {sent:?}\n  script  {script:?}"
            );
        }
    }
    let wrote = |what: &str| ground.database.sql(what);
    let data = |kind: &str, reason: &str| {
        wrote(&format!(
            "select data from autobolt.events where kind = '{kind}' and data->>'reason' = '{reason}' order by id desc limit 1"
        ))
    };
    Ok(Payloads {
        log: wrote("select response_log from public.job_results where status = 'submitted' limit 1")?,
        result_data: data("result", "pending_review")?,
        bare_result_data: data("result", "unverified")?,
        press_data: data("attempt", "pending_review")?,
        press_log: wrote("select log from autobolt.attempts where outcome = 'answered' limit 1")?,
        reply: wrote("select reply from autobolt.reports limit 1")?,
    })
}

/// Runs the script of that manner: `updates` per client, on clients that hold a job each. Returns updates per second.
///
/// # Errors
/// When a statement fails, or not every update was written.
pub fn run(
    ground: &Ground,
    payloads: &Payloads,
    manner: Manner,
    serial: usize,
    clients: usize,
    updates: usize,
) -> Result<f64> {
    ground.seed()?;
    let file = ground.folder().join("update.sql");
    std::fs::write(&file, manner.script())?;
    let result_data = match manner {
        Manner::Full => &payloads.result_data,
        Manner::Bare => &payloads.bare_result_data,
    };
    let variables = [
        ("first", "0".to_owned()),
        ("from", FIRST.to_string()),
        ("serial", serial.to_string()),
        ("lease_ms", Timing::REAL.lease_ms.to_string()),
        ("duration_ms", "1500".to_owned()),
        ("log", payloads.log.clone()),
        ("result_data", result_data.clone()),
        ("press_data", payloads.press_data.clone()),
        ("press_log", payloads.press_log.clone()),
        ("reply", payloads.reply.clone()),
    ];
    let mut command = ground.database.tool("pgbench", "autobolt_app");
    command.args(["-n", "-M", "prepared", "-c", &clients.to_string(), "-j", &clients.min(2).to_string()]);
    command.args(["-t", &updates.to_string(), "-f"]).arg(&file);
    for (name, value) in variables {
        command.args(["-D", &format!("{name}={value}")]);
    }
    let output = command.output().context("pgbench could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("pgbench failed:\n{}{said}", String::from_utf8_lossy(&output.stderr));
    }
    let written = ground.database.sql(
        "select count(*) from public.job_results r join bench.seed s on s.job_id = r.job_id where r.status = 'submitted'",
    )?;
    if written != (clients * updates).to_string() {
        bail!("pgbench wrote {written} of {} updates", clients * updates);
    }
    per_second(&said).with_context(|| format!("pgbench told no rate:\n{said}"))
}

fn per_second(said: &str) -> Option<f64> {
    said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
}

/// Takes effect in a running session with its next statement.
fn log_statements(ground: &Ground, on: bool) -> Result<()> {
    let value = if on { "all" } else { "none" };
    ground.database.sql(&format!("alter system set log_statement = '{value}'"))?;
    ground.database.sql("select pg_reload_conf()")?;
    std::thread::sleep(Duration::from_millis(500));
    Ok(())
}

/// The names of the statements of an update in a server's log: of the session that passed the fence, from its BEGIN to its
/// COMMIT.
fn transaction_in(log: &str) -> Vec<String> {
    let statements: Vec<(&str, &str)> = log.lines().filter_map(logged).collect();
    let Some(fence) = statements.iter().position(|(_, name)| *name == "lease_fence") else {
        return Vec::new();
    };
    let session = statements.get(fence).map(|(session, _)| *session);
    let of_session = |part: &[(&str, &str)]| -> Vec<String> {
        part.iter().filter(|(s, _)| Some(*s) == session).map(|(_, name)| (*name).to_owned()).collect()
    };
    let (before, after) = statements.split_at(fence);
    let before = of_session(before);
    let after = of_session(after);
    let from = before.iter().rposition(|name| name == "BEGIN").unwrap_or_default();
    let to = after.iter().position(|name| name == "COMMIT").map_or(after.len(), |end| end + 1);
    before.into_iter().skip(from).chain(after.into_iter().take(to)).collect()
}

/// Session and statement name of a log line: `… [77] LOG:  execute sqlx_s_3: -- lease_fence`.
fn logged(line: &str) -> Option<(&str, &str)> {
    let (prefix, said) = line.split_once("LOG:  ")?;
    let (how, text) = said.split_once(": ")?;
    let name = match text.strip_prefix("-- ") {
        Some(name) => name,
        None if how == "statement" || how.starts_with("execute") => text.split([' ', ';']).next()?,
        None => return None,
    };
    Some((prefix.trim(), name.trim())).map(|(prefix, name)| (session(prefix), name))
}

fn session(prefix: &str) -> &str {
    prefix.rsplit('[').next().unwrap_or_default().trim_end_matches(']')
}

/// The names of a script's statements from BEGIN to COMMIT.
fn transaction_of(script: &str) -> Vec<String> {
    let names = script.lines().filter_map(|line| match line.trim() {
        "BEGIN;" => Some("BEGIN"),
        "COMMIT;" => Some("COMMIT"),
        line => line.strip_prefix("-- ").filter(|name| is_name(name)),
    });
    names.skip_while(|name| *name != "BEGIN").map(str::to_owned).collect()
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements of a text that begin with a `-- name` line, each ending before the next of them.
    fn statements(script: &str) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = Vec::new();
        for line in script.lines() {
            match line.trim().strip_prefix("-- ").filter(|name| is_name(name)) {
                Some(name) => all.push((name.to_owned(), String::new())),
                None if line.starts_with('\\') || line.starts_with("BEGIN") || line.starts_with("COMMIT") => {
                }
                None => {
                    if let Some((_, text)) = all.last_mut() {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
        }
        all
    }

    /// Without what the script says in its own way: variables, made-up values, what pgbench does with a row.
    fn with_placeholders(statement: &str) -> String {
        let mut text =
            statement.split("\\gset").next().unwrap_or_default().trim().trim_end_matches(';').to_owned();
        while let (Some(from), Some(to)) = (text.find("/*?*/"), text.find("/*.*/")) {
            text.replace_range(from..to + "/*.*/".len(), "?");
        }
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let starts = (c == ':' && !out.ends_with(':')) || c == '$';
            if starts && chars.peek().is_some_and(|next| next.is_ascii_alphanumeric()) {
                while chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '_') {
                    chars.next();
                }
                out.push('?');
            } else {
                out.push(c);
            }
        }
        squeezed(&out)
    }

    fn squeezed(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All of the backend's SQL, the one macro in it written out.
    fn store() -> String {
        let mut all = String::new();
        let mut folders = vec![crate::workspace::root().join("backend/src/store")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    all.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let from = all.find("\"CASE\n").unwrap() + 1;
        let standing = all.get(from..).unwrap().split('"').next().unwrap().to_owned();
        squeezed(&all).replace("\", standing_sql!(), \"", &squeezed(&standing))
    }

    #[test]
    fn the_scripts_hold_the_backends_statements_word_for_word() {
        let store = with_placeholders(&store());
        for manner in [Manner::Full, Manner::Bare] {
            let statements = statements(manner.script());
            assert!(statements.len() >= 8, "{manner:?}");
            for (name, text) in statements {
                let wanted = format!("-- {name} {}", with_placeholders(&text));
                assert!(
                    store.contains(&wanted),
                    "{manner:?}: the backend's statement differs from\n{wanted}"
                );
            }
        }
    }

    #[test]
    fn a_sessions_transaction_is_found_among_those_of_others() {
        let log = "2026-01-01 00:00:00.1 UTC [7] LOG:  execute sqlx_s_1: -- key_find\n\
                   2026-01-01 00:00:00.2 UTC [7] LOG:  statement: BEGIN\n\
                   2026-01-01 00:00:00.2 UTC [9] LOG:  execute sqlx_s_1: -- event_by_id\n\
                   2026-01-01 00:00:00.3 UTC [7] LOG:  execute sqlx_s_2: -- lease_fence\n\t UPDATE\n\
                   2026-01-01 00:00:00.3 UTC [7] DETAIL:  Parameters: $1 = '1'\n\
                   2026-01-01 00:00:00.4 UTC [7] LOG:  statement: COMMIT\n\
                   2026-01-01 00:00:00.5 UTC [7] LOG:  execute sqlx_s_1: -- key_find\n";
        assert_eq!(transaction_in(log), ["BEGIN", "lease_fence", "COMMIT"]);
        assert_eq!(transaction_of("-- a\nBEGIN;\n\n-- lease_fence\nUPDATE\nCOMMIT;\n"), transaction_in(log));
    }

    #[test]
    fn pgbenchs_rate_is_read() {
        let said =
            "number of failed transactions: 0 (0.000%)\ntps = 812.25 (without initial connection time)\n";
        assert_eq!(per_second(said), Some(812.25));
    }
}
