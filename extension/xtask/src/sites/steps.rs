//! Wizards and previews.

use super::kit::{Reply, Request, escape, looks_like_email, page};
use super::words::words;
use super::{Ledger, Listing, Site};

/// The visitor's cookie, or a fresh one made of the site and how many it has.
fn visitor(site: &Site, request: &Request) -> (String, bool) {
    if let Some(id) = request.cookie.split(';').find_map(|c| c.trim().strip_prefix("wiz=")) {
        return (format!("{}:{id}", site.number), false);
    }
    (format!("{}:{}", site.number, uuid::Uuid::new_v4()), true)
}

/// Three pages, each posted to the server, which keeps what came before.
pub fn server_wizard(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let (key, fresh) = visitor(site, request);
    let step_page = |step: u8, fields: &str, error: &str, button: &str| {
        let reply = Reply::html(page(
            site,
            w.add,
            "",
            &format!(
                "<h1>{}</h1><ol class=\"steps\"><li>1</li><li>2</li><li>3</li></ol><p>{step} / 3</p><p class=\"error\">{error}</p>\
                 <form method=\"post\" action=\"/add/{step}\">{fields}<button type=\"submit\">{button}</button></form>",
                w.add
            ),
        ));
        if fresh {
            let id = key.split_once(':').map_or("", |(_, id)| id);
            reply.header("set-cookie", format!("wiz={id}; Path=/"))
        } else {
            reply
        }
    };
    let input = |name: &str, label: &str, kind: &str| {
        format!(
            "<p class=\"field\"><label for=\"{name}\">{label}</label><br><input id=\"{name}\" name=\"{name}\" type=\"{kind}\"></p>"
        )
    };
    let one = [
        input("b_name", &format!("{} *", w.name), "text"),
        input("b_mail", &format!("{} *", w.email), "email"),
        input("b_web", w.website, "text"),
    ]
    .concat();
    let two = [
        input("a_street", w.street, "text"),
        input("a_zip", w.zip, "text"),
        input("a_city", &format!("{} *", w.city), "text"),
        input("a_phone", w.phone, "tel"),
    ]
    .concat();
    let three = format!(
        "<p class=\"field\"><label for=\"c_cat\">{} *</label><br><select id=\"c_cat\" name=\"c_cat\">{}</select></p>\
         <p class=\"field\"><label for=\"c_text\">{} *</label><br><textarea id=\"c_text\" name=\"c_text\" rows=\"5\" cols=\"50\"></textarea></p>",
        w.category,
        w.category_options(),
        w.description
    );
    match (request.path.as_str(), request.is_post()) {
        ("/add", false) => step_page(1, &one, "", w.next),
        ("/add/1", true) if !request.has("b_name") || !looks_like_email(request.get("b_mail")) => {
            step_page(1, &one, w.required, w.next)
        }
        ("/add/1", true) => {
            ledger.remember(&key, &request.fields);
            step_page(2, &two, "", w.next)
        }
        ("/add/2", true) if !request.has("a_city") => step_page(2, &two, w.required, w.next),
        ("/add/2", true) => {
            ledger.remember(&key, &request.fields);
            step_page(3, &three, "", w.submit)
        }
        ("/add/3", true) => {
            ledger.sent(site.number);
            if !request.has("c_cat") || !request.has("c_text") {
                return step_page(3, &three, w.required, w.submit);
            }
            let mut fields = ledger.recall(&key);
            fields.extend(request.fields.iter().cloned());
            ledger.store(site.number, Listing { fields, files: Vec::new() });
            Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// One page, its sections shown in turn by a script, the last button of `type=button`.
pub fn client_wizard(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let previous = if site.lang == "fr" { "Précédent" } else { "Previous" };
    match (request.path.as_str(), request.is_post()) {
        ("/add/send", true) => {
            ledger.sent(site.number);
            if !request.has("projectName") || !request.has("about") || !looks_like_email(request.get("mail"))
            {
                return Reply::json(400, &serde_json::json!({ "message": w.required }));
            }
            ledger.store(site.number, request.listing());
            Reply::json(200, &serde_json::json!({ "message": format!("{} {}", w.thanks, w.review) }))
                .after(200)
        }
        ("/add", false) => {
            let body = format!(
                "<h2>{add}</h2><div id=\"wiz\"><section data-step=\"1\"><h3>{website}</h3><input id=\"websiteUrl\" placeholder=\"your-business.com\">\
                 <h3>{name}</h3><input id=\"projectName\"></section>\
                 <section data-step=\"2\" hidden><h3>{email}</h3><input id=\"mail\" type=\"email\"><h3>{phone}</h3><input id=\"phone\" type=\"tel\">\
                 <h3>{city}</h3><input id=\"city\"></section>\
                 <section data-step=\"3\" hidden><h3>{description}</h3><textarea id=\"about\" rows=\"4\" cols=\"50\"></textarea></section>\
                 <p class=\"error\" id=\"err\"></p><button type=\"button\" id=\"prev\" hidden>{previous}</button> \
                 <button type=\"button\" id=\"next\">{next}</button></div><script>const T = {texts};\n{WIZARD}</script>",
                add = w.add,
                website = w.website,
                name = w.name,
                email = w.email,
                phone = w.phone,
                city = w.city,
                description = w.description,
                next = w.next,
                texts = serde_json::json!({ "next": w.next, "submit": w.submit, "required": w.required }),
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

const WIZARD: &str = "let step = 1; const $ = (i) => document.getElementById(i), next = $('next');\
const show = () => { document.querySelectorAll('[data-step]').forEach(s => s.hidden = +s.dataset.step !== step);\
  $('prev').hidden = step === 1; next.textContent = step === 3 ? T.submit : T.next; };\
$('prev').onclick = () => { step--; show(); };\
next.onclick = async () => { $('err').textContent = '';\
  const need = {1: ['websiteUrl', 'projectName'], 2: ['mail'], 3: ['about']}[step];\
  if (need.some(i => !$(i).value.trim())) { $('err').textContent = T.required; return; }\
  if (step < 3) { step++; show(); return; }\
  const body = new URLSearchParams(); for (const i of ['websiteUrl', 'projectName', 'mail', 'phone', 'city', 'about']) body.set(i, $(i).value);\
  const r = await fetch('/add/send', {method: 'POST', body}); const a = await r.json();\
  if (!r.ok) { $('err').textContent = a.message; return; }\
  const p = document.createElement('p'); p.textContent = a.message; $('wiz').replaceChildren(p); };";

/// "Save and preview" shows the listing; only the next page's button publishes it.
pub fn preview(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let german = site.lang == "de";
    let (key, _) = visitor(site, request);
    match (request.path.as_str(), request.is_post()) {
        ("/add", false) => {
            let button = if german { "Speichern und Vorschau" } else { "Save & Preview" };
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/preview\">\
                 <p><label for=\"t\">{name} *</label><br><input id=\"t\" name=\"listing_title\" required></p>\
                 <p><label for=\"c\">{description}</label><br><textarea id=\"c\" name=\"listing_content\" rows=\"4\" cols=\"50\"></textarea></p>\
                 <p><label for=\"m\">{email} *</label><br><input id=\"m\" name=\"email\" type=\"email\" required></p>\
                 <p><label for=\"p\">{phone}</label><br><input id=\"p\" name=\"phone\" type=\"tel\"></p>\
                 <p><label for=\"a\">{street}</label><br><input id=\"a\" name=\"address\"></p>\
                 <p><label for=\"w\">{website}</label><br><input id=\"w\" name=\"website\"></p><button>{button}</button></form>",
                add = w.add,
                name = w.name,
                description = w.description,
                email = w.email,
                phone = w.phone,
                street = w.street,
                website = w.website,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/preview", true) => {
            let id = uuid::Uuid::new_v4();
            ledger.remember(&format!("{}:{id}", site.number), &request.fields);
            Reply::redirect("/preview").header("set-cookie", format!("wiz={id}; Path=/"))
        }
        ("/preview", false) => {
            let fields = ledger.recall(&key);
            let value =
                |n: &str| fields.iter().find(|(k, _)| k == n).map_or(String::new(), |(_, v)| escape(v));
            let (heading, go) = if german {
                ("Vorschau", "Jetzt veröffentlichen")
            } else {
                ("Preview", "Continue to publish")
            };
            let edit = if german { "Bearbeiten" } else { "Edit" };
            let body = format!(
                "<h1>{heading}</h1><article><h2>{}</h2><p>{}</p><p>{} · {}</p></article>\
                 <form method=\"post\" action=\"/publish\"><a href=\"/add\">{edit}</a> <button name=\"go\" value=\"1\">{go}</button></form>",
                value("listing_title"),
                value("listing_content"),
                value("phone"),
                value("website")
            );
            Reply::html(page(site, heading, "", &body))
        }
        ("/publish", true) => {
            let fields = ledger.recall(&key);
            ledger.sent(site.number);
            if fields.is_empty() {
                return Reply::redirect("/add");
            }
            ledger.store(site.number, Listing { fields, files: Vec::new() });
            Reply::redirect("/listing?notice=1")
        }
        ("/listing", _) => {
            let words = if german {
                "Vielen Dank für Ihren Eintrag. Ihr Eintrag wird geprüft, das kann bis zu 24 Stunden dauern."
            } else {
                "Thank you for your submission. Your listing is being reviewed and it may take up to 24 hours to complete the review."
            };
            Reply::html(page(site, w.add, "", &format!("<div class=\"notice\">{words}</div>")))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}
