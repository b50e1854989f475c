import init, { options_page } from "./autobolt.js";

await init({ module_or_path: chrome.runtime.getURL("autobolt_bg.wasm") });
options_page();
