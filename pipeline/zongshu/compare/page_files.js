// Downloads made on the page: CSV and a workbook of what the filters leave.
function download(name, parts, type) {
  const link = node("a", null, null, { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A spreadsheet takes a text that begins so for a formula.
const guarded = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const csvCell = (value) => {
  const text = value === null || value === undefined ? "" : String(guarded(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows) => `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

function cellTable() {
  const rows = [["place_adcode", "place_name", "place_level", "indicator_id", "indicator_name", "year", "value", "least", "most", "unit", "approx", "figure", "conflict", "flags", "rank_best", "rank_worst", "rank_of", "claim_id"]];
  const shown = columns();
  const held = claims();
  places().forEach((place) => shown.forEach((indicator) => {
    const at = cellOf(place, indicator);
    if (at === null) return;
    const [cell, one, [name, code, level], head] = [cells[at], shownFigure(at), data.places[place], data.indicators[indicator]];
    const first = held.slice(cell[CELL.first], cell[CELL.last] + 1).find((row) => row[CLAIM.year] === cell[CELL.year]);
    rows.push([code, name, level, head.id, head.name, cell[CELL.year], one.value, one.least, one.most, one.unit, cell[CELL.approx],
      one.figure, cell[CELL.conflict] ? "true" : "false", cell[CELL.flags].map((flag) => data.flags[flag]).join("; "),
      one.best, one.worst, one.n, first ? first[CLAIM.id] : null]);
  }));
  return rows;
}

function claimTable() {
  const names = ["id", "place", "code", "level", "indicator", "name", "year", "figure", "unit", "clean", "text", "item", "period", "status", "confidence", "reason", "title", "source", "start", "end"];
  const heads = ["id", "place_name", "place_adcode", "place_level", "indicator_id", "indicator_name", "year", "figure", "unit", "clean", "evidence_text", "item", "period", "status", "confidence", "reason", "article_title", "article_source", "start", "end"];
  return [heads, ...list.rows.map((row) => names.map((name) => row[CLAIM[name]]))];
}

function wideTable() {
  const shown = columns();
  const rows = places().map((place) => [data.places[place][1], data.places[place][0],
    ...shown.map((at) => { const found = cellOf(place, at); return found === null ? null : shownFigure(found).value; })]);
  return [["place_adcode", "place_name", ...shown.map((at) => data.indicators[at].name)], ...rows];
}

const xml = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
  .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
function columnName(at) {
  return (at >= 26 ? columnName(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));
}
// Texts are written as texts: no cell is a formula.
function sheet(rows) {
  const cell = (value, row, at) => {
    if (value === null || value === undefined || value === "") return "";
    const place = `${columnName(at)}${row + 1}`;
    if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
    return `<c r="${place}" t="inlineStr"${row ? "" : ' s="1"'}><is><t xml:space="preserve">${xml(String(value).slice(0, 32000))}</t></is></c>`;
  };
  const body = rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, at, column)).join("")}</row>`);
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${body.join("")}</sheetData></worksheet>`;
}

const CRC = Array.from({ length: 256 }, (_, at) => {
  let sum = at;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});
const crc = (bytes) => (bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
function numbers(...pairs) {
  const bytes = new Uint8Array(pairs.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  pairs.forEach(([size, value]) => {
    if (size === 2) view.setUint16(at, value, true); else view.setUint32(at, value, true);
    at += size;
  });
  return bytes;
}
// A zip of parts that are not compressed.
function zip(files) {
  const [parts, index] = [[], []];
  let offset = 0;
  files.forEach(([name, text]) => {
    const [title, bytes] = [name, text].map((part) => new TextEncoder().encode(part));
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    const common = numbers([2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, title.length], [2, 0]);
    parts.push(numbers([4, 0x04034b50]), common, title, bytes);
    index.push(numbers([4, 0x02014b50], [2, 20]), common, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title);
    offset += 30 + title.length + bytes.length;
  });
  const size = index.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
  return [...parts, ...index, end];
}

function workbook() {
  const codebook = [["id", "name", "definition", "kind", "unit", "places"],
    ...data.indicators.map((head) => [head.id, head.name, head.definition, head.measure, head.unit, head.told])];
  const excluded = [["reason", "words", "claims"], ...data.excluded.map((reason) => [reason.code, reason.words, reason.count])];
  const sheets = { panel: wideTable(), cells: cellTable(), claims: claimTable(), excluded, codebook, notes: [["note"], ...data.notes.map((note) => [note])] };
  const names = Object.keys(sheets);
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const base = `http://schemas.openxmlformats.org`;
  const relation = `${base}/officeDocument/2006/relationships`;
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zip([
    ["[Content_Types].xml", `${head}<Types xmlns="${base}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${names.map((_, at) => `<Override PartName="/xl/sheet${at + 1}.xml" ContentType="${kind}.worksheet+xml"/>`).join("")}</Types>`],
    ["_rels/.rels", `${head}<Relationships xmlns="${base}/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${head}<workbook xmlns="${base}/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${base}/package/2006/relationships">${names.map((_, at) => `<Relationship Id="r${at + 1}" Type="${relation}/worksheet" Target="sheet${at + 1}.xml"/>`).join("")}<Relationship Id="r${names.length + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", `${head}<styleSheet xmlns="${base}/spreadsheetml/2006/main"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`],
    ...names.map((name, at) => [`xl/sheet${at + 1}.xml`, sheet(sheets[name])]),
  ]);
}

if (table) {
  startTable();
  startPlots();
}
startClaims();
if (table) {
  byId("cells-csv").addEventListener("click", () => download("cells.csv", [csv(cellTable())], "text/csv"));
  byId("claims-csv").addEventListener("click", () => download("claims.csv", [csv(claimTable())], "text/csv"));
  byId("book").addEventListener("click", () =>
    download("comparison.xlsx", workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
}
