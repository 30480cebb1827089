"""``caravan publish``: the public site as plain files, for a web server or an object store."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs
from caravan.cli.sound_plan import sound_plan
from caravan.cli.web_address import web_address

if TYPE_CHECKING:
    from caravan.plan.publication import Publication
    from caravan.publishing.site.site import Address, Site
    from caravan.publishing.site.target import Written
    from caravan.store.settings import Settings


def _lasting(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Raises BadParameter for the store in memory that fsspec has: it ends with this program."""
    if re.search(r"(^|::)memory://", value):
        raise click.BadParameter(
            "memory:// is lost when this command ends: name a folder, or an address of a store, like"
            " s3://bucket/tour."
        )
    return value


@click.command(cls=AnsweringCommand)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--to",
    required=True,
    callback=_lasting,
    metavar="DIR-OR-URL",
    help="A folder, or an address of an object store, like s3://bucket/tour.",
)
@click.option(
    "--url",
    default="",
    callback=web_address,
    metavar="ADDRESS",
    help="Where people will reach the site, for whole addresses.",
)
@click.option(
    "--new-addresses",
    is_flag=True,
    help="Give everything another address; those that were given away end.",
)
@progress_options("the addresses")
def publish(
    source: str, to: str, url: str, progress: str, *, new_addresses: bool, as_json: bool
) -> None:
    """Write the public site of SOURCE: calendars, day pages and a manifest, as plain files.

    SOURCE is the name of a schedule whose latest publication is meant, as the app's address has it
    behind ?tour=, or a file plan.json. Any web server or CDN can serve the files to any number of
    subscribers; this program need not run.

    In a folder everything changes at one moment: let the web server serve its folder "current". In
    an object store each file does. Addresses can't be guessed, and stay the same from publication
    to publication; whoever has one sees only what is behind it.

    \b
    Example:
      caravan publish plan.json --to site/ --url https://tour.example
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    from caravan.publishing.site.addresses import new_site_secret, site_secret
    from caravan.publishing.site.site import site_of
    from caravan.store.settings import read_settings

    with reporter(progress) as report:
        settings = read_settings()
        name, publication = _publication(source, settings)
        secret_of = new_site_secret if new_addresses else site_secret
        secret = secret_of(settings.state, name)
        site = site_of(publication, secret, datetime.now(UTC), url)
        done = _written(site, to, report)
        facts = {
            "publication": publication.number,
            "written": done.written,
            "kept": done.kept,
            "removed": done.removed,
            "manifest": _whole(site.manifest_path, url),
            "addresses": [
                {
                    "what": address.what,
                    "subject": address.subject,
                    "language": address.code,
                    "address": _whole(address.path, url),
                }
                for address in site.addresses
            ],
        }
        report.ended("published", **facts)
    if as_json:
        say_json(facts)
    elif report.is_for_people:
        _print(site, done, url)


def _written(site: Site, to: str, report: Reporter) -> Written:
    """Write a site, and tell how far it is. Raises ClickException when told to stop."""
    from caravan.publishing.site.target import SiteStopped, write_site

    began = time.monotonic()

    def told(done: int, wanted: int) -> None:
        report.uploaded(done, wanted, time.monotonic() - began)

    try:
        return write_site(site, to, told, report.told_to_stop)
    except SiteStopped as error:
        raise click.ClickException(str(error)) from None


def _print(site: Site, done: Written, url: str) -> None:
    say(
        f"{done.written} files written, {done.kept} as before, {done.removed} removed. "
        "Whoever has an address sees what is behind it:"
    )
    for address in site.addresses:
        say(one_line(f"  {_label(address)}  {_whole(address.path, url)}"))


def _publication(source: str, settings: Settings) -> tuple[str, Publication]:
    """The publication that is meant, and the name under which its addresses are kept."""
    from caravan.plan.publication import unpublished
    from caravan.store.desk import desk

    if source.endswith(".json"):
        plan = sound_plan(Path(source))
        return f"{plan.tour.id}.{plan.tour.uid_domain}", unpublished(plan)
    found = desk(settings).publications.latest(source)
    if found is None:
        raise click.UsageError(
            f"nothing was published of “{one_line(source)}” yet: press Publish in the app first, or"
            " give a plan.json."
        )
    return source, found


def _whole(path: str, url: str) -> str:
    return f"{url}/{path}" if url else path


def _label(address: Address) -> str:
    return " ".join(part for part in (address.what, address.subject, address.code) if part)
