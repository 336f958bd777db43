"""`quizapp exam` line by line, killed and gone on with; `quizapp papers` in every format."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizapp.cli.plain.exam import PlainExam
from quizapp.cli.plain.terminal import Terminal
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam_opening import begin_exam
from quizapp.workspace.paper_export import exported
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import MINUTE_MS, Desk, HandClock, short

HOSTILE = "]( http://x ) <script>alert(1)</script> *gras* `code` \u202e\x1b[31m & 1. [b]"
CARDS = [
    {"id": "a", "question": "Combien ?", "answer": "trente", "quote": "trente étals"},
    {"id": "b", "front": "Le marché", "back": "trente étals", "quote": "trente étals"},
    {
        "id": "c",
        "question": f"Lequel ? {HOSTILE}",
        "right": f"bon {HOSTILE}",
        "wrong": [{"text": "mauvais", "why": f"Non. {HOSTILE}"}],
        "explain": f"- {HOSTILE}\n# titre\n2) deux",
        "quote": "trente étals",
    },
]
HEAD = {
    "format": 1,
    "deck": {"id": "d", "title": f"D {HOSTILE}", "lang": "fr"},
    "sources": {"s": {"title": "S <b>", "text": f"Le marché compte trente étals. {HOSTILE}"}},
    "defaults": {"source": "s"},
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "library" / "decks").mkdir(parents=True)
    lines = [f"{key}: {json.dumps(value)}" for key, value in HEAD.items()]
    lines += ["cards:", *(f"  - {json.dumps(card)}" for card in CARDS)]
    (tmp_path / "library" / "decks" / "d.yaml").write_text("\n".join(lines), "utf-8")
    return {
        **os.environ,
        "QUIZAPP_DATA": str(tmp_path / "data"),
        "QUIZAPP_LIBRARY": str(tmp_path / "library"),
        "QUIZAPP_NOW": "2026-03-02T10:00:00+01:00",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "quizapp", "--lang", "en", *words]


def run(environ: dict[str, str], typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), input=typed, capture_output=True, text=True, timeout=60, env=environ, check=False
    )


def written(environ: dict[str, str], *typed: str) -> None:
    """An exam in which lines are typed, handed in and, where one is wanted, judged."""
    done = run(environ, "\n".join(typed) + "\n", "exam", "--plain", "--seed", "1")
    assert done.returncode == 0, done.stderr
    assert "PAPER " in done.stdout


def test_questions_in_any_order_then_the_paper(environ: dict[str, str]) -> None:
    typed = "\n".join(["trente", ":3", ":f", ":p", ":n", ":zut", ":l", ":d", "1", ":d", "2", "2"])
    done = run(environ, typed + "\n", "exam", "--plain", "--kinds", "short,flashcard", "--minutes", "7")
    assert done.returncode == 0, done.stderr
    head, _, paper = done.stdout.partition("hand in, 3 leave for now > 2")
    assert ", 7 min. Nothing is scheduled; corrected at the end." in " ".join(head.split())
    assert "7:00 left" in head and "Flagged." in head and "Blank: 2." in head
    assert "There is no command “:3”" in head and "There is no command “:zut”" in head
    for word in ("CORRECT", "WRONG", "BLANK", "Passage:"):
        assert word not in head, "nothing is marked before the end"
    assert "Passage: “S <b>”" in " ".join(paper.split())
    assert "PAPER 2 March 2026, 10:00 · " in paper


def test_the_end_of_input_leaves_the_exam_under_way(environ: dict[str, str]) -> None:
    done = run(environ, "zut\n", "exam", "--plain", "--seed", "1")
    assert done.returncode == 0 and "The exam goes on: its clock runs." in done.stdout
    again = run(environ, ":d\n2\n", "exam", "--plain", "--count", "1", "--seed", "2")
    assert "Question 2 of 3" in again.stdout, "the exam under way goes on, whatever is asked for"


def test_killed_it_goes_on_with_all_its_answers_and_its_clock(environ: dict[str, str]) -> None:
    process = subprocess.Popen(
        command("exam", "--plain", "--kinds", "short,flashcard", "--minutes", "30"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("réponse une\n:f\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith("> :f"):
            break
    assert process.stdout.readline() == "Flagged.\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    environ["QUIZAPP_NOW"] = "2026-03-02T10:12:00+01:00"
    done = run(environ, ":1\n:l\n:q\n", "exam", "--plain")
    assert "Your answer so far: réponse une" in done.stdout
    assert "Flagged: 2." in done.stdout and "Blank: 2." in done.stdout
    assert re.search(r"^1[78]:\d\d left\.$", done.stdout, re.MULTILINE), done.stdout
    environ["QUIZAPP_NOW"] = "2026-03-03T10:00:00+01:00"
    done = run(environ, "", "exam", "--plain")
    assert "time ran out after 30 min" in done.stdout
    assert "Your answer: réponse une" in done.stdout


def test_only_what_is_offered_at_the_end_counts_there(environ: dict[str, str]) -> None:
    typed = ["trente", ":x", "zut", "", ":d"]
    done = run(environ, "\n".join(typed) + "\n", "exam", "--plain", "--kinds", "short")
    assert done.stdout.count("Type 1, 2 or 3.") == 3
    assert "CORRECT" in done.stdout, ":d hands in there, too"
    done = run(environ, "trente\n:q\n", "exam", "--plain", "--kinds", "short")
    assert "The exam goes on: its clock runs." in done.stdout


def test_an_exam_that_is_gone_on_with_says_so(environ: dict[str, str]) -> None:
    run(environ, "1\n", "exam", "--plain", "--minutes", "5")
    again = run(environ, "", "exam", "--plain", "--minutes", "50")
    assert again.stdout.startswith("The exam that you left goes on: 5:0") or "goes on: 4:5" in again.stdout
    assert run(environ, "", "exam", "--json").returncode == 1, "no paper, no result"
    environ["QUIZAPP_NOW"] = "2026-03-02T12:00:00+01:00"
    late = run(environ, "", "exam", "--plain", "--minutes", "50")
    assert late.stdout.startswith("The time of the exam that you left has run out. This is its paper.")


def test_an_exam_without_any_answer_leaves_no_paper(environ: dict[str, str]) -> None:
    for typed, way in ((":d\n2\n", "--plain"), (":d\n:d\n", "--json")):
        done = run(environ, typed, "exam", way)
        told = done.stdout + done.stderr
        assert "2 end it without a paper" in told
        assert told.rstrip().endswith("Nothing was answered: the exam leaves no paper.")
        assert done.returncode == (1 if way == "--json" else 0), "no paper, no result"
    run(environ, "", "exam", "--plain", "--minutes", "5")
    environ["QUIZAPP_NOW"] = "2026-03-02T12:00:00+01:00"
    late = run(environ, "1\n:d\n2\n", "exam", "--plain")
    assert "20 min. Nothing is" in " ".join(late.stdout.split()), "what ran out unseen is no exam any more"
    assert "PAPER " in late.stdout


def test_a_number_of_any_length_is_no_question(environ: dict[str, str]) -> None:
    done = run(environ, f":{'9' * 5000}\n:0\n:q\n", "exam", "--plain")
    assert done.returncode == 0 and done.stdout.count("There is no command") == 2


def test_a_paper_is_judged_later(environ: dict[str, str]) -> None:
    done = run(environ, "trente\n2\n", "exam", "--plain", "--kinds", "flashcard")
    assert "1 to judge yourself" in done.stdout
    judged = run(environ, "x\n2\n", "papers", "judge")
    assert (
        "Type 1 or 2, or :v to read the original." in judged.stdout
        and "100 %" in judged.stdout.partition("PAPER")[2]
    )
    assert "100 %" in run(environ, "", "papers", "list").stdout


class Slow(io.StringIO):
    """A learner whose every line takes a minute."""

    clock: HandClock

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self.clock.at_ms += MINUTE_MS
        return super().readline(-1 if size is None else size)


def test_a_time_that_is_up_at_the_prompt_takes_no_answer_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("d", {"a": short("trente"), "b": short("trente")})
    learner = Slow("trente\ntrente\n")
    learner.clock, said = desk.clock, io.StringIO()
    with closing(begin_exam(desk.open(), RoundScope(), 2)) as exam:
        assert PlainExam(exam, Terminal(learner, said)).run()
        assert "The time is up: the exam is handed in as it stood." in " ".join(said.getvalue().split())
        answers = exam.review().paper.answers
    desk.close()
    assert [one.answered.response for one in answers] == ["trente", None]


def test_the_paper_as_json_stands_alone_on_stdout(environ: dict[str, str]) -> None:
    done = run(environ, "trente\n2\n", "exam", "--json", "--kinds", "short")
    paper = json.loads(done.stdout)
    assert (paper["number"], paper["score"], len(paper["questions"])) == (1, 1.0, 1)
    question = paper["questions"][0]
    assert (question["answer"], question["expected"]) == (["trente"], ["trente"])
    start, end = question["passages"][0]["quote"]
    assert question["passages"][0]["text"][start:end] == "trente étals"
    assert "Question 1 of 1" in done.stderr


def test_papers_are_listed_newest_first_as_the_app_lists_them(environ: dict[str, str]) -> None:
    written(environ, "1", "1", "1", "2", "1")
    written({**environ, "QUIZAPP_NOW": "2026-03-03T10:00:00+01:00"}, "1", "1", "1", "2", "1")
    lines = run(environ, "", "papers", "list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["2", "3"], ["1", "2"]]


def test_papers_are_listed_shown_and_exported(environ: dict[str, str], tmp_path: Path) -> None:
    assert "There is no paper yet." in run(environ, "", "papers", "list").stderr
    written(environ, "1", "1", "1", "2", "1")
    listed = run(environ, "", "papers", "list")
    assert listed.stdout.startswith("1  2 March 2026, 10:00")
    rows = json.loads(run(environ, "", "papers", "list", "--json").stdout)["papers"]
    assert [row["number"] for row in rows] == [1]
    shown = run(environ, "", "papers", "show")
    assert shown.stdout == run(environ, "", "papers", "show", rows[0]["id"]).stdout
    assert shown.stdout.count("Passage:") == 3 and "PAPER " in shown.stdout
    for form in ("md", "json", "html"):
        file = tmp_path / f"paper.{form}"
        out = run(environ, "", "papers", "export", "1", "--format", form)
        done = run(environ, "", "papers", "export", "1", "--format", form, "-o", str(file))
        assert done.returncode == 0 and file.read_text("utf-8") == out.stdout
        again = run(environ, "", "papers", "export", "1", "--format", form, "-o", str(file))
        assert again.returncode == 2 and "exists already" in again.stderr
        for sign in ("\x1b", "\u202e"):
            assert sign not in shown.stdout + out.stdout
    nowhere = str(tmp_path / "nowhere" / "paper.md")
    assert "cannot be written" in run(environ, "", "papers", "export", "-o", nowhere).stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("papers", "show", "9"), "There is no paper yet."),
        (("papers", "show"), "There is no paper yet."),
        (("papers", "export", "--format", "pdf"), "--format"),
        (("exam", "--minutes", "0"), "from 1 to 1440"),
        (("exam", "--minutes", "9999"), "from 1 to 1440"),
        (("exam", "--kinds", "sonnet"), "sonnet"),
    ],
)
def test_a_misuse_is_told(environ: dict[str, str], words: tuple[str, ...], told: str) -> None:
    done = run(environ, "", *words)
    assert done.returncode == 2 and told in done.stderr


class Outline(HTMLParser):
    """The tags and texts of a page; a tag that is not closed by its own end tag fails."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag}.{name}": value or "" for name, value in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_stands_alone_and_runs_nothing(environ: dict[str, str]) -> None:
    written(environ, "1", "1", "1", "2", "1")
    page = run(environ, "", "papers", "export", "--format", "html").stdout
    outline = Outline()
    outline.feed(page)
    outline.close()
    assert not outline.open
    assert not {"script", "b", "a", "img", "link", "iframe"} & set(outline.tags)
    assert outline.attributes["meta.content"] and "default-src 'none'" in page
    assert (outline.attributes["html.lang"], outline.attributes["blockquote.lang"]) == ("en", "fr")
    assert outline.tags.count("article") == outline.tags.count("h2") == 3
    assert outline.tags.count("h1") == outline.tags.count("main") == outline.tags.count("title") == 1
    assert "<script>alert(1)</script>" in outline.text, "it is text there"
    assert "src=" not in page and "href=" not in page and "url(" not in page


