// Text into fields.

const done = Object.freeze({ ok: true, why: "" });
const refuse = (why) => ({ ok: false, why: cut(String(why), 300) });

/** Focus and blur events do not fire in a window that is not in front, and AutoBolt's never is: then they are made. */
const withEvent = (el, name, bubbling, action) => {
  let fired = false;
  const heard = () => (fired = true);
  el.addEventListener(name, heard, true);
  action();
  el.removeEventListener(name, heard, true);
  if (fired) return;
  el.dispatchEvent(new FocusEvent(name, { composed: true }));
  el.dispatchEvent(new FocusEvent(bubbling, { bubbles: true, composed: true }));
};
const focusOn = (el) => {
  if (el.getRootNode().activeElement !== el || !document.hasFocus())
    withEvent(el, "focus", "focusin", () => el.focus({ preventScroll: true }));
};
const leave = (el) => withEvent(el, "blur", "focusout", () => el.blur());

const bring = (el) => {
  const r = el.getBoundingClientRect();
  if (r.top < 0 || r.bottom > innerHeight || r.left < 0 || r.right > innerWidth)
    el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
};

const KEYS = { Enter: 13, Escape: 27, ArrowRight: 39, ArrowDown: 40, Backspace: 8, a: 65 };
const key = (el, type, name, extra = {}) => {
  const code = KEYS[name] ?? (name.length === 1 ? name.toUpperCase().charCodeAt(0) : 229);
  const init = {
    key: name,
    code: name.length === 1 ? "" : name,
    keyCode: code,
    which: code,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...extra,
  };
  if (type === "keypress") init.charCode = name === "Enter" ? 13 : name.charCodeAt(0);
  return el.dispatchEvent(new KeyboardEvent(type, init));
};
const stroke = (el, name, extra) => {
  const go = key(el, "keydown", name, extra);
  if (go && (name === "Enter" || name.length === 1) && !extra?.ctrlKey) key(el, "keypress", name, extra);
  key(el, "keyup", name, extra);
  return go;
};

const tell = (el, type, text) =>
  el.dispatchEvent(
    type === "input"
      ? new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: text ?? null })
      : new Event(type, { bubbles: true, composed: type === "input" }),
  );

const takesText = (el) =>
  tagOf(el) === "textarea" ||
  (tagOf(el) === "input" && (TEXTLIKE.has(el.type) || el.type === "password" || el.type === "color" || el.type === "range"));

/** What remains of a text whatever a mask makes of it. */
const core = (s) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const lines = (s) => s.replace(/\r\n?/g, "\n");
const holds = (el, text) => {
  const [has, want] = [lines(el.value), lines(text)];
  if (has === want || (want !== "" && fold(has) === fold(want))) return true;
  if (el.type === "number") return has !== "" && Number(has) === Number(want);
  return core(want) !== "" && core(has).includes(core(want));
};

const selectAll = (el) => {
  try {
    el.select();
  } catch {
    /* types without a selection */
  }
};

/** Sets the value the browser's way: a framework that tracks the page's own setter sees a change that is not its own. */
const place = (el, text) => {
  el.value = text;
  tell(el, "input", text);
};

const insert = (el, text) => {
  focusOn(el);
  selectAll(el);
  return el.ownerDocument.execCommand("insertText", false, text);
};

const typeEach = (el, text) => {
  focusOn(el);
  selectAll(el);
  if (el.value !== "") el.ownerDocument.execCommand("delete");
  for (const ch of text) {
    if (key(el, "keydown", ch)) {
      key(el, "keypress", ch);
      el.ownerDocument.execCommand("insertText", false, ch);
    }
    key(el, "keyup", ch);
  }
};

const setText = async (el, text) => {
  if (!takesText(el)) {
    const inner = el.querySelector?.("input:not([type=hidden]),textarea");
    if (inner) return setText(inner, text);
    if (el.isContentEditable) return setRich(el, text);
    return refuse("not a text field");
  }
  if (el.disabled) return refuse("disabled");
  if (isReadonly(el)) return refuse("readonly");
  bring(el);
  focusOn(el);
  if (lines(el.value) !== lines(text)) {
    place(el, text);
    await breath();
    // A field that takes text only as typing, and a mask that wants one key after the other.
    if (!holds(el, text)) {
      insert(el, text);
      await breath();
    }
    if (!holds(el, text) && text.length <= 200) {
      typeEach(el, text);
      await breath();
    }
    if (el.isConnected) key(el, "keyup", text.at(-1) ?? "Backspace");
  }
  tell(el, "change");
  leave(el);
  await breath();
  if (text !== "" && el.isConnected && el.value === "") return refuse("the field does not take it");
  return done;
};

/** Where typing goes: the control, the field in its box, or the search field of the list it opened. */
const typingTarget = (el) => {
  if (takesText(el) || el.isContentEditable) return el;
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (
    active &&
    active !== el &&
    (takesText(active) || active.isContentEditable) &&
    (opened?.el === el || el.contains(active))
  )
    return active;
  const inner = [...el.querySelectorAll("input:not([type=hidden]),textarea")].find(takesText);
  if (inner) return inner;
  const box =
    opened?.el === el
      ? [
          ...document.querySelectorAll(
            ".select2-container--open .select2-search__field, [role=dialog] input[role=combobox], [cmdk-input], [role=listbox] input, .chosen-drop input, .ss-search input, .ts-dropdown input",
          ),
        ].find(canBeSeen)
      : null;
  return box ?? el;
};

const typeText = async (el, text, commit) => {
  const into = typingTarget(el);
  if (into.disabled) return refuse("disabled");
  if (!takesText(into) && !into.isContentEditable) return refuse("it takes no typing");
  bring(into);
  focusOn(into);
  // What comes up now are the suggestions for it.
  if (!commit && opened?.el !== el) opened = { el, before: new Set(shownPopups()) };
  const first = text[0] ?? "";
  const go = first === "" || key(into, "keydown", first);
  if (takesText(into)) {
    selectAll(into);
    if (go && !into.ownerDocument.execCommand("insertText", false, text)) place(into, text);
    if (!holds(into, text) && text !== "") place(into, text);
  } else {
    selectContents(into);
    into.ownerDocument.execCommand("insertText", false, text);
  }
  if (first) key(into, "keyup", text.at(-1));
  if (commit) {
    await pause(50);
    stroke(into, "Enter");
  }
  await breath();
  return done;
};
