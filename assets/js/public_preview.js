// On the page of contacts: what the public will see, kept in step with the boxes and ticks. The server says it first.
const box = document.getElementById("public-words");

function show() {
  const ticked = new Set([...document.querySelectorAll("input[name=contact_shown]:checked")].map((one) => one.value));
  const lines = [...box.querySelectorAll("[data-of]")];
  for (const line of lines) {
    const typed = document.getElementById(`contact_${line.dataset.of}`)?.value.trim() ?? "";
    line.hidden = !(typed && ticked.has(line.dataset.of));
    line.querySelector("span").textContent = typed;
  }
  box.querySelector("[data-none]").hidden = lines.some((line) => !line.hidden);
}

if (box) {
  for (const name of ["input", "change"]) box.closest("form").addEventListener(name, show);
}
