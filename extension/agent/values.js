// What controls hold and show, and what the browser says about it.

const buttonText = (el, survey) => {
  if (tagOf(el) === "input") {
    if (el.type === "image")
      return folded(attr(el, "alt") || attr(el, "title") || attr(el, "value") || attr(el, "aria-label"), 200);
    return folded(el.value || { submit: "Submit", reset: "Reset" }[el.type] || attr(el, "aria-label"), 200);
  }
  return folded(survey.text(el, { controls: true }) || attr(el, "aria-label") || attr(el, "title"), 200);
};

/** Text of an editor. */
const richText = (el) => {
  if (tagOf(el) === "iframe") return paragraphs(innerDocument(el)?.body);
  if (el.classList.contains("CodeMirror"))
    return [...el.querySelectorAll(".CodeMirror-line")]
      .map((l) => l.textContent.replace(/\u200b/g, ""))
      .join("\n")
      .trim();
  return paragraphs(el);
};
const paragraphs = (el) =>
  el
    ? el.innerText
        .replace(/[\u200b\ufeff]/g, "")
        .replace(/\u00a0/g, " ")
        .replace(/\n{3,}/g, "\n\n")
        .trim()
    : "";

/** The frame a component draws around its own input: what was chosen is shown there, beside the input. */
const boxAround = (el) => {
  if (tagOf(el) !== "input" && !el.classList.contains("tagify__input")) return null;
  for (let e = parentOf(el), n = 0; e && n < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
    if (e.querySelectorAll("input:not([type=hidden]),textarea,select").length > 1) return null;
    if (CONTROL_BOX.test(attr(e, "class")) || tagOf(e) === "tags") return e;
  }
  return null;
};
const CONTROL_BOX =
  /(^|[\s_-])(control|selector|select__wrapper|ts-control|choices__inner|tagify|multiselect__tags|vs__dropdown-toggle)([\s_-]|$)|(-|_)(control|content|selector|selection)(\s|$)/;

const shownText = (el) => {
  const box = boxAround(el);
  if (tagOf(el) === "input" && (el.value || !box)) return el.value;
  const shown = box ?? el;
  const inner = shown.querySelector("input:not([type=hidden])");
  let text = fold(shown.innerText ?? "");
  // A label that floats in the box is no value, nor is the open list.
  for (const l of shown.querySelectorAll("label,legend,[class*=field__label],[class*=field-label],[role=listbox],[role=menu]"))
    if (l.innerText) text = fold(text.replace(fold(l.innerText), ""));
  return text || inner?.value || "";
};

/** What is chosen in a tree that stands open. */
const chosenItems = (tree) =>
  all(tree, "[aria-selected=true], [aria-checked=true], .jstree-clicked")
    .map((e) => fold(itemOf(e).textContent))
    .filter((text, i, texts) => text && texts.indexOf(text) === i);

const valueOf = (c) => {
  const el = c.el;
  switch (c.kind) {
    case "password":
    case "file":
      return "";
    case "rich_text":
      return cut(richText(el), 5000);
    case "combobox": {
      if (roleOf(el) === "tree") return folded(chosenItems(el).join(", "), 500);
      const shown = folded(shownText(el), 500);
      return shown === shownPlaceholder(el) ? "" : shown;
    }
    case "button":
      return "";
    default:
      return cut("value" in el ? String(el.value ?? "") : attr(el, "aria-valuenow") || attr(el, "aria-valuetext"), 5000);
  }
};

const isChecked = (el) => {
  if (tagOf(el) === "input" && (el.type === "checkbox" || el.type === "radio")) return el.checked;
  return (
    attr(el, "aria-checked") === "true" ||
    attr(el, "aria-pressed") === "true" ||
    (attr(el, "aria-checked") === "" && attr(el, "data-state") === "checked")
  );
};
const isDisabled = (el) => el.matches(":disabled") || attr(el, "aria-disabled") === "true";
const isReadonly = (el) =>
  (el.readOnly === true && !/^(checkbox|radio|file|button|submit|hidden|color|range|image|reset)$/.test(el.type)) ||
  attr(el, "aria-readonly") === "true";
const invalidMessage = (el) =>
  el.willValidate && el.validity && !el.validity.valid ? fold(el.validationMessage) || "invalid" : "";

const placeholders = new WeakMap();

/** What a dropdown shows while nothing is chosen, where its markup tells that it is no choice. */
const shownPlaceholder = (el) => {
  if (el.getAttribute("data-placeholder") === "") return folded(shownText(el), 300);
  const p = (boxAround(el) ?? el).querySelector("[class*=placeholder]:not(input)");
  // Some put the choice where the placeholder was: what stood there first is the placeholder.
  if (p && !placeholders.has(el)) placeholders.set(el, folded(p.textContent, 300));
  return p ? placeholders.get(el) : "";
};
