//! What the engine does, one sentence a test.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::field::Meaning;
use autobolt_extension::forms::plan::Recipe;
use autobolt_shared::profile::Weekday;

fn listing(controls: Vec<C>) -> Planned {
    plan(form("Add your business", controls), &plumber())
}

#[test]
fn a_lone_name_is_the_business() {
    let p = listing(vec![line("Name"), typed("Email", "email"), line("Website"), lines("Description")]);
    assert_eq!(p.value("Name"), "Acme Plumbing");
}

#[test]
fn a_name_beside_your_name_is_the_business_and_your_name_the_person() {
    let p = listing(vec![line("Name"), line("Your name"), line("Website")]);
    assert_eq!((p.value("Name").as_str(), p.value("Your name").as_str()), ("Acme Plumbing", "Jane Miller"));
}

#[test]
fn a_title_on_a_link_directory_is_the_business_and_name_the_person() {
    let p = listing(vec![line("Title"), line("URL"), lines("Description"), line("Name"), line("E-mail")]);
    assert_eq!((p.value("Title").as_str(), p.value("Name").as_str()), ("Acme Plumbing", "Jane Miller"));
}

#[test]
fn a_title_beside_the_contacts_name_is_the_role() {
    let p = listing(vec![line("Company name"), line("Contact name"), line("Title"), line("Website")]);
    assert_eq!(p.value("Title"), "Owner");
}

#[test]
fn your_email_is_the_submitters_and_email_the_businesss() {
    let p = listing(vec![
        line("Company"),
        typed("Email", "email"),
        typed("Your email", "email"),
        typed("Confirm your email", "email"),
    ]);
    assert_eq!(p.value("Email"), "info@acmeplumbing.example");
    assert_eq!(p.value("Your email"), "jane@acmeplumbing.example");
    assert_eq!(p.value("Confirm your email"), "jane@acmeplumbing.example");
}

#[test]
fn an_address_without_a_city_field_takes_all_of_it() {
    let p = listing(vec![line("Company"), line("Address"), line("Phone")]);
    assert_eq!(p.value("Address"), "120 Congress Ave, Suite 4, Austin, TX 78701, United States");
    let p = listing(vec![line("Company"), line("Address"), line("City"), line("Zip")]);
    assert_eq!(p.value("Address"), "120 Congress Ave, Suite 4");
}

#[test]
fn names_that_carry_nothing_do_not_win_over_the_label() {
    let p = listing(vec![
        line("Company").name("listingfields[3]"),
        line("City").name("email_2"),
        line("Website").name("field_7"),
    ]);
    assert_eq!((p.value("Company").as_str(), p.value("City").as_str()), ("Acme Plumbing", "Austin"));
}

#[test]
fn a_field_without_a_label_is_known_by_its_name() {
    let p = listing(vec![
        line("").name("company_name"),
        line("").name("websiteUrl"),
        line("").name("contactEmail"),
        line("").name("zipcode"),
    ]);
    assert_eq!(p.value("company_name"), "Acme Plumbing");
    assert_eq!(p.value("websiteUrl"), "https://www.acmeplumbing.example");
    assert_eq!(p.value("zipcode"), "78701");
}

#[test]
fn an_announced_limit_counts_like_maxlength() {
    let p = listing(vec![line("Company"), lines("Description").help("Maximum 120 characters"), line("City")]);
    let text = p.value("Description");
    assert!(text.len() <= 120 && !text.is_empty(), "{text}");
    assert!(text.ends_with('.'), "{text}");
}

#[test]
fn a_description_shorter_than_the_form_wants_is_not_padded() {
    let p = listing(vec![line("Company"), lines("Description").required().min(2000), line("City")]);
    assert_eq!(p.missing(), ["Description"]);
}

#[test]
fn the_category_is_chosen_by_meaning_and_a_group_serves_where_the_trade_is_missing() {
    let p = listing(vec![
        line("Company"),
        select("Category", &["=Select", "Health", "Klempner & Sanitär", "Reisen"]).required(),
    ]);
    assert_eq!(p.value("Category"), "Klempner & Sanitär");
    let p = listing(vec![
        line("Company"),
        select("Category", &["=Select", "Health", "Home Services", "Travel"]).required(),
    ]);
    assert_eq!(p.value("Category"), "Home Services");
}

#[test]
fn a_required_category_that_nothing_fits_is_missing_with_its_options() {
    let p = listing(vec![
        line("Company"),
        line("City"),
        select("Category", &["=Select", "Travel", "Pets"]).required(),
    ]);
    assert_eq!(p.fill.missing[0].options, ["Travel", "Pets"]);
}

#[test]
fn the_generic_option_is_a_last_resort_and_says_so() {
    let p = listing(vec![
        line("Company"),
        select("Category", &["=Select", "Travel", "Pets", "Other"]).required(),
    ]);
    assert_eq!(p.value("Category"), "Other");
    assert!(p.fill.fills.iter().any(|f| f.why.iter().any(|w| w.contains("last resort"))));
}

