// Whether a person could see an element, and if not, why.

/**
 * How one element stands with respect to being seen: `why` it is not (empty: it is), and what it hands down to its children.
 * Layout is only read, never changed, so the browser computes it once for a whole description.
 */
class Sight {
  constructor(el, up, modal) {
    // Each property costs a microsecond, and pages have thousands of elements: what few need is read when it is needed.
    const style = getComputedStyle(el);
    this.el = el;
    this.up = up;
    this.style = style;
    this.display = style.display;
    this.inline = this.display.startsWith("inline") || this.display === "contents";
    this.down = up ? up.down : "";
    this.ariaHidden = Boolean(up?.ariaHidden) || (getAttribute.call(el, "aria-hidden") === "true" && !modal(el));
    this.clip = null;
    this.positionedClip = null;
    // An element that is in no slot has no style at all.
    if (this.down !== "display" && (this.display === "none" || this.display === "")) this.down = "display";
    if (this.down === "display") {
      this.position = "static";
      return;
    }
    this.position = style.position;
    const away = this.position === "absolute" || this.position === "fixed";
    if (this.down === "") {
      if (Number(style.opacity) < 0.03) this.down = "opacity";
      else if (up && tagOf(up.el) === "details" && !up.el.open && tagOf(el) !== "summary") this.down = "details_closed";
      else if (away && Sight.clippedAway(style)) this.down = "clipped";
    }
    if (up) {
      this.positionedClip = up.positionedClip;
      this.clip = this.position === "fixed" ? null : this.position === "absolute" ? up.positionedClip : up.clip;
    }
    const root = el === document.body || el === document.documentElement;
    if (!root && this.display !== "inline" && /hidden|clip/.test(style.overflow))
      this.clip = this.clip ? intersect(this.clip, this.rect) : this.rect;
    if (this.clip !== this.positionedClip && (this.position !== "static" || style.transform !== "none"))
      this.positionedClip = this.clip;
  }

  /** `clip` and `clip-path` as the "screen readers only" recipes use them. */
  static clippedAway(style) {
    const m = /^rect\(([^)]*)\)$/.exec(style.clip);
    if (m) {
      const [top, right, bottom, left] = m[1].split(/[ ,]+/).map(parseFloat);
      if (right - left <= 1 || bottom - top <= 1) return true;
    }
    const path = style.clipPath;
    return path !== "none" && /^(inset\((5\d|[6-9]\d|100)(\.\d+)?%|circle\(0)/.test(path);
  }

  get rect() {
    if (this.box === undefined) {
      const r = boxOf(this.el);
      const { x, y } = reachable;
      this.box = { left: r.left + x, top: r.top + y, right: r.right + x, bottom: r.bottom + y };
    }
    return this.box;
  }

  /** Why a person cannot see it; empty when one can. */
  get why() {
    if (this.reason === undefined) this.reason = this.find();
    return this.reason;
  }

  find() {
    if (this.down) return this.down;
    if (this.style.visibility !== "visible") return "visibility";
    if (this.display === "contents") return "";
    // Words within a line are where their line is.
    if (
      this.display === "inline" &&
      this.up?.seen &&
      this.position === "static" &&
      this.up.display !== "contents" &&
      !isReplaced(this.el)
    )
      return "";
    const r = this.rect;
    const [w, h] = [r.right - r.left, r.bottom - r.top];
    if (w <= 1 || h <= 1 || this.style.fontSize === "0px") return "size";
    if (r.right <= 0 || r.bottom <= 0 || r.left >= reachable.width) return "off_screen";
    if (this.clip) {
      const c = intersect(this.clip, r);
      if (c.right - c.left <= 1 || c.bottom - c.top <= 1) return "clipped";
    }
    return "";
  }

  get seen() {
    return this.why === "";
  }
}

const isReplaced = (el) => /^(img|iframe|input|textarea|select|button|video|canvas|svg|object|embed)$/.test(tagOf(el));

const intersect = (a, b) => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** How far to the right one can scroll, and how far the page is scrolled now. */
let reachable = { width: 0, x: 0, y: 0 };
const measurePage = () => {
  const root = document.documentElement;
  const fixed = [root, document.body].some((e) => e && /hidden|clip/.test(getComputedStyle(e).overflowX));
  reachable = { width: fixed ? root.clientWidth : Math.max(root.scrollWidth, root.clientWidth), x: scrollX, y: scrollY };
};

const checkVisibility = verb(Element, "checkVisibility");

/** Quick answer for single elements outside a description. */
const canBeSeen = (el) => {
  if (!checkVisibility.call(el, { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
  const chain = [];
  for (let e = el; e; e = parentOf(e)) chain.push(e);
  let sight = null;
  for (const e of chain.reverse()) sight = new Sight(e, sight, () => true);
  return sight.seen;
};
