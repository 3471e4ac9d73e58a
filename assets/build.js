// Builds static/dist: hashed files, a manifest of their names, and the licences of what others made.
import { rename, rm, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundle } from "./build/bundle.js";
import { gatherLicences } from "./build/licences.js";
import { writeOutline } from "./build/outline.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DIST = `${ROOT}static/dist`;
// Built beside and moved into place when whole, so that a build that fails leaves the last good one.
const FRESH = `${DIST}.new-${process.pid}/`;

const started = Date.now();
await mkdir(FRESH, { recursive: true });
try {
  const names = { ...(await bundle(ROOT, FRESH)), ...(await writeOutline(ROOT, FRESH)) };
  await gatherLicences(ROOT, FRESH);
  await writeFile(`${FRESH}manifest.json`, JSON.stringify(Object.fromEntries(Object.entries(names).sort()), null, 2));
  await rm(DIST, { recursive: true, force: true });
  await rename(FRESH, DIST);
  console.log(`Built ${Object.keys(names).length} files into static/dist in ${((Date.now() - started) / 1000).toFixed(1)} s`);
} finally {
  await rm(FRESH, { recursive: true, force: true });
}
