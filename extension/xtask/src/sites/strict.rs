//! Forms that validate, cascade and limit.

use super::kit::{Reply, Request, accept, escape, looks_like_email, page};
use super::words::words;
use super::{Ledger, Site};

/// Labels around their controls; the server renders each error beside its field and keeps the values.
pub fn inline_errors(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    if request.path != "/add" {
        return if request.path == "/" { Reply::redirect("/add") } else { Reply::not_found() };
    }
    let fields: [(&str, &str, bool, &str); 8] = [
        ("empresa", w.name, true, "text"),
        ("correo", w.email, true, "text"),
        ("fono", w.phone, true, "tel"),
        ("url", w.website, false, "text"),
        ("calle", w.street, true, "text"),
        ("cp", w.zip, true, "text"),
        ("ciudad", w.city, true, "text"),
        ("rubro", w.category, true, "select"),
    ];
    let wrong = |name: &str, required: bool| {
        request.is_post()
            && ((required && !request.has(name))
                || (name == "correo" && !looks_like_email(request.get(name))))
    };
    if request.is_post() && !fields.iter().any(|(name, _, required, _)| wrong(name, *required)) {
        accept(site, request, ledger);
        return Reply::html(page(
            site,
            w.thanks,
            "",
            &format!("<div class=\"notice\" role=\"status\">{} {}</div>", w.thanks, w.review),
        ));
    }
    if request.is_post() {
        ledger.sent(site.number);
    }
    let mut html = format!("<h1>{}</h1><form method=\"post\" action=\"/add\" novalidate>", w.add);
    for (name, label, required, kind) in fields {
        let star = if required { " <span class=\"req\" title=\"obligatorio\">*</span>" } else { "" };
        let value = escape(request.get(name));
        let control = if kind == "select" {
            format!("<select name=\"{name}\">{}</select>", w.category_options())
        } else {
            format!("<input name=\"{name}\" type=\"{kind}\" value=\"{value}\">")
        };
        let error = if wrong(name, required) {
            format!(" <span class=\"error\">{}</span>", w.required)
        } else {
            String::new()
        };
        html.push_str(&format!(
            "<div class=\"field\"><label>{label}{star}<br>{control}</label>{error}</div>"
        ));
    }
    html.push_str(&format!(
        "<div class=\"field\"><label>{}<br><textarea name=\"texto\" rows=\"4\" cols=\"50\">{}</textarea></label></div>\
         <input type=\"submit\" value=\"{}\"></form>",
        w.description,
        escape(request.get("texto")),
        w.submit
    ));
    Reply::html(page(site, w.add, "", &html))
}

