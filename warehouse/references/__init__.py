"""Known series beside ours: official or bought history, read from files, kept apart, and held against the press."""
