// Style sheets, scripts and fonts, through sass and esbuild, under names that change with their content.
import { basename, dirname } from "node:path";
import esbuild from "esbuild";
import * as sass from "sass";

const GOVUK_BLUE = "#1d70b8";
const ENTRIES = ["assets/css/site.scss", "assets/css/map.scss", "assets/js/site.js", "assets/js/map.js", "assets/js/pin.js"];

/** Compiles Sass for esbuild, which then finds the fonts and images the style sheet names. */
const sassPlugin = (root) => ({
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const result = sass.compile(path, {
        loadPaths: [`${root}node_modules/govuk-frontend/dist`],
        quietDeps: true,
      });
      // Three places of GOV.UK Frontend write its blue without asking the settings.
      return { contents: result.css.replaceAll(GOVUK_BLUE, "var(--lead)"), loader: "css", resolveDir: dirname(path) };
    });
  },
});

/** @returns {Promise<Record<string, string>>} plain name -> name in dist. */
export async function bundle(root, dist) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: dist,
    bundle: true,
    minify: true,
    metafile: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari15.4"],
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".png": "file", ".svg": "file" },
    plugins: [sassPlugin(root)],
    logLevel: "warning",
  });
  return Object.fromEntries(
    Object.entries(result.metafile.outputs).map(([output, { entryPoint, inputs }]) => [
      basename(entryPoint ?? Object.keys(inputs)[0]).replace(/\.scss$/, ".css"),
      basename(output),
    ]),
  );
}
