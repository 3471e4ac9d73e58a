// The pin of one event on a map: moved with the mouse, a finger or the arrow keys, which writes the two boxes below it.
// Without JavaScript the boxes are there, and the words above them say where the pin is.
import L from "leaflet";
import { drawGround, HOME } from "./map/ground.js";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const PIXELS = 12;
const SMALL_STEP = 1;
const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

async function fetchJson(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Puts a point into the boxes and opens them, so that what is sent can be seen. */
function write(point, boxes, said, words) {
  const [latitude, longitude] = [point.lat.toFixed(5), point.lng.toFixed(5)];
  boxes.latitude.value = latitude;
  boxes.longitude.value = longitude;
  boxes.latitude.closest("details")?.setAttribute("open", "");
  said.textContent = words.replace("{where}", `${latitude}, ${longitude}`);
}

function moveByKeys(map, marker, moved) {
  marker.getElement().addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // else the map would move as well
    const reach = event.shiftKey ? SMALL_STEP : PIXELS;
    const at = map.latLngToContainerPoint(marker.getLatLng()).add([step[0] * reach, step[1] * reach]);
    marker.setLatLng(map.containerPointToLatLng(at));
    if (!map.getBounds().pad(-0.1).contains(marker.getLatLng())) map.panTo(marker.getLatLng(), { animate: false });
    moved();
  });
}

function followBoxes(map, marker, boxes) {
  for (const box of Object.values(boxes)) {
    box.addEventListener("change", () => {
      const [latitude, longitude] = [parseFloat(boxes.latitude.value), parseFloat(boxes.longitude.value)];
      const point = L.latLng(Number.isFinite(latitude) ? latitude : 0, Number.isFinite(longitude) ? longitude : 0);
      if (!HOME.pad(0.2).contains(point)) return;
      marker.setLatLng(point);
      map.panTo(point, { animate: false });
    });
  }
}

async function start(element) {
  const { latitude, longitude, name, moved } = element.dataset;
  const boxes = { latitude: document.getElementById("latitude"), longitude: document.getElementById("longitude") };
  const said = document.getElementById("pin-said");
  element.classList.add("map--ready");
  const map = L.map(element, {
    maxZoom: element.dataset.tileUrl ? 18 : 14,
    minZoom: 5,
    scrollWheelZoom: false,
    fadeAnimation: !calm,
    zoomAnimation: !calm,
    markerZoomAnimation: !calm,
  }).setView([Number(latitude), Number(longitude)], element.dataset.tileUrl ? 15 : 8);
  map.attributionControl.setPrefix(false);
  await drawGround(map, element.dataset, fetchJson);
  const icon = L.divIcon({ className: "map-disc map-disc--event map-pin", iconSize: [32, 32] });
  const marker = L.marker(map.getCenter(), { icon, draggable: true, keyboard: true, alt: name }).addTo(map);
  marker.getElement().setAttribute("aria-label", name);
  const changed = () => write(marker.getLatLng(), boxes, said, moved);
  marker.on("dragend", changed);
  moveByKeys(map, marker, changed);
  followBoxes(map, marker, boxes);
}

const element = document.getElementById("pin-map");
if (element) {
  start(element).catch((error) => {
    console.error(error);
    element.classList.remove("map--ready");
  });
}
