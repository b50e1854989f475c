// The staff pages' own script: live refresh, local times, answers to actions, keys.
"use strict";
(() => {
  const view = () => document.getElementById("view");
  const stale = document.getElementById("stale");
  const lamp = document.getElementById("live");
  const STALE_MS = 12000;   // two ticks missed, and a little
  const GATHER_MS = 20;     // a burst of changes is one refresh
  const BETWEEN_MS = 100;   // and not more often than this, nor than a busy server answers

  // --- Live: one stream for all tabs of this browser; the tab that holds the lock shares what it hears. ---
  let heard = Date.now(), lastId = "", reading = false, wanted = 0, last = 0, took = 0, timer = 0;
  const channel = new BroadcastChannel("autobolt-live");
  channel.onmessage = (m) => take(m.data);

  function take(message) {
    heard = Date.now();
    if (message.id) lastId = message.id;
    lamp.className = "live on";
    lamp.title = "Live";
    if (!stale.hidden) { stale.hidden = true; refresh(); }
    if (message.type === "resync") return refresh();
    const main = view();
    if (!("live" in main.dataset)) return;
    // A tick also brings what is no event of its own: how long a step takes, who fell silent.
    if (message.type === "tick") return refresh();
    const change = message.change, job = main.dataset.live;
    if (!job || !change.job_id || change.job_id === job) refresh();
  }

  function refresh() {
    wanted = 1;
    if (timer || reading || document.hidden) return;
    timer = setTimeout(read, Math.max(GATHER_MS, last + Math.max(BETWEEN_MS, 2 * took) - Date.now()));
  }
  function read() {
    timer = 0; wanted = 0; last = Date.now();
    const main = view();
    if ("live" in main.dataset) { reading = true; htmx.trigger(main, "refresh"); }
  }
  document.addEventListener("htmx:finally:request", (e) => {
    if (e.detail.ctx?.sourceElement?.id !== "view") return;
    reading = false;
    took = Math.min(2000, Date.now() - last);
    if (wanted) refresh();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });

  // The tab that listens is the one that notifies.
  const tell = (message) => { channel.postMessage(message); take(message); attend(); };
  function listen() {
    const url = "/staff/events";
    let source, again = 500;
    const open = () => {
      source = new EventSource(url);
      source.addEventListener("open", () => { again = 500; tell({ type: "resync" }); });
      source.addEventListener("tick", () => tell({ type: "tick" }));
      source.addEventListener("resync", () => tell({ type: "resync" }));
      source.addEventListener("change", (e) => tell({ type: "change", id: e.lastEventId, change: JSON.parse(e.data) }));
      // The browser reconnects by itself after a cut; after an error answer it gives up, and we do not.
      source.addEventListener("error", () => {
        if (source.readyState !== EventSource.CLOSED) return;
        setTimeout(open, again);
        again = Math.min(again * 2, 10000);
      });
    };
    open();
    addEventListener("pagehide", () => source.close(), { once: true });
    return new Promise(() => {}); // held until this tab goes
  }
  if (navigator.locks) navigator.locks.request("autobolt-live", listen); else listen();
  // Brought back from the browser's back-forward cache, the stream is closed.
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

  setInterval(() => {
    const silent = Date.now() - heard;
    if (silent < STALE_MS) return;
    lamp.className = "live off";
    lamp.title = "Not live";
    stale.textContent = `Stale since ${Math.round(silent / 1000)} s: the server does not answer. What you see may be out of date; reconnecting by itself.`;
    stale.hidden = false;
  }, 1000);

  // --- Times: local, exact on hover. Observed, so that a morph never shows the server's text for a frame. ---
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
  const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
  function words(at) {
    const s = Math.round((at - Date.now()) / 1000), far = Math.abs(s);
    if (far < 10) return relative.format(0, "second");
    if (far < 60) return relative.format(s, "second");
    if (far < 3600) return relative.format(Math.trunc(s / 60), "minute");
    if (at.toDateString() === new Date().toDateString()) return clock.format(at);
    return `${day.format(at)}, ${clock.format(at)}`;
  }
  function localise(root) {
    for (const t of root.querySelectorAll("time[datetime]")) {
      const at = new Date(t.dateTime), text = words(at), title = exact.format(at);
      if (t.textContent !== text) t.textContent = text;
      if (t.title !== title) t.title = title;
    }
  }
  const watch = new MutationObserver(() => { localise(document); watch.takeRecords(); });
  localise(document);
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  setInterval(() => localise(document), 10000);

  // On a phone the navigation is wider than the screen.
  document.querySelector("#nav a[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // --- Actions: the answer in words, the reason when refused. ---
  const toasts = document.getElementById("toasts");
  function toast(text, bad) {
    const box = document.createElement("div");
    box.className = bad ? "toast bad" : "toast";
    box.append(text);
    const close = document.createElement("button");
    close.className = "quiet"; close.ariaLabel = "Close"; close.textContent = "×";
    close.onclick = () => box.remove();
    box.append(close);
    toasts.append(box);
    while (toasts.children.length > 4) toasts.firstChild.remove();
    setTimeout(() => box.remove(), bad ? 20000 : 6000);
  }
  document.addEventListener("htmx:after:request", (e) => {
    const ctx = e.detail.ctx;
    const status = ctx?.response?.raw?.status ?? 0;
    if (status === 401) { e.preventDefault(); return location.reload(); }
    if (ctx?.sourceElement?.id === "view") {
      // An error's text is no page; what is shown stays, and the next change or tick tries again.
      if (status !== 200) e.preventDefault();
      return;
    }
    if (ctx?.request?.method?.toUpperCase() !== "POST") return;
    // The answer is data: it must never be looked at as HTML, whatever names stand in it.
    e.preventDefault();
    let body = {};
    try { body = JSON.parse(ctx.text); } catch { /* no JSON: a proxy's page */ }
    if (status >= 200 && status < 300) {
      toast(body.message ?? "Done");
      const go = ctx.sourceElement.dataset.go;
      if (go && body.id) return location.assign(go + body.id);
      ctx.sourceElement.closest("details.more")?.removeAttribute("open");
      if (ctx.sourceElement.matches("form:not([data-keep])")) ctx.sourceElement.reset();
    } else {
      toast(body.detail || body.title || `The server answered ${status}.`, true);
    }
    refresh();
  });
  document.addEventListener("htmx:error", (e) => {
    if (e.detail.ctx?.request?.method?.toUpperCase() === "POST") toast("The server could not be reached. Nothing was changed, or it is not known; look again.", true);
  });

  const ask = document.getElementById("confirm");
  document.addEventListener("htmx:confirm", (e) => {
    const question = e.detail.ctx?.confirm;
    if (!question) return;
    e.preventDefault();
    ask.querySelector("p").textContent = question;
    ask.returnValue = "no";
    ask.addEventListener("close", () => ask.returnValue === "yes" ? e.detail.issueRequest() : e.detail.dropRequest?.(), { once: true });
    ask.showModal();
  });

  // --- Notifications of this computer: a person is needed, or an AutoBolt fell silent. ---
  const notify = document.getElementById("notify");
  const wants = () => localStorage.getItem("autobolt-notify") === "on" && window.Notification?.permission === "granted";
  let told = null, asked = 0;
  async function attend() {
    if (!wants() || Date.now() - asked < 3000) return;
    asked = Date.now();
    try {
      const answer = await fetch("/staff/api/queue", { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const { needs_staff: needs, silent } = await answer.json();
      const fresh = silent.filter((name) => told && !told.silent.includes(name));
      const show = (title, body, tag, href) => {
        const note = new Notification(title, { body, tag, icon: "/staff/assets/icon.svg" });
        note.onclick = () => { window.focus(); location.assign(href); };
      };
      if (told && needs > told.needs) show(`${needs} ${needs === 1 ? "directory needs" : "directories need"} you`, "A CAPTCHA, a sign-in or a missing answer is in the way.", "autobolt-needs", "/staff/needs-you");
      if (fresh.length) show(`${fresh.join(", ")} fell silent`, "It holds a job or prepared pages and is not heard of any more.", "autobolt-silent", "/staff/autobolts");
      told = { needs, silent };
    } catch { /* the stale banner says it */ }
  }
  if (notify && window.Notification) {
    const label = () => { notify.textContent = wants() ? "Do not notify me here" : "Notify me on this computer"; };
    notify.hidden = false;
    label();
    notify.onclick = async () => {
      if (wants()) localStorage.removeItem("autobolt-notify");
      else if (await Notification.requestPermission() === "granted") { localStorage.setItem("autobolt-notify", "on"); attend(); }
      else toast("The browser does not allow notifications from this page.", true);
      label();
    };
  }

  // --- Keys: / search, j k through the list, Enter opens, g and a digit goes to a page, ? tells them. ---
  const help = document.getElementById("help");
  document.getElementById("keys")?.addEventListener("click", () => help.showModal());
  let going = 0;
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
    if (e.key === "?") { e.preventDefault(); return help.showModal(); }
    if (e.key === "g") { going = Date.now(); return; }
    if (/^[1-9]$/.test(e.key) && Date.now() - going < 2000) {
      const page = document.querySelectorAll("#nav a")[e.key - 1];
      if (page) location.assign(page.href);
      return;
    }
    if (e.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { e.preventDefault(); search.focus(); }
    } else if (e.key === "j" || e.key === "k") {
      const stops = [...view().querySelectorAll(".job h2 a, .results td > details > summary, .waiting b + a, .scroll td:first-child > a:first-child")];
      if (!stops.length) return;
      const at = stops.indexOf(document.activeElement);
      stops[Math.min(stops.length - 1, Math.max(0, at + (e.key === "j" ? 1 : -1)))].focus();
    }
  });
})();
