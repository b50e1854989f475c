//! Forms in awkward places: behind strict policies, late, slow, framed, in a shadow root, behind a banner.

use super::kit::{Reply, Request, accept, looks_like_email, page};
use super::words::words;
use super::{Ledger, Site};

fn small_form(site: &Site, action: &str, id: &str) -> String {
    let w = words(site.lang);
    format!(
        "<form id=\"{id}\" method=\"post\" action=\"{action}\">\
         <div class=\"field\"><label for=\"{id}-n\">{name} <abbr title=\"{required}\">*</abbr></label> <input id=\"{id}-n\" name=\"org\" autocomplete=\"organization\" required></div>\
         <div class=\"field\"><label for=\"{id}-e\">{email} *</label> <input id=\"{id}-e\" name=\"email\" type=\"email\" autocomplete=\"email\" required></div>\
         <div class=\"field\"><label for=\"{id}-p\">{phone}</label> <input id=\"{id}-p\" name=\"phone\" type=\"tel\" autocomplete=\"tel\"></div>\
         <div class=\"field\"><label for=\"{id}-u\">{website}</label> <input id=\"{id}-u\" name=\"url\" type=\"url\" autocomplete=\"url\"></div>\
         <div class=\"field\"><label for=\"{id}-c\">{city}</label> <input id=\"{id}-c\" name=\"city\" autocomplete=\"address-level2\"></div>\
         <div class=\"field\"><label for=\"{id}-t\">{description}</label> <textarea id=\"{id}-t\" name=\"about\"></textarea></div>\
         <button type=\"submit\">{submit}</button></form>",
        name = w.name,
        required = w.required,
        email = w.email,
        phone = w.phone,
        website = w.website,
        city = w.city,
        description = w.description,
        submit = w.submit,
    )
}

fn good(request: &Request) -> bool {
    request.has("org") && looks_like_email(request.get("email"))
}

/// Takes a posted small form and answers with the thank-you page.
fn take(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    if !good(request) {
        ledger.sent(site.number);
        return Reply::html(page(site, w.add, "", &format!("<p class=\"error\">{}</p>", w.required)))
            .status(400);
    }
    accept(site, request, ledger);
    Reply::html(page(site, w.thanks, "", &format!("<h1>{}</h1><p>{}</p>", w.thanks, w.review)))
}

/// `script-src 'none'`-like policy, native submit.
pub fn strict_csp_native(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let reply = match (request.path.as_str(), request.is_post()) {
        ("/add", true) => take(site, request, ledger),
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!("<h1>{}</h1>{}", w.add, small_form(site, "/add", "k")),
        )),
        ("/", _) => return Reply::redirect("/add"),
        _ => return Reply::not_found(),
    };
    reply.header(
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'",
    )
}

/// A nonce policy with `strict-dynamic`; the page's own script sends by fetch.
pub fn strict_csp_fetch(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let reply = match (request.path.as_str(), request.is_post()) {
        ("/api", true) => {
            if !good(request) {
                ledger.sent(site.number);
                return Reply::json(422, &serde_json::json!({ "message": w.required }));
            }
            accept(site, request, ledger);
            return Reply::json(200, &serde_json::json!({ "message": w.thanks }));
        }
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!(
                "<h1>{}</h1>{}<p id=\"answer\" aria-live=\"polite\"></p><script nonce=\"{nonce}\">{SEND}</script>",
                w.add,
                small_form(site, "/api", "k")
            ),
        )),
        ("/", _) => return Reply::redirect("/add"),
        _ => return Reply::not_found(),
    };
    reply.header(
        "content-security-policy",
        format!("script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"),
    )
}

const SEND: &str = "const f = document.getElementById('k'); f.addEventListener('submit', async (e) => { e.preventDefault();\
  const r = await fetch('/api', {method: 'POST', body: new URLSearchParams(new FormData(f))}); const a = await r.json();\
  document.getElementById('answer').textContent = a.message; if (r.ok) f.reset(); });";

/// The form is fetched well after the page has loaded.
pub fn late_form(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => take(site, request, ledger),
        ("/fragment", false) => Reply::html(small_form(site, "/add", "late")).after(1_800),
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!(
                "<h1>{}</h1><div id=\"spot\"><span class=\"spinner\">Loading…</span></div>\
                 <script>fetch('/fragment').then(r => r.text()).then(t => document.getElementById('spot').innerHTML = t);</script>",
                w.add
            ),
        )),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Takes its time to answer the submit.
