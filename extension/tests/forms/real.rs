//! The seven real listing forms, as the page agent described them: every field of theirs, by name.

use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::choose::listing_forms;
use autobolt_extension::forms::field::Meaning::{self, *};
use autobolt_extension::forms::fill::plan_fill;
use autobolt_extension::forms::plan::{FillValue, Recipe};
use autobolt_extension::forms::snapshot::PageSnapshot;
use autobolt_shared::profile::SocialNetwork;

/// A recorded page, the fields to fill and the fields to leave, by name or id.
struct Real {
    page: &'static str,
    fill: &'static [(&'static str, Meaning)],
    leave: &'static [&'static str],
}

const REAL: &[Real] = &[
    Real {
        page: include_str!("../../fixtures/described/directorist.json"),
        fill: &[
            ("listing_title", BusinessName),
            ("listing_content", Description),
            ("admin_category_select[]", Category),
            ("tax_input[at_biz_dir-tags][]", Keywords),
            ("custom-textarea", ShortDescription),
            ("email", Email),
            ("phone", Phone),
            ("website", Website),
            ("tax_input[at_biz_dir-location][]", City),
            ("address", FullAddress),
            ("ezmu__file-input", Photo),
            ("videourl", VideoUrl),
            ("guest_user_email", SubmitterEmail),
        ],
        leave: &[
            "username",
            "password",
            "price",
            "manual_coordinate",
            "hide_map",
            "manual_lat",
            "manual_lng",
            "atbd_listing_pricing",
        ],
    },
    Real {
        page: include_str!("../../fixtures/described/phpld.json"),
        fill: &[
            ("LINK_TYPE", FreePlan),
            ("TITLE", BusinessName),
            ("URL", Website),
            ("DESCRIPTION", Description),
            ("OWNER_NAME", ContactName),
            ("OWNER_EMAIL", SubmitterEmail),
            ("CATEGORY_ID", Category),
        ],
        leave: &[
            "TITLE1",
            "URL1",
            "TITLE2",
            "URL2",
            "TITLE5",
            "URL5",
            "RECPR_URL",
            "RECPR_TEXT",
            "recaptcha_response_field",
        ],
    },
    Real {
        page: include_str!("../../fixtures/described/linkx.json"),
        fill: &[
            ("name", ContactName),
            ("email", Email),
            ("site_url", Website),
            ("title", BusinessName),
            ("description", Description),
            ("keywords", Keywords),
            ("category_id", Category),
        ],
        leave: &["recip_url", "password", "confirm_password", "captcha"],
    },
    Real {
        page: include_str!("../../fixtures/described/osclass.json"),
        fill: &[
            ("catId", Category),
            ("title[en_US]", BusinessName),
            ("description[en_US]", Description),
            ("photos[]", Photo),
            ("countryId", Country),
            ("region", State),
            ("city", City),
            ("address", Street),
            ("zip", Postcode),
            ("contactName", ContactName),
            ("contactEmail", Email),
        ],
        leave: &["price", "currency", "cityArea", "showEmail", "g-recaptcha-response"],
    },
    Real {
        page: include_str!("../../fixtures/described/mkdirs.json"),
        fill: &[("link", Website), ("name", BusinessName), ("description", ShortDescription)],
        leave: &[],
    },
    Real {
        page: include_str!("../../fixtures/described/showyourproject-1.json"),
        fill: &[("websiteUrl", Website)],
        leave: &[],
    },
    Real {
        page: include_str!("../../fixtures/described/showyourproject-2.json"),
        fill: &[
            ("name", BusinessName),
            ("category", Category),
            ("thumbnail-upload", Logo),
            ("gallery-upload", Photo),
        ],
        leave: &[],
    },
    Real {
        page: include_str!("../../fixtures/described/wpbdp.json"),
        fill: &[("listingfields[2]", Category)],
        leave: &["listingfields[1]", "user_username", "user_email"],
    },
];

#[test]
fn every_field_of_the_seven_real_forms_gets_its_value_and_no_other_is_touched() {
    let profile = plumber();
    let recipe = Recipe::default();
    let context = ctx(&profile, &recipe);
    for real in REAL {
        let page: PageSnapshot = autobolt_extension::json::read(real.page).unwrap();
        let title = &page.frames[0].title;
        let choice = &listing_forms(&page, &context)[0];
        let frame = page.frame(choice.frame_id).unwrap();
        let plan = plan_fill(frame, choice, &context);
        let called = |r: u32, key: &str| frame.control(r).is_some_and(|c| c.name == key || c.id == key);
        for (key, meaning) in real.fill {
            let fill = plan.fills.iter().find(|f| called(f.r, key));
            assert_eq!(fill.map(|f| f.meaning), Some(*meaning), "{title}: {key}");
        }
        for key in real.leave {
            // Of a group of radio buttons the free one is pressed.
            let fill = plan.fills.iter().find(|f| called(f.r, key));
            assert_eq!(fill.map(|f| &f.value), None, "{title}: {key} must be left alone");
        }
    }
}

#[test]
fn of_the_plans_of_a_link_directory_the_free_one_without_a_link_back_is_taken() {
    let profile = plumber();
    let recipe = Recipe::default();
    let context = ctx(&profile, &recipe);
    let page: PageSnapshot =
        autobolt_extension::json::read(include_str!("../../fixtures/described/phpld.json")).unwrap();
    let choice = &listing_forms(&page, &context)[0];
    let frame = &page.frames[0];
    let plan = plan_fill(frame, choice, &context);
    let pressed: Vec<&str> = plan
        .fills
        .iter()
        .filter(|f| f.meaning == FreePlan && f.value == FillValue::Check(true))
        .map(|f| frame.control(f.r).unwrap().value.as_str())
        .collect();
    assert_eq!(pressed, ["free"]);
}

#[test]
fn fields_without_a_name_are_known_by_what_stands_above_them() {
    let profile = plumber();
    let recipe = Recipe::default();
    let context = ctx(&profile, &recipe);
    let page: PageSnapshot =
        autobolt_extension::json::read(include_str!("../../fixtures/described/labels.json")).unwrap();
    let choice = &listing_forms(&page, &context)[0];
    let plan = plan_fill(&page.frames[0], choice, &context);
    let known: Vec<Meaning> = plan.fills.iter().map(|f| f.meaning).collect();
    for meaning in [
        BusinessName,
        Street,
        Postcode,
        City,
        Email,
        ContactName,
        Phone,
        Mobile,
        Social(SocialNetwork::Facebook),
        FoundedYear,
        ShortDescription,
        Keywords,
    ] {
        assert!(known.contains(&meaning), "{meaning:?} in {known:?}");
    }
}
