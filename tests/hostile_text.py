"""Texts on which a fast path may differ from the plain definition that it stands for."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *"abcAB éàçÉœæŒÆ\u00f8\u0142ßıİΣς .,;:!?()-_/%€&'\"`´’‘“”«»–—…*",
    *("é", "É", "ç", "\u0301", "\u0327", "\u0345", "\u036f", "\u0370", "\u0344"),
    *("\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n", "\x0b", "\x1c", "\x85", "\u2028"),
    *("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\x00"),
    *("🙂", "👩\u200d🚀", "नि", "が", "\u1100\u1161\u11a8", "가", "\u0f71\u0f73\u0f72", "\u09c7\u09be"),
    *(
        "\u1fef",
        "\u2126",
        "\u212b",
        "\u0340",
        "ﬁ",
        "ﬅ",
        "Ａ",
        "＂",
        "２",
        "٣",
        "½",
        "²",
        "\ufdd0",
        "\U0010ffff",
    ),
    *(" « ", " » ", "  ", "« «", "» »", " l’", "10 000", "10\u202f000,5", "12", "e\u0301t\u00e9"),
)

HOSTILE = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=14).map(
    "".join
)
"""Accents composed and not, every kind of space, quotes in and out of place, ligatures, emoji, marks that
compose backwards, controls, noncharacters."""
