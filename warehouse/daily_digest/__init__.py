"""The digest of a day: what came out, what is remarkable in it, and what is expected next."""
