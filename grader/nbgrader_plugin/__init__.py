"""What nbgrader itself uses: its gradebook, commands and formgrader grade as `course grade` does."""
