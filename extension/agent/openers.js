// What opens a part of the page that is closed: the summary of a details element, an accordion's header, a tab.

const OPENER = "[aria-controls], a[href^='#'], [data-target^='#'], [data-bs-target^='#'], [data-toggle^='#']";
const OPENER_CLASS = /accordion|collaps|toggle|expand|disclosure|panel-(heading|title|header)|section-(heading|title|header)/i;

/** The outermost element that is closed around a control, and so hides it. */
const closedAround = (c, survey) => {
  const { down } = c.sight;
  const flat = (e) => {
    const { rect } = survey.sight(e);
    return rect.bottom - rect.top <= 1 && rect.right - rect.left > 20;
  };
  const shut =
    down === "display" || down === "details_closed"
      ? (e) => survey.sight(e).down === down
      : c.sight.why === "visibility"
        ? (e) => survey.sight(e).style.visibility !== "visible"
        : c.sight.why === "clipped" || c.sight.why === "size"
          ? flat
          : null;
  if (!shut) return null;
  let outer = null;
  for (let e = parentOf(c.el); e && e !== document.body; e = parentOf(e)) if (shut(e)) outer = e;
  return outer;
};

/** Where a press opens that part: what names it, or the header right before it. */
const openerOf = (c, ctx) => {
  const outer = closedAround(c, ctx.survey);
  if (!outer) return null;
  if (!ctx.openers.has(outer)) ctx.openers.set(outer, findOpener(outer, ctx.survey));
  const opener = ctx.openers.get(outer);
  return opener ? refOf(opener) : null;
};
const findOpener = (outer, survey) => {
  const usable = (e) =>
    e &&
    !contains(outer, e) &&
    survey.sight(e).seen &&
    !isDisabled(e) &&
    !hasClass(e, "disabled") &&
    attr(e, "aria-expanded") !== "true" &&
    attr(e, "aria-selected") !== "true" &&
    !/^(input|select|textarea|label|option)$/.test(tagOf(e));
  const around = parentOf(outer);
  if (around && tagOf(around) === "details") {
    const summary = all(around, "summary")[0];
    return usable(summary) ? summary : null;
  }
  const id = idOf(outer);
  if (id) {
    const names = (e) =>
      fold(attr(e, "aria-controls")).split(" ").includes(id) ||
      ["href", "data-target", "data-bs-target", "data-toggle"].some((name) => attr(e, name) === "#" + id);
    const named = [...document.querySelectorAll(OPENER)].find((e) => names(e) && usable(e));
    if (named) return named;
  }
  const titled = byIds(outer, attr(outer, "aria-labelledby")).find((e) => usable(e) && /tab|button/.test(roleOf(e) + tagOf(e)));
  if (titled) return titled;
  const header = previousElement.call(outer);
  if (!usable(header) || all(header, "input,select,textarea").length) return null;
  const button = [header, ...all(header, "button,[role=button],[aria-expanded]")].find((e) => attr(e, "aria-expanded") === "false");
  if (button) return usable(button) ? button : null;
  const marked = OPENER_CLASS.test(attr(header, "class") + " " + attr(around ?? header, "class"));
  return marked && survey.sight(header).style.cursor === "pointer" ? header : null;
};

/** A button that opens a part of the page, which is not there yet. */
const opensPart = (el, kind) =>
  kind === "button" &&
  attr(el, "aria-expanded") === "false" &&
  !has(el, "aria-haspopup") &&
  !closest(el, (e) => /^(toolbar|menubar|menu|combobox|listbox|navigation)$/.test(roleOf(e)) || tagOf(e) === "nav");
