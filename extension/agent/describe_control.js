// One control, with all facts about it.

/** Lies something of the page itself over the control, so that nobody can see it? Fixed banners do not count: they can be closed. */
const isCovered = (c, survey) => {
  const r = boxOf(c.el);
  if (r.top < 0 || r.left < 0 || r.bottom > innerHeight || r.right > innerWidth) return false;
  if (getComputedStyle(c.el).pointerEvents === "none") return false;
  const root = rootOf(c.el);
  let cover = null;
  for (const [x, y] of [
    [0.5, 0.5],
    [0.1, 0.2],
    [0.9, 0.2],
    [0.1, 0.8],
    [0.9, 0.8],
  ]) {
    const hit = (root.elementFromPoint ? root : document).elementFromPoint(r.left + r.width * x, r.top + r.height * y);
    if (!hit || contains(hit, c.el) || contains(c.el, hit) || rootOf(hit) !== root) return false;
    if ((tagOf(hit) === "label" && hit.control === c.el) || (cover && cover !== hit)) return false;
    cover = hit;
  }
  if (closest(cover, (e) => /fixed|sticky/.test(survey.sight(e).position))) return false;
  const style = getComputedStyle(cover);
  return !/^rgba\(.*, 0\)$|transparent/.test(style.backgroundColor) || style.backgroundImage !== "none";
};

const describeControl = (c, ctx) => {
  const { survey, labeller, formIndex } = ctx;
  const { el, kind, sight } = c;
  const stand = ctx.stands.get(c) ?? null;
  const tag = tagOf(el);
  const minor = kind === "option" || kind === "hidden";
  const r = sight.rect;
  let why = kind === "hidden" ? "type_hidden" : sight.why;
  if (!why && sight.ariaHidden) why = "aria_hidden";
  if (!why && ENTRY.has(kind) && isCovered(c, survey)) why = "covered";

  let options = [];
  let total = 0;
  if (kind === "select") [options, total] = [nativeOptions(el), el.options.length];
  else if (el.list)
    [options, total] = [
      [...el.list.options]
        .slice(0, MOST_OPTIONS)
        .map((o) => ({
          r: null,
          value: cut(o.value, 300),
          text: folded(o.label || o.value, 200),
          group: "",
          disabled: o.disabled,
          selected: false,
        })),
      el.list.options.length,
    ];
  else if (ctx.lists.has(c)) {
    const found = ctx.lists.get(c);
    [options, total] = [found.slice(0, MOST_OPTIONS).map((o) => describeOption(o, survey)), found.length];
  } else if (stand && tagOf(stand) === "select") [options, total] = [nativeOptions(stand), stand.options.length];

  // An input that stands elsewhere belongs to where its files are dropped.
  const zone = kind === "file" && !sight.seen ? dropZoneOf(el) : null;
  const form = (zone ? closest(zone, (e) => tagOf(e) === "form") : null) ?? el.form ?? stand?.form ?? closest(el, (e) => tagOf(e) === "form");
  const or = (name) => attr(el, name) || (stand ? attr(stand, name) : "");
  return {
    r: refOf(el),
    kind,
    tag,
    input_type: tag === "input" || tag === "button" ? el.type : "",
    name: cut(or("name"), 200),
    id: cut(el.id || stand?.id || "", 200),
    classes: classesOf(el),
    role: roleOf(el),
    autocomplete: fold(or("autocomplete")),
    placeholder: folded(
      or("placeholder") || attr(el, "aria-placeholder") || attr(el, "data-placeholder") || innerPlaceholder(el, kind),
      300,
    ),
    title: folded(or("title"), 300),
    inputmode: attr(el, "inputmode"),
    labels: minor
      ? NO_LABELS
      : kind === "button"
        ? {
            ...NO_LABELS,
            aria_label: folded(attr(el, "aria-label"), 300),
            heading: labeller.heading(c),
            description: form || !sight.seen ? "" : folded(cardText(el, survey), 400),
          }
        : zone
          ? labeller.labels({ ...c, el: zone, sight: survey.sight(zone), order: survey.orders.get(zone) ?? c.order, at: survey.textsBefore(zone) }, null)
          : labelsOf(c, stand, labeller, survey),
    form: formIndex.get(form) ?? null,
    required: Boolean(el.required || stand?.required),
    aria_required: or("aria-required") === "true",
    disabled: isDisabled(el) || Boolean(stand && roleOf(el) !== "tree" && stand.matches(":disabled")),
    readonly: isReadonly(el),
    multiple: Boolean(
      el.multiple ||
      stand?.multiple ||
      or("aria-multiselectable") === "true" ||
      (ctx.lists.has(c) && closest(ctx.lists.get(c)[0], (e) => attr(e, "aria-multiselectable") === "true")),
    ),
    pattern: attr(el, "pattern"),
    min_length: number(or("minlength")),
    max_length: number(or("maxlength")),
    min: attr(el, "min"),
    max: attr(el, "max"),
    step: attr(el, "step"),
    accept: attr(el, "accept"),
    value: valueOf(c),
    checked: isChecked(el),
    options,
    options_total: total,
    text:
      kind === "button" ? buttonText(el, survey) : kind === "option" ? folded(survey.text(el, { controls: true }), 200) : "",
    visible: why === "",
    hidden_by: why,
    proxy_visible: why !== "" && (ctx.proxied.has(el) || hasProxy(c, survey, stand)),
    tabindex: has(el, "tabindex") ? parseInt(attr(el, "tabindex"), 10) || 0 : null,
    rect: [round(r.left), round(r.top), round(r.right - r.left), round(r.bottom - r.top)],
    order: c.order,
    ancestors: minor ? [] : path(el),
    invalid: minor ? "" : folded(invalidMessage(el), 300),
    aria_invalid: attr(el, "aria-invalid") === "true",
    in_shadow: c.shadow,
    controls_id: attr(el, "aria-controls") || attr(el, "aria-owns") || attr(el, "list"),
    expanded: has(el, "aria-expanded") ? attr(el, "aria-expanded") === "true" : null,
    editor: ctx.editors.get(el) ?? "",
    opened_by: !sight.seen && ENTRY.has(kind) ? openerOf(c, ctx) : null,
    opens: opensPart(el, kind),
  };
};
const NO_LABELS = Object.freeze({});

/** The labels of a control; a file input that is hidden is labelled by the label of its button. */
const labelsOf = (c, stand, labeller, survey) => {
  const labels = labeller.labels(c, stand);
  if (c.kind !== "file" || c.sight.seen || labels.label_for || labels.wrapping) return labels;
  const button = fileButton(c.el, survey);
  return button ? { ...labels, label_for: labeller.native(button).label_for } : labels;
};

const path = (el) => {
  const out = [];
  for (let e = parentOf(el); e && out.length < 6; e = parentOf(e)) {
    const classes = attr(e, "class").split(/\s+/).filter(Boolean).join(".");
    out.push(cut(tagOf(e) + (classes ? "." + classes : ""), 150) + (idOf(e) ? "#" + idOf(e) : ""));
  }
  return out;
};

const innerPlaceholder = (el, kind) => {
  if (kind !== "combobox" && kind !== "rich_text") return "";
  if (kind === "combobox" && shownPlaceholder(el)) return shownPlaceholder(el);
  const p = el.querySelector?.("[placeholder]:not([placeholder='']), [data-placeholder], [class*=placeholder]");
  return p ? attr(p, "placeholder") || attr(p, "data-placeholder") || p.textContent : "";
};
