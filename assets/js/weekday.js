// Says which weekday a date is, as soon as its three boxes make one. Without scripts the page says it after Continue.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const language = document.documentElement.lang || "en-GB";

for (const place of document.querySelectorAll("[data-weekday-of]")) {
  const boxes = ["day", "month", "year"].map((box) => document.getElementById(`${place.dataset.weekdayOf}-${box}`));
  if (boxes.includes(null)) continue;
  const say = () => {
    const day = dateOf(boxes.map((box) => box.value.trim()));
    const words = day ? place.dataset.words.replace("#", nameOf(day)) : "";
    if (place.textContent !== words) place.textContent = words;
  };
  for (const box of boxes) box.addEventListener("input", say);
}

function dateOf([day, month, year]) {
  const number = Number(day.replace(/\D/g, ""));
  const named = MONTHS.indexOf(month.toLowerCase().slice(0, 3));
  const index = named >= 0 ? named : Number(month.replace(/\D/g, "") || NaN) - 1;
  if (!/^\d{4}$/.test(year)) return null;
  const date = new Date(Date.UTC(Number(year), index, number));
  return date.getUTCDate() === number && date.getUTCMonth() === index ? date : null;
}

const nameOf = (day) => new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(day);
