"""The picture of the comparison page in README: `python -m tests.support.picture` makes it anew.

The page is made from the sample articles; one number is opened, and its sentence is put below the table, since a dialog would
cover it. It takes Chromium, Playwright and a font with Chinese.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import zongshu
from zongshu.compare import write_page
from zongshu.lexicon.registry import registry

__all__ = ["make"]

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "notebooks" / "compare.png"
WIDTH = 1280
INDICATORS = (
    "registered_volunteers", "volunteer_participations", "rest_stations", "caring_merchants", "party_instructors",
    "enterprise_party_coverage", "certification_rate",
)  # fmt: skip
OPENED = "120,000"

# The dialog goes below the legend of the table; what follows it in the page is left out of the picture.
ARRANGE = """(figure) => {
    const cell = [...document.querySelectorAll("#panel button[data-cell]")].find((one) => one.textContent.includes(figure));
    cell.click();
    const dialog = document.getElementById("evidence");
    dialog.close();
    document.querySelector(".legend").after(dialog);
    dialog.show();
    Object.assign(dialog.style, { position: "static", width: "auto", maxWidth: "none", maxHeight: "none", margin: "1rem 0" });
    document.activeElement.blur();
    for (const part of document.querySelectorAll(".downloads, #plots-part, main > section:not(#side-part), footer")) part.remove();
    window.scrollTo(0, 0);
    return Math.ceil(dialog.getBoundingClientRect().bottom) + 24;
}"""


def make(out: Path) -> None:
    """Make the picture.

    Args:
        out: where it goes.
    """
    from playwright.sync_api import sync_playwright

    found = zongshu.extract(
        [ROOT / "corpora" / "dev", ROOT / "corpora" / "test"], meta=ROOT / "corpora" / "articles.csv"
    )
    # Paths as a reader of README has them.
    frame = found.frame.assign(article_source=found.frame["article_source"].str.replace(f"{ROOT}/", "", regex=False))
    names = {key: entry.en for key, entry in registry().entries.items()}
    panel = zongshu.compare(frame, level="county", indicators=INDICATORS, names=names)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as run:
        page_file = Path(folder, "page.html")
        write_page(panel, page_file)
        browser = run.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(page_file.as_uri())
        height = page.evaluate(ARRANGE, OPENED)
        page.screenshot(path=out, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else OUT)
