// The list and the map point at each other: looking at one lights up the other.
import { pathOf } from "./markers.js";

/** What stands for a marker on the map now: itself, or the cluster it is in. */
function standIn(clusters, marker) {
  return clusters.getVisibleParent(marker)?.getElement?.() ?? null;
}

function light(clusters, markers, item, on) {
  item.classList.toggle("is-pointed-at", on);
  for (const marker of markers) {
    standIn(clusters, marker)?.classList.toggle("is-pointed-at", on);
  }
}

export function linkList(list, clusters, byAddress) {
  if (!list) return;
  for (const item of list.children) {
    const link = item.querySelector("a[href]");
    const markers = link ? byAddress.get(pathOf(link.href)) : undefined;
    if (!markers) continue;
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      item.addEventListener(event, () => light(clusters, markers, item, on));
    }
    for (const marker of markers) {
      marker.on("mouseover popupopen", () => light(clusters, [marker], item, true));
      marker.on("mouseout popupclose", () => light(clusters, [marker], item, false));
    }
  }
}
