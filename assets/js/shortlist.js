// The shortlist of this device: references of events in localStorage, and nowhere else until somebody opens the page.
// Where it cannot be kept, links stay links, and the address of /shortlist is the shortlist (docs/adr/0010).
const KEY = "shortlist";
const MOST = 50;
const REFERENCE = /^CW-[0-9A-Z]{6}$/;
const way = document.querySelector("[data-shortlist-way]");
const said = document.querySelector("[data-shortlist-said]");
const page = document.querySelector("[data-shortlist-page]");

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? [...new Set(kept.filter((one) => REFERENCE.test(one)))].sort().slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(references) {
  localStorage.setItem(KEY, JSON.stringify([...new Set(references)].sort()));
  showWay();
  for (const button of document.querySelectorAll("button[data-shortlist-add]")) showButton(button);
}

function canKeep() {
  try {
    localStorage.setItem(`${KEY}-try`, "1");
    localStorage.removeItem(`${KEY}-try`);
    return true;
  } catch {
    return false;
  }
}

const addressOf = (references) => (references.length ? `/shortlist?${references.map((one) => `event=${one}`).join("&")}` : "/shortlist");
const counted = (count) => (count === 1 ? way.dataset.one : way.dataset.many).replace("#", count);

function showWay() {
  const kept = read();
  const count = way.querySelector("[data-shortlist-count]");
  way.href = addressOf(kept);
  count.hidden = !kept.length;
  count.replaceChildren();
  if (!kept.length) return;
  const words = document.createElement("span");
  words.className = "hide-from-sight";
  words.textContent = ` (${counted(kept.length)})`;
  const number = document.createElement("span");
  number.setAttribute("aria-hidden", "true");
  number.textContent = kept.length;
  count.append(number, words);
}

function say(words) {
  said.textContent = words;
}

/** A link that begins a shortlist becomes a button that adds to this device's, and takes off again. */
function asButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${link.className} shortlist-link--button`;
  Object.assign(button.dataset, link.dataset, { words: link.firstChild.textContent });
  button.append(link.firstChild.textContent, link.lastElementChild);
  link.replaceWith(button);
  showButton(button);
  button.addEventListener("click", () => toggle(button));
}

function showButton(button) {
  const isOn = read().includes(button.dataset.shortlistAdd);
  button.classList.toggle("shortlist-link--on", isOn);
  button.firstChild.textContent = isOn ? way.dataset.take : button.dataset.words;
}

function toggle(button) {
  const reference = button.dataset.shortlistAdd;
  const title = button.lastElementChild.textContent.trim();
  const kept = read();
  const isOn = kept.includes(reference);
  if (!isOn && kept.length >= MOST) return say(said.dataset.full);
  keep(isOn ? kept.filter((one) => one !== reference) : [...kept, reference]);
  const words = (isOn ? said.dataset.taken : said.dataset.added).replace("#", title);
  say(`${words} ${counted(read().length)}.`);
}

const listOf = (words) => words.split(" ").filter(Boolean).sort();
const same = (one, other) => one.join() === other.join();

/** On the page itself: when it shows this device's own list, what is changed there is changed here too. */
function followPage() {
  const shown = listOf(page.dataset.shortlistPage);
  const asked = listOf(page.dataset.asked);
  const kept = read();
  if (!asked.length && kept.length && !location.search) return location.replace(addressOf(kept));
  const isOwn = same(asked, kept);
  if (isOwn && !same(shown, kept)) keep(shown); // what is known no more
  for (const link of document.querySelectorAll("a[data-shortlist-change]")) {
    link.addEventListener("click", () => {
      if (isOwn) keep(new URL(link.href).searchParams.getAll("event"));
    });
  }
  if (!isOwn && shown.length) offerToKeep(shown);
}

function offerToKeep(shown) {
  const place = page.querySelector("[data-shortlist-keep]");
  if (!place || shown.every((one) => read().includes(one))) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    const all = [...new Set([...read(), ...shown])];
    if (all.length > MOST) return say(said.dataset.full);
    keep(all);
    say(`${said.dataset.kept} ${counted(all.length)}.`);
    way.focus();
    place.hidden = true;
  });
}

if (way && said && canKeep()) {
  for (const link of document.querySelectorAll("a[data-shortlist-add]")) asButton(link);
  showWay();
  if (page) followPage();
  // Another tab, or a page that comes back from the browser's memory.
  const again = () => keep(read());
  addEventListener("storage", (event) => event.key === KEY && again());
  addEventListener("pageshow", (event) => event.persisted && again());
}
