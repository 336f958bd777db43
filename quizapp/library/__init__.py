"""Turns the files of a library into decks, and tells its author what does not hold."""
