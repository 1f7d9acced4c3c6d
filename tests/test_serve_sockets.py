"""`sitegen serve` asked by raw sockets what no browser asks: nothing leaks, nothing hangs, and it goes on."""

import os
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from conftest import Make
from newsroom import Newsroom, article
from serving import Serving, read_all, served, wait_for

from sitegen.serve.hosts import Hosts, address
from sitegen.serve.protocol import LARGEST, MOST

SECRET = b"for nobody"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    made = Newsroom(tmp_path_factory.mktemp("served") / "site", {"content/a.md": article("First")})
    secret = made.folder.with_name("secret.txt")
    secret.write_bytes(SECRET)
    for folder in ("content", "assets", "assets/root"):
        (made.folder / folder).mkdir(exist_ok=True)
        (made.folder / folder / "link.txt").symlink_to(secret)
        (made.folder / folder / "folder").symlink_to(made.folder.parent)
    return made


@pytest.fixture(scope="module")
def server(site: Newsroom) -> Iterator[Serving]:
    with served(site) as running:
        yield running


@pytest.fixture(autouse=True)
def _goes_on(server: Serving) -> Iterator[None]:
    yield
    assert server.ask("/")[0] == 200
    assert "Traceback" not in server.said()


def request(server: Serving, target: bytes = b"/", *lines: bytes, method: bytes = b"GET", host: bytes = b"") -> bytes:
    host = host or f"{server.host}:{server.port}".encode()
    head = [method + b" " + target + b" HTTP/1.1", b"Host: " + host, b"Connection: close", *lines]
    return b"\r\n".join([*head, b"", b""])


