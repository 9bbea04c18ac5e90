"""What is asked as a measure, what was answered by any channel, what changed. Never a score on a person’s safety."""
