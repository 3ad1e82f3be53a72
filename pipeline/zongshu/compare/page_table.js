// The table of places by indicators: filtering, sorting, ranks, columns.
const MOST_COLUMNS = 16;
const MOST_ROWS = 60;
const table = byId("panel");
const view = { key: -1, sign: 1, page: 0, all: false, sorted: false, untouched: true };
// Those told of most places come first.
const told = data.indicators.map((head, at) => at).sort((a, b) => data.indicators[b].told - data.indicators[a].told || a - b);
const chosen = new Set(told.slice(0, MOST_COLUMNS));

// Cells by place and indicator: the latest year stands first.
const byPlace = data.places.map(() => new Map());
cells.forEach((cell, at) => {
  const row = byPlace[cell[CELL.place]];
  const key = cell[CELL.indicator];
  if (row.has(key)) row.get(key).push(at); else row.set(key, [at]);
});
const yearsDiffer = new Set(cells.map((cell) => cell[CELL.year])).size > 1;

function cellOf(place, indicator) {
  const found = byPlace[place].get(indicator);
  if (!found) return null;
  const year = table ? byId("year").value : "";
  if (!year) return found[0];
  const fits = found.find((at) => String(cells[at][CELL.year]) === year);
  return fits === undefined ? null : fits;
}

// A figure with its bounds and rank, as told or for a base.
const bases = (data.per || []).map((per) => ({ ...per, at: new Map(per.rows.map((row) => [row[0], row.slice(1)])) }));
function shownFigure(at) {
  const cell = cells[at];
  const base = bases[Number(byId("figures").value) - 1];
  const divided = base && base.at.get(at);
  if (divided) {
    const [value, least, most, figure, rank, best, worst, n] = divided;
    return { value, least, most, figure, rank, best, worst, n, unit: `${cell[CELL.unit]} ${base.base}`, divided: true };
  }
  const plain = Object.fromEntries(["value", "least", "most", "figure", "rank", "best", "worst", "n", "unit"]
    .map((name) => [name, cell[CELL[name]]]));
  return { ...plain, divided: false };
}
const sortValue = (at) => {
  if (at === null) return null;
  const { value, least, most } = shownFigure(at);
  return value ?? least ?? most;
};

let textHits = null;
function findText() {
  const wanted = byId("find").value.trim().toLowerCase();
  textHits = null;
  if (!wanted) return;
  textHits = new Set();
  const rows = claims();
  cells.forEach((cell, at) => {
    for (let i = cell[CELL.first]; i <= cell[CELL.last]; i += 1) {
      if (rows[i][CLAIM.year] === cell[CELL.year] && (rows[i][CLAIM.text] || "").toLowerCase().includes(wanted)) {
        textHits.add(at);
        return;
      }
    }
  });
}

const columns = () => told.filter((at) => chosen.has(at));

function places() {
  const wanted = byId("filter").value.trim().toLowerCase();
  const shown = columns();
  const fits = data.places.map((_, at) => at).filter((at) => {
    const [name, code] = data.places[at];
    if (!`${name} ${code || ""}`.toLowerCase().includes(wanted)) return false;
    return !textHits || shown.some((column) => textHits.has(cellOf(at, column)));
  });
  const value = view.key < 0 ? (at) => data.places[at][0] : (at) => sortValue(cellOf(at, view.key));
  return view.key === -1 && !view.sorted ? fits : sorted(fits, value, view.sign);
}

const rankText = (one) => (one.best === one.worst ? String(one.best) : `${one.best}–${one.worst}`);

function figureCell(at, sharedUnit, most) {
  const cell = cells[at];
  const one = shownFigure(at);
  const td = node("td", null, cell[CELL.conflict] ? "conflict" : "");
  if (textHits && textHits.has(at)) td.classList.add("hit");
  const button = node("button", null, null, { type: "button", "data-cell": at, "aria-haspopup": "dialog" });
  const figure = node("span", one.figure, "figure");
  if (one.unit && (!sharedUnit || one.divided)) figure.append(" ", node("small", one.unit));
  button.append(figure);
  const badge = (sign, kind, text) => {
    const made = node("span", null, kind, { title: text });
    made.append(node("span", sign, null, { "aria-hidden": "true" }), node("span", text, "quiet"));
    button.append(" ", made);
  };
  if (cell[CELL.conflict]) badge("≠", "badge", words.conflict);
  if (cell[CELL.flags].length) badge("!", "badge soft", cell[CELL.flags].map((flag) => data.flags[flag]).join("; "));
  const small = [];
  if (yearsDiffer) small.push(cell[CELL.year] === null ? words["year.none"] : cell[CELL.year]);
  if (byId("ranks").checked && one.best !== null) {
    small.push(fill(words["rank.short"], { rank: rankText(one), n: one.n }));
  }
  if (small.length) button.append(" ", node("small", small.join(" · "), "year"));
  const value = sortValue(at);
  if (most > 0 && value !== null) {
    button.style.setProperty("--share", `${((Math.max(0, value) / most) * 100).toFixed(1)}%`);
  }
  td.append(button);
  return td;
}

