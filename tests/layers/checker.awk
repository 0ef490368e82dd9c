# Checks one C file, named by its path from the top of the source tree, against the rules of the house; prints each
# breach as "file:line: what" and ends with status 1 when there is one. The comments of docs/architecture.md say why.

function breach(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; bad = 1 }

# The line without comments, strings and character literals; in_comment carries over to the next.
function code_of(line,    out, at, two, quote) {
	out = ""
	for (at = 1; at <= length(line); at++) {
		two = substr(line, at, 2)
		if (in_comment) {
			if (two == "*/") { in_comment = 0; at++ }
			continue
		}
		if (two == "/*") { in_comment = 1; at++; continue }
		if (two == "//") break
		quote = substr(line, at, 1)
		if (quote == "\"" || quote == "'") {
			for (at++; at <= length(line) && substr(line, at, 1) != quote; at++)
				if (substr(line, at, 1) == "\\") at++
			out = out "\"\""
			continue
		}
		out = out quote
	}
	return out
}

function room_of(path,    part) {
	if (split(path, part, "/") < 3 || part[1] != "src") return part[1] == "src" ? "pipeline" : part[1]
	return part[2]
}

# A room sees base/, flow.h, ud.h, names.h, query.h, the public header never, and its own folder.
function check_include(name, is_system) {
	if (name == "ctype.h") breach("includes ctype.h, whose answers hang on the locale")
	if (is_system && name !~ /^casus/) return
	if (room == "pipeline" || room == "cli" || room == "include") return
	if (name ~ /^base\//) return
	if (room == "base" && name ~ /\//) { breach("base includes something of another room: " name); return }
	if (name == "flow.h" || name == "ud.h" || name == "names.h" || name == "query.h") { if (room == "base") breach("base includes " name); return }
	if (name ~ /^casus/) { breach("includes another room's header: " name); return }
	if (name ~ /\// && name !~ ("^" room "/")) breach("includes another room's header: " name)
}

BEGIN { bad = 0 }
FNR == 1 { room = room_of(FILENAME); depth = 0; in_comment = 0; in_macro = 0 }
{
	raw = $0
	line = code_of($0)
	continued = raw ~ /\\$/
}
raw ~ /^[ \t]*#[ \t]*include/ {
	name = raw
	sub(/^[ \t]*#[ \t]*include[ \t]*["<]/, "", name)
	sub(/[">].*/, "", name)
	check_include(name, raw ~ /include[ \t]*</)
}
# Macros are not checked for state: what they expand to is where they are used.
in_macro || raw ~ /^[ \t]*#/ { in_macro = continued; next }
room != "cli" && line ~ /(^|[^A-Za-z0-9_])(printf|puts|putchar|vprintf|perror|fputs|fputc|fprintf|vfprintf)[ \t]*\(/ { breach("prints; only cli/ does") }
room != "cli" && line ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/ { breach("prints; only cli/ does") }
room != "cli" && line ~ /(^|[^A-Za-z0-9_])(exit|_exit|_Exit|quick_exit)[ \t]*\(/ { breach("exits; only cli/ does") }

# State at file scope: an object that is neither const, nor a function, type or declaration of one elsewhere.
depth == 0 && pending == "" && line ~ /^[A-Za-z_]/ && line !~ /^(typedef|enum|struct|union)[ \t]+[A-Za-z0-9_]*[ \t]*(\{.*)?;?[ \t]*$/ && line !~ /^(typedef|extern|_Static_assert|#)/ {
	head = line
	sub(/\{[^}]*\}/, "", head) # the members of a struct without a name
	sub(/=.*/, "", head)
	is_function = head ~ /\(/ && head !~ /\(\*/
	is_object = !is_function && (line ~ /=/ || line ~ /;[ \t]*$/)
	constant = head ~ /(^|[^A-Za-z0-9_])const[ \t]*(\*[ \t]*const[ \t]*)?[A-Za-z0-9_ \t]*(\[|[A-Za-z0-9_]*[ \t]*$|\)|;)/
	if (head ~ /\*/) constant = head ~ /\*[ \t]*const([^A-Za-z0-9_]|$)/
	if (is_object && head !~ /(^|[^A-Za-z0-9_])(return|case|goto)([^A-Za-z0-9_]|$)/ && !constant) breach("mutable file-scope state: " line)
}
depth > 0 && line ~ /^[ \t]*static[ \t]/ && line !~ /(^|[^A-Za-z0-9_])const([^A-Za-z0-9_]|$)/ { breach("static state inside a function: " line) }

# Braces: a function is what opens at column 1 after a line that ends in a parenthesis.
{
	opens = gsub(/\{/, "{", line)
	closes = gsub(/\}/, "}", line)
	if (depth == 0 && opens > 0 && (raw ~ /^\{/ || line ~ /\)[ \t]*\{/)) { function_start = FNR; in_function = 1 }
	depth += opens - closes
	if (depth == 0 && in_function && closes > 0) {
		length_of = FNR - function_start + 1
		if (length_of > 80) breach("function of " length_of " lines; the limit is 80")
		in_function = 0
	}
}
END {
	if (FNR > 700) breach(FNR " lines; the limit is 700")
	exit bad
}
