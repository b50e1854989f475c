//! The DevTools pipe: the one way in which branded Google Chrome takes an unpacked extension from a program. Chrome reads
//! commands from file descriptor 3 and answers on 4, each message ended by a zero byte.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command};
use std::time::Duration;

/// What Chrome needs to be told for it.
pub(super) const SWITCHES: [&str; 2] = ["--remote-debugging-pipe", "--enable-unsafe-extension-debugging"];

/// A child has its pipes as standard input and output; the shell hands them on as 3 and 4.
const HAND_ON: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>&2"#;

/// The same command, its pipes where Chrome looks for them.
pub(super) fn wrapped(command: &Command) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", HAND_ON, "sh"]).arg(command.get_program()).args(command.get_args());
    shell
}

/// Our ends.
pub(super) struct Pipe {
    input: ChildStdin,
    /// Lent to the thread that reads.
    output: Option<BufReader<ChildStdout>>,
}

impl Pipe {
    pub(super) fn new(input: ChildStdin, output: ChildStdout) -> Self {
        Self { input, output: Some(BufReader::new(output)) }
    }

    /// Loads the unpacked extension.
    ///
    /// # Errors
    /// When the browser refuses, or says nothing within 20 s.
    pub(super) async fn load(&mut self, folder: &Path) -> Result<()> {
        let command = json!({ "id": 1, "method": "Extensions.loadUnpacked", "params": { "path": folder } });
        self.input.write_all(command.to_string().as_bytes())?;
        self.input.write_all(&[0])?;
        self.input.flush()?;
        let mut output = self.output.take().context("the pipe is in use")?;
        let reading = tokio::task::spawn_blocking(move || {
            let answer = answer_to(1, &mut output);
            (answer, output)
        });
        let (answer, output) = tokio::time::timeout(Duration::from_secs(20), reading)
            .await
            .context("it does not answer on its DevTools pipe")??;
        self.output = Some(output);
        let answer = answer?;
        if let Some(error) = answer.get("error") {
            bail!("{}", error["message"].as_str().unwrap_or("it refuses the extension"));
        }
        Ok(())
    }
}

/// Reads on to the answer to that command.
fn answer_to(id: u64, output: &mut BufReader<ChildStdout>) -> Result<Value> {
    loop {
        let mut message = Vec::new();
        if output.read_until(0, &mut message)? == 0 {
            bail!("it closed its DevTools pipe");
        }
        message.pop();
        let message: Value = serde_json::from_slice(&message)?;
        if message["id"].as_u64() == Some(id) {
            return Ok(message);
        }
    }
}
