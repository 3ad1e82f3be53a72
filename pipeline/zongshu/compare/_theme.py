"""One look for all pictures, on the page and in notebooks: colours that colour-blind readers tell apart, fonts with Chinese."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["COLOURS", "FONTS", "chinese_font", "style"]

# M. Okabe and K. Ito, Color Universal Design (2008), the set that Wong, Nature Methods 8 (2011) 441, recommends.
# In grey print they differ in lightness; form (filled, open, crossed) always says the same as colour.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermillion": "#D55E00",
    "sky": "#56B4E9",
    "purple": "#CC79A7",
    "yellow": "#F0E442",
    "grey": "#6B7280",
}

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",  # Linux, Adobe
    "PingFang SC", "Hiragino Sans GB", "Heiti SC", "STHeiti", "Songti SC",  # macOS
    "Microsoft YaHei", "DengXian", "SimHei", "SimSun",  # Windows
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "AR PL UMing CN", "Arial Unicode MS",
    "Noto Sans CJK JP", "Noto Sans CJK TC", "Noto Serif CJK SC", "Noto Serif CJK JP", "Sarasa Gothic SC", "LXGW WenKai",
)  # fmt: skip
"""Fonts with simplified Chinese, by the systems that bring them."""


@lru_cache(maxsize=1)
def chinese_font() -> str | None:
    """Return the first font of this machine that shows simplified Chinese, or None.

    Fonts are found by name; a font of another name is taken where its file holds the sign 县.
    """
    from matplotlib import font_manager

    known = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in known:
            return name
    for name, file in sorted(known.items()):
        try:
            signs = font_manager.get_font(file).get_charmap()
        except (OSError, RuntimeError):
            continue
        # A font of last resort has a box for every sign.
        if ord("县") in signs and "last resort" not in name.lower():
            return name
    return None


def style() -> dict[str, Any]:
    """Return matplotlib settings for one picture; use them in `matplotlib.rc_context`."""
    font = chinese_font()
    return {
        # By name: a generic family would be looked up at the time of drawing, after these settings are gone.
        "font.family": [*([font] if font else []), "DejaVu Sans"],
        "font.size": 9,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.edgecolor": COLOURS["grey"],
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": "#DDE1E6",
        "grid.linewidth": 0.7,
        "ytick.left": False,
        "xtick.color": "#374151",
        "figure.dpi": 110,
    }
