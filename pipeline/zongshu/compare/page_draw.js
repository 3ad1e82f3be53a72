// What the pictures are drawn with: SVG elements, scales, axes, the mark of a figure, and the file that keeps a picture.
const SVG = "http://www.w3.org/2000/svg";
const plot = byId("plot");

function draw(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) made.textContent = text;
  return made;
}
const line = (x1, y1, x2, y2, kind) => draw("line", { x1, y1, x2, y2, class: kind });
const write = (x, y, text, kind, anchor) => draw("text", { x, y, class: kind || "", "text-anchor": anchor || "start" }, text);
// Chinese signs are about twice as wide as Latin ones.
const width = (text, size) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.56), 0) * (size || 12);
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

function picture(wide, high, title, desc) {
  const made = draw("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img", "aria-labelledby": "plot-title plot-about" });
  made.append(draw("title", { id: "plot-title" }, title), draw("desc", { id: "plot-about" }, desc));
  made.append(draw("rect", { x: 0, y: 0, width: wide, height: high, class: "sheet" }), write(12, 22, title, "title"));
  byId("plot-desc").textContent = desc;
  return made;
}

function ticks(least, most, count) {
  if (!(most > least)) return [least];
  const raw = (most - least) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((part) => part * power).find((part) => part >= raw);
  const found = [];
  for (let at = Math.ceil(least / step - 1e-9); at * step <= most + step * 1e-9; at += 1) found.push(Number((at * step).toPrecision(12)));
  return found;
}
const short = new Intl.NumberFormat(data.lang === "zh" ? "zh" : "en", { notation: "compact", maximumFractionDigits: 2 });

// The cells of one indicator that stand in its commonest unit, with what is drawn of them.
function points(indicator) {
  const all = places().map((place) => cellOf(place, indicator)).filter((at) => at !== null)
    .map((at) => ({ at, cell: cells[at], place: data.places[cells[at][CELL.place]], ...shownFigure(at) }));
  const units = new Map();
  all.forEach((one) => units.set(one.unit, (units.get(one.unit) || 0) + 1));
  const unit = [...units].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
  const kept = all.filter((one) => one.unit === unit);
  return { kept, unit, others: all.length - kept.length };
}
const middle = (one) => one.value ?? one.least ?? one.most;
function reach(kept) {
  const ends = kept.flatMap((one) => [one.value, one.least, one.most]).filter((end) => end !== null);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  // Amounts start at nought, so that distances do not deceive; figures that are close together get a scale of their own.
  const from = least >= 0 && least < most * 0.6 ? 0 : least - (most - least || Math.abs(most) || 1) * 0.08;
  return [from, most + (most - from) * 0.04 || 1];
}
const scale = ([from, to], left, right) => (value) => left + ((value - from) / (to - from || 1)) * (right - left);

// Whisker and mark of one figure; an end without a bound runs to the border with an arrow.
function mark(group, one, x, y, left, right) {
  const exact = one.cell[CELL.approx] === "exact";
  if (!exact) {
    const from = one.least === null ? left : Math.max(left, x(one.least));
    const to = one.most === null ? right : x(one.most);
    group.append(line(from, y, to, y, "whisker"));
    if (one.most === null) group.append(draw("path", { d: `M${right - 6},${y - 4} L${right},${y} L${right - 6},${y + 4}`, class: "arrowhead" }));
    if (one.least === null || (one.least === 0 && one.value !== 0)) group.append(line(from, y - 3, from, y + 3, "whisker"));
  }
  if (one.value !== null) {
    group.append(draw("circle", { cx: x(one.value), cy: y, r: 4.5, class: exact ? "dot" : "dot open" }));
  }
}

function axis(svg, range, left, right, top, bottom, count) {
  const x = scale(range, left, right);
  ticks(range[0], range[1], count).forEach((at) => {
    svg.append(line(x(at), top, x(at), bottom, "grid"), write(x(at), bottom + 14, short.format(at), "tick", "middle"));
  });
  return x;
}

// Saved by itself a picture has no style sheet: each mark takes its own along.
function savedPicture() {
  const source = plot.querySelector("svg");
  const copy = source.cloneNode(true);
  const parts = copy.querySelectorAll("*");
  source.querySelectorAll("*").forEach((part, at) => {
    const style = getComputedStyle(part);
    ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "opacity"].forEach((name) => {
      parts[at].setAttribute(name, style.getPropertyValue(name));
    });
  });
  // What a reader must know goes with the picture.
  const [wide, high] = ["width", "height"].map((name) => Number(copy.getAttribute(name)));
  const warning = document.querySelector(".fictional");
  const told = ["plot-key", "plot-desc"].map((id) => byId(id).textContent).concat(warning ? warning.textContent : []);
  const lines = told.map((text) => text.trim().replace(/\s+/g, " ")).filter(Boolean);
  const below = draw("rect", { x: 0, y: high, width: wide, height: 16 * lines.length + 12, fill: "#ffffff" });
  const soft = { "font-size": "11px", fill: "#374151" };
  copy.append(below, ...lines.map((text, at) => draw("text", { x: 12, y: high + 16 * (at + 1), ...soft }, text)));
  copy.setAttribute("height", high + 16 * lines.length + 12);
  copy.setAttribute("viewBox", `0 0 ${wide} ${high + 16 * lines.length + 12}`);
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("font-family", getComputedStyle(document.body).fontFamily.replaceAll('"', "'"));
  return new XMLSerializer().serializeToString(copy);
}