#[test]
fn a_state_is_named_or_abbreviated_as_the_list_offers() {
    let p =
        listing(vec![line("Company"), line("City"), select("State", &["=Choose", "AL", "AK", "TX", "UT"])]);
    assert_eq!(p.value("State"), "TX");
    let p = listing(vec![line("Company"), line("City"), select("State", &["=Choose", "Alabama", "Texas"])]);
    assert_eq!(p.value("State"), "Texas");
    let p = listing(vec![line("Company"), line("City"), line("State").max(2)]);
    assert_eq!(p.value("State"), "TX");
}

#[test]
fn a_country_is_found_in_any_language_and_by_its_code() {
    for options in
        [["=", "Deutschland", "Vereinigte Staaten"], ["=", "DE", "US"], ["=", "Alemania", "Estados Unidos"]]
    {
        let p = listing(vec![line("Company"), line("City"), select("Country", &options)]);
        assert_eq!(p.value("Country"), options[2]);
    }
}

#[test]
fn a_list_that_stands_on_a_wrong_country_is_not_left_there() {
    let p = listing(vec![
        line("Company"),
        line("City"),
        select("Country", &["AF=Afghanistan", "AL=Albania"]).with(|c| c.options[0].selected = true),
    ]);
    assert_eq!(p.missing(), ["Country"]);
}

#[test]
fn the_phone_takes_the_dress_the_field_shows() {
    let dress = |c: C| listing(vec![line("Company"), c]).value("Phone");
    assert_eq!(dress(typed("Phone", "tel").placeholder("+1 555 123 4567")).get(..2), Some("+1"));
    assert_eq!(dress(typed("Phone", "tel").with(|c| c.pattern = "[0-9]{10}".into())), "5125550142");
    assert_eq!(dress(typed("Phone", "number")), "5125550142");
    assert_eq!(
        dress(typed("Phone", "tel").with(|c| c.pattern = r"\d{3}-\d{3}-\d{4}".into())),
        "512-555-0142"
    );
    assert_eq!(dress(line("Phone").max(10)), "5125550142");
}

#[test]
fn a_dialling_code_of_its_own_leaves_the_national_number() {
    let p = listing(vec![
        line("Company"),
        select("Country code", &["+44=UK +44", "+1=US +1"]).name("phone_code"),
        typed("Phone", "tel"),
    ]);
    assert_eq!(p.value("Country code"), "US +1");
    assert!(!p.value("Phone").starts_with('+'), "{}", p.value("Phone"));
}

#[test]
fn hours_go_into_lists_of_times_by_day() {
    let times = ["=--", "7:00 AM", "8:00 AM", "6:00 PM", "7:00 PM"];
    let p = listing(vec![
        line("Company"),
        select("", &times).name("monday_open"),
        select("", &times).name("monday_close"),
        tick("Sunday closed").name("sunday_closed"),
    ]);
    assert_eq!((p.value("monday_open").as_str(), p.value("monday_close").as_str()), ("8:00 AM", "6:00 PM"));
    assert_eq!(p.value("Sunday closed"), "ticked");
    assert!(p.fill.fills.iter().any(|f| f.meaning == Meaning::OpensAt(Weekday::Monday)));
}

#[test]
fn the_number_of_employees_falls_into_the_offered_range() {
    let p = listing(vec![line("Company"), select("Employees", &["=", "1-10", "11-50", "51-200", "200+"])]);
    assert_eq!(p.value("Employees"), "11-50");
}

#[test]
fn the_price_level_is_matched_to_signs_and_words() {
    let p = listing(vec![
        line("Company"),
        select("Price range", &["=Select", "$ - Inexpensive", "$$ - Moderate", "$$$ - Pricey"]),
    ]);
    assert_eq!(p.value("Price range"), "$$ - Moderate");
}

#[test]
fn a_first_and_last_name_are_split_only_where_that_is_plain() {
    let fields = || vec![line("Company"), line("First name").required(), line("Last name").required()];
    let p = listing(fields());
    assert_eq!((p.value("First name").as_str(), p.value("Last name").as_str()), ("Jane", "Miller"));
    let mut profile = plumber();
    profile.contact_name = Some("Jane van der Berg Miller".into());
    assert_eq!(plan(form("Add your business", fields()), &profile).missing(), ["First name", "Last name"]);
}

#[test]
fn terms_are_ticked_and_marketing_is_left() {
    let p = listing(vec![
        line("Company"),
        tick("I accept the terms and conditions").required(),
        tick("Yes, send me marketing e-mails"),
        tick("Subscribe to our newsletter"),
    ]);
    assert_eq!(p.value("I accept the terms and conditions"), "ticked");
    assert!(p.left("Yes, send me marketing e-mails").contains("marketing"));
    assert!(p.left("Subscribe to our newsletter").contains("marketing"));
}

