"""Second factors: who must have one, how the stored secrets are kept, recovery codes."""
