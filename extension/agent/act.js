// Does what it is told, and says what the controls hold afterwards.

const perform = async (op) => {
  const el = elementOf(op.r);
  if (!el) return refuse("gone");
  switch (op.op) {
    case "set_text":
      return setText(el, op.text);
    case "type_text":
      return typeText(el, op.text, op.commit);
    case "set_rich_text":
      return setRich(el, op.text);
    case "choose":
      return choose(el, op.options);
    case "check":
      return check(el, op.on);
    case "attach_file":
      return attach(el, op);
    case "open":
      return open(el);
    case "click":
      return click(el);
    case "close":
      return close(el);
    default:
      return refuse(`unknown action ${op.op}`);
  }
};

/** Does things one after the other. A submission that one of them would set off is stopped here: only `press` submits. */
const act = async (ops) => {
  countTimers();
  const results = [];
  let stopped = false;
  const stop = (e) => {
    e.preventDefault();
    e.stopImmediatePropagation();
    stopped = true;
  };
  addEventListener("submit", stop, true);
  try {
    for (const op of ops) {
      stopped = false;
      let result;
      try {
        result = await perform(op);
      } catch (e) {
        result = refuse(e?.message ?? e);
      }
      results.push(stopped ? refuse("it would submit the form") : result);
    }
  } finally {
    removeEventListener("submit", stop, true);
  }
  return results;
};

const read = (refs) => {
  measurePage();
  return refs.map((r) => {
    const el = elementOf(r);
    const held = { r, gone: !el, value: "", shown: [], checked: false, error: "" };
    if (!el) return held;
    const kind = kindOf(el);
    const tag = tagOf(el);
    held.checked = isChecked(el);
    if (kind === "rich_text") held.value = richText(el);
    else if (tag === "select") {
      held.value = el.value;
      held.shown = [...el.selectedOptions].map(optionText);
    } else if (kind === "file") held.shown = [...el.files].map((f) => f.name);
    else if (kind === "combobox" || (kind === "button" && has(el, "aria-haspopup"))) {
      held.value = valueOf({ el, kind: "combobox" });
      held.shown = held.value ? chosenTexts(el) : [];
    } else if (kind !== "password") held.value = String(el.value ?? "");
    held.error = errorOf(el);
    return held;
  });
};

/** The chosen texts of a custom dropdown: its chips one by one, or what it shows. */
const chosenTexts = (el) => {
  if (roleOf(el) === "tree") return chosenItems(el);
  const chips = [
    ...(boxAround(el) ?? el).querySelectorAll(
      "[class*=multi-value__label], [class*=multiValue] > :first-child, .select2-selection__choice__display, .select2-selection__choice, .choices__item--selectable, .ts-control > .item, [class*=chip], [class*=badge], [class*=tag], .ant-select-selection-item-content, .tagify__tag-text",
    ),
  ].filter(
    (c) =>
      fold(c.textContent) && ![...c.children].some((k) => /chip|badge|tag/.test(attr(k, "class")) && fold(k.textContent)),
  );
  const texts = chips.map((c) => fold(c.innerText ?? c.textContent).replace(/^[×✕✖]\s*|\s*[×✕✖]$/g, ""));
  return texts.length ? [...new Set(texts)] : [fold(shownText(el))].filter(Boolean);
};

/** What is wrong with a control, in the page's or the browser's words. */
const errorOf = (el) => {
  const native = invalidMessage(el);
  const holder = (() => {
    let field = el;
    for (let e = parentOf(el), n = 0; e && n < 4 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
      const fields = [
        ...e.querySelectorAll(
          "input:not([type=hidden]):not([type=submit]):not([type=button]),select,textarea,[contenteditable=true],[role=combobox]",
        ),
      ];
      if (fields.some((f) => f !== el && !el.contains(f) && !f.contains(el) && f.type !== el.type)) break;
      if (fields.some((f) => f !== el && !el.contains(f) && !f.contains(el) && attr(f, "name") !== attr(el, "name"))) break;
      field = e;
    }
    return field;
  })();
  const beside = new Labeller(QUICK_LOOK).error(el, holder, el);
  return folded(beside || native || (attr(el, "aria-invalid") === "true" ? "marked as wrong" : ""), 300);
};
