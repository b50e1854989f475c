// What every other part uses: folding of text, attributes, handles, the tree with its shadow roots.

const fold = (s) =>
  String(s ?? "")
    .replace(/[\s\u00a0\u200b\ufeff]+/g, " ")
    .trim();
const cut = (s, n) => (s.length <= n ? s : s.slice(0, n));
const folded = (s, n) => cut(fold(s), n);

/**
 * The tree's own words. A form answers for its fields first, so one named "getAttribute" or "children" hides what every element
 * has: whatever may be a form is asked through these.
 */
const word = (of, name) => Object.getOwnPropertyDescriptor(of.prototype, name).get;
const verb = (of, name) => of.prototype[name];
const [localName, idAttribute, shadowRoot] = ["localName", "id", "shadowRoot"].map((name) => word(Element, name));
const [firstElement, nextElement, previousElement] = ["firstElementChild", "nextElementSibling", "previousElementSibling"].map((name) => word(Element, name));
const [parentElement, parentNode, firstChild, nextSibling, childNodes] = [
  "parentElement",
  "parentNode",
  "firstChild",
  "nextSibling",
  "childNodes",
].map((name) => word(Node, name));
const [getAttribute, hasAttribute, hasAttributes, getBox, queryAll] = [
  "getAttribute",
  "hasAttribute",
  "hasAttributes",
  "getBoundingClientRect",
  "querySelectorAll",
].map((name) => verb(Element, name));
const [nodeContains, getRoot] = ["contains", "getRootNode"].map((name) => verb(Node, name));

const attr = (el, name) => getAttribute.call(el, name) ?? "";
const has = (el, name) => hasAttribute.call(el, name);
const tagOf = (el) => localName.call(el);
const idOf = (el) => idAttribute.call(el);
const boxOf = (el) => getBox.call(el);
const rootOf = (el) => getRoot.call(el);
const contains = (el, other) => nodeContains.call(el, other);
const all = (el, css) => [...queryAll.call(el, css)];
const hasClass = (el, name) => ` ${attr(el, "class").replace(/\s/g, " ")} `.includes(` ${name} `);
const classesOf = (el) => folded(attr(el, "class"), 300);
const roleOf = (el) => {
  const role = getAttribute.call(el, "role");
  return role ? role.trim().toLowerCase().split(/\s+/)[0] : "";
};
/** Options read of one list: all the trades or towns a list that a person can use has. */
const MOST_OPTIONS = 2500;
const number = (s) => (/^\d+$/.test(s) ? Number(s) : null);
const round = (n) => Math.round(n * 10) / 10;
const isElement = (n) => n instanceof Element || n?.nodeType === Node.ELEMENT_NODE;
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
  /^(i|span)$/.test(tagOf(el)) &&
  attr(el, "aria-hidden") === "true" &&
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
  const open = shadowRoot.call(el);
  if (open) return open;
  if (!tagOf(el).includes("-")) return null;
  try {
    return globalThis.chrome?.dom?.openOrClosedShadowRoot?.(el) ?? null;
  } catch {
    return null;
  }
};
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
  const root = rootOf(el);
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
  const slotted = tagOf(el) === "slot" ? el.assignedNodes() : [];
  return slotted.length ? slotted : childNodes.call(el);
};
/** The document inside an iframe, when it is of the same origin. */
const innerDocument = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
};
