"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = data.labels;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  // Text of articles reaches the page through textContent alone.
  function node(tag, text, kind) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function fact(list, name, ...values) {
    const told = values.filter((value) => value !== null && value !== undefined && value !== "");
    const pair = node("div");
    const value = node("dd");
    told.forEach((part) => value.append(part instanceof Node ? part : node("span", part)));
    if (!told.length) value.append(node("span", words.untold, "faint"));
    pair.append(node("dt", name), value);
    list.append(pair);
  }

  function claimCard(claim, inCell) {
    const card = node("article", null, claim.shown ? "claim shown" : "claim");
    const head = node("h3");
    head.append(node("span", claim.figure), node("small", claim.unit));
    if (claim.shown && inCell) head.append(node("span", words.shown, "tag"));
    if (claim.repeat) head.append(node("span", words.repeat, "tag"));
    if (claim.fictional) head.append(node("span", words.fictional, "tag warn"));
    const quote = node("blockquote");
    quote.lang = "zh";
    quote.append(claim.before);
    if (claim.mark) quote.append(node("mark", claim.mark));
    quote.append(claim.after);
    card.append(head);
    if (claim.before || claim.mark) card.append(quote);
    const facts = node("dl");
    if (!inCell) {
      fact(facts, words.place, claim.place);
      fact(facts, words.indicator, claim.indicator);
    }
    fact(facts, words.clean, claim.clean);
    if (claim.sentence) fact(facts, words.clean, claim.sentence);
    fact(facts, words.item, claim.item);
    fact(facts, words.source, claim.title, claim.source && node("code", claim.source));
    if (claim.start !== null) fact(facts, words.offsets, fill(words["offsets.text"], claim));
    fact(facts, words.period, claim.period, claim.period_text);
    fact(facts, words.status, claim.status);
    if (claim.confidence !== null) fact(facts, words.confidence, claim.confidence.toFixed(2));
    card.append(facts);
    return card;
  }

  const dialog = byId("evidence");
  function open(title, claims, total, inCell, conflict) {
    byId("evidence-title").textContent = title;
    const capped = fill(words["evidence.capped"], { n: claims.length, m: total });
    const whole = total === 1 ? words["evidence.one"] : fill(words["evidence.count"], { n: total });
    byId("evidence-count").textContent = claims.length < total ? capped : whole;
    byId("evidence-rule").hidden = !conflict;
    // Within a cell the first claim is the one that its number comes from.
    byId("evidence-claims").replaceChildren(
      ...claims.map((claim, at) => claimCard(inCell ? { ...claim, shown: at === 0 } : claim, inCell)));
    dialog.showModal();
    dialog.scrollTop = 0;
  }
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.cell !== undefined) {
      const claims = data.cells[Number(button.dataset.cell)].map((at) => data.claims[at]);
      const conflict = button.closest("td").classList.contains("conflict");
      open(`${button.dataset.place} · ${button.dataset.name}`, claims, claims.length, true, conflict);
    } else if (button.dataset.reason !== undefined) {
      const reason = data.excluded[Number(button.dataset.reason)];
      open(reason.words, reason.claims.map((at) => data.left[at]), reason.count, false, false);
    }
  });

  const table = byId("panel");
  if (!table) return;
  byId("controls").hidden = false;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const compareText = new Intl.Collator(data.lang === "zh" ? "zh" : undefined, { numeric: true }).compare;

  function sortBy(column) {
    const head = heads[column];
    const number = head.dataset.kind === "number";
    const now = head.getAttribute("aria-sort");
    // Numbers start with the largest, names with the first.
    const next = now === "none" ? (number ? "descending" : "ascending") : now === "ascending" ? "descending" : "ascending";
    heads.forEach((other) => other.setAttribute("aria-sort", other === head ? next : "none"));
    const sign = next === "ascending" ? 1 : -1;
    const keyed = rows.map((row, at) => [row.cells[column].dataset.sort, at, row]);
    keyed.sort(([left, leftAt], [right, rightAt]) => {
      if (left === undefined || right === undefined) {
        // What is missing stays at the end both ways.
        return (left === undefined) - (right === undefined) || leftAt - rightAt;
      }
      const order = number ? Number(left) - Number(right) : compareText(left, right);
      return sign * order || leftAt - rightAt;
    });
    body.append(...keyed.map(([, , row]) => row));
  }
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => sortBy(column)));

  byId("filter").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.dataset.find.toLowerCase().includes(wanted); });
    const left = rows.filter((row) => !row.hidden).length;
    byId("filter-count").textContent = fill(words["filter.count"], { n: left, m: rows.length });
  });

  const boxes = [...document.querySelectorAll("input[data-column]")];
  function showColumn(box) {
    const column = Number(box.dataset.column);
    [table.tHead.rows[0], ...rows].forEach((row) => { row.cells[column].hidden = !box.checked; });
  }
  boxes.forEach((box) => box.addEventListener("change", () => showColumn(box)));
  const setAll = (on) => boxes.forEach((box) => { box.checked = on; showColumn(box); });
  byId("choose-all").addEventListener("click", () => setAll(true));
  byId("choose-none").addEventListener("click", () => setAll(false));

  // A bar behind each number of a column that has one unit.
  heads.forEach((head, column) => {
    if (head.dataset.bars === undefined) return;
    const cells = rows.map((row) => row.cells[column]).filter((cell) => cell.dataset.sort !== undefined);
    const most = Math.max(0, ...cells.map((cell) => Number(cell.dataset.sort)));
    if (!(most > 0) || cells.length < 2) return;
    cells.forEach((cell) => {
      const share = Math.max(0, Number(cell.dataset.sort)) / most;
      cell.firstElementChild.style.setProperty("--share", `${(share * 100).toFixed(1)}%`);
    });
  });
})();
