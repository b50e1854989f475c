// A mouse that opens, clicks and closes.

/** The whole sequence a mouse makes; components open on any part of it. */
const pointAt = async (whole) => {
  bring(whole);
  const r = boxOf(whole);
  const hit = rootOf(whole).elementFromPoint?.(r.left + r.width / 2, r.top + r.height / 2);
  // A mouse meets the innermost element, and some listen only there.
  const el = hit && contains(whole, hit) ? hit : whole;
  const at = { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2 };
  const base = { bubbles: true, cancelable: true, composed: true, view: window, ...at };
  const pointer = (type, extra) =>
    el.dispatchEvent(new PointerEvent(type, { ...base, pointerId: 1, pointerType: "mouse", isPrimary: true, ...extra }));
  const mouse = (type, extra) => el.dispatchEvent(new MouseEvent(type, { ...base, ...extra }));
  const down = { button: 0, buttons: 1, detail: 1 };
  const up = { button: 0, buttons: 0, detail: 1 };
  pointer("pointerover");
  pointer("pointerenter", { bubbles: false });
  mouse("mouseover");
  mouse("mouseenter", { bubbles: false });
  if (el !== whole) whole.dispatchEvent(new MouseEvent("mouseenter", base));
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
  await breath();
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

/** Where a person would press to open a box: on what is seen of it, not on the cross of a chip. */
const partToPress = (el) => {
  bring(el);
  const r = el.getBoundingClientRect();
  for (const x of [0.5, 0.9, 0.1]) {
    const hit = el.getRootNode().elementFromPoint?.(r.left + r.width * x, r.top + r.height / 2);
    if (hit && el.contains(hit) && !closest(hit, (e) => e !== el && el.contains(e) && /remove|close|clear|delete/i.test(attr(e, "class"))))
      return hit;
  }
  return el;
};

/** Opens the closed branches of a tree, a few levels deep. */
const unfold = async (tree) => {
  for (let level = 0; level < 3; level++) {
    const closed = all(tree, "[role=treeitem][aria-expanded=false]").slice(0, 60);
    for (const item of closed) {
      const sign = item.querySelector(".jstree-ocl, [class*=expander], [class*=toggle], [class*=switcher]");
      const row = sign ?? (tagOf(item) === "li" ? null : parentOf(item)?.querySelector(".jstree-ocl, [class*=toggle], [class*=switcher]"));
      if (row) row.click();
      else {
        focusOn(item);
        stroke(item, "ArrowRight");
      }
    }
    if (!closed.length) return done;
    await pause(60);
  }
  return done;
};

const open = async (el) => {
  if (isDisabled(el)) return refuse("disabled");
  if (roleOf(el) === "tree") return unfold(el);
  if (attr(el, "aria-expanded") === "true") {
    if (opened?.el !== el) opened = { el, before: new Set() };
    return done;
  }
  opened = { el, before: new Set(shownPopups()) };
  const inner = tagOf(el) !== "input" && tagOf(el) !== "button" ? el.querySelector("input:not([type=hidden])") : null;
  await pointAt(inner && canBeSeen(inner) ? inner : partToPress(el));
  await pause(60);
  const isOpen = () =>
    attr(el, "aria-expanded") === "true" ||
    el.querySelector("[aria-expanded=true]") ||
    shownPopups().some((p) => !opened.before.has(p));
  if (!isOpen()) {
    if (inner) focusOn(inner);
    await pause(30);
  }
  if (!isOpen()) {
    stroke(inner ?? el, "ArrowDown");
    await pause(60);
  }
  return done;
};

const close = async (el) => {
  if (roleOf(el) === "tree") return done;
  const active = document.activeElement;
  stroke(active && active !== document.body ? active : el, "Escape");
  await pause(30);
  if (el.isConnected && attr(el, "aria-expanded") === "true") {
    stroke(el, "Escape");
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"])
      document.body.dispatchEvent(
        new (type.startsWith("p") ? PointerEvent : MouseEvent)(type, { bubbles: true, composed: true, button: 0 }),
      );
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
