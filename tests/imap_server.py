"""A real IMAP server (Dovecot) with one empty mailbox, on a port of its own."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from conftest import missing, require_tool
from mail_server import Certificate

from caravan.store.imap_settings import ImapSettings
from caravan.store.mail_settings import Tls

USER, PASSWORD = "tour", "secret"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
{encryption}
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass(frozen=True)
class ImapServer:
    """A server with one mailbox; with a certificate it also listens on an encrypted port."""

    port: int
    tls_port: int = 0

    def settings(self, **changes: object) -> ImapSettings:
        given = {
            "host": "127.0.0.1",
            "port": self.port,
            "tls": Tls.NONE,
            "user": USER,
            "password": PASSWORD,
            "timeout": 10.0,
        }
        return ImapSettings(**{**given, **changes})

    @contextmanager
    def opened(self, folder: str = "INBOX") -> Iterator[imaplib.IMAP4]:
        """A person's mail program."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as client:
            client.login(USER, PASSWORD)
            client.select(folder)
            yield client

    def deliver(self, *mails: bytes, at: datetime | None = None, folder: str = "INBOX") -> None:
        when = imaplib.Time2Internaldate(at) if at else ""
        with self.opened() as client:
            for mail in mails:
                status, told = client.append(folder, "", when, mail)
                assert status == "OK", told

    def flags(self, folder: str = "INBOX") -> list[set[str]]:
        """The flags of each mail, in the order of the folder."""
        with self.opened(folder) as client:
            _, found = client.fetch("1:*", "(FLAGS)")
        mails = [mail.decode() for mail in found if mail]
        return [
            set(m[m.index("FLAGS (") + 7 : m.rindex("))")].split()) - {"\\Recent"} for m in mails
        ]

    def empty(self) -> None:
        with self.opened() as client:
            if client.search(None, "ALL")[1] != [b""]:
                client.store("1:*", "+FLAGS", "\\Deleted")
                client.expunge()


@contextmanager
def imap_server(certificate: Certificate | None = None) -> Iterator[ImapServer]:
    """Start one. It takes a user of its own, as Debian's package makes them, and root to be it."""
    program = require_tool("dovecot")
    if os.geteuid() != 0:
        missing("only root may start a mail server with a mailbox of another user")
    folder = Path(tempfile.mkdtemp(prefix="imap-", dir="/tmp"))
    process = None
    try:
        owner = pwd.getpwnam("nobody")
        folder.chmod(0o755)
        for name in ("mail", "home"):
            (folder / name).mkdir()
            os.chown(folder / name, owner.pw_uid, owner.pw_gid)
        port, tls_port = _free_port(), _free_port() if certificate else 0
        encryption = "ssl = no"
        if certificate:
            encryption = f"ssl = yes\nssl_cert = <{certificate.path}\nssl_key = <{certificate.key}"
        config = folder / "dovecot.conf"
        values = {"owner": owner.pw_uid, "group": owner.pw_gid, "password": PASSWORD}
        config.write_text(
            _CONFIG.format(
                folder=folder, port=port, tls_port=tls_port, encryption=encryption, **values
            )
        )
        process = subprocess.Popen([program, "-F", "-c", str(config)])
        _await(port, process, folder)
        yield ImapServer(port, tls_port)
    finally:
        if process is not None:
            process.terminate()
            process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
        log = folder / "log"
        assert process.poll() is None, log.read_text() if log.exists() else "dovecot ended"
    raise AssertionError("dovecot doesn't answer")
