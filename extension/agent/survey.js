// One pass over the document.

/** One pass over the document: elements with their sight, texts, controls, forms. Kept only while describing. */
class Survey {
  constructor() {
    measurePage();
    this.order = 0;
    this.sights = new Map();
    this.orders = new Map();
    this.tokens = [];
    // Whether what comes next is a word apart from what came before, as a person sees it.
    this.gap = false;
    this.controls = [];
    this.forms = [];
    this.links = [];
    this.iframes = [];
    this.headings = [];
    this.labels = [];
    this.orphans = null;
    this.dialogs = [];
    this.popups = [];
    this.marked = [];
    this.entries = new Map();
    this.dataTable = new Map();
    this.hasModal = Boolean(
      document.querySelector("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [role=listbox]"),
    );
    // Component libraries hide the rest of the page from screen readers while something modal is open: a person sees it still.
    this.modal = (el) => has(el, "data-aria-hidden") || (this.hasModal && parentElement.call(el) === document.body);
    const body = document.body;
    if (body) {
      const root = new Sight(document.documentElement, null, this.modal);
      this.sights.set(document.documentElement, root);
      this.walk(body, root, { block: body, region: "", inControl: false, inRich: false, shadow: false });
    }
    for (const c of this.controls) {
      if (!ENTRY.has(c.kind)) continue;
      for (let e = c.el; e; e = parentOf(e)) this.entries.set(e, (this.entries.get(e) ?? 0) + 1);
    }
  }

  walk(el, up, context) {
    const tag = tagOf(el);
    const order = ++this.order;
    const sight = new Sight(el, up, this.modal);
    this.sights.set(el, sight);
    this.orders.set(el, order);
    this.note(el, tag);
    const apart = tag === "br" || !/^(inline|contents|none|)$/.test(sight.display);
    if (apart) this.gap = true;
    this.walkInto(el, tag, order, sight, context);
    if (apart) this.gap = true;
  }

  walkInto(el, tag, order, sight, context) {
    if (OPAQUE.has(tag) || isIcon(el)) return;

    const c = Object.create(null);
    c.block = sight.inline ? context.block : el;
    c.region = tag === "nav" || tag === "header" || tag === "footer" ? tag : context.region;
    c.inControl = context.inControl;
    c.inRich = context.inRich;
    c.shadow = context.shadow;
    let kind = kindOf(el);
    if (kind === "clickable")
      kind = sight.style.cursor === "pointer" && !el.querySelector("input,select,textarea,button,a[href]") ? "button" : "";
    if (kind === "rich_text" && c.inRich) kind = "";
    if (kind && c.inRich && kind !== "button") kind = "";
    if (kind) {
      this.controls.push({ el, kind, order, sight, shadow: c.shadow, at: this.tokens.length });
      c.inControl = true;
      if (kind === "rich_text") c.inRich = true;
    }
    if (tag === "form") this.forms.push({ el, order, sight });
    else if (tag === "a" && has(el, "href") && !kind) this.links.push({ el, order, sight, region: c.region });
    else if (tag === "iframe" || tag === "frame") this.iframes.push({ el, order, sight });
    else if (tag === "label") this.labels.push({ el, order, at: this.tokens.length });
    else if (/^h[1-6]$/.test(tag) || roleOf(el) === "heading") this.headings.push({ el, order, sight });
    if (tag === "option" || tag === "optgroup" || tag === "datalist" || tag === "iframe") return;

    if (tag === "textarea" || tag === "select") return;
    const shadow = shadowOf(el);
    if (!shadow) {
      const slotted = tag === "slot" ? el.assignedNodes() : [];
      // What a page puts into a component is seen where the component has its slot.
      if (slotted.length)
        for (const n of slotted) this.visit(n, sight, { ...c, shadow: rootOf(n) instanceof ShadowRoot });
      else for (let n = firstChild.call(el); n; n = nextSibling.call(n)) this.visit(n, sight, c);
      return;
    }
    for (const n of shadow.childNodes) this.visit(n, sight, { ...c, shadow: true });
    // The rest of its children is not drawn, but may hold the values that are sent.
    for (let n = firstElement.call(el); n; n = nextElement.call(n)) if (!this.orders.has(n)) this.walk(n, sight, c);
  }

