"""A pool of processes that outlives what its items do to it.

Cleaning and reading meet pages that hang a library, eat the memory or crash the interpreter. Each such item becomes
an `Outcome` with a one-line reason; its worker is killed and replaced; the items around it are not touched. Results
come in the order of the items, and never more than a bounded number of items is held, so an endless input is fine.

Every worker writes into shared memory which item of its chunk it is at and since when: the parent knows the culprit
exactly, even when results were still on their way.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import connection, forkserver, resource_tracker
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import psutil

from flows.interrupts import interrupts_blocked, interrupts_held

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

CHUNK_SECONDS = 0.05  # work sent at once: long enough to hide the pipe, short enough to share out evenly
CHUNK_LIMIT = 256
CHUNKS_AHEAD = 4  # a worker; what bounds the memory while the oldest item is slow
FLUSH_SECONDS = 0.02  # results are held back no longer than this
TICK_SECONDS = 0.25  # how often memory and deadlines are looked at
IDLE = -1.0


@dataclass(frozen=True, slots=True)
class Named(Generic[R]):
    """A function by its name, for a parent that need not import it: `Named("flows.reading", "read_page")`."""

    module: str
    name: str

    def __call__(self, *arguments: Any) -> R:
        result: R = getattr(import_module(self.module), self.name)(*arguments)
        return result


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What became of one item: its value, or the one-line reason why there is none."""

    index: int  # position of the item in the input, from 0
    value: R | None = None
    error: str | None = None

    @property
    def ok(self) -> bool:
        return self.error is None


def run_in_workers(
    function: Callable[[T], R],
    items: Iterable[T],
    *,
    jobs: int,
    timeout_seconds: float | None,
    memory_mb: int | None,
    initializer: Callable[..., None] | None = None,
    initargs: Sequence[Any] = (),
) -> Generator[Outcome[R], None, None]:
    """One outcome for each item, in order, while later items are being worked on.

    `function` and `initializer` are `Named`, or importable by name: workers start clean, not as a copy of this process
    with its threads. An item that takes longer than `timeout_seconds`, makes its worker larger than `memory_mb`, or
    ends the process gets `error`; so does one whose function raises. Closing the iterator ends all workers. With one
    job and neither limit the work is done in this process.
    """
    if jobs <= 1 and timeout_seconds is None and memory_mb is None:
        return _run_here(function, items, initializer, initargs)
    task = Task(function, timeout_seconds, memory_mb, initializer, tuple(initargs))
    return _run_pool(task, items, max(1, jobs))


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe_failure(error: BaseException) -> str:
    """An exception as one line: our own errors speak for themselves, others with their type's name."""
    text = " ".join(str(error).split())[:300]
    if isinstance(error, MemoryError):
        return "out of memory"
    if type(error).__module__.startswith(("extractors.", "flows.", "warehouse.")) and text:
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker is told at its start."""

    function: Callable[[Any], Any]
    timeout_seconds: float | None
    memory_mb: int | None
    initializer: Callable[..., None] | None
    initargs: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Pickled:
    """A value that is known to go through a pipe."""

    data: bytes


@dataclass(slots=True)
class _Worker:
    """A process, the parent's end of its pipe, and the items it was given and has not answered."""

    process: BaseProcess
    pipe: connection.Connection
    clock: Any  # shared [index of the item being worked on or IDLE, monotonic start]
    pending: deque[tuple[int, Any]] = field(default_factory=deque)


def _run_here(
    function: Callable[[T], R],
    items: Iterable[T],
    initializer: Callable[..., None] | None,
    initargs: Sequence[Any],
) -> Generator[Outcome[R], None, None]:
    if initializer is not None:
        initializer(*initargs)
    for index, item in enumerate(items):
        yield _attempt(function, index, item)


def _attempt(function: Callable[[T], R], index: int, item: T) -> Outcome[R]:
    try:
        return Outcome(index, function(item))
    except Exception as error:  # noqa: BLE001 - the per-item edge: whatever an item raises is its outcome
        return Outcome(index, error=describe_failure(error))


def _run_pool(task: Task, items: Iterable[Any], jobs: int) -> Generator[Outcome[Any], None, None]:
    pool = _Pool(task, iter(enumerate(items)), jobs)
    try:
        yield from pool.outcomes()
    finally:
        pool.close()


