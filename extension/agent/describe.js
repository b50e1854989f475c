// The whole description of a document.

const EDITOR_NAME = (el) =>
  tagOf(el) === "iframe" ? frameEditor(el) : hasClass(el, "CodeMirror") ? "codemirror" : editorOf(el);

const describe = () => {
  const survey = new Survey();
  const ctx = { survey, stands: new Map(), lists: new Map(), proxied: new Set(), editors: new Map(), formIndex: new Map(), openers: new Map() };
  survey.forms.forEach((f, i) => ctx.formIndex.set(f.el, i));
  const dropped = new Set();

  // Editors: one control each, in place of the textarea they hide.
  for (const c of survey.controls) {
    if (c.kind !== "rich_text") continue;
    if (isEditorDocument()) {
      dropped.add(c);
      continue;
    }
    ctx.editors.set(c.el, EDITOR_NAME(c.el));
    const t = backing(c.el, c.kind);
    if (t) {
      ctx.stands.set(c, t);
      ctx.editors.set(t, EDITOR_NAME(c.el));
    }
    // Editors keep a helper for the clipboard off screen.
    if (c.el.matches(".ql-clipboard")) dropped.add(c);
  }

  // Select boxes: the native select where it has the options, else the box in its name.
  for (const c of survey.controls) {
    if (c.sight.seen || dropped.has(c) || !(c.kind === "select" || isTagInput(c))) continue;
    const box = selectBox(c.el, survey);
    if (!box) continue;
    const inBox = survey.controls.filter((o) => o !== c && box.contains(o.el));
    const useful = [...(c.el.options ?? [])].filter((o) => o.value && !o.disabled && hasWord(o.text)).length;
    const ariaTwin = roleOf(box) === "combobox" && tagOf(box) === "button";
    if (useful >= 2 && !ariaTwin) {
      ctx.proxied.add(c.el);
      for (const o of inBox) dropped.add(o);
    } else {
      const combo = inBox.find((o) => o.kind === "combobox") ?? inBox.find((o) => ENTRY.has(o.kind));
      if (combo) {
        ctx.stands.set(combo, c.el);
        standIns.set(combo.el, c.el);
        combo.kind = "combobox";
        for (const o of inBox) if (o !== combo) dropped.add(o);
      }
    }
  }

  // A box with role=combobox around its own input is one control.
  for (const c of survey.controls) {
    if (c.kind !== "combobox" || dropped.has(c)) continue;
    for (const o of survey.controls)
      if (o !== c && c.el.contains(o.el) && o.kind !== "option" && ctx.stands.get(c) !== o.el) dropped.add(o);
  }

  // A tree of choices is labelled as the dead field beside it, which shows what was chosen.
  for (const c of survey.controls) {
    if (c.kind !== "combobox" || roleOf(c.el) !== "tree") continue;
    for (let e = parentOf(c.el), n = 0; e && n < 3 && tagOf(e) !== "form" && !ctx.stands.has(c); e = parentOf(e), n++) {
      const dead = all(e, "input:not([type=hidden])").filter((i) => i.disabled || i.readOnly);
      if (dead.length === 1) ctx.stands.set(c, dead[0]);
    }
  }

  // Open lists. What is inside the list of an opened dropdown (its search field) belongs to the dropdown.
  for (const c of survey.controls) {
    if ((c.kind !== "combobox" && opened?.el !== c.el) || dropped.has(c)) continue;
    const popup = popupOf(c.el, survey);
    const found = popup ? optionsIn(popup, survey) : [];
    if (found.length) ctx.lists.set(c, found);
    if (popup && opened?.el === c.el)
      for (const o of survey.controls)
        if (o !== c && ENTRY.has(o.kind) && contains(closest(popup, (e) => POPOVER.test(roleOf(e))) ?? popup, o.el)) dropped.add(o);
  }

  for (const c of dropped)
    if (ENTRY.has(c.kind)) for (let e = c.el; e; e = parentOf(e)) survey.entries.set(e, survey.entries.get(e) - 1);
  survey.controls = survey.controls.filter((c) => !dropped.has(c));
  ctx.labeller = new Labeller(survey);

  let options = 0;
  const controls = survey.controls
    .filter((c) => c.kind !== "option" || ((c.sight.seen || c.sight.why === "clipped") && options++ < 300))
    .map((c) => describeControl(c, ctx));
  return {
    url: location.href,
    title: folded(document.title, 300),
    lang: document.documentElement.lang,
    ready_state: document.readyState,
    controls,
    forms: survey.forms.map((f) => describeForm(f, ctx)),
    links: survey.links
      .filter((l) => l.sight.seen)
      .slice(0, 400)
      .map((l) => describeLink(l, survey)),
    texts: describeTexts(survey, ctx),
    iframes: survey.iframes.map(describeIframe),
    marks: describeMarks(survey),
    elements: document.getElementsByTagName("*").length,
    overlay: describeOverlay(survey),
  };
};
const POPOVER = /^(dialog|listbox|menu|presentation)$/;
