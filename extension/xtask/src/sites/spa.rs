//! Pages whose script sends the listing: plain fetch, React, Vue, custom dropdowns, an editor.

use super::kit::{Reply, Request, accept, looks_like_email, page};
use super::words::{Words, words};
use super::{Ledger, Site};
use serde_json::json;

/// Answers `POST /api/listings`; everything else is the template's page.
fn api(
    site: &Site,
    request: &Request,
    ledger: &Ledger,
    needed: &[&str],
    form: impl Fn(&Words) -> String,
) -> Reply {
    let w = words(site.lang);
    match (request.path.as_str(), request.is_post()) {
        ("/api/listings", true) => {
            let missing: Vec<&str> = needed.iter().copied().filter(|n| !request.has(n)).collect();
            if !missing.is_empty() || !looks_like_email(request.get("email")) {
                ledger.sent(site.number);
                return Reply::json(422, &json!({ "error": w.required, "fields": missing }));
            }
            accept(site, request, ledger);
            Reply::json(201, &json!({ "ok": true, "message": format!("{} {}", w.thanks, w.review) }))
                .after(300)
        }
        ("/add", false) => Reply::html(page(site, w.add, "", &form(w))),
        ("/", _) => Reply::redirect("/add"),
        _ => Reply::not_found(),
    }
}

/// Fields in no `<form>`, `aria-label`s, a button that fetches, and a card that takes the fields' place.
pub fn fetch_no_form(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    api(site, request, ledger, &["name", "email", "category"], |w| {
        format!(
            "<h1>{add}</h1><div id=\"app\"><div class=\"grid\">\
             <div><span id=\"l1\">{name}</span> <input aria-labelledby=\"l1\" data-k=\"name\" aria-required=\"true\"></div>\
             <div><span id=\"l2\">{email}</span> <input aria-labelledby=\"l2\" data-k=\"email\" type=\"email\" aria-required=\"true\"></div>\
             <div><input aria-label=\"{phone}\" placeholder=\"{phone}\" data-k=\"phone\" type=\"tel\"></div>\
             <div><input aria-label=\"{website}\" placeholder=\"https://…\" data-k=\"website\"></div>\
             <div><input aria-label=\"{street}\" data-k=\"street\" placeholder=\"{street}\"></div>\
             <div><input aria-label=\"{zip}\" data-k=\"zip\" placeholder=\"{zip}\"> <input aria-label=\"{city}\" data-k=\"city\" placeholder=\"{city}\"></div>\
             <div><select aria-label=\"{category}\" data-k=\"category\" aria-required=\"true\">{options}</select></div>\
             <div><textarea aria-label=\"{description}\" data-k=\"description\" rows=\"4\" cols=\"50\"></textarea></div></div>\
             <p id=\"msg\" role=\"alert\" class=\"error\"></p><button type=\"button\" id=\"go\">{submit}</button></div><script>{FETCH}</script>",
            add = w.add,
            name = w.name,
            email = w.email,
            phone = w.phone,
            website = w.website,
            street = w.street,
            zip = w.zip,
            city = w.city,
            category = w.category,
            options = w.category_options(),
            description = w.description,
            submit = w.submit,
        )
    })
}

const FETCH: &str = "document.getElementById('go').onclick = async () => {\
  const body = {}; document.querySelectorAll('[data-k]').forEach(e => body[e.dataset.k] = e.value);\
  const r = await fetch('/api/listings', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});\
  const a = await r.json();\
  if (!r.ok) { document.getElementById('msg').textContent = a.error; return; }\
  const card = document.createElement('section'); card.className = 'card'; card.textContent = a.message;\
  document.getElementById('app').replaceChildren(card); };";

