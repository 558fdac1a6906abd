"""Library ⇄ the world: region packages."""
