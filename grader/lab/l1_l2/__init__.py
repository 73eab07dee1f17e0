"""What lesson 02_l1_l2 shows."""
