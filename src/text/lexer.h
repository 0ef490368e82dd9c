/* lexer.h: a block's bytes into pieces, the words and marks of Universal Dependencies. */
#ifndef CASUS_TEXT_LEXER_H
#define CASUS_TEXT_LEXER_H

#include "text/tables.h"

enum piece_kind {
	PIECE_WORD,     /* letters; number, address and emoticon have kinds of their own */
	PIECE_NUMBER,
	PIECE_ADDRESS,  /* web, e-mail, file name */
	PIECE_EMOTICON,
	PIECE_STOP,     /* runs of . ! ? */
	PIECE_ELLIPSIS, /* two and more full stops, or U+2026 */
	PIECE_COMMA,    /* , ; */
	PIECE_COLON,
	PIECE_DASH,     /* hyphens included */
	PIECE_OPEN,     /* opening bracket */
	PIECE_CLOSE,    /* closing bracket */
	PIECE_QUOTE,    /* double quotation marks of any style */
	PIECE_SINGLE,   /* single quotation marks */
	PIECE_SYMBOL,
};

struct piece {
	size_t start, end;  /* bytes of the text */
	uint64_t hash;      /* of the form in ASCII lower case */
	uint8_t kind;
	uint8_t shape;      /* enum piece_shape, for words */
	uint8_t range;      /* words in the multiword token that starts here, else 0 */
	uint8_t abbreviation; /* enum abbreviation; the form's last byte is a full stop */
	bool space_before, space_after;
	bool in_quote, in_bracket; /* behind this piece; a guess that only the sentence splitter uses */
	uint16_t place;      /* in the block, at most 999 */
	uint16_t since_stop; /* pieces since the last stop or the start of the block, at most 999 */
};

enum piece_shape { SHAPE_NONE, SHAPE_LOWER, SHAPE_CAPITAL, SHAPE_CAPITALS, SHAPE_INITIAL, SHAPE_MIXED, SHAPE_DIGITS };

struct lexer {
	const struct text_tables *tables;
	struct arena *arena;
	struct str text;
	size_t at, end;          /* of the block */
	size_t chunk_end;        /* no white space up to here */
	size_t chunk_start;
	unsigned chunk_classes;  /* which kinds of bytes the chunk holds */
	size_t single_open;      /* behind the last open single quotation mark, 0 when none */
	unsigned addresses;      /* looked for in this chunk */
	size_t brackets;         /* open ones */
	bool in_quote;
	unsigned since_stop, place;
	struct piece *pieces;
	size_t count, capacity;
};

void lexer_start(struct lexer *lexer, size_t start, size_t end);
/* Append the next few pieces; false at the end of the block. */
bool lexer_next(struct lexer *lexer);

/* --- between the lexer's files ----------------------------------------------------------------- */

enum byte_class { /* bits */
	BYTE_LETTER = 1, BYTE_DIGIT = 2, BYTE_DOT = 4, BYTE_SLASH = 8, BYTE_COLON = 16, BYTE_AT = 32, BYTE_HIGH = 64, BYTE_OTHER = 128,
};

enum glyph { GLYPH_WORD, GLYPH_SPACE, GLYPH_QUOTE, GLYPH_SINGLE_OPEN, GLYPH_APOSTROPHE, GLYPH_DASH, GLYPH_ELLIPSIS, GLYPH_SYMBOL };

/* What a code point above U+007F is to the lexer. */
enum glyph glyph_of(uint32_t codepoint);
/* Length in bytes of the word character at AT (before END), 0 when it is none. */
size_t word_character(struct str text, size_t at, size_t end);
/* Length in bytes of an apostrophe (' ’ ` ´ ʼ) at AT, 0 when it is none. */
size_t apostrophe(struct str text, size_t at, size_t end);

void lexer_push(struct lexer *lexer, size_t start, size_t end, enum piece_kind kind);
/* A word or number starts at lexer->at: push it, with what hyphens and clitics make of it. */
void lexer_word(struct lexer *lexer);
/* Push the address that starts at lexer->at; false when there is none. */
bool lexer_address(struct lexer *lexer);

#endif
