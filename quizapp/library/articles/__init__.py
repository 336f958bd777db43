"""Articles as found in the wild become the source and the first lines of a deck."""
