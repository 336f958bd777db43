"""How names are sorted for people to read."""

from __future__ import annotations

from quizapp.questions.folding import in_lists

SORTED = (
    ["2 chats", "10 chats", "Chat 1", "chat 2", "CHAT 10", "chat 10b", "zoo"],
    ["abeille", "Écran", "eden", "Œuvre", "ozone"],
    ["a", "a 007", "a 7", "a 7 b", "a 70"],
    ["x" + "1" * 5000, "x" + "2" * 5000, "x" + "1" * 5001],
    ["", "1", "a"],
)


def test_names_are_sorted_without_case_and_accents_and_numbers_by_their_value() -> None:
    for names in SORTED:
        mixed = names[::-1]
        assert sorted(mixed, key=in_lists) == names
