"""What carries a letter: email, text, paper; queued, retried, never lost; knows no person."""
