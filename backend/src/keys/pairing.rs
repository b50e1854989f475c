//! One-time codes: eight letters and digits that a person reads out and AutoBolt exchanges for its key.

use super::{NewKey, Scope, create, sha256};
use crate::store;
use axum::http::{HeaderMap, Uri, header};
use rand::Rng;
use secrecy::{ExposeSecret, SecretString};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Letters and digits nobody mistakes for one another when reading them out.
const READABLE: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE: usize = 8;

/// How long a pairing code can be used, in minutes.
pub const CODE_MINUTES: i32 = 15;

/// A one-time code that is exchanged for a worker key.
#[derive(Debug, Clone)]
pub struct PairingCode(SecretString);

impl PairingCode {
    /// A new random code.
    #[must_use]
    pub fn random() -> Self {
        let code: String =
            (0..CODE).map(|_| char::from(READABLE[rand::rng().random_range(0..READABLE.len())])).collect();
        Self(SecretString::from(code))
    }

    /// Reads a code as people type it: letter case, spaces and dashes do not matter.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let code: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        Self(SecretString::from(code))
    }

    /// As it is shown: `ABCD-EFGH`.
    #[must_use]
    pub fn shown(&self) -> String {
        let code = self.0.expose_secret();
        code.get(..4).zip(code.get(4..)).map_or_else(|| code.to_owned(), |(a, b)| format!("{a}-{b}"))
    }

    fn hash(&self) -> Vec<u8> {
        sha256(self.0.expose_secret().as_bytes())
    }
}

/// Makes a pairing code, good for [`CODE_MINUTES`], at whatever address.
///
/// # Errors
/// The database's.
pub async fn create_pairing_code(
    conn: &mut PgConnection,
    key_name: Option<&str>,
    actor: &str,
) -> sqlx::Result<PairingCode> {
    code_for(conn, key_name, None, actor).await
}

/// Makes a pairing code, good for [`CODE_MINUTES`] at the address of the page that shows it.
///
/// # Errors
/// The database's.
pub async fn code_for(
    conn: &mut PgConnection,
    key_name: Option<&str>,
    origin: Option<&str>,
    actor: &str,
) -> sqlx::Result<PairingCode> {
    let code = PairingCode::random();
    store::keys::insert_code(conn, &code.hash(), key_name, origin, CODE_MINUTES, actor).await?;
    Ok(code)
}

/// Host and port that a request was sent to. This machine is one, whichever of its names is used.
#[must_use]
pub fn origin(headers: &HeaderMap, uri: &Uri) -> String {
    let said = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = said
        .or_else(|| uri.authority().map(|authority| authority.as_str()))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (name, Some(port)),
        _ => (host.as_str(), None),
    };
    let name = if matches!(name, "127.0.0.1" | "[::1]") { "localhost" } else { name };
    // A port that goes without saying is left out by some.
    match port.filter(|port| !matches!(*port, "80" | "443")) {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    }
}

/// Why a code is exchanged for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Wrong, used, or too old.
    Unknown,
    /// Made for another address.
    Elsewhere(String),
}

/// Exchanges a code for a worker key, whatever address it was made for. `None`: the code is wrong, used, or too old.
///
/// # Errors
/// The database's.
pub async fn pair(pool: &PgPool, code: &PairingCode, name: &str) -> sqlx::Result<Option<NewKey>> {
    Ok(pair_at(pool, code, name, None).await?.ok())
}

/// Exchanges a code for a worker key, at that address.
///
/// # Errors
/// The database's.
pub async fn pair_at(
    pool: &PgPool,
    code: &PairingCode,
    name: &str,
    here: Option<&str>,
) -> sqlx::Result<Result<NewKey, Refused>> {
    let mut tx = pool.begin().await?;
    let Some(used) = store::keys::use_code(&mut tx, &code.hash()).await? else {
        return Ok(Err(Refused::Unknown));
    };
    if let (Some(here), Some(origin)) = (here, &used.origin)
        && here != origin
    {
        // Rolled back: it is still good where it was made.
        return Ok(Err(Refused::Elsewhere(origin.clone())));
    }
    let name = match (name.trim(), used.key_name.as_deref().map(str::trim)) {
        ("", None | Some("")) => format!("AutoBolt {}", &Uuid::new_v4().simple().to_string()[..4]),
        ("", Some(chosen)) => chosen.to_owned(),
        (given, _) => given.chars().take(80).collect(),
    };
    let new = create(&mut tx, &name, &[Scope::Worker], None, &used.created_by).await?;
    store::keys::code_made(&mut tx, &code.hash(), new.id).await?;
    let data = serde_json::json!({ "action": "key.pair", "key": name });
    store::events::record(&mut tx, "worker", None, None, &used.created_by, data).await?;
    tx.commit().await?;
    Ok(Ok(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = PairingCode::random();
        let shown = code.shown();
        assert_eq!(shown.len(), 9);
        assert_eq!(
            PairingCode::typed(&format!(" {} ", shown.to_lowercase().replace('-', " "))).hash(),
            code.hash()
        );
    }

    #[test]
    fn this_machine_is_one_address_by_whatever_name_and_others_are_what_they_are() {
        let of = |host: &str| {
            origin(&HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]), &Uri::default())
        };
        assert_eq!(of("127.0.0.1:8787"), of("localhost:8787"));
        assert_ne!(of("127.0.0.1:8787"), of("127.0.0.1:8788"));
        assert_eq!(of("AutoBolt.example.com"), of("autobolt.example.com:443"));
        assert_ne!(of("autobolt.example.com"), of("evil.example"));
    }
}
