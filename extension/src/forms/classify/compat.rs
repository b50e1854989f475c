//! Which meaning can stand in which kind of control.

use super::super::field::Meaning as M;
use super::question::{Question, Shape};

/// 1: fits; 0: cannot be; between: unusual.
#[must_use]
pub fn fits(meaning: M, q: &Question<'_>) -> f32 {
    let c = q.first();
    if matches!(meaning, M::Honeypot | M::Captcha | M::Token | M::NotAboutBusiness) {
        return 1.0;
    }
    match q.shape {
        Shape::Password => f32::from(u8::from(meaning == M::Password)),
        Shape::Hidden => f32::from(u8::from(meaning == M::Token)),
        Shape::File => f32::from(u8::from(matches!(meaning, M::Logo | M::Photo))),
        Shape::Other => 0.0,
        Shape::Tick => match meaning {
            M::Terms | M::Newsletter | M::DayHours(_) => 1.0,
            M::FreePlan | M::PaymentMethods | M::Languages => 0.6,
            _ => 0.0,
        },
        Shape::Radios => match meaning {
            M::Category
            | M::Subcategory
            | M::FreePlan
            | M::Employees
            | M::PriceRange
            | M::Country
            | M::State
            | M::Languages
            | M::City
            | M::ServiceArea => 1.0,
            M::Terms | M::Newsletter | M::ContactRole | M::PaymentMethods => 0.8,
            _ => 0.0,
        },
        Shape::Ticks => match meaning {
            M::Category
            | M::Subcategory
            | M::Keywords
            | M::PaymentMethods
            | M::Languages
            | M::ServiceArea => 1.0,
            M::Terms | M::Newsletter | M::FreePlan | M::PriceRange => 0.8,
            _ => 0.0,
        },
        Shape::Select | Shape::Combobox => match meaning {
            M::Category
            | M::Subcategory
            | M::Keywords
            | M::Country
            | M::State
            | M::City
            | M::PhoneCountryCode
            | M::Employees
            | M::PriceRange
            | M::FoundedYear
            | M::Languages
            | M::PaymentMethods
            | M::OpensAt(_)
            | M::ClosesAt(_)
            | M::DayHours(_)
            | M::FreePlan
            | M::ServiceArea => 1.0,
            M::ContactRole | M::Postcode | M::Search | M::Newsletter | M::Terms | M::OpeningHours => 0.7,
            // A combobox that is a text box with suggestions can hold anything.
            M::Street | M::FullAddress | M::Website | M::BusinessName
                if q.shape == Shape::Combobox && c.tag == "input" =>
            {
                0.9
            }
            _ => 0.0,
        },
        Shape::Lines | Shape::Rich => match meaning {
            M::Description
            | M::ShortDescription
            | M::FullAddress
            | M::OpeningHours
            | M::Keywords
            | M::ServiceArea
            | M::PaymentMethods
            | M::Languages
            | M::ReciprocalLink => 1.0,
            M::Street | M::Tagline | M::Category | M::Subcategory => 0.8,
            // Nobody searches in several lines: "Summary for search results".
            M::Terms | M::Search => 0.0,
            M::Email
            | M::SubmitterEmail
            | M::Phone
            | M::City
            | M::Postcode
            | M::Country
            | M::State
            | M::FoundedYear
            | M::Latitude
            | M::Longitude => 0.1,
            _ => 0.5,
        },
        Shape::Line => line(meaning, c.input_type.as_str()),
    }
}

fn line(meaning: M, input_type: &str) -> f32 {
    let yes = |b: bool| f32::from(u8::from(b));
    match input_type {
        "email" => yes(matches!(
            meaning,
            M::Email | M::SubmitterEmail | M::EmailConfirm | M::Newsletter | M::Username
        )),
        "url" => yes(matches!(
            meaning,
            M::Website | M::Social(_) | M::VideoUrl | M::ReciprocalLink | M::DeepLink | M::Logo | M::Photo
        )),
        "tel" => yes(matches!(
            meaning,
            M::Phone
                | M::Mobile
                | M::Fax
                | M::PhoneCountryCode
                | M::PhonePiece(_)
                | M::Postcode
                | M::TaxId
                | M::RegistrationNumber
                | M::HouseNumber
        ) || matches!(meaning, M::Social(_))),
        "number" => yes(matches!(
            meaning,
            M::FoundedYear
                | M::Employees
                | M::Latitude
                | M::Longitude
                | M::Postcode
                | M::Phone
                | M::Mobile
                | M::Fax
                | M::HouseNumber
                | M::TaxId
                | M::RegistrationNumber
                | M::PhoneCountryCode
                | M::PhonePiece(_)
        )),
        "date" | "month" | "datetime-local" | "week" => yes(meaning == M::FoundedYear) * 0.5,
        // "Monday" beside two times: which is which the row tells.
        "time" => {
            yes(matches!(meaning, M::OpensAt(_) | M::ClosesAt(_)))
                + 0.7 * yes(matches!(meaning, M::DayHours(_)))
        }
        "search" => match meaning {
            M::Search => 1.0,
            M::FullAddress | M::Street | M::City | M::Category | M::Keywords => 0.6,
            _ => 0.0,
        },
        _ => match meaning {
            M::Terms => 0.0,
            M::Password => 0.4,
            M::Newsletter | M::FreePlan => 0.3,
            _ => 1.0,
        },
    }
}