class _Pool:
    """The parent's side. One thread: it deals out chunks, collects answers and kills what overstays."""

    def __init__(self, task: Task, items: Iterator[tuple[int, Any]], jobs: int) -> None:
        self.task = task
        self.items = items
        self.jobs = jobs
        self.context = start_fork_server(task.function)
        self.workers: list[_Worker] = []
        self.again: deque[tuple[int, Any]] = deque()  # items that a killed worker had not come to
        self.done: dict[int, Outcome[Any]] = {}
        self.next_index = 0  # the oldest item that was not yet yielded
        self.taken = 0
        self.exhausted = False
        self.chunk = 1

    def outcomes(self) -> Generator[Outcome[Any], None, None]:
        while True:
            self._deal()
            while self.next_index in self.done:
                yield self.done.pop(self.next_index)
                self.next_index += 1
            if self.exhausted and self.next_index == self.taken:
                return
            if self.next_index not in self.done:
                self._collect()

    def close(self) -> None:
        for worker in self.workers:
            _kill(worker)
        self.workers.clear()

    def _deal(self) -> None:
        """Give every idle worker a chunk, starting workers only while there is work for them."""
        idle = [worker for worker in self.workers if not worker.pending]
        while idle or len(self.workers) < self.jobs:
            chunk = self._take()
            if not chunk:
                return
            worker = idle.pop() if idle else self._start()
            worker.pending.extend(chunk)
            worker.clock[:] = [IDLE, time.monotonic()]
            with contextlib.suppress(OSError):  # a worker that died meanwhile is found by its sentinel
                worker.pipe.send(chunk)

    def _take(self) -> list[tuple[int, Any]]:
        if self.again:
            return [self.again.popleft()]
        room = self.jobs * CHUNKS_AHEAD * self.chunk - (self.taken - self.next_index)
        chunk = list(itertools.islice(self.items, max(0, min(self.chunk, room))))
        self.taken += len(chunk)
        self.exhausted = self.exhausted or (not chunk and room > 0)
        return chunk

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        clock = self.context.RawArray("d", 2)
        clock[:] = [IDLE, time.monotonic()]
        process = self.context.Process(target=_serve, args=(theirs, clock, self.task), daemon=True)
        with interrupts_held():  # between its start and our knowing of it a worker would be nobody's to end
            process.start()
            self.workers.append(worker := _Worker(process, ours, clock))
        theirs.close()
        return worker

    def _collect(self) -> None:
        """Wait for an answer, a death or the next look at the clocks."""
        busy = [worker for worker in self.workers if worker.pending]
        ready = connection.wait([w.pipe for w in busy] + [w.process.sentinel for w in busy], TICK_SECONDS)
        for worker in busy:
            alive = worker.process.is_alive()
            self._receive(worker)
            if worker.pending and not alive:
                self._bury(worker, _cause_of_death(worker.process))
            elif worker.pending and not ready and (reason := _overstays(worker, self.task)):
                self._receive(worker)
                self._bury(worker, reason)

    def _receive(self, worker: _Worker) -> None:
        with contextlib.suppress(EOFError, OSError):
            while worker.pipe.poll():
                outcomes, seconds = worker.pipe.recv()
                for outcome in outcomes:
                    worker.pending.popleft()
                    self.done[outcome.index] = _unpack(outcome)
                self._pace(seconds / max(1, len(outcomes)))

    def _pace(self, seconds_an_item: float) -> None:
        wanted = CHUNK_SECONDS / max(seconds_an_item, CHUNK_SECONDS / CHUNK_LIMIT)
        self.chunk = max(1, min(CHUNK_LIMIT, int((self.chunk + wanted) / 2)))

    def _bury(self, worker: _Worker, reason: str) -> None:
        """Blame the item that the worker was at, put the others back, and forget the worker."""
        at = int(worker.clock[0])
        culprit = at if any(index == at for index, _ in worker.pending) else worker.pending[0][0]
        _kill(worker)
        self.workers.remove(worker)
        for index, item in worker.pending:
            if index == culprit:
                self.done[index] = Outcome(index, error=reason)
            else:
                self.again.append((index, item))


