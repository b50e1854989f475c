// Text into rich-text editors.

const selectContents = (el) => {
  const doc = el.ownerDocument;
  const selection = doc.getSelection();
  const range = doc.createRange();
  range.selectNodeContents(el);
  selection.removeAllRanges();
  selection.addRange(range);
};

const escapeHtml = (s) => s.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const blocksOf = (text) =>
  lines(text)
    .split(/\n\s*\n/)
    .map((p) => p.trim())
    .filter(Boolean);
const asHtml = (text) =>
  blocksOf(text)
    .map((p) => `<p>${p.split("\n").map(escapeHtml).join("<br>")}</p>`)
    .join("");

/** Pastes as a person would from the clipboard; editors with a model of their own all listen to it. */
const paste = (el, text, html) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  return !el.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }),
  );
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
  const plain =
    editor === "codemirror6" ? lines(text) : blocksOf(text).join(/^(quill|slate|draft)$/.test(editor) ? "\n" : "\n\n");
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
  await breath();
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
  await breath();
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
  await breath();
  return text !== "" && !core(richText(el)).includes(core(text).slice(0, 40)) ? refuse("the editor does not take it") : done;
};
