"""What filters look up by a name in a text: `map(attribute="title")`, `select("odd")`, `map("upper")`."""

from jinja2 import nodes

from sitegen.render.kinds import Group, Items, Kind, item

_ATTRIBUTE = {
    "selectattr": 0,
    "rejectattr": 0,
    "groupby": 0,
    "sum": 0,
    "unique": 1,
    "min": 1,
    "max": 1,
    "join": 1,
    "sort": 2,
}
"""Filter -> which of its arguments names a field; that of `map` has a name only."""
_OTHERS = {
    "map": ("filter", 0),
    "select": ("test", 0),
    "reject": ("test", 0),
    "selectattr": ("test", 1),
    "rejectattr": ("test", 1),
}
"""Filter -> what else it applies, and which of its arguments names that."""
_SAME_ITEMS = frozenset({"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"})
_ONE_ITEM = frozenset({"first", "last", "min", "max"})


def looked_up(node: nodes.Filter) -> list[str]:
    """Return the paths of fields that a filter looks up in each item; empty where none is written out."""
    named = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
    place = _ATTRIBUTE.get(node.name)
    if node.name != "map" and place is None:
        return []
    found = named or ([] if place is None else node.args[place : place + 1])
    value = found[0].value if found and isinstance(found[0], nodes.Const) else None
    return value.split(",") if isinstance(value, str) else []


def names_another(node: nodes.Filter) -> list[tuple[str, str]]:
    """Return the filter or test that a filter applies to each item: what it is, and its name."""
    kind, place = _OTHERS.get(node.name, ("", len(node.args)))
    found = node.args[place : place + 1]
    return [(kind, str(one.value)) for one in found if isinstance(one, nodes.Const)]


def after_filter(node: nodes.Filter, owner: Kind, found: Kind) -> Kind:
    """Return the kind of what a filter makes of its input; `found` is that of what it looks up."""
    if not isinstance(owner, Items):
        return None
    if node.name in _SAME_ITEMS:
        return owner
    if node.name in _ONE_ITEM:
        return item(owner)
    if node.name == "map" and looked_up(node):
        return Items(found)
    if node.name == "groupby":
        return Items(Group(found, owner))
    return Items(owner) if node.name in {"batch", "slice"} else None
