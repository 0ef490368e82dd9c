// Which of a place's alternate names news in English may use, and how names are compared.

const latin = /^[\p{Script=Latin}\p{Mn} .'‘’ʻʼ`-]+$/u;

// Words by which other languages say "city of" and the like: such an alternate adds nothing.
const foreignGeneric = /^(vilojati|vilayati|ciudad|ciuda|ciudat|cidade|ciutat|villa|ville|comune|commune|lungsod|dakbayan|bayan|siyudad|munisipyo|municipio|municipality|distrito|district|stadt|gemeinde|kota|kommun|kommune|gorod|gorad|horad|misto|mesto|miasto|urbo|thanh pho|raion|rayon|okrug|shahrestan|shahr|arrondissement|provincia|provincie|provinsi|oblast) /u;

// Generic words of administrative units, stripped to get the bare name ("Donetsk Oblast": Donetsk).
const unitBefore = /^(state of|province of|governorate of|region of|district of|county of|republic of|city of|municipality of|wilayat al|wilayat|wilaya de|muhafazat|provincia de|provincia del|provincia di|provincia|departamento de|departamento del|departamento|department of|departement de|estado de|distrito de|distrito|cercle de|ostan-e|politischer bezirk|landkreis|kreis|bezirk|okres|okrug|powiat|gmina|kabupaten|kota|region|région de la|région de|canton of|emirate of|parish of|prefecture of|oblast|respublika|raion)\s+/iu;
const unitAfter = /\s+(state|province|governorate|region|district|county|parish|oblast|'oblast|krai|kray|okrug|autonomous okrug|autonomous oblast|republic|department|prefecture|voivodeship|canton|municipality|division|emirate|zone|borough|census area|raion|rayon|regency|metropolitan city|city|shi|gun|ken|fu|sheng|lääni|län|megye|kraj|judet|il|ili|wilaya|commune|township)$/iu;

export function fold(text) {
	return text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase()
		.replace(/[ʻʼ‘’`'.]/gu, '').replace(/[-\s]+/gu, ' ').trim();
}

// The looser comparison of names carried over from other scripts: article, final h, doubled letters.
export function looseFold(text) {
	return fold(text).replace(/^(al|el|ad|az|as|ash|at|an|ar|the) /u, '')
		.replace(/(.)\1/gu, '$1').replace(/ou|oo/gu, 'u').replace(/h\b/gu, '').replace(/ /gu, '');
}

function worthKeeping(text) {
	if (!latin.test(text) || text.length < 4 || text.length > 40) return false;
	if (!/^\p{Lu}/u.test(text) && !/^(al|el|ad|az|as|ash|at|an|ar)[- ]/u.test(text)) return false;
	if (text === text.toUpperCase()) return false; // airport codes and the like
	if (text.split(/\s+/u).length > 4 || /\b(Airport|Station)\b/u.test(text)) return false;
	return !foreignGeneric.test(fold(text) + ' ');
}

// The alternates of NAME worth keeping, without those that the reader's folding finds anyway.
export function alternates(name, candidates, transliterated) {
	const same = transliterated ? looseFold : fold;
	const seen = new Set([same(name)]);
	const kept = [];
	for (const candidate of candidates) {
		const text = candidate.trim();
		if (!worthKeeping(text) || seen.has(same(text))) continue;
		seen.add(same(text));
		kept.push(text.replace(/[‘’ʻʼ`]/gu, "'"));
	}
	return kept;
}

// "Donetsk Oblast" -> "Donetsk"; null when nothing was stripped.
export function bareUnitName(name) {
	const bare = name.replace(unitBefore, '').replace(unitAfter, '').replace(/'$/u, '').trim();
	return bare !== name && bare.length >= 3 ? bare : null;
}
