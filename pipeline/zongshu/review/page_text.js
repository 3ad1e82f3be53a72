// The text of an article: positions, the map between its two readings, and its drawing with marks.
// Positions of the data count code points, those of the page UTF-16 units; they differ after a sign beyond the first plane.
class Units {
  constructor(text) {
    this.text = text;
    this.length = text.length;
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return;
    this.starts = [];
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) this.starts.push(at);
    this.length = this.starts.length;
    this.starts.push(text.length);
  }

  unit(point) { return this.starts ? this.starts[point] : point; }

  point(unit) {
    if (!this.starts) return unit;
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  slice(start, end) { return this.text.slice(this.unit(start), this.unit(end)); }
}

class Text {
  constructor(body) {
    Object.assign(this, body);
    this.readings = { raw: new Units(body.raw), clean: new Units(body.clean === null ? body.raw : body.clean) };
    this.rows = [];
    for (let at = 0; at < body.map.length; at += 4) this.rows.push(body.map.slice(at, at + 4));
    if (!this.rows.length) this.rows.push([0, this.readings.raw.length, 0, this.readings.raw.length]);
  }

  // Rows of one clean range are one block that came from several raw ranges.
  copies(at) {
    const [clean, length, , width] = this.rows[at];
    const near = [this.rows[at - 1], this.rows[at + 1]];
    return length === width && !near.some((row) => row && row[0] === clean);
  }

  runs(start, end) {
    const found = [];
    this.rows.forEach(([clean, length, raw, width], at) => {
      if (clean >= end || clean + length <= start) return;
      let [low, high] = [raw, raw + width];
      if (this.copies(at)) [low, high] = [Math.max(start, clean) + raw - clean, Math.min(end, clean + length) + raw - clean];
      if (low === high) return;
      const last = found[found.length - 1];
      if (last && last[1] === low) last[1] = high;
      else if (!last || last[0] !== low || last[1] !== high) found.push([low, high]);
    });
    return found;
  }

  // Where in the raw text a clean span stands; the second print of a doubled end belongs to it.
  printed(start, end) {
    const runs = this.runs(start, end);
    if (!runs.length) return null;
    const low = Math.min(...runs.map((run) => run[0]));
    let high = Math.max(...runs.map((run) => run[1]));
    if (runs[runs.length - 1][1] === high) {
      const after = this.runs(end, end + 1);
      const size = (after.length ? after[0][0] : this.readings.raw.length) - high;
      const raw = this.readings.raw;
      if (size > 0 && size <= high - low && raw.slice(high, high + size) === raw.slice(high - size, high)) high += size;
    }
    return { start: low, end: high, runs, at: [start, end] };
  }

  toClean(start, end) {
    let found = null;
    this.rows.forEach(([clean, length, raw, width], at) => {
      const [left, right] = [Math.max(start, raw), Math.min(end, raw + width)];
      if (left >= right) return;
      const [low, high] = this.copies(at) ? [clean + left - raw, clean + right - raw] : [clean, clean + length];
      found = found ? [Math.min(found[0], low), Math.max(found[1], high)] : [low, high];
    });
    return found;
  }

  within(one, start, end) {
    return Boolean(one && one.clean && one.clean[0] <= start && end <= one.clean[1]
      && one.words.includes(this.readings.clean.slice(start, end)));
  }

  // The sentence of a clean span; the one it had, where that still holds it.
  sentence(start, end, before) {
    return this.within(this.sentences[before], start, end) ? before : this.sentences.findIndex((one) => this.within(one, start, end));
  }

  evidence(at) {
    const { start, end, words: clean, runs } = this.sentences[at];
    return { start, end, text: this.readings.raw.slice(start, end), clean, runs };
  }
}

let shown = null; // the article in sight, its reading, and the elements of each mark

