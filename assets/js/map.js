// Draws the events of the list beside it on an outline of the UK and Ireland. Everything is in the list already: when
// anything fails, or without JavaScript, nothing is missing. Fetches only the addresses the page gives.
import L from "leaflet";
import { drawGround, HOME } from "./map/ground.js";
import { linkList } from "./map/list.js";
import { eventMarkers } from "./map/markers.js";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function openMap(element) {
  element.classList.add("map--ready");
  const map = L.map(element, {
    // Without a tile layer nothing else tells the clusters where zooming ends.
    maxZoom: element.dataset.tileUrl ? 18 : 12,
    minZoom: 4,
    maxBounds: HOME.pad(0.5),
    scrollWheelZoom: false,
    fadeAnimation: !calm,
    zoomAnimation: !calm,
    markerZoomAnimation: !calm,
  }).fitBounds(HOME);
  map.attributionControl.setPrefix(false);
  // A page that is being scrolled past should not start zooming.
  element.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  element.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  return map;
}

async function fetchJson(url) {
  const response = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

async function start(element) {
  const { geojsonUrl, list } = element.dataset;
  const events = await fetchJson(geojsonUrl);
  const map = openMap(element);
  const { clusters, byAddress } = eventMarkers(events, element.dataset, calm);
  await drawGround(map, element.dataset, fetchJson);
  if (byAddress.size) map.fitBounds(clusters.getBounds(), { padding: [40, 40], maxZoom: element.dataset.tileUrl ? 12 : 7, animate: false });
  map.addLayer(clusters);
  if (list) linkList(document.querySelector(list), clusters, byAddress);
}

const element = document.getElementById("map");
if (element) {
  start(element).catch((error) => {
    console.error(error);
    element.classList.remove("map--ready");
    document.getElementById("map-failed")?.removeAttribute("hidden");
  });
}
