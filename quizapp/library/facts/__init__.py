"""What a text states that can be asked exactly: its figures, its dates, its proper names."""
