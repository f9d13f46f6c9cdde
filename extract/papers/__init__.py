"""What holds of a whole paper, and between papers: its sort and rank, what takes back, words anew or repeats."""
