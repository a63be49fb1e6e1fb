// The pictures of time anew, by Observable Plot: pointed at, walked through with the arrow keys, followed with Enter.
// The figures are those of the table beside each picture; where this fails the server's picture stays.
"use strict";

const begin = (month) => new Date(`${month}-01T00:00:00Z`);
const shift = (day, months) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
const middle = (month) => new Date(+month + 15 * 86_400_000);
const count = (from, to) => (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
const signed = (score) => (score > 0 ? `+${score}` : `${score}`.replace("-", "−"));

// The months named on the axis: as many as have room, at steps that one counts in; the year where it begins.
const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const named = (first, months, width) => {
  const least = months / Math.max(1, Math.floor(width / 44));
  const every = [1, 2, 3, 6, 12, 24, 60].find((one) => one >= least) ?? 120;
  const shown = Array.from({ length: months }, (_, n) => shift(first, n)).filter((on) => on.getUTCMonth() % Math.min(every, 12) === 0 && (every <= 12 || on.getUTCFullYear() % (every / 12) === 0));
  const chosen = shown.length ? shown : [first];
  const year = (on, n) => (n === 0 || on.getUTCFullYear() !== chosen[n - 1].getUTCFullYear() ? `\n${on.getUTCFullYear()}` : "");
  return { ticks: chosen.map(middle), tickFormat: (mid, n) => NAMES[mid.getUTCMonth()] + year(mid, n) };
};
// Whole numbers up to the highest, at most four of them.
const numbers = (most) => {
  const every = [1, 2, 5].flatMap((one) => [0, 1, 2, 3, 4, 5, 6].map((power) => one * 10 ** power)).sort((a, b) => a - b).find((one) => most / one <= 3);
  return Array.from({ length: Math.floor(most / every) + 1 }, (_, n) => n * every);
};

const read = (figure) => {
  const first = begin(figure.dataset.first);
  const end = shift(begin(figure.dataset.last), 1);
  const rows = [...figure.querySelectorAll("tr[data-month]")].reverse().map((row) => ({
    on: begin(row.dataset.month),
    mid: middle(begin(row.dataset.month)),
    value: Number(row.dataset.value),
    size: Number(row.dataset.size ?? 0),
    says: row.dataset.says,
    href: row.querySelector("a").href,
  }));
  return { rows, first, end };
};

const point = (rows) => [
  Plot.ruleX(rows, Plot.pointerX({ x: "mid", stroke: "var(--soft)", strokeDasharray: "2 3", ariaHidden: true })),
  Plot.tip(rows, Plot.pointerX({ x: "mid", y: "value", title: "says", fill: "var(--paper)", stroke: "var(--soft)", fontSize: 13, lineWidth: 40 })),
];

const columns = ({ rows }, most = Math.max(...rows.map((row) => row.value))) => ({
  height: 120,
  y: { domain: [0, most], ticks: numbers(most), tickFormat: String },
  marks: [
    Plot.rectY(rows, { x1: "on", x2: (row) => shift(row.on, 1), y: "value", insetLeft: 1, insetRight: 1, fill: "var(--calm)" }),
    Plot.ruleY([0], { stroke: "var(--soft)" }),
    ...point(rows),
  ],
});

const tone = ({ rows, first, end }) => {
  const known = new Map(rows.map((row) => [+row.on, row]));
  const every = Array.from({ length: count(first, end) }, (_, n) => shift(first, n));
  const dots = { x: "mid", y: "value", r: "size", stroke: "var(--paper)" };
  return {
    height: 230,
    y: { domain: [-10, 10], ticks: [-10, -5, 0, 5, 10], tickFormat: signed },
    r: { type: "identity" },
    marks: [
      Plot.ruleY([0], { stroke: "var(--soft)" }),
      Plot.line(every, { x: middle, y: (on) => known.get(+on)?.value ?? NaN, stroke: "var(--ink)", strokeWidth: 1.5 }),
      Plot.dot(rows.filter((row) => row.value >= 0), { ...dots, fill: "var(--calm)" }),
      Plot.dot(rows.filter((row) => row.value < 0), { ...dots, fill: "var(--bad)", symbol: "square" }),
      ...point(rows),
    ],
  };
};

const DRAWN = { columns, tone };

function draw(figure, before) {
  const told = read(figure);
  if (!told.rows.length) return before;
  const width = Math.max(240, Math.floor(figure.clientWidth));
  const chosen = DRAWN[figure.dataset.draw](told);
  const svg = Plot.plot({
    className: "drawn", width, marginLeft: 34, marginRight: 8, marginBottom: 32, marginTop: 8, ...chosen,
    x: { type: "utc", domain: [told.first, told.end] },
    y: { ...chosen.y, label: null },
    marks: [
      Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: chosen.y.ticks }),
      Plot.axisX({ ...named(told.first, count(told.first, told.end), width - 42), label: null, tickSize: 0, fill: "var(--soft)" }),
      Plot.axisY({ ticks: chosen.y.ticks, tickFormat: chosen.y.tickFormat, tickSize: 0, label: null, fill: "var(--soft)" }),
      ...chosen.marks,
    ],
  });
  steer(svg, told.rows, figure, before.getAttribute("aria-label"));
  before.replaceWith(svg);
  return svg;
}

