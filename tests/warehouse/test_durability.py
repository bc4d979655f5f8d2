"""What a kill, a full disk and a damaged file leave behind."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import DamagedError
from warehouse import ledger
from warehouse.database import open_warehouse
from warehouse.digest import content_digest
from warehouse.loading import load_batch
from warehouse.pages.content import read_content
from warehouse.publishing import publish
from warehouse.querying import run_query
from warehouse.runs import holds_sample
from warehouse.series import read_series
from warehouse.staging import pending_batches, read_stage

# Loads every staged batch of a directory as a run would, and says which are acknowledged.
LOAD_ALL = """
import resource, sys
from pathlib import Path
from extractors.errors import ClaimwatchError
from warehouse.database import open_warehouse
from warehouse.loading import load_batch
from warehouse.staging import pending_batches
data = Path(sys.argv[1])
try:
    with open_warehouse(data, command="claimwatch run") as warehouse:
        if len(sys.argv) > 2:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
        print("open", flush=True)
        for staged in pending_batches(data / "staging", warehouse):
            load_batch(warehouse, staged)
            print(staged.batch_id, flush=True)
except ClaimwatchError as error:
    print(f"exit {error.exit_code}: {error}", flush=True)
    sys.exit(error.exit_code)
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


def _article(desk: Any, number: int, claims: int = 3) -> dict[str, Any]:
    said = [desk.claim(f"{400_000 + claim:,}", 400_000 + claim) for claim in range(claims)]
    return {"url": f"https://x.example/{number}", "claims": said, "title": f"Report {number}"}


def _finish(desk: Any) -> tuple[dict[str, Any], list[str]]:
    """What the next run makes of what is there."""
    with open_warehouse(desk.data_dir, command="next run") as warehouse:
        for staged in pending_batches(desk.staging, warehouse):
            load_batch(warehouse, staged)
        assert ledger.verify_ledger(warehouse.connection) == ()
        loaded = warehouse.connection.execute("SELECT batch_id FROM batches ORDER BY 1").fetchall()
        return content_digest(warehouse.connection), [name for (name,) in loaded]


@pytest.fixture(scope="module")
def undisturbed(new_desk: Callable[[], Any]) -> dict[str, Any]:
    """What five batches make where each is loaded as soon as it is staged."""
    desk = new_desk()
    with desk.open() as warehouse:
        for batch in _batches(desk):
            desk.load(warehouse, batch)
        return content_digest(warehouse.connection)


@pytest.fixture(scope="module")
def staged(new_desk: Callable[[], Any]) -> Any:
    """A desk that has staged the same five and loaded none."""
    desk = new_desk()
    for batch in _batches(desk):
        desk.stage(batch)
    with desk.open():
        pass
    return desk


def _batches(desk: Any) -> list[Any]:
    return [
        desk.batch(f"b{number:02d}", [_article(desk, number * 12 + index) for index in range(12)])
        for number in range(5)
    ]


def test_a_kill_between_stage_and_load_loses_nothing(desk: Any, staged: Any, undisturbed: dict[str, Any]) -> None:
    shutil.copytree(staged.data_dir, desk.data_dir)
    assert _finish(desk)[0] == undisturbed


def test_a_kill_between_commit_and_acknowledgement_is_healed(desk: Any) -> None:
    batch = desk.batch("b1", [_article(desk, 1)])
    with desk.open() as warehouse:
        desk.load(warehouse, batch)
    (desk.data_dir / ledger.FILE_NAME).unlink()
    staged = desk.stage(batch)
    with desk.open() as warehouse:
        assert ledger.read_acknowledged(desk.data_dir) == ("b1",)
        assert pending_batches(desk.staging, warehouse) == ()
        assert not staged.directory.exists()


def test_a_torn_line_of_the_ledger_file_is_passed_over(desk: Any) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [_article(desk, 1)]))
        with (desk.data_dir / ledger.FILE_NAME).open("a") as file:
            file.write('{"batch": "b')
        desk.load(warehouse, desk.batch("b2", [_article(desk, 2)]))
    assert ledger.read_acknowledged(desk.data_dir) == ("b1", "b2")
    with desk.open():
        pass


@pytest.fixture(scope="module")
def killed(new_desk: Callable[[], Any], start_python: Any) -> Any:
    """A warehouse of two batches: a process loaded the second and was killed right after the acknowledgement; the stage
    is kept beside it.
    """
    desk = new_desk()
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b0", [_article(desk, 1)]))
    shutil.copytree(desk.stage(desk.batch("b1", [_article(desk, 2)])).directory, desk.data_dir / "kept")
    code = LOAD_ALL.replace(
        "print(staged.batch_id, flush=True)", "print(staged.batch_id, flush=True); sys.stdin.read()"
    )
    process = start_python(code, str(desk.data_dir))
    assert process.stdout.readline() == "open\n"
    assert process.stdout.readline() == "b1\n"
    process.kill()
    process.wait()
    return desk


