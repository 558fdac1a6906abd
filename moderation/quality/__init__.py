"""Quality of the quality control: figures about the institute's work, and control items."""