def status_of(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer
    return int(answer[9:12])


def status(server: Serving, target: bytes = b"/", *lines: bytes, method: bytes = b"GET", host: bytes = b"") -> int:
    answer = server.raw(request(server, target, *lines, method=method, host=host))
    assert SECRET not in answer
    assert b"Traceback" not in answer
    return status_of(answer)


@pytest.mark.parametrize(
    "path", [b"/", b"/__sitegen/", b"/__sitegen/live.js", b"/__sitegen/events?path=/", b"/nothing"]
)
def test_only_a_host_that_was_bound_is_answered(server: Serving, path: bytes) -> None:
    port = str(server.port).encode()
    names = (b"evil.example", b"evil.example:" + port, b"127.0.0.1", b"127.0.0.1:1", b"localhost.evil.example:" + port)
    for host in (*names, b"127.0.0.1:" + port + b".evil.example", b"user@127.0.0.1:" + port, b"0.0.0.0:" + port):
        assert status(server, path, host=host) == 403, host


def test_all_names_of_this_machine_are_answered(server: Serving) -> None:
    for name in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
        assert status(server, host=f"{name}:{server.port}".encode()) == 200


def test_one_host_must_be_named_and_only_one(server: Serving) -> None:
    assert status_of(server.raw(b"GET / HTTP/1.1\r\n\r\n")) == 400
    assert status_of(server.raw(b"GET / HTTP/1.0\r\n\r\n")) == 403
    assert status(server, b"/", b"Host: evil.example") in (400, 403)


@pytest.mark.parametrize("path", [b"/", b"/__sitegen/events?path=/", b"/__sitegen/"])
def test_another_origin_is_refused_and_no_answer_lets_it_read(server: Serving, path: bytes) -> None:
    for origin in (b"http://evil.example", b"null", b"https://127.0.0.1:%d" % server.port, b"http://127.0.0.1", b""):
        answer = server.raw(request(server, path, b"Origin: " + origin))
        assert status_of(answer) == 403, origin
        assert b"access-control" not in answer.lower()


def test_the_own_origin_is_answered_without_a_word_about_others(server: Serving) -> None:
    answer = server.raw(request(server, b"/", b"Origin: http://localhost:%d" % server.port))
    assert status_of(answer) == 200
    assert b"access-control" not in answer.lower()
    assert b"cross-origin-resource-policy: same-origin" in answer


def test_another_site_cannot_turn_the_clock(server: Serving) -> None:
    for elsewhere in (b"cross-site", b"same-site"):  # which another port of this host is
        assert status(server, b"/__sitegen/?drafts=1", b"Sec-Fetch-Site: " + elsewhere) == 403
    assert status(server, b"/__sitegen/?drafts=1", b"Sec-Fetch-Site: same-origin") == 303


@pytest.mark.parametrize("method", [b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"TRACE", b"BREW"])
def test_only_reading_is_possible(server: Serving, method: bytes) -> None:
    for path in (b"/", b"/__sitegen/", b"/__sitegen/events"):
        answer = server.raw(request(server, path, method=method))
        assert status_of(answer) == 405
        assert b"\r\nallow: GET, HEAD\r\n" in answer


@pytest.mark.parametrize(
    "target",
    [
        b"/../secret.txt",
        b"/%2e%2e/secret.txt",
        b"/%2E%2E%2Fsecret.txt",
        b"/..%2fsecret.txt",
        b"/assets/../../secret.txt",
        b"/a/%2e/b",
        b"/./",
        b"/..\\secret.txt",
        b"/..%5csecret.txt",
        b"/%00",
        b"/index.html%00.txt",
        b"/%0d%0aSet-Cookie:x",
        b"/%7f",
        b"/%",
        b"/%zz",
        b"/%c0%ae%c0%ae/secret.txt",
        b"/%ff",
        b"http://127.0.0.1/",
        b"http://evil.example/",
        b"//../..//secret.txt",
        b"*",
        b"evil.example:80",
        b"file:///etc/passwd",
        b"/caf\xc3\xa9/",
    ],
)
def test_no_address_escapes(server: Serving, target: bytes) -> None:
    assert status(server, target) == 400


@pytest.mark.parametrize(
    "target",
    [
        b"//evil.example/",
        b"//etc/passwd",
        b"/%252e%252e/secret.txt",
        b"/.../",
        b"/link.txt",
        b"/folder/secret.txt",
        b"/folder",
        b"/media/link.txt",
        b"/media/folder/secret.txt",
        b"/assets/link.txt",
        b"/assets/folder/secret.txt",
        b"/root/link.txt",
        b"/site.yaml",
        b"/content/a.md",
        b"/.sitegen/cache.sqlite",
        b"/__sitegen/../a",
        b"/__sitegen/live.py",
        b"/__sitegen/problems/SG012.md",
        b"/__sitegen/problems/x",
    ],
)
def test_what_is_no_page_is_not_found_whatever_lies_on_the_disk(server: Serving, target: bytes) -> None:
    assert status(server, target) in (400, 404)


def test_an_address_that_is_too_long_is_refused(server: Serving) -> None:
    assert status(server, b"/" + b"a" * 3_000) == 414
    assert status(server, b"/" + b"a/" * 1_500) == 414
    assert status(server, b"/?" + b"a" * 3_000) == 414
    assert status(server, b"/" + b"a" * 1_500) == 404


def test_a_redirect_stays_on_this_server(server: Serving) -> None:
    answer = server.raw(request(server, b"/__sitegen/?drafts=1&file=//evil.example/"))
    assert b"\r\nlocation: /__sitegen/\r\n" in answer
    assert status(server, b"//tags") == 404


def test_huge_headers_are_refused_and_not_kept(server: Serving) -> None:
    many = [b"X-%d: %s" % (number, b"a" * 900) for number in range(40)]
    for lines in (many, [b"X: " + b"a" * (LARGEST + 1)]):
        try:
            answer = server.raw(request(server, b"/", *lines))
        except (BrokenPipeError, ConnectionResetError):
            continue
        assert answer == b"" or status_of(answer) in (400, 431)


def test_a_body_is_refused_before_it_comes(server: Serving) -> None:
    assert status(server, b"/", b"Content-Length: 100000000000") == 400
    assert status(server, b"/", b"Transfer-Encoding: chunked") == 400


def test_what_is_no_http_is_refused(server: Serving) -> None:
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"hello\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\0" * 99,
    ):
        with socket.create_connection((server.host, server.port), timeout=20) as connection:
            connection.sendall(nonsense)
            connection.shutdown(socket.SHUT_WR)
            answer = read_all(connection)
        assert not answer or status_of(answer) in (400, 403)


def test_smuggled_requests_are_not_answered(server: Serving) -> None:
    lines = (b"Content-Length: 5", b"Transfer-Encoding: chunked")
    second = b"0\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n"
    assert server.raw(request(server, b"/", *lines) + second).count(b"HTTP/1.1 ") == 1


@pytest.mark.deep
def test_a_slow_request_is_given_up_while_others_are_answered(server: Serving) -> None:
    begun = time.monotonic()
    slow = [socket.create_connection((server.host, server.port), timeout=30) for _ in range(20)]
    for number, one in enumerate(slow):
        one.sendall(b"" if number % 2 else b"GET / HTTP/1.1\r\nHost:")
    for _ in range(6):
        time.sleep(0.5)
        for one in slow[::2]:
            one.sendall(b"X")
        assert server.ask("/")[0] == 200
    for one in slow:
        assert read_all(one) == b""
        one.close()
    assert 5 < time.monotonic() - begun < 20


