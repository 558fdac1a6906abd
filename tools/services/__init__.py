"""The services of the scaled form on this machine, for tests and measurements: started, stopped.

Nothing here is for a real installation (see ``docker-compose.yml``): databases live in a
throw-away folder, may lose everything in a power cut, and listen on loopback only.
"""
