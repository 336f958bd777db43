"""The themes of our own, light and dark: quiet paper, one accent, and a marker pen for the proof."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="quizapp-dark",
    primary="#8ab4d8",
    secondary="#a9a3c9",
    accent="#e0b15e",
    warning="#e0b15e",
    error="#e58b83",
    success="#8fc79a",
    foreground="#dcdfe4",
    background="#15181d",
    surface="#1b1f26",
    panel="#242a33",
    dark=True,
    variables={
        "marker": "#57450f",
        "marker-text": "#ffedb3",
        "faint": "#8d96a5",
        "rule": "#343c48",
        "scrollbar": "#343c48",
        "scrollbar-hover": "#4a5566",
        "scrollbar-active": "#8ab4d8",
        "scrollbar-background": "#15181d",
        "scrollbar-background-hover": "#15181d",
        "scrollbar-background-active": "#15181d",
        "input-selection-background": "#8ab4d8 30%",
        "footer-background": "#15181d",
        "footer-key-foreground": "#e0b15e",
        "footer-description-foreground": "#8d96a5",
    },
)

LIGHT = Theme(
    name="quizapp-light",
    primary="#22577a",
    secondary="#5b5391",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a3312a",
    success="#23683a",
    foreground="#23262b",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e8e5da",
    dark=False,
    variables={
        "marker": "#ffe89a",
        "marker-text": "#2b2200",
        "faint": "#666a72",
        "rule": "#d3cfc2",
        "scrollbar": "#d3cfc2",
        "scrollbar-hover": "#b5b0a0",
        "scrollbar-active": "#22577a",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "input-selection-background": "#22577a 25%",
        "footer-background": "#fbfaf6",
        "footer-key-foreground": "#8a5a00",
        "footer-description-foreground": "#666a72",
    },
)

FALLBACK = {
    "marker": "ansi_yellow",
    "marker-text": "ansi_black",
    "faint": "ansi_bright_black",
    "rule": "ansi_bright_black",
}
"""Variables of ours for the themes that come with Textual."""
