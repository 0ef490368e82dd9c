/* codes.c: the codes of others. CAMEO's roles are not PLOVER's sectors: MED is media in the one, medicine in the other. */
#include "import/actors.h"

struct pair {
	char from[4], to[4];
};

/* Countries where CAMEO's letters are not ISO 3166's of today; NGM and INT are its international ones. */
static const struct pair cameo_countries[] = {
	{"ROM", "ROU"}, {"TMP", "TLS"}, {"ZAR", "COD"}, {"KSV", "XKX"}, {"BUR", "MMR"}, {"USR", "SUN"}, {"NGM", "NGO"}, {"INT", "IGO"},
	{"EUR", ""}, /* there the continent, in casus the Union */
};

/* Roles that become another sector; the others that PLOVER has stay. */
static const struct pair cameo_roles[] = {
	{"MED", "JRN"}, {"HLH", "MED"}, {"INS", "REB"}, {"SEP", "REB"}, {"CIV", "CVL"}, {"HRI", "SOC"}, {"ENV", "SOC"}, {"DEV", "SOC"}, {"MOP", "OPP"},
};
static const char kept_roles[][4] = {
	"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "OPP", "REF",
	"REL", "SOC",
};
static const char international[][4] = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};

/* CAMEO's regions and creeds that stand where a country would. */
static const char cameo_groups[][4] = {
	"AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "LAM", "MEA", "MDT", "NAF", "NMR", "PGS", "SCN", "SAM", "SAS", "SEA",
	"WAF", "WST", "WEU", "ADR", "ATH", "BAH", "BUD", "CHR", "GNO", "HIN", "JAN", "JEW", "MOS", "MUS", "PAG", "SFI", "SHN", "SIK", "TAO", "UDX", "ZRO",
	"RAD", "MOD", "G77",
};

/* States in the letters of the Correlates of War where they are not ISO 3166's. */
static const struct pair cow_countries[] = {
	{"AAB", "ATG"}, {"ALG", "DZA"}, {"ANG", "AGO"}, {"AUL", "AUS"}, {"AUS", "AUT"}, {"BAH", "BHR"}, {"BAR", "BRB"}, {"BFO", "BFA"},
	{"BHM", "BHS"}, {"BHU", "BTN"}, {"BNG", "BGD"}, {"BOS", "BIH"}, {"BOT", "BWA"}, {"BRU", "BRN"}, {"BUI", "BDI"}, {"BUL", "BGR"},
	{"CAM", "KHM"}, {"CAO", "CMR"}, {"CAP", "CPV"}, {"CDI", "CIV"}, {"CEN", "CAF"}, {"CHA", "TCD"}, {"CON", "COG"}, {"COS", "CRI"},
	{"CRO", "HRV"}, {"CZE", "CSK"}, {"CZR", "CZE"}, {"DEN", "DNK"}, {"DRC", "COD"}, {"DRV", "VNM"}, {"EQG", "GNQ"}, {"ETM", "TLS"},
	{"FIJ", "FJI"}, {"FRN", "FRA"}, {"GAM", "GMB"}, {"GDR", "DDR"}, {"GFR", "DEU"}, {"GMY", "DEU"}, {"GRG", "GEO"}, {"GRN", "GRD"},
	{"GUA", "GTM"}, {"GUI", "GIN"}, {"HAI", "HTI"}, {"HON", "HND"}, {"ICE", "ISL"}, {"INS", "IDN"}, {"IRE", "IRL"}, {"KOS", "XKX"},
	{"KUW", "KWT"}, {"KYR", "KGZ"}, {"KZK", "KAZ"}, {"LAT", "LVA"}, {"LEB", "LBN"}, {"LES", "LSO"}, {"LIB", "LBY"}, {"LIT", "LTU"},
	{"MAA", "MRT"}, {"MAC", "MKD"}, {"MAD", "MDV"}, {"MAG", "MDG"}, {"MAL", "MYS"}, {"MAS", "MUS"}, {"MAW", "MWI"}, {"MLD", "MDA"},
	{"MNC", "MCO"}, {"MON", "MNG"}, {"MOR", "MAR"}, {"MSI", "MHL"}, {"MYA", "MMR"}, {"MZM", "MOZ"}, {"NAU", "NRU"}, {"NEP", "NPL"},
	{"NEW", "NZL"}, {"NIG", "NGA"}, {"NIR", "NER"}, {"NTH", "NLD"}, {"OMA", "OMN"}, {"PAL", "PLW"}, {"PAR", "PRY"}, {"PHI", "PHL"},
	{"POR", "PRT"}, {"ROK", "KOR"}, {"ROM", "ROU"}, {"RVN", "VNM"}, {"SAF", "ZAF"}, {"SAL", "SLV"}, {"SEY", "SYC"}, {"SIE", "SLE"},
	{"SIN", "SGP"}, {"SKN", "KNA"}, {"SLO", "SVK"}, {"SLU", "LCA"}, {"SLV", "SVN"}, {"SNM", "SMR"}, {"SOL", "SLB"}, {"SPN", "ESP"},
	{"SRI", "LKA"}, {"SUD", "SDN"}, {"SVG", "VCT"}, {"SWA", "SWZ"}, {"SWD", "SWE"}, {"SWZ", "CHE"}, {"TAJ", "TJK"}, {"TAZ", "TZA"},
	{"THI", "THA"}, {"TOG", "TGO"}, {"TRI", "TTO"}, {"UAE", "ARE"}, {"UKG", "GBR"}, {"URU", "URY"}, {"VAN", "VUT"}, {"YAR", "YEM"},
	{"YPR", "YEM"}, {"ZAM", "ZMB"}, {"ZIM", "ZWE"},
};

