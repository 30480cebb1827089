"""All files of the public site of a publication."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from caravan.errors import CaravanError, msg
from caravan.files.json_document import json_text, parse_json
from caravan.language.language import LANGUAGES, Language, language
from caravan.plan.publication import Publication
from caravan.publishing.site.addresses import SiteSecret
from caravan.views.calendar import (
    TOUR_FILE,
    log_left_out,
    partner_feed,
    partner_file,
    partner_language,
    team_feed,
    team_files,
    tour_feed,
    town_feed,
    town_files,
)
from caravan.views.day_page import day_page
from caravan.views.day_page.offline import WORKER, kept_offline

FORMAT = 1
"""Of the manifest."""

_NEIGHBOUR = re.compile(r'href="\./(\d{4}-\d{2}-\d{2})"')
# Calendars obey robots.txt, Google's among them; search engines need not find the rest.
_ROBOTS = "User-agent: *\nAllow: /calendars/\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site to give away.

    Attributes:
        what: tour, town, team, partner or day.
        subject: id of the town, team or partner, or the date; empty for the tour.
        code: language of what is behind it.
        path: relative to the site's root.
    """

    what: str
    subject: str
    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Site:
    """The site of one publication.

    Attributes:
        files: by path, relative, with slashes; without the manifest.
        addresses: what to give away, in order.
        manifest_path: where the manifest belongs, which nobody can guess: it names all paths.
        manifest: says which publication it is, and the SHA-256 of each file.
    """

    files: dict[str, bytes]
    addresses: tuple[Address, ...]
    manifest_path: str
    manifest: bytes


def site_of(publication: Publication, secret: SiteSecret, at: datetime, url: str = "") -> Site:
    """The whole site: feeds in every language, day pages, their worker, robots.txt, a manifest.

    Args:
        at: an aware instant, the present: cancelled events leave the feeds after a while.
        url: where the site's root will be reached, for the feeds' SOURCE; empty when not known.

    The same publication gives the same bytes as long as no cancelled event leaves.
    """
    files = {"robots.txt": _ROBOTS.encode()}
    addresses = []
    for code in LANGUAGES:
        for address, content in _feeds(publication, secret, language(code), at, url):
            files[address.path] = content
            addresses.append(address)
    for address, content in _partners(publication, secret, at, url):
        files[address.path] = content
        addresses.append(address)
    folder = f"day/{secret.key('day pages')}"
    for code in LANGUAGES:
        files[f"{folder}/{code}/worker.js"] = WORKER.encode()
        for date in sorted({day.date for day in publication.plan.days}):
            page = day_page(publication.plan, date, language(code), publication=publication)
            path = f"{folder}/{code}/{date.isoformat()}.html"
            files[path] = kept_offline(_NEIGHBOUR.sub(r'href="./\1.html"', page)).encode()
            addresses.append(Address("day", date.isoformat(), code, path))
    return Site(
        files,
        tuple(addresses),
        f"manifest/{secret.key('manifest')}.json",
        _manifest(publication, files),
    )


def hashes_in(manifest: bytes) -> dict[str, str]:
    """The SHA-256 of each file by its path, as a manifest says.

    Raises CaravanError when it is none of a format that this program writes.
    """
    try:
        data = parse_json(manifest.decode(), "manifest")
        files = data["files"] if isinstance(data, dict) and data["format"] == FORMAT else None
    except (UnicodeDecodeError, KeyError, CaravanError):
        files = None
    if not isinstance(files, dict):
        raise CaravanError(
            msg(
                "The manifest of the site that is there can't be read. Publish to an empty folder, "
                "or remove it."
            )
        )
    return {str(path): str(digest) for path, digest in files.items()}


def _feeds(
    publication: Publication, secret: SiteSecret, speech: Language, at: datetime, url: str
) -> Iterator[tuple[Address, bytes]]:
    """Whole tour, towns and teams in one language."""
    code = speech.code

    def place(what: str, subject: str, file: str) -> tuple[Address, str]:
        path = f"calendars/{secret.key(f'{what} {subject}')}/{code}/{file}"
        return Address(what, subject, code, path), f"{url}/{path}" if url else ""

    address, source = place("tour", "", TOUR_FILE)
    feed = tour_feed(publication, speech, at=at, source=source)
    log_left_out(feed)
    yield address, feed.content
    for file, town in town_files(publication).items():
        address, source = place("town", town, file)
        yield address, town_feed(publication, town, speech, at=at, source=source).content
    for file, team in team_files(publication).items():
        address, source = place("team", team, file)
        yield address, team_feed(publication, team, speech, at=at, source=source).content


def _partners(
    publication: Publication, secret: SiteSecret, at: datetime, url: str
) -> Iterator[tuple[Address, bytes]]:
    """Each partner's own feed, in its language."""
    for partner in publication.partners.values():
        speech = partner_language(partner, publication.plan.tour)
        key = secret.key(f"partner {partner.id}")
        path = f"calendars/{key}/{partner_file(partner.id)}"
        source = f"{url}/{path}" if url else ""
        feed = partner_feed(publication, partner.id, speech, at=at, source=source)
        yield Address("partner", partner.id, speech.code, path), feed.content


def _manifest(publication: Publication, files: dict[str, bytes]) -> bytes:
    data = {
        "format": FORMAT,
        "tour": publication.plan.tour.id,
        "publication": publication.number,
        "made": publication.made.isoformat(),
        "files": {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)},
    }
    return json_text(data).encode()
