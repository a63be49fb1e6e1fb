// Review by keyboard: j next, k back, a accept, r reject, e edit, m merge, s split, u undo; words marked or moved by word.
"use strict";

const at = (id) => document.getElementById(id);
const typing = (event) => event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
const open = (id) => {
  const box = at(id);
  if (!box) return;
  for (const other of document.querySelectorAll(".verbs details")) other.open = other === box;
  box.querySelector("input:not([type=hidden]), select, button")?.focus();
};
const KEYS = {
  j: () => at("next")?.click(),
  k: () => history.back(),
  a: () => at("accept")?.requestSubmit(),
  u: () => at("undo")?.requestSubmit(),
  r: () => open("reject"),
  e: () => open("edit"),
  m: () => open("merge"),
  s: () => open("split"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const box of document.querySelectorAll(".verbs details[open]")) box.open = false;
    document.activeElement?.blur();
    return;
  }
  if (event.altKey && at("edit")?.open && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    event.preventDefault();
    move(event.shiftKey ? 0 : 1, event.key === "ArrowRight" ? 1 : -1);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event) || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// Places are counted in code points, as the record counts them.
const letters = () => Array.from(document.querySelector(".context")?.textContent ?? "");
const offset = () => Number(document.querySelector(".context")?.dataset.start ?? 0);
const field = () => document.querySelector("input.span:focus") ?? current ?? document.querySelector("input.span");
let current = null;

const tell = (input) => {
  const [start, end] = input.value.split("-").map(Number);
  const words = letters().slice(start - offset(), end - offset()).join("");
  for (const out of document.querySelectorAll(".span-words"))
    if (out.dataset.of === input.name) out.textContent = words ? `“${words}”` : "";
};
const put = (input, start, end) => {
  if (!input || start >= end) return;
  input.value = `${start}-${end}`;
  tell(input);
};

function move(which, way) {
  const input = field();
  if (!input) return;
  const text = letters();
  const places = input.value.split("-").map((place) => Number(place) - offset());
  const isWord = (place) => /[\p{L}\p{N}]/u.test(text[place] ?? "");
  const isEdge = (place) => (which ? isWord(place - 1) && !isWord(place) : !isWord(place - 1) && isWord(place));
  let place = places[which] + way;
  while (place > 0 && place < text.length && !isEdge(place)) place += way;
  places[which] = Math.max(0, Math.min(text.length, place));
  put(input, places[0] + offset(), places[1] + offset());
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("input.span")) current = event.target;
});
document.addEventListener("input", (event) => {
  if (event.target.matches("input.span")) tell(event.target);
});
document.addEventListener("toggle", (event) => {
  if (event.target.id === "edit") document.querySelectorAll("input.span").forEach(tell);
}, true);
document.addEventListener("mouseup", () => {
  const marked = getSelection();
  const box = document.querySelector(".context");
  if (!at("edit")?.open || !box || marked.isCollapsed || !box.contains(marked.anchorNode) || !box.contains(marked.focusNode)) return;
  const range = marked.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Array.from(before.toString()).length + offset();
  if (current && !current.isConnected) current = null;
  put(field(), start, start + Array.from(range.toString()).length);
});
