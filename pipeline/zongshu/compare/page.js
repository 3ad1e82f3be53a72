// The data, small helpers, and the dialog that shows the sentences behind a cell.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const words = data.labels;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const positions = (names) => Object.fromEntries(names.map((name, at) => [name, at]));
const collator = new Intl.Collator(data.lang === "zh" ? "zh" : undefined, { numeric: true });

// Text of articles reaches the page through textContent alone.
function node(tag, text, kind, attributes) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (kind) made.className = kind;
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function options(select, pairs) {
  select.replaceChildren(...pairs.map(([value, text]) => {
    const option = node("option", text);
    option.value = value;
    return option;
  }));
}

const CELL = positions(data.cells.columns);
const cells = data.cells.rows;
let claimRows = null;
const CLAIM = {};

// The claims are many: they are read when they are first asked for.
function claims() {
  if (claimRows) return claimRows;
  const held = JSON.parse(byId("claims-data").textContent);
  Object.assign(CLAIM, positions(held.columns));
  held.rows.forEach((row) => held.texts.forEach((at) => { if (row[at] !== null) row[at] = held.strings[row[at]]; }));
  claimRows = held.rows;
  return claimRows;
}

function fact(list, name, ...values) {
  const told = values.filter((value) => value !== null && value !== undefined && value !== "");
  const pair = node("div");
  const value = node("dd");
  told.forEach((part) => value.append(part instanceof Node ? part : node("span", part)));
  if (!told.length) value.append(node("span", words.untold, "faint"));
  pair.append(node("dt", name), value);
  list.append(pair);
}

function quote(tag, row) {
  const text = row[CLAIM.text] || "";
  const made = node(tag, null, null, { lang: "zh" });
  if (row[CLAIM.from] < 0) made.append(text);
  else {
    made.append(text.slice(0, row[CLAIM.from]), node("mark", text.slice(row[CLAIM.from], row[CLAIM.to])));
    made.append(text.slice(row[CLAIM.to]));
  }
  return made;
}

function claimCard(row, cell) {
  const card = node("article", null, cell ? "claim shown" : "claim");
  const head = node("h3");
  head.append(node("span", row[CLAIM.figure]), node("small", row[CLAIM.unit]));
  if (cell) head.append(node("span", words.shown, "tag"));
  if (row[CLAIM.repeat]) head.append(node("span", words.repeat, "tag"));
  if (row[CLAIM.fictional]) head.append(node("span", words.fictional, "tag warn"));
  card.append(head);
  if (row[CLAIM.text]) card.append(quote("blockquote", row));
  const facts = node("dl");
  // The table has one unit for an indicator, an article its own.
  if (cell && cell[CELL.figure] !== row[CLAIM.figure]) fact(facts, words.side, cell[CELL.figure], cell[CELL.unit]);
  fact(facts, words.place, row[CLAIM.place], row[CLAIM.level]);
  fact(facts, words.indicator, row[CLAIM.name]);
  fact(facts, words.clean, row[CLAIM.clean], row[CLAIM.sentence]);
  fact(facts, words.item, row[CLAIM.item]);
  fact(facts, words.source, row[CLAIM.title], row[CLAIM.source] && node("code", row[CLAIM.source]));
  if (row[CLAIM.start] !== null) {
    fact(facts, words.offsets, fill(words["offsets.text"], { start: row[CLAIM.start], end: row[CLAIM.end] }));
  }
  fact(facts, words.period, row[CLAIM.period], row[CLAIM.period_text]);
  fact(facts, words.status, row[CLAIM.status]);
  if (row[CLAIM.confidence] !== null) fact(facts, words.confidence, row[CLAIM.confidence].toFixed(2));
  card.append(facts);
  return card;
}

const dialog = byId("evidence");
const MOST_CARDS = 60;
function open(title, rows, cell) {
  byId("evidence-title").textContent = title;
  const capped = fill(words["evidence.capped"], { n: MOST_CARDS, m: rows.length });
  const whole = rows.length === 1 ? words["evidence.one"] : fill(words["evidence.count"], { n: rows.length });
  byId("evidence-count").textContent = rows.length > MOST_CARDS ? capped : whole;
  byId("evidence-rule").hidden = !(cell && cell[CELL.conflict]);
  const flags = cell ? cell[CELL.flags] : [];
  byId("evidence-flags").hidden = !flags.length;
  byId("evidence-flags").replaceChildren(...flags.map((flag) => node("li", data.flags[flag])));
  byId("evidence-claims").replaceChildren(
    ...rows.slice(0, MOST_CARDS).map((row, at) => claimCard(row, at === 0 ? cell : null)));
  dialog.showModal();
  dialog.scrollTop = 0;
}
byId("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

// The claims of a cell stand together, all years; those of the year that is shown come first.
function openCell(cell) {
  const all = claims().slice(cell[CELL.first], cell[CELL.last] + 1);
  const same = all.filter((row) => row[CLAIM.year] === cell[CELL.year]);
  const others = all.filter((row) => row[CLAIM.year] !== cell[CELL.year]);
  const title = `${data.places[cell[CELL.place]][0]} · ${data.indicators[cell[CELL.indicator]].name}`;
  open(title, [...same, ...others], cell);
}

// Long tables come in parts.
function pager(nav, total, size, page, go) {
  nav.hidden = total <= size;
  if (nav.hidden) return;
  const last = Math.ceil(total / size) - 1;
  const button = (text, to) => {
    const made = node("button", text, null, { type: "button" });
    made.disabled = to < 0 || to > last;
    made.addEventListener("click", () => {
      go(to);
      const again = [...nav.querySelectorAll("button")].find((other) => other.textContent === text && !other.disabled);
      (again || nav.querySelector("button:not(:disabled)")).focus();
    });
    return made;
  };
  const span = { from: page * size + 1, to: Math.min(total, (page + 1) * size), n: total };
  nav.replaceChildren(button(words["pages.previous"], page - 1), node("span", fill(words["pages.rows"], span)),
    button(words["pages.next"], page + 1));
}

function sortHead(text, kind, state, key, go) {
  const head = node("th", null, kind === "number" ? "number" : "", { scope: "col" });
  head.setAttribute("aria-sort", state.key === key ? (state.sign > 0 ? "ascending" : "descending") : "none");
  const button = node("button", null, null, { type: "button", title: fill(words.sort, { name: text }) });
  button.append(node("span", text), node("span", null, "arrow", { "aria-hidden": "true" }));
  button.addEventListener("click", () => {
    // Numbers start with the largest, words with the first.
    const first = kind === "number" ? -1 : 1;
    state.sign = state.key === key ? -state.sign : first;
    state.key = key;
    go(key);
  });
  head.append(button);
  return head;
}

// What is missing stays at the end both ways; equal ones keep their order.
function sorted(items, value, sign) {
  const keyed = items.map((item, at) => [value(item), at, item]);
  keyed.sort(([left, leftAt], [right, rightAt]) => {
    const none = (left === null || left === undefined) - (right === null || right === undefined);
    if (none || left === null || left === undefined) return none || leftAt - rightAt;
    const order = typeof left === "number" ? left - right : collator.compare(left, right);
    return sign * order || leftAt - rightAt;
  });
  return keyed.map(([, , item]) => item);
}

function later(run) {
  let wait;
  return () => { clearTimeout(wait); wait = setTimeout(run, 120); };
}
