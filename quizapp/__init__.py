"""Study decks written from articles, in the terminal, with the passage that proves every answer."""

__version__ = "0.1.0"
