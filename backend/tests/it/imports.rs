//! Files people bring, through the program itself: all mistakes told, nothing written by halves, nobody added twice.

use crate::machine::{Machine, Serving};
use serde_json::{Value, json};

/// A machine whose server runs, so that commands join it.
fn ready() -> (Machine, Serving) {
    let machine = Machine::new();
    let serving = machine.serve();
    (machine, serving)
}

/// What a command that must fail had to say.
fn refused(machine: &Machine, args: &[&str]) -> String {
    let out = machine.run(args);
    assert!(!out.status.success(), "{args:?} must fail");
    assert!(out.stdout.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&out.stdout));
    String::from_utf8(out.stderr).unwrap()
}

fn json_of(machine: &Machine, args: &[&str]) -> Value {
    serde_json::from_str(&machine.ok(args)).unwrap()
}

fn all(machine: &Machine) -> usize {
    json_of(machine, &["customers", "list", "--json"]).as_array().unwrap().len()
}

#[test]
fn a_file_with_one_wrong_row_adds_no_customer_and_every_mistake_is_told_with_file_row_and_field() {
    let (machine, _serving) = ready();
    let file = machine.file(
        "customers.csv",
        "business_name,email,phone,website\nGood,a@good.example,+1 512 555 0100,good.example\n\
         Bad,no-mail,call me,not a site\n,x@y.example,,\n",
    );
    for dry in [&["customers", "import", &file][..], &["customers", "import", &file, "--dry-run"]] {
        let said = refused(&machine, dry);
        for part in [
            "customers.csv: nothing was written, 4 things",
            "line 3: email: “no-mail” is no e-mail address; write it like",
            "line 3: phone: ",
            "line 3: website: ",
            "line 4: business_name: missing",
        ] {
            assert!(said.contains(part), "{part} is missing in:\n{said}");
        }
    }
    assert_eq!(all(&machine), 0);
}

