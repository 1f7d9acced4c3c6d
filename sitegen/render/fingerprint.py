"""What a page is made from, as a hash: equal fingerprints mean equal bytes, different views mean different ones."""

from msgspec.msgpack import Encoder

from sitegen.digests import digest_of
from sitegen.pages.records import View

_ENCODER = Encoder(order="deterministic")


def canonical(view: View) -> bytes:
    """Return the one encoding of a view.

    Raises:
        TypeError: if the view holds a value of a type that is not a record, text, number, flag, None, list or mapping.
    """
    return _ENCODER.encode(view)


def fingerprint(engine: str, closure_digest: str, view: View) -> str:
    """Return the fingerprint of a page: of the engine, of the layouts it depends on, and of its view."""
    return digest_of(f"{engine}\0{closure_digest}\0".encode() + canonical(view))
