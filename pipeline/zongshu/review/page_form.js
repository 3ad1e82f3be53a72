// The form that edits a claim or adds one.
// The fields of the form: name, kind, choices; each reads its value from a claim.
const KINDS = ["count", "percent", "money", "area", "length", "mass", "duration", "rate", "multiple", "change", "rank", "other"];
const LEVELS = ["province", "prefecture", "county", "town", "village", "other"];
const choices = (name, values, none) => [...(none ? [["", "—"]] : []), ...values.map((value) => [value, words[`${name}.${value}`]])];
const shape = () => [
  ["value", "number", (c) => c.quantity.value], ["approx", choices("approx", ["exact", "over", "under", "about", "range"]), (c) => c.quantity.approx],
  ["low", "number", (c) => c.quantity.low], ["high", "number", (c) => c.quantity.high], ["unit", "text", (c) => c.quantity.unit],
  ["kind", choices("kind", KINDS), (c) => c.quantity.kind], ["direction", choices("direction", ["up", "down"], true), (c) => c.quantity.direction],
  ["per_value", "number", (c) => c.quantity.per && c.quantity.per.value], ["per_of", "text", (c) => c.quantity.per && c.quantity.per.of],
  ["item", "wide", (c) => c.item], ["predicate", "text", (c) => c.predicate], ["indicator", "indicator", (c) => c.indicator && c.indicator.id],
  ["status", choices("status", ["achieved", "planned", "required", "context"]), (c) => c.status],
  ["context_of", choices("context_of", ["history", "other_place", "person", "method"], true), (c) => c.context_of],
  ["place", "place", (c) => c.place && c.place.name], ["adcode", "code", (c) => c.place && c.place.adcode],
  ["level", choices("level", LEVELS), (c) => (c.place ? c.place.level : "other")], ["actor", "text", (c) => c.actor],
  ["from", "date", (c) => c.period && c.period.from], ["to", "date", (c) => c.period && c.period.to],
  ["period_text", "text", (c) => c.period && c.period.text], ["part_of", "claim", (c) => c.part_of],
];
const draft = { one: null, claim: null, added: false };

