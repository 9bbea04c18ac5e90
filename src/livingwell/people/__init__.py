"""Who a person is, how to reach them safely, and what they need to take part."""
