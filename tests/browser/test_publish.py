"""From a plan to its partners in a real browser: published, a draft edited, sent (dry run), results."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from browser.running_app import running_app
from playwright.sync_api import expect
from served import SCHEDULE, desk_with_plan

from caravan.language.language import language
from caravan.store.mail import MailState

PATIENCE = 60_000
"""Milliseconds, on a machine that tests something else beside."""
fr = language("fr").text


@pytest.fixture
def app(tmp_path):
    desk = desk_with_plan(tmp_path)
    with running_app(tmp_path, "quick") as address:
        yield address, desk


def press(page, label):
    """Twice, as some press every button: it has to be the same as once."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    page.wait_for_timeout(200)  # what is drawn moves the buttons below it
    page.get_by_role("button", name=label, exact=True).dblclick()


def test_a_plan_is_published_a_draft_edited_and_written_and_nothing_is_sent_twice(browser, app):
    address, desk = app
    context = browser.new_context(locale="fr-FR", viewport={"width": 1366, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/publish")
        expect(page.locator(".cv-telling > li")).to_have_count(3, timeout=PATIENCE)
        page.get_by_label(fr("Note to yourselves (partners don't see it)")).fill("Première")
        press(page, fr("Publish as number {number}", number=1))
        expect(page.locator(".cv-notice.cv-good")).to_be_visible(timeout=PATIENCE)
        assert desk.publications.latest_number(SCHEDULE) == 1
        # The mail as it arrives, in Arabic, in a frame in which nothing can act.
        page.get_by_text(fr("Read and edit")).click()
        frame = page.frame_locator(".st-key-cv-publishing iframe").first
        expect(frame.locator("body [dir=rtl]")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("tab", name=fr("Text"), exact=True).click()
        page.get_by_label(fr("Subject")).fill("عنوان جديد")
        press(page, fr("Save this text"))
        expect(page.get_by_text(fr("The text is saved."))).to_be_visible(timeout=PATIENCE)
        press(page, language("fr").count("Write 1 mail as a file", "Write {number} files", 1))
        written = page.get_by_text(fr("written as a file, not sent"))
        expect(written).to_be_visible(timeout=PATIENCE)
        [mail] = desk.mails.listed(SCHEDULE)
        assert mail.state is MailState.WRITTEN
        [file] = (desk.settings.state / "outbox").glob("*.eml")
        assert message_from_bytes(file.read_bytes(), policy=default)["Subject"] == "عنوان جديد"
        page.reload()
        expect(written).to_be_visible(timeout=PATIENCE)
        with page.expect_download() as caught:
            name = fr("All files of this publication (.zip)")
            page.get_by_role("button", name=name, exact=True).click()
        assert caught.value.suggested_filename == "sample-1-mails.zip"
        assert errors == []
    finally:
        context.close()
