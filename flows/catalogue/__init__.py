"""Reads config/: `read_catalogue(config_dir)` validates every file and hands out what the stages need."""

from flows.catalogue.reading import Catalogue, read_catalogue

__all__ = ["Catalogue", "read_catalogue"]
