//! Supabase's storage: one private bucket. The secret key goes into the `apikey` header and nowhere else; it is in a type that
//! does not print, and no answer is followed elsewhere with it.

use autobolt_shared::protocol::evidence::MAX_EVIDENCE_BYTES;
use base64::Engine;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Client, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

/// A worker does not wait for it, but holds its picture in memory meanwhile.
const PATIENCE: Duration = Duration::from_secs(15);
const BUCKET: &str = "autobolt-evidence";
const KINDS: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// Which project, and the key to it.
#[derive(Debug, Clone)]
pub struct Settings {
    url: Url,
    key: SecretString,
    bucket: String,
}

/// The settings make no sense.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// Half of them.
    #[error(
        "{0} is set and {1} is not: evidence goes to Supabase's storage with both, and to the disk with neither"
    )]
    Half(&'static str, &'static str),
    /// No address.
    #[error(
        "SUPABASE_URL must be the project's address, https://<ref>.supabase.co, without anything behind it"
    )]
    Url,
    /// A key for browsers.
    #[error(
        "{0} holds a key that is meant for browsers. It takes a secret key, `sb_secret_…`, from Project Settings → API keys"
    )]
    PublicKey(&'static str),
    /// Something else.
    #[error("{0} holds no key of Supabase's: a secret key begins with `sb_secret_`")]
    NoKey(&'static str),
    /// A bucket of another shape.
    #[error("AUTOBOLT_EVIDENCE_BUCKET takes a name of letters, digits, `-` and `_`")]
    Bucket,
}

impl Settings {
    /// Reads `SUPABASE_URL`, `SUPABASE_SECRET_KEY` (or the older `SUPABASE_SERVICE_ROLE_KEY`) and `AUTOBOLT_EVIDENCE_BUCKET`. None
    /// where neither address nor key is set; set but empty counts as not set.
    ///
    /// # Errors
    /// They make no sense; no error holds the key.
    pub fn read(value_of: &impl Fn(&str) -> Option<String>) -> Result<Option<Self>, SettingsError> {
        let variable = |name: &str| {
            value_of(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let url = variable("SUPABASE_URL");
        let new = variable("SUPABASE_SECRET_KEY").map(|key| ("SUPABASE_SECRET_KEY", key));
        let key = new
            .or_else(|| variable("SUPABASE_SERVICE_ROLE_KEY").map(|key| ("SUPABASE_SERVICE_ROLE_KEY", key)));
        let (url, (name, key)) = match (url, key) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(SettingsError::Half("SUPABASE_URL", "SUPABASE_SECRET_KEY")),
            (None, Some((name, _))) => return Err(SettingsError::Half(name, "SUPABASE_URL")),
            (Some(url), Some(key)) => (url, key),
        };
        let url = Url::parse(&url).map_err(|_| SettingsError::Url)?;
        let near = url.host_str().is_some_and(|host| matches!(host, "127.0.0.1" | "localhost" | "[::1]"));
        let plain = url.username().is_empty()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.path() == "/";
        if !plain
            || url.host_str().is_none()
            || !(url.scheme() == "https" || (url.scheme() == "http" && near))
        {
            return Err(SettingsError::Url);
        }
        match Kind::of(&key) {
            Kind::Secret => {}
            Kind::Public => return Err(SettingsError::PublicKey(name)),
            Kind::Unknown => return Err(SettingsError::NoKey(name)),
        }
        let bucket = variable("AUTOBOLT_EVIDENCE_BUCKET").unwrap_or_else(|| BUCKET.to_owned());
        if !bucket.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Err(SettingsError::Bucket);
        }
        Ok(Some(Self { url, key: SecretString::from(key), bucket }))
    }
}

enum Kind {
    Secret,
    Public,
    Unknown,
}

impl Kind {
    fn of(key: &str) -> Self {
        if key.starts_with("sb_secret_") {
            return Self::Secret;
        }
        if key.starts_with("sb_publishable_") {
            return Self::Public;
        }
        // The older ones are tokens that say their role.
        let payload = key
            .split('.')
            .nth(1)
            .and_then(|part| base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).ok());
        let payload: Option<Value> = payload.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        match payload.as_ref().and_then(|payload| payload["role"].as_str()) {
            Some("service_role") => Self::Secret,
            Some(_) => Self::Public,
            None => Self::Unknown,
        }
    }
}

