// The outline of the UK, Ireland, the Isle of Man, Jersey and Guernsey that the map draws, as GeoJSON.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { feature } from "topojson-client";

// ISO 3166-1 numeric codes, which world-atlas uses as identifiers.
const COUNTRIES = { 826: "United Kingdom", 372: "Ireland", 833: "Isle of Man", 832: "Jersey", 831: "Guernsey" };
const PLACES = 3; // decimals of a degree: about 100 m, finer than the source
const HOME = { west: -11, east: 3, south: 49, north: 61.2 }; // leaves out far territories
const MOST_BYTES = 60_000;

const round = (ring) =>
  ring
    .map((point) => point.map((number) => Number(number.toFixed(PLACES))))
    .filter(([x, y], index, all) => index === 0 || x !== all[index - 1][0] || y !== all[index - 1][1]);

const isHome = ([[[x, y]]]) => x > HOME.west && x < HOME.east && y > HOME.south && y < HOME.north;

function outline(atlas) {
  const wanted = atlas.objects.countries.geometries.filter(({ id }) => Number(id) in COUNTRIES);
  if (wanted.length !== Object.keys(COUNTRIES).length) throw new Error("world-atlas lacks one of our countries");
  const features = wanted.map((geometry) => {
    const { coordinates, type } = feature(atlas, geometry).geometry;
    const polygons = (type === "Polygon" ? [coordinates] : coordinates).filter(isHome);
    return {
      type: "Feature",
      properties: { name: COUNTRIES[Number(geometry.id)] },
      geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(round)) },
    };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** @returns {Promise<Record<string, string>>} plain name -> name in dist. */
export async function writeOutline(root, dist) {
  const atlas = JSON.parse(await readFile(`${root}node_modules/world-atlas/countries-10m.json`, "utf8"));
  const body = outline(atlas);
  const size = gzipSync(body).length;
  if (size > MOST_BYTES) throw new Error(`The outline is ${size} bytes gzipped; the page allows ${MOST_BYTES}`);
  const name = `outline-${createHash("sha256").update(body).digest("hex").slice(0, 8)}.json`;
  await writeFile(dist + name, body);
  return { "outline.json": name };
}
