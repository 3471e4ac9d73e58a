// Read a calendar from standard input with ical.js (Thunderbird's parser), using only the time zone inside it.
// Print one JSON object: the calendar's properties and, of every VEVENT, what a person would see (instants in UTC).
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}

const instant = (time) => {
  if (!time) return null;
  return time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
};
const values = (component) =>
  component.getAllProperties().map((property) => [property.name, property.type === "text" ? property.getValues().join("\u0000") : ""]);
const types = (component) => component.getAllProperties().map((property) => [property.name, property.type]);

const events = calendar.getAllSubcomponents("vevent").map((component) => ({
  uid: component.getFirstPropertyValue("uid"),
  summary: component.getFirstPropertyValue("summary"),
  description: component.getFirstPropertyValue("description"),
  location: component.getFirstPropertyValue("location"),
  status: component.getFirstPropertyValue("status"),
  start: instant(component.getFirstPropertyValue("dtstart")),
  end: instant(component.getFirstPropertyValue("dtend")),
  properties: types(component),
  values: values(component),
}));
console.log(JSON.stringify({ properties: types(calendar), name: calendar.getFirstPropertyValue("name"), events }));
