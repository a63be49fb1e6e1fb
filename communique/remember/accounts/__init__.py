"""The team of an archive: accounts with roles, sessions of browsers, tokens of programs.

Passwords are kept as argon2id hashes, the secrets of sessions and tokens as SHA-256; nothing here can be read back into
what opens the door. Begin with `accounts.py`.
"""
