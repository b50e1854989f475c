//! Tells a webhook that a directory waits for a person, or that an AutoBolt which holds something fell silent.

use crate::{
    app::App,
    staff::view::WorkerView,
    store::overview::{self, Queue},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};
use url::Url;

/// A burst of hand-overs is one message.
const GATHER: Duration = Duration::from_secs(5);
/// Silence is no event: it is looked for.
const LOOK: Duration = Duration::from_secs(15);
/// A webhook that does not answer is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// What people were told of last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    needs: i64,
    silent: BTreeSet<String>,
}

/// Watches until the server ends. What waits at the start was told before.
pub async fn run(app: App, webhook: Url) {
    let client = match reqwest::Client::builder().timeout(PATIENCE).build() {
        Ok(client) => client,
        Err(error) => return tracing::error!(%error, "the webhook cannot be used"),
    };
    let mut changes = app.live.subscribe();
    let mut told = now(&app).await.unwrap_or_default();
    loop {
        tokio::select! {
            () = app.shutdown.cancelled() => return,
            // Lagging behind is as good as hearing: everything is read anyway.
            _ = changes.recv() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(LOOK) => {}
        }
        while changes.try_recv().is_ok() {}
        let found = match now(&app).await {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(%error, "what waits for a person could not be read");
                continue;
            }
        };
        if let Some(message) = message(&told, &found, &app.config.base_url()) {
            // The address may hold a secret, so it is never logged.
            match client
                .post(webhook.clone())
                .header("content-type", "application/json")
                .body(message.to_string())
                .send()
                .await
            {
                Ok(answer) if answer.status().is_success() => {}
                Ok(answer) => {
                    tracing::warn!(status = answer.status().as_u16(), "the webhook refused the message")
                }
                Err(error) => {
                    tracing::warn!(error = %error.without_url(), "the webhook could not be reached")
                }
            }
        }
        told = found;
    }
}

async fn now(app: &App) -> sqlx::Result<Told> {
    let Queue { needs_staff: needs, .. } = overview::queue(&app.pool).await?;
    let silent = overview::workers(&app.pool)
        .await?
        .into_iter()
        .map(|row| WorkerView { row })
        .filter(WorkerView::missed)
        .map(|view| view.row.name)
        .collect();
    Ok(Told { needs, silent })
}

/// What is new, as chat programs take it (`text`) and as programs do. Nothing, where nothing got worse.
fn message(told: &Told, found: &Told, base: &str) -> Option<Value> {
    let mut parts = Vec::new();
    if found.needs > told.needs {
        let words = if found.needs == 1 { "directory needs" } else { "directories need" };
        parts.push(format!("{} {words} a person: {base}/staff/needs-you", found.needs));
    }
    let fresh: Vec<&String> = found.silent.difference(&told.silent).collect();
    if !fresh.is_empty() {
        let names = fresh.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        parts.push(format!("{names} fell silent with work in hand: {base}/staff/autobolts"));
    }
    (!parts.is_empty()).then(|| {
        json!({ "text": parts.join("\n"), "needs_staff": found.needs, "silent": found.silent, "newly_silent": fresh })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(needs: i64, silent: &[&str]) -> Told {
        Told { needs, silent: silent.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn only_what_got_worse_is_told() {
        let base = "https://a.example";
        assert_eq!(message(&told(2, &["One"]), &told(2, &["One"]), base), None);
        assert_eq!(message(&told(2, &["One"]), &told(0, &[]), base), None);
        let more = message(&told(2, &[]), &told(3, &[]), base).unwrap();
        assert_eq!(more["text"], "3 directories need a person: https://a.example/staff/needs-you");
        let silent = message(&told(0, &["One"]), &told(0, &["One", "Two"]), base).unwrap();
        assert_eq!((&silent["newly_silent"], &silent["silent"]), (&json!(["Two"]), &json!(["One", "Two"])));
    }
}
