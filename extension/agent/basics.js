// What every other part uses: folding of text, attributes, handles, the tree with its shadow roots.

const fold = (s) =>
  String(s ?? "")
    .replace(/[\s\u00a0\u200b\ufeff]+/g, " ")
    .trim();
const cut = (s, n) => (s.length <= n ? s : s.slice(0, n));
const folded = (s, n) => cut(fold(s), n);
const attr = (el, name) => el.getAttribute(name) ?? "";
const tagOf = (el) => el.localName;
const classesOf = (el) => folded(attr(el, "class"), 300);
const roleOf = (el) => {
  const role = el.getAttribute("role");
  return role ? role.trim().toLowerCase().split(/\s+/)[0] : "";
};
/** Options read of one list: all the trades or towns a list that a person can use has. */
const MOST_OPTIONS = 2500;
const number = (s) => (/^\d+$/.test(s) ? Number(s) : null);
const round = (n) => Math.round(n * 10) / 10;
const isElement = (n) => n?.nodeType === Node.ELEMENT_NODE;
const hasWord = (s) => /[\p{L}\p{N}]/u.test(s);

/** Elements whose content is not text a person reads. */
const OPAQUE = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "canvas",
  "math",
  "object",
  "embed",
  "video",
  "audio",
  "head",
]);

/** A letter or ligature that a font draws as a picture. */
const isIcon = (el) =>
  /^(i|span)$/.test(el.localName) &&
  el.getAttribute("aria-hidden") === "true" &&
  /icon|material-symbols/i.test(attr(el, "class"));

/** Handles. */
const numbers = new WeakMap();
const elements = new Map();
let nextNumber = 1;
const refOf = (el) => {
  let r = numbers.get(el);
  if (r === undefined) {
    r = nextNumber++;
    numbers.set(el, r);
    elements.set(r, new WeakRef(el));
  }
  return r;
};
const elementOf = (r) => {
  const el = elements.get(r)?.deref();
  return el && el.isConnected ? el : null;
};

/** The shadow root, closed ones too where the extension may look into them. */
const shadowOf = (el) => {
  if (el.shadowRoot) return el.shadowRoot;
  if (!el.localName.includes("-")) return null;
  try {
    return globalThis.chrome?.dom?.openOrClosedShadowRoot?.(el) ?? null;
  } catch {
    return null;
  }
};
/** The tree's own word: a field named "parentElement" shadows its form's. */
const treeWord = (name) => Object.getOwnPropertyDescriptor(Node.prototype, name).get;
const parentElement = treeWord("parentElement");
const parentNode = treeWord("parentNode");
/** The parent, out of a shadow root to its host. */
const parentOf = (n) => {
  const parent = parentElement.call(n);
  if (parent) return parent;
  const node = parentNode.call(n);
  return node instanceof ShadowRoot ? node.host : null;
};
const closest = (el, test) => {
  for (let e = el; e; e = parentOf(e)) if (test(e)) return e;
  return null;
};
const byIds = (el, ids) => {
  const root = el.getRootNode();
  return fold(ids)
    .split(" ")
    .filter(Boolean)
    .map((id) => root.getElementById?.(id) ?? document.getElementById(id))
    .filter(Boolean);
};
/** The nodes drawn inside an element: its shadow tree where it has one, what is slotted where it is a slot. */
const drawnChildren = (el) => {
  const shadow = shadowOf(el);
  if (shadow) return shadow.childNodes;
  const slotted = el.localName === "slot" ? el.assignedNodes() : [];
  return slotted.length ? slotted : el.childNodes;
};
/** The document inside an iframe, when it is of the same origin. */
const innerDocument = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
};