/* ISO 3166: two letters, then the three of lexicon/places. */
static const char two_letters[] =
	"AWABW AFAFG AOAGO AIAIA AXALA ALALB ADAND AEARE ARARG AMARM ASASM AQATA TFATF AGATG AUAUS ATAUT AZAZE BIBDI "
	"BEBEL BJBEN BQBES BFBFA BDBGD BGBGR BHBHR BSBHS BABIH BLBLM BYBLR BZBLZ BMBMU BOBOL BRBRA BBBRB BNBRN BTBTN "
	"BVBVT BWBWA CFCAF CACAN CCCCK CHCHE CLCHL CNCHN CICIV CMCMR CDCOD CGCOG CKCOK COCOL KMCOM CVCPV CRCRI CUCUB "
	"CWCUW CXCXR KYCYM CYCYP CZCZE DEDEU DJDJI DMDMA DKDNK DODOM DZDZA ECECU EGEGY ERERI EHESH ESESP EEEST ETETH "
	"FIFIN FJFJI FKFLK FRFRA FOFRO FMFSM GAGAB GBGBR GEGEO GGGGY GHGHA GIGIB GNGIN GPGLP GMGMB GWGNB GQGNQ GRGRC "
	"GDGRD GLGRL GTGTM GFGUF GUGUM GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IMIMN ININD IOIOT IEIRL IRIRN "
	"IQIRQ ISISL ILISR ITITA JMJAM JEJEY JOJOR JPJPN KZKAZ KEKEN KGKGZ KHKHM KIKIR KNKNA KRKOR XKKOS KWKWT LALAO "
	"LBLBN LRLBR LYLBY LCLCA LILIE LKLKA LSLSO LTLTU LULUX LVLVA MOMAC MFMAF MAMAR MCMCO MDMDA MGMDG MVMDV MXMEX "
	"MHMHL MKMKD MLMLI MTMLT MMMMR MEMNE MNMNG MPMNP MZMOZ MRMRT MSMSR MQMTQ MUMUS MWMWI MYMYS YTMYT NANAM NCNCL "
	"NENER NFNFK NGNGA NINIC NUNIU NLNLD NONOR NPNPL NRNRU NZNZL OMOMN PKPAK PAPAN PNPCN PEPER PHPHL PWPLW PGPNG "
	"PLPOL PRPRI KPPRK PTPRT PYPRY PSPSE PFPYF QAQAT REREU ROROU RURUS RWRWA SASAU SDSDN SNSEN SGSGP GSSGS SHSHN "
	"SJSJM SBSLB SLSLE SVSLV SMSMR SOSOM PMSPM RSSRB SSSSD STSTP SRSUR SKSVK SISVN SESWE SZSWZ SXSXM SCSYC SYSYR "
	"TCTCA TDTCD TGTGO THTHA TJTJK TKTKL TMTKM TLTLS TOTON TTTTO TNTUN TRTUR TVTUV TWTWN TZTZA UGUGA UAUKR UMUMI "
	"UYURY USUSA UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM ZAZAF ZMZMB ZWZWE ";

struct str import_country_of_two(struct str code)
{
	for (size_t at = 0; at + 5 < sizeof two_letters && code.length == 2; at += 6)
		if (memcmp(two_letters + at, code.data, 2) == 0)
			return (struct str){two_letters + at + 2, 3};
	return (struct str){0};
}

static const char *pair_of(const struct pair *table, size_t count, struct str from)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_of(table[i].from), from))
			return table[i].to;
	return NULL;
}

struct str import_cow_country(struct str code)
{
	const char *iso = pair_of(cow_countries, sizeof cow_countries / sizeof *cow_countries, code);
	return iso ? str_of(iso) : code;
}

bool import_is_international(struct str code)
{
	for (size_t i = 0; i < sizeof international / sizeof *international; i++)
		if (str_equal(code, str_of(international[i])))
			return true;
	return false;
}

