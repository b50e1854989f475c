//! Passwords: argon2id, off the async threads, few at a time.

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use rand::{TryRngCore as _, rngs::OsRng};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each check takes 19 MiB and a core: a flood of sign-ins must not take the server's memory.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// Checked where there is no account, so that an answer takes as long whether or not the address exists.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody signs in with this").unwrap_or_default());

/// Shortest password that is taken.
pub const SHORTEST: usize = 12;
const LONGEST: usize = 200;

/// Why a password is not taken, or could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("A password has at least {SHORTEST} characters; a few random words are best.")]
    TooShort,
    /// Too long to hash in reasonable time.
    #[error("A password has at most {LONGEST} characters.")]
    TooLong,
    /// Contains the address it belongs to.
    #[error("The password must not contain the e-mail address.")]
    ContainsEmail,
    /// The hash function or its randomness failed.
    #[error("The password could not be hashed: {0}")]
    Hash(String),
}

/// Whether `password` may be used for `email`.
///
/// # Errors
/// What is wrong with it.
pub fn acceptable(password: &str, email: &str) -> Result<(), PasswordError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordError::TooLong);
    }
    if !email.is_empty() && password.to_lowercase().contains(&email.to_lowercase()) {
        return Err(PasswordError::ContainsEmail);
    }
    Ok(())
}

/// The hash to store.
///
/// # Errors
/// [`PasswordError::Hash`].
pub async fn hash(password: String) -> Result<String, PasswordError> {
    let _slot = SLOTS.acquire().await.map_err(|error| PasswordError::Hash(error.to_string()))?;
    tokio::task::spawn_blocking(move || hash_now(&password))
        .await
        .map_err(|error| PasswordError::Hash(error.to_string()))?
}

fn hash_now(password: &str) -> Result<String, PasswordError> {
    let mut bytes = [0_u8; 16];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| PasswordError::Hash(error.to_string()))?;
    let salt = SaltString::encode_b64(&bytes).map_err(|error| PasswordError::Hash(error.to_string()))?;
    // The crate's default is argon2id with OWASP's parameters: 19 MiB, two passes.
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether `password` is the one whose hash is `stored`; with `None` it takes the same time and is never right.
pub async fn verify(password: String, stored: Option<String>) -> bool {
    let Ok(_slot) = SLOTS.acquire().await else { return false };
    tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        // Always taken out: the first time, making it costs as much as a check.
        let nobody = NOBODY.clone();
        let stored = stored.unwrap_or(nobody);
        let right = PasswordHash::new(&stored)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        right && known
    })
    .await
    .unwrap_or(false)
}

/// A password for an account whose owner has not chosen one: 20 letters and digits that are not confused when read.
///
/// # Errors
/// [`PasswordError::Hash`]: no randomness.
pub fn generate() -> Result<String, PasswordError> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut bytes = [0_u8; 20];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_is_right_and_no_account_is_never_right() {
        let stored = hash("correct horse battery".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify("correct horse battery".to_owned(), Some(stored.clone())).await);
        assert!(!verify("correct horse batterz".to_owned(), Some(stored)).await);
        assert!(!verify("nobody signs in with this".to_owned(), None).await);
    }

    #[test]
    fn a_short_password_is_refused_with_what_is_wanted() {
        let error = acceptable("short", "a@b.example").unwrap_err().to_string();
        assert!(error.contains("at least 12"), "{error}");
        assert!(acceptable("mail a@b.example mail", "A@b.example").is_err());
    }
}
