// The service worker's start. Chrome delivers an event only to a listener that was registered while this file first
// ran, so all of them are registered here, at once; what happens then is decided in the WebAssembly module.

import "./calls.js";
import init, * as autobolt from "./autobolt.js";

const ready = init({ module_or_path: chrome.runtime.getURL("autobolt_bg.wasm") }).then(() => autobolt.worker_start());

const hand = (event, to) => event.addListener((...details) => ready.then(() => autobolt[to](...details)));

hand(chrome.runtime.onInstalled, "worker_installed");
hand(chrome.runtime.onStartup, "worker_woken");
hand(chrome.alarms.onAlarm, "worker_woken");
hand(chrome.tabs.onRemoved, "worker_tab_removed");
hand(chrome.permissions.onAdded, "worker_access_changed");
hand(chrome.permissions.onRemoved, "worker_access_changed");

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  ready.then(() => autobolt.worker_message(message, sender)).then(answer, (error) => answer({ error: String(error) }));
  return true; // the answer comes later
});
