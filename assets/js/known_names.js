// Names of organisations we know, offered while somebody types. A plain box without this.
const box = document.querySelector("input[data-names-url]");
const PAUSE = 200;

async function offer(list) {
  const typed = box.value.trim();
  if (typed.length < 2) return;
  const response = await fetch(`${box.dataset.namesUrl}?q=${encodeURIComponent(typed)}`);
  if (!response.ok || box.value.trim() !== typed) return;
  const { names } = await response.json();
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

if (box) {
  const list = document.createElement("datalist");
  list.id = "known-names";
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(list).catch(() => {}), PAUSE);
  });
}
