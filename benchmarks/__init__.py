"""What ``make bench`` runs: each line of its table is a ratio measured in one run."""
