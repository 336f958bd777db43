"""Every figure that is to hold with 100,000 cards and 1,000,000 reviews, in one run over one library.

`python -m tests.bench.bench_scale [--in FOLDER] [--cards N] [--reviews M] [--runs R] [--anki PYTHON]`.
Making the library takes ten to twenty minutes; `--in FOLDER` keeps it, or takes what `making_history` left.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import bench_answer, bench_browse, bench_progress, bench_start


def main(given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--cards", default="100000")
    parser.add_argument("--reviews", default="1000000")
    parser.add_argument("--runs", default="10")
    parser.add_argument("--anki")
    args = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name) / "large"
        of_all = ["--in", str(folder), "--cards", args.cards, "--reviews", args.reviews]
        print("\nfirst frames, memory and quitting")
        bench_start.main([*of_all, "--runs", args.runs])
        print("\nanswers")
        bench_answer.main([*of_all, *(["--anki", args.anki] if args.anki else [])])
        print("\nprogress")
        bench_progress.main(of_all)
        print("\nbrowsing")
        bench_browse.main(of_all)


if __name__ == "__main__":
    main(sys.argv[1:])