def start_fork_server(function: Callable[..., Any]) -> Any:
    """Starts the process that workers are forked from, if there is none, and returns at once; it imports the module of
    `function` meanwhile. Call it some seconds before `run_in_workers` to spare its first item the wait.

    Returns a start method that is safe with threads in the parent. The process ends with this one, however that ends.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.module if isinstance(function, Named) else function.__module__])
    resource_tracker.ensure_running()  # the fork server wants it, and its start would unblock interrupts again
    with interrupts_blocked():
        forkserver.ensure_running()
    return context


def _overstays(worker: _Worker, task: Task) -> str | None:
    at, since = worker.clock
    if task.timeout_seconds is not None and at != IDLE and time.monotonic() - since > task.timeout_seconds:
        return f"timeout after {task.timeout_seconds:g} s"
    if task.memory_mb is not None:
        with contextlib.suppress(psutil.Error):
            if psutil.Process(worker.process.pid).memory_info().rss > task.memory_mb * 2**20:
                return f"more than {task.memory_mb} MB of memory"
    return None


def _cause_of_death(process: BaseProcess) -> str:
    process.join(1)
    code = process.exitcode
    if code is not None and code < 0:
        return f"worker killed by {signal.Signals(-code).name}"
    return f"worker ended with exit code {code}"


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _unpack(outcome: Outcome[Any]) -> Outcome[Any]:
    if isinstance(outcome.value, _Pickled):
        return Outcome(outcome.index, pickle.loads(outcome.value.data), outcome.error)  # noqa: S301 - from our own child
    return outcome


def _serve(pipe: connection.Connection, clock: Any, task: Task) -> None:
    """The worker's side: answer chunks until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    _limit_memory(task.memory_mb)
    reason = _initialize(task)
    with contextlib.suppress(EOFError, OSError):
        while True:
            chunk = pipe.recv()
            if reason is None:
                answer_chunk(pipe, clock, task, chunk)
            else:
                refused: list[Outcome[Any]] = [Outcome(index, error=reason) for index, _ in chunk]
                pipe.send((refused, 0.0))
    os._exit(0)


def _initialize(task: Task) -> str | None:
    """Why this worker cannot work, if it cannot."""
    try:
        if task.initializer is not None:
            task.initializer(*task.initargs)
    except Exception as error:  # noqa: BLE001 - the edge of the process: its items report it
        return f"worker did not start: {describe_failure(error)}"
    return None


def answer_chunk(pipe: connection.Connection, clock: Any, task: Task, chunk: list[tuple[int, Any]]) -> None:
    """Send the outcomes of a chunk, in order; `clock` says meanwhile which item is being worked on and since when."""
    answers: list[Outcome[Any]] = []
    flushed = time.monotonic()
    for index, item in chunk:
        started = time.monotonic()
        if answers and started - flushed > FLUSH_SECONDS:
            pipe.send((answers, started - flushed))
            answers, flushed = [], started
        clock[1], clock[0] = started, float(index)  # in this order: a new index never stands beside an old start
        _arm_alarm(task.timeout_seconds)
        answers.append(_sendable(_attempt(task.function, index, item)))
    _arm_alarm(None)
    clock[0] = IDLE
    pipe.send((answers, time.monotonic() - flushed))


def _sendable(outcome: Outcome[Any]) -> Outcome[Any]:
    """The outcome, or why it cannot go through the pipe."""
    if outcome.value is None or isinstance(outcome.value, (str, int, float, bytes)):
        return outcome
    try:
        return Outcome(outcome.index, _Pickled(pickle.dumps(outcome.value, pickle.HIGHEST_PROTOCOL)), outcome.error)
    except Exception as error:  # noqa: BLE001 - pickling calls code of the value, which may raise anything
        return Outcome(outcome.index, error=f"result cannot be pickled: {describe_failure(error)}")


def _arm_alarm(timeout_seconds: float | None) -> None:
    """The kernel ends a stuck worker whose parent is gone: Python code could not, while a C library spins."""
    signal.setitimer(signal.ITIMER_REAL, 2 * timeout_seconds + 5 if timeout_seconds is not None else 0)


def _limit_memory(memory_mb: int | None) -> None:
    """On Linux a huge single allocation fails at once, before the parent's next look. macOS ignores the limit."""
    if memory_mb is None or sys.platform != "linux":
        return
    limit = psutil.Process().memory_info().vms + memory_mb * 2**20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
