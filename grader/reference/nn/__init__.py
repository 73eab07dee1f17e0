"""The parts of the network that trains many seeds at once; ``reference.network`` is the entry."""
