// Says which sentences are long a second after somebody stops typing, in the place the page keeps for it.
import { read } from "./readability.js";

const PAUSE = 1000; // milliseconds
const MOST_SHOWN = 3;

for (const place of document.querySelectorAll("[data-reading-of]")) {
  const box = document.getElementById(place.dataset.readingOf);
  let waiting;
  let said = place.textContent.trim();
  box?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const parts = noteOn(read(box.value, place.dataset.language), place.dataset);
      const words = parts.map((part) => part.textContent).join("");
      if (words === said) return; // a screen reader hears what is new, not the same again
      said = words;
      place.replaceChildren(...parts);
    }, PAUSE);
  });
}

function noteOn({ longSentences, longWords }, words) {
  const parts = [];
  if (longSentences.length) {
    const shown = [...longSentences].sort((a, b) => b.words - a.words).slice(0, MOST_SHOWN);
    const more = longSentences.length - shown.length;
    const list = document.createElement("ul");
    list.append(...shown.map((one) => element("li", `“${startOf(one.text)}” (${fill(words.count, one.words)})`)));
    parts.push(element("p", words.sentences), list);
    if (more) parts.push(element("p", fill(words.more, more)));
    parts.push(element("p", words.why));
  }
  if (longWords.length) parts.push(element("p", fill(words.words, longWords[0])));
  return parts;
}

function startOf(sentence) {
  const words = sentence.split(" ");
  return words.slice(0, 8).join(" ") + (words.length > 8 ? "…" : "");
}

const fill = (words, value) => words.replace("#", value);

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
