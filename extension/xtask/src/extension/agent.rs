//! The page agent: its parts (`extension/agent`), joined into the one file that Chrome injects.
//!
//! One file, because a document that navigates between two injections would be left with half an agent; parts, because a
//! person reads them.

use anyhow::{Context as _, Result};
use std::fs;

/// The parts, in the order in which they are easiest to read.
const PARTS: [&str; 20] = [
    "basics",
    "sight",
    "controls",
    "survey",
    "labels",
    "stand_ins",
    "lists",
    "openers",
    "values",
    "describe_control",
    "describe_page",
    "describe",
    "calm",
    "typing",
    "editors",
    "choosing",
    "pointing",
    "act",
    "watch",
    "hand_over",
];

/// Only the last line leaves the function, so the parts share their names with each other and with nothing else.
const BEGIN: &str = "\
// The page agent: AutoBolt's eyes and hands in one document. Joined from its parts, see `extension/agent`.
(() => {
\"use strict\";
if (globalThis.__autobolt) return;
";
const END: &str = "
globalThis.__autobolt = Object.freeze({ describe, act, read, arm, press, seen, rest, arm_hand_over: armHandOver });
})();
";

/// The agent as one script.
///
/// # Errors
/// When a part cannot be read.
pub fn source() -> Result<String> {
    let dir = crate::workspace::root().join("extension/agent");
    let mut script = BEGIN.to_owned();
    for part in PARTS {
        let file = dir.join(part).with_extension("js");
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        script.push('\n');
        script.push_str(&text);
    }
    script.push_str(END);
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_in_the_folder_is_in_the_agent() {
        let dir = crate::workspace::root().join("extension/agent");
        let mut found: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".js")?.to_owned()))
            .collect();
        found.sort();
        let mut parts = PARTS.map(str::to_owned).to_vec();
        parts.sort();
        assert_eq!(found, parts);
        assert!(source().unwrap().ends_with(END));
    }
}