pub fn slow_answer(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/add", true) => take(site, request, ledger).after(4_000),
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!("<h1>{}</h1>{}", w.add, small_form(site, "/add", "s")),
        ))
        .after(900),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// The form is in a frame.
pub fn iframe(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/frame", true) => take(site, request, ledger),
        ("/frame", false) => Reply::html(format!(
            "<!doctype html><html lang=\"{}\"><title>form</title><body>{}</body></html>",
            site.lang,
            small_form(site, "/frame", "fr")
        )),
        ("/add", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!(
                "<h1>{}</h1><iframe src=\"/frame\" title=\"Listing form\" width=\"680\" height=\"520\"></iframe>",
                w.add
            ),
        )),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// The form is in the open shadow root of a custom element.
pub fn shadow_root(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/api", true) => {
            if !good(request) {
                ledger.sent(site.number);
                return Reply::json(422, &serde_json::json!({ "message": w.required }));
            }
            accept(site, request, ledger);
            Reply::json(200, &serde_json::json!({ "message": w.thanks }))
        }
        ("/add", false) => {
            let inner = serde_json::json!(small_form(site, "/api", "k"));
            let script = format!(
                "customElements.define('listing-form', class extends HTMLElement {{ connectedCallback() {{\
                   const root = this.attachShadow({{mode: 'open'}}); root.innerHTML = {inner};\
                   root.querySelector('form').addEventListener('submit', async (e) => {{ e.preventDefault();\
                     const r = await fetch('/api', {{method: 'POST', body: new URLSearchParams(new FormData(e.target))}});\
                     const a = await r.json(); const p = document.createElement('p'); p.textContent = a.message;\
                     if (r.ok) root.replaceChildren(p); else root.append(p); }}); }} }});"
            );
            Reply::html(page(
                site,
                w.add,
                "",
                &format!("<h1>{}</h1><listing-form></listing-form><script>{script}</script>", w.add),
            ))
        }
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// A home page with a link to the form, and a cookie banner over everything until it is answered.
pub fn home_and_banner(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let w = words(site.lang);
    let dutch = site.lang == "nl";
    let (text, no, yes) = if dutch {
        ("Wij gebruiken cookies om onze site te verbeteren.", "Weigeren", "Alles accepteren")
    } else {
        ("We use cookies to improve your experience.", "Reject all", "Accept all")
    };
    let banner = format!(
        "<div id=\"cookie-consent\" role=\"dialog\" aria-modal=\"true\" style=\"position:fixed;inset:0;background:rgba(0,0,0,.6);z-index:99\">\
         <div style=\"background:#fff;margin:20vh auto;max-width:480px;padding:20px\"><p>{text}</p><button id=\"no\">{no}</button> <button id=\"yes\">{yes}</button></div></div>\
         <script>const b = document.getElementById('cookie-consent'); if (document.cookie.includes('seen=1')) b.remove();\
         for (const i of ['no', 'yes']) document.getElementById(i)?.addEventListener('click', () => {{ document.cookie = 'seen=1;path=/'; b.remove(); }});</script>"
    );
    match (request.path.as_str(), request.is_post()) {
        ("/company/new", true) => take(site, request, ledger),
        ("/company/new", false) => Reply::html(page(
            site,
            w.add,
            "",
            &format!("<h1>{}</h1>{}{banner}", w.add, small_form(site, "/company/new", "h")),
        )),
        ("/", _) => {
            let body = format!(
                "<h1>{name}</h1><form action=\"/search\"><input type=\"search\" name=\"q\" placeholder=\"…\"><button>🔍</button></form>\
                 <ul><li><a href=\"/about\">About</a></li><li><a href=\"/login\">Log in</a></li>\
                 <li><a href=\"/company/new\">{add}</a></li><li><a href=\"/advertise\">Advertise</a></li></ul>{banner}",
                name = site.name,
                add = w.add
            );
            Reply::html(page(site, site.name, "", &body))
        }
        _ => Reply::not_found(),
    }
}
