"""Files and folders to write: refused before the work when they can't be, told when they fail."""

from __future__ import annotations

import os
from pathlib import Path

import click


def checked_file(path: Path, option: str, *, inputs: tuple[Path, ...] = ()) -> None:
    """Refuse what can't become the file `path`, so that no long search ends in vain.

    Raises BadParameter for a folder or device, a folder that is missing or closed, and for one
    of the inputs, which would be lost.
    """
    folder = path.parent
    problem = ""
    try:
        if path.is_dir():
            problem = f"“{path}” is a folder; name a file in it."
        elif path.exists() and not path.is_file():
            problem = f"“{path}” is not a file; --json prints the plan on the output."
        elif not folder.exists():
            problem = f"there is no folder “{folder}”; make it first."
        elif not folder.is_dir():
            problem = f"“{folder}” is not a folder."
        elif not os.access(folder, os.W_OK | os.X_OK):
            problem = f"nothing may be written into the folder “{folder}”."
        elif path.exists() and any(i.exists() and path.samefile(i) for i in inputs):
            problem = f"“{path}” is read for the plan; choose another name."
    except OSError as error:  # a name too long, a circle of links
        problem = f"“{path}”: {error.strerror}."
    if problem:
        raise click.BadParameter(problem, param_hint=option)


def write(path: Path, content: bytes) -> None:
    """Replace a file as a whole, making its folder. Raises ClickException with the reason."""
    from caravan.files.atomic_write import write_atomically

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise click.ClickException(_reason(path, error)) from error


def _reason(path: Path, error: OSError) -> str:
    if path.is_dir():
        return f"{path} could not be written: there is a folder of that name"
    above = next((folder for folder in path.parents if folder.exists()), path)
    if not above.is_dir():
        return f"{path} could not be written: {above} is not a folder"
    return f"{path} could not be written: {error.strerror or error}"
