//! A transaction-mode pooler of the plainest kind, to see that AutoBolt recognises one by its behaviour.
//!
//! It answers every client's start itself, and for each statement lends the client whichever server connection was given
//! back last; a client keeps one only while its transaction is open. That is what such poolers do.

use crate::support::TestDb;
use autobolt_backend::db::{self, PoolerError};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};

/// One message: its letter, and everything after it, the length included.
async fn message(from: &mut (impl AsyncReadExt + Unpin)) -> std::io::Result<(u8, Vec<u8>)> {
    let letter = from.read_u8().await?;
    Ok((letter, untagged(from).await?))
}

/// A message without a letter: the client's first.
async fn untagged(from: &mut (impl AsyncReadExt + Unpin)) -> std::io::Result<Vec<u8>> {
    let length = from.read_i32().await?;
    let mut rest = vec![0; usize::try_from(length - 4).unwrap()];
    from.read_exact(&mut rest).await?;
    Ok([&length.to_be_bytes()[..], &rest].concat())
}

/// A server connection that has started, and is idle.
async fn server(socket: &PathBuf, start: &[u8]) -> std::io::Result<UnixStream> {
    let mut server = UnixStream::connect(socket).await?;
    server.write_all(start).await?;
    while message(&mut server).await?.0 != b'Z' {}
    Ok(server)
}

async fn client(
    mut client: TcpStream,
    socket: PathBuf,
    idle: Arc<Mutex<Vec<UnixStream>>>,
) -> std::io::Result<()> {
    let start = untagged(&mut client).await?;
    // AuthenticationOk, ReadyForQuery.
    client.write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 0, b'Z', 0, 0, 0, 5, b'I']).await?;
    let mut held: Option<UnixStream> = None;
    loop {
        let (letter, body) = message(&mut client).await?;
        if letter == b'X' {
            return Ok(());
        }
        let free = held.take().or_else(|| idle.lock().unwrap().pop());
        let mut lent = match free {
            Some(lent) => lent,
            None => server(&socket, &start).await?,
        };
        lent.write_u8(letter).await?;
        lent.write_all(&body).await?;
        loop {
            let (letter, body) = message(&mut lent).await?;
            client.write_u8(letter).await?;
            client.write_all(&body).await?;
            if letter == b'Z' {
                // The last byte tells whether a transaction is open.
                if body.last() == Some(&b'I') {
                    idle.lock().unwrap().push(lent);
                } else {
                    held = Some(lent);
                }
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_transaction_mode_pooler_on_another_port_is_recognised_by_what_it_does() {
    let db = TestDb::new().await;
    let direct = db.options(db::APP_ROLE);
    let socket = direct.get_socket().unwrap().join(".s.PGSQL.5432");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let idle = Arc::new(Mutex::new(Vec::new()));
    let pooler = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(client(stream, socket.clone(), Arc::clone(&idle)));
        }
    });
    let url = format!("postgres://autobolt_app@127.0.0.1:{port}/{}?sslmode=disable", db.name);
    let error = db::refuse_transaction_pooler(&db::options_from_url(&url).unwrap()).await.unwrap_err();
    assert!(matches!(error, PoolerError::Behaviour(_)), "{error}");
    assert!(error.to_string().contains("pool_mode = session"), "{error}");
    pooler.abort();
}
