"""Writes the weights file that the crate embeds; `src/model/weights.rs` describes its layout."""
import json
import struct
import zlib

import numpy as np

MAGIC = b"DEHUSK\n"
VERSION = 2
# The version and the length of the header.
PREFIX = struct.Struct("<II")
NODE_BYTES = struct.calcsize("<fHhh")


def below(threshold):
    """The largest 32-bit number that is not above the threshold: `x <= t` then says the same of 32-bit `x`."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def flatten(root):
    """Inner nodes, parents first, as (threshold, column, left, right), and the leaves' values; `~leaf` marks a leaf."""
    nodes, leaves = [], []
    if "leaf_value" in root and "split_feature" not in root:
        return [], [root["leaf_value"]]
    waiting = [(root, None, None)]
    while waiting:
        at, parent, side = waiting.pop(0)
        if "split_feature" in at:
            number = len(nodes)
            nodes.append([below(at["threshold"]), at["split_feature"], 0, 0])
            waiting += [(at["left_child"], number, 2), (at["right_child"], number, 3)]
        else:
            number = ~len(leaves)
            leaves.append(at["leaf_value"])
        if parent is not None:
            nodes[parent][side] = number
    return nodes, leaves


def forest_bytes(booster, name, columns=None):
    """A booster as (header entry, bytes). `columns` is (place of each trained column in the row, width of the row) where
    the booster was trained on some of the columns only."""
    model = booster.dump_model()
    places, width = columns or (range(booster.num_feature()), booster.num_feature())
    trees, nodes, leaves = [], [], []
    for info in model["tree_info"]:
        own_nodes, own_leaves = flatten(info["tree_structure"])
        trees.append((len(nodes), len(leaves)))
        nodes += [[threshold, places[column], left, right] for threshold, column, left, right in own_nodes]
        leaves += own_leaves
    body = b"".join(struct.pack("<II", *tree) for tree in trees)
    body += b"".join(struct.pack("<fHhh", *node) for node in nodes)
    body += struct.pack(f"<{len(leaves)}f", *leaves)
    entry = {"name": name, "columns": width, "classes": model["num_tree_per_iteration"],
             "trees": len(trees), "nodes": len(nodes), "leaves": len(leaves)}
    return entry, body


def tenths(numbers):
    """Numbers of one decimal as a string, a character each; `src/model/weights.rs` says how it is read."""
    return "".join(chr(50 + round(10 * number)) for number in numbers)


def write(path, features, forests, columns, words, settings):
    """`features`: {table: names}; `forests`: {name: booster}; `columns`: as of `forest_bytes`, by forest; `words`:
    {vocabulary: {word: [weights] or a string of `tenths`}}."""
    made = [forest_bytes(booster, name, columns.get(name)) for name, booster in forests.items()]
    header = {"features": features, "words": words, "settings": settings}
    return join(path, header, made)


def replace(path, features, forests, columns, words):
    """Writes anew what is given as of `write`, and leaves the rest of the weights file as it is."""
    header, made = split(path)
    made = {entry["name"]: (entry, body) for entry, body in made}
    made.update((name, forest_bytes(booster, name, columns.get(name))) for name, booster in forests.items())
    header["features"].update(features)
    header["words"].update(words)
    return join(path, header, made.values())


def split(path):
    """The header without its forests, and these as (header entry, bytes)."""
    data = path.read_bytes()
    at = len(MAGIC) + PREFIX.size
    _, length = PREFIX.unpack(data[len(MAGIC):at])
    header = json.loads(zlib.decompress(data[at:at + length]))
    at, made = at + length, []
    for entry in header.pop("forests"):
        size = 8 * entry["trees"] + NODE_BYTES * entry["nodes"] + 4 * entry["leaves"]
        made.append((entry, data[at:at + size]))
        at += size
    return header, made


def join(path, header, made):
    header["forests"] = [entry for entry, _ in made]
    bodies = [body for _, body in made]
    text = zlib.compress(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    data = MAGIC + PREFIX.pack(VERSION, len(text)) + text + b"".join(bodies)
    path.write_bytes(data)
    return len(data)
