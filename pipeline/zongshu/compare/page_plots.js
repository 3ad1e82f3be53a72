// Pictures of what the table shows: dots with bounds, coverage, small multiples, years, two indicators.
const MOST_SMALL = 12;

function dots(wide, indicator) {
  const { kept, unit, others } = points(indicator);
  if (!kept.length) return null;
  const rows = sorted(kept, middle, -1);
  const head = data.indicators[indicator];
  const left = 24 + Math.min(150, Math.max(...rows.map((one) => width(one.place[0])))) + 14;
  const right = wide - 24 - Math.max(...rows.map((one) => width(one.figure + (one.cell[CELL.year] ?? "") + "  ≠", 11)));
  const [top, step] = [42, 20];
  const bottom = top + rows.length * step;
  const ends = { n: rows.length, first: rows[0].place[0], most: rows[0].figure, last: rows.at(-1).place[0], least: rows.at(-1).figure };
  let desc = fill(words["plot.dots.desc"], ends);
  if (others) desc += ` ${fill(words["plot.units"], { unit, n: others })}`;
  const svg = picture(wide, bottom + 40, `${head.name}${unit ? ` (${unit})` : ""}`, desc);
  const x = axis(svg, reach(rows), left, right, top, bottom, 5);
  rows.forEach((one, at) => {
    const y = top + at * step + step / 2;
    const group = draw("g");
    group.append(draw("title", {}, `${one.place[0]} ${one.place[1] || ""}: ${one.figure} ${one.unit} (${one.cell[CELL.year] ?? "?"})`));
    group.append(line(left, y, right, y, "guide"), write(left - 10, y + 4, cut(one.place[0], 12), "", "end"));
    mark(group, one, x, y, left, right);
    const year = yearsDiffer ? ` ${one.cell[CELL.year] ?? "?"}` : "";
    const value = write(right + 10, y + 4, one.figure, one.cell[CELL.conflict] ? "value clash" : "value");
    value.append(draw("tspan", { class: "tick" }, year), draw("tspan", { class: "clash" }, one.cell[CELL.conflict] ? " ≠" : ""));
    group.append(value);
    svg.append(group);
  });
  return svg;
}

function coverage() {
  const shown = columns();
  const rows = places();
  if (!shown.length || !rows.length) return null;
  const size = rows.length > 60 ? 13 : 18;
  const left = 24 + Math.min(150, Math.max(...rows.map((at) => width(data.places[at][0])))) + 8;
  const names = shown.map((at) => cut(data.indicators[at].name, data.lang === "zh" ? 24 : 48));
  const top = 40 + Math.max(...names.map((name) => width(name, 11))) * 0.77 + 10;
  const slant = Math.max(...names.map((name, at) => at * size + width(name, 11) * 0.66));
  const filled = rows.map((place) => shown.map((at) => cellOf(place, at)));
  const n = filled.flat().filter((at) => at !== null).length;
  const desc = fill(words["plot.coverage.desc"], { n, m: rows.length * shown.length, places: rows.length, indicators: shown.length });
  const svg = picture(left + Math.max(shown.length * size + 60, slant + 30), top + rows.length * size + 16, words["plot.coverage.title"], desc);
  names.forEach((name, at) => {
    const x = left + at * size + size / 2 + 3;
    const made = write(x, top - 8, name, "small");
    made.setAttribute("transform", `rotate(-50 ${x} ${top - 8})`);
    made.append(draw("title", {}, data.indicators[shown[at]].name));
    svg.append(made);
  });
  rows.forEach((place, row) => {
    const y = top + row * size;
    svg.append(write(left - 8, y + size / 2 + 4, cut(data.places[place][0], 12), size < 14 ? "small" : "", "end"));
    svg.append(write(left + shown.length * size + 8, y + size / 2 + 4, String(filled[row].filter((at) => at !== null).length), "tick"));
    filled[row].forEach((at, column) => {
      const x = left + column * size;
      const box = { x: x + 1, y: y + 1, width: size - 2, height: size - 2 };
      if (at === null) { svg.append(draw("rect", { ...box, class: "blank" })); return; }
      const cell = cells[at];
      const group = draw("g");
      group.append(draw("title", {}, `${data.places[place][0]} · ${data.indicators[shown[column]].name}: ${shownFigure(at).figure}`));
      const open = cell[CELL.approx] !== "exact";
      group.append(draw("rect", { ...box, ...(open ? { x: x + 2.5, y: y + 2.5, width: size - 5, height: size - 5 } : {}), class: open ? "full open" : "full" }));
      if (cell[CELL.conflict]) group.append(write(x + size / 2, y + size / 2 + 4, "≠", open ? "clash" : "onfull", "middle"));
      svg.append(group);
    });
  });
  return svg;
}

