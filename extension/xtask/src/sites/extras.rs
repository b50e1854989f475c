//! Forms with more on them: paid tiers, hours and files, traps and neighbours, a mail to confirm, a dialog.

use super::kit::{Reply, Request, accept, looks_like_email, page};
use super::words::words;
use super::{Ledger, Site};

/// The link directory of old: upper-case names, tiers, deep links, a reciprocal link.
pub fn link_directory(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    if request.path != "/submit.php" {
        return if request.path == "/" { Reply::redirect("/submit.php") } else { Reply::not_found() };
    }
    let mut notice = "";
    if request.is_post() {
        let free = matches!(request.get("LINK_TYPE"), "free");
        let deep = (1..=3).any(|n| request.has(&format!("URL{n}")));
        let good = free
            && !deep
            && !request.has("RECPR_URL")
            && request.has("TITLE")
            && request.has("URL")
            && request.has("OWNER_NAME")
            && looks_like_email(request.get("OWNER_EMAIL"))
            && request.has("CATEGORY_ID");
        ledger.sent(site.number);
        if good {
            ledger.store(site.number, request.listing());
            notice = "<p class=\"msg\">Link submitted and awaiting approval.</p><p>Submit another link.</p>";
        } else {
            notice =
                "<p class=\"error\">Please correct the errors below: all required fields must be filled.</p>";
        }
    }
    let deep: String = (1..=3)
        .map(|n| {
            format!(
                "<tr><td>Title {n}:</td><td><input name=\"TITLE{n}\"></td></tr><tr><td>URL {n}:</td><td><input name=\"URL{n}\"></td></tr>"
            )
        })
        .collect();
    let body = format!(
        "<h2>Submit Link</h2>{notice}<form method=\"post\" action=\"/submit.php\"><table>\
         <tr><td>Pricing:</td><td><label><input type=\"radio\" name=\"LINK_TYPE\" value=\"featured\"> Featured links $49.95</label><br>\
         <label><input type=\"radio\" name=\"LINK_TYPE\" value=\"normal\"> Regular links $9.95</label><br>\
         <label><input type=\"radio\" name=\"LINK_TYPE\" value=\"free\"> Regular links (no payment) free</label></td></tr>\
         <tr><td>Title:<span class=\"req\">*</span></td><td><input name=\"TITLE\" maxlength=\"100\"></td></tr>\
         <tr><td>URL:<span class=\"req\">*</span></td><td><input name=\"URL\"></td></tr>{deep}\
         <tr><td>Description:</td><td><textarea name=\"DESCRIPTION\" rows=\"4\" cols=\"40\"></textarea></td></tr>\
         <tr><td>Your Name:<span class=\"req\">*</span></td><td><input name=\"OWNER_NAME\"></td></tr>\
         <tr><td>Your Email:<span class=\"req\">*</span></td><td><input name=\"OWNER_EMAIL\"></td></tr>\
         <tr><td>Category:<span class=\"req\">*</span></td><td><select name=\"CATEGORY_ID\">{options}</select></td></tr>\
         <tr><td>Reciprocal Link URL:</td><td><input name=\"RECPR_URL\"><br><small>To validate the reciprocal link please include the code below in the page at the URL above.</small></td></tr>\
         <tr><td></td><td><textarea name=\"RECPR_TEXT\" readonly>&lt;a href=\"http://example.invalid\"&gt;Directory&lt;/a&gt;</textarea></td></tr>\
         <tr><td></td><td><input type=\"submit\" name=\"continue\" value=\"Continue\"></td></tr></table></form>",
        options = w.category_options()
    );
    Reply::html(page(site, "Submit Link", "", &body))
}

