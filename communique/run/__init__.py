"""The same work on one core or many.

In: a function and pages. Out: one outcome for each page, in the order of the pages. Begin with `engine.py`.
"""
