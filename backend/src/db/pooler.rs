//! Refusal of transaction-mode poolers. Behind one, a session's statements run on whichever server connection is free:
//! prepared statements clash, LISTEN hears nothing, and a session lock protects nothing.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, Row};

/// Supabase's transaction-mode port.
const TRANSACTION_PORT: u16 = 6543;

/// The address leads to a transaction-mode pooler, or nowhere.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PoolerError {
    /// By its port.
    #[error(
        "the database address names port 6543, Supabase's transaction-mode pooler. Through it prepared statements clash \
         and LISTEN hears nothing. Use the session-mode pooler (same host, port 5432) or the direct connection \
         (db.<project>.supabase.co:5432)."
    )]
    Port,
    /// By its behaviour.
    #[error(
        "the database address leads to a transaction-mode pooler: {0}. Through it prepared statements clash and LISTEN \
         hears nothing. Use a session-mode pooler (Supabase: port 5432; PgBouncer: pool_mode = session) or the server itself."
    )]
    Behaviour(&'static str),
    /// The server cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Sql(#[from] sqlx::Error),
}

/// Refuses the address if statements of one session may end up in another.
///
/// # Errors
/// It is such a pooler, or cannot be reached.
pub async fn refuse_transaction_pooler(options: &PgConnectOptions) -> Result<(), PoolerError> {
    if options.get_port() == TRANSACTION_PORT && options.get_socket().is_none() {
        return Err(PoolerError::Port);
    }
    let mut first = options.connect().await?;
    let mut second = options.connect().await?;
    let seen = observe(&mut first, &mut second).await;
    let _ = first.close().await;
    let _ = second.close().await;
    seen?.verdict()
}

/// What two connections, open at the same time, saw of their sessions.
#[derive(Clone, Copy)]
struct Seen {
    first_before: i32,
    second: i32,
    /// The second got the session lock that the first holds.
    lock_shared: bool,
    /// The first's session while the second was in a transaction.
    first_after: i32,
}

impl Seen {
    fn verdict(&self) -> Result<(), PoolerError> {
        if self.lock_shared {
            Err(PoolerError::Behaviour("two connections hold the same session lock"))
        } else if self.first_before == self.second {
            Err(PoolerError::Behaviour("two connections share one session"))
        } else if self.first_before != self.first_after {
            Err(PoolerError::Behaviour("one connection's session changed under it"))
        } else {
            Ok(())
        }
    }
}

/// The second connection keeps a transaction open: a pooler that had lent it the first one's server connection must then
/// serve the first from another.
async fn observe(first: &mut PgConnection, second: &mut PgConnection) -> Result<Seen, sqlx::Error> {
    let (first_before, _) = ask(first).await?;
    sqlx::raw_sql("-- pooler_probe_begin\n begin").execute(&mut *second).await?;
    let (second_pid, lock_shared) = ask(second).await?;
    let first_after = pid(first).await?;
    sqlx::raw_sql("-- pooler_probe_end\n rollback").execute(&mut *second).await?;
    for connection in [first, second] {
        sqlx::raw_sql("-- pooler_probe_unlock\n select pg_advisory_unlock_all()").execute(connection).await?;
    }
    Ok(Seen { first_before, second: second_pid, lock_shared, first_after })
}

/// The session's number, and whether it got the lock. The simple protocol needs no prepared statement.
async fn ask(connection: &mut PgConnection) -> Result<(i32, bool), sqlx::Error> {
    let row = sqlx::raw_sql(
        "-- pooler_probe_lock
         select pg_backend_pid(), pg_try_advisory_lock(7261549832)",
    )
    .fetch_one(connection)
    .await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

async fn pid(connection: &mut PgConnection) -> Result<i32, sqlx::Error> {
    sqlx::raw_sql("-- pooler_probe_pid\n select pg_backend_pid()").fetch_one(connection).await?.try_get(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_transaction_mode_port_is_refused_without_connecting() {
        let options = super::super::options_from_url(
            "postgres://postgres.ref:secret@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
        )
        .unwrap();
        let error = refuse_transaction_pooler(&options).await.unwrap_err().to_string();
        assert!(error.contains("6543") && error.contains("5432") && !error.contains("secret"), "{error}");
    }

    #[test]
    fn what_a_pooler_does_to_sessions_gives_it_away() {
        let direct = Seen { first_before: 10, second: 11, lock_shared: false, first_after: 10 };
        assert!(direct.verdict().is_ok());
        assert!(Seen { lock_shared: true, ..direct }.verdict().is_err());
        assert!(Seen { second: 10, ..direct }.verdict().is_err());
        assert!(Seen { first_after: 12, ..direct }.verdict().is_err());
    }
}
