"""Alerts at the edge: what config/ says of them, the channels they go through, and the part of a run that tells."""
