// The licences of what others made and we serve, in one text file beside it.
import { readFile, writeFile, readdir } from "node:fs/promises";

const SERVED = [
  "@fontsource/atkinson-hyperlegible-next",
  "govuk-frontend",
  "leaflet",
  "leaflet.markercluster",
  "world-atlas",
];

// The package says "MIT" and leaves the text out; MIT asks for it to travel along.
const GOVUK_NOTICE = `The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

async function licenceOf(folder) {
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^(mit-)?licen[cs]e/i.test(entry));
  if (!file && name !== "govuk-frontend") throw new Error(`${name} has no licence file to serve with it`);
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : GOVUK_NOTICE;
  return `${name} ${version}\n\n${text.trim()}\n`;
}

export async function gatherLicences(root, dist) {
  const texts = await Promise.all(SERVED.map((name) => licenceOf(`${root}node_modules/${name}`)));
  await writeFile(`${dist}licences.txt`, texts.join(`\n${"-".repeat(72)}\n\n`));
}
