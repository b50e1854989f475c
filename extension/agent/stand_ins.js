// Native controls behind drawn ones: what stands for what.

/** The textarea or input an editor writes into. */
const backing = (el, kind) => {
  if (kind !== "rich_text") return null;
  const root = rootOf(el);
  const find = (id) => (id ? root.getElementById?.(id) : null);
  if (tagOf(el) === "trix-editor") return find(attr(el, "input"));
  if (tagOf(el) === "iframe" && el.id.endsWith("_ifr")) {
    const t = find(el.id.slice(0, -4));
    if (t) return t;
  }
  // CKEditor 4 wraps itself in `cke_` + id; the others stand right beside what they replace.
  const cke = closest(el, (e) => idOf(e).startsWith("cke_") && hasClass(e, "cke"));
  if (cke) return find(cke.id.slice(4));
  for (let e = el, depth = 0; e && depth < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), depth++) {
    for (const sib of [e.previousElementSibling, e.nextElementSibling]) {
      if (!sib) continue;
      const t = /^(textarea|input)$/.test(tagOf(sib)) ? sib : null;
      // One without a name is a part of the editor, where its source is written.
      if (t && (attr(t, "name") || t.id) && (tagOf(t) === "textarea" || t.type === "hidden") && !canBeSeenFast(t)) return t;
    }
    const inside =
      depth > 0
        ? [...e.querySelectorAll("textarea")].filter((t) => !el.contains(t) && attr(t, "name") && !canBeSeenFast(t))
        : [];
    if (inside.length === 1) return inside[0];
  }
  return null;
};
const canBeSeenFast = (el) =>
  checkVisibility.call(el, { opacityProperty: true, visibilityProperty: true }) && boxOf(el).width > 1;

/** An input that a tag library replaced with a box beside it. */
const isTagInput = (c) =>
  c.kind === "text" &&
  (/tomselected|selectized|tagify|ts-hidden|select2/.test(attr(c.el, "class")) ||
    c.el.previousElementSibling?.localName === "tags");

/** The box a select library shows for a hidden native select. */
const selectBox = (select, survey) => {
  const box = (e) =>
    e &&
    isElement(e) &&
    survey.sight(e).seen &&
    (tagOf(e) === "tags" ||
      SELECT_BOX.test(attr(e, "class")) ||
      roleOf(e) === "combobox" ||
      attr(e, "aria-haspopup") === "listbox");
  for (let e = select.nextElementSibling, n = 0; e && n < 3; e = e.nextElementSibling, n++) if (box(e)) return e;
  if (box(select.previousElementSibling)) return select.previousElementSibling;
  for (let e = parentOf(select), n = 0; e && n < 3 && tagOf(select) === "select"; e = parentOf(e), n++)
    if (SELECT_BOX.test(attr(e, "class")) && survey.sight(e).seen && e.querySelectorAll("select").length === 1) return e;
  return null;
};

/** A visible stand-in for a hidden native control: a label drawn as a switch, a select box, an upload button. */
const hasProxy = (c, survey, stand) => {
  const el = c.el;
  const seen = (e) => e && survey.sight(e).seen;
  if (c.kind === "checkbox" || c.kind === "radio") {
    if (tagOf(el) !== "input") return false;
    const aria = [el.previousElementSibling, el.nextElementSibling, parentOf(el)].find(
      (e) => e && /^(checkbox|switch|radio)$/.test(roleOf(e)),
    );
    // A component that draws itself is reported as a control of its own.
    if (aria && seen(aria)) return false;
    if ([...el.labels].some(seen)) return true;
    return [el.nextElementSibling, el.previousElementSibling, parentOf(el)].some(
      (e) => seen(e) && /check|radio|switch|toggle|custom/i.test(attr(e, "class")),
    );
  }
  // A list's own input is often transparent: the box around it shows what was chosen.
  if (c.kind === "combobox") {
    if (!/^(opacity|clipped|size)$/.test(c.sight.why)) return false;
    for (let e = parentOf(el), n = 0; e && n < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
      // The native list the box stands for is no other field.
      if ((survey.entries.get(e) ?? 0) > (stand && contains(e, stand) ? 2 : 1)) return false;
      const r = survey.sight(e).rect;
      if (seen(e) && r.bottom - r.top > 15 && r.right - r.left > 15) return true;
    }
    return false;
  }
  if (c.kind === "file") {
    if ([...el.labels].some(seen)) return true;
    const zone = dropZoneOf(el);
    if (zone || el.classList.contains("dz-hidden-input")) return Boolean(zone && seen(zone));
    if (fileButton(el, survey)) return true;
    for (let e = parentOf(el), n = 0; e && n < 3 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
      if ((survey.entries.get(e) ?? 0) > 1) return false;
      const r = survey.sight(e).rect;
      if (seen(e) && r.bottom - r.top > 8) return true;
    }
    return false;
  }
  return false;
};

/** The button that opens the file dialog: it stands right beside its input. */
const fileButton = (input, survey) => {
  for (const e of [input.previousElementSibling, input.nextElementSibling]) {
    if (!e || !survey.sight(e).seen || survey.entries.get(e)) continue;
    const buttons = tagOf(e) === "button" ? [e] : all(e, "button");
    if (buttons.length === 1) return buttons[0];
  }
  return null;
};

/** Where files are dropped for an input that stands elsewhere: libraries keep theirs at the end of the body, in the order of the zones. */
const dropZoneOf = (input) => {
  const all = [...document.querySelectorAll(".dz-hidden-input")];
  if (all.includes(input)) return document.querySelectorAll(".dropzone, .dz-clickable")[all.indexOf(input)] ?? null;
  const lone = (e) => !canBeSeenFast(e) && !DROP_ZONE.test(attr(closest(e, (x) => DROP_ZONE.test(attr(x, "class"))) ?? e, "class"));
  const inputs = [...document.querySelectorAll("input[type=file]")].filter((e) => lone(e) && ![...e.labels].some(canBeSeenFast));
  const zones = [...document.querySelectorAll("[class*=drop i],[class*=upload i]")].filter(
    (e) => DROP_ZONE.test(attr(e, "class")) && canBeSeenFast(e) && !e.querySelector("input,textarea,select") &&
      !closest(parentOf(e), (x) => DROP_ZONE.test(attr(x, "class"))),
  );
  return inputs.length === zones.length ? (zones[inputs.indexOf(input)] ?? null) : null;
};
const DROP_ZONE = /(^|[\s_-])(drop-?zone|drop-?area|upload(er)?(-?(zone|area|box|field))?)([\s_-]|$)/i;
