"""One file for each question: arguments -> a frozen View, which HTML, JSON and tests share. Begin at `home.py`.

A view is plain: strings, numbers, days and views inside views. It holds no markup, and nothing in it has been escaped.
"""
