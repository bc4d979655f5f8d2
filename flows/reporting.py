"""The report over the copy that readers have, built again without a run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from warehouse.querying import require_published
from warehouse.report import ReportResult, build_report
from warehouse.runs import holds_sample


def rebuild_report(data_dir: Path, output: Path | None = None) -> ReportResult:
    """Writes the report into `output`, else into report/ of the data folder. UsageError where nothing was published."""
    copy = require_published(data_dir)
    return build_report(copy, output or data_dir / "report", generated=datetime.now(UTC), sample=holds_sample(copy))
