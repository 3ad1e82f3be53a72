// The table of what to check, and the card of the row that is current.
const ROWS = 80;
const state = { mode: "claims", view: "raw", key: null, first: 0, rows: [] };
const FILTERS = ["scope", "order", "state", "place", "indicator", "status", "flag", "role"];
const OF_MODE = { claims: ["scope", "order", "state", "place", "indicator", "status", "flag"], numbers: ["scope", "order", "state", "role"] };
const chosen = (name) => byId(`by-${name}`).value;

// A row as the filters see it: corrections count.
function facts(row) {
  const [at, start, , number, unit, item, place, indicator, status, confidence, flags] = row;
  const decision = decisions.get(row.key);
  const made = { key: row.key, at, start, number, unit, item, place, indicator, status, confidence, flags };
  return decision && decision.action === "edit" ? { ...made, ...brief(decision.changes) } : made;
}

function brief(claim) {
  const made = {};
  if (claim.quantity) Object.assign(made, { number: figure(claim.quantity), unit: claim.quantity.unit });
  ["item", "status"].forEach((name) => { if (name in claim) made[name] = claim[name]; });
  if ("place" in claim) made.place = claim.place ? claim.place.name : null;
  if ("indicator" in claim) made.indicator = claim.indicator ? claim.indicator.id : null;
  return made;
}

function everything() {
  if (state.mode === "numbers") {
    return data.numbers.map((row) => ({ key: row.key, at: row[0], start: row[1], number: row[3], role: row[4], item: row[5] }));
  }
  const rows = data.claims.map(facts);
  decisions.forEach((decision, key) => {
    if (decision.action !== "add") return;
    const claim = decision.claim;
    rows.push({ key, at: decision.article, start: claim.start, flags: [], confidence: 1, ...brief(claim) });
  });
  return rows;
}

function listed() {
  const any = (name, value) => !chosen(name) || chosen(name) === (value || "-");
  const rows = everything().filter((row) => {
    if (chosen("scope") === "article" && shown && row.at !== shown.at) return false;
    if (!any("state", stateOf(row.key))) return false;
    if (state.mode === "numbers") return any("role", row.role);
    const flag = chosen("flag");
    const flagged = !flag || (flag === "*" ? row.flags.length > 0 : flag === "-" ? !row.flags.length : row.flags.includes(flag));
    return flagged && any("place", row.place) && any("indicator", row.indicator) && any("status", row.status);
  });
  const roles = ["claim", "label", "ordinal", "date"];
  const doubt = state.mode === "numbers"
    ? (row) => [roles.indexOf(row.role)]
    : (row) => [row.flags.length ? 0 : 1, row.confidence];
  rows.sort((one, other) => {
    if (chosen("order") === "doubt") {
      const [left, right] = [doubt(one), doubt(other)];
      for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return left[at] - right[at];
    }
    return one.at - other.at || one.start - other.start;
  });
  return rows;
}

const indicatorName = (id) => (id ? data.indicators[id] || id : "—");

function drawRows() {
  const columns = state.mode === "claims"
    ? [["state", ""], ["number", words.number], ["item", words.item], ["indicator", words.indicator], ["place", words.place], ["status", words.status], ["confidence", words.confidence]]
    : [["state", ""], ["number", words.number], ["role", words.role], ["item", words.around]];
  const head = node("tr");
  columns.forEach(([name, text]) => {
    const cell = node("th", text, name, { scope: "col" });
    if (!text) cell.append(node("span", words.state, "quiet"));
    head.append(cell);
  });
  byId("rows").tHead.replaceChildren(head);
  const page = state.rows.slice(state.first, state.first + ROWS);
  byId("rows").tBodies[0].replaceChildren(...page.map((row) => tableRow(row, columns)));
  byId("rows-back").disabled = state.first === 0;
  byId("rows-on").disabled = state.first + ROWS >= state.rows.length;
  byId("rows-count").textContent = state.rows.length
    ? fill(words.rows, { from: grouped(state.first + 1), to: grouped(Math.min(state.rows.length, state.first + ROWS)), n: grouped(state.rows.length) })
    : words["rows.none"];
}

const SIGNS = { open: "", accept: "✓", edit: "✎", reject: "✕", add: "+", dismiss: "–" };

