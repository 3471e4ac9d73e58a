"""Asking other people's servers on the web, without being led anywhere else.

``asking`` is one request and its answer, within bounds. Two fronts stand on it: ``fetch`` reads what a person pointed
us to and says in words what is wrong; ``exchange`` is for servers that talk to servers.
"""