@pytest.fixture
def log(desk: Any, killed: Any) -> Path:
    """The write-ahead log in a copy of that warehouse."""
    shutil.copytree(killed.data_dir, desk.data_dir)
    return Path(desk.data_dir / "warehouse.duckdb.wal")


def test_a_deleted_write_ahead_log_is_noticed_and_the_missing_batch_named(desk: Any, log: Path) -> None:
    assert log.stat().st_size > 0
    log.unlink()
    with pytest.raises(
        DamagedError, match=r"batch b1 was loaded and is not in the warehouse .*1 of 2 batches"
    ) as caught:
        desk.open()
    assert caught.value.exit_code == 7
    with open_warehouse(desk.data_dir, command="repair", verify=False) as warehouse:
        assert warehouse.known_segments() == {"b0.warc.gz"}
        assert ledger.forget_missing(desk.data_dir, warehouse.connection) == ("b1",)
        load_batch(warehouse, read_stage(desk.data_dir / "kept"))
    with desk.open() as warehouse:
        assert warehouse.known_segments() == {"b0.warc.gz", "b1.warc.gz"}


def test_a_cut_write_ahead_log_is_noticed(desk: Any, log: Path) -> None:
    log.write_bytes(log.read_bytes()[:-100])
    with pytest.raises(DamagedError):
        desk.open()


def test_rows_that_are_gone_are_noticed_and_their_batch_and_table_named(desk: Any) -> None:
    with desk.open() as warehouse:
        for number in range(3):
            desk.load(warehouse, desk.batch(f"b{number}", [_article(desk, number)]))
        warehouse.connection.execute("DELETE FROM claim_readings WHERE batch_id = 'b1' AND number = 0")
    with pytest.raises(
        DamagedError,
        match=r"batch b1: the ledger has 3 rows in claim_readings, the table 2 .*doctor --repair` brings it back",
    ):
        desk.open()


def test_a_file_that_is_gone_is_noticed(desk: Any) -> None:
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [_article(desk, 1)]))
    (desk.data_dir / "warehouse.duckdb").unlink()
    with pytest.raises(DamagedError, match="the file is gone, and 1 loaded batches with it"):
        open_warehouse(desk.data_dir, command="x")


def test_flipped_bits_are_noticed(desk: Any) -> None:
    with desk.open() as warehouse:
        for number in range(3):
            desk.load(
                warehouse,
                desk.batch(f"b{number}", [_article(desk, index) for index in range(number * 50, number * 50 + 50)]),
            )
    path = desk.data_dir / "warehouse.duckdb"
    data = bytearray(path.read_bytes())
    block = 262_144
    for offset in range(3 * 4096, len(data) - block, block):  # one byte in every block behind the headers
        data[offset + 5000] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(DamagedError) as caught:
        publish(desk.data_dir)
    assert "\n" not in str(caught.value)


def test_a_full_disk_ends_with_its_exit_code_and_leaves_a_whole_warehouse(
    desk: Any, staged: Any, undisturbed: dict[str, Any], start_python: Any
) -> None:
    shutil.copytree(staged.data_dir, desk.data_dir)
    process = start_python(LOAD_ALL.replace("import resource, sys", IGNORING), str(desk.data_dir), "40000")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 5, output + errors
    assert "Traceback" not in errors
    digest, loaded = _finish(desk)
    assert digest == undisturbed
    assert len(loaded) == 5


# A limit on the size of files stands for a full disk; without this the signal would end the process before the error.
IGNORING = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"


def _cut(data: bytes) -> bytes:
    return data[:100_000]


def _flip(data: bytes) -> bytes:
    flipped = bytearray(data)
    for offset in range(3 * 4096, len(data) - 262_144, 262_144):
        flipped[offset + 5000] ^= 0xFF
    return bytes(flipped)


@pytest.fixture(scope="module")
def published(new_desk: Callable[[], Any]) -> Any:
    """A desk with a copy of one article."""
    desk = new_desk()
    with desk.open() as warehouse:
        desk.load(warehouse, desk.batch("b1", [_article(desk, 1)]))
    publish(desk.data_dir)
    return desk


@pytest.mark.parametrize("spoil", [_cut, _flip, lambda _: b"no database"])
def test_a_damaged_copy_is_told_in_one_line_with_the_way_out(
    desk: Any, published: Any, spoil: Callable[[bytes], bytes]
) -> None:
    shutil.copytree(published.data_dir, desk.data_dir)
    copy = desk.data_dir / "claimwatch.duckdb"
    copy.write_bytes(spoil(copy.read_bytes()))
    readers = (
        lambda: read_series(desk.data_dir, "base_stations"),
        lambda: holds_sample(copy),
        lambda: run_query(desk.data_dir, "SELECT max(quote), max(sentence) FROM claims", output=io.BytesIO()),
        lambda: read_content(copy),
    )
    for read in readers:
        with pytest.raises(
            DamagedError, match="; remove it and run `claimwatch run`, which publishes it anew"
        ) as caught:
            read()
        assert "\n" not in str(caught.value)
        assert str(copy) in str(caught.value)
    publish(desk.data_dir)
    assert read_series(desk.data_dir, "base_stations")
