"""The site and what the server adds to it, by HTTP."""

from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from urllib.parse import quote, unquote

from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sitegen import urls
from sitegen.config import clock
from sitegen.errors import RULES
from sitegen.serve.answers import respond, with_script
from sitegen.serve.desk_page import desk_page, problem_page
from sitegen.serve.fate import release_of
from sitegen.serve.files import Answer
from sitegen.serve.follower import Follower
from sitegen.serve.guard import OURS, Guard
from sitegen.serve.hosts import Hosts
from sitegen.serve.live import ChangedError
from sitegen.serve.lives import Moment
from sitegen.serve.streams import Stream, in_browser

_STATIC = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}


def make_app(follower: Follower, hosts: Hosts, failed: Callable[[Exception], None]) -> Guard:
    """Return the application that serves a site; `failed` is told of mistakes in it."""
    front = _Front(follower, hosts.port)
    app = Starlette(
        routes=[
            Route(OURS, front.desk),
            Route(OURS[:-1], lambda _: RedirectResponse(OURS, 301)),
            Route(f"{OURS}events", front.events),
            Route(f"{OURS}problems/{{code}}", front.problem),
            Route(f"{OURS}{{name:path}}", front.static),
            Route("/{path:path}", front.page),
        ]
    )
    return Guard(app, hosts, failed)


class _Front:
    """What is answered at each kind of address."""

    def __init__(self, follower: Follower, port: int) -> None:
        # By these a browser looks at another moment; it sends them to all ports of a host.
        self._now, self._drafts = f"sitegen_now_{port}", f"sitegen_drafts_{port}"
        self._follower = follower
        self._lives = follower.lives

    async def page(self, request: Request) -> Response:
        """Answer as the host of a built site would."""
        await self._follower.settle()
        moment = self._moment(request)
        try:
            return self._place(request, moment) or self._nothing(request, moment)
        except (ChangedError, OSError):
            if any(problem.severity == "error" for problem in self._lives.problems(moment)):
                return self._only_problems(moment)  # the page's text is gone, and was not asked for before
            return PlainTextResponse("A file changes while it is read. Ask again.\n", 503, {"retry-after": "1"})

    async def static(self, request: Request) -> Response:
        """Answer with a file of the server's own."""
        name = request.path_params["name"]
        file = files("sitegen.serve") / "static" / name if name in _STATIC else None
        if file is None or not file.is_file():
            return _no_such_page()
        return Response(file.read_bytes(), headers={"content-type": _STATIC[name]})

    async def problem(self, request: Request) -> Response:
        """Answer with what explains a kind of problem."""
        code = request.path_params["code"]
        return HTMLResponse(problem_page(code)) if code in RULES else _no_such_page()

    async def events(self, request: Request) -> Response:
        """Answer with a stream of what happens to a page."""
        streams = self._follower.streams
        if streams.is_full():
            return PlainTextResponse("Too many tabs are open.\n", 503)
        if request.method == "HEAD":
            return Response(headers={"content-type": "text/event-stream"})
        await self._follower.settle()
        stream = Stream(request.query_params.get("path", ""), self._moment(request))
        with suppress(ChangedError, OSError):  # which files a page shows is known when it is made
            self._follower.answer(stream.moment, streams.shown(stream))
        return StreamingResponse(streams.events(stream), headers={"content-type": "text/event-stream"})

    async def desk(self, request: Request) -> Response:
        """Answer with the page of the server, or let the browser look at another moment (`now`, `drafts`, `file`)."""
        await self._follower.settle()
        if "now" in request.query_params or "drafts" in request.query_params:
            return self._look_at(request)
        return self._desk(self._moment(request))

    def _look_at(self, request: Request) -> Response:
        asked = request.query_params
        moment = Moment(asked.get("now", "").strip(), asked.get("drafts", "") == "1")
        wrong = self._wrong(moment.now)
        if wrong:
            return self._desk(self._moment(request), wrong, 400)
        live, file = self._lives.at(moment), asked.get("file", "")
        page = live.page_of(file) if file else ""
        release = release_of(live, file)
        if not page and release:  # a draft of a day to come
            moment = Moment(release, moment.drafts)
            live = self._lives.at(moment)
            page = live.page_of(file)
        response = RedirectResponse(in_browser(live.base, page) if page else OURS, 303)
        for name, value in ((self._now, quote(moment.now)), (self._drafts, "1" if moment.drafts else "")):
            if value:
                response.set_cookie(name, value, path="/", samesite="strict", httponly=True)
            elif name in request.cookies:
                response.delete_cookie(name, path="/", samesite="strict", httponly=True)
        return response

    def _moment(self, request: Request) -> Moment:
        """Return the moment that a browser looks at."""
        now = unquote(request.cookies.get(self._now, ""))
        return Moment("" if self._wrong(now) else now, request.cookies.get(self._drafts) == "1")

    def _wrong(self, now: str) -> str:
        """Return why a time cannot be understood; empty if it can."""
        task = self._lives.main.task
        try:
            if now and task:
                clock(now, task.config.zone)
        except ValueError as error:
            return str(error).removeprefix("--now: ")
        return "" if task or not now else "There is no site yet."

    def _desk(self, moment: Moment, wrong: str = "", status: int = 200) -> Response:
        editor = self._follower.streams.editor
        live = self._lives.at(moment)
        return HTMLResponse(desk_page(live, moment.now, drafts=moment.drafts, wrong=wrong, editor=editor), status)

    def _place(self, request: Request, moment: Moment) -> Response | None:
        """Return what is at a place of the site, or where it is; None: nothing is there."""
        live, asked = self._lives.at(moment), request.scope["path"]
        if not asked.startswith(live.base):
            lost = 302 if asked == "/" else 301
            return _moved(lost, live.base, request) if asked in ("/", live.base[:-1]) else None
        path = "/" + asked.removeprefix(live.base)
        answer = self._follower.answer(moment, path)
        if answer is not None:
            return self._respond(request, moment, answer, path)
        is_folder = not path.endswith("/") and live.mark(f"{path}/")
        return _moved(301, in_browser(live.base, f"{path}/"), request) if is_folder else None

    def _respond(self, request: Request, moment: Moment, answer: Answer, path: str) -> Response:
        if not answer.is_page:
            return respond(request, answer)
        if not answer.data:
            return self._only_problems(moment)
        live = self._lives.at(moment)
        data = with_script(answer.data, live.mark(path), live.base, found=answer.status == 200)
        return respond(request, replace(answer, data=data))

    def _nothing(self, request: Request, moment: Moment) -> Response:
        answer = self._follower.answer(moment, urls.NOT_FOUND)
        if answer is None:
            return self._only_problems(moment)
        return self._respond(request, moment, replace(answer, status=404), urls.NOT_FOUND)

    def _only_problems(self, moment: Moment) -> Response:
        """Say what is wrong where there is no page that could be shown below it."""
        return HTMLResponse(self._follower.streams.page_of_problems(moment), 503)


def _moved(status: int, path: str, request: Request) -> Response:
    query = request.scope["query_string"].decode("ascii")
    return Response(None, status, {"location": f"{path}?{query}" if query else path})


def _no_such_page() -> Response:
    return PlainTextResponse("There is no such page.\n", 404)
