//! A demo that is killed leaves nothing running.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Command lines of the processes that name that folder there or in their environment.
fn at_work_in(folder: &str) -> Vec<String> {
    let read = |path: std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    };
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .map(|process| (read(process.path().join("cmdline")), read(process.path().join("environ"))))
        .filter(|(line, environment)| line.contains(folder) || environment.contains(folder))
        .map(|(line, _)| line)
        .collect()
}

/// The running demo, killed at the latest when the test ends.
struct Demo(Child);

impl Demo {
    fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_is_killed_leaves_neither_browser_nor_backend_nor_database() {
    let _turn = crate::harness::one_at_a_time().await;
    let temp = xtask::private::Folder::make().unwrap();
    let inside = temp.path().join("t");
    std::fs::create_dir(&inside).unwrap();
    let name = inside.to_str().unwrap().to_owned();
    let log = temp.path().join("demo.log");
    let demo = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["demo", "--headless", "--sites", "1"])
        .env("TMPDIR", &inside)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut demo = Demo(demo);
    let started = Instant::now();
    let said = || std::fs::read_to_string(&log).unwrap();
    while !said().contains("Ctrl-C ends the demo") {
        assert!(demo.0.try_wait().unwrap().is_none(), "the demo ended: {}", said());
        assert!(started.elapsed() < Duration::from_secs(180), "the demo does not get on: {}", said());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let running = at_work_in(&name);
    for part in ["serve --listen", "--user-data-dir=", "postgres -D"] {
        assert!(running.iter().any(|line| line.contains(part)), "{part} is not among {running:#?}");
    }
    demo.kill();
    let killed = Instant::now();
    while !at_work_in(&name).is_empty() {
        assert!(killed.elapsed() < Duration::from_secs(15), "still there: {:#?}", at_work_in(&name));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
