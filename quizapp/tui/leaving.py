"""The message with which a screen hands the learner back to Home."""

from __future__ import annotations

from textual.message import Message


class StudyEnded(Message):
    """Studying is over; the app shows Home."""
