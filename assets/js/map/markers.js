// Events as discs, and many events in one place as two shapes with their number on the overlap.
import L from "leaflet";
import "leaflet.markercluster";

const NOT_GOING_AHEAD = new Set(["cancelled", "postponed"]);

/** Where an event's page is, however its address was written. */
export const pathOf = (address) => new URL(address, window.location.href).pathname;

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** What a pressed disc says. Text only: an organiser's words are never read as HTML. */
function popupFor({ title, url, when, where }) {
  const popup = element("div", "map-popup");
  const link = element("a", "map-popup__title", title);
  link.href = pathOf(url);
  popup.append(link, element("p", "map-popup__when", when ?? ""), element("p", "map-popup__where", where ?? ""));
  return popup;
}

function nameMarker(marker, { title, when }) {
  const disc = marker.getElement();
  disc.setAttribute("aria-label", [title, when].filter(Boolean).join(", "));
  if (disc.dataset.named) return;
  disc.dataset.named = "yes";
  disc.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      marker.openPopup();
      // Somebody at a keyboard goes with the popup, and back to the disc when it closes.
      marker.getPopup().getElement()?.querySelector("a")?.focus({ preventScroll: true });
      marker.once("popupclose", () => marker.getElement()?.focus({ preventScroll: true }));
    }
  });
}

function markerFor({ geometry, properties }) {
  const [longitude, latitude] = geometry.coordinates;
  const state = NOT_GOING_AHEAD.has(properties.happening) ? " map-disc--off" : "";
  const icon = L.divIcon({ className: `map-disc map-disc--${properties.kind === "festival" ? "festival" : "event"}${state}`, iconSize: [26, 26] });
  const marker = L.marker([latitude, longitude], { icon, riseOnHover: true });
  const popup = popupFor(properties);
  // Leaflet hears Escape only while the map itself has the focus.
  popup.addEventListener("keydown", (event) => event.key === "Escape" && marker.closePopup());
  marker.bindPopup(popup, { maxWidth: 280 });
  marker.on("add", () => nameMarker(marker, properties));
  return marker;
}

function clusterIcon(cluster, words) {
  const number = cluster.getChildCount();
  const face = element("span", "map-cluster__face");
  face.append(element("span", "map-cluster__number", String(number)));
  face.append(element("span", "map-cluster__words", ` ${words ?? "events"}`));
  return L.divIcon({ html: face, className: `map-cluster map-cluster--${number < 10 ? "few" : "many"}`, iconSize: [54, 44] });
}

/** @returns the cluster layer, and a map from the path of an event's page to its markers. */
export function eventMarkers(events, { words }, calm) {
  const clusters = L.markerClusterGroup({
    animate: !calm,
    showCoverageOnHover: false,
    maxClusterRadius: 46,
    iconCreateFunction: (cluster) => clusterIcon(cluster, words),
  });
  const byAddress = new Map();
  for (const feature of events.features ?? []) {
    if (feature.geometry?.type !== "Point") continue;
    const marker = markerFor(feature);
    const path = pathOf(feature.properties.url);
    byAddress.set(path, [...(byAddress.get(path) ?? []), marker]);
    clusters.addLayer(marker);
  }
  return { clusters, byAddress };
}
