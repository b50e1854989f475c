// The texts around a control, by the route that leads to each.

const ERROR_CLASS =
  /(^|[\s_-])(error|errors|invalid|danger|not-valid|validation|feedback|alert-danger|parsley|form-error|field-error|errormsg|errmsg)([\s_-]|$)|wpcf7-not-valid-tip|(error|invalid)(-?(text|message|msg|feedback|label|help))/i;
const HELP_CLASS =
  /(^|[\s_-])(help|hint|desc|description|note|muted|tip|instructions?|helper|form-text|subtext|info)([\s_-]|$)/i;

/** Wrappers of choices that have no name in common. */
const CHOICES = /(check(box)?|radio|option|choice)-?(group|list|set)(\s|$)/i;

/** Finds the texts around controls, by route. */
class Labeller {
  constructor(survey) {
    this.s = survey;
    this.entryList = survey.controls.filter((c) => ENTRY.has(c.kind));
    this.fields = new Map();
    // Labels that lead to no control.
    this.orphans = survey.labels.filter((l) => !l.el.control);
  }

  say(els) {
    return folded(
      els
        .map((e) => this.s.text(e))
        .filter(Boolean)
        .join(" "),
      300,
    );
  }

  /** All routes for one control; `stand` is the native control it stands for (a textarea behind an editor, a select behind a box). */
  labels(c, stand) {
    const el = c.el;
    const own = this.native(el);
    // A box around its own input carries the input's label inside.
    const inner = c.kind === "combobox" && !own.label_for ? el.querySelector?.("input:not([type=hidden])") : null;
    if (inner) own.label_for = this.native(inner).label_for;
    const of = stand ? this.native(stand) : null;
    const about = stand ?? el;
    const field = this.field(c, stand);
    const near = this.near(c, field);
    return {
      label_for: own.label_for || of?.label_for || "",
      // A box drawn by a script often carries its label as its own text.
      wrapping:
        own.wrapping || of?.wrapping || (c.kind === "checkbox" || c.kind === "radio" ? folded(this.s.text(el), 300) : ""),
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
    // Some validators put their complaints into labels.
    labels = labels.filter((l) => l.contains(el) || !ERROR_CLASS.test(attr(l, "class")));
    const around = labels.filter((l) => l.contains(el));
    const outer = closest(el, (e) => tagOf(e) === "label");
    if (outer && !around.includes(outer) && !outer.htmlFor) around.push(outer);
    return { label_for: this.say(labels.filter((l) => !l.contains(el))), wrapping: this.say(around) };
  }

  labelledBy(el, c) {
    // A box that names its own shown value is not labelled by it.
    return this.say(byIds(el, attr(el, "aria-labelledby")).filter((e) => e !== el && !el.contains(e) && !c.el.contains(e)));
  }

  /** The field of a control that is not being described. */
  fieldOf(c) {
    let field = this.fields.get(c);
    if (!field) this.fields.set(c, (field = this.field(c, null)));
    return field;
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
    let i = this.entryList.indexOf(c);
    const listed = i >= 0;
    // A zone for files is no entry itself: it stands before the first entry after it.
    if (!listed) i = this.entryList.findIndex((o) => o.order > c.order);
    if (i < 0) i = this.entryList.length;
    const others = (o) => o && !c.el.contains(o.el) && !o.el.contains(c.el) && !field.contains(o.el);
    let p = i - 1;
    while (p >= 0 && !others(this.entryList[p])) p--;
    let n = listed ? i + 1 : i;
    while (n < this.entryList.length && !others(this.entryList[n])) n++;
    const from = p < 0 ? 0 : this.entryList[p].at;
    const to = n >= this.entryList.length ? tokens.length : this.entryList[n].at;
    const box = c.kind === "combobox" ? boxAround(c.el) : null;
    // What stands behind the control before, in a wrapper of its own, is that one's caption.
    const theirs = p < 0 ? null : this.fieldOf(this.entryList[p]);
    const readable = (t) =>
      !t.inControl && !box?.contains(t.el) && !theirs?.contains(t.el) && (t.sight.seen || (!c.sight.seen && c.sight.down === t.sight.down));
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
    // A remark between the name and the control is not the name; it stands behind it in brackets.
    const remark = (e) => closest(e, (x) => x === field || HELP_CLASS.test(attr(x, "class"))) !== field;
    const part = (wanted) => gather(c.at - 1, -1, from, { contains: (e) => composed.contains(e) && remark(e) === wanted });
    const [name, more] = [part(false), part(true)];
    let before = gather(c.at - 1, -1, from, composed) || gather(c.at - 1, -1, from, wide);
    if (name && more) before = folded(`${name} (${more.replace(/[()]/g, "")})`, 300);
    // Two fields under one label: the text stands further out, with nothing else between.
    for (
      let e = parentOf(bound), n = 0;
      !before && e && n < 3 && e !== document.body && !/^(form|td|tr|fieldset)$/.test(tagOf(bound));
      bound = e, e = parentOf(e), n++
    )
      before = gather(c.at - 1, -1, from, inside(e));
    return {
      before,
      // What stands outside, after a field to type into, belongs to the next one.
      after: gather(c.at, 1, to, composed) || (c.kind === "checkbox" || c.kind === "radio" ? gather(c.at, 1, to, wide) : ""),
    };
  }

  description(el, field, box) {
    const own = boxAround(el);
    const named = byIds(el, attr(el, "aria-describedby")).filter(
      (e) => !ERROR_CLASS.test(attr(e, "class")) && !own?.contains(e),
    );
    const after = [];
    for (let e = box; e && e !== parentOf(field) && after.length === 0; e = parentOf(e)) {
      const n = e.nextElementSibling;
      if (
        n &&
        !named.includes(n) &&
        (tagOf(n) === "small" || HELP_CLASS.test(attr(n, "class"))) &&
        !this.s.entries.get(n) &&
        this.s.sight(n).seen
      )
        after.push(n);
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
        const text = l
          ? this.say([l])
          : folded(attr(e, "aria-label"), 300) || this.say(byIds(e, attr(e, "aria-labelledby")));
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
    const set = name ? null : closest(parentOf(c.el), (e) => /^(radio)?group$/.test(roleOf(e)) || CHOICES.test(attr(e, "class")));
    const group = this.entryList.filter(
      (o) =>
        o.kind === c.kind &&
        (name
          ? attr(o.el, "name") === name && o.el.form === c.el.form
          : set?.contains(o.el) || (o.kind === "radio" && parentOf(o.el) === parentOf(c.el))),
    );
    if (group.length < 2) return "";
    let around = group[0].el;
    while (around && !group.every((g) => contains(around, g.el))) around = parentOf(around);
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
    const bound = field === around ? (parentOf(field) ?? field) : field;
    const found = [];
    let block = null;
    for (let k = first.at - 1; k >= from; k--) {
      const t = this.s.tokens[k];
      if (!contains(bound, t.el) || t.inControl || (c.sight.seen && !t.sight.seen)) continue;
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
    for (let k = i - 1; k >= 0 && !previous; k--)
      if (!c.el.contains(this.entryList[k].el) && !field.contains(this.entryList[k].el)) previous = this.entryList[k];
    const after = previous ? previous.order : 0;
    let best = null;
    for (const l of this.orphans) if (l.order < c.order && l.order > after) best = l;
    if (!best) for (const l of this.orphans) if (field.contains(l.el)) best = l;
    return best ? this.say([best.el]) : "";
  }

  error(el, field, box) {
    const named = byIds(el, attr(el, "aria-errormessage")).filter((e) => this.s.sight(e).seen);
    const described = byIds(el, attr(el, "aria-describedby")).filter(
      (e) => (ERROR_CLASS.test(attr(e, "class")) || roleOf(e) === "alert") && this.s.sight(e).seen,
    );
    const found = new Set([...named, ...described]);
    if (found.size === 0 && field !== box)
      for (const e of field.querySelectorAll("[class],[role=alert]")) if (this.isError(e, el)) found.add(e);
    if (found.size === 0)
      for (let e = field, n = 0; n < 2 && e; n++, e = nextElement.call(e))
        if (e !== field && this.isError(e, el)) found.add(e);
    const outer = [...found].filter((e) => ![...found].some((o) => o !== e && o.contains(e)));
    const said = this.say(outer.slice(0, 3));
    // A counter beside the message ("158 / 200") is no complaint.
    return /\p{L}/u.test(said) ? said : "";
  }

  isError(e, el) {
    // The red mark of a required field stands in its label.
    const label = closest(e, (x) => tagOf(x) === "label");
    if (label && label !== e && !label.contains(el)) return false;
    if (label === e && label.control !== el) return false;
    return (
      (ERROR_CLASS.test(attr(e, "class")) || roleOf(e) === "alert") &&
      !e.contains(el) &&
      !this.s.entries.get(e) &&
      !isIcon(e) &&
      this.s.sight(e).seen
    );
  }
}
