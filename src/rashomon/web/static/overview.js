// The overview's pictures: incidents on the map, in clusters, and over time.
// Knows: what the page's addresses and tables hold. Does not know: how the base map looks (map.js).

import { calm, colour, load, missing, onTheme, pictured } from "./loading.js";
import { FONT, open, show } from "./map.js";

let map = null;
let shown = null;

function collection(columns) {
  const metres = 78271.517; // of a pixel at zoom 0 on the equator
  return {
    type: "FeatureCollection",
    features: columns.name.map((name, at) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [columns.lon[at], columns.lat[at]] },
      properties: {
        name, incidents: columns.incidents[at], contested: columns.contested[at],
        reach: (columns.radius_km[at] * 1000) / (metres * Math.cos((columns.lat[at] * Math.PI) / 180)),
      },
    })),
  };
}

const SIZE = ["interpolate", ["linear"], ["sqrt", ["get", "incidents"]], 1, 7, 1.4, 10, 3, 13, 10, 18, 40, 27, 100, 38];
const CONTESTED = [">", ["get", "contested"], 0];

function layers() {
  const [mark, line, plain, paper] = ["--contested", "--contested-line", "--link", "--panel"].map(colour);
  const onLine = "#17202b";
  const reach = (zoom) => ["*", ["get", "reach"], 2 ** zoom];
  return [
    {
      id: "reach", type: "circle", filter: ["!", ["has", "point_count"]], paint: {
        "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, reach(0), 18, reach(18)],
        "circle-color": ["case", CONTESTED, mark, plain], "circle-opacity": 0.13,
        "circle-stroke-width": 1, "circle-stroke-color": ["case", CONTESTED, mark, plain], "circle-stroke-opacity": 0.5,
      },
    },
    {
      id: "ring", type: "circle", filter: CONTESTED, paint: {
        "circle-radius": ["+", 4, SIZE], "circle-opacity": 0, "circle-stroke-width": 2.5, "circle-stroke-color": mark,
      },
    },
    {
      id: "dots", type: "circle", paint: {
        "circle-radius": SIZE, "circle-color": ["case", CONTESTED, line, plain], "circle-stroke-width": 1.5,
        "circle-stroke-color": paper, "circle-opacity": 0.92,
      },
    },
    {
      id: "counts", type: "symbol", filter: [">", ["get", "incidents"], 1], paint: {
        "text-color": ["case", CONTESTED, onLine, paper],
      },
      layout: {
        "text-field": ["to-string", ["get", "incidents"]], "text-font": FONT, "text-size": 12,
        "text-allow-overlap": true, "text-ignore-placement": true,
      },
    },
  ].map((layer) => ({ ...layer, source: "spots" }));
}

function put() {
  for (const layer of layers()) {
    if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    map.addLayer(layer);
  }
}

function told({ name, incidents, contested }) {
  const box = document.createElement("div");
  const title = document.createElement("bdi");
  title.textContent = name ?? "Several places";
  const about = document.createElement("div");
  about.className = "soft";
  about.textContent = `${incidents} ${incidents === 1 ? "incident" : "incidents"}, ${contested} contested`;
  box.append(title, about);
  return box;
}

function listen() {
  const popup = new window.maplibregl.Popup({ closeButton: false, closeOnClick: false, offset: 12, focusAfterOpen: false });
  map.on("mousemove", "dots", ({ features }) => {
    map.getCanvas().style.cursor = "pointer";
    popup.setLngLat(features[0].geometry.coordinates).setDOMContent(told(features[0].properties)).addTo(map);
  });
  map.on("mouseleave", "dots", () => {
    map.getCanvas().style.cursor = "";
    popup.remove();
  });
  map.on("click", "dots", async ({ features: [one] }) => {
    if (one.properties.cluster) {
      const zoom = await map.getSource("spots").getClusterExpansionZoom(one.properties.cluster_id);
      map.easeTo({ center: one.geometry.coordinates, zoom: zoom + 0.5, animate: !calm() });
    } else {
      const to = new URL(document.querySelector("#map").dataset.place, location.href);
      to.searchParams.set("place", one.properties.name);
      location.assign(to);
    }
  });
}

async function places() {
  const box = document.querySelector("#map");
  if (!box) return;
  const answer = await fetch(box.dataset.spots);
  const data = collection(await answer.json());
  if (map) {
    box.replaceChildren(map.getContainer());
    map.resize();
    map.getSource("spots").setData(data);
  } else {
    map = await open(box, { label: box.getAttribute("aria-label"), tiles: box.dataset.tiles });
    map.addSource("spots", {
      type: "geojson", data, cluster: true, clusterRadius: 42, clusterMaxZoom: 9,
      clusterProperties: { incidents: ["+", ["get", "incidents"]], contested: ["+", ["get", "contested"]] },
    });
    put();
    listen();
    onTheme(put);
  }
  const seen = data.features.map((one) => one.geometry.coordinates);
  if (JSON.stringify(seen) !== shown) show(map, seen);
  shown = JSON.stringify(seen);
}

async function timeline() {
  const box = document.querySelector("[data-timeline]");
  const table = box && document.getElementById(box.dataset.timeline);
  if (!table) return;
  const rows = [...table.tBodies[0].rows].map((row) => {
    const time = row.querySelector("time");
    const end = new Date(time.dataset.last);
    end.setUTCDate(end.getUTCDate() + 1);
    const [incidents, contested] = [row.cells[1], row.cells[2]].map((cell) => Number(cell.textContent));
    return {
      first: new Date(time.dateTime), end, name: time.textContent, href: row.querySelector("a").href, incidents, contested,
    };
  });
  if (!rows.length) return box.replaceChildren();
  await load("d3.js");
  await load("plot.js");
  const { Plot } = window;
  const bar = { x1: "first", x2: "end", insetLeft: 0.5, insetRight: 0.5 };
  const chart = Plot.plot({
    className: "plot", width: Math.max(320, box.clientWidth), height: 170, marginLeft: 36, marginBottom: 28,
    ariaLabel: "Timeline of the incidents; the table has the same", x: { type: "utc", label: null },
    y: { label: "incidents", grid: true, ticks: 4, tickFormat: "d" },
    marks: [
      Plot.rect(rows, { ...bar, y1: 0, y2: "incidents", fill: colour("--link"), fillOpacity: 0.75 }),
      Plot.rect(rows, {
        ...bar, y1: 0, y2: "contested", fill: colour("--contested-line"), stroke: colour("--contested"), strokeWidth: 1.5,
      }),
      Plot.ruleY([0]),
      Plot.rect(rows, {
        ...bar, y1: 0, y2: Math.max(...rows.map((one) => one.incidents)), fill: "transparent", className: "taken",
        title: (one) => `${one.name}: ${one.incidents}, ${one.contested} contested`,
      }),
    ],
  });
  chart.querySelectorAll("g.taken rect, .taken rect").forEach((rect, at) => {
    rect.dataset.href = rows[at].href;
    rect.addEventListener("click", () => location.assign(rows[at].href));
  });
  box.replaceChildren(pictured(chart));
}

function draw() {
  places().catch((error) => {
    console.warn(error.message);
    const box = document.querySelector("#map");
    if (box && !map) missing(box);
  });
  timeline().catch(() => missing(document.querySelector("[data-timeline]")));
}

draw();
onTheme(() => timeline());
document.addEventListener("htmx:afterSettle", draw);
