// Who holds what, on the map: a colour and a pattern a holder, hatching for what is contested or merely claimed.
// Knows: how an area is drawn with its vagueness, and how the slider moves the day. Does not know: the base map (map.js).

import { load, missing, onTheme } from "./loading.js";
import { features, open, ring, show } from "./map.js";

const COLOURS = ["#1f6fb2", "#b2431f", "#2e8540", "#7b3fa0", "#8a6d00", "#00797f", "#a3235f", "#4d5a68"];
const PATTERNS = ["plain", "dots", "across", "grid", "down", "rings"];

function stroke(pen, size, lines) {
  pen.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    pen.moveTo(x1 * size, y1 * size);
    pen.lineTo(x2 * size, y2 * size);
  }
  pen.stroke();
}

function tile(number, doubt) {
  const size = 24;
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const hue = number === null ? "#7d8794" : COLOURS[number % COLOURS.length];
  const pattern = number === null ? "plain" : PATTERNS[number % PATTERNS.length];
  pen.globalAlpha = number === null ? 0.18 : 0.38;
  pen.fillStyle = hue;
  pen.fillRect(0, 0, size, size);
  pen.globalAlpha = 0.9;
  pen.strokeStyle = hue;
  pen.lineWidth = 1.6;
  if (pattern === "dots") {
    for (const [x, y] of [[6, 6], [18, 18]]) pen.fillRect(x - 2, y - 2, 4, 4);
  }
  if (pattern === "across" || pattern === "grid") stroke(pen, size, [[0, 0.25, 1, 0.25], [0, 0.75, 1, 0.75]]);
  if (pattern === "down" || pattern === "grid") stroke(pen, size, [[0.25, 0, 0.25, 1], [0.75, 0, 0.75, 1]]);
  if (pattern === "rings") {
    pen.beginPath();
    pen.arc(12, 12, 5, 0, 2 * Math.PI);
    pen.stroke();
  }
  if (doubt) {
    pen.strokeStyle = doubt === "contested" ? "#b02a0c" : "#3c4652";
    pen.lineWidth = doubt === "contested" ? 4 : 2;
    pen.setLineDash(doubt === "contested" ? [] : [5, 4]);
    stroke(pen, size, [[-0.5, 0.5, 0.5, -0.5], [0, 1, 1, 0], [0.5, 1.5, 1.5, 0.5]]);
  }
  return canvas;
}

