#!/bin/sh
# embed.sh FOLDER FILE...: the page's files as assembler that includes their bytes, on standard output; page_files.c lists them.
set -eu
folder=$1
shift
for name in "$@"; do
	# The bytes are read by the assembler, of which ninja knows nothing: this line changes with them.
	printf '/* %s */\n' "$(cksum <"$folder/$name")"
	symbol=casus_page_$(printf %s "$name" | tr -c 'a-zA-Z0-9' _)
	printf '\t.section .rodata\n\t.global %s\n\t.hidden %s\n\t.balign 16\n%s:\n\t.incbin "%s/%s"\n%s_end:\n\t.global %s_end\n\t.hidden %s_end\n\t.byte 0\n' \
		"$symbol" "$symbol" "$symbol" "$folder" "$name" "$symbol" "$symbol" "$symbol"
done
printf '\t.section .note.GNU-stack,"",%%progbits\n'
