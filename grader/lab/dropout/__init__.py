"""What lesson 03_dropout shows."""