/// React 18, controlled inputs, generated ids, a toast that vanishes.
pub fn react(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    let data = |w: &Words| {
        json!({
            "fields": [["name", w.name, true], ["contact", w.contact, false], ["email", w.email, true], ["phone", w.phone, false],
                       ["website", w.website, false], ["street", w.street, false], ["zip", w.zip, false], ["city", w.city, true]],
            "category": w.category, "categories": w.categories, "choose": w.choose,
            "description": w.description, "submit": w.submit, "required": w.required,
        })
    };
    api(site, request, ledger, &["name", "email", "city", "category"], |w| {
        format!(
            "<h1>{}</h1><div id=\"root\"></div><script src=\"/vendor/react.js\"></script>\
             <script src=\"/vendor/react-dom.js\"></script><script>const T = {};\n{REACT}</script>",
            w.add,
            data(w)
        )
    })
}

const REACT: &str = "const h = React.createElement;\
function App() {\
  const [v, set] = React.useState({}); const [err, setErr] = React.useState({}); const [toast, setToast] = React.useState('');\
  const [sent, setSent] = React.useState(false); const id = React.useId();\
  const put = (k) => (e) => { const value = e.target.value; set(o => ({...o, [k]: value})); };\
  const submit = async (e) => { e.preventDefault();\
    const bad = {}; for (const [k, , need] of T.fields) if (need && !(v[k] || '').trim()) bad[k] = T.required;\
    if (!v.category) bad.category = T.required; setErr(bad); if (Object.keys(bad).length) return;\
    const r = await fetch('/api/listings', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(v)});\
    const a = await r.json(); if (!r.ok) { setErr({name: a.error}); return; }\
    setSent(true); setToast(a.message); setTimeout(() => setToast(''), 2500); };\
  const field = ([k, label, need]) => h('div', {key: k, className: 'field'},\
    h('label', {htmlFor: id + k}, label, need ? ' *' : ''), h('br'),\
    h('input', {id: id + k, value: v[k] || '', onChange: put(k), 'aria-invalid': err[k] ? 'true' : undefined}),\
    err[k] && h('span', {className: 'error'}, ' ', err[k]));\
  return h('div', null, toast && h('div', {role: 'status', className: 'toast'}, toast),\
    sent ? h('p', null, '✓') : h('form', {onSubmit: submit, noValidate: true}, T.fields.map(field),\
      h('div', {className: 'field'}, h('label', {htmlFor: id + 'cat'}, T.category, ' *'), h('br'),\
        h('select', {id: id + 'cat', value: v.category || '', onChange: put('category')}, h('option', {value: ''}, T.choose),\
          T.categories.map((c) => h('option', {key: c, value: c}, c)))),\
      h('div', {className: 'field'}, h('label', {htmlFor: id + 'd'}, T.description), h('br'),\
        h('textarea', {id: id + 'd', rows: 4, cols: 50, value: v.description || '', onChange: put('description')})),\
      h('button', {type: 'submit'}, T.submit))); }\
ReactDOM.createRoot(document.getElementById('root')).render(h(App));";

/// Vue 3 with `v-model`, the button disabled until the form is complete.
pub fn vue(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    api(site, request, ledger, &["name", "email"], |w| {
        format!(
            "<h1>{add}</h1><div id=\"app\"></div><script src=\"/vendor/vue.js\"></script><script>const T = {data};\n{VUE}</script>",
            add = w.add,
            data = json!({"name": w.name, "email": w.email, "phone": w.phone, "web": w.website, "about": w.description,
                          "submit": w.submit, "cat": w.category, "cats": w.categories}),
        )
    })
}

