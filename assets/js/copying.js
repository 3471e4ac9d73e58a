// A button beside an address that copies it. Without this the field is there to select from.
const SAID_FOR = 5000; // milliseconds

for (const place of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(place.dataset.copy);
  if (!field) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary copyable__button";
  button.textContent = place.dataset.words;
  const said = document.createElement("span");
  said.className = "copyable__said";
  said.setAttribute("role", "status");
  let waiting;
  button.addEventListener("click", async () => {
    clearTimeout(waiting);
    said.textContent = (await copied(field)) ? place.dataset.done : place.dataset.else;
    waiting = setTimeout(() => said.replaceChildren(), SAID_FOR);
  });
  const row = document.createElement("div");
  row.className = "copyable__row";
  row.append(button, said);
  place.append(row);
  field.addEventListener("focus", () => field.select());
}

/** Whether it is on the clipboard; otherwise it is selected, so that the keys everybody knows copy it. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.before(button);
}
