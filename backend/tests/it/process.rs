//! The program itself, as people run it: one command owns the embedded database, others join it, some are killed.

use crate::machine::{Machine, answers, soon};
use nix::sys::signal::Signal;
use nix::unistd::{Uid, User};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

const ONE: &str = "name,submission_url\nOne,https://one.example/add\n";

#[test]
fn a_second_command_joins_the_running_server_and_never_stops_it() {
    let machine = Machine::new();
    let serving = machine.serve();
    let server = machine.postgres().unwrap();
    let printed = machine.ok(&["directories", "import", &machine.file("one.csv", ONE)]);
    assert_eq!(printed.trim(), "1 added, 0 changed, 0 unchanged");
    let out = machine.data.join("all.json").display().to_string();
    machine.ok(&["directories", "export", &out]);
    assert!(std::fs::read_to_string(&out).unwrap().contains("https://one.example/add"));
    assert_eq!(machine.postgres(), Some(server), "the same server still runs");
    assert!(answers(&serving.url));

    serving.signal(Signal::SIGINT);
    let (status, said) = serving.end(Duration::from_secs(2));
    assert!(status.success(), "{said}");
    assert_eq!(machine.postgres(), None, "who started the server stops it");
}

#[test]
fn a_joined_command_says_so_when_the_owner_goes() {
    let machine = Machine::new();
    let owner = machine.serve();
    let guest = machine.serve();
    owner.signal(Signal::SIGTERM);
    assert!(owner.end(Duration::from_secs(3)).0.success());
    let (status, said) = guest.end(Duration::from_secs(10));
    assert!(!status.success());
    assert!(said.contains("has ended") && said.contains("Run this command again"), "{said}");
}

