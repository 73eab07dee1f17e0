"""What lesson 01_overfitting shows."""
