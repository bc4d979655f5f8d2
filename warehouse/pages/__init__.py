"""The report as a static site: what its pages hold, in which words, and which of them have to be written again."""