const VUE: &str = "Vue.createApp({\
  data: () => ({ T, f: { name: '', email: '', phone: '', website: '', about: '', category: '' }, done: '', error: '' }),\
  computed: { ready() { return this.f.name && this.f.email.includes('@') && this.f.category; } },\
  methods: { async send() { const r = await fetch('/api/listings', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(this.f)});\
    const a = await r.json(); if (r.ok) this.done = a.message; else this.error = a.error; } },\
  template: `<p v-if=\"done\" class=\"success\">{{done}}</p><form v-else @submit.prevent=\"send\">\
    <p v-if=\"error\" class=\"error\">{{error}}</p>\
    <label>{{T.name}} * <input v-model.trim=\"f.name\"></label><br><label>{{T.email}} * <input v-model.lazy=\"f.email\" type=\"email\"></label><br>\
    <label>{{T.phone}} <input v-model=\"f.phone\"></label><br><label>{{T.web}} <input v-model=\"f.website\"></label><br>\
    <label>{{T.cat}} * <select v-model=\"f.category\"><option disabled value=\"\">–</option><option v-for=\"c in T.cats\">{{c}}</option></select></label><br>\
    <label>{{T.about}} <textarea v-model=\"f.about\" rows=\"4\"></textarea></label><br>\
    <button :disabled=\"!ready\">{{T.submit}}</button></form>` }).mount('#app');";

/// A category chosen in a button with a listbox, no native select.
pub fn combobox(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    api(site, request, ledger, &["name", "email", "category"], |w| {
        let options: String = w
            .categories
            .iter()
            .map(|c| {
                format!(
                    "<div role=\"option\" data-v=\"{0}\" aria-selected=\"false\">{0}</div>",
                    super::kit::escape(c)
                )
            })
            .collect();
        format!(
            "<style>[role=listbox]{{position:absolute;background:#fff;border:1px solid #999}}[role=option]{{padding:2px 12px}}</style>\
             <h1>{add}</h1><form id=\"f\"><p><label for=\"n\">{name} *</label> <input id=\"n\" name=\"name\" required></p>\
             <p><label for=\"e\">{email} *</label> <input id=\"e\" name=\"email\" type=\"email\" required></p>\
             <p><span id=\"cl\">{category} *</span> <button type=\"button\" role=\"combobox\" aria-haspopup=\"listbox\" aria-expanded=\"false\" \
             aria-labelledby=\"cl\" aria-controls=\"lb\" id=\"c\">Select category</button></p>\
             <p><label for=\"w\">{website}</label> <input id=\"w\" name=\"website\"></p>\
             <p><label for=\"d\">{description}</label> <textarea id=\"d\" name=\"description\"></textarea></p>\
             <button type=\"submit\">{submit}</button></form><div id=\"out\" role=\"status\"></div>\
             <template id=\"t\"><div role=\"listbox\" id=\"lb\">{options}</div></template><script>{COMBO}</script>",
            add = w.add,
            name = w.name,
            email = w.email,
            category = w.category,
            website = w.website,
            description = w.description,
            submit = w.submit,
        )
    })
}

const COMBO: &str = "const c = document.getElementById('c'); let chosen = '';\
const shut = () => { document.getElementById('lb')?.remove(); c.setAttribute('aria-expanded', 'false'); };\
c.addEventListener('pointerdown', () => { if (document.getElementById('lb')) return shut();\
  document.body.append(document.getElementById('t').content.cloneNode(true)); c.setAttribute('aria-expanded', 'true');\
  const lb = document.getElementById('lb'), r = c.getBoundingClientRect(); lb.style.left = r.left + 'px'; lb.style.top = (r.bottom + scrollY) + 'px';\
  lb.addEventListener('pointerup', (e) => { const o = e.target.closest('[role=option]'); if (!o) return; chosen = o.dataset.v; c.textContent = chosen; shut(); }); });\
document.getElementById('f').addEventListener('submit', async (e) => { e.preventDefault();\
  const body = Object.fromEntries(new FormData(e.target)); body.category = chosen;\
  const r = await fetch('/api/listings', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});\
  const a = await r.json(); document.getElementById('out').textContent = r.ok ? a.message : a.error; if (r.ok) e.target.remove(); });";