/// The storage did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// No answer.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// The key.
    #[error("the key is refused ({0}): it was revoked or is another project's. Set SUPABASE_SECRET_KEY anew")]
    Refused(u16),
    /// Not there.
    #[error("it is not there")]
    Absent,
    /// Anything else.
    #[error("it answers {status}: {said}")]
    Answer {
        /// The HTTP status.
        status: u16,
        /// The first words of the body.
        said: String,
    },
    /// Everybody could look at it.
    #[error(
        "the bucket `{0}` is public: everybody who knows a name could look at customers' pages. Make it private, or name another with AUTOBOLT_EVIDENCE_BUCKET"
    )]
    PublicBucket(String),
    /// The client.
    #[error("the HTTP client cannot be made: {0}")]
    Client(String),
}

/// A project's storage.
#[derive(Debug, Clone)]
pub struct Supabase {
    client: Client,
    base: Url,
    bucket: String,
}

impl Supabase {
    /// A client for it; nothing is sent yet.
    ///
    /// # Errors
    /// The client cannot be made.
    pub fn new(settings: &Settings) -> Result<Self, StorageError> {
        Self::patient(settings, PATIENCE)
    }

    /// The same, with another patience.
    ///
    /// # Errors
    /// The client cannot be made.
    pub fn patient(settings: &Settings, patience: Duration) -> Result<Self, StorageError> {
        let mut key = HeaderValue::from_str(settings.key.expose_secret())
            .map_err(|_| StorageError::Client("the key holds characters no header may hold".to_owned()))?;
        // Left out of every debug output.
        key.set_sensitive(true);
        let mut headers = HeaderMap::new();
        headers.insert("apikey", key);
        // Secret keys are refused to whatever calls itself a browser.
        headers.insert(USER_AGENT, HeaderValue::from_static(concat!("autobolt/", env!("CARGO_PKG_VERSION"))));
        let client = Client::builder()
            .default_headers(headers)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| StorageError::Client(error.to_string()))?;
        Ok(Self { client, base: settings.url.clone(), bucket: settings.bucket.clone() })
    }

    /// Makes sure that the bucket is there and private; makes it where it is missing.
    ///
    /// # Errors
    /// It is public, or the storage does not answer as it should.
    pub async fn prepare(&self) -> Result<(), StorageError> {
        let there = self.client.get(self.address(&["bucket", &self.bucket])).send().await;
        match answer(there).await {
            Ok(response) => {
                let bucket: Value = response.json().await.unwrap_or(Value::Null);
                if bucket["public"] == true {
                    Err(StorageError::PublicBucket(self.bucket.clone()))
                } else {
                    Ok(())
                }
            }
            Err(StorageError::Absent) => {
                let wanted = json!({
                    "id": self.bucket, "name": self.bucket, "public": false,
                    "file_size_limit": MAX_EVIDENCE_BYTES, "allowed_mime_types": KINDS,
                });
                let made = self
                    .client
                    .post(self.address(&["bucket"]))
                    .header(CONTENT_TYPE, "application/json")
                    .body(wanted.to_string());
                answer(made.send().await).await.map(|_| ())
            }
            Err(error) => Err(error),
        }
    }

    /// Stores a picture. The same one a second time is no error.
    ///
    /// # Errors
    /// The storage's.
    pub async fn upload(&self, location: &str, media_type: &str, bytes: Vec<u8>) -> Result<(), StorageError> {
        let request = self
            .client
            .post(self.object(location))
            .header(CONTENT_TYPE, media_type)
            .header("x-upsert", "true")
            .body(bytes);
        answer(request.send().await).await.map(|_| ())
    }

    /// Reads a picture.
    ///
    /// # Errors
    /// The storage's.
    pub async fn download(&self, location: &str) -> Result<Vec<u8>, StorageError> {
        let response = answer(self.client.get(self.object(location)).send().await).await?;
        Ok(response.bytes().await.map_err(unreachable_by)?.to_vec())
    }

    /// Removes a picture.
    ///
    /// # Errors
    /// The storage's.
    pub async fn remove(&self, location: &str) -> Result<(), StorageError> {
        match answer(self.client.delete(self.object(location)).send().await).await {
            Ok(_) | Err(StorageError::Absent) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn object(&self, location: &str) -> Url {
        let mut parts = vec!["object", self.bucket.as_str()];
        parts.extend(location.split('/'));
        self.address(&parts)
    }

    fn address(&self, parts: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Each part is escaped; an https address can always carry some.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["storage", "v1"]).extend(parts);
        }
        url
    }
}

