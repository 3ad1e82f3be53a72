// The card of the current row, and what a coder decides on it.
function pair(list, name, value, was) {
  const made = node("div");
  const told = node("dd");
  if (value === null || value === undefined || value === "") told.append(node("span", "—", "faint"));
  else told.append(value instanceof Node ? value : node("span", String(value)));
  if (was !== undefined) told.append(node("span", fill(words.was, { value: was === null || was === "" ? words.nothing : was }), "was"));
  made.append(node("dt", name), told);
  list.append(made);
  return made;
}

const TOLD = {
  item: (claim) => claim.item,
  indicator: (claim) => (claim.indicator ? indicatorName(claim.indicator.id) : null),
  status: (claim) => [words[`status.${claim.status}`], claim.context_of && words[`context_of.${claim.context_of}`]].filter(Boolean).join(" · "),
  place: (claim) => (claim.place ? [claim.place.name, claim.place.adcode].filter(Boolean).join(" ") : null),
  period: (claim) => (claim.period ? [claim.period.from, claim.period.to].map((end) => end || "…").join(" – ") : null),
  actor: (claim) => claim.actor,
  predicate: (claim) => claim.predicate,
  part_of: (claim, at) => {
    const whole = claim.part_of && article(at).claims.find((other) => other.id === claim.part_of);
    return whole ? `${whole.text} ${whole.item}` : null;
  },
};

function quoted(one) {
  const text = article(one.article);
  const body = one.claim ? current(one) : one.number;
  const made = node("blockquote", null, null, { lang: "zh" });
  const index = one.claim ? body.sentence : body.at ? text.sentence(...body.at) : -1;
  const sentence = text.sentences[index];
  const clean = text.readings.clean;
  if (!sentence) { made.append(node("mark", text.readings.raw.slice(body.start, body.end))); return made; }
  if (!sentence.clean || !body.at) { made.append(sentence.words); return made; }
  const [start, end] = sentence.clean;
  made.append(clean.slice(start, body.at[0]), node("mark", clean.slice(...body.at)), clean.slice(body.at[1], end));
  return made;
}

function drawCard() {
  const one = state.key && thing(state.key);
  byId("form").hidden = true;
  byId("actions").hidden = false;
  byId("card").hidden = false;
  const allowed = { accept: one && one.claim && !one.added, edit: one && one.claim, reject: one && one.claim, add: one && one.number, dismiss: one && one.number };
  byId("actions").querySelectorAll("[data-do]").forEach((button) => {
    const name = button.dataset.do;
    if (name in allowed) button.hidden = !allowed[name];
  });
  if (!one) { byId("card").replaceChildren(node("p", words["card.none"], "faint")); return; }
  const status = stateOf(one.key);
  const claim = one.claim ? current(one) : null;
  const head = node("h3");
  head.append(node("span", figure(claim ? claim.quantity : one.number.quantity) || article(one.article).readings.raw.slice(one.number.start, one.number.end)));
  head.append(node("small", (claim || one.number).quantity.unit));
  if (status !== "open") head.append(node("span", words[`state.${status}`], `tag is-${status}`));
  if (claim) claim.flags.forEach((flag) => head.append(node("span", flag, "tag warn")));
  else head.append(node("span", words[`role.${one.number.role}`], "tag"));
  const parts = [head, quoted(one)];
  if (claim) {
    const list = node("dl");
    Object.entries(TOLD).forEach(([name, tell]) => {
      const [value, before] = [tell(claim, one.article), tell(one.claim, one.article)];
      if (value || before || name === "indicator") pair(list, words[name], value, same(value, before) ? undefined : before);
    });
    const [number, before] = [claim, one.claim].map(({ quantity }) => `${figure(quantity)} ${quantity.unit}`.trim());
    if (number !== before) pair(list, words.number, number, before);
    if (claim.text !== one.claim.text) pair(list, words["form.span"], claim.text, one.claim.text);
    pair(list, words.confidence, claim.confidence.toFixed(2));
    if (claim.rules.length) pair(list, words.rules, node("code", claim.rules.join(" "))).className = "full";
    parts.push(list);
  }
  byId("card").replaceChildren(...parts);
}

function act(name) {
  if (name === "next") { step(1); return; }
  if (name === "previous") { step(-1); return; }
  if (name === "add") { startAdd(); return; }
  const one = state.key && thing(state.key);
  if (!one) return;
  if (name === "edit" && one.claim) { openForm(one, structuredClone(current(one)), Boolean(one.added)); return; }
  const fits = name === "dismiss" ? one.number : name === "accept" ? one.claim && !one.added : name === "reject" && one.claim;
  if (!fits) return;
  const key = state.key;
  // the next one is that of the list as it stands; the filters may take this one out of it
  const at = state.rows.findIndex((row) => row.key === key);
  const following = state.rows.slice(at + 1).find((row) => stateOf(row.key) === "open");
  const redraw = one.added || moves(decisions.get(key));
  decide(key, one.added ? null : { action: name });
  if (redraw) redrawText();
  refresh();
  paint(key);
  say(words[`told.${name}`]);
  if (following) choose(following.key);
  else if (one.added) choose(state.rows[0] ? state.rows[0].key : null);
  else { choose(key); if (!state.rows.some((row) => stateOf(row.key) === "open")) say(words["told.done"]); }
}

function undo() {
  const last = past.pop();
  if (!last) { say(words["told.undo.none"]); return; }
  const [key, before, mode] = last;
  const redraw = [decisions.get(key), before].some((one) => one && (one.action === "add" || moves(one)));
  if (before) decisions.set(key, before);
  else decisions.delete(key);
  keep();
  if (redraw) redrawText();
  if (mode !== state.mode) setMode(mode);
  refresh();
  paint(key);
  choose(thing(key) ? key : state.rows[0] ? state.rows[0].key : null);
  say(words["told.undo"]);
}