// To a screen reader the picture is a slider over its months.
function steer(svg, rows, figure, name) {
  const picked = figure.querySelector(".picked");
  let at = -1;
  const tell = (row) => {
    at = row ? rows.indexOf(row) : at;
    svg.setAttribute("aria-valuenow", Math.max(at, 0));
    svg.setAttribute("aria-valuetext", row?.says ?? rows.at(-1).says);
    if (row) picked.replaceChildren(Object.assign(document.createElement("a"), { href: row.href, textContent: row.says }));
  };
  const go = (place) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
    const box = svg.getBoundingClientRect();
    const x = svg.scale("x").apply(row.mid);
    const y = svg.scale("y").apply(row.value);
    const where = { clientX: box.left + (x * box.width) / svg.viewBox.baseVal.width, clientY: box.top + (y * box.height) / svg.viewBox.baseVal.height };
    svg.dispatchEvent(new PointerEvent("pointermove", { ...where, pointerType: "pen", bubbles: true }));
    tell(row);
  };
  for (const [attribute, value] of Object.entries({ role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": 0, "aria-valuemax": rows.length - 1, "aria-orientation": "horizontal" }))
    svg.setAttribute(attribute, value);
  tell(null);
  svg.addEventListener("input", () => svg.value && tell(svg.value));
  // A click follows to what is counted; Plot would hold the note in place instead. A finger first has to see what it says.
  svg.addEventListener("pointerdown", (event) => event.stopImmediatePropagation(), { capture: true });
  let finger = false;
  svg.addEventListener("pointerup", (event) => { finger = event.pointerType === "touch"; });
  svg.addEventListener("click", () => { if (svg.value && !finger) location.assign(svg.value.href); });
  svg.addEventListener("blur", () => svg.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" })));
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const start = at < 0 ? rows.length : at;
    const to = { ArrowLeft: start - 1, ArrowDown: start - 1, ArrowRight: at < 0 ? 0 : at + 1, ArrowUp: at < 0 ? 0 : at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) go(to);
    else if (event.key === "Enter" && at >= 0) location.assign(rows[at].href);
    else return;
    event.preventDefault();
  });
}

for (const figure of document.querySelectorAll("figure[data-draw]")) {
  let svg = figure.querySelector("svg.chart");
  figure.querySelector("details").before(Object.assign(document.createElement("p"), { className: "picked" }));
  let width = 0;
  new ResizeObserver(() => {
    if (Math.abs(figure.clientWidth - width) < 2) return;
    width = figure.clientWidth;
    svg = draw(figure, svg);
  }).observe(figure);
}
