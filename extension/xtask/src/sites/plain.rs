//! Classic server-rendered forms.

use super::kit::{Reply, Request, accept, looks_like_email, page};
use super::words::words;
use super::{Ledger, Site};

/// Labels bound by `for`, POST, redirect to a thank-you page.
pub fn labelled(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", false) => Reply::html(labelled_form(site, "")),
        ("/add", true) => {
            if !request.has("company") || !looks_like_email(request.get("mail")) || !request.has("category") {
                ledger.sent(site.number);
                return Reply::html(labelled_form(site, w.required)).status(422);
            }
            accept(site, request, ledger);
            Reply::redirect("/thank-you")
        }
        ("/thank-you", _) => {
            Reply::html(page(site, w.add, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

fn labelled_form(site: &Site, error: &str) -> String {
    let w = words(site.lang);
    let error = if error.is_empty() { String::new() } else { format!("<p class=\"error\">{error}</p>") };
    let body = format!(
        "<h1>{add}</h1>{error}<form method=\"post\" action=\"/add\">\
         <p class=\"field\"><label for=\"f1\">{name} *</label><br><input id=\"f1\" name=\"company\" required></p>\
         <p class=\"field\"><label for=\"f2\">{contact}</label><br><input id=\"f2\" name=\"person\"></p>\
         <p class=\"field\"><label for=\"f3\">{email} *</label><br><input id=\"f3\" name=\"mail\" type=\"email\" required></p>\
         <p class=\"field\"><label for=\"f4\">{phone}</label><br><input id=\"f4\" name=\"tel\" type=\"tel\"></p>\
         <p class=\"field\"><label for=\"f5\">{website}</label><br><input id=\"f5\" name=\"www\" type=\"url\"></p>\
         <p class=\"field\"><label for=\"f6\">{street}</label><br><input id=\"f6\" name=\"street\"></p>\
         <p class=\"field\"><label for=\"f7\">{zip}</label><br><input id=\"f7\" name=\"zip\" size=\"8\"></p>\
         <p class=\"field\"><label for=\"f8\">{city}</label><br><input id=\"f8\" name=\"city\"></p>\
         <p class=\"field\"><label for=\"f9\">{category} *</label><br><select id=\"f9\" name=\"category\" required>{options}</select></p>\
         <p class=\"field\"><label for=\"f10\">{description}</label><br><textarea id=\"f10\" name=\"text\" rows=\"5\" cols=\"50\"></textarea></p>\
         <p class=\"field\"><label><input type=\"checkbox\" name=\"agb\" value=\"1\" required> {terms}</label></p>\
         <button type=\"submit\">{submit}</button></form>",
        add = w.add,
        name = w.name,
        contact = w.contact,
        email = w.email,
        phone = w.phone,
        website = w.website,
        street = w.street,
        zip = w.zip,
        city = w.city,
        category = w.category,
        options = w.category_options(),
        description = w.description,
        terms = w.terms,
        submit = w.submit,
    );
    page(site, w.add, "", &body)
}

/// Bold text in the table cell to the left instead of labels, meaningless names, answer on the same address.
pub fn table_cells(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    if request.path != "/add" {
        return if request.path == "/" { Reply::redirect("/add") } else { Reply::not_found() };
    }
    if request.is_post() {
        if request.has("field_1") && looks_like_email(request.get("field_3")) && request.has("field_4") {
            accept(site, request, ledger);
            return Reply::html(page(
                site,
                w.thanks,
                "",
                &format!("<h2>{}</h2><p>{}</p>", w.thanks, w.review),
            ));
        }
        ledger.sent(site.number);
        return Reply::html(page(
            site,
            w.add,
            "",
            &format!("<p class=\"error\">{}</p>{}", w.required, cells(site)),
        ));
    }
    Reply::html(page(site, w.add, "", &cells(site)))
}

fn cells(site: &Site) -> String {
    let w = words(site.lang);
    let row = |label: &str, control: &str| {
        format!("<tr><td align=\"right\"><b>{label}</b></td><td>{control}</td></tr>")
    };
    let rows = [
        row(w.name, "<input type=\"text\" name=\"field_1\" size=\"40\"> *"),
        row(w.contact, "<input type=\"text\" name=\"field_2\" size=\"40\">"),
        row(w.email, "<input type=\"text\" name=\"field_3\" size=\"40\"> *"),
        row(w.website, "<input type=\"text\" name=\"field_4\" size=\"40\" value=\"http://\"> *"),
        row(w.phone, "<input type=\"text\" name=\"field_5\" size=\"20\">"),
        row(w.city, "<input type=\"text\" name=\"field_6\" size=\"20\">"),
        row(w.category, &format!("<select name=\"field_7\">{}</select>", w.category_options())),
        row(w.description, "<textarea name=\"field_8\" rows=\"6\" cols=\"40\"></textarea>"),
        row("", &format!("<input type=\"submit\" name=\"go\" value=\"{}\">", w.submit)),
    ]
    .concat();
    format!("<h1>{}</h1><form method=\"post\" action=\"/add\"><table>{rows}</table></form>", w.add)
}
