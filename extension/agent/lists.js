// Options of native lists and of open dropdowns.

/** Native selects behind the boxes that were described in their name. */
const standIns = new WeakMap();

/** The dropdown opened last, and the popups that were open before it. */
let opened = null;

const optionText = (o) => folded(o.label || o.text, 200);
const nativeOptions = (select) =>
  [...select.options].slice(0, MOST_OPTIONS).map((o) => ({
    r: null,
    value: cut(o.value, 300),
    text: optionText(o),
    group: tagOf(o.parentElement ?? o) === "optgroup" ? folded(o.parentElement.label, 200) : "",
    disabled: o.disabled || Boolean(o.parentElement?.disabled && tagOf(o.parentElement) === "optgroup"),
    selected: o.selected,
  }));

const OPTION_CSS =
  "[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem],.ant-select-item-option,.select2-results__option,.choices__item--choice,.ts-dropdown .option,.selectize-dropdown .option,.active-result,.pac-item,.ui-menu-item,.dropdown-item,.vs__dropdown-option,.multiselect__element,.el-select-dropdown__item,.ss-option,.tt-suggestion";
/** Where a tree's item is pressed: on its words, not on its sign or on the line it stands in. */
const itemOf = (o) => (tagOf(o) === "li" ? (o.querySelector("a, [class*=anchor], [class*=content], [class*=title]") ?? o) : o);
const optionsIn = (popup, survey) => {
  let found = all(popup, OPTION_CSS);
  // Options put into a component's slot are no descendants of the list that shows them.
  if (!found.length) found = all(popup, "slot").flatMap((s) => s.assignedElements({ flatten: true })).filter((e) => e.matches(OPTION_CSS));
  found = found.filter((o) => !o.querySelector(OPTION_CSS));
  const items = roleOf(popup) === "tree" ? found.map(itemOf) : found;
  return items.filter((o) => survey.sight(o).seen || survey.sight(o).why === "clipped");
};

const describeOption = (o, survey) => ({
  r: refOf(o),
  value: cut(attr(o, "data-value") || attr(o, "value"), 300),
  text: folded(survey.text(o, { controls: true }) || attr(o, "aria-label"), 200),
  group: folded(optionGroup(o, survey), 200),
  disabled: attr(o, "aria-disabled") === "true" || attr(o, "data-disabled") === "true" || o.hasAttribute("disabled"),
  selected: attr(o, "aria-selected") === "true" || attr(o, "aria-checked") === "true" || attr(o, "data-state") === "checked",
});
const optionGroup = (o, survey) => {
  const g = closest(parentOf(o), (e) => roleOf(e) === "group");
  if (!g) return "";
  return (
    attr(g, "aria-label") ||
    byIds(g, attr(g, "aria-labelledby"))
      .map((e) => survey.text(e))
      .join(" ")
  );
};

/** The open list of a custom dropdown. */
const popupOf = (el, survey) => {
  if (roleOf(el) === "tree") return el;
  const named = byIds(el, attr(el, "aria-controls") + " " + attr(el, "aria-owns"));
  const inner = el.querySelector?.("[aria-controls],[aria-owns]");
  if (inner) named.push(...byIds(inner, attr(inner, "aria-controls") + " " + attr(inner, "aria-owns")));
  for (const p of named) if (optionsIn(p, survey).length || survey.sight(p).seen) return p;
  const isOpen = attr(el, "aria-expanded") === "true" || opened?.el === el;
  if (!isOpen) return null;
  const shown = survey.popups.filter((p) => survey.sight(p).seen && optionsIn(p, survey).length);
  const fresh = opened?.el === el ? shown.filter((p) => !opened.before.has(p)) : shown;
  return fresh.at(-1) ?? shown.find((p) => el.contains(p) || (parentOf(el) && contains(parentOf(el), p))) ?? null;
};
