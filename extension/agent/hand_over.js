// A person takes over.

let handOver = null;

const isEntry = (el) => /^(input|select|textarea)$/.test(tagOf(el)) || el.isContentEditable === true;

/** The page as it is at the press: a moment later it may show the answer. */
const describeNow = () => {
  try {
    return describe();
  } catch {
    return null;
  }
};

/** From here on, a person works in this page. Reported before the page hears of the click. */
const armHandOver = (refs = []) => {
  if (handOver) {
    for (const r of refs) handOver.refs.add(r);
    return true;
  }
  handOver = { refs: new Set(refs), touched: new Set(), at: -Infinity };
  const report = (el, how) => {
    // A click on a submit button is followed by the form's own event: one report for both.
    if (performance.now() - handOver.at < 1000) return;
    handOver.at = performance.now();
    const page = describeNow();
    const pressed = el && closest(el, (e) => numbers.has(e));
    try {
      globalThis.chrome?.runtime
        ?.sendMessage({
          kind: "staff_pressed",
          r: pressed ? numbers.get(pressed) : null,
          how,
          touched: [...handOver.touched].map((t) => numbers.get(t)).filter(Boolean),
          page,
        })
        ?.catch?.(() => {});
    } catch {
      /* the extension was reloaded */
    }
  };
  const submits = (e) =>
    ((tagOf(e) === "button" && e.type === "submit") ||
      (tagOf(e) === "input" && (e.type === "submit" || e.type === "image"))) &&
    Boolean(e.form);
  // What the person does themselves; what the page does about it tells nothing of what they meant.
  const touch = (e) => {
    if (!e.isTrusted) return;
    for (const n of e.composedPath()) if (isElement(n) && (numbers.has(n) || isEntry(n))) handOver.touched.add(n);
  };
  for (const type of ["input", "change", "click"]) addEventListener(type, touch, true);
  addEventListener(
    "click",
    (e) => {
      if (!e.isTrusted) return;
      const el = e.composedPath().find((n) => isElement(n) && (submits(n) || handOver.refs.has(numbers.get(n))));
      if (el) report(el, "click");
    },
    true,
  );
  addEventListener("submit", (e) => e.isTrusted && !ownPress && report(e.submitter ?? e.target, "submit"), true);
  return true;
};
