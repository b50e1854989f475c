//! Sites that lie or are broken. Whoever believes them reports what is not so.

use super::kit::{Reply, Request, page};
use super::words::words;
use super::{Ledger, Site};

fn form(site: &Site, before: &str, attributes: &str, after: &str) -> String {
    let w = words(site.lang);
    let body = format!(
        "{before}<h1>{}</h1><form {attributes}><p><label>{} *<br><input name=\"name\" required></label></p>\
         <p><label>{} *<br><input name=\"email\" type=\"email\" required></label></p>\
         <p><label>{}<br><input name=\"site\"></label></p><p><label>{}<br><textarea name=\"text\"></textarea></label></p>\
         <button type=\"submit\">{}</button></form>{after}",
        w.add, w.name, w.email, w.website, w.description, w.submit
    );
    page(site, w.add, "", &body)
}

/// "Thank you" stands there from the start; the post is thrown away and the empty form comes back with HTTP 200.
pub fn always_thanks(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let banner = "<p class=\"banner\">Thank you for choosing Thanks For Nothing. Thousands of listings were successfully submitted this year!</p>";
    match request.path.as_str() {
        "/add" => {
            if request.is_post() {
                ledger.sent(site.number);
            }
            Reply::html(form(site, banner, "method=\"post\" action=\"/add\"", ""))
        }
        "/" => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Says "thank you" over an internal error; nothing is stored.
pub fn cheerful_error(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            Reply::html(page(
                site,
                "Thank you",
                "",
                "<h1>Thank you!</h1><p class=\"error\">An error occurred: your listing could not be saved. Please try again later.</p>",
            ))
            .status(500)
        }
        ("/add", false) => Reply::html(form(site, "", "method=\"post\" action=\"/add\"", "")),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// The script swallows the submit and cheers without sending anything.
pub fn dead_button(site: &Site, request: &Request, _: &Ledger) -> Reply {
    let script = "<div id=\"m\" role=\"status\"></div><script>document.querySelector('form').addEventListener('submit', (e) => {\
        e.preventDefault(); document.getElementById('m').textContent = 'Success! Your listing has been submitted.'; });</script>";
    match request.path.as_str() {
        "/add" => Reply::html(form(site, "", "method=\"post\" action=\"/add\"", script)),
        "/" => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Knows the business already.
pub fn duplicate(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            let note =
                "<p class=\"error\" role=\"alert\">This business is already listed in our directory.</p>";
            Reply::html(form(site, note, "method=\"post\" action=\"/add\"", ""))
        }
        ("/add", false) => Reply::html(form(site, "", "method=\"post\" action=\"/add\"", "")),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// The page is not there any more.
pub fn gone(_: &Site, _: &Request, _: &Ledger) -> Reply {
    Reply::not_found()
}

/// Takes the post and breaks the connection off.
pub fn silent(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            Reply { hang_up: true, ..Reply::html("") }
        }
        ("/add", false) => Reply::html(form(site, "", "method=\"post\" action=\"/add\"", "")),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}
