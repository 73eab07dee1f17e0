"""What only the augmentation lesson shows."""
