// Choosing, ticking, attaching.

const choose = async (box, positions) => {
  const el = tagOf(box) === "select" ? box : (standIns.get(box) ?? box);
  if (tagOf(el) !== "select") return refuse("no_option");
  if (el.disabled) return refuse("disabled");
  const wanted = positions.map((i) => el.options[i]);
  if (wanted.some((o) => !o || o.disabled)) return refuse("no_option");
  if (!el.multiple && wanted.length !== 1) return refuse("no_option");
  const usable = canBeSeenFast(el);
  if (usable) {
    bring(el);
    focusOn(el);
  }
  if (el.multiple) for (const o of el.options) o.selected = wanted.includes(o);
  else el.selectedIndex = positions[0];
  tell(el, "input");
  tell(el, "change");
  if (usable) leave(el);
  await reaction(40);
  const texts = wanted.map(optionText);
  const kept = () => !el.isConnected || texts.every((t) => [...el.selectedOptions].some((o) => optionText(o) === t));
  if (kept()) return done;
  // A library that owns the value puts its own back: then through the box it shows.
  const shown = usable ? null : selectBox(el, QUICK_LOOK);
  for (const text of shown ? texts : []) {
    await open(shown);
    const option = shownPopups()
      .flatMap((p) => optionsIn(p, QUICK_LOOK))
      .find((o) => fold(o.textContent) === text);
    if (option) await pointAt(option);
    await pause(40);
  }
  if (shown && attr(shown, "aria-expanded") === "true") await close(shown);
  return kept() ? done : refuse("the list does not keep it");
};

/** Looks at single elements, without a survey of the whole page. */
const QUICK_LOOK = {
  sight: (e) => ({ seen: canBeSeen(e), why: "" }),
  entries: new Map(),
  text: (e) => fold(e.innerText ?? e.textContent),
  controls: [],
  labels: [],
};

const check = async (el, on) => {
  if (isDisabled(el)) return refuse("disabled");
  const radio = el.type === "radio" || /radio/.test(roleOf(el));
  if (radio && !on) return refuse("a radio button is only ever ticked");
  if (isChecked(el) === on) return done;
  bring(el);
  const native = tagOf(el) === "input";
  if (native) el.click();
  else await pointAt(el);
  await breath();
  if (el.isConnected && isChecked(el) !== on) {
    const label = [...(el.labels ?? [])].find(canBeSeen);
    if (label) await pointAt(label);
    await pause(30);
  }
  return !el.isConnected || isChecked(el) === on ? done : refuse("the box does not change");
};

const attach = async (el, op) => {
  const bytes = Uint8Array.from(atob(op.base64), (c) => c.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], op.name, { type: op.media_type }));
  let input = tagOf(el) === "input" && el.type === "file" ? el : el.querySelector?.("input[type=file]");
  if (input) {
    if (input.disabled) return refuse("disabled");
    input.files = data.files;
    tell(input, "input");
    tell(input, "change");
    await breath();
    return done;
  }
  bring(el);
  for (const type of ["dragenter", "dragover", "drop"])
    el.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
  await breath();
  return done;
};