/// Opening hours day by day and a logo.
pub fn hours_and_logo(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            if !request.has("bname") || !looks_like_email(request.get("bmail")) {
                ledger.sent(site.number);
                return Reply::html(page(site, w.add, "", &format!("<p class=\"error\">{}</p>", w.required)));
            }
            accept(site, request, ledger);
            Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1>", w.thanks)))
        }
        ("/add", false) => {
            let days: String = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
                .iter()
                .map(|day| {
                    let key = day.to_lowercase();
                    format!(
                        "<tr><th scope=\"row\">{day}</th><td><input type=\"time\" name=\"{key}_from\" aria-label=\"{day} opens\"></td>\
                         <td><input type=\"time\" name=\"{key}_to\" aria-label=\"{day} closes\"></td>\
                         <td><label><input type=\"checkbox\" name=\"{key}_closed\"> closed</label></td></tr>"
                    )
                })
                .collect();
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/add\" enctype=\"multipart/form-data\">\
                 <p><label for=\"bn\">{name} (required)</label><br><input id=\"bn\" name=\"bname\" required></p>\
                 <p><label for=\"bm\">{email} (required)</label><br><input id=\"bm\" name=\"bmail\" type=\"email\" required></p>\
                 <p><label for=\"bt\">Tagline</label><br><input id=\"bt\" name=\"tagline\" maxlength=\"60\"></p>\
                 <p><label for=\"by\">Year founded</label><br><input id=\"by\" name=\"since\" type=\"number\" min=\"1800\" max=\"2030\"></p>\
                 <p><label for=\"bf\">Facebook page</label><br><input id=\"bf\" name=\"fb\" type=\"url\"></p>\
                 <p><label for=\"bi\">Instagram</label><br><input id=\"bi\" name=\"ig\"></p>\
                 <table><caption>Opening hours</caption><tr><th></th><th>Opens</th><th>Closes</th><th></th></tr>{days}</table>\
                 <p><label for=\"lg\">Logo (PNG or JPEG)</label><br><input id=\"lg\" type=\"file\" name=\"logo\" accept=\"image/png,image/jpeg\"></p>\
                 <button type=\"submit\">{submit}</button></form>",
                add = w.add,
                name = w.name,
                email = w.email,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// A login, a search, a newsletter and a comment form beside the listing form, and traps inside it.
pub fn noisy(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            ledger.sent(site.number);
            let trapped = request.has("website2") || request.has("fax_confirm");
            if trapped || !request.has("listing[title]") || !looks_like_email(request.get("listing[mail]")) {
                return Reply::html(page(
                    site,
                    w.add,
                    "",
                    "<p class=\"error\">Your entry was refused as spam.</p>",
                ));
            }
            ledger.store(site.number, request.listing());
            Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
        }
        ("/add", false) => {
            let body = format!(
                "<form action=\"/search\" role=\"search\"><input name=\"q\" placeholder=\"Search businesses\"><button>Search</button></form>\
                 <form method=\"post\" action=\"/login\"><input name=\"log\" placeholder=\"Username or email\"><input name=\"pwd\" type=\"password\" placeholder=\"Password\"><button>Log in</button></form>\
                 <h1>{add}</h1><form method=\"post\" action=\"/add\" id=\"listing\">\
                 <p class=\"field\"><label for=\"a\">{name} *</label><input id=\"a\" name=\"listing[title]\" required></p>\
                 <p class=\"field hp\" aria-hidden=\"true\"><label for=\"b\">Website</label><input id=\"b\" name=\"website2\" tabindex=\"-1\" autocomplete=\"off\"></p>\
                 <p class=\"field\"><label for=\"c\">{email} *</label><input id=\"c\" name=\"listing[mail]\" required></p>\
                 <p class=\"field\"><label for=\"d\">{website}</label><input id=\"d\" name=\"listing[url]\"></p>\
                 <p style=\"opacity:0;height:0;overflow:hidden\"><label>Fax (leave this field empty)<input name=\"fax_confirm\"></label></p>\
                 <p class=\"field\"><label for=\"e\">{description}</label><textarea id=\"e\" name=\"listing[text]\"></textarea></p>\
                 <p class=\"field\"><label for=\"f\">Coupon code</label><input id=\"f\" name=\"coupon\"></p>\
                 <button type=\"reset\">Reset</button> <button type=\"submit\">{submit}</button></form>\
                 <h3>Comments</h3><form method=\"post\" action=\"/comment\"><input name=\"author\" placeholder=\"Name\"><input name=\"email\" placeholder=\"Email\"><input name=\"url\" placeholder=\"Website\"><textarea name=\"comment\"></textarea><button>Post comment</button></form>\
                 <form method=\"post\" action=\"/newsletter\"><label>Newsletter <input name=\"nl\" type=\"email\"></label><button>Subscribe</button></form>",
                add = w.add,
                name = w.name,
                email = w.email,
                website = w.website,
                description = w.description,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Stored, but a mail must be confirmed before it is public.
pub fn confirm_by_mail(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            if !request.has("firma") || !looks_like_email(request.get("ihre_email")) {
                ledger.sent(site.number);
                return Reply::html(page(site, w.add, "", &format!("<p class=\"error\">{}</p>", w.required)));
            }
            accept(site, request, ledger);
            Reply::html(page(
                site,
                "Fast geschafft",
                "",
                "<h1>Fast geschafft!</h1><p>Ihr Eintrag wurde gespeichert. Wir haben Ihnen eine E-Mail geschickt. \
                 Bitte bestätigen Sie Ihre E-Mail-Adresse mit dem Link darin, damit der Eintrag freigeschaltet wird.</p>",
            ))
        }
        ("/add", false) => {
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/add\"><fieldset><legend>Ihre Firma</legend>\
                 <label>{name}*<input name=\"firma\" required></label><br><label>Straße<input name=\"strasse\"></label> \
                 <label>Nr.<input name=\"hausnr\" size=\"4\"></label><br><label>{zip}<input name=\"plz\"></label> <label>{city}<input name=\"ort\"></label><br>\
                 <label>{phone}<input name=\"telefon\"></label> <label>Fax<input name=\"telefax\"></label><br><label>{website}<input name=\"homepage\"></label></fieldset>\
                 <fieldset><legend>Ihre Kontaktdaten</legend><label>Vorname<input name=\"vorname\"></label> <label>Nachname<input name=\"nachname\"></label><br>\
                 <label>Ihre E-Mail*<input name=\"ihre_email\" type=\"email\" required></label></fieldset>\
                 <button type=\"submit\">{submit}</button></form>",
                add = w.add,
                name = w.name,
                zip = w.zip,
                city = w.city,
                phone = w.phone,
                website = w.website,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Says "sent" in an `alert()` before the form is reset.
pub fn alerting(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/save", true) => {
            if !request.has("company") || !looks_like_email(request.get("email")) {
                ledger.sent(site.number);
                return Reply::json(422, &serde_json::json!({ "m": w.required }));
            }
            accept(site, request, ledger);
            Reply::json(200, &serde_json::json!({ "m": w.thanks }))
        }
        ("/add", false) => {
            let body = format!(
                "<h1>{add}</h1><form id=\"f\"><label>{name} * <input name=\"company\" required></label><br>\
                 <label>{email} * <input name=\"email\" type=\"email\" required></label><br><label>{phone} <input name=\"phone\"></label><br>\
                 <label>{description} <textarea name=\"about\"></textarea></label><br><button>{submit}</button></form><script>\
                 document.getElementById('f').addEventListener('submit', async (e) => {{ e.preventDefault();\
                 const r = await fetch('/save', {{method: 'POST', body: new URLSearchParams(new FormData(e.target))}});\
                 const a = await r.json(); alert(a.m); if (r.ok) e.target.reset(); }});</script>",
                add = w.add,
                name = w.name,
                email = w.email,
                phone = w.phone,
                description = w.description,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}