#[test]
fn rows_survive_the_owner_being_killed() {
    let machine = Machine::new();
    let serving = machine.serve();
    machine.ok(&["directories", "import", &machine.file("one.csv", ONE)]);
    serving.signal(Signal::SIGKILL);
    // At once: the server may still be busy stopping.
    let printed = machine.ok(&["directories", "import", &machine.file("one.csv", ONE)]);
    assert_eq!(printed.trim(), "0 added, 0 changed, 1 unchanged");
    soon("the server of a command that is done stops", || machine.postgres().is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_does_not_outlive_an_owner_that_is_killed() {
    let machine = Machine::new();
    let serving = machine.serve();
    assert!(machine.postgres().is_some());
    serving.signal(Signal::SIGKILL);
    soon("the server stops by itself", || machine.postgres().is_none());
}

#[test]
fn commands_started_at_the_same_moment_all_succeed() {
    let machine = Machine::new();
    let file = machine.file("one.csv", ONE);
    let runs: Vec<_> = (0..3)
        .map(|_| {
            machine
                .command(&["directories", "import", &file])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut added = 0;
    for run in runs {
        let out = run.wait_with_output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        added += i32::from(String::from_utf8_lossy(&out.stdout).starts_with("1 added"));
    }
    assert_eq!(added, 1);
}

#[test]
fn an_ordinary_user_has_a_server_of_their_own() {
    let mut machine = Machine::new();
    if Uid::effective().is_root() {
        let nobody = User::from_name("nobody").unwrap().unwrap();
        let home = machine.data.join("home");
        std::fs::create_dir(&home).unwrap();
        std::os::unix::fs::chown(&home, Some(nobody.uid.as_raw()), Some(nobody.gid.as_raw())).unwrap();
        machine = Machine { data: home.join("data"), user: Some(nobody) };
    }
    let printed = machine.ok(&["migrate"]);
    assert!(printed.contains("up to date"), "{printed}");
}

#[test]
fn root_is_told_which_folder_keeps_postgres_out() {
    if !Uid::effective().is_root() {
        return;
    }
    let machine = Machine::new();
    let closed = machine.data.join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let out = machine.run(&["migrate", "--data-dir", &closed.join("data").display().to_string()]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        !out.status.success()
            && said.contains(&closed.display().to_string())
            && said.contains("AUTOBOLT_DATA_DIR"),
        "{said}"
    );
}

#[test]
fn a_transaction_mode_pooler_is_refused_with_the_fix() {
    let machine = Machine::new();
    let out = machine
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .env("DATABASE_URL", "postgres://u:secret@127.0.0.1:6543/postgres")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        !out.status.success() && said.contains("6543") && said.contains("5432") && !said.contains("secret"),
        "{said}"
    );
}

#[test]
fn customers_come_in_with_their_pictures_and_twice_is_once() {
    let machine = Machine::new();
    let serving = machine.serve();
    std::fs::write(machine.data.join("logo.png"), b"\x89PNG\r\n\x1a\nrest").unwrap();
    let file = machine.file(
        "customer.json",
        r#"{"id": "6b0c0000-0000-4000-8000-000000000001", "business_name": "Blue Door", "logo": "logo.png", "loyalty": "gold"}"#,
    );
    let out = machine.run(&["customers", "import", &file, "--json"]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(said.contains("loyalty"), "an unused key is told: {said}");
    let imported: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(imported[0]["id"], "6b0c0000-0000-4000-8000-000000000001");
    machine.ok(&["customers", "import", &file]);
    assert!(machine.data.join("assets/6b0c0000-0000-4000-8000-000000000001/logo.png").is_file());
    let broken = machine.file("broken.csv", "business_name,logo\nA,\n,missing.png\n");
    let out = machine.run(&["customers", "import", &broken]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        !out.status.success() && said.contains("line 3: business_name") && said.contains("missing.png"),
        "{said}"
    );
    drop(serving);
}

#[test]
fn a_catalogue_that_was_exported_can_be_imported_unchanged() {
    let machine = Machine::new();
    let serving = machine.serve();
    let rich = "name,submission_url,notes,has_captcha,recipe,pacing_ms\n\
                \"A, B\",https://a.example/,\"two\nlines\",yes,\"{\"\"steps\"\": [\"\"Next\"\"]}\",500\n";
    machine.ok(&["directories", "import", &machine.file("rich.csv", rich)]);
    machine.ok(&["directories", "import", "--builtin"]);
    for name in ["all.csv", "all.json"] {
        let path = machine.data.join(name).display().to_string();
        machine.ok(&["directories", "export", &path]);
        let printed = machine.ok(&["directories", "import", &path, "--dry-run", "--json"]);
        let counts: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!((&counts["added"], &counts["changed"]), (&0.into(), &0.into()), "{name}: {counts}");
    }
    assert!(!Path::new("/all.csv").exists());
    drop(serving);
}

/// Opens a stream of live events and leaves it open.
fn watch(url: &str, cookie: &str) -> std::net::TcpStream {
    use std::io::{Read, Write};
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request =
        format!("GET /staff/events HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    stream
}

#[test]
fn a_server_that_is_told_to_stop_is_gone_in_two_seconds_also_while_pages_watch_it() {
    let machine = Machine::new();
    let serving = machine.serve();
    machine.ok(&["directories", "import", "--builtin"]);
    let key = machine.ok(&["keys", "create", "--name", "wall", "--scope", "staff:read"]);
    let watching: Vec<_> = (0..20).map(|_| watch(&serving.url, key.trim())).collect();
    let idle = std::net::TcpStream::connect(serving.url.strip_prefix("http://").unwrap()).unwrap();
    let started = std::time::Instant::now();
    serving.signal(Signal::SIGTERM);
    let (status, _) = serving.end(Duration::from_secs(10));
    let took = started.elapsed();
    assert!(status.success());
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(machine.postgres().is_none(), "the embedded server ended with it");
    drop((watching, idle));
}

#[test]
fn a_variable_that_is_set_and_empty_is_not_set() {
    let machine = Machine::new();
    let empty =
        ["DATABASE_URL", "AUTOBOLT_LOG", "AUTOBOLT_LOG_FORMAT", "AUTOBOLT_LISTEN", "AUTOBOLT_PUBLIC_URL"];
    let mut command = machine.command(&["jobs", "list"]);
    let out = command.envs(empty.map(|name| (name, ""))).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(
        machine.data.join("owner.lock").exists() || std::fs::read_dir(&machine.data).unwrap().count() > 0
    );
    let mut serve = machine.command(&["serve", "--help"]);
    let help = serve.envs(empty.map(|name| (name, " "))).output().unwrap();
    assert!(String::from_utf8_lossy(&help.stdout).contains("127.0.0.1:8787"));
}

#[test]
fn the_last_administrator_is_neither_switched_off_nor_made_less() {
    let machine = Machine::new();
    let _serving = machine.serve();
    machine.ok(&["staff", "add", "boss@staff.example", "--role", "admin"]);
    for args in [
        &["staff", "disable", "Boss@staff.example"][..],
        &["staff", "add", "boss@staff.example", "--role", "viewer"],
    ] {
        let out = machine.run(args);
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(!out.status.success() && said.contains("is the last administrator"), "{args:?}: {said}");
        assert!(said.contains("autobolt staff add EMAIL --role admin"), "{said}");
    }
    machine.ok(&["staff", "add", "other@staff.example", "--role", "admin"]);
    machine.ok(&["staff", "disable", "boss@staff.example"]);
    assert!(!machine.run(&["staff", "disable", "other@staff.example"]).status.success());
}