/// A styled box in front of a hidden native select, in the manner of Select2.
pub fn select_box(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    api(site, request, ledger, &["name", "email", "category"], |w| {
        format!(
            "<style>.s2-hidden{{position:absolute!important;width:1px!important;height:1px!important;overflow:hidden!important;clip:rect(0 0 0 0)!important;border:0!important}}\
             .select2-selection{{display:inline-block;min-width:200px;border:1px solid #888;padding:4px 8px;background:#fff}}</style>\
             <h1>{add}</h1><form id=\"f\"><div class=\"field\"><label for=\"n\">{name} *</label><input id=\"n\" name=\"name\" required></div>\
             <div class=\"field\"><label for=\"e\">{email} *</label><input id=\"e\" name=\"email\" type=\"email\" required></div>\
             <div class=\"field\"><label for=\"cat\">{category} *</label><select id=\"cat\" name=\"category\" class=\"s2-hidden select2-hidden-accessible\" tabindex=\"-1\" aria-hidden=\"true\">{options}</select>\
             <span class=\"select2 select2-container\"><span class=\"select2-selection\" role=\"combobox\" aria-haspopup=\"true\" aria-expanded=\"false\" tabindex=\"0\" aria-labelledby=\"s2r\">\
             <span id=\"s2r\" class=\"select2-selection__rendered\">{choose}</span></span></span></div>\
             <div class=\"field\"><label for=\"p\">{phone}</label><input id=\"p\" name=\"phone\"></div>\
             <button>{submit}</button></form><div id=\"out\" role=\"status\"></div><script>{SELECT_BOX}</script>",
            add = w.add,
            name = w.name,
            email = w.email,
            category = w.category,
            options = w.category_options(),
            choose = w.choose,
            phone = w.phone,
            submit = w.submit,
        )
    })
}

const SELECT_BOX: &str = "const s = document.getElementById('cat');\
s.addEventListener('change', () => document.getElementById('s2r').textContent = s.selectedOptions[0].text);\
document.getElementById('f').addEventListener('submit', async (e) => { e.preventDefault();\
  const r = await fetch('/api/listings', {method: 'POST', body: new URLSearchParams(new FormData(e.target))});\
  const a = await r.json(); document.getElementById('out').textContent = r.ok ? a.message : a.error; if (r.ok) e.target.reset(); });";

/// The description in a contenteditable editor; a hidden textarea is filled from it.
pub fn rich_text(site: &Site, request: &Request, ledger: &Ledger) -> Reply {
    api(site, request, ledger, &["name", "email", "description"], |w| {
        format!(
            "<style>.ql-editor{{border:1px solid #888;min-height:90px;padding:6px;background:#fff}}</style>\
             <h1>{add}</h1><form id=\"f\"><p><label>{name} *<br><input name=\"name\" required></label></p>\
             <p><label>{email} *<br><input name=\"email\" type=\"email\" required></label></p>\
             <p><label>{website}<br><input name=\"website\"></label></p>\
             <div class=\"field\"><label>{description} *</label><div class=\"ql-toolbar\"><button type=\"button\"><b>B</b></button></div>\
             <div class=\"ql-container\"><div class=\"ql-editor\" contenteditable=\"true\" id=\"ed\"><p><br></p></div></div>\
             <textarea name=\"description\" id=\"hid\" style=\"display:none\"></textarea></div>\
             <button type=\"submit\">{submit}</button></form><div id=\"out\" role=\"status\"></div><script>{RICH}</script>",
            add = w.add,
            name = w.name,
            email = w.email,
            website = w.website,
            description = w.description,
            submit = w.submit,
        )
    })
}

const RICH: &str = "const ed = document.getElementById('ed');\
ed.addEventListener('input', () => document.getElementById('hid').value = ed.innerText.trim());\
document.getElementById('f').addEventListener('submit', async (e) => { e.preventDefault();\
  const r = await fetch('/api/listings', {method: 'POST', body: new URLSearchParams(new FormData(e.target))});\
  const a = await r.json(); document.getElementById('out').textContent = r.ok ? a.message : a.error; if (r.ok) e.target.remove(); });";
