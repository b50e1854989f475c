//! A backup while the backend serves, and a new machine made from it.

use crate::machine::Machine;
use nix::sys::signal::Signal;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

const ONE: &str = "name,submission_url\nOne,https://one.example/add\n";
const CUSTOMER: &str = r#"{"business_name": "Blue Door Bakery", "email": "owner@bluedoor.example"}"#;

#[test]
fn what_was_backed_up_while_it_served_is_there_again_on_another_machine() {
    let machine = Machine::new();
    let serving = machine.serve();
    machine.ok(&["directories", "import", &machine.file("one.csv", ONE)]);
    machine.ok(&["customers", "import", &machine.file("customer.json", CUSTOMER)]);
    let key = machine.ok(&["keys", "create", "--name", "Front desk"]);
    let picture = machine.data.join("evidence/job/1.png");
    std::fs::create_dir_all(picture.parent().unwrap()).unwrap();
    std::fs::write(&picture, b"a picture").unwrap();
    let file = machine.data.join("today.autobolt");
    let said = machine.ok(&["backup", &file.display().to_string()]);
    assert!(said.contains("Backed up to"), "{said}");
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600,
        "nobody else may read it"
    );
    assert!(machine.data.join("last-backup.json").exists(), "the audit looks at it");
    serving.signal(Signal::SIGTERM);
    serving.end(Duration::from_secs(5));

    let other = Machine::new();
    let said = other.ok(&["restore", &file.display().to_string()]);
    assert!(said.contains("and 1 files"), "{said}");
    assert_eq!(std::fs::read(other.data.join("evidence/job/1.png")).unwrap(), b"a picture");
    assert!(other.ok(&["customers", "list"]).contains("Blue Door Bakery"));
    let serving = other.serve();
    let asked = std::process::Command::new("curl")
        .args([
            "-s",
            "-H",
            &format!("Authorization: Bearer {}", key.trim()),
            &format!("{}/whoami", serving.url),
        ])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert!(text.contains("Front desk"), "the key opens the restored backend: {text}");
    let left: Vec<_> = std::fs::read_dir(&other.data).unwrap().flatten().map(|e| e.file_name()).collect();
    assert!(
        !left.iter().any(|name| name == "restoring" || name.to_string_lossy().starts_with("dump-")),
        "{left:?}"
    );
}

#[test]
fn nothing_that_is_there_is_replaced_by_a_restore() {
    let machine = Machine::new();
    let file = machine.data.join("backup.autobolt").display().to_string();
    machine.ok(&["backup", &file]);
    let out = machine.run(&["restore", &file]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!out.status.success() && said.contains("there is a database already"), "{said}");
    machine.ok(&["keys", "list"]);

    let busy = Machine::new();
    let serving = busy.serve();
    let out = busy.run(&["restore", &file]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!out.status.success() && said.contains("runs on the data folder"), "{said}");
    drop(serving);
}

#[test]
fn a_broken_backup_leaves_the_folder_as_it_was() {
    let machine = Machine::new();
    let file = machine.data.join("backup.autobolt");
    machine.ok(&["backup", &file.display().to_string()]);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 2_000] {
        *byte ^= 0x5a;
    }
    std::fs::write(&file, bytes).unwrap();
    let other = Machine::new();
    let out = other.run(&["restore", &file.display().to_string()]);
    assert!(!out.status.success());
    let left: Vec<String> = std::fs::read_dir(&other.data)
        .unwrap()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        !left.iter().any(|name| name.starts_with("pg") || name.starts_with("dump-") || name == "restoring"),
        "{left:?}"
    );
    // And works as an empty one.
    other.ok(&["keys", "list"]);
}
