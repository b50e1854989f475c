// What appears around a press, and the press itself.

let changedAt = performance.now();
let watch = null;
const dialogs = [];

/** Visible texts under a node, one per block. */
const blockTexts = (root, limit = 400) => {
  const blocks = new Map();
  const look = (node) => {
    if (blocks.size > limit) return;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!hasWord(node.data)) return;
      let block = node.parentElement ?? node.parentNode?.host;
      while (block && getComputedStyle(block).display.startsWith("inline")) {
        const up = parentOf(block);
        if (!up) break;
        block = up;
      }
      if (block && !blocks.has(block)) blocks.set(block, null);
      return;
    }
    if (isElement(node)) {
      const tag = tagOf(node);
      if (isIcon(node)) return;
      if (OPAQUE.has(tag) || tag === "select" || tag === "textarea" || tag === "option" || node.isContentEditable === true) return;
      const s = shadowOf(node);
      if (s) look(s);
    }
    for (const k of childNodes.call(node)) look(k);
  };
  look(root);
  const out = [];
  for (const b of blocks.keys()) {
    if (!canBeSeen(b)) continue;
    const text = folded(ownText(b), 400);
    if (text) out.push(text);
  }
  return out;
};
/** A block's text without that of the blocks in it. */
const ownText = (block) => {
  let out = "";
  const go = (n) => {
    if (n.nodeType === Node.TEXT_NODE) out += n.data;
    else if (isElement(n)) {
      if (isIcon(n) || OPAQUE.has(tagOf(n)) || tagOf(n) === "select" || tagOf(n) === "textarea") return;
      if (tagOf(n) === "br") return void (out += " ");
      const display = getComputedStyle(n).display;
      if (display === "none" || !(display.startsWith("inline") || display === "contents")) return void (out += " ");
      for (const k of childNodes.call(n)) go(k);
    }
  };
  for (const k of childNodes.call(shadowRoot.call(block) ?? block)) go(k);
  return out;
};

const noteTexts = (root) => {
  for (const t of blockTexts(root)) {
    if (watch.known.has(t)) continue;
    watch.known.add(t);
    if (watch.appeared.length < 300) watch.appeared.push(t);
  }
};

const LOOKS = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["class", "style", "hidden", "open", "disabled", "aria-hidden", "aria-invalid", "aria-busy"],
};
const observer = new MutationObserver((records) => {
  let real = false;
  const roots = new Set();
  for (const m of records) {
    // A clock or a carousel that restyles itself is no sign that the page still works on something.
    if (m.type !== "attributes" || m.attributeName !== "style") real = true;
    if (!watch) continue;
    if (m.type === "childList") {
      for (const n of m.addedNodes) if (n.isConnected) roots.add(isElement(n) ? n : n.parentNode);
      for (const n of m.addedNodes) if (isElement(n)) observeShadows(n);
    } else if (m.target.isConnected) roots.add(m.type === "characterData" ? m.target.parentNode : m.target);
  }
  if (real) changedAt = performance.now();
  if (!watch || roots.size === 0) return;
  // A change all over the page is read at the next `seen` anyway.
  let n = 0;
  for (const root of roots) {
    if (!root?.isConnected || n++ > 60 || root === document.body || root === document.documentElement) continue;
    noteTexts(root);
  }
});
const observeShadows = (root) => {
  const own = isElement(root) ? shadowOf(root) : null;
  if (own) observer.observe(own, LOOKS);
  for (const e of root.querySelectorAll("*")) {
    const s = shadowOf(e);
    if (s) {
      observer.observe(s, LOOKS);
      observeShadows(s);
    }
  }
};
observer.observe(document, LOOKS);

const arm = () => {
  measurePage();
  dialogs.length = 0;
  watch = { known: new Set(document.body ? blockTexts(document.body, 5000) : []), appeared: [] };
  observeShadows(document);
  return true;
};

const seen = async () => {
  const still = await isStill();
  measurePage();
  if (watch && document.body)
    for (const t of blockTexts(document.body, 5000)) {
      if (watch.known.has(t)) continue;
      watch.known.add(t);
      if (watch.appeared.length < 300) watch.appeared.push(t);
    }
  return {
    appeared: watch ? [...watch.appeared] : [],
    dialogs: [...dialogs],
    quiet_ms: quiet(),
    still,
    url: location.href,
    armed: watch !== null,
  };
};

const quiet = () => Math.round(performance.now() - changedAt);

/** AutoBolt presses right now: the form's event that follows is no person's. */
let ownPress = false;

const press = (r) => {
  const el = elementOf(r);
  if (!el) return refuse("gone");
  if (isDisabled(el)) return refuse("disabled");
  answerHere(el);
  bring(el);
  focusOn(el);
  ownPress = true;
  el.click();
  ownPress = false;
  return done;
};
/** An answer in a new tab could not be read: it is wanted where the form is. */
const answerHere = (el) => {
  const elsewhere = (name) =>
    name && !/^_(self|parent|top)$/i.test(name) && !document.querySelector(`iframe[name="${CSS.escape(name)}"]`);
  if (el.form && elsewhere(attr(el.form, "target"))) el.form.setAttribute("target", "_self");
  if (elsewhere(attr(el, "formtarget"))) el.setAttribute("formtarget", "_self");
  if (tagOf(el) === "a" && elsewhere(attr(el, "target"))) el.setAttribute("target", "_self");
};

// `dialogs.js` tells of the page's alerts.
document.addEventListener("autobolt-dialog", (e) => {
  try {
    const d = JSON.parse(e.detail);
    if (dialogs.length < 20 && /^(alert|confirm|prompt)$/.test(d.kind))
      dialogs.push({ kind: d.kind, text: folded(d.text, 600) });
  } catch {
    /* not ours */
  }
});
