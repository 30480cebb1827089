"""Day pages: ``/day/<secret>/<date>``, one page for a phone, readable without network."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date as Date
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from caravan.language.language import language
from caravan.store.desk import Desk
from caravan.web.answers import Document, answer, not_found
from caravan.web.asked import CachedPlan, asked_language

_SCRIPT = re.compile(r"<script(?:\s[^>]*)?>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_NEIGHBOUR = re.compile(r'href="\./(\d{4}-\d{2}-\d{2})"')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_REGISTER_WORKER = (
    "if(navigator.serviceWorker&&location.protocol!=='file:')"
    "navigator.serviceWorker.register('worker.js').catch(function(){})"
)
"""Keeps the page on the phone; where browsers refuse workers (plain http), nothing happens."""

_WORKER = """\
const SHELF = "caravan-days";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", event => {
  if (event.request.method !== "GET") return;
  event.respondWith((async () => {
    const shelf = await caches.open(SHELF);
    try {
      const fresh = await fetch(event.request);
      if (fresh.ok) await shelf.put(event.request, fresh.clone());
      return fresh;
    } catch (offline) {
      return (await shelf.match(event.request)) || Response.error();
    }
  })());
});
"""
"""Network first, so that a change is seen at once; the last page seen when there is none."""


def day(desk: Desk, request: Request) -> Response:
    """The page of one date, in the language of ``?lang=`` or the default one."""
    shelved = desk.plan_behind(request.path_params["secret"])
    date = _date(request.path_params["date"])
    if shelved is None or date is None or date not in shelved.plan.tour.dates:
        return not_found()
    return answer(request, _document(CachedPlan(shelved), date, asked_language(request)))


def worker(desk: Desk, request: Request) -> Response:
    """The service worker of the day pages of one schedule."""
    shelved = desk.plan_behind(request.path_params["secret"])
    if shelved is None:
        return not_found()
    changed = shelved.plan.tour.revision.time
    return answer(request, Document(_WORKER.encode(), "text/javascript", changed))


def _date(text: str) -> Date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return Date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _document(cached: CachedPlan, date: Date, code: str) -> Document:
    from caravan.views.day_page import day_page

    plan = cached.plan
    page = day_page(plan, date, language(code))
    # The page links to its neighbours by date only: stay in the language.
    page = _NEIGHBOUR.sub(rf'href="./\1?lang={code}"', page)
    before, end, after = page.rpartition("</body>")
    page = f"{before}<script>{_REGISTER_WORKER}</script>{end}{after}"
    headers = (
        ("content-security-policy", _policy(page)),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
    )
    return Document(page.encode(), "text/html", plan.tour.revision.time, headers)


def _policy(page: str) -> str:
    """Allows nothing but the scripts that we put in ourselves, known by their hashes."""
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _SCRIPT.findall(page)
    )
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline';"
        " img-src data:; font-src data:; connect-src 'self'; worker-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
