// A person takes over.

let handOver = null;

/** From here on, a person works in this page. Reported before the page hears of the click. */
const armHandOver = (refs = []) => {
  if (handOver) {
    for (const r of refs) handOver.refs.add(r);
    return true;
  }
  handOver = { refs: new Set(refs), at: -Infinity };
  const report = (el, how) => {
    // A click on a submit button is followed by the form's own event: one report for both.
    if (performance.now() - handOver.at < 1000) return;
    handOver.at = performance.now();
    try {
      globalThis.chrome?.runtime
        ?.sendMessage({
          kind: "staff_pressed",
          r: numbers.get(el) ?? null,
          text: el ? folded(el.innerText || el.value, 200) : "",
          how,
          url: location.href,
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