// What a field of digits says: null where it is empty, undefined where it is no number.
function digits(text) {
  const plain = text.replace(/[,，\s]/g, "");
  if (!plain) return null;
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function field(name, kind, value, at) {
  const label = node("label", null, kind === "wide" || kind === "claim" ? "wide" : null);
  label.append(node("span", words[name]));
  let input;
  if (Array.isArray(kind) || kind === "claim") {
    input = node("select");
    const near = kind === "claim" ? article(at).claims.filter((other) => other.id !== draft.claim.id) : [];
    options(input, Array.isArray(kind) ? kind : [["", "—"], ...near.map((other) => [other.id, `${other.text} ${other.item}`])]);
    input.value = value ?? "";
  } else {
    input = node("input", null, null, { type: "text", autocomplete: "off" });
    input.value = value ?? "";
    if (kind === "number") {
      input.inputMode = "decimal";
      input.value = grouped(input.value);
      input.addEventListener("change", () => { if (digits(input.value) !== undefined) input.value = grouped(input.value.replace(/[,，\s]/g, "")); });
    }
    if (kind === "date") { input.pattern = "\\d{4}(-\\d{2}(-\\d{2})?)?"; input.placeholder = "YYYY-MM-DD"; input.title = words["date.hint"]; }
    if (kind === "code") input.pattern = "\\d{6}";
    if (kind === "place" || kind === "indicator") input.setAttribute("list", `known-${kind}`);
  }
  input.name = name;
  label.append(input);
  return label;
}

function openForm(one, claim, added) {
  Object.assign(draft, { one, claim, added });
  const form = byId("form");
  const head = node("h3", words[added ? "form.add" : "form.edit"], null, { id: "form-title" });
  const span = node("p", null, "edges");
  span.append(node("span", words["form.span"], "faint"), node("output", null, "quote", { id: "form-quote", lang: "zh" }));
  if (claim.at) {
    [["start", -1, "less", "⟨ −"], ["start", 1, "more", "⟨ +"], ["end", -1, "less", "− ⟩"], ["end", 1, "more", "+ ⟩"]].forEach(([edge, by, name, sign]) => {
      const button = node("button", sign, null, { type: "button", "aria-label": words[`form.${edge}.${name}`], title: words[`form.${edge}.${name}`] });
      button.addEventListener("click", () => moveEdge(edge, by));
      span.append(button);
    });
  }
  const grid = node("div", null, "grid");
  shape().forEach(([name, kind, read]) => grid.append(field(name, kind, read(claim), one.article)));
  const end = node("p", null, "actions");
  const cancel = node("button", words["form.cancel"], null, { type: "button" });
  cancel.append(" ", node("kbd", "Esc"));
  cancel.addEventListener("click", closeForm);
  const ok = node("button", words["form.save"], "main", { type: "submit" });
  ok.append(" ", node("kbd", "Enter"));
  end.append(ok, cancel);
  form.replaceChildren(head, span, node("p", null, "wrong", { id: "form-wrong", role: "alert" }), grid, end);
  form.elements.place.addEventListener("input", () => {
    const known = data.places[form.elements.place.value];
    if (known) { form.elements.adcode.value = known[0] || ""; form.elements.level.value = known[1]; }
  });
  tellQuote();
  form.hidden = false;
  byId("actions").hidden = true;
  byId("card").hidden = true;
  form.scrollIntoView({ block: "nearest" });
  form.elements.value.focus();
  form.elements.value.select();
}

function tellQuote() {
  const { start, end } = draft.claim;
  byId("form-quote").textContent = article(draft.one.article).readings.raw.slice(start, end);
}

function moveEdge(edge, by) {
  const text = article(draft.one.article);
  const [start, end] = draft.claim.at;
  const at = edge === "start" ? [start + by, end] : [start, end + by];
  const index = at[0] < at[1] ? text.sentence(...at, draft.claim.sentence) : -1;
  const span = index >= 0 && text.printed(...at);
  if (!span) return;
  Object.assign(draft.claim, blank(text, span, index));
  tellQuote();
}

// What follows from the span of a claim.
function blank(text, span, sentence) {
  return { ...span, sentence, text: text.readings.raw.slice(span.start, span.end), clean: text.readings.clean.slice(...span.at) };
}

function closeForm() {
  draft.one = null;
  drawCard();
  byId("scroll").focus();
}

// Reads the form; what the fields do not ask for stays as it was.
function formClaim() {
  const fields = byId("form").elements;
  const told = (name) => fields.namedItem(name).value.trim(); // fields.item is a function of the collection
  const wrong = (text, name) => { byId("form-wrong").textContent = text; fields.namedItem(name).setAttribute("aria-invalid", "true"); fields.namedItem(name).focus(); return null; };
  [...fields].forEach((input) => input.removeAttribute("aria-invalid"));
  const numbers = {};
  for (const name of ["value", "low", "high", "per_value"]) {
    numbers[name] = digits(told(name));
    if (numbers[name] === undefined) return wrong(words["form.number"], name);
  }
  for (const name of ["adcode", "from", "to"]) if (!fields.namedItem(name).checkValidity()) return wrong(name === "adcode" ? words.adcode : words["date.hint"], name);
  const approx = told("approx");
  const { value, low, high } = numbers;
  if (approx === "range" && (low === null && high === null)) return wrong(words["form.bounds"], "low");
  if (approx === "range" && low !== null && high !== null && low > high) return wrong(words["form.bounds"], "low");
  if (approx !== "range" && value === null) return wrong(words["form.value"], "value");
  const before = draft.claim;
  const old = before.quantity;
  const bounds = approx === "range" ? { value: null, low, high }
    : value === old.value && approx === old.approx ? { value, low: old.low, high: old.high }
      : { value, low: approx === "exact" || approx === "over" ? value : null, high: approx === "exact" || approx === "under" ? value : null };
  const per = told("per_of") || numbers.per_value !== null
    ? { value: numbers.per_value ?? 1, of: told("per_of"), text: old.per ? old.per.text : "" } : null;
  const quantity = { ...old, ...bounds, approx, unit: told("unit"), kind: told("kind"), per, direction: told("direction") || null };
  const id = told("indicator");
  const indicator = before.indicator && before.indicator.id === id ? before.indicator : id ? { id, score: 1, basis: "coder" } : null;
  const name = told("place");
  const [adcode, level] = [told("adcode") || null, told("level")];
  const kept = before.place && before.place.name === name && before.place.adcode === adcode && before.place.level === level;
  const found = article(draft.one.article).sentences[before.sentence];
  const basis = found && name && found.words.includes(name) ? "explicit" : "inferred";
  const place = kept ? before.place : name ? { name, adcode, level, basis, candidates: [] } : null;
  const [from, to, text] = ["from", "to", "period_text"].map((end) => told(end) || null);
  const time = before.period;
  const held = time && time.from === from && time.to === to && time.text === text;
  const period = held ? time : from || to || text ? { from, to, text, basis: text ? "explicit" : "inferred" } : null;
  return {
    ...before, quantity, item: told("item"), predicate: told("predicate"), indicator, status: told("status"),
    context_of: told("context_of") || null, place, actor: told("actor") || null, period, part_of: told("part_of") || null,
  };
}

function submitForm() {
  const claim = formClaim();
  if (!claim) return;
  const { one, added } = draft;
  draft.one = null;
  const place = keyOf(article(one.article).id, claim.start, claim.end);
  const key = added ? place : one.key;
  const taken = (data.keys.get(place) || [])[1] === "claims" || decisions.has(place);
  if (place !== one.key && taken) {
    draft.one = one;
    byId("form-wrong").textContent = words["told.taken"];
    return;
  }
  if (added) {
    if (one.added && one.key !== key) decisions.delete(one.key);
    decide(key, { action: "add", article: one.article, claim });
  } else {
    const moved = claim.start !== one.claim.start || claim.end !== one.claim.end;
    const names = [...FIELDS.filter((name) => !same(claim[name], one.claim[name])), ...(moved ? BORDERS : [])];
    const changes = Object.fromEntries(names.map((name) => [name, claim[name]]));
    decide(key, names.length ? { action: "edit", changes } : { action: "accept" });
  }
  const done = stateOf(key);
  redrawText();
  state.key = key;
  filterChoices();
  refresh();
  choose(key);
  say(words[`told.${done}`]);
  byId("scroll").focus();
}

// A new claim from what is selected, or else from the number that is current.
function startAdd() {
  const one = state.key && thing(state.key);
  const span = selected() || (one && one.number ? { ...one.number } : null);
  if (!span) { say(words["told.select"]); return; }
  if (span.gone) { say(words["told.gone"]); return; }
  const at = selected() ? shown.at : one.article;
  const text = article(at);
  const index = text.sentence(...span.at);
  if (index < 0) { say(words["told.sentence"]); return; }
  const inside = text.numbers.find((number) => number.at[0] < span.at[1] && span.at[0] < number.at[1]);
  const near = text.claims.find((claim) => claim.sentence === index) || {};
  const claim = {
    id: null, ...blank(text, { start: span.start, end: span.end, runs: span.runs, at: span.at }, index),
    quantity: inside ? inside.quantity : { value: null, low: null, high: null, approx: "exact", unit: "", kind: "count", dimension: "none", per: null, direction: null },
    item: "", predicate: "", indicator: null, status: near.status || "achieved", context_of: near.context_of || null,
    place: near.place || null, actor: near.actor || null, period: near.period || null, part_of: null, repeats: null,
    confidence: 1, flags: [], rules: [],
  };
  const key = keyOf(text.id, span.start, span.end);
  const taken = data.keys.get(key);
  if (taken && taken[1] === "claims") { choose(key); say(words["told.taken"]); return; }
  openForm({ key, article: at }, claim, true);
}
