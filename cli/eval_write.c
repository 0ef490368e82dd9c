/* The report of `casus eval`. */
#include "eval.h"

static double ratio(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static void write_type(struct buf *out, const struct eval_type *type)
{
	buf_printf(out, "%-16.*s %8zu %8zu %8zu %9.3f %9.3f %9.3f   %.3f-%.3f\n", STR_ARG(type->name), type->gold, type->output, type->both,
	           ratio(type->both, type->output), ratio(type->both, type->gold), ratio(2 * type->both, type->gold + type->output),
	           type->f1_low, type->f1_high);
}

static struct str column_name(const struct eval_scores *scores, size_t column)
{
	struct str name = column < scores->count ? scores->types[column].name : STR("none");
	return str_slice(name, 0, name.length < 6 ? name.length : 6);
}

/* Only rows and columns with something in them; a row is what GOLD says, a column what OUTPUT says. */
static void write_confusion(struct buf *out, const struct eval_scores *scores)
{
	size_t width = scores->count + 1;
	buf_text(out, "\nconfusion (rows GOLD, columns OUTPUT)\n                ");
	for (size_t column = 0; column < width; column++)
		buf_printf(out, " %6.*s", STR_ARG(column_name(scores, column)));
	buf_byte(out, '\n');
	for (size_t row = 0; row < width; row++) {
		struct str name = row < scores->count ? scores->types[row].name : STR("none");
		buf_printf(out, "%-16.*s", STR_ARG(name));
		for (size_t column = 0; column < width; column++) {
			size_t count = scores->confusion[row * width + column];
			if (count)
				buf_printf(out, " %6zu", count);
			else
				buf_text(out, "      .");
		}
		buf_byte(out, '\n');
	}
}

void eval_write(const struct eval_scores *scores, struct buf *out)
{
	size_t in_gold = 0;
	buf_printf(out, "%-16s %8s %8s %8s %9s %9s %9s   %s\n", "type", "gold", "output", "both", "precision", "recall", "F1", "95 % of F1");
	for (size_t i = 0; i < scores->count; i++) {
		write_type(out, &scores->types[i]);
		in_gold += scores->types[i].gold > 0;
	}
	write_type(out, &scores->all);
	buf_printf(out, "macro F1 over the %zu types of GOLD: %.3f (%.3f-%.3f)\n", in_gold, scores->macro_f1, scores->macro_low, scores->macro_high);
	buf_printf(out, "agreement (Cohen's kappa): %.3f\n", eval_kappa(scores));
	buf_printf(out, "agreement (Krippendorff's alpha, nominal): %.3f\n", eval_alpha(scores));
	write_confusion(out, scores);
}
