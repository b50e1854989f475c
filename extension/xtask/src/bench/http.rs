//! A client that costs next to nothing: one connection, blocking, answers read by their length. It shares the processors
//! with what is measured, as pgbench does.

use anyhow::{Context as _, Result, bail};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// One kept connection, with one key.
pub struct Connection {
    stream: TcpStream,
    headers: String,
    received: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects to a port of 127.0.0.1; `headers` go with every request, each ended by CR LF.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn open(port: u16, key: &str, headers: &str) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).context("the backend does not listen")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let headers = format!("Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\n{headers}");
        Ok(Self { stream, headers, received: Vec::with_capacity(256 * 1024) })
    }

    /// `GET`.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.headers);
        self.exchange(&request)
    }

    /// `POST` with a JSON body.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn post(&mut self, path: &str, body: &str) -> Result<Answer> {
        let mut request = format!("POST {path} HTTP/1.1\r\n{}", self.headers);
        write!(request, "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        self.exchange(&request)
    }

    fn exchange(&mut self, request: &str) -> Result<Answer> {
        self.stream.write_all(request.as_bytes())?;
        self.received.clear();
        let head = loop {
            if let Some(end) = find(&self.received, b"\r\n\r\n") {
                break end;
            }
            self.read_more()?;
        };
        let text = String::from_utf8_lossy(self.received.get(..head).unwrap_or_default()).into_owned();
        let status = text
            .split(' ')
            .nth(1)
            .and_then(|word| word.parse().ok())
            .with_context(|| format!("no HTTP answer: {text}"))?;
        let length = text
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .and_then(|(_, value)| value.trim().parse::<usize>().ok())
            .unwrap_or_default();
        let start = head + 4;
        while self.received.len() < start + length {
            self.read_more()?;
        }
        Ok(Answer { status, body: self.received.get(start..start + length).unwrap_or_default().to_vec() })
    }

    fn read_more(&mut self) -> Result<()> {
        let mut part = [0_u8; 16 * 1024];
        let read = self.stream.read(&mut part)?;
        if read == 0 {
            bail!("the backend closed the connection");
        }
        self.received.extend_from_slice(part.get(..read).unwrap_or_default());
        Ok(())
    }
}

impl Answer {
    /// The body as JSON, if the status is 200.
    ///
    /// # Errors
    /// Another status; with what the backend said.
    pub fn json(&self) -> Result<serde_json::Value> {
        self.expect_ok()?;
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// Fails unless the status is 200.
    ///
    /// # Errors
    /// Another status; with what the backend said.
    pub fn expect_ok(&self) -> Result<()> {
        if self.status == 200 {
            return Ok(());
        }
        bail!("the backend answered {}: {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|part| part == needle)
}
