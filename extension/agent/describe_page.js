// What a description says beside the controls: forms, links, texts, frames, marks, what lies over the page.

const describeForm = (f, { survey }) => {
  const el = f.el;
  const own = survey.headings.find((h) => contains(el, h.el) && h.sight.seen);
  const above = survey.headings.filter((h) => h.order < f.order && h.sight.seen).at(-1);
  const firstEntry = survey.controls.find((c) => ENTRY.has(c.kind) && contains(el, c.el));
  const inside = own && (!firstEntry || own.order < firstEntry.order) ? own : null;
  return {
    id: attr(el, "id"),
    name: attr(el, "name"),
    // A field named "action" or "id" shadows the form's own property, so the attributes are read.
    action: resolve(attr(el, "action")),
    method: attr(el, "method").toLowerCase() === "post" ? "post" : "get",
    classes: classesOf(el),
    role: roleOf(el),
    aria_label: folded(
      attr(el, "aria-label") ||
        byIds(el, attr(el, "aria-labelledby"))
          .map((e) => survey.text(e))
          .join(" "),
      300,
    ),
    heading: folded(inside || above || own ? survey.text((inside ?? above ?? own).el) : "", 300),
    visible: survey.controls.some((c) => c.sight.seen && contains(el, c.el)) || f.sight.seen,
    no_validate: has(el, "novalidate"),
    order: f.order,
  };
};
const resolve = (url) => {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
};

const describeLink = (l, survey) => ({
  r: refOf(l.el),
  text: folded(survey.text(l.el, { controls: true }) || attr(l.el, "aria-label") || attr(l.el, "title"), 200),
  // The browser has resolved it already; a link in a drawing has an object there.
  href: cut(typeof l.el.href === "string" ? l.el.href : resolve(attr(l.el, "href")), 1000),
  target: attr(l.el, "target"),
  region: l.region,
  card: l.region ? "" : cardText(l.el, survey),
  order: l.order,
});

/** The words of the card around a link or button, where it is the only one there: what "Select" selects. */
const cardText = (el, survey) => {
  if (folded(el.textContent, 60).split(" ").length > 4 || closest(el, (e) => tagOf(e) === "label")) return "";
  let card = null;
  for (let e = parentOf(el), n = 0; e && n < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
    if (queryAll.call(e, "a[href],button,[role=button],input").length > 1) break;
    card = e;
  }
  const text = card ? survey.text(card, { controls: true }) : "";
  return text.length < 400 && text !== survey.text(el, { controls: true }) ? text : "";
};

const describeTexts = (survey, ctx) => {
  const blocks = new Map();
  let gap = false;
  for (const t of survey.tokens) {
    gap ||= t.gap || t.inControl;
    if (t.inControl || !t.sight.seen) continue;
    let b = blocks.get(t.block);
    if (!b) {
      if (blocks.size >= 600) break;
      blocks.set(t.block, (b = { parts: [], length: 0, order: t.order, el: t.block }));
    }
    if (b.length > 500) continue;
    // Words apart on the screen are words apart even where the markup leaves no space.
    if (gap) b.parts.push(" ");
    gap = false;
    b.parts.push(t.text);
    b.length += t.text.length;
  }
  const out = [];
  for (const b of blocks.values()) {
    const text = folded(b.parts.join(""), 400);
    if (!text) continue;
    const live = closest(b.el, (e) => has(e, "aria-live") || /^(alert|status|log)$/.test(roleOf(e)));
    const role = fold([roleOf(b.el) || (live ? roleOf(live) : ""), live ? attr(live, "aria-live") : ""].join(" "));
    const form = closest(b.el, (e) => tagOf(e) === "form");
    const marks = fold([attr(b.el, "class"), idOf(b.el), live && live !== b.el ? attr(live, "class") : ""].join(" "));
    out.push({
      text,
      tag: tagOf(b.el),
      role,
      marks: cut(marks, 200),
      form: ctx.formIndex.get(form) ?? null,
      order: b.order,
    });
  }
  return out;
};

const describeIframe = (f) => {
  const r = f.sight.rect;
  return {
    src: cut(attr(f.el, "src") ? resolve(attr(f.el, "src")) : "", 1000),
    title: folded([attr(f.el, "title"), attr(f.el, "name")].join(" "), 200),
    visible: f.sight.seen,
    size: [round(r.right - r.left), round(r.bottom - r.top)],
    order: f.order,
  };
};

const describeMarks = (survey) => {
  const marks = [];
  for (const e of document.querySelectorAll(
    "head script[src], head meta[name=generator], head meta[http-equiv=refresh i]",
  )) {
    if (tagOf(e) === "meta") marks.push(`meta ${attr(e, "name") || "refresh"}=${attr(e, "content")}`);
    else if (MARK.test(attr(e, "src"))) marks.push(`script src=${e.src}`);
  }
  for (const e of survey.marked) {
    let mark = tagOf(e);
    for (const k of attr(e, "class").split(/\s+/).filter(Boolean)) mark += "." + k;
    if (idOf(e)) mark += "#" + idOf(e);
    if (has(e, "data-sitekey")) mark += "[data-sitekey]";
    if (has(e, "data-size")) mark += `[data-size=${attr(e, "data-size")}]`;
    if (has(e, "src")) mark += " src=" + resolve(attr(e, "src"));
    if (!survey.sight(e).seen && tagOf(e) !== "script") mark += ` (hidden: ${survey.sight(e).why})`;
    marks.push(mark);
  }
  return [...new Set(marks.map((m) => cut(m, 200)))].slice(0, 100);
};

/** What lies over the page: an open dialog, or something fixed at the points where a person would look. */
const describeOverlay = (survey) => {
  const [w, h] = [innerWidth, innerHeight];
  if (!w || !h || !document.body) return null;
  const total = survey.order;
  const size = (e) => {
    const r = boxOf(e);
    const width = Math.min(r.right, w) - Math.max(r.left, 0);
    const height = Math.min(r.bottom, h) - Math.max(r.top, 0);
    return width > 0 && height > 0 ? (width * height) / (w * h) : 0;
  };
  const floats = (e) => {
    const s = survey.sight(e);
    if (s.position === "fixed") return true;
    return s.position === "absolute" && Number(getComputedStyle(e).zIndex) >= 10 && size(e) > 0.25;
  };
  let top = survey.dialogs.filter((d) => survey.sight(d).seen && size(d) > 0.01).at(-1) ?? null;
  if (!top) {
    const points = [
      [0.5, 0.5],
      [0.5, 0.3],
      [0.5, 0.7],
      [0.3, 0.5],
      [0.7, 0.5],
      [0.5, 0.93],
      [0.1, 0.93],
    ];
    for (const [x, y] of points) {
      const hit = document.elementFromPoint(w * x, h * y);
      let outer = null;
      for (let e = hit; e && e !== document.body && e !== document.documentElement; e = parentOf(e))
        if (floats(e)) outer = e;
      if (outer && size(outer) > 0.02 && outer.getElementsByTagName("*").length < total * 0.8) {
        top = outer;
        break;
      }
    }
  }
  if (!top) return null;
  const marks = [
    roleOf(top),
    attr(top, "aria-modal") === "true" ? "aria-modal" : "",
    tagOf(top),
    attr(top, "class"),
    idOf(top),
  ];
  return {
    text: folded(survey.text(top, { controls: true }), 600),
    marks: folded(marks.join(" "), 300),
    controls: survey.controls
      .filter((c) => contains(top, c.el) && c.kind !== "hidden" && c.sight.seen)
      .map((c) => refOf(c.el)),
    covers: Math.round(size(top) * 1000) / 1000,
  };
};
