//! What the numbers were measured on, and how busy it was.

use serde::Serialize;

/// The machine.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// Processors this process may use.
    pub cores: usize,
    /// The processor's name, where the system tells it.
    pub processor: Option<String>,
    /// The system and its architecture.
    pub system: String,
    /// Processes that ran or wanted to, averaged over the last minute, before the first measurement.
    pub load_before: Option<f64>,
    /// The same after the last one; the benchmark's own load is in it.
    pub load_after: Option<f64>,
}

impl Machine {
    /// As it is now.
    #[must_use]
    pub fn look() -> Self {
        Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: processor(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            load_before: load(),
            load_after: None,
        }
    }
}

/// The one-minute load average, where the system tells it.
#[must_use]
pub fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
