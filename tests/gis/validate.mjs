// Says what geojsonhint and check-geojson find in the files of GeoJSON that are named, and whether what is said of their looks
// is as simplestyle 1.1.0 has it.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";

const require = createRequire(process.env.VALIDATORS + "/");
const hint = require("@mapbox/geojsonhint").hint;
const { check } = require("@placemarkio/check-geojson");
let found = 0;

const isColor = (value) => /^#[0-9a-f]{6}$/.test(value);
const isShare = (value) => value >= 0 && value <= 1;
const icons = `${process.env.VALIDATORS}/node_modules/@mapbox/maki/icons/`;
const looks = {
  "marker-color": isColor,
  "marker-size": (value) => ["small", "medium", "large"].includes(value),
  "marker-symbol": (value) => existsSync(`${icons}${value}.svg`),
  "stroke": isColor,
  "stroke-width": (value) => value >= 0,
  "stroke-opacity": isShare,
  "fill": isColor,
  "fill-opacity": isShare,
};

function checkLooks(name, text) {
  let count = 0;
  for (const { id, properties } of JSON.parse(text).features) {
    for (const [key, isGood] of Object.entries(looks)) {
      if (!(key in properties)) continue;
      count++;
      if (isGood(properties[key])) continue;
      console.log(`${name}: ${id}: ${key} is ${JSON.stringify(properties[key])}`);
      found++;
    }
  }
  console.log(`${name}: ${count} properties of simplestyle`);
}

for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, "utf8");
  for (const one of hint(text)) {
    console.log(`${name}: geojsonhint: ${JSON.stringify(one)}`);
    found++;
  }
  checkLooks(name, text);
  try {
    check(text);
  } catch (error) {
    console.log(`${name}: check-geojson: ${JSON.stringify(error.issues ?? String(error))}`);
    found++;
  }
}
process.exit(found ? 1 : 0);
