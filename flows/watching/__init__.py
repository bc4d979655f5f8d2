"""What an installation watches and expects: config/watchlists/ and config/releases/."""
