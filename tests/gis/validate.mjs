// Says what geojsonhint and check-geojson find in the files of GeoJSON that are named.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.VALIDATORS + "/");
const hint = require("@mapbox/geojsonhint").hint;
const { check } = require("@placemarkio/check-geojson");
let found = 0;

for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, "utf8");
  for (const one of hint(text)) {
    console.log(`${name}: geojsonhint: ${JSON.stringify(one)}`);
    found++;
  }
  try {
    check(text);
  } catch (error) {
    console.log(`${name}: check-geojson: ${JSON.stringify(error.issues ?? String(error))}`);
    found++;
  }
}
process.exit(found ? 1 : 0);