struct str import_country(struct str code, bool cameo)
{
	const char *other = cameo ? pair_of(cameo_countries, sizeof cameo_countries / sizeof *cameo_countries, code) : NULL;
	return other ? str_of(other) : code;
}

/* The sector for the role GROUP, or empty; without CAMEO the words are PLOVER's already. */
static struct str sector_of(struct str group, bool cameo)
{
	const char *other = cameo ? pair_of(cameo_roles, sizeof cameo_roles / sizeof *cameo_roles, group) : NULL;
	if (other)
		return str_of(other);
	for (size_t i = 0; i < sizeof kept_roles / sizeof *kept_roles; i++)
		if (str_equal(group, str_of(kept_roles[i])))
			return group;
	return !cameo && str_equal(group, STR("MED")) ? group : (struct str){0};
}

static struct str sector_in(struct str code, size_t from, bool cameo)
{
	for (; from + 3 <= code.length; from += 3) {
		struct str sector = sector_of(str_slice(code, from, from + 3), cameo);
		if (sector.length > 0)
			return sector;
	}
	return (struct str){0};
}

/* CODE with media and medicine in PLOVER's words, the rest as it is: what the list's own users go on to see. */
static struct str own_words(struct importer *importer, struct str code, size_t from)
{
	char *copy = arena_copy(&importer->arena, code.data, code.length);
	for (; from + 3 <= code.length; from += 3) {
		struct str group = {copy + from, 3};
		if (str_equal(group, STR("MED")))
			memcpy(copy + from, "JRN", 3);
		else if (str_equal(group, STR("HLH")))
			memcpy(copy + from, "MED", 3);
	}
	return (struct str){copy, code.length};
}

static bool is_plain(struct str code)
{
	for (size_t i = 0; i < code.length; i++)
		if (!ascii_is_upper((unsigned char)code.data[i]) && !ascii_is_digit((unsigned char)code.data[i]))
			return false;
	return true;
}

/* The country that CODE begins with, in casus's letters; empty when it begins with none. *AT is what follows. */
static struct str country_in(struct importer *importer, struct str code, bool cameo, size_t *at)
{
	*at = 0;
	if (code.length < 3 || !is_plain(code))
		return (struct str){0};
	*at = 3;
	struct str first = str_slice(code, 0, 3);
	if (cameo && str_equal(first, STR("IGO")) && code.length >= 6) {
		struct str body = str_slice(code, 3, 6);
		*at = 6;
		if (str_equal(body, STR("UNO")))
			return body;
		if (str_equal(body, STR("EEU")))
			return STR("EUR");
		*at = 3;
	}
	if (map_get(&importer->declared, first))
		return first;
	struct str country = import_country(first, cameo);
	bool known = country.length > 0 && (import_is_international(country) || importer->caller.is_country(importer->caller.context, country));
	return known ? country : (struct str){0};
}

bool import_is_code(struct str code)
{
	static const char signs[] = "|;=# \t";
	for (size_t i = 0; i < code.length; i++)
		if (strchr(signs, code.data[i]) || (unsigned char)code.data[i] < ' ')
			return false;
	return code.length > 0 && code.length <= 40;
}

struct str import_code(struct importer *importer, struct str code, bool cameo)
{
	size_t at;
	struct str country = country_in(importer, code, cameo, &at);
	struct str sector = is_plain(code) ? sector_in(code, at, cameo) : (struct str){0};
	struct str own = cameo ? own_words(importer, code, at > 3 ? 3 : at) : code;
	struct str mine = str_of(arena_printf(&importer->arena, "%.*s%.*s", STR_ARG(country.length > 0 ? country : STR("-")), STR_ARG(sector)));
	return str_equal(mine, own) ? mine : str_of(arena_printf(&importer->arena, "%.*s=%.*s", STR_ARG(mine), STR_ARG(own)));
}

bool import_is_cameo_group(struct str code)
{
	for (size_t i = 0; i < sizeof cameo_groups / sizeof *cameo_groups; i++)
		if (str_equal(code, str_of(cameo_groups[i])))
			return true;
	return sector_of(code, true).length > 0 && !str_equal(code, STR("INS"));
}

struct str import_agent_code(struct importer *importer, struct str code)
{
	bool before = str_ends(code, STR("~")); /* "NGO~" */
	struct str tail = str_starts(code, STR("~")) ? str_slice(code, 1, code.length) : before ? str_slice(code, 0, code.length - 1) : code;
	struct str sector = sector_in(tail, 0, true), own = own_words(importer, tail, 0);
	if (sector.length == 0 && (str_starts(tail, STR("NGO")) || str_starts(tail, STR("NGM"))))
		sector = STR("SOC");
	if (!before && str_equal(sector, own))
		return sector;
	return str_of(arena_printf(&importer->arena, "%.*s=%s%.*s%s", STR_ARG(sector.length > 0 ? sector : STR("-")), before ? "" : "~", STR_ARG(own),
	                           before ? "~" : ""));
}
