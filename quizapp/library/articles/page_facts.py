"""What a page says of itself in its head: title, publisher, author, date and language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quizapp.library.articles.model import Facts
from quizapp.library.fields import is_date

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "pubdate", "publish-date", "citation_publication_date", "parsely-pub-date", "og:published_time",
)  # fmt: skip
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|Review|LiveBlogPosting)\Z")
_MOST_JSON = 1_000_000
_LONGEST = 300


class FactFinder:
    """Looks at the tags of a page as they come; `found` tells what they said."""

    def __init__(self) -> None:
        self._meta: dict[str, str] = {}
        self._lang: str | None = None
        self._time: str | None = None
        self._texts: dict[str, list[str]] = {"title": [], "h1": [], "json": []}
        self._in: str | None = None
        self._seen_h1 = False
        self._size = 0

    def start(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            values = {name: value or "" for name, value in attrs}
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if values.get("content"):
                self._meta.setdefault(name.lower()[:60], values["content"][:2000])
        elif tag == "html" and self._lang is None:
            self._lang = dict(attrs).get("lang")
        elif tag == "time" and self._time is None:
            self._time = _day(dict(attrs).get("datetime"))
        elif tag == "script" and (dict(attrs).get("type") or "").lower() == "application/ld+json":
            self._in = "json"
            self._texts["json"].append("\0")
        elif tag == "title" and not self._texts["title"]:
            self._in = "title"
        elif tag == "h1" and not self._seen_h1:
            self._in = "h1"
            self._seen_h1 = True

    def end(self, tag: str) -> None:
        if tag in {"script", "title", "h1"}:
            self._in = None

    def text(self, data: str) -> None:
        if self._in is not None and self._size < _MOST_JSON:
            self._size += len(data)
            self._texts[self._in].append(data)

    def found(self) -> tuple[Facts, str]:
        """The facts, and the text of the article where the page carries it in its data (empty otherwise)."""
        linked = _linked("".join(self._texts["json"]))
        facts = Facts(
            title=self._title(linked),
            publisher=_line(self._first(_PUBLISHERS) or _name(linked.get("publisher"))),
            author=_line(_name(linked.get("author")) or self._author()),
            published=_day(self._first(_DATES)) or _day(linked.get("datePublished")) or self._time,
            lang=_lang(self._lang or self._meta.get("og:locale") or linked.get("inLanguage")),
        )
        body = linked.get("articleBody")
        return facts, body if isinstance(body, str) else ""

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self._meta[name] for name in names if self._meta.get(name, "").strip()), None)

    def _author(self) -> str | None:
        author = self._first(_AUTHORS)
        return None if author is None or "://" in author else author

    def _title(self, linked: dict[str, Any]) -> str | None:
        headline = linked.get("headline")
        head, heading = "".join(self._texts["title"]), "".join(self._texts["h1"])
        own = _line(self._first(_TITLES)) or _line(headline if isinstance(headline, str) else None)
        return own or _line(heading) or _line(re.split(r"\s+[|–—·]\s+", head)[0])


def _linked(text: str) -> dict[str, Any]:
    """The data of the article among the page's JSON-LD; empty without any."""
    for piece in text.split("\0"):
        try:
            value = json.loads(piece)
        except (ValueError, RecursionError):
            continue
        for one in _objects(value):
            types = one.get("@type")
            if any(isinstance(name, str) and _ARTICLE.match(name) for name in _list(types)):
                return one
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    for one in _list(value):
        if isinstance(one, dict):
            yield one
            yield from (part for part in _list(one.get("@graph")) if isinstance(part, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    """The names of persons or organisations, as JSON-LD gives them."""
    names = [one.get("name") if isinstance(one, dict) else one for one in _list(value)]
    return ", ".join(name for name in names if isinstance(name, str) and "://" not in name) or None


def _line(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    from html import unescape

    line = " ".join(unescape(text[:2000]).split())[:_LONGEST]
    return line or None


def _day(text: Any) -> str | None:
    """The day of an ISO moment, or a date that is written otherwise."""
    if not isinstance(text, str):
        return None
    day = text.strip()[:10].replace("/", "-")
    if is_date(day):
        return day
    from quizapp.library.articles.datelines import dated

    return dated(text[:100])


def _lang(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    code = text.strip().replace("_", "-").partition("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None
