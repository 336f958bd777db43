"""What `quizapp check` can do, one module a way: finding, telling, explaining, mending, watching."""
