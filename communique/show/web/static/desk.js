// What all pages gain from a script: "/" goes to the search, and a finding lights up in text and list alike.
"use strict";

const isTyping = (event) => event.target.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  document.getElementById("find")?.focus();
});

const light = (ids, isOn) => {
  for (const id of ids)
    for (const found of document.querySelectorAll(`[data-f~="${CSS.escape(id)}"]`)) found.classList.toggle("lit", isOn);
};
let lit = [];
const show = (ids) => {
  light(lit, false);
  lit = ids;
  light(lit, true);
};
document.addEventListener("pointerover", (event) => {
  const over = event.target.closest(".beside [data-f], .words [data-f]");
  show(over ? over.dataset.f.split(" ") : []);
});
document.addEventListener("focusin", (event) => {
  const over = event.target.closest(".beside [data-f], .words [data-f]");
  show(over ? over.dataset.f.split(" ") : []);
});
