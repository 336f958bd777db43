"""What optimizing is worth on a real log.

`python -m tests.bench.bench_optimize [LOG.csv] [--seeds N] [--grid]`; without a file it takes
`../shared/data/reviews-josh.csv` beside the checkout. Ends with 1 unless, over five folds each predicted from
what came before, optimized weights beat the default ones by 0.002 of log loss and lower RMSE (bins), with
each of N seeds of the optimizer's shuffling. `--grid` shows other lengths and batches of training than the
ones in use, on the log and on a learner for whom the default weights are the truth.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from quizapp.interop.revlog import read_revlog
from quizapp.stats.evaluation import (
    Recall,
    ReviewLog,
    constant_recall,
    folds,
    fsrs_recall,
    review_log,
    sm2_recall,
    walk,
)
from quizapp.stats.scoring import Figures, figures
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.workspace.fitting import Job, fitted, job
from tests.learner import studied

LOG = Path(__file__).resolve().parents[3] / "shared" / "data" / "reviews-josh.csv"
WANTED = 0.002
GRID = [(epochs, batch) for epochs in (5, 10, 20, 40) for batch in (64, 128, 256, 512)]


def optimized(log: ReviewLog, work: Job) -> Figures:
    fits = fitted(work, lambda _done: None)
    return over_time(log, lambda start: fsrs_recall(Fsrs(fits[start])))


def over_time(log: ReviewLog, learnt: Callable[[int], Recall]) -> Figures:
    parts = folds(len(log.scored))
    return figures(log.scored[parts[0].start :], walk(log, parts, learnt))


def fold_job(log: ReviewLog) -> Job:
    return job(log, [fold.start for fold in folds(len(log.scored))])


def told(name: str, found: Figures) -> str:
    return f"{name:24} {found.log_loss:.4f}  {found.rmse_bins:.4f}  {found.auc or 0:.4f}"


def default_recall(_start: int) -> Recall:
    return fsrs_recall(Fsrs())


def grid(log: ReviewLog, default: Figures) -> None:
    truth = review_log(studied(6000, weights=DEFAULT_WEIGHTS, new_a_day=10))
    known = over_time(truth, default_recall)
    print("\nepochs  batch  gain on the log  gain where the defaults are true")
    for epochs, batch in GRID:
        gains = [
            base.log_loss - optimized(each, fold_job(each)._replace(epochs=epochs, batch=batch)).log_loss
            for each, base in ((log, default), (truth, known))
        ]
        print(f"{epochs:6}  {batch:5}  {gains[0]:+15.4f}  {gains[1]:+.4f}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path, nargs="?", default=LOG)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--grid", action="store_true")
    asked = parser.parse_args()
    if not asked.log.exists():
        print(f"There is no {asked.log}; name another log.")
        return 2
    log = review_log(read_revlog(asked.log))
    print(f"{log.reviews} reviews, {len(log.histories)} cards, {len(log.scored)} scored")
    print(f"{'':24} {'loss':6}  {'RMSE':6}  {'AUC':6}")
    default = over_time(log, default_recall)
    print(told("default", default))
    print(told("constant", over_time(log, lambda start: constant_recall(log, start))))
    print(told("SM-2", over_time(log, lambda _start: sm2_recall)))
    began = time.perf_counter()
    found = optimized(log, fold_job(log))
    print(told("optimized", found), f" in {time.perf_counter() - began:.1f} s")
    seeds = [optimized(log, fold_job(log)._replace(seed=seed)) for seed in range(asked.seeds)]
    for seed, each in enumerate(seeds):
        print(told(f"optimized, seed {seed}", each))
    every = [found, *seeds]
    least = min(default.log_loss - each.log_loss for each in every)
    holds = least >= WANTED and all(each.rmse_bins < default.rmse_bins for each in every)
    print(f"least gain {least:.4f}, wanted {WANTED}: {'holds' if holds else 'DOES NOT HOLD'}")
    if asked.grid:
        grid(log, default)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