function multiples(wide) {
  const shown = columns().slice(0, MOST_SMALL)
    .map((at) => ({ at, ...points(at) })).filter((one) => one.kept.length > 1);
  if (!shown.length) return null;
  const order = places().filter((place) => shown.some((one) => one.kept.some((point) => point.cell[CELL.place] === place)));
  const label = Math.min(110, Math.max(...order.map((place) => width(cut(data.places[place][0], 10), 11)))) + 10;
  const across = Math.max(1, Math.min(4, Math.floor((wide - label) / 200)));
  const step = order.length > 40 ? 8 : 13;
  const high = order.length * step + 56;
  const each = (wide - label - 24) / across;
  const lines = Math.ceil(shown.length / across);
  const svg = picture(wide, 40 + lines * high, words["plot.multiples.title"], fill(words["plot.multiples.desc"], { n: shown.length }));
  shown.forEach((one, index) => {
    const left = 12 + label + (index % across) * each;
    const top = 58 + Math.floor(index / across) * high;
    const right = left + each - 26;
    const bottom = top + order.length * step;
    const name = data.indicators[one.at].name;
    const head = write(left, top - 8, cut(name, Math.floor((each - 16) / (data.lang === "zh" ? 12.5 : 7.4))), "strong");
    head.append(draw("title", {}, `${name} (${one.unit})`));
    svg.append(head);
    const x = axis(svg, reach(one.kept), left, right, top, bottom, 2);
    order.forEach((place, row) => {
      const y = top + row * step + step / 2;
      if (index % across === 0 && step > 10) svg.append(write(left - 8, y + 3.5, cut(data.places[place][0], 10), "small", "end"));
      const point = one.kept.find((other) => other.cell[CELL.place] === place);
      svg.append(line(left, y, right, y, "guide"));
      if (!point) return;
      const group = draw("g");
      group.append(draw("title", {}, `${data.places[place][0]}: ${point.figure} ${point.unit}`));
      mark(group, point, x, y, left, right);
      svg.append(group);
    });
  });
  return svg;
}

