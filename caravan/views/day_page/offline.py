"""What keeps a day page on the phone, readable without network once it was opened."""

from __future__ import annotations

_REGISTER = (
    "if(navigator.serviceWorker&&location.protocol!=='file:')"
    "navigator.serviceWorker.register('worker.js').catch(function(){})"
)
"""Where browsers refuse workers (plain http), nothing happens."""

WORKER = """\
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
"""The service worker, ``worker.js`` beside the pages. Network first, so that a change is seen at
once; the last page seen when there is none."""


def kept_offline(page: str) -> str:
    """The page with the script that registers the worker beside it."""
    before, end, after = page.rpartition("</body>")
    return f"{before}<script>{_REGISTER}</script>{end}{after}"
