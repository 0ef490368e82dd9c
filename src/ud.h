/* ud.h: the tags and relations of Universal Dependencies' English treebanks, as tables.
 *
 * The trained model brings its own label lists; syntax/ maps them onto these by name at load.
 */
#ifndef CASUS_UD_H
#define CASUS_UD_H

#include "base/str.h"

#define UD_UPOS(ENTRY) \
	ENTRY(ADJ) ENTRY(ADP) ENTRY(ADV) ENTRY(AUX) ENTRY(CCONJ) ENTRY(DET) ENTRY(INTJ) ENTRY(NOUN) ENTRY(NUM) ENTRY(PART) ENTRY(PRON) ENTRY(PROPN) \
	ENTRY(PUNCT) ENTRY(SCONJ) ENTRY(SYM) ENTRY(VERB) ENTRY(X)

/* Penn Treebank tags: C name, written form. */
#define UD_XPOS(X) \
	X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") \
	X(GW, "GW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LRB, "-LRB-") \
	X(LS, "LS") X(MD, "MD") X(NFP, "NFP") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") \
	X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") \
	X(RP, "RP") X(RRB, "-RRB-") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") \
	X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") \
	X(WRB, "WRB") X(OPENQ, "``") X(CLOSEQ, "''") X(COMMA, ",") X(PERIOD, ".") X(COLON, ":") \
	X(DOLLAR, "$") X(HASH, "#") X(XX, "XX") X(NONE, "_")

#define UD_DEPREL(X) \
	X(acl, "acl") X(acl_relcl, "acl:relcl") X(advcl, "advcl") X(advcl_relcl, "advcl:relcl") \
	X(advmod, "advmod") X(advmod_emph, "advmod:emph") X(amod, "amod") X(appos, "appos") X(aux, "aux") \
	X(aux_pass, "aux:pass") X(case, "case") X(cc, "cc") X(cc_preconj, "cc:preconj") X(ccomp, "ccomp") \
	X(clf, "clf") X(compound, "compound") X(compound_prt, "compound:prt") X(conj, "conj") X(cop, "cop") \
	X(csubj, "csubj") X(csubj_outer, "csubj:outer") X(csubj_pass, "csubj:pass") X(dep, "dep") \
	X(det, "det") X(det_predet, "det:predet") X(discourse, "discourse") X(dislocated, "dislocated") \
	X(expl, "expl") X(fixed, "fixed") X(flat, "flat") X(flat_foreign, "flat:foreign") \
	X(goeswith, "goeswith") X(iobj, "iobj") X(list, "list") X(mark, "mark") X(nmod, "nmod") \
	X(nmod_desc, "nmod:desc") X(nmod_poss, "nmod:poss") X(nmod_unmarked, "nmod:unmarked") \
	X(nsubj, "nsubj") X(nsubj_outer, "nsubj:outer") X(nsubj_pass, "nsubj:pass") X(nummod, "nummod") \
	X(obj, "obj") X(obl, "obl") X(obl_agent, "obl:agent") X(obl_unmarked, "obl:unmarked") \
	X(orphan, "orphan") X(parataxis, "parataxis") X(punct, "punct") X(reparandum, "reparandum") \
	X(root, "root") X(vocative, "vocative") X(xcomp, "xcomp")

enum upos {
#define X_(name) UPOS_##name,
	UD_UPOS(X_)
#undef X_
	UPOS_COUNT
};

enum xpos {
#define X_(name, written) XPOS_##name,
	UD_XPOS(X_)
#undef X_
	XPOS_COUNT
};

enum deprel {
#define X_(name, written) REL_##name,
	UD_DEPREL(X_)
#undef X_
	DEPREL_COUNT
};

/* The written form, or "_" for a value outside the table. */
struct str upos_name(unsigned upos);
struct str xpos_name(unsigned xpos);
struct str deprel_name(unsigned deprel);

/* The value of a written form; *_COUNT when it is not in the table. */
unsigned upos_value(struct str name);
unsigned xpos_value(struct str name);
unsigned deprel_value(struct str name); /* an unknown subtype gives its base relation */

#endif
