"""Keeps the catalogs of translations in step with the texts in the code.

    python -m tools.catalogs           bring them up to date: new texts come in untranslated
    python -m tools.catalogs --check   change nothing; exit 1 when a catalog is behind or has gaps

The files depend on the texts alone, not on dates, files or line numbers, so that a change of code
that touches no text changes no catalog.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from caravan.language.language import CATALOGS, LANGUAGES

ROOT = Path(__file__).parent.parent
SOURCE_LANGUAGE = "en"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "text": None,
    "msg": None,
    "count": (1, 2),
}
"""Calls whose first text (or first two: singular, plural) a person reads."""

_HEADER_THAT_CHANGES = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To'
    r"|Project-Id-Version|Last-Translator|Language-Team):.*\n",
    re.MULTILINE,
)


def texts_in_code(root: Path = ROOT) -> Catalog:
    """All texts of the program, untranslated."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted([root / "app.py", *root.glob("caravan/**/*.py")]):
        if path.exists():
            for call in calls(path.read_text(encoding="utf-8")):
                if call.texts:
                    catalog.add(call.texts if len(call.texts) > 1 else call.texts[0])
    return catalog


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of KEYWORDS: its literal texts, none when its arguments are no literals."""

    line: int
    keyword: str
    texts: tuple[str, ...]


def calls(source: str) -> Iterator[Call]:
    """Calls of KEYWORDS in a Python source.

    Babel's own reader is not used: it takes the bytes in a call of `bytes.count` for a text.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in KEYWORDS:
            wanted = len(KEYWORDS[name] or (1,))
            texts = [_literal(argument) for argument in node.args[:wanted]]
            found = tuple(text for text in texts if text)
            yield Call(node.lineno, name, found if len(found) == wanted else ())


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def up_to_date(code: str, texts: Catalog) -> Catalog:
    """The catalog of a language with exactly these texts, translated as far as it was before."""
    catalog = translations(code)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def translations(code: str) -> Catalog:
    """The catalog of a language as its file has it; empty when there is no file."""
    path = CATALOGS / f"{code}.po"
    if not path.exists():
        return Catalog(locale=code, charset="utf-8", fuzzy=False)
    # Plural forms are those that the file's header says; Babel numbers the Arabic ones its own way.
    with path.open("rb") as file:
        return read_po(file, locale=code)


def rendered(catalog: Catalog) -> bytes:
    """The bytes of the `.po` file, the same for the same texts and translations."""
    catalog.header_comment = f"# The texts of caravan in {catalog.locale_identifier}."
    catalog.fuzzy = False
    file = io.BytesIO()
    write_po(file, catalog, width=0, sort_output=True, no_location=True)
    return _HEADER_THAT_CHANGES.sub("", file.getvalue().decode()).encode()


def gaps(catalog: Catalog) -> list[str]:
    """Texts without a translation, or with one that nobody has confirmed."""
    return [_first(message) for message in catalog if message.id and not _translated(message)]


def _translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and not message.fuzzy


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def main() -> int:
    """Updates or checks every catalog; returns the exit code."""
    parser = argparse.ArgumentParser(description="Bring the catalogs up to date with the code.")
    parser.add_argument("--check", action="store_true", help="only say what is behind")
    check = parser.parse_args().check
    texts = texts_in_code()
    faults = 0
    for code in LANGUAGES:
        if code == SOURCE_LANGUAGE:
            continue
        path = CATALOGS / f"{code}.po"
        catalog = up_to_date(code, texts)
        content = rendered(catalog)
        if check and (not path.exists() or path.read_bytes() != content):
            faults += 1
            print(f"{path.name} is behind the code: make catalogs")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        untranslated = gaps(catalog)
        faults += len(untranslated)
        for text in untranslated:
            print(f"{path.name} has no translation of: {text}")
        print(f"{path.name}: {len(catalog)} texts, {len(untranslated)} without translation")
    return int(check and faults > 0)


if __name__ == "__main__":
    sys.exit(main())
