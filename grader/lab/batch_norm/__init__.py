"""What lesson 06_batch_norm shows."""
