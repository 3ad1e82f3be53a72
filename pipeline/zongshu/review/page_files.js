// Corrections out of the page and into it again.
// A claim as its record has it, without what only the page needs.
function whole(at, claim) {
  const { at: _, sentence, quantity, ...rest } = claim;
  const text = article(at);
  const made = { ...rest, quantity, evidence: text.evidence(sentence), section: text.sentences[sentence].section };
  return Object.fromEntries(data.order.filter((name) => name in made).map((name) => [name, made[name]]));
}

function corrections() {
  const lines = [];
  decisions.forEach((decision, key) => {
    const one = thing(key);
    if (!one) return;
    const text = article(one.article);
    const body = one.claim || one.number;
    const before = one.claim && !one.added ? whole(one.article, one.claim) : null;
    const wanted = { accept: before, edit: before && whole(one.article, current(one)), add: one.added ? whole(one.article, one.claim) : null };
    lines.push([one.article, body.start, {
      article: text.id, sha256: text.sha256, source: text.source, claim: before ? before.id : null, action: decision.action,
      span: [body.start, body.end], quote: text.readings.raw.slice(body.start, body.end), before, after: wanted[decision.action] || null,
      coder, time: decision.time,
    }]);
  });
  lines.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return lines.map(([, , line]) => line);
}

function save() {
  const lines = corrections();
  if (!lines.length) { say(words["told.saved.none"]); return; }
  const safe = coder.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^\.+/, "_");
  const name = `corrections.${safe}${data.part ? `.${data.part}` : ""}.jsonl`;
  const link = node("a", null, null, { download: name });
  link.href = URL.createObjectURL(new Blob(lines.map((line) => `${JSON.stringify(line)}\n`), { type: "application/jsonl" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(fill(words["told.saved"], { n: lines.length, name }));
}

function takeLine(line) {
  const at = data.articles.findIndex((one) => one.id === line.article && one.sha256 === line.sha256);
  if (at < 0 || !Array.isArray(line.span) || typeof line.time !== "string") return false;
  const key = keyOf(line.article, ...line.span);
  const text = article(at);
  if (text.readings.raw.slice(...line.span) !== line.quote) return false;
  const [, kind] = data.keys.get(key) || [];
  const put = (decision) => { decisions.set(key, { ...decision, time: line.time }); return true; };
  if (line.action === "add" && line.after && kind !== "claims") {
    const span = text.toClean(...line.span);
    const index = span ? text.sentence(...span) : -1;
    if (index < 0) return false;
    const claim = { ...line.after, at: span, sentence: index };
    delete claim.evidence;
    delete claim.section;
    return put({ action: "add", article: at, claim });
  }
  if (line.action === "dismiss" && kind === "numbers") return put({ action: "dismiss" });
  if (kind !== "claims") return false;
  if (line.action === "accept" || line.action === "reject") return put({ action: line.action });
  if (line.action !== "edit" || !line.after) return false;
  const claim = text.claims[data.keys.get(key)[2]];
  const changes = Object.fromEntries(FIELDS.filter((name) => name in line.after && !same(line.after[name], claim[name])).map((name) => [name, line.after[name]]));
  const { start, end } = line.after;
  if (start !== undefined && (start !== claim.start || end !== claim.end)) {
    const at = text.toClean(start, end);
    const sentence = at ? text.sentence(...at, claim.sentence) : -1;
    if (sentence < 0 || text.readings.raw.slice(start, end) !== line.after.text) return false;
    const { clean, runs } = line.after;
    Object.assign(changes, { start, end, text: line.after.text, clean, runs, at, sentence });
  }
  return put({ action: "edit", changes });
}

async function load(file) {
  let lines;
  try {
    lines = (await file.text()).split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
  } catch { say(words["told.loaded.bad"]); return; }
  const others = lines.filter((line) => line.coder !== coder);
  if (others.length) { say(fill(words["told.loaded.other"], { name: others[0].coder })); return; }
  const taken = lines.filter(takeLine).length;
  past = [];
  keep();
  redrawText();
  filterChoices();
  refresh();
  choose(state.key);
  say(fill(words["told.loaded"], { n: taken, m: lines.length - taken }));
}
