"""The report behind a web server: files of the report folder, read-only, with a page of its own while there is none.

Under /tables/ it has the published tables for other programs.

`python -m uvicorn --factory flows.report_site:create_site` serves the report of CLAIMWATCH_DATA; `claimwatch serve`
runs the same on loopback.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles

from flows.settings import find_project_paths

HEADERS = {
    # The pages bring a stricter policy of their own; this one also holds for what is no page.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # a browser asks whether there is a newer report, and mostly hears 304
}
_WAITING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="30"><title>Claimwatch</title></head>
<body><h1>No report yet</h1>
<p>The first run writes it; this page looks again every half minute. <code>claimwatch run</code> starts a run now.</p>
</body></html>
"""

Next = Callable[[Request], Awaitable[Response]]


def create_site() -> FastAPI:
    """The site over the data folder that CLAIMWATCH_DATA names, for a web server that takes a factory."""
    return build_site(find_project_paths(None, None, os.environ).data)


def build_site(data: Path) -> FastAPI:
    """Serves the report of a data folder at /, its published tables at /tables/, and "ok" at /health; 503 with a page
    that says so while no report is there.
    """
    report = data / "report"
    site = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @site.middleware("http")
    async def guard(request: Request, ask: Next) -> Response:
        of_the_report = request.url.path != "/health" and not request.url.path.startswith("/tables/")
        if of_the_report and not (report / "index.html").is_file():
            response: Response = HTMLResponse(_WAITING, status_code=503, headers={"Retry-After": "30"})
        else:
            response = await ask(request)
        response.headers.update(HEADERS)
        return response

    @site.get("/health")
    async def tell_health() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    site.mount("/tables", StaticFiles(directory=data / "tables", check_dir=False))
    site.mount("/", StaticFiles(directory=report, html=True, check_dir=False))
    return site
