"""A real mail server for tests (aiosmtpd), which takes mails, or fails as servers do."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from conftest import require_tool
from mailing import parsed

from caravan.store.mail_settings import MailSettings, Tls

USER, PASSWORD = "tour", "s3cret"


@dataclass
class Taken:
    """A mail that the server has said yes to."""

    sender: str
    recipients: list[str]
    mail: EmailMessage
    content: bytes
    connection: int


@dataclass
class Postmaster:
    """What the server does.

    Attributes:
        says: answers to recipients instead of yes, by address: one for each attempt, then yes.
        at_mail, at_data: answers to MAIL and after the content, in the same way.
        hangs: the commands (MAIL, RCPT, DATA or CONTENT) at which it says nothing any more.
        dies: those at which it closes the connection, each once: a command may be there twice.
        on_content: called when it has a mail, before it says yes.
    """

    taken: list[Taken] = field(default_factory=list)
    says: dict[str, list[str]] = field(default_factory=dict)
    at_mail: list[str] = field(default_factory=list)
    at_data: list[str] = field(default_factory=list)
    hangs: set[str] = field(default_factory=set)
    dies: list[str] = field(default_factory=list)
    on_content: Callable[[], None] = lambda: None
    connections: int = 0
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 aiosmtpd's name
        session.host_name = hostname
        with self.lock:
            self.connections += 1
            session.number = self.connections
        return responses

    async def handle_MAIL(  # noqa: N802 aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        trouble = await self._trouble("MAIL", server) or (self.at_mail and self.at_mail.pop(0))
        if trouble:
            return trouble
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        trouble = await self._trouble("RCPT", server)
        answers = self.says.get(address)
        if trouble or answers:
            return trouble or answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        trouble = await self._trouble("CONTENT", server)
        if trouble:
            return trouble
        if self.at_data:
            return self.at_data.pop(0)
        self.on_content()
        content = envelope.original_content
        taken = Taken(
            envelope.mail_from, list(envelope.rcpt_tos), parsed(content), content, session.number
        )
        with self.lock:
            self.taken.append(taken)
        trouble = await self._trouble("ANSWER", server)
        return trouble or "250 OK"

    async def _trouble(self, at: str, server: SMTP) -> str:
        if at in self.dies:
            self.dies.remove(at)
            server.transport.abort()
            return "421 gone"
        if at in self.hangs:
            while not self.released.is_set():  # noqa: ASYNC110 set by another thread
                await asyncio.sleep(0.02)
            return "421 too late"
        return ""

    def to(self, address: str) -> list[Taken]:
        return [taken for taken in self.taken if address in taken.recipients]


class _Quiet(SMTP):
    """A server that dies may be in the middle of an answer."""

    postmaster: Postmaster

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 aiosmtpd's name
        if await self.postmaster._trouble("DATA", self):
            return
        await super().smtp_DATA(arg)

    async def push(self, status: object) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            await super().push(status)


@dataclass
class Running:
    """A server that runs; `settings` is how to reach it."""

    postmaster: Postmaster
    settings: MailSettings
    trust: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Certificate:
    """One that the server shows for localhost, and that nobody trusts but who is told to."""

    path: Path
    key: Path

    def of_server(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.path, self.key)
        return context

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.path)


def certificate_in(folder: Path) -> Certificate:
    """A new one, for an hour's tests."""
    found = Certificate(folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        [
            *(require_tool("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", found.key, "-out", found.path),
        ],
        check=True,
        capture_output=True,
    )
    return found


@contextlib.contextmanager
def mail_server(
    certificate: Certificate | None = None,
    *,
    tls: Tls = Tls.NONE,
    login: bool = False,
    timeout: float = 5.0,
    utf8: bool = True,
    postmaster: Postmaster | None = None,
) -> Iterator[Running]:
    """A mail server on a port of its own, until the end of the block."""
    master = postmaster or Postmaster()

    def let_in(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=good, handled=False)

    context = certificate.of_server() if certificate else None

    def protocol() -> SMTP:
        server = _Quiet(
            master,
            hostname="mail.example",
            loop=loop,
            enable_SMTPUTF8=utf8,
            tls_context=context if tls is Tls.STARTTLS else None,
            require_starttls=tls is Tls.STARTTLS,
            authenticator=let_in if login else None,
            # It doesn't see that a connection is encrypted from the first byte on.
            auth_require_tls=tls is Tls.STARTTLS or not login,
        )
        server._auth_required = login  # as an argument it would warn of the same
        server.postmaster = master
        return server

    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(
        loop.create_server(
            protocol, "127.0.0.1", 0, ssl=context if tls is Tls.TLS else None, start_serving=True
        )
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    port = listening.sockets[0].getsockname()[1]
    try:
        settings = MailSettings(
            "localhost" if tls is not Tls.NONE else "127.0.0.1",
            port,
            tls,
            USER if login else "",
            PASSWORD if login else "",
            timeout=timeout,
        )
        yield Running(master, settings, certificate.trusted() if certificate else None)
    finally:
        master.released.set()
        loop.call_soon_threadsafe(_end, loop, listening)
        thread.join(10)
        loop.close()


def _end(loop: asyncio.AbstractEventLoop, listening: asyncio.Server) -> None:
    """Close what is open, and let each connection see its end."""

    async def ended() -> None:
        listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        loop.call_later(0.05, loop.stop)

    loop.ending = loop.create_task(ended())
