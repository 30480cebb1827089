"""A browser without scripts: keeps cookies, fills in forms, says where its forms come from."""

from __future__ import annotations

import html
import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass
class Page:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def location(self):
        return self.headers["location"]

    @property
    def token(self):
        found = re.search(r'name="token" value="([^"]+)"', self.text)
        return found[1] if found else ""

    @property
    def seen(self):
        """The text as a person reads it."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.text.partition("<body>")[2]))


@dataclass
class PlainBrowser:
    """Follows nothing by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    set_cookies: list[str] = field(default_factory=list)

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, form=None, **headers):
        """Send a form as a page of the same site does."""
        given = {"origin": f"http://127.0.0.1:{self.port}", "sec_fetch_site": "same-origin"}
        body = urlencode(form or {})
        headers = {"content_type": "application/x-www-form-urlencoded", **given, **headers}
        return self._ask("POST", path, body, headers)

    def fill_in(self, path, form, **headers):
        """Open a page, fill its form in and send it to where the page is."""
        return self.post(path, {"token": self.get(path).token, **form}, **headers)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {k.replace("_", "-"): v for k, v in headers.items() if v is not None}
            if self.cookies:
                named["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
            connection.request(method, path, body=body, headers=named)
            response = connection.getresponse()
            self.set_cookies = response.headers.get_all("set-cookie") or []
            for line in self.set_cookies:
                for name, morsel in SimpleCookie(line).items():
                    if morsel["max-age"] == "0":
                        self.cookies.pop(name, None)
                    else:
                        self.cookies[name] = morsel.value
            return Page(response.status, response.headers, response.read().decode())
        finally:
            connection.close()