#[test]
fn the_free_plan_is_taken_and_a_list_of_paid_ones_is_left() {
    let plans = |prices: [&str; 2]| {
        vec![
            line("Company"),
            lines("Description"),
            radio("plan", prices[0]).legend("Choose your plan").required(),
            radio("plan", prices[1]).legend("Choose your plan").required(),
        ]
    };
    let p = listing(plans(["Free listing", "Premium $49"]));
    let pressed: Vec<u32> =
        p.fill.fills.iter().filter(|f| f.meaning == Meaning::FreePlan).map(|f| f.r).collect();
    assert_eq!(pressed, [3]);
    let p = listing(plans(["Standard $19", "Premium $49"]));
    assert!(p.fill.fills.iter().all(|f| f.meaning != Meaning::FreePlan));
}

#[test]
fn a_question_staff_answered_once_is_answered_again() {
    let mut profile = plumber();
    profile.answers.insert("do you offer financing".into(), "Yes".into());
    let p = plan(
        form(
            "Add your business",
            vec![
                line("Company"),
                line("City"),
                select("Do you offer financing?", &["=", "Yes", "No"]).required(),
            ],
        ),
        &profile,
    );
    assert_eq!(p.value("Do you offer financing"), "Yes");
}

#[test]
fn a_required_question_that_nothing_answers_is_missing_by_its_label() {
    let p = listing(vec![line("Company"), line("City"), line("Licence number *"), line("Favourite colour")]);
    assert_eq!(p.missing(), ["Licence number"]);
    assert!(!p.left("Favourite colour").is_empty());
}

#[test]
fn a_recipe_outranks_everything_else() {
    let recipe: Recipe = autobolt_extension::json::from_value(
        &serde_json::json!({"fields": {"f1": "tagline"}, "choices": {"f2": "Bars"}, "ignore": ["f3"]}),
    )
    .unwrap();
    let frame = form(
        "Add your business",
        vec![
            line("Company").name("f1"),
            select("Category", &["=", "Plumbers", "Bars"]).name("f2"),
            line("Phone").name("f3"),
            line("City"),
            line("Business name"),
        ],
    );
    let p = plan_with(frame, &plumber(), &recipe);
    assert_eq!((p.value("f1").as_str(), p.value("f2").as_str()), ("Dry floors, fair prices.", "Bars"));
    assert!(p.left("f3").contains("recipe"));
}

#[test]
fn a_custom_dropdown_gets_candidates_and_a_rich_editor_rich_text() {
    let p = listing(vec![line("Company"), combo("Category"), rich("Description")]);
    assert!(p.value("Category").starts_with("pick Plumber"), "{}", p.value("Category"));
    assert!(p.value("Description").starts_with("Acme Plumbing repairs"));
}

#[test]
fn a_house_number_of_its_own_takes_the_number_from_the_street() {
    let p = listing(vec![line("Company"), line("Street"), line("House number"), line("City")]);
    assert_eq!(
        (p.value("Street").as_str(), p.value("House number").as_str()),
        ("Congress Ave, Suite 4", "120")
    );
}

#[test]
fn postcode_and_city_in_one_field_are_composed_in_its_order() {
    let p = listing(vec![line("Firma"), line("Straße"), line("PLZ / Ort")]);
    assert_eq!(p.value("PLZ / Ort"), "78701 Austin");
    let p = listing(vec![line("Company"), line("Street"), line("City, State, ZIP")]);
    assert_eq!(p.value("City, State, ZIP"), "Austin, TX 78701");
}

#[test]
fn what_a_country_list_already_holds_rightly_is_simply_chosen_again() {
    let p = listing(vec![
        line("Company"),
        line("City"),
        select("Country", &["US=United States", "CA=Canada"])
            .required()
            .with(|c| c.options[0].selected = true),
    ]);
    assert_eq!((p.value("Country").as_str(), p.missing().len()), ("United States", 0));
}

#[test]
fn what_staff_picked_from_a_list_is_chosen_by_its_label_where_its_name_says_nothing() {
    let recipe: Recipe =
        autobolt_extension::json::from_value(&serde_json::json!({"choices": {"Topic": "Shops"}})).unwrap();
    let frame = || {
        form(
            "Add your business",
            vec![
                line("Company"),
                line("City"),
                select("Topic *", &["=Please select", "Astronomy", "Shops", "Museums"]).name("field_9"),
            ],
        )
    };
    let asked = plan(frame(), &plumber());
    assert_eq!(asked.missing(), ["Topic"]);
    assert_eq!(asked.fill.missing[0].options, ["Astronomy", "Shops", "Museums"]);
    assert_eq!(plan_with(frame(), &plumber(), &recipe).value("Topic"), "Shops");
}
