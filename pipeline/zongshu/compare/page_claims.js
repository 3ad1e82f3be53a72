// The list of all claims, compared or left out.
const LIST_ROWS = 40;
const list = { key: null, sign: 1, page: 0, rows: null };
const different = (values) => [...new Set(values)].filter((value) => value !== null).sort(collator.compare);

function listed() {
  const place = byId("list-place").value.trim().toLowerCase();
  const text = byId("list-text").value.trim().toLowerCase();
  const [name, level, year, reason] = ["name", "level", "year", "reason"].map((id) => byId(`list-${id}`).value);
  const rows = claims().filter((row) =>
    (!place || `${row[CLAIM.place] || ""} ${row[CLAIM.code] || ""}`.toLowerCase().includes(place))
    && (!text || `${row[CLAIM.text] || ""} ${row[CLAIM.item] || ""}`.toLowerCase().includes(text))
    && (!name || (row[CLAIM.indicator] || "-") === name)
    && (!level || row[CLAIM.level] === level)
    && (!year || String(row[CLAIM.year]) === year)
    && (!reason || (row[CLAIM.reason] || "-") === reason));
  if (list.key === null) return rows;
  const number = (row) => Number.parseFloat(row[CLAIM.figure].replace(/[^\d.\-–]/g, ""));
  const value = list.key === "figure" ? (row) => (Number.isNaN(number(row)) ? null : number(row)) : (row) => row[CLAIM[list.key]];
  return sorted(rows, value, list.sign);
}

function reasonWords(row) {
  if (!row[CLAIM.reason]) return words["filter.used"];
  const found = data.excluded.find((reason) => reason.code === row[CLAIM.reason]);
  return found ? found.words : row[CLAIM.reason];
}

function drawClaims() {
  list.rows = listed();
  const page = list.rows.slice(list.page * LIST_ROWS, (list.page + 1) * LIST_ROWS);
  const head = node("tr");
  const columns = [["place", words.place], ["name", words.indicator], ["level", words.level], ["year", words.year, "number"],
    ["figure", words.figure, "number"], ["text", words.sentence], ["reason", words["list.use"]], ["source", words.source]];
  columns.forEach(([key, text, kind]) => head.append(sortHead(text, kind || "text", list, key, () => {
    list.page = 0;
    drawClaims();
    byId("claims").tHead.rows[0].cells[columns.findIndex(([other]) => other === key)].querySelector("button").focus();
  })));
  byId("claims").tHead.replaceChildren(head);
  byId("claims").tBodies[0].replaceChildren(...page.map((row) => {
    const made = node("tr");
    const button = node("button", row[CLAIM.figure], "link", { type: "button", "aria-haspopup": "dialog" });
    if (row[CLAIM.unit]) button.append(" ", node("small", row[CLAIM.unit]));
    button.addEventListener("click", () => open(row[CLAIM.place] || words.untold, [row], null));
    const figure = node("td", null, "number");
    figure.append(button);
    made.append(node("th", row[CLAIM.place] || words.untold, null, { scope: "row", lang: "zh" }),
      node("td", row[CLAIM.name] || "—"), node("td", row[CLAIM.level] || "—"), node("td", row[CLAIM.year] ?? "—", "number"),
      figure);
    const sentence = node("td", null, "wide");
    sentence.append(quote("span", row));
    const source = node("td");
    source.append(node("code", row[CLAIM.source]));
    made.append(sentence, node("td", reasonWords(row)), source);
    return made;
  }));
  const total = list.rows.length;
  byId("list-count").textContent = total
    ? fill(words["pages.rows"], { from: list.page * LIST_ROWS + 1, to: Math.min(total, (list.page + 1) * LIST_ROWS), n: total })
    : words.nothing;
  pager(byId("list-pages"), total, LIST_ROWS, list.page, (to) => { list.page = to; drawClaims(); });
}

function startClaims() {
  byId("list-part").hidden = false;
  const all = ["", words["filter.any"]];
  const rows = claims();
  const names = new Map(rows.map((row) => [row[CLAIM.indicator] || "-", row[CLAIM.name] || "—"]));
  options(byId("list-name"), [all, ...[...names].sort((a, b) => collator.compare(a[1], b[1]))]);
  options(byId("list-level"), [all, ...different(rows.map((row) => row[CLAIM.level])).map((level) => [level, level])]);
  options(byId("list-year"), [all, ...different(rows.map((row) => row[CLAIM.year])).map((year) => [String(year), String(year)])]);
  options(byId("list-reason"),
    [all, ["-", words["filter.used"]], ...data.excluded.map((reason) => [reason.code, reason.words])]);
  const again = () => { list.page = 0; drawClaims(); };
  ["place", "text"].forEach((id) => byId(`list-${id}`).addEventListener("input", later(again)));
  ["name", "level", "year", "reason"].forEach((id) => byId(`list-${id}`).addEventListener("change", again));
  byId("list-place").form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("button[data-reason]").forEach((button) => button.addEventListener("click", () => {
    ["place", "text", "name", "level", "year"].forEach((id) => { byId(`list-${id}`).value = ""; });
    byId("list-reason").value = button.dataset.reason;
    again();
    byId("list").focus();
    byId("list").scrollIntoView();
  }));
  drawClaims();
}
