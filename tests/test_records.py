"""What passes between stages is frozen, and made of plain values and other records."""

import pkgutil
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

import sitegen
from sitegen.content import records
from sitegen.content.records import Article, Loaded, Note, Person, Record, Tag
from sitegen.pages.records import View

for module in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
    if not module.name.endswith("__main__"):
        import_module(module.name)


def below(record: type[Struct]) -> set[type[Struct]]:
    found = {record} if record.__module__.startswith("sitegen.") else set()
    return found.union(*(below(one) for one in record.__subclasses__()))


def name_of(record: type[Struct]) -> str:
    return f"{record.__module__}.{record.__qualname__}"


ALL = sorted(below(Struct), key=name_of)
PLAIN = {str, int, float, bool, NoneType}
CACHED = {record for record in ALL if record.__module__ == records.__name__}
STORED = sorted(CACHED | below(View), key=name_of)
TAGGED = sorted(below(View).union(get_args(Record)), key=name_of)


def parts(kind: Any) -> set[Any]:
    """Return the types that an annotation is made of; a choice of words is text."""
    if isinstance(kind, list):
        return {part for one in kind for part in parts(one)}
    origin = get_origin(kind)
    if origin is None:
        return {kind}
    if origin is Literal:
        return {type(word) for word in get_args(kind)}
    inner = {part for one in get_args(kind) if one is not Ellipsis for part in parts(one)}
    return inner if origin in (tuple, dict, Union, UnionType) else {origin, *inner}


def test_they_are_all_found() -> None:
    assert {Article, Person, Tag, Note, View, Loaded} < set(ALL)
    assert len(ALL) > 50


@pytest.mark.parametrize("record", ALL, ids=name_of)
def test_a_record_is_frozen(record: type[Struct]) -> None:
    assert record.__struct_config__.frozen


@pytest.mark.parametrize("record", ALL, ids=name_of)
def test_no_record_holds_a_datetime(record: type[Struct]) -> None:
    for kind in get_type_hints(record).values():
        assert not any(getattr(part, "__module__", "") == "datetime" for part in parts(kind))


@pytest.mark.parametrize("record", STORED, ids=name_of)
def test_what_is_stored_or_hashed_holds_plain_values_and_records_only(record: type[Struct]) -> None:
    for name, kind in get_type_hints(record).items():
        for part in parts(kind) - PLAIN:
            assert part in ALL or (part is Any and name == "extra"), name


@pytest.mark.parametrize("record", TAGGED, ids=name_of)
def test_a_view_and_a_record_of_content_carry_the_name_of_their_type(record: type[Struct]) -> None:
    assert record.__struct_config__.tag == record.__name__
