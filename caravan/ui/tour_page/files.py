"""The section *Files*: take the tour away as files, and take files in after a preview."""

from __future__ import annotations

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.new_id import new_id
from caravan.files.tour_files import TourFiles, file_bytes
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.upload import show_upload
from caravan.ui.workbench import Workbench

_MEDIA_TYPES = {".csv": "text/csv", ".yaml": "application/yaml", ".yml": "application/yaml"}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_files(bench: Workbench) -> None:
    """Draw the section."""
    speech = bench.language
    _ = speech.text
    _show_export(bench)
    show(element("h2", _("Take files in")), speech)
    show(
        element(
            "p",
            _(
                "You see what would change before anything does. Comments and columns of your own "
                "stay as they are in the files. Undo brings the earlier version back."
            ),
            class_="cv-quiet",
        ),
        speech,
    )
    # Another field after each taking in: files that were taken in are not offered again.
    taken = st.session_state.setdefault(bench.key("uploads-taken"), 0)
    show_upload(
        bench.visit, bench.files, lambda files: _take(bench, files), bench.key(f"upload-{taken}")
    )
    show_faults(bench, "files")


def _take(bench: Workbench, files: TourFiles) -> None:
    compared = bench.files

    def operation(now: TourFiles) -> TourFiles:
        if now != compared:
            # Whole files can't be joined with somebody else's changes to the same files.
            raise ImpossibleValue(msg("the tour has changed meanwhile: look at the files again"))
        return files

    if bench.change(operation, msg("files taken in"), "files"):
        st.session_state[bench.key("uploads-taken")] += 1


def _show_export(bench: Workbench) -> None:
    from caravan.files.bundle import bundle_zip
    from caravan.files.towns_xlsx import towns_xlsx

    speech, files = bench.language, bench.files
    _ = speech.text
    show(element("h2", _("Take the tour away")), speech)
    text = _(
        "The files hold all that is on this page, with your comments. They can be changed with "
        "other programs and taken in again, here or on another computer."
    )
    show(element("p", text, class_="cv-quiet"), speech)
    name = _file_name(bench)
    with st.container(key="cv-export", horizontal=True):
        st.download_button(
            _("All files (.zip)"),
            lambda: bundle_zip(files),
            file_name=f"{name}.zip",
            mime="application/zip",
            key=bench.key("export-zip"),
            on_click="ignore",
            type="primary",
        )
        st.download_button(
            _("Towns as a spreadsheet (XLSX)"),
            lambda: towns_xlsx(files),
            file_name=f"{name}-towns.xlsx",
            mime=_SHEET,
            key=bench.key("export-xlsx"),
            on_click="ignore",
        )
        for file in files:
            suffix = "." + file.name.rsplit(".", 1)[-1]
            st.download_button(
                plain(file.name),
                file_bytes(file),
                file_name=file.name.rsplit("/", 1)[-1],
                mime=_MEDIA_TYPES.get(suffix, "text/plain"),
                key=bench.key(f"export-{file.name}"),
                on_click="ignore",
            )


def _file_name(bench: Workbench) -> str:
    """Latin letters and digits from the name of the tour."""
    names = dict(bench.draft.head.names)
    texts = [names[code] for code in (bench.language.code, *sorted(names)) if code in names]
    return new_id(texts, "tour", ())
