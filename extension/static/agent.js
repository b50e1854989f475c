// The page agent: AutoBolt's eyes and hands in one document. It decides nothing.
//
// Injected into the isolated world, so the page sees neither its globals nor its functions. Everything that goes in or out is
// plain JSON, formed as `extension/src/forms/snapshot.rs` and `action.rs` say. It is JavaScript because a page whose policy
// restricts scripts refuses to compile WebAssembly, even here.
//
//   describe()            what a person could see and use           → FrameSnapshot without the driver's ids
//   act(ops)              sets, ticks, opens; never submits         → promise of ActResult[]
//   read(refs)            what controls hold now                    → Held[]
//   arm()                 starts watching for texts, before a press
//   press(r)              one click                                 → ActResult
//   seen()                since `arm`                               → {appeared, dialogs, quiet_ms, url, armed}
//   quiet()               milliseconds since the document changed
//   arm_hand_over(refs?)  tells the extension when a person presses a submit button (or one of `refs`)
//
// Handles (`r`) are numbers; an element keeps its own as long as the document lives.
(() => {
  "use strict";
  if (globalThis.__autobolt) return;

  // ---------------------------------------------------------------------------------------------------------------- basics

  const fold = (s) => String(s ?? "").replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim();
  const cut = (s, n) => (s.length <= n ? s : s.slice(0, n));
  const folded = (s, n) => cut(fold(s), n);
  const attr = (el, name) => el.getAttribute(name) ?? "";
  const tagOf = (el) => el.localName;
  const classesOf = (el) => folded(attr(el, "class"), 300);
  const roleOf = (el) => {
    const role = el.getAttribute("role");
    return role ? role.trim().toLowerCase().split(/\s+/)[0] : "";
  };
  const number = (s) => (/^\d+$/.test(s) ? Number(s) : null);
  const round = (n) => Math.round(n * 10) / 10;
  const isElement = (n) => n?.nodeType === Node.ELEMENT_NODE;
  const hasWord = (s) => /[\p{L}\p{N}]/u.test(s);

  /** Elements whose content is not text a person reads. */
  const OPAQUE = new Set(["script", "style", "noscript", "template", "svg", "canvas", "math", "object", "embed", "video", "audio", "head"]);

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
  /** The parent, out of a shadow root to its host. */
  const parentOf = (n) => n.parentElement ?? (n.parentNode instanceof ShadowRoot ? n.parentNode.host : null);
  const closest = (el, test) => {
    for (let e = el; e; e = parentOf(e)) if (test(e)) return e;
    return null;
  };
  const byIds = (el, ids) => {
    const root = el.getRootNode();
    return fold(ids).split(" ").filter(Boolean).map((id) => root.getElementById?.(id) ?? document.getElementById(id)).filter(Boolean);
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

  // ------------------------------------------------------------------------------------------------------------ visibility

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
      this.ariaHidden = Boolean(up?.ariaHidden) || (el.getAttribute("aria-hidden") === "true" && !modal(el));
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
      if (!root && this.display !== "inline" && /hidden|clip/.test(style.overflow)) this.clip = this.clip ? intersect(this.clip, this.rect) : this.rect;
      if (this.clip !== this.positionedClip && (this.position !== "static" || style.transform !== "none")) this.positionedClip = this.clip;
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
        const r = this.el.getBoundingClientRect();
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
      if (this.display === "inline" && this.up?.seen && this.position === "static" && this.up.display !== "contents" && !isReplaced(this.el)) return "";
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

  /** Quick answer for single elements outside a description. */
  const canBeSeen = (el) => {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false })) return false;
    const chain = [];
    for (let e = el; e; e = parentOf(e)) chain.push(e);
    let sight = null;
    for (const e of chain.reverse()) sight = new Sight(e, sight, () => true);
    return sight.seen;
  };

  // -------------------------------------------------------------------------------------------------------------- controls

  const TEXTLIKE = new Set(["text", "search", "email", "url", "tel", "number", "date", "datetime-local", "month", "week", "time"]);
  const BUTTONS = new Set(["submit", "button", "image", "reset"]);
  const BUTTON_CLASS = /(^|[\s_-])(btn|button)([\s_-]|$)/i;

  /** Marks of rich-text editors: what to look for on the editable element or around it, and what to call it. */
  const EDITORS = [
    ["quill", ".ql-editor"],
    ["ckeditor5", ".ck-editor__editable"],
    ["ckeditor4", ".cke_editable"],
    ["tinymce", ".mce-content-body"],
    ["trix", "trix-editor"],
    ["prosemirror", ".ProseMirror"],
    ["codemirror6", ".cm-content"],
    ["lexical", "[data-lexical-editor]"],
    ["slate", "[data-slate-editor]"],
    ["draft", ".public-DraftEditor-content"],
    ["froala", ".fr-element"],
    ["summernote", ".note-editable"],
    ["jodit", ".jodit-wysiwyg"],
    ["redactor", ".redactor-editor, .redactor-styles"],
    ["trumbowyg", ".trumbowyg-editor"],
    ["medium", ".medium-editor-element"],
    ["editorjs", ".ce-block__content [contenteditable]"],
  ];
  const editorOf = (el) => EDITORS.find(([, css]) => el.matches(css))?.[0] ?? "contenteditable";

  /** An iframe whose whole document is an editor, and its name. */
  const frameEditor = (frame) => {
    const inner = innerDocument(frame);
    const body = inner?.body;
    if (!body || !(body.isContentEditable || inner.designMode === "on")) return "";
    if (body.classList.contains("mce-content-body") || body.id === "tinymce") return "tinymce";
    if (body.classList.contains("cke_editable") || frame.classList.contains("cke_wysiwyg_frame")) return "ckeditor4";
    return "iframe";
  };

  /** This document is itself such an editor: the parent reports and fills it. */
  const isEditorDocument = () => {
    try {
      return Boolean(window.frameElement && frameEditor(window.frameElement));
    } catch {
      return false;
    }
  };

  const isEditingHost = (el) => {
    const v = el.getAttribute("contenteditable");
    return v !== null && v !== "false" && el.isContentEditable;
  };

  const NATIVE = new Set(["input", "textarea", "select", "button", "iframe", "a"]);

  /** What a person would take the element for; empty when it is no control. */
  const kindOf = (el) => {
    const tag = tagOf(el);
    // Without an attribute only these are controls.
    if (!el.hasAttributes() && !NATIVE.has(tag)) return "";
    const role = roleOf(el);
    switch (tag) {
      case "input":
        if (el.type === "hidden") return "hidden";
        if (el.type === "checkbox" || el.type === "radio" || el.type === "file" || el.type === "password") return el.type;
        if (BUTTONS.has(el.type)) return "button";
        if (role === "combobox") return "combobox";
        return TEXTLIKE.has(el.type) ? "text" : "other";
      case "textarea":
        return "text_area";
      case "select":
        return "select";
      case "iframe":
        return frameEditor(el) ? "rich_text" : "";
    }
    if (el.classList.contains("CodeMirror")) return "rich_text";
    if (el.classList.contains("tagify__input")) return "combobox";
    if (isEditingHost(el) || tag === "trix-editor") return "rich_text";
    switch (role) {
      case "combobox":
        return "combobox";
      case "checkbox":
      case "switch":
      case "menuitemcheckbox":
        return "checkbox";
      case "radio":
      case "menuitemradio":
        return "radio";
      case "option":
        return "option";
      case "slider":
      case "spinbutton":
        return "other";
    }
    const opensList = attr(el, "aria-haspopup") === "listbox";
    if (opensList && (tag === "button" || role === "button" || el.hasAttribute("tabindex"))) return "combobox";
    if (tag === "button" || role === "button") return "button";
    if (tag === "a") {
      const href = attr(el, "href").trim();
      const acts = /^(javascript:|#$)/i.test(href) || (!href && (el.hasAttribute("onclick") || BUTTON_CLASS.test(attr(el, "class"))));
      return acts ? "button" : "";
    }
    if ((tag === "div" || tag === "span") && (el.hasAttribute("onclick") || BUTTON_CLASS.test(attr(el, "class")))) return "clickable";
    return "";
  };
  const ENTRY = new Set(["text", "text_area", "select", "checkbox", "radio", "file", "combobox", "rich_text", "password", "other"]);

  /** Stand-ins that libraries put in front of a native select. */
  const SELECT_BOX = /select2-container|\bchoices\b|ts-wrapper|ts-control|selectize-control|chosen-container|nice-select|bootstrap-select|\bss-main\b|SumoSelect|ms-parent|multiselect|custom-select|jcf-select|selectric|dropdown|select-(box|styled|wrapper|trigger)/i;

  // ------------------------------------------------------------------------------------------------------------ the survey

  /** One pass over the document: elements with their sight, texts, controls, forms. Kept only while describing. */
  class Survey {
    constructor() {
      measurePage();
      this.order = 0;
      this.sights = new Map();
      this.orders = new Map();
      this.tokens = [];
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
      this.hasModal = Boolean(document.querySelector("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [role=listbox]"));
      // Component libraries hide the rest of the page from screen readers while something modal is open: a person sees it still.
      this.modal = (el) => el.hasAttribute("data-aria-hidden") || (this.hasModal && el.parentElement === document.body);
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
      if (OPAQUE.has(tag)) return;

      const c = Object.create(null);
      c.block = sight.inline ? context.block : el;
      c.region = tag === "nav" || tag === "header" || tag === "footer" ? tag : context.region;
      c.inControl = context.inControl;
      c.inRich = context.inRich;
      c.shadow = context.shadow;
      let kind = kindOf(el);
      if (kind === "clickable") kind = sight.style.cursor === "pointer" && !el.querySelector("input,select,textarea,button,a[href]") ? "button" : "";
      if (kind === "rich_text" && c.inRich) kind = "";
      if (kind && c.inRich && kind !== "button") kind = "";
      if (kind) {
        this.controls.push({ el, kind, order, sight, shadow: c.shadow, at: this.tokens.length });
        c.inControl = true;
        if (kind === "rich_text") c.inRich = true;
      }
      if (tag === "form") this.forms.push({ el, order, sight });
      else if (tag === "a" && el.hasAttribute("href") && !kind) this.links.push({ el, order, sight, region: c.region });
      else if (tag === "iframe" || tag === "frame") this.iframes.push({ el, order, sight });
      else if (tag === "label") this.labels.push({ el, order, at: this.tokens.length });
      else if (/^h[1-6]$/.test(tag) || roleOf(el) === "heading") this.headings.push({ el, order, sight });
      if (tag === "option" || tag === "optgroup" || tag === "datalist" || tag === "iframe") return;

      if (tag === "textarea" || tag === "select") return;
      const shadow = shadowOf(el);
      if (!shadow) {
        const slotted = tag === "slot" ? el.assignedNodes() : [];
        // What a page puts into a component is seen where the component has its slot.
        if (slotted.length) for (const n of slotted) this.visit(n, sight, { ...c, shadow: n.getRootNode() instanceof ShadowRoot });
        else for (let n = el.firstChild; n; n = n.nextSibling) this.visit(n, sight, c);
        return;
      }
      for (const n of shadow.childNodes) this.visit(n, sight, { ...c, shadow: true });
      // The rest of its children is not drawn, but may hold the values that are sent.
      for (const n of el.children) if (!this.orders.has(n)) this.walk(n, sight, c);
    }

    visit(n, sight, context) {
      if (n.nodeType === Node.ELEMENT_NODE) this.walk(n, sight, context);
      else if (n.nodeType === Node.TEXT_NODE && !/^\s*$/.test(n.data))
        this.tokens.push({ text: n.data, order: this.order, sight, block: context.block, inControl: context.inControl, el: sight.el });
    }

    /** Remembers what is looked up later: dialogs, popups, marks. */
    note(el, tag) {
      if (!el.hasAttributes() && !el.localName.includes("-")) return;
      const role = roleOf(el);
      if (tag === "dialog" ? el.open : role === "dialog" || role === "alertdialog" || attr(el, "aria-modal") === "true") this.dialogs.push(el);
      if (POPUP_ROLES.has(role) || POPUP_CLASS.test(attr(el, "class"))) this.popups.push(el);
      if (MARK.test(attr(el, "class")) || MARK.test(attr(el, "id")) || el.hasAttribute("data-sitekey") || ((tag === "iframe" || tag === "script") && MARK.test(attr(el, "src"))) || (el.localName.includes("-") && MARK.test(tag)))
        this.marked.push(el);
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
          if (!hidden && this.sight(n).down === "display") return;
          if (tag === "select" || tag === "textarea" || tag === "option" || tag === "datalist") return;
          if (!controls && kindOf(n) && kindOf(n) !== "clickable") return;
        }
        if (tag === "img") parts.push(" ", attr(n, "alt"), " ");
        const gap = !this.sight(n).inline || this.sight(n).display !== "inline";
        if (gap) parts.push(" ");
        for (const k of drawnChildren(n)) go(k);
        if (gap) parts.push(" ");
      };
      go(el);
      return fold(parts.join(""));
    }
  }

  const POPUP_ROLES = new Set(["listbox", "menu", "tree", "grid"]);
  const POPUP_CLASS = /select2-dropdown|select2-results|choices__list--dropdown|ts-dropdown|selectize-dropdown|chosen-drop|ant-select-dropdown|autocomplete-(results|suggestions|list|items)|suggestions?(-list)?$|pac-container|ui-autocomplete|dropdown-menu|vs__dropdown-menu|multiselect__content|el-select-dropdown|ss-content|tt-menu|p-dropdown-panel/i;
  const MARK = /captcha|turnstile|hcaptcha|arkose|funcaptcha|geetest|friendly-challenge|frc-|cf-chl|cf-challenge|challenge-(platform|form|running)|datadome|px-captcha|altcha|perimeterx|awswaf|tox-tinymce|mce-tinymce|ql-container|ck-editor$|EasyMDE|CodeMirror$/i;

  // ---------------------------------------------------------------------------------------------------------------- labels

  const ERROR_CLASS = /(^|[\s_-])(error|errors|invalid|danger|not-valid|validation|feedback|alert-danger|parsley|form-error|field-error|errormsg|errmsg)([\s_-]|$)|wpcf7-not-valid-tip|(error|invalid)(-?(text|message|msg|feedback|label|help))/i;
  const HELP_CLASS = /(^|[\s_-])(help|hint|desc|description|note|muted|tip|instructions?|helper|form-text|subtext|info)([\s_-]|$)/i;

  /** Finds the texts around controls, by route. */
  class Labeller {
    constructor(survey) {
      this.s = survey;
      this.entryList = survey.controls.filter((c) => ENTRY.has(c.kind));
      // Labels that lead to no control.
      this.orphans = survey.labels.filter((l) => !l.el.control);
    }

    say(els) {
      return folded(els.map((e) => this.s.text(e)).filter(Boolean).join(" "), 300);
    }

    /** All routes for one control; `stand` is the native control it stands for (a textarea behind an editor, a select behind a box). */
    labels(c, stand) {
      const el = c.el;
      const own = this.native(el);
      const of = stand ? this.native(stand) : null;
      const about = stand ?? el;
      const field = this.field(c, stand);
      const near = this.near(c, field);
      return {
        label_for: own.label_for || of?.label_for || "",
        // A box drawn by a script often carries its label as its own text.
        wrapping: own.wrapping || of?.wrapping || (c.kind === "checkbox" || c.kind === "radio" ? folded(this.s.text(el), 300) : ""),
        aria_label: folded(attr(el, "aria-label") || (stand ? attr(stand, "aria-label") : ""), 300),
        aria_labelledby: this.labelledBy(el, c) || (stand ? this.labelledBy(stand, c) : ""),
        description: this.description(about, field, el),
        legend: this.legend(c),
        ...this.cells(about),
        preceding: near.before,
        following: near.after,
        heading: this.heading(c),
        orphan_label: this.orphan(c, about, field),
        error: this.error(about, field, el),
      };
    }

    native(el) {
      let labels = [...(el.labels ?? [])];
      if (!el.labels && el.id) labels = this.s.labels.filter((l) => l.el.htmlFor === el.id).map((l) => l.el);
      const around = labels.filter((l) => l.contains(el));
      const outer = closest(el, (e) => tagOf(e) === "label");
      if (outer && !around.includes(outer) && !outer.htmlFor) around.push(outer);
      return { label_for: this.say(labels.filter((l) => !l.contains(el))), wrapping: this.say(around) };
    }

    labelledBy(el, c) {
      // A box that names its own shown value is not labelled by it.
      return this.say(byIds(el, attr(el, "aria-labelledby")).filter((e) => e !== el && !el.contains(e) && !c.el.contains(e)));
    }

    /** The largest element around the control that holds no other one to fill in. */
    field(c, stand) {
      const mine = new Set([c.el]);
      if (stand) mine.add(stand);
      let field = c.el;
      const count = (e) => {
        let n = this.s.entries.get(e) ?? 0;
        for (const m of mine) if (e === m || e.contains(m)) n -= this.s.entries.has(m) ? 1 : 0;
        return n;
      };
      // What is inside the control itself (the input in a combobox's box) is no other control.
      const inside = count(c.el);
      for (let e = parentOf(c.el); e && e !== document.body && tagOf(e) !== "form"; e = parentOf(e)) {
        if (count(e) - inside > 0) break;
        field = e;
      }
      return field;
    }

    /** Texts right before and right after, from the stream of texts and controls in document order. */
    near(c, field) {
      const tokens = this.s.tokens;
      let bound = parentOf(field) ?? field;
      const i = this.entryList.indexOf(c);
      const others = (o) => o && !c.el.contains(o.el) && !o.el.contains(c.el) && !field.contains(o.el);
      let p = i - 1;
      while (p >= 0 && !others(this.entryList[p])) p--;
      let n = i + 1;
      while (n < this.entryList.length && !others(this.entryList[n])) n++;
      const from = i < 0 || p < 0 ? 0 : this.entryList[p].at;
      const to = i < 0 || n >= this.entryList.length ? tokens.length : this.entryList[n].at;
      const box = c.kind === "combobox" ? boxAround(c.el) : null;
      const readable = (t) => !t.inControl && !box?.contains(t.el) && (t.sight.seen || (!c.sight.seen && c.sight.down === t.sight.down));
      const gather = (start, step, end, within) => {
        const found = [];
        let block = null;
        for (let k = start; step > 0 ? k < end : k >= end; k += step) {
          const t = tokens[k];
          if (!within.contains(t.el)) {
            if (found.length) break;
            continue;
          }
          if (c.el.contains(t.el) || !readable(t)) continue;
          if (block && t.block !== block && hasWord(found.join(""))) break;
          block = t.block;
          if (step > 0) found.push(t.text);
          else found.unshift(t.text);
        }
        return folded(found.join(" "), 300);
      };
      const inside = (root) => ({ contains: (e) => closest(e, (x) => x === root) !== null });
      const composed = inside(field);
      const wide = inside(bound);
      let before = gather(c.at - 1, -1, from, composed) || gather(c.at - 1, -1, from, wide);
      // Two fields under one label: the text stands further out, with nothing else between.
      for (let e = parentOf(bound), n = 0; !before && e && n < 3 && e !== document.body && !/^(form|td|tr|fieldset)$/.test(tagOf(bound)); bound = e, e = parentOf(e), n++) before = gather(c.at - 1, -1, from, inside(e));
      return {
        before,
        // What stands outside, after a field to type into, belongs to the next one.
        after: gather(c.at, 1, to, composed) || (c.kind === "checkbox" || c.kind === "radio" ? gather(c.at, 1, to, wide) : ""),
      };
    }

    description(el, field, box) {
      const own = boxAround(el);
      const named = byIds(el, attr(el, "aria-describedby")).filter((e) => !ERROR_CLASS.test(attr(e, "class")) && !own?.contains(e));
      const after = [];
      for (let e = box; e && e !== parentOf(field) && after.length === 0; e = parentOf(e)) {
        const n = e.nextElementSibling;
        if (n && !named.includes(n) && (tagOf(n) === "small" || HELP_CLASS.test(attr(n, "class"))) && !this.s.entries.get(n) && this.s.sight(n).seen) after.push(n);
        if (e === field) break;
      }
      if (named.length + after.length === 0 && /^(radio|checkbox)$/.test(el.type ?? "")) {
        // A plan's price stands in the next cell.
        const cell = closest(el, (e) => tagOf(e) === "td");
        for (let e = cell?.nextElementSibling; e && !this.s.entries.get(e); e = e.nextElementSibling) after.push(e);
      }
      return this.say([...named, ...after]);
    }

    legend(c) {
      for (let e = parentOf(c.el); e && e !== document.body; e = parentOf(e)) {
        if (tagOf(e) === "fieldset") {
          const l = [...e.children].find((k) => tagOf(k) === "legend");
          const text = l ? this.say([l]) : folded(attr(e, "aria-label"), 300) || this.say(byIds(e, attr(e, "aria-labelledby")));
          if (text) return text;
        }
        const role = roleOf(e);
        if (role === "group" || role === "radiogroup") {
          const text = folded(attr(e, "aria-label"), 300) || this.say(byIds(e, attr(e, "aria-labelledby")));
          if (text) return text;
        }
      }
      return this.groupLabel(c);
    }

    /** Radio buttons and tick boxes of one name without a legend: the text before the first of them. */
    groupLabel(c) {
      if (c.kind !== "radio" && c.kind !== "checkbox") return "";
      const name = attr(c.el, "name");
      const group = this.entryList.filter((o) => o.kind === c.kind && (name ? attr(o.el, "name") === name && o.el.form === c.el.form : o.kind === "radio" && parentOf(o.el) === parentOf(c.el)));
      if (group.length < 2) return "";
      let around = group[0].el;
      while (around && !group.every((g) => around.contains(g.el))) around = parentOf(around);
      if (!around) return "";
      let field = around;
      for (let e = around; e && e !== document.body && tagOf(e) !== "form"; e = parentOf(e)) {
        if ((this.s.entries.get(e) ?? 0) > group.length) break;
        field = e;
      }
      const first = { ...group[0] };
      const own = closest(first.el, (e) => tagOf(e) === "label");
      if (own) first.at = this.s.labels.find((l) => l.el === own)?.at ?? first.at;
      const i = this.entryList.indexOf(group[0]);
      const from = i > 0 ? this.entryList[i - 1].at : 0;
      const bound = field === around ? parentOf(field) ?? field : field;
      const found = [];
      let block = null;
      for (let k = first.at - 1; k >= from; k--) {
        const t = this.s.tokens[k];
        if (!bound.contains(t.el) || t.inControl || (c.sight.seen && !t.sight.seen)) continue;
        if (group.some((g) => [...(g.el.labels ?? [])].some((l) => l.contains(t.el)))) continue;
        if (block && t.block !== block && hasWord(found.join(""))) break;
        block = t.block;
        found.unshift(t.text);
      }
      return folded(found.join(" "), 300);
    }

    cells(el) {
      let [left, above] = ["", ""];
      let cell = closest(parentOf(el), (e) => tagOf(e) === "td" || tagOf(e) === "th");
      for (let depth = 0; cell && depth < 3 && !left && !above; depth++) {
        const row = closest(cell, (e) => tagOf(e) === "tr");
        const cells = row ? [...row.cells] : [];
        const at = cells.indexOf(cell);
        for (let i = at - 1; i >= 0 && !left; i--) {
          // Past other fields of the row, to its header.
          if (this.s.entries.get(cells[i])) continue;
          left = this.say([cells[i]]);
        }
        if (row && at >= 0) {
          const column = cells.slice(0, at).reduce((n, k) => n + k.colSpan, 0);
          const table = closest(row, (e) => tagOf(e) === "table");
          for (let i = row.rowIndex - 1; table && i >= 0 && !above; i--) {
            let n = 0;
            const over = [...table.rows[i].cells].find((k) => (n += k.colSpan) > column);
            if (!over || table.rows[i].cells.length < 2) break;
            if (this.s.entries.get(over)) {
              if (tagOf(table.rows[0]?.cells[0] ?? cell) !== "th" && tagOf(table.rows[i].parentElement) !== "thead") break;
              continue;
            }
            above = this.say([over]);
            break;
          }
        }
        cell = closest(parentOf(row ?? cell), (e) => tagOf(e) === "td" || tagOf(e) === "th");
      }
      return { cell_left: left, cell_above: above };
    }

    heading(c) {
      let best = null;
      for (const h of this.s.headings) {
        if (h.order > c.order) break;
        if (h.sight.seen || (!c.sight.seen && h.sight.down === c.sight.down)) best = h;
      }
      return best ? this.say([best.el]) : "";
    }

    orphan(c, about, field) {
      const dd = closest(about, (e) => tagOf(e) === "dd");
      for (let e = dd?.previousElementSibling; e; e = e.previousElementSibling) if (tagOf(e) === "dt") return this.say([e]);
      const i = this.entryList.indexOf(c);
      let previous = null;
      for (let k = i - 1; k >= 0 && !previous; k--) if (!c.el.contains(this.entryList[k].el) && !field.contains(this.entryList[k].el)) previous = this.entryList[k];
      const after = previous ? previous.order : 0;
      let best = null;
      for (const l of this.orphans) if (l.order < c.order && l.order > after) best = l;
      if (!best) for (const l of this.orphans) if (field.contains(l.el)) best = l;
      return best ? this.say([best.el]) : "";
    }

    error(el, field, box) {
      const named = byIds(el, attr(el, "aria-errormessage")).filter((e) => this.s.sight(e).seen);
      const described = byIds(el, attr(el, "aria-describedby")).filter((e) => (ERROR_CLASS.test(attr(e, "class")) || roleOf(e) === "alert") && this.s.sight(e).seen);
      const found = new Set([...named, ...described]);
      if (found.size === 0 && field !== box) for (const e of field.querySelectorAll("[class],[role=alert]")) if (this.isError(e, el)) found.add(e);
      if (found.size === 0)
        for (let e = field, n = 0; n < 2 && e; n++, e = e.nextElementSibling) if (e !== field && this.isError(e, el)) found.add(e);
      const outer = [...found].filter((e) => ![...found].some((o) => o !== e && o.contains(e)));
      return this.say(outer.slice(0, 3));
    }

    isError(e, el) {
      return (ERROR_CLASS.test(attr(e, "class")) || roleOf(e) === "alert") && !e.contains(el) && !this.s.entries.get(e) && tagOf(e) !== "label" && this.s.sight(e).seen;
    }
  }

  // --------------------------------------------------------------------------------------------------------- stand-ins

  /** The textarea or input an editor writes into. */
  const backing = (el, kind) => {
    if (kind !== "rich_text") return null;
    const root = el.getRootNode();
    const find = (id) => (id ? root.getElementById?.(id) : null);
    if (tagOf(el) === "trix-editor") return find(attr(el, "input"));
    if (tagOf(el) === "iframe" && el.id.endsWith("_ifr")) {
      const t = find(el.id.slice(0, -4));
      if (t) return t;
    }
    // CKEditor 4 wraps itself in `cke_` + id; the others stand right beside what they replace.
    const cke = closest(el, (e) => e.id?.startsWith("cke_") && e.classList.contains("cke"));
    if (cke) return find(cke.id.slice(4));
    for (let e = el, depth = 0; e && depth < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), depth++) {
      for (const sib of [e.previousElementSibling, e.nextElementSibling]) {
        if (!sib) continue;
        const t = /^(textarea|input)$/.test(tagOf(sib)) ? sib : null;
        if (t && (tagOf(t) === "textarea" || t.type === "hidden") && !canBeSeenFast(t)) return t;
      }
      const inside = depth > 0 ? [...e.querySelectorAll("textarea")].filter((t) => !el.contains(t) && attr(t, "name") && !canBeSeenFast(t)) : [];
      if (inside.length === 1) return inside[0];
    }
    return null;
  };
  const canBeSeenFast = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && el.getBoundingClientRect().width > 1;

  /** An input that a tag library replaced with a box beside it. */
  const isTagInput = (c) => c.kind === "text" && (/tomselected|selectized|tagify|ts-hidden|select2/.test(attr(c.el, "class")) || c.el.previousElementSibling?.localName === "tags");

  /** The box a select library shows for a hidden native select. */
  const selectBox = (select, survey) => {
    const box = (e) => e && isElement(e) && survey.sight(e).seen && (tagOf(e) === "tags" || SELECT_BOX.test(attr(e, "class")) || roleOf(e) === "combobox" || attr(e, "aria-haspopup") === "listbox");
    for (let e = select.nextElementSibling, n = 0; e && n < 3; e = e.nextElementSibling, n++) if (box(e)) return e;
    if (box(select.previousElementSibling)) return select.previousElementSibling;
    for (let e = parentOf(select), n = 0; e && n < 3 && tagOf(select) === "select"; e = parentOf(e), n++) if (SELECT_BOX.test(attr(e, "class")) && survey.sight(e).seen && e.querySelectorAll("select").length === 1) return e;
    return null;
  };

  // -------------------------------------------------------------------------------------------------------------- describe

  /** Native selects behind the boxes that were described in their name. */
  const standIns = new WeakMap();

  /** The dropdown opened last, and the popups that were open before it. */
  let opened = null;

  const optionText = (o) => folded(o.label || o.text, 200);
  const nativeOptions = (select) =>
    [...select.options].slice(0, 600).map((o) => ({
      r: null,
      value: cut(o.value, 300),
      text: optionText(o),
      group: tagOf(o.parentElement ?? o) === "optgroup" ? folded(o.parentElement.label, 200) : "",
      disabled: o.disabled || Boolean(o.parentElement?.disabled && tagOf(o.parentElement) === "optgroup"),
      selected: o.selected,
    }));

  const OPTION_CSS = "[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem],.ant-select-item-option,.select2-results__option,.choices__item--choice,.ts-dropdown .option,.selectize-dropdown .option,.active-result,.pac-item,.ui-menu-item,.dropdown-item,.vs__dropdown-option,.multiselect__element,.el-select-dropdown__item,.ss-option,.tt-suggestion";
  const optionsIn = (popup, survey) => {
    const all = [...popup.querySelectorAll(OPTION_CSS)].filter((o) => !o.querySelector(OPTION_CSS));
    return all.filter((o) => survey.sight(o).seen || survey.sight(o).why === "clipped");
  };

  const describeOption = (o, survey) => ({
    r: refOf(o),
    value: cut(attr(o, "data-value") || attr(o, "value"), 300),
    text: folded(survey.text(o, { controls: true }) || attr(o, "aria-label"), 200),
    group: folded(optionGroup(o, survey), 200),
    disabled: attr(o, "aria-disabled") === "true" || attr(o, "data-disabled") === "true" || o.hasAttribute("disabled"),
    selected: attr(o, "aria-selected") === "true" || attr(o, "aria-checked") === "true" || attr(o, "data-state") === "checked",
  });
  const optionGroup = (o, survey) => {
    const g = closest(parentOf(o), (e) => roleOf(e) === "group");
    if (!g) return "";
    return attr(g, "aria-label") || byIds(g, attr(g, "aria-labelledby")).map((e) => survey.text(e)).join(" ");
  };

  /** The open list of a custom dropdown. */
  const popupOf = (el, survey) => {
    const named = byIds(el, attr(el, "aria-controls") + " " + attr(el, "aria-owns"));
    const inner = el.querySelector?.("[aria-controls],[aria-owns]");
    if (inner) named.push(...byIds(inner, attr(inner, "aria-controls") + " " + attr(inner, "aria-owns")));
    for (const p of named) if (optionsIn(p, survey).length || survey.sight(p).seen) return p;
    const isOpen = attr(el, "aria-expanded") === "true" || opened?.el === el;
    if (!isOpen) return null;
    const shown = survey.popups.filter((p) => survey.sight(p).seen && optionsIn(p, survey).length);
    const fresh = opened?.el === el ? shown.filter((p) => !opened.before.has(p)) : shown;
    return fresh.at(-1) ?? shown.find((p) => el.contains(p) || parentOf(el)?.contains(p)) ?? null;
  };

  const buttonText = (el, survey) => {
    if (tagOf(el) === "input") {
      if (el.type === "image") return folded(attr(el, "alt") || attr(el, "title") || attr(el, "value") || attr(el, "aria-label"), 200);
      return folded(el.value || { submit: "Submit", reset: "Reset" }[el.type] || attr(el, "aria-label"), 200);
    }
    return folded(survey.text(el, { controls: true }) || attr(el, "aria-label") || attr(el, "title"), 200);
  };

  /** Text of an editor. */
  const richText = (el) => {
    if (tagOf(el) === "iframe") return paragraphs(innerDocument(el)?.body);
    if (el.classList.contains("CodeMirror")) return [...el.querySelectorAll(".CodeMirror-line")].map((l) => l.textContent.replace(/\u200b/g, "")).join("\n").trim();
    return paragraphs(el);
  };
  const paragraphs = (el) => (el ? el.innerText.replace(/[\u200b\ufeff]/g, "").replace(/\u00a0/g, " ").replace(/\n{3,}/g, "\n\n").trim() : "");

  /** The frame a component draws around its own input: what was chosen is shown there, beside the input. */
  const boxAround = (el) => {
    if (tagOf(el) !== "input" && !el.classList.contains("tagify__input")) return null;
    for (let e = parentOf(el), n = 0; e && n < 5 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
      if (e.querySelectorAll("input:not([type=hidden]),textarea,select").length > 1) return null;
      if (CONTROL_BOX.test(attr(e, "class")) || tagOf(e) === "tags") return e;
    }
    return null;
  };
  const CONTROL_BOX = /(^|[\s_-])(control|selector|ts-control|choices__inner|tagify|multiselect__tags|vs__dropdown-toggle)([\s_-]|$)|-(control|content|selector)(\s|$)/;

  const shownText = (el) => {
    const box = boxAround(el);
    if (tagOf(el) === "input" && (el.value || !box)) return el.value;
    const shown = box ?? el;
    const inner = shown.querySelector("input:not([type=hidden])");
    return fold(shown.innerText ?? "") || inner?.value || "";
  };

  const valueOf = (c) => {
    const el = c.el;
    switch (c.kind) {
      case "password":
      case "file":
        return "";
      case "rich_text":
        return cut(richText(el), 5000);
      case "combobox": {
        const shown = folded(shownText(el), 500);
        return shown === shownPlaceholder(el) ? "" : shown;
      }
      case "button":
        return "";
      default:
        return cut("value" in el ? String(el.value ?? "") : attr(el, "aria-valuenow") || attr(el, "aria-valuetext"), 5000);
    }
  };

  const isChecked = (el) => {
    if (tagOf(el) === "input" && (el.type === "checkbox" || el.type === "radio")) return el.checked;
    return attr(el, "aria-checked") === "true" || attr(el, "aria-pressed") === "true" || (attr(el, "aria-checked") === "" && attr(el, "data-state") === "checked");
  };
  const isDisabled = (el) => el.matches(":disabled") || attr(el, "aria-disabled") === "true";
  const isReadonly = (el) => (el.readOnly === true && !/^(checkbox|radio|file|button|submit|hidden|color|range|image|reset)$/.test(el.type)) || attr(el, "aria-readonly") === "true";
  const invalidMessage = (el) => (el.willValidate && el.validity && !el.validity.valid ? fold(el.validationMessage) || "invalid" : "");

  const path = (el) => {
    const out = [];
    for (let e = parentOf(el); e && out.length < 6; e = parentOf(e)) {
      const classes = [...e.classList].join(".");
      out.push(cut(tagOf(e) + (classes ? "." + classes : ""), 150) + (e.id ? "#" + e.id : ""));
    }
    return out;
  };

  /** A visible stand-in for a hidden native control: a label drawn as a switch, a select box, an upload button. */
  const hasProxy = (c, survey) => {
    const el = c.el;
    const seen = (e) => e && survey.sight(e).seen;
    if (c.kind === "checkbox" || c.kind === "radio") {
      if (tagOf(el) !== "input") return false;
      const aria = [el.previousElementSibling, el.nextElementSibling, parentOf(el)].find((e) => e && /^(checkbox|switch|radio)$/.test(roleOf(e)));
      // A component that draws itself is reported as a control of its own.
      if (aria && seen(aria)) return false;
      if ([...el.labels].some(seen)) return true;
      return [el.nextElementSibling, el.previousElementSibling, parentOf(el)].some((e) => seen(e) && /check|radio|switch|toggle|custom/i.test(attr(e, "class")));
    }
    if (c.kind === "file") {
      if ([...el.labels].some(seen)) return true;
      if (el.classList.contains("dz-hidden-input")) return Boolean(dropZoneOf(el));
      for (let e = parentOf(el), n = 0; e && n < 3 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
        if ((survey.entries.get(e) ?? 0) > 1) return false;
        const r = survey.sight(e).rect;
        if (seen(e) && r.bottom - r.top > 8) return true;
      }
      return false;
    }
    return false;
  };

  /** Dropzone.js keeps its inputs at the end of the body, in the order of the zones. */
  const dropZoneOf = (input) => {
    const all = [...document.querySelectorAll(".dz-hidden-input")];
    return document.querySelectorAll(".dropzone, .dz-clickable")[all.indexOf(input)] ?? null;
  };

  /** Lies something of the page itself over the control, so that nobody can see it? Fixed banners do not count: they can be closed. */
  const isCovered = (c, survey) => {
    const r = c.el.getBoundingClientRect();
    if (r.top < 0 || r.left < 0 || r.bottom > innerHeight || r.right > innerWidth) return false;
    if (getComputedStyle(c.el).pointerEvents === "none") return false;
    const root = c.el.getRootNode();
    let cover = null;
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]) {
      const hit = (root.elementFromPoint ? root : document).elementFromPoint(r.left + r.width * x, r.top + r.height * y);
      if (!hit || hit.contains(c.el) || c.el.contains(hit) || hit.getRootNode() !== root) return false;
      if ((tagOf(hit) === "label" && hit.control === c.el) || (cover && cover !== hit)) return false;
      cover = hit;
    }
    if (closest(cover, (e) => /fixed|sticky/.test(survey.sight(e).position))) return false;
    const style = getComputedStyle(cover);
    return !/^rgba\(.*, 0\)$|transparent/.test(style.backgroundColor) || style.backgroundImage !== "none";
  };

  const describeControl = (c, ctx) => {
    const { survey, labeller, formIndex } = ctx;
    const { el, kind, sight } = c;
    const stand = ctx.stands.get(c) ?? null;
    const tag = tagOf(el);
    const minor = kind === "option" || kind === "hidden";
    const r = sight.rect;
    let why = kind === "hidden" ? "type_hidden" : sight.why;
    if (!why && sight.ariaHidden) why = "aria_hidden";
    if (!why && ENTRY.has(kind) && isCovered(c, survey)) why = "covered";

    let options = [];
    let total = 0;
    if (kind === "select") [options, total] = [nativeOptions(el), el.options.length];
    else if (el.list) [options, total] = [[...el.list.options].slice(0, 600).map((o) => ({ r: null, value: cut(o.value, 300), text: folded(o.label || o.value, 200), group: "", disabled: o.disabled, selected: false })), el.list.options.length];
    else if (ctx.lists.has(c)) {
      const found = ctx.lists.get(c);
      [options, total] = [found.slice(0, 600).map((o) => describeOption(o, survey)), found.length];
    } else if (stand && tagOf(stand) === "select") [options, total] = [nativeOptions(stand), stand.options.length];

    const form = el.form ?? stand?.form ?? closest(el, (e) => tagOf(e) === "form");
    const or = (name) => attr(el, name) || (stand ? attr(stand, name) : "");
    return {
      r: refOf(el),
      kind,
      tag,
      input_type: tag === "input" ? el.type : "",
      name: cut(or("name"), 200),
      id: cut(el.id || stand?.id || "", 200),
      classes: classesOf(el),
      role: roleOf(el),
      autocomplete: fold(or("autocomplete")),
      placeholder: folded(or("placeholder") || attr(el, "aria-placeholder") || attr(el, "data-placeholder") || innerPlaceholder(el, kind), 300),
      title: folded(or("title"), 300),
      inputmode: attr(el, "inputmode"),
      labels: minor ? NO_LABELS : kind === "button" ? { ...NO_LABELS, aria_label: folded(attr(el, "aria-label"), 300), heading: labeller.heading(c) } : labeller.labels(c, stand),
      form: formIndex.get(form) ?? null,
      required: Boolean(el.required || stand?.required),
      aria_required: or("aria-required") === "true",
      disabled: isDisabled(el) || Boolean(stand && stand.matches(":disabled")),
      readonly: isReadonly(el),
      multiple: Boolean(el.multiple || stand?.multiple || or("aria-multiselectable") === "true" || (ctx.lists.has(c) && closest(ctx.lists.get(c)[0], (e) => attr(e, "aria-multiselectable") === "true"))),
      pattern: attr(el, "pattern"),
      min_length: number(or("minlength")),
      max_length: number(or("maxlength")),
      min: attr(el, "min"),
      max: attr(el, "max"),
      step: attr(el, "step"),
      accept: attr(el, "accept"),
      value: valueOf(c),
      checked: isChecked(el),
      options,
      options_total: total,
      text: kind === "button" ? buttonText(el, survey) : kind === "option" ? folded(survey.text(el, { controls: true }), 200) : "",
      visible: why === "",
      hidden_by: why,
      proxy_visible: why !== "" && (ctx.proxied.has(el) || hasProxy(c, survey)),
      tabindex: el.hasAttribute("tabindex") ? parseInt(attr(el, "tabindex"), 10) || 0 : null,
      rect: [round(r.left), round(r.top), round(r.right - r.left), round(r.bottom - r.top)],
      order: c.order,
      ancestors: minor ? [] : path(el),
      invalid: minor ? "" : folded(invalidMessage(el), 300),
      aria_invalid: attr(el, "aria-invalid") === "true",
      in_shadow: c.shadow,
      controls_id: attr(el, "aria-controls") || attr(el, "aria-owns") || attr(el, "list"),
      expanded: el.hasAttribute("aria-expanded") ? attr(el, "aria-expanded") === "true" : null,
      editor: ctx.editors.get(el) ?? "",
    };
  };
  const NO_LABELS = Object.freeze({});
  /** What a dropdown shows while nothing is chosen, where its markup tells that it is no choice. */
  const shownPlaceholder = (el) => {
    if (el.getAttribute("data-placeholder") === "") return folded(shownText(el), 300);
    const p = (boxAround(el) ?? el).querySelector("[class*=placeholder]:not(input)");
    return p ? folded(p.textContent, 300) : "";
  };
  const innerPlaceholder = (el, kind) => {
    if (kind !== "combobox" && kind !== "rich_text") return "";
    if (kind === "combobox" && shownPlaceholder(el)) return shownPlaceholder(el);
    const p = el.querySelector?.("[placeholder]:not([placeholder='']), [data-placeholder], [class*=placeholder]");
    return p ? attr(p, "placeholder") || attr(p, "data-placeholder") || p.textContent : "";
  };

  const EDITOR_NAME = (el) => (tagOf(el) === "iframe" ? frameEditor(el) : el.classList.contains("CodeMirror") ? "codemirror" : editorOf(el));

  const describe = () => {
    const survey = new Survey();
    const ctx = { survey, stands: new Map(), lists: new Map(), proxied: new Set(), editors: new Map(), formIndex: new Map() };
    survey.forms.forEach((f, i) => ctx.formIndex.set(f.el, i));
    const dropped = new Set();

    // Editors: one control each, in place of the textarea they hide.
    for (const c of survey.controls) {
      if (c.kind !== "rich_text") continue;
      if (isEditorDocument()) {
        dropped.add(c);
        continue;
      }
      ctx.editors.set(c.el, EDITOR_NAME(c.el));
      const t = backing(c.el, c.kind);
      if (t) {
        ctx.stands.set(c, t);
        ctx.editors.set(t, EDITOR_NAME(c.el));
      }
      // Editors keep a helper for the clipboard off screen.
      if (c.el.matches(".ql-clipboard")) dropped.add(c);
    }

    // Select boxes: the native select where it has the options, else the box in its name.
    for (const c of survey.controls) {
      if (c.sight.seen || dropped.has(c) || !(c.kind === "select" || isTagInput(c))) continue;
      const box = selectBox(c.el, survey);
      if (!box) continue;
      const inBox = survey.controls.filter((o) => o !== c && box.contains(o.el));
      const useful = [...(c.el.options ?? [])].filter((o) => o.value && !o.disabled && hasWord(o.text)).length;
      const ariaTwin = roleOf(box) === "combobox" && tagOf(box) === "button";
      if (useful >= 2 && !ariaTwin) {
        ctx.proxied.add(c.el);
        for (const o of inBox) dropped.add(o);
      } else {
        const combo = inBox.find((o) => o.kind === "combobox") ?? inBox.find((o) => ENTRY.has(o.kind));
        if (combo) {
          ctx.stands.set(combo, c.el);
          standIns.set(combo.el, c.el);
          combo.kind = "combobox";
          for (const o of inBox) if (o !== combo) dropped.add(o);
        }
      }
    }

    // A box with role=combobox around its own input is one control.
    for (const c of survey.controls) {
      if (c.kind !== "combobox" || dropped.has(c)) continue;
      for (const o of survey.controls) if (o !== c && c.el.contains(o.el) && o.kind !== "option" && ctx.stands.get(c) !== o.el) dropped.add(o);
    }

    // Open lists. What is inside the list of an opened dropdown (its search field) belongs to the dropdown.
    for (const c of survey.controls) {
      if (c.kind !== "combobox" || dropped.has(c)) continue;
      const popup = popupOf(c.el, survey);
      const found = popup ? optionsIn(popup, survey) : [];
      if (found.length) ctx.lists.set(c, found);
      if (popup && opened?.el === c.el) for (const o of survey.controls) if (o !== c && ENTRY.has(o.kind) && closest(popup, (e) => POPOVER.test(roleOf(e)))?.contains(o.el)) dropped.add(o);
    }

    for (const c of dropped) if (ENTRY.has(c.kind)) for (let e = c.el; e; e = parentOf(e)) survey.entries.set(e, survey.entries.get(e) - 1);
    survey.controls = survey.controls.filter((c) => !dropped.has(c));
    ctx.labeller = new Labeller(survey);

    let options = 0;
    const controls = survey.controls.filter((c) => c.kind !== "option" || ((c.sight.seen || c.sight.why === "clipped") && options++ < 300)).map((c) => describeControl(c, ctx));
    return {
      url: location.href,
      title: folded(document.title, 300),
      lang: document.documentElement.lang,
      ready_state: document.readyState,
      controls,
      forms: survey.forms.map((f) => describeForm(f, ctx)),
      links: survey.links.filter((l) => l.sight.seen).slice(0, 400).map((l) => describeLink(l, survey)),
      texts: describeTexts(survey, ctx),
      iframes: survey.iframes.map(describeIframe),
      marks: describeMarks(survey),
      elements: document.getElementsByTagName("*").length,
      overlay: describeOverlay(survey),
    };
  };
  const POPOVER = /^(dialog|listbox|menu|presentation)$/;

  const describeForm = (f, { survey }) => {
    const el = f.el;
    const own = survey.headings.find((h) => el.contains(h.el) && h.sight.seen);
    const above = survey.headings.filter((h) => h.order < f.order && h.sight.seen).at(-1);
    const firstEntry = survey.controls.find((c) => ENTRY.has(c.kind) && el.contains(c.el));
    const inside = own && (!firstEntry || own.order < firstEntry.order) ? own : null;
    return {
      id: attr(el, "id"),
      name: attr(el, "name"),
      // A field named "action" or "id" shadows the form's own property, so the attributes are read.
      action: resolve(attr(el, "action")),
      method: attr(el, "method").toLowerCase() === "post" ? "post" : "get",
      classes: classesOf(el),
      role: roleOf(el),
      aria_label: folded(attr(el, "aria-label") || byIds(el, attr(el, "aria-labelledby")).map((e) => survey.text(e)).join(" "), 300),
      heading: folded(inside || above || own ? survey.text((inside ?? above ?? own).el) : "", 300),
      visible: survey.controls.some((c) => c.sight.seen && el.contains(c.el)) || f.sight.seen,
      no_validate: el.hasAttribute("novalidate"),
      order: f.order,
    };
  };
  const resolve = (url) => {
    try {
      return new URL(url, document.baseURI).href;
    } catch {
      return url;
    }
  };

  const describeLink = (l, survey) => ({
    r: refOf(l.el),
    text: folded(survey.text(l.el, { controls: true }) || attr(l.el, "aria-label") || attr(l.el, "title"), 200),
    href: cut(resolve(attr(l.el, "href")), 1000),
    target: attr(l.el, "target"),
    region: l.region,
    order: l.order,
  });

  const describeTexts = (survey, ctx) => {
    const blocks = new Map();
    for (const t of survey.tokens) {
      if (t.inControl || !t.sight.seen) continue;
      let b = blocks.get(t.block);
      if (!b) {
        if (blocks.size >= 600) break;
        blocks.set(t.block, (b = { parts: [], length: 0, order: t.order, el: t.block, last: null }));
      }
      if (b.length > 500) continue;
      // Boxes on one line are words apart even where the markup leaves no space.
      if (b.last && b.last !== t.el && (t.sight.display.startsWith("inline-") || survey.sight(b.last).display.startsWith("inline-"))) b.parts.push(" ");
      b.parts.push(t.text);
      b.length += t.text.length;
      b.last = t.el;
    }
    const out = [];
    for (const b of blocks.values()) {
      const text = folded(b.parts.join(""), 400);
      if (!text) continue;
      const live = closest(b.el, (e) => e.hasAttribute("aria-live") || /^(alert|status|log)$/.test(roleOf(e)));
      const role = fold([roleOf(b.el) || (live ? roleOf(live) : ""), live ? attr(live, "aria-live") : ""].join(" "));
      const form = closest(b.el, (e) => tagOf(e) === "form");
      const marks = fold([attr(b.el, "class"), b.el.id, live && live !== b.el ? attr(live, "class") : ""].join(" "));
      out.push({ text, tag: tagOf(b.el), role, marks: cut(marks, 200), form: ctx.formIndex.get(form) ?? null, order: b.order });
    }
    return out;
  };

  const describeIframe = (f) => {
    const r = f.sight.rect;
    return {
      src: cut(attr(f.el, "src") ? resolve(attr(f.el, "src")) : "", 1000),
      title: folded([attr(f.el, "title"), attr(f.el, "name")].join(" "), 200),
      visible: f.sight.seen,
      size: [round(r.right - r.left), round(r.bottom - r.top)],
      order: f.order,
    };
  };

  const describeMarks = (survey) => {
    const marks = [];
    for (const e of document.querySelectorAll("head script[src], head meta[name=generator], head meta[http-equiv=refresh i]")) {
      if (tagOf(e) === "meta") marks.push(`meta ${attr(e, "name") || "refresh"}=${attr(e, "content")}`);
      else if (MARK.test(attr(e, "src"))) marks.push(`script src=${e.src}`);
    }
    for (const e of survey.marked) {
      let mark = tagOf(e);
      for (const k of e.classList) mark += "." + k;
      if (e.id) mark += "#" + e.id;
      if (e.hasAttribute("data-sitekey")) mark += "[data-sitekey]";
      if (e.hasAttribute("data-size")) mark += `[data-size=${attr(e, "data-size")}]`;
      if (e.hasAttribute("src")) mark += " src=" + resolve(attr(e, "src"));
      if (!survey.sight(e).seen && tagOf(e) !== "script") mark += ` (hidden: ${survey.sight(e).why})`;
      marks.push(mark);
    }
    return [...new Set(marks.map((m) => cut(m, 200)))].slice(0, 100);
  };

  /** What lies over the page: an open dialog, or something fixed at the points where a person would look. */
  const describeOverlay = (survey) => {
    const [w, h] = [innerWidth, innerHeight];
    if (!w || !h || !document.body) return null;
    const total = survey.order;
    const size = (e) => {
      const r = e.getBoundingClientRect();
      const width = Math.min(r.right, w) - Math.max(r.left, 0);
      const height = Math.min(r.bottom, h) - Math.max(r.top, 0);
      return width > 0 && height > 0 ? (width * height) / (w * h) : 0;
    };
    const floats = (e) => {
      const s = survey.sight(e);
      if (s.position === "fixed") return true;
      return s.position === "absolute" && Number(getComputedStyle(e).zIndex) >= 10 && size(e) > 0.25;
    };
    let top = survey.dialogs.filter((d) => survey.sight(d).seen && size(d) > 0.01).at(-1) ?? null;
    if (!top) {
      const points = [[0.5, 0.5], [0.5, 0.3], [0.5, 0.7], [0.3, 0.5], [0.7, 0.5], [0.5, 0.93], [0.1, 0.93]];
      for (const [x, y] of points) {
        const hit = document.elementFromPoint(w * x, h * y);
        let outer = null;
        for (let e = hit; e && e !== document.body && e !== document.documentElement; e = parentOf(e)) if (floats(e)) outer = e;
        if (outer && size(outer) > 0.02 && outer.getElementsByTagName("*").length < total * 0.8) {
          top = outer;
          break;
        }
      }
    }
    if (!top) return null;
    const marks = [roleOf(top), attr(top, "aria-modal") === "true" ? "aria-modal" : "", tagOf(top), attr(top, "class"), top.id];
    return {
      text: folded(survey.text(top, { controls: true }), 600),
      marks: folded(marks.join(" "), 300),
      controls: survey.controls.filter((c) => top.contains(c.el) && c.kind !== "hidden" && c.sight.seen).map((c) => refOf(c.el)),
      covers: Math.round(size(top) * 1000) / 1000,
    };
  };

  // ----------------------------------------------------------------------------------------------------------------- hands

  const done = Object.freeze({ ok: true, why: "" });
  const refuse = (why) => ({ ok: false, why: cut(String(why), 300) });
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));

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
    if (el.getRootNode().activeElement !== el || !document.hasFocus()) withEvent(el, "focus", "focusin", () => el.focus({ preventScroll: true }));
  };
  const leave = (el) => withEvent(el, "blur", "focusout", () => el.blur());

  const bring = (el) => {
    const r = el.getBoundingClientRect();
    if (r.top < 0 || r.bottom > innerHeight || r.left < 0 || r.right > innerWidth) el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  };

  const KEYS = { Enter: 13, Escape: 27, ArrowDown: 40, Backspace: 8, a: 65 };
  const key = (el, type, name, extra = {}) => {
    const code = KEYS[name] ?? (name.length === 1 ? name.toUpperCase().charCodeAt(0) : 229);
    const init = { key: name, code: name.length === 1 ? "" : name, keyCode: code, which: code, bubbles: true, cancelable: true, composed: true, ...extra };
    if (type === "keypress") init.charCode = name === "Enter" ? 13 : name.charCodeAt(0);
    return el.dispatchEvent(new KeyboardEvent(type, init));
  };
  const stroke = (el, name, extra) => {
    const go = key(el, "keydown", name, extra);
    if (go && (name === "Enter" || name.length === 1) && !extra?.ctrlKey) key(el, "keypress", name, extra);
    key(el, "keyup", name, extra);
    return go;
  };

  const tell = (el, type, text) => el.dispatchEvent(type === "input" ? new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: text ?? null }) : new Event(type, { bubbles: true, composed: type === "input" }));

  const takesText = (el) => tagOf(el) === "textarea" || (tagOf(el) === "input" && (TEXTLIKE.has(el.type) || el.type === "password" || el.type === "color" || el.type === "range"));

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
      await pause(0);
      // A field that takes text only as typing, and a mask that wants one key after the other.
      if (!holds(el, text)) {
        insert(el, text);
        await pause(0);
      }
      if (!holds(el, text) && text.length <= 200) {
        typeEach(el, text);
        await pause(0);
      }
      if (el.isConnected) key(el, "keyup", text.at(-1) ?? "Backspace");
    }
    tell(el, "change");
    leave(el);
    await pause(0);
    if (text !== "" && el.isConnected && el.value === "") return refuse("the field does not take it");
    return done;
  };

  /** Where typing goes: the control, the field in its box, or the search field of the list it opened. */
  const typingTarget = (el) => {
    if (takesText(el) || el.isContentEditable) return el;
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active && active !== el && (takesText(active) || active.isContentEditable) && (opened?.el === el || el.contains(active))) return active;
    const inner = [...el.querySelectorAll("input:not([type=hidden]),textarea")].find(takesText);
    if (inner) return inner;
    const box = opened?.el === el ? [...document.querySelectorAll(".select2-container--open .select2-search__field, [role=dialog] input[role=combobox], [cmdk-input], [role=listbox] input, .chosen-drop input, .ss-search input, .ts-dropdown input")].find(canBeSeen) : null;
    return box ?? el;
  };

  const typeText = async (el, text, commit) => {
    const into = typingTarget(el);
    if (into.disabled) return refuse("disabled");
    bring(into);
    focusOn(into);
    const first = text[0] ?? "";
    const go = first === "" || key(into, "keydown", first);
    if (takesText(into)) {
      selectAll(into);
      if (go && !into.ownerDocument.execCommand("insertText", false, text)) place(into, text);
      if (!holds(into, text) && text !== "") place(into, text);
    } else if (into.isContentEditable) {
      selectContents(into);
      into.ownerDocument.execCommand("insertText", false, text);
    } else {
      // A list that is searched by typing on its button.
      for (const ch of text) stroke(into, ch);
    }
    if (first) key(into, "keyup", text.at(-1));
    if (commit) {
      await pause(50);
      stroke(into, "Enter");
    }
    await pause(0);
    return done;
  };

  const selectContents = (el) => {
    const doc = el.ownerDocument;
    const selection = doc.getSelection();
    const range = doc.createRange();
    range.selectNodeContents(el);
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const escapeHtml = (s) => s.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const blocksOf = (text) => lines(text).split(/\n\s*\n/).map((p) => p.trim()).filter(Boolean);
  const asHtml = (text) => blocksOf(text).map((p) => `<p>${p.split("\n").map(escapeHtml).join("<br>")}</p>`).join("");

  /** Pastes as a person would from the clipboard; editors with a model of their own all listen to it. */
  const paste = (el, text, html) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html) data.setData("text/html", html);
    return !el.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
  };
  const richHolds = (el, text) => core(richText(el)) === core(text);

  const setRich = async (el, text) => {
    if (tagOf(el) === "iframe") return setFrame(el, text);
    if (el.classList.contains("CodeMirror")) return setCodeMirror(el, text);
    if (tagOf(el) === "textarea" || tagOf(el) === "input") return setText(el, text);
    if (!el.isContentEditable) return refuse("readonly");
    bring(el);
    focusOn(el);
    const editor = editorOf(el);
    const html = /^(quill|ckeditor5|prosemirror|lexical|froala|jodit)$/.test(editor) ? asHtml(text) : "";
    // Where every line is a paragraph, a blank one between would be a paragraph, too.
    const plain = editor === "codemirror6" ? lines(text) : blocksOf(text).join(/^(quill|slate|draft)$/.test(editor) ? "\n" : "\n\n");
    const model = editor !== "contenteditable" && editor !== "medium" && editor !== "summernote" && editor !== "trumbowyg";
    if (model) {
      await selectForModel(el);
      paste(el, plain, html);
      await pause(60);
    }
    // Draft.js breaks when the document is changed under it.
    if (!richHolds(el, text) && editor !== "draft") {
      await selectForModel(el);
      el.ownerDocument.execCommand("delete");
      await pause(20);
      const parts = el.getAttribute("contenteditable") === "plaintext-only" ? [text] : blocksOf(text);
      parts.forEach((p, i) => {
        if (i > 0) el.ownerDocument.execCommand("insertParagraph");
        p.split("\n").forEach((line, k) => {
          if (k > 0) el.ownerDocument.execCommand("insertLineBreak");
          el.ownerDocument.execCommand("insertText", false, line);
        });
      });
      await pause(60);
    }
    tell(el, "change");
    leave(el);
    await pause(0);
    return text !== "" && !hasWord(richText(el)) ? refuse("the editor does not take it") : done;
  };

  /** Editors learn of a selection from an event that comes a moment later. */
  const selectForModel = async (el) => {
    focusOn(el);
    selectContents(el);
    el.ownerDocument.dispatchEvent(new Event("selectionchange"));
    await pause(40);
  };

  const setFrame = async (frame, text) => {
    const doc = innerDocument(frame);
    const body = doc?.body;
    if (!body || !(body.isContentEditable || doc.designMode === "on")) return refuse("readonly");
    bring(frame);
    frame.focus({ preventScroll: true });
    withEvent(body, "focus", "focusin", () => body.focus({ preventScroll: true }));
    selectContents(body);
    if (!doc.execCommand("insertHTML", false, asHtml(text)) || !richHolds(frame, text)) {
      selectContents(body);
      doc.execCommand("insertText", false, text);
    }
    for (const type of ["input", "keyup", "change"]) body.dispatchEvent(new Event(type, { bubbles: true }));
    withEvent(body, "blur", "focusout", () => body.blur());
    await pause(0);
    // The textarea behind it is written when the form is submitted; a page that reads it earlier finds it filled, too.
    const behind = backing(frame, "rich_text");
    if (behind) {
      behind.value = body.innerHTML.trim();
      tell(behind, "input");
      tell(behind, "change");
    }
    return text !== "" && !hasWord(richText(frame)) ? refuse("the editor does not take it") : done;
  };

  const setCodeMirror = async (el, text) => {
    const input = el.querySelector("textarea");
    if (!input) return refuse("readonly");
    bring(el);
    focusOn(input);
    key(input, "keydown", "a", { ctrlKey: !/Mac/.test(navigator.platform), metaKey: /Mac/.test(navigator.platform) });
    await pause(20);
    if (text === "") stroke(input, "Backspace");
    else paste(input, lines(text), "");
    await pause(60);
    leave(input);
    await pause(0);
    return text !== "" && !core(richText(el)).includes(core(text).slice(0, 40)) ? refuse("the editor does not take it") : done;
  };

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
    await pause(40);
    const texts = wanted.map(optionText);
    const kept = () => !el.isConnected || texts.every((t) => [...el.selectedOptions].some((o) => optionText(o) === t));
    if (kept()) return done;
    // A library that owns the value puts its own back: then through the box it shows.
    const shown = usable ? null : selectBox(el, QUICK_LOOK);
    for (const text of shown ? texts : []) {
      await open(shown);
      const option = shownPopups().flatMap((p) => optionsIn(p, QUICK_LOOK)).find((o) => fold(o.textContent) === text);
      if (option) await pointAt(option);
      await pause(40);
    }
    if (shown && attr(shown, "aria-expanded") === "true") await close(shown);
    return kept() ? done : refuse("the list does not keep it");
  };

  /** Looks at single elements, without a survey of the whole page. */
  const QUICK_LOOK = { sight: (e) => ({ seen: canBeSeen(e), why: "" }), entries: new Map(), text: (e) => fold(e.innerText ?? e.textContent), controls: [], labels: [] };

  const check = async (el, on) => {
    if (isDisabled(el)) return refuse("disabled");
    const radio = el.type === "radio" || /radio/.test(roleOf(el));
    if (radio && !on) return refuse("a radio button is only ever ticked");
    if (isChecked(el) === on) return done;
    bring(el);
    const native = tagOf(el) === "input";
    if (native) el.click();
    else await pointAt(el);
    await pause(0);
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
      await pause(0);
      return done;
    }
    bring(el);
    for (const type of ["dragenter", "dragover", "drop"]) el.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
    await pause(0);
    return done;
  };

  /** The whole sequence a mouse makes; components open on any part of it. */
  const pointAt = async (el) => {
    bring(el);
    const r = el.getBoundingClientRect();
    const at = { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2 };
    const base = { bubbles: true, cancelable: true, composed: true, view: window, ...at };
    const pointer = (type, extra) => el.dispatchEvent(new PointerEvent(type, { ...base, pointerId: 1, pointerType: "mouse", isPrimary: true, ...extra }));
    const mouse = (type, extra) => el.dispatchEvent(new MouseEvent(type, { ...base, ...extra }));
    const down = { button: 0, buttons: 1, detail: 1 };
    const up = { button: 0, buttons: 0, detail: 1 };
    pointer("pointerover");
    pointer("pointerenter", { bubbles: false });
    mouse("mouseover");
    mouse("mouseenter", { bubbles: false });
    pointer("pointermove");
    mouse("mousemove");
    const go = pointer("pointerdown", down);
    if (go) {
      const focusable = closest(el, (e) => e.tabIndex >= 0);
      if (mouse("mousedown", down) && focusable) focusOn(focusable);
    }
    // What opens on "down" often waits for the "up" that follows a moment later.
    await pause(30);
    if (!el.isConnected) return;
    pointer("pointerup", up);
    if (go) mouse("mouseup", up);
    if (el.isConnected) mouse("click", up);
    await pause(0);
  };

  const shownPopups = () => {
    const found = [];
    const look = (root) => {
      for (const e of root.querySelectorAll("*")) {
        if (POPUP_ROLES.has(roleOf(e)) || POPUP_CLASS.test(attr(e, "class"))) if (canBeSeen(e)) found.push(e);
        const s = shadowOf(e);
        if (s) look(s);
      }
    };
    look(document);
    return found;
  };

  const open = async (el) => {
    if (isDisabled(el)) return refuse("disabled");
    if (attr(el, "aria-expanded") === "true") {
      if (opened?.el !== el) opened = { el, before: new Set() };
      return done;
    }
    opened = { el, before: new Set(shownPopups()) };
    const inner = tagOf(el) !== "input" && tagOf(el) !== "button" ? el.querySelector("input:not([type=hidden])") : null;
    await pointAt(inner && canBeSeen(inner) ? inner : el);
    await pause(60);
    const isOpen = () => attr(el, "aria-expanded") === "true" || el.querySelector("[aria-expanded=true]") || shownPopups().some((p) => !opened.before.has(p));
    if (!isOpen()) {
      stroke(inner ?? el, "ArrowDown");
      await pause(60);
    }
    return done;
  };

  const close = async (el) => {
    const active = document.activeElement;
    stroke(active && active !== document.body ? active : el, "Escape");
    await pause(30);
    if (el.isConnected && attr(el, "aria-expanded") === "true") {
      stroke(el, "Escape");
      for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"]) document.body.dispatchEvent(new (type.startsWith("p") ? PointerEvent : MouseEvent)(type, { bubbles: true, composed: true, button: 0 }));
      const inner = document.activeElement;
      if (inner && (el.contains(inner) || inner === el)) leave(inner);
      await pause(30);
    }
    opened = null;
    return done;
  };

  const click = async (el) => {
    if (isDisabled(el)) return refuse("disabled");
    if (!canBeSeen(el)) {
      bring(el);
      if (!canBeSeen(el)) return refuse("not_visible");
    }
    await pointAt(el);
    await pause(30);
    return done;
  };

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
      else if (kind === "combobox" || (kind === "button" && el.hasAttribute("aria-haspopup"))) {
        held.value = valueOf({ el, kind: "combobox" });
        held.shown = held.value ? chosenTexts(el) : [];
      } else if (kind !== "password") held.value = String(el.value ?? "");
      held.error = errorOf(el);
      return held;
    });
  };

  /** The chosen texts of a custom dropdown: its chips one by one, or what it shows. */
  const chosenTexts = (el) => {
    const chips = [...(boxAround(el) ?? el).querySelectorAll("[class*=multi-value__label], [class*=multiValue] > :first-child, .select2-selection__choice__display, .select2-selection__choice, .choices__item--selectable, .ts-control > .item, [class*=chip], [class*=badge], [class*=tag], .ant-select-selection-item-content, .tagify__tag-text")].filter((c) => fold(c.textContent) && ![...c.children].some((k) => /chip|badge|tag/.test(attr(k, "class")) && fold(k.textContent)));
    const texts = chips.map((c) => fold(c.innerText ?? c.textContent).replace(/^[×✕✖]\s*|\s*[×✕✖]$/g, ""));
    return texts.length ? [...new Set(texts)] : [fold(shownText(el))].filter(Boolean);
  };

  /** What is wrong with a control, in the page's or the browser's words. */
  const errorOf = (el) => {
    const native = invalidMessage(el);
    const holder = (() => {
      let field = el;
      for (let e = parentOf(el), n = 0; e && n < 4 && e !== document.body && tagOf(e) !== "form"; e = parentOf(e), n++) {
        const fields = [...e.querySelectorAll("input:not([type=hidden]):not([type=submit]):not([type=button]),select,textarea,[contenteditable=true],[role=combobox]")];
        if (fields.some((f) => f !== el && !el.contains(f) && !f.contains(el) && f.type !== el.type)) break;
        if (fields.some((f) => f !== el && !el.contains(f) && !f.contains(el) && attr(f, "name") !== attr(el, "name"))) break;
        field = e;
      }
      return field;
    })();
    const beside = new Labeller(QUICK_LOOK).error(el, holder, el);
    return folded(beside || native || (attr(el, "aria-invalid") === "true" ? "marked as wrong" : ""), 300);
  };

  // ----------------------------------------------------------------------------------------------------------------- watch

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
        if (OPAQUE.has(tag) || tag === "select" || tag === "textarea" || tag === "option" || node.isContentEditable) return;
        const s = shadowOf(node);
        if (s) look(s);
      }
      for (const k of node.childNodes) look(k);
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
        if (OPAQUE.has(tagOf(n)) || tagOf(n) === "select" || tagOf(n) === "textarea") return;
        if (tagOf(n) === "br") return void (out += " ");
        const display = getComputedStyle(n).display;
        if (display === "none" || !(display.startsWith("inline") || display === "contents")) return void (out += " ");
        for (const k of n.childNodes) go(k);
      }
    };
    for (const k of (block.shadowRoot ?? block).childNodes) go(k);
    return out;
  };

  const noteTexts = (root) => {
    for (const t of blockTexts(root)) {
      if (watch.known.has(t)) continue;
      watch.known.add(t);
      if (watch.appeared.length < 300) watch.appeared.push(t);
    }
  };

  const LOOKS = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "disabled", "aria-hidden", "aria-invalid", "aria-busy"] };
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

  const seen = () => {
    measurePage();
    if (watch && document.body) for (const t of blockTexts(document.body, 5000)) {
      if (watch.known.has(t)) continue;
      watch.known.add(t);
      if (watch.appeared.length < 300) watch.appeared.push(t);
    }
    return { appeared: watch ? [...watch.appeared] : [], dialogs: [...dialogs], quiet_ms: quiet(), url: location.href, armed: watch !== null };
  };

  const quiet = () => Math.round(performance.now() - changedAt);

  const press = (r) => {
    const el = elementOf(r);
    if (!el) return refuse("gone");
    if (isDisabled(el)) return refuse("disabled");
    answerHere(el);
    bring(el);
    focusOn(el);
    el.click();
    return done;
  };
  /** An answer in a new tab could not be read: it is wanted where the form is. */
  const answerHere = (el) => {
    const elsewhere = (name) => name && !/^_(self|parent|top)$/i.test(name) && !document.querySelector(`iframe[name="${CSS.escape(name)}"]`);
    if (el.form && elsewhere(attr(el.form, "target"))) el.form.setAttribute("target", "_self");
    if (elsewhere(attr(el, "formtarget"))) el.setAttribute("formtarget", "_self");
    if (tagOf(el) === "a" && elsewhere(attr(el, "target"))) el.setAttribute("target", "_self");
  };

  // `dialogs.js` tells of the page's alerts.
  document.addEventListener("autobolt-dialog", (e) => {
    try {
      const d = JSON.parse(e.detail);
      if (dialogs.length < 20 && /^(alert|confirm|prompt)$/.test(d.kind)) dialogs.push({ kind: d.kind, text: folded(d.text, 600) });
    } catch {
      /* not ours */
    }
  });

  // ------------------------------------------------------------------------------------------------------------- hand-over

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
        globalThis.chrome?.runtime?.sendMessage({ kind: "staff_pressed", r: numbers.get(el) ?? null, text: el ? folded(el.innerText || el.value, 200) : "", how, url: location.href })?.catch?.(() => {});
      } catch {
        /* the extension was reloaded */
      }
    };
    const submits = (e) => ((tagOf(e) === "button" && e.type === "submit") || (tagOf(e) === "input" && (e.type === "submit" || e.type === "image"))) && Boolean(e.form);
    addEventListener(
      "click",
      (e) => {
        if (!e.isTrusted) return;
        const el = e.composedPath().find((n) => isElement(n) && (submits(n) || handOver.refs.has(numbers.get(n))));
        if (el) report(el, "click");
      },
      true,
    );
    addEventListener("submit", (e) => e.isTrusted && report(e.submitter ?? e.target, "submit"), true);
    return true;
  };

  globalThis.__autobolt = Object.freeze({ describe, act, read, arm, press, seen, quiet, arm_hand_over: armHandOver });
})();
