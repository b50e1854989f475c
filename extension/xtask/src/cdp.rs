//! A small DevTools client for one page: the demo must not attach to anything else, since a debugger attached to a service
//! worker keeps it alive, and one attached to a directory's page has to answer its dialogs.

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

/// One attached page.
pub struct Page {
    socket: Socket,
    next_id: u64,
}

impl Page {
    /// Attaches to the page behind that address (`ws://127.0.0.1:…/devtools/page/…`).
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn attach(address: &str) -> Result<Self> {
        let connect = tokio_tungstenite::connect_async(address);
        let (socket, _) = tokio::time::timeout(Duration::from_secs(10), connect)
            .await
            .context("the browser's page does not answer")?
            .context("cannot attach to the browser's page")?;
        Ok(Self { socket, next_id: 0 })
    }

    /// One command, its answer within 30 s.
    ///
    /// # Errors
    /// When the browser refuses it, hangs or is gone.
    pub async fn call(&mut self, method: &str, params: Value) -> Result<Value> {
        self.next_id += 1;
        let id = self.next_id;
        let text = json!({ "id": id, "method": method, "params": params }).to_string();
        self.socket.send(Message::text(text)).await?;
        let answer = async {
            while let Some(message) = self.socket.next().await {
                let Message::Text(text) = message? else { continue };
                let value: Value = serde_json::from_str(&text)?;
                if value["id"].as_u64() == Some(id) {
                    if let Some(error) = value.get("error") {
                        bail!("{method}: {}", error["message"]);
                    }
                    return Ok(value["result"].clone());
                }
            }
            bail!("{method}: the page is gone")
        };
        tokio::time::timeout(Duration::from_secs(30), answer)
            .await
            .with_context(|| format!("{method}: no answer in 30 s"))?
    }

    /// Evaluates an expression; promises are awaited, a click counts as a person's.
    ///
    /// # Errors
    /// When it throws.
    pub async fn eval(&mut self, expression: &str) -> Result<Value> {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        let answer = self.call("Runtime.evaluate", params).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("in the page: {}", thrown["exception"]["description"].as_str().unwrap_or("an exception"));
        }
        Ok(answer["result"]["value"].clone())
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    /// When it is not within that time; `what` says what was waited for.
    pub async fn wait_for(&mut self, expression: &str, what: &str, timeout: Duration) -> Result<()> {
        let until = tokio::time::Instant::now() + timeout;
        loop {
            // A page that is just being replaced throws: look again.
            if self.eval(expression).await.is_ok_and(|v| v == Value::Bool(true)) {
                return Ok(());
            }
            if tokio::time::Instant::now() > until {
                bail!("waited {} s for: {what}", timeout.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// A picture of what can be seen, as PNG.
    ///
    /// # Errors
    /// When the browser takes none.
    pub async fn screenshot(&mut self) -> Result<Vec<u8>> {
        use base64::Engine as _;
        let answer = self.call("Page.captureScreenshot", json!({ "format": "png" })).await?;
        Ok(base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str().unwrap_or_default())?)
    }
}
