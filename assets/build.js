// Builds static/dist: hashed files, a manifest of their names, and the licences of what others made.
import { rm, mkdir, writeFile } from "node:fs/promises";
import { bundle } from "./build/bundle.js";
import { gatherLicences } from "./build/licences.js";
import { writeOutline } from "./build/outline.js";

export const ROOT = new URL("../", import.meta.url).pathname;
export const DIST = `${ROOT}static/dist/`;

const started = Date.now();
await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
const names = { ...(await bundle(ROOT, DIST)), ...(await writeOutline(ROOT, DIST)) };
await gatherLicences(ROOT, DIST);
// Written last, so that a build cut short is seen as no build.
await writeFile(`${DIST}manifest.json`, JSON.stringify(Object.fromEntries(Object.entries(names).sort()), null, 2));
console.log(`Built ${Object.keys(names).length} files into static/dist in ${((Date.now() - started) / 1000).toFixed(1)} s`);
