// A series as ranges over time, a row a voice, drawn from the table below it.
// Knows: how a range and an open end are drawn. Does not know: how the numbers came about.

import { colour, load, missing, onTheme, pictured } from "./loading.js";

const DAY = 86400000;

function estimates(table) {
  return [...table.tBodies[0].rows].map(({ dataset, cells }) => ({
    voice: dataset.voice,
    from: dataset.first || dataset.last ? new Date(dataset.first || dataset.last) : null,
    to: dataset.last || dataset.first ? new Date(Number(new Date(dataset.last || dataset.first)) + DAY) : null,
    low: dataset.low === "" ? null : Number(dataset.low),
    high: dataset.high === "" ? null : Number(dataset.high),
    told: `${cells[0].textContent}: ${cells[1].textContent}, ${dataset.voice}`,
    href: cells[4].querySelector("a")?.getAttribute("href"),
  }));
}

const shortened = (name) => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

async function draw(box) {
  await load("d3.js");
  await load("plot.js");
  const { Plot, d3 } = window;
  const rows = estimates(document.getElementById(box.dataset.series)).filter((one) => one.low !== null || one.high !== null);
  if (!rows.length) return box.replaceChildren();
  const top = d3.max(rows, (one) => one.high ?? one.low);
  const dated = d3.extent(rows.flatMap((one) => (one.from ? [one.from, one.to] : [])));
  const known = dated[0] !== undefined;
  const voices = [...new Set(rows.map((one) => one.voice))];
  const shape = new Map(voices.map((voice, at) => [voice, at]));
  const start = known ? dated[0] : new Date(0);
  const end = known ? dated[1] : new Date(DAY);
  const share = (end - start) / 100;
  const undated = new Date(Number(end) + 8 * share);
  const beside = new Map();
  const drawn = rows.map((one) => {
    const same = `${one.voice} ${one.from} ${one.to}`;
    beside.set(same, (beside.get(same) ?? -1) + 1);
    const middle = one.from ? new Date((Number(one.from) + Number(one.to)) / 2) : undated;
    const shift = (shape.get(one.voice) - (voices.length - 1) / 2) * share * 1.2 + beside.get(same) * share;
    const floor = one.low ?? 0;
    return { ...one, at: new Date(Number(middle) + shift), floor, ceiling: one.high ?? Math.max(top * 1.08, floor), open: one.high === null };
  });
  const hues = ["#3b78c2", "#c2582f", "#3d9455", "#9260b8", "#a58410", "#1a9095", "#bd4a80", "#77828f"];
  const symbols = ["circle", "square", "triangle", "diamond", "cross", "star", "wye", "times"];
  const of = (list) => (one) => list[shape.get(one.voice) % list.length];
  const chart = Plot.plot({
    className: "plot", width: Math.max(320, box.clientWidth), height: 260, marginLeft: 56, marginBottom: 34,
    ariaLabel: "Ranges over time by voice; the table has the same",
    x: { type: "utc", label: null, domain: [new Date(start - 3 * share), new Date(Number(undated) + 6 * share)],
      ticks: known ? d3.utcTicks(start, end, Math.max(2, Math.min(7, box.clientWidth / 100))).filter((tick) => tick % DAY === 0) : [],
      tickFormat: d3.utcFormat(end - start < 700 * DAY ? "%-d %b\n%Y" : "%b\n%Y") },
    y: { label: "how many", grid: true, zero: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      known && rows.some((one) => !one.from)
        ? Plot.ruleX([new Date(Number(end) + 2 * share)], { stroke: colour("--line"), strokeDasharray: "4 3" }) : null,
      rows.some((one) => !one.from)
        ? Plot.text([undated], { x: (one) => one, frameAnchor: "bottom", dy: 14, text: () => "no time said", fill: colour("--soft") }) : null,
      Plot.ruleX(drawn, { x: "at", y1: "floor", y2: "ceiling", stroke: of(hues), strokeWidth: 5, strokeOpacity: 0.55,
        strokeLinecap: "round" }),
      Plot.dot(drawn, { x: "at", y: "floor", fill: of(hues), stroke: colour("--panel"), symbol: of(symbols), r: 5.5 }),
      Plot.dot(drawn.filter((one) => !one.open && one.ceiling !== one.floor),
        { x: "at", y: "ceiling", fill: of(hues), stroke: colour("--panel"), symbol: of(symbols), r: 5.5 }),
      Plot.text(drawn.filter((one) => one.open), { x: "at", y: "ceiling", text: () => "↑", fill: of(hues), dy: -6, fontSize: 13 }),
      Plot.tip(drawn, Plot.pointer({ x: "at", y: "floor", title: "told", fill: colour("--panel"), stroke: colour("--line") })),
    ],
  });
  const names = document.createElement("ul");
  names.className = "legend";
  voices.forEach((voice, at) => {
    const symbol = window.d3[`symbol${symbols[at % 8][0].toUpperCase()}${symbols[at % 8].slice(1)}`];
    const key = d3.create("svg").attr("width", 16).attr("height", 16).attr("viewBox", "-8 -8 16 16").attr("aria-hidden", "true");
    key.append("path").attr("d", d3.symbol(symbol, 70)()).attr("fill", hues[at % 8]);
    const item = document.createElement("li");
    item.append(key.node(), Object.assign(document.createElement("bdi"), { textContent: shortened(voice), title: voice }));
    names.append(item);
  });
  box.replaceChildren(pictured(chart), names);
}

function all() {
  for (const box of document.querySelectorAll("[data-series]")) {
    draw(box).catch((error) => {
      console.warn(error.message);
      missing(box);
    });
  }
}

all();
onTheme(all);
