"""The section *Files*: take the tour away as files, and take files in after a preview."""

from __future__ import annotations

import streamlit as st

from caravan.errors import msg
from caravan.files.tour_files import TourFiles, file_bytes
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
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
    # Another key after each change: files that were taken in are not offered again.
    key = bench.key(f"upload-{bench.opened.kept.version}")
    show_upload(bench.visit, bench.files, lambda files: _take(bench, files), key)


def _take(bench: Workbench, files: TourFiles) -> None:
    bench.change(lambda _files: files, msg("files taken in"), "files")


def _show_export(bench: Workbench) -> None:
    from caravan.files.bundle import bundle_zip
    from caravan.files.towns_xlsx import towns_xlsx

    speech, files = bench.language, bench.files
    _ = speech.text
    show(element("h2", _("Take the tour away")), speech)
    with st.container(key="cv-export", horizontal=True):
        st.download_button(
            _("All files (.zip)"),
            lambda: bundle_zip(files),
            file_name=f"{bench.id}.zip",
            mime="application/zip",
            key=bench.key("export-zip"),
            on_click="ignore",
            type="primary",
        )
        st.download_button(
            _("Towns as a spreadsheet (XLSX)"),
            lambda: towns_xlsx(files),
            file_name=f"{bench.id}-towns.xlsx",
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
