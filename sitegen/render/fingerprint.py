"""What a page is made from, as a hash: equal fingerprints mean equal bytes, different views mean different ones."""

from typing import Union

from msgspec.msgpack import Decoder, Encoder

from sitegen.digests import digest_of_parts
from sitegen.pages.records import View
from sitegen.pages.views import LAYOUTS

_ENCODER = Encoder(order="deterministic")
_DECODER: Decoder[View] = Decoder(Union[tuple(dict.fromkeys(LAYOUTS.values()))])  # noqa: UP007  # as many as there are


def canonical(view: View) -> bytes:
    """Return the one encoding of a view.

    Raises:
        TypeError: if the view holds a value of a type that is not a record, text, number, flag, None, list or mapping.
    """
    return _ENCODER.encode(view)


def decode(packed: bytes) -> View:
    """Return the view of an encoding."""
    return _DECODER.decode(packed)


def fingerprint(engine: str, shared: str, closure: str, packed: bytes) -> str:
    """Return the fingerprint of a page.

    It is that of the engine, of the digests of what all pages share and of the layouts that it depends on, and of its
    view as encoded.
    """
    return digest_of_parts((f"{engine}\0{shared}\0{closure}\0".encode(), packed))
