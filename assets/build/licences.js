// The licences of what others made and we serve, in one text file beside it.
import { readFile, writeFile, readdir } from "node:fs/promises";

const SERVED = [
  "@fontsource/atkinson-hyperlegible-next",
  "govuk-frontend",
  "leaflet",
  "leaflet.markercluster",
  "world-atlas",
];

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^(mit-)?licen[cs]e/i.test(entry));
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : `Licence: ${license}`;
  return `${name} ${version}\n\n${text.trim()}\n`;
}

export async function gatherLicences(root, dist) {
  const texts = await Promise.all(SERVED.map((name) => licenceOf(`${root}node_modules/${name}`)));
  await writeFile(`${dist}licences.txt`, texts.join(`\n${"-".repeat(72)}\n\n`));
}
