//! `cargo xtask forms` on a saved page.

use super::harness::{extension_dir, one_at_a_time};
use serde_json::Value;
use std::process::Command;

#[tokio::test]
async fn the_forms_command_judges_a_saved_page_and_keeps_its_description() {
    let _turn = one_at_a_time().await;
    let temp = xtask::private::Folder::make().unwrap();
    let kept = temp.path().join("page.json");
    let run = |page: &std::path::Path, save: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("forms").arg(page).arg("--json");
        if save {
            command.arg("--save").arg(&kept);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let judged = run(&extension_dir("fixtures/pages/directorist.html"), true);
    assert_eq!(judged["decision"], "fill");
    assert_eq!(judged["url"], "https://directory.test/directorist.html");
    assert_eq!(run(&kept, false), judged, "a description is judged as the page it was made of");
}
