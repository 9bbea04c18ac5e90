"""No test reaches the network; warnings are errors."""