#[test]
fn files_that_hold_no_table_are_refused_with_what_they_are() {
    let (machine, _serving) = ready();
    let directory = machine.data.display().to_string();
    let at = |name: &str, bytes: &[u8]| {
        let path = machine.data.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    for (file, said) in [
        (at("empty.csv", b""), "empty.csv: the file is empty"),
        (at("header.csv", b"\xef\xbb\xbfbusiness_name;email\r\n"), "header line and no row"),
        (at("latin.csv", b"business_name\nCaf\xe9\n"), "line 2 is not UTF-8"),
        (at("wide.csv", b"\xff\xfeb\0u\0"), "UTF-16"),
        (
            at("nul.json", br#"{"business_name": "A\u0000B"}"#),
            "business_name: holds the control character U+0000",
        ),
        (at("deep.json", "[".repeat(5_000).as_bytes()), "the JSON cannot be read"),
        (at("half.json", b"[{\"business_name\": \"A\"},\n{\"business_name\": "), "line 2"),
        (at("wrong.csv", b"bussiness_name,mail\nA,a@a.example\n"), "did you mean \"business_name\"?"),
        (at("big.csv", &vec![b'x'; 17 * 1024 * 1024]), "larger than 16 MB"),
        (format!("{directory}/none.csv"), "none.csv: No such file"),
        (directory, "must end in .csv or .json"),
    ] {
        let out = refused(&machine, &["customers", "import", &file]);
        assert!(out.contains(said), "{said} is missing in:\n{out}");
    }
    let out = refused(
        &machine,
        &["directories", "import", &at("dirs.csv", b"nane,submission_url\nA,https://a.example/\n")],
    );
    assert!(
        out.contains("dirs.csv") && out.contains("line 1") && out.contains("did you mean \"name\"?"),
        "{out}"
    );
    let out = refused(
        &machine,
        &["directories", "import", &at("nul.csv", b"name,submission_url\nA\0,https://a.example/\n")],
    );
    assert!(out.contains("line 2: name: holds the control character"), "{out}");
    assert_eq!(all(&machine), 0);
}

#[test]
fn a_spreadsheet_from_a_country_with_decimal_commas_is_read() {
    let (machine, _serving) = ready();
    let file = machine.file(
        "excel.csv",
        "\u{feff}Business Name;Email;Description\r\nMüller;m@mueller.example;\"Brot; Kuchen\"\r\n",
    );
    let added = json_of(&machine, &["customers", "import", &file, "--json"]);
    let id = added[0]["id"].as_str().unwrap();
    let shown = json_of(&machine, &["customers", "show", id, "--json"]);
    assert_eq!(shown["profile"]["business_name"], "Müller");
    assert_eq!(shown["profile"]["description"], "Brot; Kuchen");
}

#[test]
fn the_same_file_again_changes_nothing_and_a_changed_one_changes_its_customer() {
    let (machine, _serving) = ready();
    std::fs::write(machine.data.join("logo.png"), b"\x89PNG\r\n\x1a\n1").unwrap();
    let blue = json!({"business_name": "Blue Door Bakery", "email": "ana@bluedoor.example", "website": "bluedoor.example",
        "street": "1 Main St", "zip": "78701", "logo": "logo.png", "state_name": "Texas", "loyalty": "gold",
        "answers": {"Parking?": "Street"}});
    let file = machine.file("blue.json", &blue.to_string());
    let import =
        |more: &[&str]| json_of(&machine, &[&["customers", "import", &file, "--json"], more].concat());
    assert_eq!(import(&["--dry-run"])[0]["result"], "added");
    assert_eq!(all(&machine), 0, "a dry run writes nothing");
    let first = import(&[]);
    assert_eq!(first[0]["result"], "added");
    let again = import(&[]);
    assert_eq!((&again[0]["result"], &again[0]["id"]), (&json!("unchanged"), &first[0]["id"]));
    assert!(machine.ok(&["customers", "import", &file]).contains("(already known: unchanged)"));

    std::fs::write(machine.data.join("logo.png"), b"\x89PNG\r\n\x1a\n2").unwrap();
    assert_eq!(import(&["--dry-run"])[0]["result"], "updated");
    assert_eq!(import(&[])[0]["result"], "updated", "another picture under the same name");
    machine.file(
        "blue.json",
        &json!({"company": "BLUE DOOR BAKERY", "url": "https://www.bluedoor.example/", "tagline": "Warm bread",
            "answers": {"Pets?": "Yes"}})
        .to_string(),
    );
    let changed = import(&[]);
    assert_eq!((&changed[0]["result"], &changed[0]["id"]), (&json!("updated"), &first[0]["id"]));
    let shown = json_of(&machine, &["customers", "show", first[0]["id"].as_str().unwrap(), "--json"]);
    let profile = &shown["profile"];
    assert_eq!(
        (&profile["tagline"], &profile["email"]),
        (&json!("Warm bread"), &json!("ana@bluedoor.example"))
    );
    assert_eq!(profile["state_name"], "Texas", "what the second file does not say stays");
    assert_eq!(profile["answers"], json!({"parking?": "Street", "pets?": "Yes"}));
    assert_eq!(all(&machine), 1);

    assert_eq!(import(&["--new"])[0]["result"], "added");
    assert_eq!(all(&machine), 2);
    let file = machine.file(
        "both.json",
        &json!({"business_name": "Blue Door Bakery", "website": "bluedoor.example"}).to_string(),
    );
    let said = refused(&machine, &["customers", "import", &file]);
    assert!(said.contains("several customers are this business"), "{said}");
}

#[test]
fn a_branch_or_a_move_is_for_a_person_to_tell() {
    let (machine, _serving) = ready();
    let at = |street: &str| {
        let text =
            format!("business_name,email,street,city\nBlue Door,ana@bluedoor.example,{street},Austin\n");
        machine.file("branch.csv", &text)
    };
    machine.ok(&["customers", "import", &at("1 Main St")]);
    let said = refused(&machine, &["customers", "import", &at("9 Elm St")]);
    assert!(said.contains("line 2: the customer") && said.contains("--new"), "{said}");
    machine.ok(&["customers", "import", &at("9 Elm St"), "--new"]);
    let twice = machine.file("twice.csv", "business_name,email\nRed,r@red.example\nred,R@red.example\n");
    let said = refused(&machine, &["customers", "import", &twice]);
    assert!(said.contains("line 3: the same business as in line 2"), "{said}");
    // The same where the business is known already, and where it stands three times.
    let known = machine.file(
        "known.csv",
        "business_name,email,street,city\nBlue Door,ana@bluedoor.example,5 Oak St,Austin\n",
    );
    machine.ok(&["customers", "import", &known, "--new"]);
    let green = machine.file("green.csv", "business_name,email\nGreen,g@green.example\n");
    machine.ok(&["customers", "import", &green]);
    let thrice = "business_name,email\nGreen,g@green.example\nGreen,g@green.example\nGreen,g@green.example\n";
    let said = refused(&machine, &["customers", "import", &machine.file("thrice.csv", thrice)]);
    for line in ["line 3: the same business as in line 2", "line 4: the same business as in line 2"] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(all(&machine), 4);
}

#[test]
fn customers_are_listed_and_shown() {
    let (machine, _serving) = ready();
    assert_eq!(machine.ok(&["customers", "list"]).trim(), "There are no customers.");
    let file =
        machine.file("two.csv", "business_name,email,colour\nRed,r@red.example,r\nBlue,b@blue.example,b\n");
    let out = machine.run(&["customers", "import", &file]);
    let warned = String::from_utf8(out.stderr).unwrap();
    assert!(warned.contains("line 2 and 1 more: colour is not used in forms"), "{warned}");
    let listed = machine.ok(&["customers", "list", "blue"]);
    assert!(listed.contains("Blue  b@blue.example") && !listed.contains("Red"), "{listed}");
    let found = json_of(&machine, &["customers", "list", "R@RED", "--json"]);
    let id = found[0]["id"].as_str().unwrap();
    assert!(machine.ok(&["customers", "show", id]).contains("r@red.example"));
    let said = refused(&machine, &["customers", "show", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"]);
    assert!(said.contains("there is no customer") && said.contains("customers list"), "{said}");
}
