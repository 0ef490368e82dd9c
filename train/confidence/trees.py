"""Learned trees as src/base/trees.h has them."""
import numpy


def write_trees(model, names, title, maker):
    lines = ["# %s Made by %s; src/base/trees.h says how a tree is written." % (title, maker), "= %.4f" % float(numpy.ravel(model._baseline_prediction)[0])]

    def walk(nodes, i):
        node = nodes[i]
        if node["is_leaf"]:
            lines.append("= %.4f" % node["value"])
        else:
            lines.append("%s %s" % (names[node["feature_idx"]], decimal(node["num_threshold"])))
            walk(nodes, node["left"])
            walk(nodes, node["right"])

    for (predictor,) in model._predictors:
        walk(predictor.nodes, 0)
    return "\n".join(lines) + "\n"


def decimal(value):
    text = "%.5f" % value
    return text.rstrip("0").rstrip(".") if "." in text else text