function slopes(wide, indicator) {
  const wanted = new Set(places());
  const { unit } = points(indicator);
  const lines = new Map();
  cells.forEach((cell) => {
    if (cell[CELL.indicator] !== indicator || cell[CELL.year] === null || cell[CELL.value] === null) return;
    if (!wanted.has(cell[CELL.place]) || cell[CELL.unit] !== unit) return;
    if (!lines.has(cell[CELL.place])) lines.set(cell[CELL.place], new Map());
    const years = lines.get(cell[CELL.place]);
    if (!years.has(cell[CELL.year])) years.set(cell[CELL.year], cell);
  });
  const drawn = [...lines].filter(([, years]) => years.size > 1);
  if (!drawn.length) return null;
  const years = [...new Set(drawn.flatMap(([, found]) => [...found.keys()]))].sort();
  const values = drawn.flatMap(([, found]) => [...found.values()]).map((cell) => ({ value: cell[CELL.value], least: null, most: null }));
  const [top, high] = [56, Math.max(320, drawn.length * 16 + 90)];
  const bottom = high - 44;
  const right = wide - 30 - Math.max(...drawn.map(([place]) => width(`${data.places[place][0]} 0,000,000`, 11)));
  const head = data.indicators[indicator];
  const svg = picture(wide, high, fill(words["plot.slopes.title"], { name: `${head.name}${unit ? ` (${unit})` : ""}` }),
    fill(words["plot.slopes.desc"], { n: drawn.length }));
  const range = reach(values);
  const x = scale([years[0], years.at(-1)], 80, right);
  const y = scale(range, bottom, top);
  ticks(range[0], range[1], 5).forEach((at) => svg.append(line(80, y(at), right, y(at), "grid"), write(70, y(at) + 4, short.format(at), "tick", "end")));
  years.forEach((year) => svg.append(line(x(year), top, x(year), bottom, "grid"), write(x(year), bottom + 18, String(year), "", "middle")));
  const ends = drawn.map(([place, found]) => ({ place, cell: found.get(Math.max(...found.keys())) })).sort((a, b) => b.cell[CELL.value] - a.cell[CELL.value]);
  let last = -Infinity;
  drawn.forEach(([place, found]) => {
    const points = [...found.values()].sort((a, b) => a[CELL.year] - b[CELL.year]);
    const group = draw("g");
    group.append(draw("title", {}, `${data.places[place][0]}: ${points.map((cell) => `${cell[CELL.year]} ${cell[CELL.figure]}`).join(", ")}`));
    const up = points.at(-1)[CELL.value] >= points[0][CELL.value];
    group.append(draw("polyline", { points: points.map((cell) => `${x(cell[CELL.year])},${y(cell[CELL.value])}`).join(" "), class: up ? "slope" : "slope down" }));
    points.forEach((cell) => group.append(draw("circle", { cx: x(cell[CELL.year]), cy: y(cell[CELL.value]), r: 4, class: `dot${cell[CELL.approx] === "exact" ? "" : " open"}${up ? "" : " down"}` })));
    svg.append(group);
  });
  ends.forEach(({ place, cell }) => {
    const at = Math.max(y(cell[CELL.value]) + 4, last + 14);
    last = at;
    svg.append(line(x(cell[CELL.year]) + 6, y(cell[CELL.value]), right + 8, at - 4, "leader"), write(right + 10, at, `${data.places[place][0]} ${cell[CELL.figure]}`, "value"));
  });
  return svg;
}

function scatter(wide, first, second) {
  const across = points(first);
  const up = points(second);
  const pairs = across.kept.map((one) => [one, up.kept.find((other) => other.cell[CELL.place] === one.cell[CELL.place])])
    .filter(([a, b]) => b && a.value !== null && b.value !== null);
  if (!pairs.length) return null;
  const side = Math.min(wide, 760);
  const [left, top, right, bottom] = [84, 62, side - 90, Math.min(520, side * 0.72)];
  const names = [first, second].map((at, one) => { const unit = [across, up][one].unit; return `${data.indicators[at].name}${unit ? ` (${unit})` : ""}`; });
  const svg = picture(side, bottom + 62, fill(words["plot.scatter.title"], { x: data.indicators[first].name, y: data.indicators[second].name }),
    fill(words["plot.scatter.desc"], { n: pairs.length }));
  const x = axis(svg, reach(pairs.map(([a]) => a)), left, right, top, bottom, 5);
  const range = reach(pairs.map(([, b]) => b));
  const y = scale(range, bottom, top);
  ticks(range[0], range[1], 5).forEach((at) => svg.append(line(left, y(at), right, y(at), "grid"), write(left - 8, y(at) + 4, short.format(at), "tick", "end")));
  svg.append(write((left + right) / 2, bottom + 40, names[0], "strong", "middle"), write(12, top - 14, `↑ ${names[1]}`, "strong"));
  const placed = [];
  pairs.forEach(([a, b]) => {
    const group = draw("g");
    group.append(draw("title", {}, `${a.place[0]}: ${a.figure} ${a.unit}; ${b.figure} ${b.unit}`));
    const inside = (value, low, high) => Math.max(low, Math.min(high, value));
    const exact = [a, b].every((one) => one.cell[CELL.approx] === "exact");
    if (a.cell[CELL.approx] !== "exact") group.append(line(a.least === null ? left : inside(x(a.least), left, right), y(b.value), a.most === null ? right : x(a.most), y(b.value), "whisker"));
    if (b.cell[CELL.approx] !== "exact") group.append(line(x(a.value), b.least === null ? bottom : inside(y(b.least), top, bottom), x(a.value), b.most === null ? top : y(b.most), "whisker"));
    group.append(draw("circle", { cx: x(a.value), cy: y(b.value), r: 5, class: exact ? "dot" : "dot open" }));
    // A name is written where it meets no other.
    const spot = [x(a.value) + 9, y(b.value) + 4];
    if (placed.every(([otherX, otherY]) => Math.abs(otherX - spot[0]) > 60 || Math.abs(otherY - spot[1]) > 13)) {
      placed.push(spot);
      group.append(write(spot[0], spot[1], cut(a.place[0], 8), "small"));
    }
    svg.append(group);
  });
  return svg;
}

