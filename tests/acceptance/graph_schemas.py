"""GraphML and GEXF 1.3 held to their schemas, as far as `export` uses them:
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd and
http://gexf.net/1.3/gexf.xsd. Elements, their order, attributes and types."""

import datetime
import re
import xml.etree.ElementTree

# xs:NMTOKEN, of XML 1.0 before its fifth edition: the stricter one.
NMTOKEN = re.compile(r"[\w.:\-]+")
NUMBERS = {"int": int, "integer": int, "long": int, "float": float,
           "double": float}


def one_of(*words):
    return lambda value: value in words


def date(value):
    return bool(datetime.date.fromisoformat(value))


def token(value):
    return bool(NMTOKEN.fullmatch(value))


def text(_):
    return True


# Element: children in their order, required and optional attributes.
GRAPHML = {
    "graphml": (("key", "graph"), {}, {}),
    "key": ((), {"id": token, "for": one_of("node", "edge", "graph", "all"),
                 "attr.name": text,
                 "attr.type": one_of("boolean", "int", "long", "float",
                                     "double", "string")}, {}),
    "graph": (("node", "edge"),
              {"edgedefault": one_of("directed", "undirected")},
              {"id": token}),
    "node": (("data",), {"id": token}, {}),
    "edge": (("data",), {"source": token, "target": token}, {"id": token}),
    "data": ((), {"key": token}, {}),
}
GEXF = {
    "gexf": (("meta", "graph"), {"version": one_of("1.3")}, {}),
    "meta": (("creator", "description"), {}, {"lastmodifieddate": date}),
    "creator": ((), {}, {}),
    "graph": (("attributes", "nodes", "edges"), {},
              {"defaultedgetype": one_of("directed", "undirected", "mutual"),
               "mode": one_of("static", "dynamic"),
               "timeformat": one_of("date"),
               "timerepresentation": one_of("interval", "timestamp")}),
    "attributes": (("attribute",), {"class": one_of("node", "edge")},
                   {"mode": one_of("static", "dynamic")}),
    "attribute": ((), {"id": text, "title": text,
                       "type": one_of("integer", "long", "double", "float",
                                      "boolean", "string", "anyURI")}, {}),
    "nodes": (("node",), {}, {"count": str.isdigit}),
    "node": (("attvalues",), {"id": text}, {"label": text}),
    "edges": (("edge",), {}, {"count": str.isdigit}),
    "edge": (("attvalues",), {"source": text, "target": text},
             {"id": text, "label": text, "start": date, "end": date,
              "kind": text, "weight": lambda value: float(value) >= 0,
              "type": one_of("directed", "undirected", "mutual")}),
    "attvalues": (("attvalue",), {}, {}),
    "attvalue": ((), {"for": text, "value": text}, {}),
}


def check_element(element, space, rules):
    name = element.tag.removeprefix(space)
    assert name in rules, element.tag
    children, required, optional = rules[name]
    for key in required:
        assert key in element.keys(), (name, key)
    for key, value in element.items():
        if key.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            continue
        assert {**required, **optional}[key](value), (name, key, value)
    places = [children.index(c.tag.removeprefix(space)) for c in element]
    assert places == sorted(places), (name, places)
    return element


def check_value(kind, value):
    if kind == "boolean":
        assert value in ("true", "false"), value
    elif kind in NUMBERS:
        NUMBERS[kind](value)


def check_ids(root, space):
    nodes = [n.get("id") for n in root.iter(space + "node")]
    assert len(nodes) == len(set(nodes))
    edges = [e.get("id") for e in root.iter(space + "edge")]
    assert len(edges) == len(set(edges))
    known = set(nodes)
    for edge in root.iter(space + "edge"):
        assert edge.get("source") in known and edge.get("target") in known


def validate_graphml(file):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = xml.etree.ElementTree.parse(file).getroot()
    for element in root.iter():
        check_element(element, space, GRAPHML)
    keys = {k.get("id"): k for k in root.iter(space + "key")}
    for owner in [*root.iter(space + "node"), *root.iter(space + "edge")]:
        given = [data.get("key") for data in owner]
        assert len(given) == len(set(given))
        for data in owner:
            key = keys[data.get("key")]
            assert key.get("for") == owner.tag.removeprefix(space)
            check_value(key.get("attr.type"), data.text or "")
    check_ids(root, space)


def validate_gexf(file):
    space = "{http://gexf.net/1.3}"
    root = xml.etree.ElementTree.parse(file).getroot()
    for element in root.iter():
        check_element(element, space, GEXF)
    kinds = {}
    for attributes in root.iter(space + "attributes"):
        for attribute in attributes:
            kinds[attributes.get("class"), attribute.get("id")] = \
                attribute.get("type")
    for kind in ("node", "edge"):
        for owner in root.iter(space + kind):
            for value in owner.iter(space + "attvalue"):
                check_value(kinds[kind, value.get("for")], value.get("value"))
    check_ids(root, space)