function legend() {
  for (const canvas of document.querySelectorAll(".legend canvas")) {
    const number = canvas.dataset.number === undefined ? null : Number(canvas.dataset.number);
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = pen.createPattern(tile(number, canvas.dataset.doubt ?? ""), "repeat");
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
}

async function outline(area) {
  if (!area.outline) return null;
  await load("d3.js");
  const { countries, units } = await features();
  const among = area.outline === "country" ? countries : units;
  return among.features.find((one) => window.d3.geoContains(one, [area.lon, area.lat]))?.geometry ?? null;
}

// Several holders of one place share its circle: each has a sector, so that none hides another.
function sector(area, at, of) {
  const whole = ring(area.lon, area.lat, area.radius);
  if (of === 1) return [whole];
  const [from, to] = [Math.round((64 * at) / of), Math.round((64 * (at + 1)) / of)];
  return [[[area.lon, area.lat], ...whole.slice(from, to + 1), [area.lon, area.lat]]];
}

async function shapes(areas) {
  const sharing = Map.groupBy ? Map.groupBy(areas, (one) => `${one.lon},${one.lat}`) : grouped(areas);
  const made = [];
  for (const group of sharing.values()) {
    for (const [at, area] of group.entries()) {
      const known = group.length === 1 ? await outline(area) : null;
      made.push({
        type: "Feature",
        geometry: known ?? { type: "Polygon", coordinates: sector(area, at, group.length) },
        properties: { ...area, image: `${area.number}-${area.doubt}` },
      });
    }
  }
  return made;
}

function grouped(areas) {
  const found = new Map();
  for (const one of areas) {
    const key = `${one.lon},${one.lat}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

let map = null;

function told({ name, holder, doubt }) {
  const box = document.createElement("div");
  for (const [tag, text] of [["bdi", holder], ["div", `in ${name}${doubt ? `, ${doubt === "claimed" ? "claimed by the holder only" : doubt}` : ""}`]]) {
    box.append(Object.assign(document.createElement(tag), { textContent: text, dir: "auto" }));
  }
  return box;
}

function pictures(data) {
  for (const { properties } of data.features) {
    if (map.hasImage(properties.image)) continue;
    const canvas = tile(properties.number, properties.doubt);
    map.addImage(properties.image, canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: 2 });
  }
}

function put() {
  const hue = ["to-color", ["at", ["%", ["get", "number"], COLOURS.length], ["literal", COLOURS]]];
  const dots = ["!=", ["get", "outline"], "country"];
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-pattern": ["get", "image"] } });
  map.addLayer({ id: "edges", type: "line", source: "areas", paint: { "line-color": hue, "line-width": 2 } });
  map.addLayer({
    id: "middles", type: "circle", source: "middles", filter: dots, maxzoom: 7.5,
    paint: { "circle-radius": 4, "circle-color": hue, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5 },
  });
}

async function places() {
  const box = document.querySelector("#map");
  legend();
  const areas = JSON.parse(box.dataset.areas);
  const data = { type: "FeatureCollection", features: await load("topojson.js").then(() => shapes(areas)) };
  const middles = {
    type: "FeatureCollection",
    features: areas.filter((one) => !one.outline).map((one) => (
      { type: "Feature", geometry: { type: "Point", coordinates: [one.lon, one.lat] }, properties: one })),
  };
  if (map) {
    box.replaceChildren(map.getContainer());
    map.resize();
    pictures(data);
    map.getSource("areas").setData(data);
    map.getSource("middles").setData(middles);
    return;
  }
  map = await open(box, { label: box.getAttribute("aria-label"), tiles: box.dataset.tiles });
  pictures(data);
  map.addSource("areas", { type: "geojson", data });
  map.addSource("middles", { type: "geojson", data: middles });
  put();
  show(map, areas.map((one) => [one.lon, one.lat, one.radius * 3]));
  const popup = new window.maplibregl.Popup({ closeButton: false, closeOnClick: false, focusAfterOpen: false });
  map.on("mousemove", "areas", ({ features: [one], lngLat }) => popup.setLngLat(lngLat).setDOMContent(told(one.properties)).addTo(map));
  map.on("mouseleave", "areas", () => popup.remove());
}

function slide() {
  const form = document.querySelector("form[data-day]");
  const slider = form.querySelector("#slider");
  const field = form.querySelector("#at");
  const day = () => {
    const chosen = new Date(slider.dataset.first);
    chosen.setUTCDate(chosen.getUTCDate() + Number(slider.value));
    return chosen.toISOString().slice(0, 10);
  };
  const spoken = (iso) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
  const place = () => {
    if (slider && field.value) slider.value = String((new Date(field.value) - new Date(slider.dataset.first)) / 86400000);
    slider?.setAttribute("aria-valuetext", spoken(day()));
  };
  slider?.addEventListener("input", () => {
    field.value = day();
    slider.setAttribute("aria-valuetext", spoken(field.value));
    const told = document.querySelector("#told");
    if (told) told.textContent = spoken(field.value);
  });
  field.addEventListener("change", () => {
    place();
    const told = document.querySelector("#told");
    if (told && field.value) told.textContent = spoken(field.value);
  });
  if (slider) place();
  if (!window.htmx) return;
  const asked = {
    "hx-get": "/control", "hx-trigger": "input delay:150ms, submit", "hx-target": "#results", "hx-select": "#results",
    "hx-swap": "outerHTML", "hx-push-url": "true", "hx-sync": "this:replace",
  };
  for (const [name, value] of Object.entries(asked)) form.setAttribute(name, value);
  window.htmx.process(form);
}

function draw() {
  places().catch((error) => {
    console.warn(error.message);
    if (!map) missing(document.querySelector("#map"));
  });
}

slide();
draw();
onTheme(legend);
document.addEventListener("htmx:afterSettle", draw);