def test_the_passages_of_all_shipped_cards_are_marked_as_commonmark_reads_them(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    (tmp_path / "none.toml").touch()
    environ = {"QUIZAPP_CONFIG": str(tmp_path / "none.toml")}
    root = Path(__file__).parents[2]
    with Workspace.open(data=tmp_path, libraries=(root,), environ=environ, writing=True) as workspace:
        with closing(begin_exam(workspace, RoundScope(size=999), 5)) as exam:
            exam.hand_in()
            paper = exam.review().paper
        texts = {form: exported(paper, form) for form in ("md", "html", "json")}
    inline = [
        child for token in MarkdownIt("commonmark").parse(texts["md"]) for child in token.children or ()
    ]
    assert not [child.content for child in inline if child.type == "text" and "*" in child.content]
    assert sum(child.type == "strong_open" for child in inline) > len(paper.answers)
    outline = Outline()
    outline.feed(texts["html"])
    assert outline.tags.count("article") == len(json.loads(texts["json"])["questions"]) == len(paper.answers)


def test_markdown_keeps_what_decks_say_as_text(environ: dict[str, str]) -> None:
    written(environ, "1", "1", "1", "2", "1")
    text = run(environ, "", "papers", "export").stdout
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {"html_block", "fence", "code_block"} & {token.type for token in tokens}
    assert not {"html_inline", "link_open", "code_inline"} & {token.type for token in inline}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2"]
    assert len([token for token in tokens if token.type == "blockquote_open"]) == 3
    told = "".join(child.content for child in inline)
    assert told.count("<script>alert(1)</script> *gras* `code`") >= 5
