// Keys, buttons and the start.
function setMode(mode) {
  state.mode = mode;
  state.first = 0;
  document.querySelectorAll("[data-mode]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.mode === mode)));
  byId("numbers-lead").hidden = mode !== "numbers";
  filterChoices();
  state.rows = listed();
  state.key = state.rows[0] ? (state.rows.find((row) => stateOf(row.key) === "open") || state.rows[0]).key : null;
  refresh();
  choose(state.key);
}

function setView(view) {
  state.view = view;
  document.querySelector(`[name="view"][value="${view}"]`).checked = true;
  if (shown) { showText(shown.at, view); if (state.key) { paint(state.key); reveal(state.key); } }
  if (shown && article(shown.at).clean === null) say(words["view.same"]);
}

function refilter() {
  state.first = 0;
  refresh();
  if (!state.rows.some((row) => row.key === state.key)) choose(state.rows[0] ? state.rows[0].key : null);
  else choose(state.key);
}

function begin(name) {
  become(name);
  byId("coder-name").textContent = coder;
  redrawText();
  setMode("claims");
  byId("scroll").focus();
}

function ask() {
  byId("ask-name").value = coder || byId("ask-name").value || stored(`${STORE}:coder`) || "";
  byId("ask-wrong").textContent = "";
  byId("ask").showModal();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), o: () => step(1, true),
  a: () => act("accept"), r: () => act("reject"), e: () => act("edit"), n: startAdd, x: () => act("dismiss"), u: undo,
  m: () => setMode(state.mode === "claims" ? "numbers" : "claims"), t: () => setView(state.view === "raw" ? "clean" : "raw"),
  s: save, "/": () => byId("by-scope").focus(), "?": () => byId("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (!byId("form").hidden) {
    if (event.key === "Escape") { event.preventDefault(); closeForm(); }
    return;
  }
  const busy = event.target.closest("input, select, textarea");
  if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = event.key.startsWith("Arrow");
  if (arrow && !event.target.closest("#scroll, body:not(#text)")) return;
  if (arrow && event.target.closest("#text")) return; // there the arrows scroll and select
  if (!arrow && !byId("keys-on").checked) return;
  const run = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (run) { event.preventDefault(); run(); }
});

byId("rows").addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (row) choose(row.key, false);
});
byId("text").addEventListener("click", (event) => {
  const made = event.target.closest(".m");
  if (!made || !getSelection().isCollapsed) return;
  // where marks cross, each click takes the next one
  const keys = [...new Set(made.marks.filter(([, kind]) => kind !== "span").map(([key]) => key))];
  if (!keys.length) return;
  const key = keys[(keys.indexOf(state.key) + 1) % keys.length];
  const [, kind] = data.keys.get(key) || [];
  const mode = kind === "numbers" && stateOf(key) !== "add" ? "numbers" : "claims";
  if (mode !== state.mode) setMode(mode);
  choose(key);
});
byId("actions").addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) act(button.dataset.do);
});
byId("form").addEventListener("submit", (event) => { event.preventDefault(); submitForm(); });
byId("filters").addEventListener("change", refilter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("article").addEventListener("change", () => {
  const wanted = Number(byId("article").value);
  showText(wanted, state.view);
  state.first = 0;
  refresh();
  const row = state.rows.find((one) => one.at === wanted);
  if (row) choose(row.key);
});
document.querySelectorAll("[name=view]").forEach((radio) => radio.addEventListener("change", () => setView(radio.value)));
document.querySelectorAll("[data-mode]").forEach((button) => button.addEventListener("click", () => setMode(button.dataset.mode)));
byId("rows-back").addEventListener("click", () => { state.first = Math.max(0, state.first - ROWS); drawRows(); byId("scroll").scrollTop = 0; });
byId("rows-on").addEventListener("click", () => { state.first += ROWS; drawRows(); byId("scroll").scrollTop = 0; });
// a button takes the selection away in some browsers before it is clicked
byId("add").addEventListener("mousedown", (event) => event.preventDefault());
byId("add").addEventListener("click", startAdd);
byId("undo").addEventListener("click", undo);
byId("save").addEventListener("click", save);
byId("load").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", () => {
  if (byId("file").files[0]) load(byId("file").files[0]);
  byId("file").value = "";
});
byId("coder").addEventListener("click", ask);
byId("ask").addEventListener("cancel", (event) => { if (!coder) event.preventDefault(); });
byId("ask-form").addEventListener("submit", (event) => {
  const name = byId("ask-name").value.trim();
  byId("ask-wrong").textContent = name ? "" : words["coder.empty"];
  byId("ask-name").toggleAttribute("aria-invalid", !name);
  if (!name) { event.preventDefault(); byId("ask-name").focus(); return; }
  begin(name);
});
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("keys-close").addEventListener("click", () => byId("keys").close());

options(byId("article"), data.articles.map((one, at) => [String(at), one.title || one.source]));
byId("known-place").replaceChildren(...Object.keys(data.places).map((name) => { const made = node("option"); made.value = name; return made; }));
byId("known-indicator").replaceChildren(...Object.entries(data.indicators).map(([id, name]) => { const made = node("option", name); made.value = id; return made; }));
if (data.articles.length) showText(0, "raw");
setMode("claims");
ask();