function drawTable() {
  const shown = columns();
  const rows = places();
  const size = view.all ? Infinity : MOST_ROWS;
  if (!view.all) view.page = Math.min(view.page, Math.max(0, Math.ceil(rows.length / size) - 1));
  const part = view.all ? rows : rows.slice(view.page * size, (view.page + 1) * size);
  const head = node("tr");
  const again = (key) => { view.sorted = true; view.page = 0; drawTable(); focusHead(key); };
  head.append(sortHead(words.place, "text", view.sorted ? view : { key: null }, -1, again));
  const greatest = new Map();
  shown.forEach((at) => {
    const one = data.indicators[at];
    const made = sortHead(one.name, "number", view, at, again);
    // A long name takes three lines or so, not a tower of short ones.
    made.firstChild.style.minWidth = `${Math.min(15, Math.max(6.6, width(one.name, 1) / 2.6 + 2)).toFixed(1)}em`;
    if (one.unit) made.firstChild.append(" ", node("small", one.unit));
    head.append(made);
    const values = rows.map((place) => sortValue(cellOf(place, at))).filter((value) => value !== null);
    // A bar behind each number of a column that has one unit.
    greatest.set(at, one.unit !== null && values.length > 1 ? Math.max(0, ...values) : 0);
  });
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...part.map((place) => {
    const [name, code] = data.places[place];
    const row = node("tr");
    const title = node("th", name, null, { scope: "row", lang: "zh" });
    if (code) title.append(" ", node("small", code));
    row.append(title);
    shown.forEach((at) => {
      const found = cellOf(place, at);
      if (found !== null) row.append(figureCell(found, data.indicators[at].unit !== null, greatest.get(at)));
      else {
        const missing = node("td", null, "missing");
        missing.append(node("span", "—", null, { "aria-hidden": "true" }), node("span", words.missing, "quiet"));
        row.append(missing);
      }
    });
    return row;
  }));
  pager(byId("panel-pages"), rows.length, size, view.page, (to) => { view.page = to; drawTable(); });
  byId("filter-count").textContent = rows.length
    ? fill(words["filter.count"], { n: rows.length, m: data.places.length }) : words.nothing;
  const some = { n: shown.length, m: data.indicators.length };
  byId("columns-more").textContent = shown.length < data.indicators.length && view.untouched
    ? fill(words["columns.more"], some) : "";
  const base = bases[Number(byId("figures").value) - 1];
  byId("figures-source").textContent = base ? fill(words["figures.source"], { source: base.source }) : "";
}

function focusHead(key) {
  table.tHead.rows[0].cells[key < 0 ? 0 : columns().indexOf(key) + 1].querySelector("button").focus();
}

const redraw = () => { view.page = 0; drawTable(); drawPlot(); };

function startTable() {
  byId("side-part").hidden = false;
  options(byId("year"), [["", data.year], ...data.years.map((year) => [String(year), String(year)]).reverse()]);
  options(byId("figures"), [["0", words["figures.told"]], ...bases.map((base, at) => [String(at + 1), base.base])]);
  byId("figures-part").hidden = !bases.length;
  byId("columns").replaceChildren(...told.map((at) => {
    const box = node("input", null, null, { type: "checkbox", "data-column": at });
    box.checked = chosen.has(at);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(at); else chosen.delete(at);
      view.untouched = false;
      redraw();
    });
    const label = node("label");
    label.append(box, ` ${data.indicators[at].name} `, node("small", String(data.indicators[at].told)));
    const item = node("li");
    item.append(label);
    return item;
  }));
  const setAll = (on) => {
    told.forEach((at) => { if (on) chosen.add(at); else chosen.delete(at); });
    document.querySelectorAll("input[data-column]").forEach((box) => { box.checked = on; });
    view.untouched = false;
    redraw();
  };
  byId("choose-all").addEventListener("click", () => setAll(true));
  byId("choose-none").addEventListener("click", () => setAll(false));
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("filter").addEventListener("input", later(redraw));
  byId("find").addEventListener("input", later(() => { findText(); redraw(); }));
  ["year", "figures", "ranks"].forEach((id) => byId(id).addEventListener("change", redraw));
  table.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-cell]");
    if (button) openCell(cells[Number(button.dataset.cell)]);
  });
  // On paper all rows are wanted.
  addEventListener("beforeprint", () => { view.all = true; drawTable(); });
  addEventListener("afterprint", () => { view.all = false; drawTable(); });
  drawTable();
}