function marksOf(at, view) {
  const text = article(at);
  const marks = [];
  const put = (key, body, kind) => {
    if (view === "clean") {
      if (body.at) marks.push([body.at[0], body.at[1], key, kind]);
      return;
    }
    body.runs.forEach(([start, end]) => marks.push([start, end, key, kind]));
    if (body.runs.length !== 1 || body.runs[0][1] - body.runs[0][0] !== body.end - body.start) {
      marks.push([body.start, body.end, key, "span"]);
    }
  };
  text.claims.forEach((claim) => {
    const key = keyOf(text.id, claim.start, claim.end);
    put(key, current({ key, claim }), "claim");
  });
  text.numbers.forEach((number) => put(keyOf(text.id, number.start, number.end), number, "number"));
  decisions.forEach((decision, key) => {
    if (decision.action === "add" && decision.article === at && !data.keys.has(key)) put(key, decision.claim, "claim");
  });
  return marks;
}

// The text is cut wherever a mark begins or ends, so that marks may cross.
function drawText(at, view) {
  const units = article(at).readings[view];
  const marks = marksOf(at, view).sort((one, other) => one[0] - other[0]);
  const cuts = [...new Set([0, units.length, ...marks.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  const parts = new Map();
  const pieces = [];
  let waiting = 0;
  let open = [];
  cuts.slice(0, -1).forEach((start, index) => {
    open = open.filter((mark) => mark[1] > start);
    while (waiting < marks.length && marks[waiting][0] <= start) {
      if (marks[waiting][1] > start) open.push(marks[waiting]);
      waiting += 1;
    }
    const piece = units.slice(start, cuts[index + 1]);
    if (!open.length) { pieces.push(document.createTextNode(piece)); return; }
    const made = node("span", piece, "m");
    made.marks = open.map(([, , key, kind]) => [key, kind]);
    made.marks.forEach(([key]) => parts.set(key, [...(parts.get(key) || []), made]));
    pieces.push(made);
  });
  byId("text").replaceChildren(...pieces);
  shown = { at, view, parts };
  parts.forEach((_, key) => paint(key));
}

function paint(key) {
  if (!shown) return;
  (shown.parts.get(key) || []).forEach((made) => {
    const names = new Set(["m"]);
    const whole = new Set(made.marks.filter(([, kind]) => kind !== "span").map(([other]) => other));
    made.marks.forEach(([other, kind]) => {
      const status = stateOf(other);
      names.add(kind === "number" && status === "add" ? "claim" : kind);
      if (kind !== "span") names.add(`is-${status}`);
      if (other === state.key) names.add("here");
    });
    if (whole.size > 1) names.add("crossing");
    made.className = [...names].join(" ");
  });
}

function showText(at, view) {
  if (!shown || shown.at !== at || shown.view !== view) {
    const body = data.articles[at];
    byId("article").value = String(at);
    byId("article-name").textContent = body.title || body.source;
    byId("fictional").hidden = !body.fictional;
    drawText(at, view);
  }
}

// Marks come and go with decisions.
function redrawText() {
  if (shown) drawText(shown.at, shown.view);
}

function reveal(key) {
  const [first] = (shown && shown.parts.get(key)) || [];
  if (!first) return;
  const pane = byId("text");
  const [outer, inner] = [pane.getBoundingClientRect(), first.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 60) {
    pane.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

// What the reader has selected in the text, as a span of both readings.
function selected() {
  const selection = getSelection();
  const pane = byId("text");
  if (!selection.rangeCount || selection.isCollapsed || !shown) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return null;
  const text = article(shown.at);
  const units = text.readings[shown.view];
  const upTo = (container, offset) => {
    const before = document.createRange();
    before.selectNodeContents(pane);
    before.setEnd(container, offset);
    return before.toString().length;
  };
  let [start, end] = [upTo(range.startContainer, range.startOffset), upTo(range.endContainer, range.endOffset)];
  while (start < end && /\s/.test(units.text[start])) start += 1;
  while (end > start && /\s/.test(units.text[end - 1])) end -= 1;
  if (start === end) return null;
  const points = [units.point(start), units.point(end)];
  const span = shown.view === "clean" ? points : text.toClean(...points);
  return span ? text.printed(...span) : { gone: true };
}
