"""The coverage map: how much the library has at every node, how good and how fresh it is."""