fn unreachable_by(error: reqwest::Error) -> StorageError {
    StorageError::Unreachable(error.without_url().to_string())
}

/// The answer, where it is a good one. The storage tells what is missing as 404, or as 400 with the code in its body.
async fn answer(sent: reqwest::Result<Response>) -> Result<Response, StorageError> {
    let response = sent.map_err(unreachable_by)?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let text = response.text().await.unwrap_or_default();
    let code = serde_json::from_str::<Value>(&text).ok().map(|body| match &body["statusCode"] {
        Value::String(code) => code.clone(),
        other => other.to_string(),
    });
    Err(match (status, code.as_deref()) {
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) | (_, Some("401" | "403")) => {
            StorageError::Refused(status.as_u16())
        }
        (StatusCode::NOT_FOUND, _) | (_, Some("404")) => StorageError::Absent,
        _ => StorageError::Answer { status: status.as_u16(), said: text.chars().take(200).collect() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Option<Settings>, SettingsError> {
        Settings::read(&|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    const URL: (&str, &str) = ("SUPABASE_URL", "https://abcdefghijklmnopqrst.supabase.co");

    #[test]
    fn with_neither_address_nor_key_evidence_stays_on_disk_and_with_half_of_them_nothing_starts() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[("SUPABASE_URL", " "), ("SUPABASE_SECRET_KEY", "")]).unwrap().is_none());
        assert!(matches!(read(&[URL]), Err(SettingsError::Half(..))));
        assert!(matches!(read(&[("SUPABASE_SECRET_KEY", "sb_secret_x")]), Err(SettingsError::Half(..))));
        assert!(read(&[URL, ("SUPABASE_SECRET_KEY", "sb_secret_x")]).unwrap().is_some());
    }

    #[test]
    fn a_key_for_browsers_or_none_at_all_is_refused_without_telling_it() {
        let token = |role: &str| {
            let payload =
                base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!(r#"{{"role":"{role}"}}"#));
            format!("e30.{payload}.sig")
        };
        for (key, public) in
            [("sb_publishable_abc".to_owned(), true), (token("anon"), true), ("hunter22".to_owned(), false)]
        {
            let error = read(&[URL, ("SUPABASE_SECRET_KEY", &key)]).unwrap_err();
            assert_eq!(matches!(error, SettingsError::PublicKey(_)), public, "{error}");
            assert!(!error.to_string().contains(&key));
        }
        assert!(read(&[URL, ("SUPABASE_SERVICE_ROLE_KEY", &token("service_role"))]).unwrap().is_some());
    }

    #[test]
    fn the_key_is_sent_over_https_alone_and_never_printed() {
        for url in [
            "http://abc.supabase.co",
            "https://abc.supabase.co/rest/v1",
            "https://k:p@abc.supabase.co",
            "abc",
        ] {
            let found = read(&[("SUPABASE_URL", url), ("SUPABASE_SECRET_KEY", "sb_secret_x")]);
            assert!(matches!(found, Err(SettingsError::Url)), "{url}");
        }
        let settings = read(&[URL, ("SUPABASE_SECRET_KEY", "sb_secret_hidden")]).unwrap().unwrap();
        let supabase = Supabase::new(&settings).unwrap();
        assert!(!format!("{settings:?} {supabase:?}").contains("hidden"));
    }
}
