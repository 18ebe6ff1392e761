/**
 * The map a person can move: MapLibre over our own GeoJSON, nothing from foreign hosts. Labels are drawn from the
 * page's own font by MapLibre itself (a style without `glyphs` does that), so there is no glyph server either.
 */
import {
  AttributionControl,
  LngLat,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import type { FeatureCollection } from "geojson";

/** A layer of vector tiles of this host. */
interface TileLayer {
  id: string;
  kind: "point" | "line" | "polygon";
  label: string;
  from: number;
}

interface Colours {
  ground: string;
  line: string;
  area: string;
  text: string;
  point: string;
}

/** Shows the map in a figure drawn by the server. The picture stays until the map is ready, and if it never is. */
export async function show(figure: HTMLElement): Promise<void> {
  const tiles = JSON.parse(figure.dataset["tiles"] ?? "[]") as TileLayer[];
  const canvas = figure.querySelector<HTMLElement>(".map__canvas");
  const { mapCss, mapWorker, territories, addresses, point, label } = figure.dataset;
  if (canvas === null || mapWorker === undefined) return;
  const bounds = boundsOf(figure) ?? (await boundsOfTerritories(territories));
  if (bounds === undefined || bounds.isEmpty()) return;
  if (mapCss !== undefined) loadStyle(mapCss);
  setWorkerUrl(mapWorker);

  const holder = document.createElement("div");
  holder.className = "map__live";
  canvas.append(holder);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  try {
    const map = new MapLibre({
      container: holder,
      style: style(colours(figure), territories, addresses, point, tiles),
      bounds,
      fitBoundsOptions: { padding: 24, maxZoom: 17 },
      attributionControl: false,
      cooperativeGestures: window.matchMedia("(pointer: coarse)").matches,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: calm ? 0 : 200,
      maxZoom: 19,
      locale: {
        "NavigationControl.ZoomIn": figure.dataset["zoomIn"] ?? "",
        "NavigationControl.ZoomOut": figure.dataset["zoomOut"] ?? "",
        "Map.Title": label ?? "",
      },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new AttributionControl({ compact: false, customAttribution: figure.dataset["attribution"] ?? "" }));
    let live = false;
    map.on("click", "mark", ({ features }) => {
      // Only addresses of this host are followed, whatever the answer says.
      const url = new URL(String(features?.[0]?.properties["url"] ?? ""), window.location.href);
      if (url.origin === window.location.origin) window.location.assign(url);
    });
    map.on("mouseenter", "mark", () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", "mark", () => (map.getCanvas().style.cursor = ""));
    map.once("load", () => {
      live = true;
      figure.classList.add("map--live");
    });
    map.on("error", ({ error }) => {
      console.warn("map:", error.message);
      // A map without its data says less than the picture it would replace.
      if (live || !holder.isConnected) return;
      holder.remove();
      map.remove();
      giveUp(figure);
    });
    dark.addEventListener("change", () => map.setStyle(style(colours(figure), territories, addresses, point, tiles)));
  } catch {
    // No WebGL.
    holder.remove();
    giveUp(figure);
  }
}

/** The picture stays, and the caption says why. */
function giveUp(figure: HTMLElement): void {
  figure.querySelector("figcaption")?.append(` ${figure.dataset["failed"] ?? ""}`);
}

/** "west,south,east,north" when the server gives it, the surroundings of the point otherwise. */
function boundsOf(figure: HTMLElement): LngLatBounds | undefined {
  const numbers = (text: string | undefined) => (text ?? "").split(",").map(Number);
  const [west, south, east, north] = numbers(figure.dataset["bounds"]);
  if (west !== undefined && south !== undefined && east !== undefined && north !== undefined) {
    return new LngLatBounds([west, south, east, north]);
  }
  const [lon, lat] = numbers(figure.dataset["point"]);
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return undefined;
  return LngLatBounds.fromLngLat(new LngLat(lon, lat), 400);
}

/** The frame of what the page is about, when neither the server nor a point tells it. */
async function boundsOfTerritories(source: string | undefined): Promise<LngLatBounds | undefined> {
  if (source === undefined || source === "") return undefined;
  const answer = await fetch(source).catch(() => undefined);
  if (answer?.ok !== true) return undefined;
  const { features } = (await answer.json()) as FeatureCollection;
  const here = features.filter(({ properties }) => properties?.["here"] === true);
  const bounds = new LngLatBounds();
  const extend = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const [lon, lat] = coordinates as unknown[];
    if (typeof lon === "number" && typeof lat === "number") bounds.extend([lon, lat]);
    else coordinates.forEach(extend);
  };
  for (const { geometry } of here.length > 0 ? here : features) {
    if (geometry !== null && "coordinates" in geometry) extend(geometry.coordinates);
  }
  return bounds;
}

function loadStyle(href: string): void {
  if (document.querySelector(`link[href="${href}"]`) !== null) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** The map takes its colours from the page, so that city, dark mode and contrast are decided in one place. */
function colours(figure: HTMLElement): Colours {
  const css = getComputedStyle(figure);
  const of = (name: string) => css.getPropertyValue(name).trim();
  return {
    ground: of("--map-ground"),
    line: of("--map-line"),
    area: of("--map-area"),
    text: of("--map-text"),
    point: of("--map-point"),
  };
}

function style(
  c: Colours,
  territories?: string,
  addresses?: string,
  point?: string,
  tiles: TileLayer[] = [],
): StyleSpecification {
  const sources: StyleSpecification["sources"] = {};
  const layers: StyleSpecification["layers"] = [
    { id: "ground", type: "background", paint: { "background-color": c.ground } },
  ];
  const font = ["Roboto", "sans-serif"];
  const halo = { "text-color": c.text, "text-halo-color": c.ground, "text-halo-width": 1.5 };
  if (territories !== undefined && territories !== "") {
    sources["territories"] = { type: "geojson", data: territories };
    const here = ["boolean", ["get", "here"], false] as const;
    layers.push(
      {
        id: "territory",
        type: "fill",
        source: "territories",
        paint: { "fill-color": c.area, "fill-opacity": ["case", [...here], 0.25, 0.04] },
      },
      {
        id: "territory-edge",
        type: "line",
        source: "territories",
        paint: { "line-color": ["case", [...here], c.area, c.line], "line-width": ["case", [...here], 3, 1] },
      },
    );
  }
  if (addresses !== undefined && addresses !== "") {
    sources["addresses"] = { type: "geojson", data: addresses };
    layers.push(
      {
        id: "address",
        type: "circle",
        source: "addresses",
        minzoom: 12,
        filter: ["has", "number"],
        paint: { "circle-color": c.line, "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, 1, 18, 4] },
      },
      {
        id: "street-name",
        type: "symbol",
        source: "addresses",
        minzoom: 13.5,
        filter: ["!", ["has", "number"]],
        layout: { "text-field": ["coalesce", ["get", "street"], ""], "text-font": font, "text-size": 14, "text-padding": 8 },
        paint: halo,
      },
      {
        id: "address-number",
        type: "symbol",
        source: "addresses",
        minzoom: 16.5,
        layout: {
          "text-field": ["coalesce", ["get", "number"], ""],
          "text-font": font,
          "text-size": 12,
          "text-offset": [0, 0.9],
          "text-optional": true,
        },
        paint: halo,
      },
      // What the page lists: each with its label, a page of its own, and whether it is late.
      {
        id: "mark",
        type: "circle",
        source: "addresses",
        filter: ["has", "mark"],
        paint: {
          "circle-color": ["case", ["boolean", ["get", "late"], false], c.point, c.area],
          "circle-radius": ["case", ["boolean", ["get", "late"], false], 8, 6],
          "circle-stroke-color": c.ground,
          "circle-stroke-width": 2,
        },
      },
      {
        id: "mark-label",
        type: "symbol",
        source: "addresses",
        minzoom: 14,
        filter: ["has", "mark"],
        layout: {
          "text-field": ["coalesce", ["get", "mark"], ""],
          "text-font": font,
          "text-size": 12,
          "text-offset": [0, 1.1],
          "text-optional": true,
        },
        paint: halo,
      },
    );
  }
  for (const layer of tiles) {
    // The worker knows no page, so it is given whole addresses.
    const url = new URL(`/tiles/${encodeURIComponent(layer.id)}.json`, window.location.href).href;
    sources[layer.id] = { type: "vector", url };
    layers.push(...drawn(layer, c, font, halo));
  }
  const [lon, lat] = (point ?? "").split(",").map(Number);
  if (lon !== undefined && lat !== undefined) {
    sources["point"] = { type: "geojson", data: { type: "Point", coordinates: [lon, lat] } };
    layers.push({
      id: "point",
      type: "circle",
      source: "point",
      paint: {
        "circle-color": c.point,
        "circle-radius": 8,
        "circle-stroke-color": c.ground,
        "circle-stroke-width": 3,
      },
    });
  }
  return { version: 8, sources, layers };
}

/** How a layer of vector tiles is drawn: areas by their border, places by a dot, both by their name. */
function drawn(
  { id, kind, label, from }: TileLayer,
  c: Colours,
  font: string[],
  halo: Record<string, string | number>,
): StyleSpecification["layers"] {
  const of = { source: id, "source-layer": id, minzoom: from };
  const shape: StyleSpecification["layers"] =
    kind === "point"
      ? [
          {
            ...of,
            id: `${id}-dot`,
            type: "circle",
            paint: {
              "circle-color": c.area,
              "circle-radius": from > 0 ? 3 : 6,
              "circle-stroke-color": c.ground,
              "circle-stroke-width": from > 0 ? 0 : 2,
            },
          },
        ]
      : [{ ...of, id: `${id}-edge`, type: "line", paint: { "line-color": c.area, "line-width": 2 } }];
  if (kind === "polygon") {
    shape.unshift({ ...of, id: `${id}-area`, type: "fill", paint: { "fill-color": c.area, "fill-opacity": 0.08 } });
  }
  return [
    ...shape,
    {
      ...of,
      id: `${id}-name`,
      type: "symbol",
      minzoom: from > 0 ? from + 2 : 0,
      layout: {
        "text-field": ["coalesce", ["get", label], ""],
        "text-font": font,
        "text-size": from > 0 ? 12 : 14,
        "text-offset": kind === "point" ? [0, 1.1] : [0, 0],
        "text-optional": true,
      },
      paint: halo,
    },
  ];
}
