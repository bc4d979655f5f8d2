"""What is worth telling at once: rules over the news of a run, the alerts they raise, and what becomes of those."""