function tableRow(row, columns) {
  const status = stateOf(row.key);
  const made = node("tr", null, `is-${status}`);
  if (row.key === state.key) made.setAttribute("aria-current", "true");
  made.key = row.key;
  columns.forEach(([name]) => {
    const cell = node("td", null, name);
    if (name === "state") {
      cell.append(node("span", SIGNS[status], "sign", { "aria-hidden": "true" }), node("span", words[`state.${status}`], "quiet"));
    } else if (name === "number") {
      const button = node("button", null, "link", { type: "button" });
      button.append(node("span", row.number));
      if (row.unit) button.append(node("small", row.unit));
      cell.append(button);
    } else if (name === "item") cell.append(node("span", row.item || "—", null, { lang: "zh" }));
    else if (name === "place") cell.append(node("span", row.place || "—", null, { lang: "zh" }));
    else if (name === "indicator") cell.textContent = indicatorName(row.indicator);
    else if (name === "status") cell.append(node("span", words[`status.${row.status}`] || row.status, `pill ${row.status}`));
    else if (name === "role") cell.textContent = words[`role.${row.role}`] || row.role;
    else {
      cell.append(node("span", row.confidence.toFixed(2), row.confidence < 0.6 ? "weak" : null));
      if (row.flags.length) cell.append(node("span", String(row.flags.length), "badge", { title: row.flags.join(", "), "aria-label": row.flags.join(", ") }));
    }
    made.append(cell);
  });
  return made;
}

function counts() {
  const done = (rows) => rows.filter((row) => stateOf(row.key) !== "open").length;
  const [claims, numbers] = [done(data.claims), done(data.numbers)];
  byId("progress").textContent = `${fill(words.progress, { n: grouped(claims), m: grouped(data.claims.length) })} · ${fill(words["progress.numbers"], { n: grouped(numbers), m: grouped(data.numbers.length) })}`;
  const all = data.claims.length + data.numbers.length;
  byId("meter").style.width = `${all ? (100 * (claims + numbers)) / all : 0}%`;
  byId("count-claims").textContent = grouped(data.claims.length);
  byId("count-numbers").textContent = grouped(data.numbers.length);
  byId("undo").disabled = !past.length;
}

function filterChoices() {
  const sorted = (values) => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "zh"));
  const all = ["", words.any];
  const none = ["-", words.none];
  const named = (name, values) => values.map((value) => [value, words[`${name}.${value}`] || value]);
  const rows = data.claims.map(facts);
  const states = state.mode === "claims" ? ["open", "accept", "edit", "reject", "add"] : ["open", "add", "dismiss"];
  const made = {
    scope: [["all", words["scope.all"]], ["article", words["scope.article"]]],
    order: named("order", ["doubt", "text"]),
    state: [all, ...named("state", states)],
    place: [all, ...sorted(rows.map((row) => row.place)).map((name) => [name, name]), none],
    indicator: [all, ...sorted(rows.map((row) => row.indicator)).map((id) => [id, indicatorName(id)]), none],
    status: [all, ...named("status", ["achieved", "planned", "required", "context"])],
    flag: [all, ["*", words["flag.any"]], ...sorted(rows.flatMap((row) => row.flags)).map((flag) => [flag, flag]), none],
    role: [all, ...named("role", sorted(data.numbers.map((row) => row[4])))],
  };
  FILTERS.forEach((name) => {
    options(byId(`by-${name}`), made[name], chosen(name));
    byId(`by-${name}`).closest("label").hidden = !OF_MODE[state.mode].includes(name);
  });
}

function refresh() {
  state.rows = listed();
  if (state.first >= state.rows.length) state.first = 0;
  drawRows();
  counts();
  drawCard();
}

function choose(key, scroll = true) {
  const before = state.key;
  state.key = key;
  const one = key && thing(key);
  if (one) showText(one.article, state.view);
  [before, key].forEach((name) => { if (name) paint(name); });
  const at = state.rows.findIndex((row) => row.key === key);
  if (at >= 0) {
    const first = Math.floor(at / ROWS) * ROWS;
    if (first !== state.first) { state.first = first; drawRows(); }
  }
  let row = null;
  [...byId("rows").tBodies[0].rows].forEach((other) => {
    if (other.key === key) { other.setAttribute("aria-current", "true"); row = other; } else other.removeAttribute("aria-current");
  });
  if (row && scroll) keepInSight(row);
  drawCard();
  if (key) reveal(key);
}

function keepInSight(row) {
  const pane = byId("scroll");
  const head = byId("rows").tHead.offsetHeight;
  if (row.offsetTop - head < pane.scrollTop) pane.scrollTop = row.offsetTop - head;
  else if (row.offsetTop + row.offsetHeight > pane.scrollTop + pane.clientHeight) {
    pane.scrollTop = row.offsetTop + row.offsetHeight - pane.clientHeight;
  }
}

function step(by, open = false) {
  let at = state.rows.findIndex((row) => row.key === state.key);
  if (at < 0) at = by > 0 ? -1 : state.rows.length;
  do at += by; while (open && state.rows[at] && stateOf(state.rows[at].key) !== "open");
  if (open && !state.rows[at]) at = state.rows.findIndex((row) => stateOf(row.key) === "open");
  if (state.rows[at]) choose(state.rows[at].key);
  else say(words[open ? "told.done" : by > 0 ? "told.last" : "told.first"]);
}