// Indicators of which some place tells two years or more.
const overYears = told.filter((at) => byPlace.some((row) => new Set((row.get(at) || []).map((one) => cells[one][CELL.year])).size > 1));

// The years are drawn of those alone that have any to join.
function choosePlotted(kind) {
  const select = byId("plot-x");
  const wanted = kind === "slopes" && overYears.length ? overYears : told;
  if (select.options.length === wanted.length) return;
  const before = select.value;
  options(select, wanted.map((at) => [String(at), `${data.indicators[at].name} (${data.indicators[at].told})`]));
  if (before && wanted.includes(Number(before))) select.value = before;
}

function drawPlot() {
  const kind = byId("plot-kind").value;
  choosePlotted(kind);
  const [first, second] = [Number(byId("plot-x").value), Number(byId("plot-y").value)];
  byId("plot-x-part").hidden = kind === "coverage" || kind === "multiples";
  byId("plot-y-part").hidden = kind !== "scatter";
  byId("plot-x-name").textContent = kind === "scatter" ? words["plot.x"] : words.indicator;
  byId("plot-key").textContent = words[kind === "coverage" ? "plot.key.coverage" : "plot.key"];
  byId("plot-desc").textContent = "";
  const wide = Math.max(420, Math.min(1080, plot.clientWidth - 2));
  const kinds = { dots: () => dots(wide, first), coverage, multiples: () => multiples(wide), slopes: () => slopes(wide, first), scatter: () => scatter(wide, first, second) };
  const made = kinds[kind]();
  plot.replaceChildren(made || node("p", words["plot.none"], "empty"));
  byId("plot-save").disabled = !made;
}

function startPlots() {
  byId("plots-part").hidden = false;
  options(byId("plot-y"), told.map((at) => [String(at), `${data.indicators[at].name} (${data.indicators[at].told})`]));
  // Up goes, at first, the indicator that most places tell together with the first.
  const together = (at) => data.places.filter((_, place) => at !== told[0] && byPlace[place].has(told[0]) && byPlace[place].has(at)).length;
  if (told.length) byId("plot-y").value = String(sorted(told, together, -1)[0]);
  ["plot-kind", "plot-x", "plot-y"].forEach((id) => byId(id).addEventListener("change", drawPlot));
  byId("plot-kind").form.addEventListener("submit", (event) => event.preventDefault());
  byId("plot-save").addEventListener("click", () => download("picture.svg", [savedPicture()], "image/svg+xml"));
  addEventListener("resize", later(drawPlot));
  drawPlot();
}
