// The data, what was decided, and small helpers.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const words = data.labels;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const FIELDS = data.fields;

// Text of articles reaches the page through textContent alone.
function node(tag, text, kind, attributes) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (kind) made.className = kind;
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, text]) => {
    const option = node("option", text);
    option.value = value;
    return option;
  }));
  if (chosen !== undefined && pairs.some(([value]) => value === chosen)) select.value = chosen;
}

let quiet;
function say(text) {
  byId("say").textContent = "";
  clearTimeout(quiet);
  // An unchanged text would not be read out again.
  setTimeout(() => { byId("say").textContent = text; }, 20);
  quiet = setTimeout(() => { byId("say").textContent = ""; }, 6000);
}

// Articles are many: each is read when it is first asked for.
const held = new Map();
function article(at) {
  if (!held.has(at)) held.set(at, new Text(JSON.parse(byId(`article-${at}`).textContent)));
  return held.get(at);
}

const keyOf = (id, start, end) => `${id}:${start}:${end}`;
const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

// A decision: {action, time}, for edit also {changes}, for add also {article, claim}.
let decisions = new Map();
let past = [];
let coder = "";
const STORE = "zongshu.review";
const slot = () => `${STORE}:${data.digest}:${coder}`;

function stored(name) {
  // A browser may forbid storage to files from disk.
  try { return localStorage.getItem(name); } catch { return null; }
}

// An edit may move the borders of a claim; all that follows from them moves along.
const BORDERS = ["start", "end", "text", "clean", "runs", "at", "sentence"];
const moves = (decision) => Boolean(decision && decision.action === "edit" && "start" in decision.changes);

// Numbers that an added or moved claim covers, though it may begin or end elsewhere.
const covered = new Set();
function cover() {
  covered.clear();
  decisions.forEach((decision, key) => {
    const added = decision.action === "add";
    if (!added && !moves(decision)) return;
    const at = added ? decision.article : (data.keys.get(key) || [])[0];
    data.numbers.forEach((row) => {
      if (row[0] === at && (added ? decision.claim : decision.changes).runs.some(([start, end]) => start < row[2] && row[1] < end)) covered.add(row.key);
    });
  });
}

function keep() {
  cover();
  try {
    localStorage.setItem(slot(), JSON.stringify([...decisions]));
    localStorage.setItem(`${STORE}:coder`, coder);
  } catch { say(words["told.quota"]); }
}

function become(name) {
  coder = name;
  past = [];
  decisions = new Map();
  try { decisions = new Map(JSON.parse(stored(slot()) || "[]")); } catch { /* what is broken is no progress */ }
  keep();
}

function decide(key, decision) {
  past.push([key, decisions.get(key), state.mode, state.key]);
  if (decision) decisions.set(key, { ...decision, time: now() });
  else decisions.delete(key);
  keep();
}

// A claim or a number of the page; `claim` and `number` are as in the data of the article.
function thing(key) {
  const added = decisions.get(key);
  if (added && added.action === "add") return { key, article: added.article, claim: added.claim, added: true };
  const [at, kind, index] = data.keys.get(key) || [];
  if (at === undefined) return null;
  const body = article(at)[kind][index];
  return kind === "claims" ? { key, article: at, claim: body } : { key, article: at, number: body };
}

// What the claim says after its corrections.
function current(one) {
  const decision = decisions.get(one.key);
  return decision && decision.action === "edit" ? { ...one.claim, ...decision.changes } : one.claim;
}

const stateOf = (key) => (decisions.has(key) ? decisions.get(key).action : covered.has(key) ? "add" : "open");
// The index knows each claim and number without its article: [article, start, end, ...].
data.keys = new Map();
data.claims.forEach((row, at) => {
  row.key = keyOf(data.articles[row[0]].id, row[1], row[2]);
  data.keys.set(row.key, [row[0], "claims", at - data.articles[row[0]].claims]);
});
data.numbers.forEach((row, at) => {
  row.key = keyOf(data.articles[row[0]].id, row[1], row[2]);
  if (!data.keys.has(row.key)) data.keys.set(row.key, [row[0], "numbers", at - data.articles[row[0]].numbers]);
});

const grouped = (number) => String(number).replace(/^[+-]?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

function figure(quantity) {
  if (!quantity) return "";
  const { value, low, high, approx } = quantity;
  const plain = (number) => (number === null || number === undefined ? "" : grouped(number));
  if (value === null) return low === null ? `≤${plain(high)}` : high === null ? `≥${plain(low)}` : `${plain(low)}–${plain(high)}`;
  return ({ over: "≥", under: "≤", about: "≈" }[approx] || "") + plain(value);
}
