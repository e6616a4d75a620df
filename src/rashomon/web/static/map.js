// The map: land, first-level units and countries with their names, drawn from this machine only.
// Knows: how the base looks in light and dark, and how the user's own tiles lie under it. Does not know: what is put on it.

import { calm, load, onTheme } from "./loading.js";

const LIGHT = { water: "#dfe8f0", land: "#f8f8f5", unit: "#c3cad2", country: "#7b8896", name: "#39434f", halo: "#ffffff" };
const DARK = { water: "#141b24", land: "#232b35", unit: "#3c4856", country: "#7d8b9b", name: "#d3dae3", halo: "#161c24" };
export const FONT = ["sans-serif"];

const dark = matchMedia("(prefers-color-scheme: dark)");
let outlines = null;

export function features() {
  outlines ??= Promise.all([load("topojson.js"), fetch("/static/outlines.json").then((answer) => answer.json())]).then(
    ([, topology]) => Object.fromEntries(
      Object.keys(topology.objects).map((name) => [name, window.topojson.feature(topology, topology.objects[name])]),
    ),
  );
  return outlines;
}

function paints() {
  const look = dark.matches ? DARK : LIGHT;
  const names = { "text-color": look.name, "text-halo-color": look.halo, "text-halo-width": 1.4 };
  return {
    water: { "background-color": look.water },
    land: { "fill-color": look.land },
    units: { "line-color": look.unit, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.3, 8, 1.2] },
    countries: { "line-color": look.country, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 8, 2] },
    "unit-names": names,
    "country-names": names,
  };
}

function style(data, tiles) {
  const paint = paints();
  const from = (each) => ({ type: "geojson", data: data[each], tolerance: 0.2 });
  const named = (id, source, field, size, zooms) => ({
    id, source, type: "symbol", ...zooms, paint: paint[id],
    layout: { "text-field": ["get", field], "text-font": FONT, "text-size": size, "text-max-width": 7, "text-padding": 6 },
  });
  const made = {
    version: 8,
    sources: {
      land: from("countries"), units: from("units"),
      unit_names: from("unit_names"), country_names: from("country_names"),
    },
    layers: [
      { id: "water", type: "background", paint: paint.water },
      { id: "land", type: "fill", source: "land", paint: paint.land },
      { id: "units", type: "line", source: "units", minzoom: 3, paint: paint.units },
      { id: "countries", type: "line", source: "land", paint: paint.countries },
      named("unit-names", "unit_names", "called", 11.5, { minzoom: 5.5 }),
      named("country-names", "country_names", "admin", 13, { minzoom: 2.2, maxzoom: 6.5 }),
    ],
  };
  if (tiles) {
    const packed = /\.pmtiles($|\?)/.test(tiles);
    made.sources.tiles = packed
      ? { type: "raster", url: `pmtiles://${tiles}`, tileSize: 256 }
      : { type: "raster", tiles: [tiles], tileSize: 256 };
    made.layers.splice(2, 0, { id: "tiles", type: "raster", source: "tiles" });
  }
  return made;
}

export async function open(box, { label, tiles }) {
  await load("maplibre-gl.js");
  const { maplibregl } = window;
  if (tiles && /\.pmtiles($|\?)/.test(tiles)) {
    await load("pmtiles.js");
    maplibregl.addProtocol("pmtiles", new window.pmtiles.Protocol().tile);
  }
  maplibregl.setWorkerUrl("/static/built/maplibre-gl-worker.js");
  const data = await features();
  const frame = document.createElement("div");
  frame.className = "frame";
  box.replaceChildren(frame);
  const map = new maplibregl.Map({
    container: frame, style: style(data, tiles), center: [20, 20], zoom: 1, maxZoom: 14, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, cooperativeGestures: false, fadeDuration: calm() ? 0 : 200,
    locale: { "Map.Title": label },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.AttributionControl({ compact: true, customAttribution: "Natural Earth" }));
  await new Promise((done) => map.once("load", done));
  onTheme(() => {
    for (const [layer, paint] of Object.entries(paints())) {
      for (const [name, value] of Object.entries(paint)) map.setPaintProperty(layer, name, value);
    }
  });
  return map;
}

export function show(map, points, room = 40) {
  if (!points.length) return;
  const bounds = new window.maplibregl.LngLatBounds();
  for (const [lon, lat, radius = 0] of points) {
    const high = radius / 111.2;
    const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    bounds.extend([lon - wide, Math.max(-85, lat - high)]);
    bounds.extend([lon + wide, Math.min(85, lat + high)]);
  }
  map.fitBounds(bounds, { padding: room, maxZoom: 9, animate: false });
}

// A circle on the ground, as a ring of points.
export function ring(lon, lat, radius) {
  const high = radius / 111.2;
  const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 65 }, (_, at) => {
    const turn = (2 * Math.PI * at) / 64;
    return [lon + wide * Math.cos(turn), Math.max(-89, Math.min(89, lat + high * Math.sin(turn)))];
  });
}
