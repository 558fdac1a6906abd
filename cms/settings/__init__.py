"""Settings: ``base`` is shared; ``embedded``, ``scaled`` and ``test`` are what one runs."""