@pytest.mark.deep
def test_a_slow_second_request_on_a_connection_is_given_up_too(server: Serving) -> None:
    with socket.create_connection((server.host, server.port), timeout=30) as connection:
        connection.sendall(f"GET /robots.txt HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\nGET /".encode())
        begun = time.monotonic()
        assert read_all(connection).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - begun < 15


def test_so_many_connections_are_closed_and_no_more_than_those(server: Serving) -> None:
    held = [socket.create_connection((server.host, server.port), timeout=20) for _ in range(MOST + 30)]
    assert sum(is_closed(one) for one in held) >= 30
    for one in held:
        one.close()
    wait_for(lambda: answers(server))


def is_closed(connection: socket.socket) -> bool:
    connection.settimeout(0.01)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionResetError:
        return True


def answers(server: Serving) -> bool:
    try:
        return server.ask("/")[0] == 200
    except OSError:
        return False


def test_so_many_streams_are_refused_and_places_are_given_back(server: Serving) -> None:
    held = []
    for _ in range(64):
        one = socket.create_connection((server.host, server.port), timeout=20)
        one.sendall(request(server, b"/__sitegen/events?path=/"))
        assert one.recv(12) == b"HTTP/1.1 200"
        held.append(one)
    assert status(server, b"/__sitegen/events?path=/") == 503
    for one in held:
        one.close()
    wait_for(lambda: b"200" in head_of_stream(server))


def head_of_stream(server: Serving) -> bytes:
    with socket.create_connection((server.host, server.port), timeout=20) as connection:
        connection.sendall(request(server, b"/__sitegen/events?path=/"))
        return connection.recv(12)


def test_a_reader_that_never_reads_keeps_nobody_waiting(newsroom: Make, server: Serving) -> None:
    site = newsroom({"content/a.md": article("First"), "assets/root/huge.bin": os.urandom(30_000_000)})
    with served(site) as other:
        lazy = []
        for _ in range(5):
            one = socket.create_connection((other.host, other.port), timeout=20)
            one.sendall(b"GET /huge.bin HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % other.port)
            lazy.append(one)
        time.sleep(0.3)
        begun = time.monotonic()
        assert other.ask("/")[0] == 200
        assert time.monotonic() - begun < 2
        for one in lazy:
            one.close()
    assert server.process.poll() is None


def test_a_file_that_becomes_a_link_is_not_followed(newsroom: Make, server: Serving, site: Newsroom) -> None:
    other_site = newsroom({"content/a.md": article("A"), "assets/root/public.txt": "public\n"})
    with served(other_site) as other:
        assert other.ask("/public.txt")[2] == b"public\n"
        public = other_site.folder / "assets/root/public.txt"
        public.unlink()
        public.symlink_to(site.folder.with_name("secret.txt"))
        assert SECRET not in other.ask("/public.txt")[2]
    assert server.process.poll() is None


def test_many_at_once_are_all_answered(server: Serving) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(server.ask("/")[0])) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 60


def test_another_host_is_bound_with_a_warning_and_answers_to_its_own_names(newsroom: Make) -> None:
    with served(newsroom({"content/a.md": article("A")}), "--host", "0.0.0.0") as server:  # noqa: S104
        wait_for(lambda: "Everyone who can reach" in server.said())
        assert status(server, host=f"127.0.0.1:{server.port}".encode()) == 200
        assert status(server, host=f"{socket.gethostname()}:{server.port}".encode()) == 200
        assert status(server, host=f"10.99.98.97:{server.port}".encode()) == 403
        assert status(server, host=b"evil.example") == 403


def test_a_name_that_was_bound_is_answered_and_loopback_is_not() -> None:
    hosts = Hosts("news.local", 8000)
    assert hosts.is_host("news.local:8000", "192.168.1.2")
    assert hosts.is_origin("http://NEWS.local:8000", "192.168.1.2")
    assert not hosts.is_host("localhost:8000", "192.168.1.2")
    assert Hosts("127.0.0.1", 80).is_host("localhost", "127.0.0.1")


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),  # noqa: S104
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("desk.local", "desk.local"),
    ],
)
def test_the_address_that_is_told_is_one_that_answers(host: str, told: str) -> None:
    assert address(host, 8000) == f"http://{told}:8000"
