"""The errors of this project. Every one is a single line that says what is wrong and where."""

from __future__ import annotations


class ClaimwatchError(Exception):
    """Base of all errors that a user may see. `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(ClaimwatchError):
    """The command was called with something that cannot be."""

    exit_code = 2


class ConfigurationError(ClaimwatchError):
    """A file under config/ or a setting is wrong; the message names file, line or key, and the fix."""

    exit_code = 4


class DiskError(ClaimwatchError):
    """A directory is missing or the disk is full."""

    exit_code = 5


class LockedError(ClaimwatchError):
    """Another process writes; the message names it."""

    exit_code = 6


class DamagedError(ClaimwatchError):
    """The warehouse or an archive is not whole; the message names the batch or file."""

    exit_code = 7


class CheckFailedError(ClaimwatchError):
    """A data check found rows; nothing was published."""

    exit_code = 8


class ExtractionError(ClaimwatchError):
    """One page or article cannot be read; `where` names it (url or id) and the batch goes on without it."""

    def __init__(self, reason: str, where: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason
        self.where = where
