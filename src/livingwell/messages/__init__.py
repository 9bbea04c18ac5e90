"""What is said to people, when and how: safe-contact rules, checked again at sending."""