  visit(n, sight, context) {
    if (isElement(n)) this.walk(n, sight, context);
    else if (n.nodeType === Node.TEXT_NODE) {
      if (/^\s*$/.test(n.data)) {
        if (n.data) this.gap = true;
        return;
      }
      this.tokens.push({
        text: n.data,
        gap: this.gap,
        order: this.order,
        sight,
        block: context.block,
        inControl: context.inControl,
        el: sight.el,
      });
      this.gap = false;
    }
  }

  /** Remembers what is looked up later: dialogs, popups, marks. */
  note(el, tag) {
    if (!hasAttributes.call(el) && !tag.includes("-")) return;
    const role = roleOf(el);
    if (tag === "dialog" ? el.open : role === "dialog" || role === "alertdialog" || attr(el, "aria-modal") === "true")
      this.dialogs.push(el);
    if (POPUP_ROLES.has(role) || POPUP_CLASS.test(attr(el, "class"))) this.popups.push(el);
    if (
      MARK.test(attr(el, "class")) ||
      MARK.test(attr(el, "id")) ||
      has(el, "data-sitekey") ||
      ((tag === "iframe" || tag === "script") && MARK.test(attr(el, "src"))) ||
      (tag.includes("-") && MARK.test(tag))
    )
      this.marked.push(el);
  }

  /** How many texts stand before an element. */
  textsBefore(el) {
    const order = this.orders.get(el) ?? 0;
    const at = this.tokens.findIndex((t) => t.order >= order);
    return at < 0 ? this.tokens.length : at;
  }

  sight(el) {
    let s = this.sights.get(el);
    if (!s) {
      const up = parentOf(el);
      s = new Sight(el, up ? this.sight(up) : null, this.modal);
      this.sights.set(el, s);
    }
    return s;
  }

  /** Text of an element as a person reads it: without controls' text, without what is hidden (unless all of it is). */
  text(el, { controls = false } = {}) {
    const hidden = this.sight(el).down === "display";
    const parts = [];
    const go = (n) => {
      if (n.nodeType === Node.TEXT_NODE) return void parts.push(n.data);
      if (!isElement(n)) return;
      const tag = tagOf(n);
      if (OPAQUE.has(tag)) {
        if (tag === "svg") parts.push(" ", n.querySelector("title")?.textContent ?? "", " ");
        return;
      }
      if (tag === "br") return void parts.push(" ");
      if (n !== el) {
        if (isIcon(n)) return;
        if (!hidden && this.sight(n).down === "display") return;
        if (tag === "select" || tag === "textarea" || tag === "option" || tag === "datalist") return;
        if (!controls && kindOf(n) && kindOf(n) !== "clickable") return;
      }
      if (tag === "img") parts.push(" ", attr(n, "alt"), " ");
      const gap = !this.sight(n).inline || this.sight(n).display !== "inline";
      if (gap) parts.push(" ");
      // Set apart by style alone: `Tagline<span class="ml-2">max. 60</span>`. One letter may be an access key's mark.
      const seam = !gap && n.textContent.length > 1 ? SEAM : "";
      parts.push(seam);
      for (const k of drawnChildren(n)) go(k);
      parts.push(gap ? " " : seam);
    };
    go(el);
    return fold(parts.join("").replace(SEAMS, "$1 ").replaceAll(SEAM, ""));
  }
}

/** Where an inline element begins or ends; between two words it reads as a blank. */
const SEAM = "\u0001";
const SEAMS = /([\p{L}\p{N}])\u0001+(?=[\p{L}\p{N}])/gu;
const POPUP_ROLES = new Set(["listbox", "menu", "tree", "grid"]);
const POPUP_CLASS =
  /select2-dropdown|select2-results|choices__list--dropdown|ts-dropdown|selectize-dropdown|chosen-drop|ant-select-dropdown|autocomplete-(results|suggestions|list|items)|suggestions?(-list)?$|pac-container|ui-autocomplete|dropdown-menu|vs__dropdown-menu|multiselect__content|el-select-dropdown|ss-content|tt-menu|p-dropdown-panel/i;
const MARK =
  /captcha|turnstile|hcaptcha|arkose|funcaptcha|geetest|friendly-challenge|frc-|cf-chl|cf-challenge|challenge-(platform|form|running)|datadome|px-captcha|altcha|perimeterx|awswaf|tox-tinymce|mce-tinymce|ql-container|ck-editor$|EasyMDE|CodeMirror$/i;