/// The phone must be digits only: said only after the first try.
pub fn picky_formats(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    if request.path != "/add" {
        return if request.path == "/" { Reply::redirect("/add") } else { Reply::not_found() };
    }
    let german = site.lang == "de";
    let phone_error = if german {
        "Telefon: bitte nur Ziffern, ohne Leerzeichen und Sonderzeichen."
    } else {
        "Phone: digits only please, no spaces or symbols."
    };
    let digits = request.get("phone").chars().all(|c| c.is_ascii_digit()) && request.get("phone").len() >= 7;
    let errors: Vec<String> = if request.is_post() {
        [
            (!request.has("title")).then(|| format!("{}: {}", w.name, w.required)),
            (!looks_like_email(request.get("email"))).then(|| format!("{}: {}", w.email, w.required)),
            (!digits).then(|| phone_error.to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    } else {
        Vec::new()
    };
    if request.is_post() && errors.is_empty() {
        accept(site, request, ledger);
        return Reply::redirect("/add?notice=received");
    }
    if request.query.iter().any(|(n, v)| n == "notice" && v == "received") {
        return Reply::html(page(site, w.thanks, "", &format!("<p><strong>{}</strong></p>", w.thanks)));
    }
    let list = if errors.is_empty() {
        String::new()
    } else {
        ledger.sent(site.number);
        format!(
            "<ul class=\"error\" role=\"alert\">{}</ul>",
            errors.iter().map(|e| format!("<li>{e}</li>")).collect::<String>()
        )
    };
    let input = |name: &str, label: &str, kind: &str| {
        format!(
            "<dt><label for=\"x_{name}\">{label} *</label></dt><dd><input id=\"x_{name}\" name=\"{name}\" type=\"{kind}\" value=\"{}\"></dd>",
            escape(request.get(name))
        )
    };
    let body = format!(
        "<h1>{}</h1>{list}<form method=\"post\" action=\"/add\"><dl>{}{}{}{}</dl>\
         <p><label for=\"x_d\">{}</label><br><textarea id=\"x_d\" name=\"about\" rows=\"4\" cols=\"50\">{}</textarea></p>\
         <button>{}</button></form>",
        w.add,
        input("title", w.name, "text"),
        input("email", w.email, "email"),
        input("phone", w.phone, "tel"),
        input("site", w.website, "text"),
        w.description,
        escape(request.get("about")),
        w.submit
    );
    Reply::html(page(site, w.add, "", &body))
}

/// Country decides the state list, fetched when the country changes.
pub fn cascading(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/states", _) => {
            let country = request.query.iter().find(|(n, _)| n == "c").map_or("", |(_, v)| v.as_str());
            Reply::json(200, &serde_json::json!(states(country))).after(250)
        }
        ("/add", true) => {
            let good =
                request.has("biz") && request.has("country") && request.has("state") && request.has("city");
            if !good {
                ledger.sent(site.number);
                return Reply::html(page(site, w.add, "", &format!("<p class=\"error\">{}</p>", w.required)));
            }
            accept(site, request, ledger);
            Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
        }
        ("/add", false) => {
            let state = if site.lang == "es" { "Provincia / Estado" } else { "State / Region" };
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/add\" class=\"listing\">\
                 <div class=\"field\"><label for=\"biz\">{name}*</label> <input id=\"biz\" name=\"biz\" required></div>\
                 <div class=\"field\"><label for=\"em\">{email}*</label> <input id=\"em\" name=\"em\" type=\"email\" required></div>\
                 <div class=\"field\"><label for=\"country\">{country}*</label> <select id=\"country\" name=\"country\" required>\
                 <option value=\"\">{choose}</option><option value=\"DE\">Deutschland / Germany</option><option value=\"ES\">España / Spain</option>\
                 <option value=\"FR\">France</option><option value=\"GB\">United Kingdom</option><option value=\"US\">United States</option></select></div>\
                 <div class=\"field\"><label for=\"state\">{state}*</label> <select id=\"state\" name=\"state\" required disabled>\
                 <option value=\"\">{choose}</option></select></div>\
                 <div class=\"field\"><label for=\"city\">{city}*</label> <input id=\"city\" name=\"city\" required></div>\
                 <div class=\"field\"><label for=\"str\">{street}</label> <input id=\"str\" name=\"str\"></div>\
                 <div class=\"field\"><label for=\"web\">{website}</label> <input id=\"web\" name=\"web\"></div>\
                 <button type=\"submit\">{submit}</button></form><script>{CASCADE}</script>",
                add = w.add,
                name = w.name,
                email = w.email,
                country = w.country,
                choose = w.choose,
                city = w.city,
                street = w.street,
                website = w.website,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

const CASCADE: &str = "document.getElementById('country').addEventListener('change', async (e) => {\
  const s = document.getElementById('state'); s.disabled = true; s.length = 1;\
  const list = await (await fetch('/states?c=' + e.target.value)).json();\
  for (const [v, t] of list) s.add(new Option(t, v)); s.disabled = false; });";

fn states(country: &str) -> &'static [(&'static str, &'static str)] {
    match country {
        "US" => &[
            ("AZ", "Arizona"),
            ("CA", "California"),
            ("CO", "Colorado"),
            ("FL", "Florida"),
            ("IL", "Illinois"),
            ("MA", "Massachusetts"),
            ("ME", "Maine"),
            ("NY", "New York"),
            ("OR", "Oregon"),
            ("TX", "Texas"),
            ("WA", "Washington"),
        ],
        "DE" => &[
            ("BY", "Bayern"),
            ("BE", "Berlin"),
            ("HE", "Hessen"),
            ("HH", "Hamburg"),
            ("NW", "Nordrhein-Westfalen"),
        ],
        "ES" => &[("AN", "Andalucía"), ("CT", "Cataluña"), ("MD", "Madrid")],
        "FR" => &[("BR", "Bretagne"), ("IF", "Île-de-France")],
        "GB" => &[("ENG", "England"), ("SCT", "Scotland"), ("WLS", "Wales")],
        _ => &[],
    }
}

/// Limits said in text only, radio and tick-box groups.
pub fn limits(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => {
            let short = request.get("breve").chars().count();
            let good = request.has("ragione")
                && (1..=80).contains(&short)
                && request.has("tipo")
                && request.has("ok");
            ledger.sent(site.number);
            if !good {
                return Reply::html(page(
                    site,
                    w.add,
                    "",
                    "<p class=\"error\">Controlla i campi: dati non validi.</p>",
                ));
            }
            ledger.store(site.number, request.listing());
            Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
        }
        ("/add", false) => {
            let body = format!(
                "<h1>{add}</h1><form method=\"post\" action=\"/add\">\
                 <p><label>Ragione sociale *<br><input name=\"ragione\" required></label></p>\
                 <fieldset><legend>Tipo di attività *</legend>\
                 <label><input type=\"radio\" name=\"tipo\" value=\"n\"> Negozi e alimentari</label>\
                 <label><input type=\"radio\" name=\"tipo\" value=\"r\"> Ristorazione</label>\
                 <label><input type=\"radio\" name=\"tipo\" value=\"s\"> Servizi professionali</label>\
                 <label><input type=\"radio\" name=\"tipo\" value=\"a\"> Altro</label></fieldset>\
                 <p><label for=\"br\">Breve descrizione *</label><br><textarea id=\"br\" name=\"breve\" rows=\"2\" cols=\"50\"></textarea>\
                 <br><small>Massimo 80 caratteri</small></p>\
                 <p><label for=\"ds\">{description}</label><br><textarea id=\"ds\" name=\"lunga\" rows=\"6\" cols=\"50\" maxlength=\"300\"></textarea></p>\
                 <p><label for=\"em\">{email} *</label><br><input id=\"em\" name=\"em\" type=\"email\" required></p>\
                 <p><label for=\"sw\">{website}</label><br><input id=\"sw\" name=\"sw\" type=\"url\" placeholder=\"https://\"></p>\
                 <p><label><input type=\"checkbox\" name=\"ok\" value=\"1\"> {terms} *</label></p>\
                 <p><label><input type=\"checkbox\" name=\"news\" value=\"1\"> Desidero ricevere la newsletter</label></p>\
                 <button type=\"submit\">{submit}</button></form>",
                add = w.add,
                description = w.description,
                email = w.email,
                website = w.website,
                terms = w.terms,
                submit = w.submit,
            );
            Reply::html(page(site, w.add, "", &body))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}
