// Which elements are controls, of what kind, and which are rich-text editors.

const TEXTLIKE = new Set([
  "text",
  "search",
  "email",
  "url",
  "tel",
  "number",
  "date",
  "datetime-local",
  "month",
  "week",
  "time",
]);
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
  const v = getAttribute.call(el, "contenteditable");
  return v !== null && v !== "false" && el.isContentEditable;
};

/** An input that takes no typing, in a box that calls itself a list. */
const inListBox = (el) => {
  for (let e = parentOf(el), n = 0; e && n < 3; e = parentOf(e), n++)
    if (/(^|[\s_-])(cascader|dropdown|select|combobox)([\s_-]|$)/i.test(attr(e, "class"))) return true;
  return false;
};

/** A tree of choices that stands open in its form, not one that a box opens. */
const isInlineList = (el) => {
  if (roleOf(el) !== "tree" || !closest(el, (e) => tagOf(e) === "form")) return false;
  if (idOf(el) && document.querySelector(`[aria-controls~="${CSS.escape(idOf(el))}"], [aria-owns~="${CSS.escape(idOf(el))}"]`))
    return false;
  return !closest(el, (e) => tagOf(e) !== "form" && /absolute|fixed/.test(getComputedStyle(e).position));
};

const NATIVE = new Set(["input", "textarea", "select", "button", "iframe", "a"]);

/** What a person would take the element for; empty when it is no control. */
const kindOf = (el) => {
  const tag = tagOf(el);
  // Without an attribute only these are controls.
  if (!hasAttributes.call(el) && !NATIVE.has(tag)) return "";
  const role = roleOf(el);
  switch (tag) {
    case "input":
      if (el.type === "hidden") return "hidden";
      if (el.type === "checkbox" || el.type === "radio" || el.type === "file" || el.type === "password") return el.type;
      if (BUTTONS.has(el.type)) return "button";
      if (role === "combobox" || attr(el, "aria-haspopup") === "listbox" || (el.readOnly && inListBox(el))) return "combobox";
      return TEXTLIKE.has(el.type) ? "text" : "other";
    case "textarea":
      return "text_area";
    case "select":
      return "select";
    case "iframe":
      return frameEditor(el) ? "rich_text" : "";
  }
  if (hasClass(el, "CodeMirror")) return "rich_text";
  if (hasClass(el, "tagify__input")) return "combobox";
  if (isEditingHost(el) || tag === "trix-editor") return "rich_text";
  switch (role) {
    case "combobox":
      return "combobox";
    // A list that is a field itself, closed until it is pressed.
    case "listbox":
      return has(el, "aria-expanded") && el.tabIndex >= 0 ? "combobox" : "";
    case "tree":
      return isInlineList(el) ? "combobox" : "";
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
  if (opensList && (tag === "button" || role === "button" || has(el, "tabindex"))) return "combobox";
  if (tag === "button" || role === "button") return "button";
  if (tag === "a") {
    const href = attr(el, "href").trim();
    const acts =
      /^(javascript:|#$)/i.test(href) || (!href && (has(el, "onclick") || BUTTON_CLASS.test(attr(el, "class"))));
    return acts ? "button" : "";
  }
  if ((tag === "div" || tag === "span") && (has(el, "onclick") || BUTTON_CLASS.test(attr(el, "class"))))
    return "clickable";
  return "";
};
const ENTRY = new Set([
  "text",
  "text_area",
  "select",
  "checkbox",
  "radio",
  "file",
  "combobox",
  "rich_text",
  "password",
  "other",
]);

/** Stand-ins that libraries put in front of a native select. */
const SELECT_BOX =
  /select2-container|\bchoices\b|ts-wrapper|ts-control|selectize-control|chosen-container|nice-select|bootstrap-select|\bss-main\b|SumoSelect|ms-parent|multiselect|custom-select|jcf-select|selectric|dropdown|select-(box|styled|wrapper|trigger)/i;
