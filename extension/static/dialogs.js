// Injected into the page's own world right before a press: `alert` would stop every script and wait for a person.
//
// An alert is recorded and let pass. A question (`confirm`, `prompt`) is recorded and answered "no": AutoBolt does not answer for
// anybody. The page agent hears of each by an event on the document.
(() => {
  "use strict";
  // Injected twice into one document, the first one says so by cancelling this.
  if (!document.dispatchEvent(new CustomEvent("autobolt-dialogs", { cancelable: true }))) return;
  document.addEventListener("autobolt-dialogs", (e) => e.preventDefault());
  const tell = (kind, text) =>
    document.dispatchEvent(
      new CustomEvent("autobolt-dialog", { detail: JSON.stringify({ kind, text: String(text ?? "") }) }),
    );
  window.alert = (text) => void tell("alert", text);
  window.confirm = (text) => (tell("confirm", text), false);
  window.prompt = (text) => (tell("prompt", text), null);
})();
