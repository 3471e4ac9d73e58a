// What lies under the events: the operator's tiles when there are any, else our outline.
import L from "leaflet";

/** The UK and Ireland with their islands. */
export const HOME = L.latLngBounds([49.8, -10.8], [60.9, 2]);

/** Colours come from the style sheet, so that the outline follows light, dark and chosen colours. */
export async function drawGround(map, { tileUrl, tileAttribution, outlineUrl, outlineAttribution }, fetchJson) {
  if (tileUrl) {
    L.tileLayer(tileUrl, { attribution: tileAttribution ?? "", maxZoom: 18 }).addTo(map);
    return;
  }
  const outline = await fetchJson(outlineUrl);
  L.geoJSON(outline, { interactive: false, attribution: outlineAttribution, style: { className: "map-outline", weight: 1 } }).addTo(map);
}
